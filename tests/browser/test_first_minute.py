"""What a newcomer does in the first minute: slide, play, click, share, pull the cable."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import Open
from tests.browser.helpers import (
    MAGNITOGORSK,
    ON_SCREEN,
    card,
    click_place,
    go_to_year,
    painted,
    state,
    wait_state,
)

pytestmark = pytest.mark.both_editions


def test_it_opens_with_a_map_a_year_and_a_legend(open_atlas: Open) -> None:
    page = open_atlas()
    assert state(page, "year") == "1931"
    assert state(page, "playing") == "false"
    assert painted(page, "year") > 5_000
    assert painted(page, "band") > 5_000
    legend = page.inner_text("#legend")
    for words in ("dot", "Number not recorded", "Place without a figure", "whole region"):
        assert words in legend
    assert "approximated by present-day units" in legend


def test_the_ids_of_the_contract(open_atlas: Open) -> None:
    page = open_atlas()
    for name in (
        "map", "year-slider", "year-back", "year-forward", "play", "speed", "lang", "search",
        "detail", "legend", "timeline", "table", "share",
    ):  # fmt: skip
        assert page.locator(f"#{name}").count() == 1, name


def test_1943_shades_the_oblasts_with_the_figures_of_the_table(open_atlas: Open) -> None:
    page = open_atlas()
    before = painted(page, "year")
    go_to_year(page, 1943)
    page.wait_for_function("document.querySelector('#legend .shades') !== null")
    assert painted(page, "year") > before
    page.click("#table-open")
    rows = page.locator("#table tr", has_text="Karaganda oblast")
    assert "109" in rows.first.inner_text()
    assert "p. 97" in rows.first.inner_text()
    page.click("#table .close")
    click_place(page, [70.5, 47.9])
    said = card(page)
    assert "Karaganda" in said
    assert "109" in said


def test_playing_from_1917_brings_people_to_magnitogorsk(open_atlas: Open) -> None:
    page = open_atlas()
    page.keyboard.press("Home")
    wait_state(page, "year", "1917")
    for _ in range(3):
        page.keyboard.press(".")
    page.click("#play")
    wait_state(page, "playing", "true")
    page.wait_for_function("Number(document.getElementById('atlas').dataset.year) >= 1930")
    first = page.evaluate("document.querySelector('canvas.map-dots').toDataURL()")
    page.wait_for_function(
        "(first) => document.querySelector('canvas.map-dots').toDataURL() !== first", arg=first
    )
    page.keyboard.press(" ")
    wait_state(page, "playing", "false")
    assert painted(page, "dots") > 100
    go_to_year(page, 1932)
    click_place(page, MAGNITOGORSK)
    said = card(page)
    for figure in ("752", "449", "310", "at least 700"):
        assert figure in said, figure
    assert "The figures do not agree" in said
    clash = page.locator("#detail ol.bars").first
    bars = clash.inner_text()
    for figure in ("752", "310", "at least 700"):
        assert figure in bars, f"{figure} does not stand beside the others"
    assert "p. 67" in said or "p. 68" in said
    assert page.locator("#detail .citation").count() >= 4


def test_every_figure_of_a_card_leads_to_its_page(open_atlas: Open) -> None:
    page = open_atlas("?year=1932&place=magnitogorsk")
    card(page)
    without = page.locator("#detail ol.bars > li:not(:has(.citation)):has(.bar-figure)")
    assert without.count() == 0
    first = page.locator("#detail details.citation").first
    first.locator("> summary").click()
    assert "Printed page" in first.inner_text()


def test_year_and_selection_live_in_the_address(open_atlas: Open) -> None:
    page = open_atlas()
    go_to_year(page, 1932)
    click_place(page, MAGNITOGORSK)
    page.wait_for_function("location.search.includes('place=magnitogorsk')")
    query = parse_qs(urlsplit(page.url).query)
    assert query["year"] == ["1932"]
    page.reload()
    page.wait_for_selector('#atlas[data-ready="true"]')
    assert state(page, "year") == "1932"
    assert state(page, "place") == "magnitogorsk"
    assert "Magnitogorsk" in card(page)


def test_bad_parameters_are_quietly_the_default(open_atlas: Open) -> None:
    page = open_atlas("?year=soon&place=%3Cb%3Ex&mode=nothing&lang=xx&cat=,,&move=m-none")
    assert state(page, "year") == "1931"
    assert state(page, "place") == ""
    assert page.locator("#detail").is_hidden()


def test_the_cable_may_be_pulled(open_atlas: Open) -> None:
    page = open_atlas()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.context.set_offline(True)
    go_to_year(page, 1943)
    page.wait_for_function("document.querySelector('#legend .shades') !== null")
    go_to_year(page, 1932)
    click_place(page, MAGNITOGORSK)
    assert "752" in card(page)
    page.keyboard.press("Escape")
    page.locator("#lang [data-lang=ru]").click()
    wait_state(page, "lang", "ru")
    page.click("#play")
    page.wait_for_function("Number(document.getElementById('atlas').dataset.year) >= 1933")
    page.click("#play")
    assert not requests, "something was asked of the server after loading"


def test_changing_the_year_asks_nothing_of_the_server(open_atlas: Open) -> None:
    page = open_atlas()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for year in (1920, 1925, 1938, 1944, 1956):
        go_to_year(page, year)
    page.wait_for_function("location.search.includes('year=1956')")
    assert not requests


def test_canvas_and_plotly_agree_where_a_place_is(open_atlas: Open) -> None:
    """The projection is read from Plotly's inside; here a mark that Plotly draws holds it."""
    page = open_atlas()
    far = page.evaluate(
        """async ([lon, lat]) => {
          const figure = document.querySelector('#map .js-plotly-plot');
          await Plotly.addTraces(figure, {type: 'scattergeo', mode: 'markers', lon: [lon],
            lat: [lat], marker: {size: 2}});
          const mark = figure.querySelector('path.point').getBoundingClientRect();
          const box = document.getElementById('map-stage').getBoundingClientRect();
          const [x, y] = figure._fullLayout.geo._subplot.projection([lon, lat]);
          return Math.hypot(mark.left + mark.width / 2 - box.left - x,
            mark.top + mark.height / 2 - box.top - y);
        }""",
        MAGNITOGORSK,
    )
    assert far < 1.0


