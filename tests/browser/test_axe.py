"""No violation of axe-core's rules: explore in every state that lays something over the map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.helpers import wait_state

SIZES = {"desktop": ((1280, 800), False), "phone": ((390, 844), True)}


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


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("theme", ["paper", "dark"])
def test_axe_finds_nothing(open_atlas: Open, lang: str, size: str, theme: str) -> None:
    viewport, phone = SIZES[size]
    page = open_atlas(f"?year=1943&lang={lang}&theme={theme}", size=viewport, phone=phone)
    wait_state(page, "lang", lang)
    found = []
    for bring in STATES:
        bring(page)
        found += [f"{bring.__name__}: {fault}" for fault in violations(page)]
        leave(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
@pytest.mark.parametrize("size", list(SIZES))
def test_axe_finds_nothing_in_a_story(open_atlas: Open, lang: str, size: str) -> None:
    viewport, phone = SIZES[size]
    query = f"?mode=story&story=revolution_guests&step=2&lang={lang}"
    page = open_atlas(query, size=viewport, phone=phone)
    assert not violations(page)
