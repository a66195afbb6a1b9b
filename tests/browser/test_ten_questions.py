"""Ten questions that people bring, each answered in at most three actions.

Typing a query is one action, a key or a click is one. Questions come in three languages and two
scripts, with a typing error among them; every answer ends at a printed page or a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.helpers import state, wait_state

MOST = 3


class Visit:
    """A visitor who counts what it takes to learn something.

    Parameters
    ----------
    page : Page
        The open atlas.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def _act(self) -> None:
        self.actions += 1
        assert self.actions <= MOST, "it took more than three actions"

    def type(self, text: str) -> None:
        """Type into the search field, which one finds at once."""
        self._act()
        self.page.locator("#search").fill(text)
        self.page.wait_for_selector("#search-results [role=option]:not([aria-disabled])")

    def press(self, key: str) -> None:
        """One key."""
        self._act()
        self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        """One click, on the first that is there."""
        self._act()
        self.page.locator(selector).first.click()

    def ask(self, text: str) -> str:
        """Type and take the first answer; returns what the card says."""
        self.type(text)
        self.press("Enter")
        self.page.wait_for_selector("#detail:not([hidden]) h2")
        return self.card()

    def card(self) -> str:
        """All words of the card, also those that one would still unfold: they are not counted."""
        return self.page.locator("#detail").text_content() or ""


@pytest.fixture
def visit(open_atlas: Open) -> Callable[[str], Visit]:
    """Open the atlas in a language: ``visit("ru")``."""
    return lambda lang: Visit(open_atlas(f"?lang={lang}", size=(1440, 900)))


def test_who_came_from_vienna(visit: Callable[[str], Visit]) -> None:
    said = visit("en").ask("Vienna")
    left = said[said.index("Left from here") :]
    assert "First Ulfeld group leaves Vienna" in left
    assert "90" in left
    assert re.search(r"p\. \d+", left)


def test_what_happened_in_pakhta_aral(visit: Callable[[str], Visit]) -> None:
    said = visit("kk").ask("Пахта-Арал")
    for event in ("Директордың сөзі", "Орталықтан екі хат", "Эмигранттар еңбек майданынан"):
        assert event in said


def test_how_many_germans_where_when_says_who(visit: Callable[[str], Visit]) -> None:
    visitor = visit("ru")
    visitor.type("немцы")
    visitor.press("Enter")
    page = visitor.page
    page.wait_for_selector("#chips .chip")
    assert "Немцы" in page.inner_text("#chips")
    wait_state(page, "span", "1917-1956")
    visitor.press("t")
    page.wait_for_selector("#table:not([hidden]) table")
    rows = page.locator('[data-table="moves"] tbody tr')
    assert rows.count() >= 30
    deported = rows.filter(has_text="427")
    said = deported.first.inner_text()
    for part in ("Крым", "Немцы среди 3628 вывезенных", "1944"):
        assert part in said
    assert re.search(r"с\. \d+", said)


def test_when_was_karlag_founded_and_who_was_held_there(visit: Callable[[str], Visit]) -> None:
    said = visit("ru").ask("Карлаг")
    assert "1930: Основан Карлаг" in said
    assert "Вилли Кох" in said


def test_which_movements_came_to_magnitogorsk_on_what_page(
    visit: Callable[[str], Visit],
) -> None:
    """With the name misspelt, as it often is."""
    visitor = visit("en")
    said = visitor.ask("Magnitogrosk")
    assert "From Germany, among the 752 specialists" in said[said.index("Came here") :]
    visitor.click("#detail .records li:has-text('From Germany') summary")
    shown = visitor.page.inner_text("#detail .records li:has-text('From Germany') details[open]")
    assert re.search(r"Printed page \d+ of the dissertation", shown)


def test_what_of_an_archive_is_cited_and_by_what(visit: Callable[[str], Visit]) -> None:
    visitor = visit("en")
    said = visitor.ask("APRF")
    assert "Archive of the President of the Russian Federation" in said
    assert "[169]" in said
    assert "Ф. 3" in said
    assert "1 record rests on it" in said
    assert "p. 132" in said
    visitor.click("#detail .records .records .link")
    wait_state(visitor.page, "place", "defence_plants")


def test_where_did_koch_go(visit: Callable[[str], Visit]) -> None:
    said = visit("kk").ask("Кох")
    assert said.startswith("Вилли Кох")
    stations = [said.index(name) for name in ("Карлаг", "Орал")]
    assert stations == sorted(stations)


def test_which_files_of_the_comintern_archive_are_cited(visit: Callable[[str], Visit]) -> None:
    said = visit("ru").ask("РГАСПИ")
    assert "Российский государственный архив социально-политической истории" in said
    assert said.count("Ф. 539") >= 5
    assert re.search(r"На н[её]м основан[аоы] \d+", said)


def test_what_was_tsaritsyn_called_later(visit: Callable[[str], Visit]) -> None:
    visitor = visit("ru")
    said = visitor.ask("Царицын")
    assert "Сталинград" in said
    assert state(visitor.page, "place")


def test_who_of_the_austrians_went_where(visit: Callable[[str], Visit]) -> None:
    """By filter from the search, and one movement of the answer as a card."""
    visitor = visit("kk")
    visitor.type("австриялықтар")
    visitor.press("Enter")
    page = visitor.page
    page.wait_for_selector("#chips .chip")
    visitor.press("t")
    page.wait_for_selector("#table:not([hidden]) table")
    said = page.inner_text('[data-table="moves"]')
    assert "Ульфельд" in said
    assert re.search(r"\d+-б\.", said)
