"""Another data package, with no line of code changed: the page is about its subject."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import READY, ROOT, running

EXAMPLE = ROOT / "examples" / "new-york"


@pytest.fixture(scope="module")
def example() -> Iterator[str]:
    """Address of the example, started as ``docs/own-data.md`` says."""
    with running("--data", str(EXAMPLE)) as (found, line):
        assert "Landed" in line, "the command line calls the atlas by its own name"
        yield found


@pytest.fixture
def page(browser: Browser, example: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", service_workers="block"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((example, "data:", "blob:")) else wrong.append(asked.url)
        ),
    )
    page.goto(example)
    page.wait_for_selector(READY)
    yield page
    assert not wrong
    context.close()


def test_it_says_its_own_title_years_and_languages(page: Page) -> None:
    assert page.title() == "Landed: An example: emigrants to New York, 1847–1855"
    assert page.locator("#header h1").inner_text() == "Landed"
    assert page.locator("#atlas").get_attribute("data-year") == "1851"
    assert page.locator("#lang button").all_inner_texts() == ["English", "Русский"]
    slider = page.locator("#year-slider")
    assert slider.get_attribute("min") == "1845"
    assert slider.get_attribute("max") == "1855"
    everything = page.locator("body").inner_text()
    for word in ("Soviet", "USSR", "Zholdar", "dissertation", "1917", "1956"):
        assert word not in everything
    page.locator('#lang button[lang="ru"]').click()
    page.wait_for_function("() => document.documentElement.lang === 'ru'")
    assert "эмигранты в Нью-Йорке" in page.title()


def test_its_categories_have_its_colours(page: Page) -> None:
    page.evaluate("() => { document.getElementById('filters').open = true; }")
    shown = page.locator("#filter-list .category").evaluate_all(
        "(all) => all.map((b) => b.dataset.category)"
    )
    assert shown == ["irish_overseas", "german_overseas", "irish_in_britain"]
    assert "From the German states" in page.locator("#filter-list").inner_text()
    bar = page.locator("#timeline .fill-ireland").first
    assert bar.evaluate("(e) => getComputedStyle(e).fill") == "rgb(47, 125, 79)"
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    assert bar.evaluate("(e) => getComputedStyle(e).fill") == "rgb(108, 203, 143)"


def test_it_plays_and_a_card_names_its_source(page: Page, example: str) -> None:
    page.locator("#play").click()
    page.wait_for_function("() => document.getElementById('atlas').dataset.year >= '1853'")
    page.goto(f"{example}?year=1851&move=m-irish-1851")
    page.wait_for_selector(READY)
    card = page.locator("#detail")
    assert card.locator(".big-number").inner_text() == "163,000"
    assert "about" in card.locator(".big").inner_text().split("\n")
    card.locator("details.citation summary").first.click()
    reference = card.locator(".reference").first
    assert "Friedrich Kapp. Immigration, and the Commissioners" in reference.inner_text()
    assert "undefined" not in card.inner_text()


def test_its_story_is_told_and_its_views_are_offered(page: Page, example: str) -> None:
    page.locator("#views summary").click()
    offered = page.locator("#views .camera-list button").all_inner_texts()
    assert offered[:3] == ["The Atlantic", "East coast of America", "Ireland and Britain"]
    page.goto(f"{example}?mode=story&story=nine_years&step=3")
    page.wait_for_selector(READY)
    assert page.locator("#atlas").get_attribute("data-year") == "1854"
    assert "Three years later" in page.locator("#story").inner_text()


def test_its_tables_can_be_taken_away(page: Page, example: str) -> None:
    answer = page.request.get(f"{example}data/datapackage.json")
    assert {"places", "people"} <= {table["name"] for table in answer.json()["resources"]}
    assert page.request.get(f"{example}data/movements.csv").ok
    assert page.request.get(f"{example}data/people.csv").status == 404
