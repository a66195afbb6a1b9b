"""No violation of axe-core's rules: the four modes in three languages and both themes.

A page is loaded once for each mode and size; languages and themes change on the open page. Every
language meets both themes, one on each of two pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.helpers import go, state, wait_state
from tests.browser.kiosk_helpers import TALL, WIDE, coarse, kiosk

LANGUAGES = ("en", "kk", "ru")
PAPER_FIRST, DARK_FIRST = ("paper", "dark", "paper"), ("dark", "paper", "dark")
SIZES = {
    "desktop": ((1280, 800), False, PAPER_FIRST),
    "phone": ((390, 844), True, DARK_FIRST),
}


def plain(_: Page) -> None:
    """Nothing over the map."""


def card(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.locator("#search").focus()
    page.keyboard.type("Magnitogorsk")
    page.wait_for_selector("#search-results [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail:not([hidden]) h2")


def table(page: Page) -> None:
    page.click("#table-open")
    page.wait_for_selector("#table:not([hidden]) table")


def records(page: Page) -> None:
    table(page)
    page.click("#records-open")
    page.wait_for_selector("#grid-slot .ag-center-cols-container .ag-row")


def search(page: Page) -> None:
    page.locator("#search").focus()
    page.keyboard.type("Berlin")
    page.wait_for_selector("#search-results [role=option]")
    page.keyboard.press("ArrowDown")


def two_years(page: Page) -> None:
    more = page.locator("#time-more")
    if more.is_visible() and more.get_attribute("aria-expanded") == "false":
        more.click()
    page.click('#window [data-setting="compare"]')
    page.wait_for_selector("#compare:not([hidden]) table")


def filters(page: Page) -> None:
    for name in ("filters", "legend"):
        page.evaluate("(id) => { document.getElementById(id).open = true; }", name)
    page.evaluate("document.querySelector('.more-filters').open = true")


def help_dialog(page: Page) -> None:
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")


def share(page: Page) -> None:
    page.click("#share")
    page.wait_for_selector("#share-dialog[open]")


def stories(page: Page) -> None:
    page.click("#stories-open")
    page.wait_for_selector("dialog[open]")


STATES: tuple[Callable[[Page], None], ...] = (
    plain, filters, help_dialog, share, stories, table, records, search, card, two_years,
)  # fmt: skip


def leave(page: Page) -> None:
    """Close what a state has opened."""
    page.evaluate("for (const dialog of document.querySelectorAll('dialog')) dialog.close()")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.evaluate("for (const p of document.querySelectorAll('details')) p.open = false")


def wear(page: Page, query: str, lang: str, theme: str) -> None:
    """The open page in another language and theme."""
    go(page, f"{query}&lang={lang}&theme={theme}", lang=lang)
    page.wait_for_selector(f'html[data-theme="{theme}"]', state="attached")


def looks(page: Page, query: str, themes: tuple[str, ...]) -> Iterator[str]:
    """Every language, each in one of the themes; yields what to call it."""
    for lang, theme in zip(LANGUAGES, themes, strict=True):
        wear(page, query, lang, theme)
        yield f"{lang} {theme}"


@pytest.mark.parametrize("size", list(SIZES))
def test_axe_finds_nothing(open_atlas: Open, size: str) -> None:
    viewport, phone, themes = SIZES[size]
    page = open_atlas("?year=1943", size=viewport, phone=phone)
    found = []
    for name in looks(page, "?year=1943", themes):
        for bring in STATES:
            bring(page)
            found += [f"{name} {bring.__name__}: {fault}" for fault in violations(page)]
            leave(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", list(SIZES))
def test_axe_finds_nothing_in_a_story(open_atlas: Open, size: str) -> None:
    viewport, phone, themes = SIZES[size]
    query = "?mode=story&story=revolution_guests&step=4"
    page = open_atlas(query, size=viewport, phone=phone)
    found = []
    for name in looks(page, query, themes):
        assert state(page, "mode") == "story"
        # A question with its answer open.
        page.locator(".question .choices button, .question .link").first.click()
        found += [f"{name}: {fault}" for fault in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("query", "themes"),
    [
        ("?mode=embed&year=1943", PAPER_FIRST),
        ("?mode=embed&year=1932&place=magnitogorsk&link=off", DARK_FIRST),
    ],
    ids=["link", "no link"],
)
def test_axe_finds_nothing_in_a_frame(
    open_atlas: Open, query: str, themes: tuple[str, ...]
) -> None:
    page = open_atlas(query, size=(720, 520))
    found = []
    for name in looks(page, query, themes):
        assert state(page, "mode") == "embed"
        found += [f"{name}: {fault}" for fault in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("size", "languages"), [(WIDE, LANGUAGES), (TALL, ("ru",))], ids=["wide", "tall"]
)
def test_axe_finds_nothing_in_a_kiosk(
    browser: Browser, address: str, size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    """A kiosk has one theme, the gallery's; its two states are the sleeping and the touched one.

    Upright the same parts stand in other places: there the longest words are enough.
    """
    with kiosk(browser, address, "&theme=paper&idle=600", size, coarse) as kept:
        page, found = kept.page, []
        page.wait_for_selector('html[data-theme="dark"]', state="attached")
        for lang in languages:
            kept.wake()
            kept.tap_on(f'#lang [data-lang="{lang}"]')
            wait_state(page, "lang", lang)
            found += [f"{lang} home: {fault}" for fault in violations(page)]
            for door, told in (("people", "life"), ("places", "place"), ("stories", "story")):
                kept.tap_on(f'[data-door="{door}"]')
                kept.wait_screen(door)
                found += [f"{lang} {door}: {fault}" for fault in violations(page)]
                kept.tap_on(".kiosk-entry")
                kept.wait_screen(told)
                found += [f"{lang} {told}: {fault}" for fault in violations(page)]
                kept.tap_on(".kiosk-again")
                kept.wait_screen("home")
            kept.tap_on('[data-door="years"]')
            kept.wait_screen("years")
            found += [f"{lang} years: {fault}" for fault in violations(page)]
            kept.tap_on(".kiosk-again")
            kept.wait_screen("home")
            kept.pass_time(601)
            page.wait_for_selector(".kiosk-ask >> visible=true")
            found += [f"{lang} asking: {fault}" for fault in violations(page)]
            kept.pass_time(21)
            kept.wait_screen("attract")
            found += [f"{lang} film: {fault}" for fault in violations(page)]
        assert not found, "\n".join(dict.fromkeys(found))
        assert kept.complaints == []
