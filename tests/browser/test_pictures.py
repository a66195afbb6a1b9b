"""Other pictures of the records: opened by key, drawn, tapped, told as a table, taken away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.helpers import state

PICTURES = ("matrix", "sankey", "nations", "calendar", "composition")
# What the marks on the picture stand for, and what the rows of the table say.
SUMS = """() => {
  const marks = new Set([...document.querySelectorAll('.picture-plot .mark')]
    .flatMap((mark) => mark.dataset.key.split('|')));
  const rows = [...document.querySelectorAll('#pictures tbody tr')];
  const sum = (name) => rows.reduce((all, row) => all + Number(row.dataset[name]), 0);
  return { marks: [...marks].sort(), rows: rows.map((row) => row.dataset.key).sort(),
    low: sum('low'), uncounted: sum('uncounted') };
}"""
NO_SIDEWAYS = "document.documentElement.scrollWidth <= window.innerWidth"


def show(page: Page, name: str) -> None:
    """Change to a picture and wait until its marks stand."""
    page.click(f'.picture-tabs [data-picture="{name}"]')
    page.wait_for_selector(f'#pictures[data-picture="{name}"] .picture-plot .mark')
    page.wait_for_selector(f'#pictures table[data-table="{name}"]')


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_opened_and_closed_by_keyboard(open_atlas: Open) -> None:
    page = open_atlas()
    page.keyboard.press("p")
    page.wait_for_selector("#pictures .picture-plot .mark")
    assert page.evaluate("document.getElementById('pictures').contains(document.activeElement)")
    assert "picture=matrix" in page.url
    year = state(page, "year")
    page.locator('.picture-plot .mark[tabindex="0"]').focus()
    first = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.key") != first
    page.keyboard.press("Enter")
    page.wait_for_selector(".picture-records li .citation")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.getElementById('pictures').open")
    page.wait_for_function("!location.search.includes('picture=')")
    assert state(page, "year") == year


@pytest.mark.parametrize("name", PICTURES)
def test_picture_table_and_records_agree(open_atlas: Open, name: str) -> None:
    page = open_atlas(f"?picture={name}")
    page.wait_for_selector("#pictures .picture-plot .mark")
    sums = page.evaluate(SUMS)
    assert sums["marks"]
    if name in ("matrix", "nations", "composition"):
        assert sums["marks"] == sums["rows"], "the picture and the table hold the same"
    said = page.inner_text(".picture-sum")
    if name in ("matrix", "sankey"):
        assert round(sums["low"]) == number(said.split("\u2013")[0].split(" people")[0])
    if name in ("calendar", "composition"):
        assert round(sums["low"]) == number(said)
    page.locator('.picture-plot .mark[tabindex="0"]').press("Enter")
    page.wait_for_selector(".picture-records li")
    records = page.locator(".picture-records li[data-record]")
    assert records.count() >= 1
    assert records.first.locator(".citation").count() >= 1
    assert "Outside this picture" in page.inner_text(".picture-outside") or name == "calendar"


def test_a_tap_on_a_cell_brings_its_records(open_atlas: Open) -> None:
    page = open_atlas("?picture=matrix", size=(390, 844), phone=True)
    page.wait_for_selector("#pictures .picture-plot .mark")
    cell = page.locator('.picture-plot .mark[data-key^="finland"]').first
    cell.scroll_into_view_if_needed()
    cell.tap()
    page.wait_for_selector(".picture-records li .citation")
    assert page.evaluate(NO_SIDEWAYS)
    page.locator(".picture-records li .link").first.tap()
    page.wait_for_selector("#detail:not([hidden])")
    assert not page.evaluate("document.getElementById('pictures').open")


def test_files_are_a_picture_and_a_drawing(open_atlas: Open, tmp_path: Path) -> None:
    page = open_atlas("?picture=composition")
    page.wait_for_selector("#pictures .picture-plot .mark")
    for end in ("png", "svg"):
        with page.expect_download() as download:
            page.click(f"#picture-{end}")
        download.value.save_as(tmp_path / f"picture.{end}")
    png = (tmp_path / "picture.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 1600
    svg = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    for part in ("What the figures are made of", "1917\u20131956", "number not recorded",
                 "after one dissertation", "Introduction", "@font-face"):  # fmt: skip
        assert part in svg, part


def test_it_follows_filters_and_says_what_is_gone(open_atlas: Open) -> None:
    page = open_atlas("?picture=matrix&nat=finnish")
    page.wait_for_selector("#pictures .picture-plot .mark")
    assert "Finns" in page.inner_text(".picture-state")
    assert "taken out by the filters" in page.inner_text(".picture-outside")
    page = open_atlas("?picture=matrix&nat=finnish&cat=evacuees")
    page.wait_for_selector(".picture-empty")
    said = page.inner_text(".picture-empty")
    assert "Finns" in said
    assert "Evacuees" in said
    page.locator(".picture-empty .link").first.click()
    page.wait_for_selector("#pictures .picture-plot .mark")


def test_years_of_the_map_or_all(open_atlas: Open) -> None:
    page = open_atlas("?year=1944&picture=sankey")
    page.wait_for_selector("#pictures .picture-plot .mark")
    whole = page.inner_text(".picture-sum")
    page.click('[data-over="map"]')
    page.wait_for_function(
        "document.querySelector('.picture-state').textContent.startsWith('1944')"
    )
    page.wait_for_selector("#pictures .picture-plot .mark")
    assert page.inner_text(".picture-sum") != whole
    assert "over=map" in page.url


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_in_every_language_and_on_a_phone(open_atlas: Open, lang: str) -> None:
    page = open_atlas(f"?lang={lang}&theme=dark&picture=matrix", size=(390, 844), phone=True)
    page.wait_for_selector("#pictures .picture-plot .mark")
    titles = set()
    for name in PICTURES:
        show(page, name)
        titles.add(page.inner_text(".picture-title"))
        assert page.evaluate(NO_SIDEWAYS), name
        wide = page.evaluate(
            "(() => { const s = document.getElementById('pictures');"
            " return s.scrollWidth - s.clientWidth; })()"
        )
        assert wide <= 0, name
    assert len(titles) == len(PICTURES)


@pytest.mark.parametrize("mode", ["embed", "kiosk"])
def test_not_in_a_frame_nor_in_a_kiosk(open_atlas: Open, mode: str) -> None:
    page = open_atlas(f"?mode={mode}&picture=matrix")
    page.keyboard.press("p")
    assert not page.evaluate("document.getElementById('pictures').open")
    assert not page.locator("#pictures-open").is_visible()
