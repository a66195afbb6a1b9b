"""A package too large to be drawn record by record: levels, what is told, and the cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from benchmarks.synthetic import write_synthetic
from geodata.atlas import Atlas
from tests.browser.conftest import Open, running
from tests.browser.helpers import ON_SCREEN, card, go_to_year, painted, state, wait_state

POLAND = [19.3, 52.1]
# Where people of the scene stand on screen: the middle of the strongest flow.
ADDED = re.compile(r"([\d,]+) movements of these years, added up by (.+?), drawn as (\d+) flows")


@pytest.fixture(scope="module")
def address(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an atlas with 5,000 synthetic movements."""
    folder: Path = tmp_path_factory.mktemp("many") / "package"
    write_synthetic(atlas, folder, 5_000, 1_500)
    with running("--data", str(folder)) as (found, _):
        yield found


def zoom_to(page: Page, level: str) -> None:
    """Zoom in until the map adds up by that level."""
    for _ in range(12):
        if state(page, "level") == level:
            return
        before = page.evaluate(ON_SCREEN, POLAND)
        page.click("#zoom-in")
        page.wait_for_function(
            f"(before) => ({ON_SCREEN})({POLAND}).some((x, i) => x !== before[i])", arg=before
        )
    raise AssertionError(f"zooming in never came to {level}")


def told(page: Page) -> str:
    page.wait_for_selector("#legend .added", state="attached")
    return page.locator("#legend .added").inner_text()


def test_zooming_in_adds_up_finer_and_the_page_says_so(open_atlas: Open) -> None:
    page = open_atlas("?year=1941")
    assert state(page, "level") == "country"
    seen = {}
    total = page.inner_text("#year-summary")
    for level, how in (
        ("country", "country"),
        ("region", "region"),
        ("near", "places close together"),
        ("place", "place"),
    ):
        zoom_to(page, level)
        page.wait_for_function(
            f"document.querySelector('#legend .added').textContent.includes('added up by {how},')"
        )
        found = ADDED.search(told(page))
        assert found, told(page)
        seen[level] = int(found[3])
        assert "have no figure that can be added up" in told(page)
        # However close: the total is that of all movements.
        assert page.inner_text("#year-summary") == total
    assert seen["country"] != seen["region"]
    page.click("#zoom-reset")
    wait_state(page, "level", "country")


def test_what_is_not_drawn_is_told_with_its_people(open_atlas: Open) -> None:
    page = open_atlas("?year=1941")
    zoom_to(page, "region")
    assert re.search(
        r"[\d,]+ movements more are not drawn here, with [\d,\u2013]+ people", told(page)
    )


def test_the_card_of_a_flow_says_what_it_adds_up(open_atlas: Open) -> None:
    page = open_atlas("?year=1941")
    page.focus("#map-stage")
    for _ in range(200):
        page.keyboard.press("ArrowDown")
        if "movements of the tables, added up" in page.inner_text("#live"):
            break
    page.keyboard.press("Enter")
    text = card(page)
    assert re.search(
        r"[\d,]+ movements of the tables, added up; different places in all years: [\d,]+ at", text
    )
    assert "Only wholes are added" in text
    assert re.search(r"m-\d{6} \u00b7 p\. \d+", text)
    link = page.locator("#detail a[download]")
    assert link.get_attribute("href") == "data/movements.csv"
    with page.expect_download() as got:
        link.click()
    assert got.value.suggested_filename == "movements.csv"


def test_the_text_twin_lists_flows_and_says_what_they_are(open_atlas: Open) -> None:
    page = open_atlas("?year=1941")
    page.click("#table-open")
    assert ADDED.search(page.inner_text("#table .summary"))
    rows = page.locator('[data-table="moves"] tbody tr')
    assert 20 < rows.count() <= 90
    assert re.search(r"p\. \d+", rows.first.inner_text())


def test_every_place_is_found_by_name_and_tells_how_often_it_is_named(open_atlas: Open) -> None:
    page = open_atlas()
    page.fill("#search", "1234")
    page.click("#search-results [role=option] >> text=1234 (synthetic)")
    assert re.search(r"[\d,]+ movements? of the tables names? this place", card(page))


def test_filters_and_film_work_on_sums(open_atlas: Open) -> None:
    page = open_atlas("?year=1931&nat=polish")
    some = told(page)
    assert ADDED.search(some)
    go_to_year(page, 1941)
    page.wait_for_function(
        "(old) => document.querySelector('#legend .added').textContent !== old", arg=some
    )
    page.click("#play")
    wait_state(page, "playing", "true")
    wait_state(page, "year", "1942")
    assert painted(page, "dots") > 0


def test_russian_and_kazakh_say_it_in_their_own_words(open_atlas: Open) -> None:
    page = open_atlas("?year=1941&lang=ru")
    assert "по странам" in told(page)
    page.click('#lang [data-lang="kk"]')
    page.wait_for_function("document.querySelector('#legend .added').textContent.includes('елдер')")
