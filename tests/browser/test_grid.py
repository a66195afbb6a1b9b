"""All records as one table: it follows the atlas, and the atlas follows it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from geodata.atlas import Atlas
from geodata.bundle import bundle
from geodata.encoding import encode
from geodata.packing import pack
from tests.browser.conftest import READY
from tests.browser.helpers import go_to_year, state, wait_state
from tests.browser.test_offline import KEPT

Open = Callable[..., Page]
ROWS = "#grid-slot .ag-center-cols-container .ag-row"
# Enough rows that drawing them all would be felt.
MANY = 10_000


def open_records(page: Page) -> None:
    page.keyboard.press("r")
    page.wait_for_selector(ROWS)


def counts(page: Page, table: str) -> tuple[int, int]:
    """Shown and all, as the tab says."""
    said = page.inner_text(f'#records [data-table="{table}"] .tab-count')
    some, every = (int(re.sub(r"\D", "", part)) for part in said.split("/"))
    return some, every


def wait_shown(page: Page, table: str, other_than: int) -> int:
    page.wait_for_function(
        """([table, old]) => {
          const said = document.querySelector(`#records [data-table="${table}"] .tab-count`);
          return Number(said.textContent.split('/')[0].replace(/\\D/g, '')) !== old;
        }""",
        arg=[table, other_than],
    )
    return counts(page, table)[0]


@pytest.mark.both_editions
def test_a_first_visit_fetches_nothing_of_it(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    assert page.evaluate("() => window.dash_ag_grid === undefined")
    open_records(page)
    assert page.inner_text("#records h2") == "All records as a table"
    # Every row has its page in view of whoever looks for it.
    assert "p. " in page.inner_text(f'{ROWS}[row-index="0"] [col-id="source"]')


def test_it_follows_year_and_filters(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    some, every = counts(page, "movements")
    assert 0 < some < every
    go_to_year(page, 1943)
    later = wait_shown(page, "movements", some)
    assert later < every
    page.get_by_label("Only what year and filters show").uncheck()
    assert wait_shown(page, "movements", later) == every
    page.get_by_label("Search in the table").fill("Magnitogorsk")
    assert 0 < wait_shown(page, "movements", every) < every


@pytest.mark.both_editions
def test_rows_mark_the_map_and_the_map_marks_rows(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    chosen = f"{ROWS}.ag-row-selected"
    page.click(f'{ROWS}[row-index="0"] [col-id="from"]')
    page.click(f'{ROWS}[row-index="1"] [col-id="from"]', modifiers=["Control"])
    page.wait_for_function(f"() => document.querySelectorAll('{chosen}').length === 2")
    page.click("#records .close")
    page = open_atlas("?year=1932&place=magnitogorsk")
    open_records(page)
    page.click('#records [data-table="populations"]')
    page.wait_for_selector(chosen)
    assert "Magnitogorsk" in page.inner_text(f'{chosen} [col-id="place"] >> nth=0')


def test_a_row_opens_its_card(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    page.click(f'{ROWS}[row-index="0"] .row-open')
    page.wait_for_selector("#detail:not([hidden])")
    assert page.is_hidden("#records")


def test_groups_have_heads_with_counts_and_close(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    page.get_by_label("Group by").select_option("category")
    head = page.locator("#grid-slot .group-head").first
    head.wait_for()
    assert re.search(r"\d+ records?", head.inner_text())
    assert head.get_attribute("aria-expanded") == "true"
    head.click()
    page.wait_for_selector('#grid-slot .group-head[aria-expanded="false"]')


def test_columns_are_chosen_but_the_page_stays(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    page.click("#records .record-columns summary")
    assert page.get_by_role("checkbox", name="Says who", exact=True).is_disabled()
    page.get_by_role("checkbox", name="From", exact=True).uncheck()
    page.wait_for_selector('#grid-slot .ag-header-cell[col-id="from"]', state="detached")


def test_a_column_filter_takes_the_total_away(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    before = page.inner_text("#records-foot")
    page.click('#grid-slot .ag-header-cell[col-id="from"] .ag-header-cell-filter-button')
    page.locator(".ag-filter input[type=text]").first.fill("Germany")
    page.wait_for_selector('#records-foot:has-text("The filters of columns leave")')
    left = int(re.sub(r"\D", "", page.inner_text("#records-foot").split(".")[0]))
    assert 0 < left < counts(page, "movements")[0]
    assert before.split(".")[0] not in page.inner_text("#records-foot")
    # Another table begins without filters; Escape closes the filter first, the table then.
    page.keyboard.press("Escape")
    page.wait_for_selector(".ag-filter", state="detached")
    assert page.is_visible("#records")
    page.click('#records [data-table="people"]')
    page.click('#records [data-table="movements"]')
    page.wait_for_selector(f'#records-foot:has-text("{before.split(".")[0]}")')


def test_marks_stay_while_rows_change(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    page.click(f'{ROWS}[row-index="0"] [col-id="from"]')
    chosen = f"{ROWS}.ag-row-selected"
    page.wait_for_selector(chosen)
    name = page.inner_text(f'{chosen} [col-id="who"]')
    page.get_by_label("Only what year and filters show").uncheck()
    page.get_by_label("Search in the table").fill(name)
    page.wait_for_selector(f'{chosen} [col-id="who"]:has-text({name!r})')
    page.click("#records .close")
    page.wait_for_selector("#records", state="hidden")
    open_records(page)
    page.wait_for_selector(chosen)


def test_on_a_phone_it_comes_from_the_short_table(open_atlas: Open) -> None:
    page = open_atlas("?year=1932", size=(390, 844), phone=True)
    page.click("#table-open")
    page.click("#records-open")
    page.wait_for_selector(ROWS)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    low = page.evaluate(
        """() => [...document.querySelectorAll('#records :is(button, select, summary, .ag-row)')]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
          .map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert low == []