def test_zooming_keeps_marks_on_the_map(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    before = page.evaluate(ON_SCREEN, MAGNITOGORSK)
    page.mouse.move(*before)
    page.mouse.wheel(0, -600)
    page.wait_for_function(
        "() => document.querySelector('.map-layers').style.transform === ''"
        " && document.querySelector('#map .js-plotly-plot')._fullLayout.geo.projection.scale > 0.5"
    )
    after = page.evaluate(ON_SCREEN, MAGNITOGORSK)
    assert abs(after[0] - before[0]) < 3
    assert abs(after[1] - before[1]) < 3
    page.mouse.click(*after)
    assert "Magnitogorsk" in card(page)


def test_a_tap_on_a_crowd_offers_a_choice(open_atlas: Open) -> None:
    page = open_atlas("?year=1932", size=(390, 844), phone=True)
    x, y = page.evaluate(ON_SCREEN, [59.9, 54.2])
    page.touchscreen.tap(x, y)
    page.wait_for_selector("#detail:not([hidden])")


def test_the_phone_has_map_timeline_and_card_at_once(open_atlas: Open) -> None:
    page = open_atlas("?year=1932&place=magnitogorsk", size=(390, 844), phone=True)
    tops = {
        name: page.locator(f"#{name}").bounding_box() for name in ("map-area", "timeline", "detail")
    }
    assert all(tops.values())
    assert tops["map-area"]["height"] >= 200
    assert tops["timeline"]["y"] >= tops["map-area"]["y"] + tops["map-area"]["height"] - 1
    assert tops["detail"]["y"] >= tops["timeline"]["y"] + tops["timeline"]["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_three_languages_without_a_reload(open_atlas: Open) -> None:
    page = open_atlas("?year=1943", lang="kk-KZ")
    assert state(page, "lang") == "kk"
    page.locator("#lang [data-lang=ru]").click()
    wait_state(page, "lang", "ru")
    assert page.evaluate("document.documentElement.lang") == "ru"
    assert state(page, "year") == "1943"
    page.wait_for_function("location.search.includes('lang=ru')")


CLOSENESS = """() => {
  const { projection } = document.querySelector('#map .js-plotly-plot')._fullLayout.geo._subplot;
  return projection([71, 48])[0] - projection([70, 48])[0];
}"""


def test_zooming_in_comes_to_an_end_and_never_freezes(open_atlas: Open) -> None:
    """Lines of all years, a million pixels long, once kept the page busy for minutes."""
    page = open_atlas("?span=1917-1956")
    page.mouse.move(640, 300)
    before = page.evaluate(CLOSENESS)
    for _ in range(6):
        page.mouse.wheel(0, -2000)
        # Once it rests the map is drawn anew.
        page.wait_for_function("document.querySelector('.map-layers').style.transform === ''")
    after = page.evaluate(CLOSENESS)
    assert 10 * before < after < 1000
    assert painted(page, "year") > 0