def test_an_embedded_atlas_does_without(open_atlas: Open) -> None:
    page = open_atlas("?mode=embed&year=1932")
    page.keyboard.press("r")
    page.keyboard.press("t")
    page.wait_for_function("() => !window.dash_ag_grid")
    assert page.is_hidden("#records")
    assert page.is_hidden("#records-open")


def test_it_speaks_the_language_of_the_page(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    page.click('#lang [data-lang="ru"]')
    wait_state(page, "lang", "ru")
    page.wait_for_selector('#grid-slot .ag-header-cell[col-id="from"]:has-text("Откуда")')
    page.wait_for_selector(ROWS)
    assert page.inner_text("#records h2") == "Все записи таблицей"


@pytest.mark.both_editions
def test_the_download_has_the_rows_with_their_pages(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    with page.expect_download() as waiting:
        page.click("#records >> text=Download as CSV")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == counts(page, "movements")[0]
    assert all(row["Says who"] for row in rows)


def test_escape_closes_it_and_the_map_is_as_before(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    open_records(page)
    page.keyboard.press("Escape")
    page.wait_for_selector("#records", state="hidden")
    assert state(page, "year") == "1932"


@pytest.mark.both_editions
def test_once_used_it_opens_without_network(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    page.evaluate(KEPT)
    open_records(page)
    page.wait_for_function(
        """async () => {
          const { script } = document.getElementById('records').dataset;
          const more = script.replace('dash_ag_grid.min', 'async-community');
          return await caches.match(script) && await caches.match(more);
        }"""
    )
    context.set_offline(True)
    page.reload()
    page.wait_for_selector(READY)
    open_records(page)
    context.close()


def test_ten_thousand_rows_are_a_windowful_in_the_page(
    browser: Browser, address: str, atlas: Atlas
) -> None:
    context = browser.new_context(service_workers="block", locale="en-GB")
    page = context.new_page()

    def enlarge(route: Route) -> None:
        document = bundle(atlas)
        moves = document["movements"]
        document["movements"] = [
            {**moves[i % len(moves)], "id": f"m-many{i}"} if i >= len(moves) else moves[i]
            for i in range(MANY)
        ]
        route.fulfill(body=encode(pack(document))[0], content_type="application/json")

    page.route("**/bundle/**", enlarge)
    page.goto(f"{address}?year=1917")
    page.wait_for_selector(READY)
    open_records_of_all(page)
    assert counts(page, "movements") == (MANY, MANY)
    body = page.locator("#grid-slot .ag-body-viewport")
    for top in (40_000, 200_000, 359_000):
        body.evaluate("(box, top) => { box.scrollTop = top; }", top)
        page.wait_for_selector(f'{ROWS}[row-index="{top // 36 + 1}"]')
        assert page.locator(ROWS).count() < 80
    context.close()


def open_records_of_all(page: Page) -> None:
    page.keyboard.press("r")
    page.wait_for_selector("#grid-slot .ag-root-wrapper")
    page.get_by_label("Only what year and filters show").uncheck()
    page.wait_for_selector(ROWS)
