"""Time, flows, sites, oblasts, lives, filters, comparison, views, and the still view."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.helpers import (
    MAGNITOGORSK,
    ON_SCREEN,
    card,
    go_to_year,
    painted,
    state,
    wait_state,
)


def rows(page: Page) -> list[str]:
    """The text twin of the map: every row of its tables."""
    page.click("#table-open")
    found = page.locator("#table tbody tr").all_inner_texts()
    page.click("#table .close")
    return [" ".join(row.split()) for row in found]


# 1 --- the timeline is slider and chart in one


def test_year_span_and_whole_period_are_one_control(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    page.click('#window [data-setting="span"]')
    wait_state(page, "span", "1929-1935")
    assert page.inner_text("#year-figure") == "1929\u20131935"
    page.click('#window [data-setting="whole"]')
    wait_state(page, "span", "1917-1956")
    page.click('#window [data-setting="year"]')
    wait_state(page, "span", "")
    assert state(page, "year") == "1932"


def test_the_brush_by_drag_and_by_key(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    strip = page.locator(".brush-strip").bounding_box()
    chart = page.locator("#timeline-chart").bounding_box()
    assert strip
    assert chart
    at = chart["width"] * 0.3
    page.mouse.move(chart["x"] + at, strip["y"] + 12)
    page.mouse.down()
    page.mouse.move(chart["x"] + at + 150, strip["y"] + 12, steps=6)
    page.mouse.up()
    page.wait_for_function("document.getElementById('atlas').dataset.span !== ''")
    first, last = (int(year) for year in state(page, "span").split("-"))
    assert last - first >= 3
    page.focus("#span-to")
    page.keyboard.press("ArrowRight")
    wait_state(page, "span", f"{first}-{last + 1}")
    page.keyboard.press("Home")
    wait_state(page, "span", f"{first}-{first}")


def test_a_span_shows_its_years_together_and_plays_through_them(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    one = len(rows(page))
    page.click('#window [data-setting="span"]')
    wait_state(page, "span", "1929-1935")
    assert len(rows(page)) > one
    page.keyboard.press(".")
    page.keyboard.press(".")
    page.click("#play")
    wait_state(page, "playing", "true")
    wait_state(page, "playing", "false")
    assert state(page, "year") == "1935"


def test_keys_move_the_year(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    for key, year in (
        ("ArrowRight", "1933"),
        ("ArrowLeft", "1932"),
        ("Shift+ArrowRight", "1937"),
        ("Shift+ArrowLeft", "1932"),
        ("Home", "1917"),
        ("End", "1956"),
    ):
        page.keyboard.press(key)
        wait_state(page, "year", year)


def test_buttons_and_bars_move_the_year_and_the_speed(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    page.click("#year-forward")
    wait_state(page, "year", "1933")
    page.click("#year-back")
    wait_state(page, "year", "1932")
    before = page.inner_text("#speed")
    page.keyboard.press(".")
    assert page.inner_text("#speed") != before
    chart = page.locator("#timeline-chart").bounding_box()
    assert chart
    page.mouse.click(chart["x"] + chart["width"] - 40, chart["y"] + 90)
    page.wait_for_function("Number(document.getElementById('atlas').dataset.year) > 1950")


def test_events_of_the_year_are_one_tap_away(open_atlas: Open) -> None:
    page = open_atlas("?year=1935")
    page.click("#events-open")
    assert page.locator("#detail .records li").count() > 3
    page.locator("#detail .records .link").first.click()
    page.wait_for_function("location.search.includes('event=')")


# 2 --- flows


def test_only_what_happened_is_drawn_until_plans_are_asked_for(open_atlas: Open) -> None:
    page = open_atlas("?year=1931")
    assert not [row for row in rows(page) if "10,000" in row and "planned" in row.lower()]
    before = len(rows(page))
    with_plans = open_atlas("?year=1931&status=planned,requested,refused")
    assert len(rows(with_plans)) > before
    assert "Planned, requested or refused" in with_plans.inner_text("#legend")


def test_the_legend_names_people_per_dot_and_width(open_atlas: Open) -> None:
    page = open_atlas("?year=1944")
    assert "1 dot = 100 people" in page.inner_text("#legend")
    assert "Width: 100, 1,000 people" in page.inner_text("#legend")


def test_marks_are_hovered_tapped_and_reached_by_keys(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    x, y = page.evaluate(ON_SCREEN, MAGNITOGORSK)
    page.mouse.move(x, y)
    page.wait_for_selector("#map-tip:not([hidden])")
    assert "Magnitogorsk" in page.inner_text("#map-tip")
    page.focus("#map-stage")
    page.keyboard.press("ArrowDown")
    said = page.inner_text("#live")
    assert said
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#live") != said
    page.keyboard.press("Enter")
    assert card(page)


# 3 --- sites over their lifetimes


def test_sites_appear_and_end(open_atlas: Open) -> None:
    page = open_atlas("?year=1925")
    assert not [row for row in rows(page) if row.startswith("Karlag")]
    go_to_year(page, 1938)
    assert [row for row in rows(page) if row.startswith("Karlag")]


def test_a_card_draws_all_figures_of_a_place_over_the_years(open_atlas: Open) -> None:
    page = open_atlas("?year=1931&place=elektrozavod")
    card(page)
    assert page.locator("#detail svg.figure-chart circle").count() >= 3


# 4 --- oblasts


def test_oblasts_by_people_and_by_share_with_the_table_one_tap_away(open_atlas: Open) -> None:
    page = open_atlas("?year=1943", size=(1440, 900))
    assert "Show shares of the 764" in page.inner_text("#legend")
    page.click("#shading")
    page.wait_for_function("location.search.includes('shading=share')")
    assert "%" in page.inner_text("#legend")
    page.locator("#legend button", has_text="The source table").click()
    assert "764" in card(page)


def test_1942_has_a_breakdown_too(open_atlas: Open) -> None:
    page = open_atlas("?year=1942", size=(1440, 900))
    assert page.locator("#legend .shades").count() == 1


# 5 --- lives


def test_a_life_is_drawn_as_the_years_pass(open_atlas: Open) -> None:
    page = open_atlas("?year=1930&person=borchert", size=(1440, 900))
    said = card(page)
    for place in ("Erfurt", "Dessau", "Kamensk-Uralsky", "Karlag"):
        assert place in said, place
    later = page.locator("#detail .stops li.later").count()
    assert later >= 3
    go_to_year(page, 1950)
    page.wait_for_function(
        "(n) => document.querySelectorAll('#detail .stops li.later').length < n", arg=later
    )


def test_lives_are_compared(open_atlas: Open) -> None:
    page = open_atlas("?year=1949&person=koch", size=(1440, 900))
    page.locator(".add-life select").select_option(value="borchert")
    page.wait_for_function("location.search.includes('person=koch,borchert')")
    said = card(page)
    for place in ("Elektrozavod", "Terekti", "Uralsk prison", "Erfurt"):
        assert place in said, place


# 6 --- filters


def test_filters_are_removable_chips_with_a_live_count(open_atlas: Open) -> None:
    page = open_atlas("?year=1932&nat=german&to=ussr")
    assert page.locator("#chips .chip").count() == 2
    count = page.inner_text(".chip-count")
    page.locator('#chips [data-filter="nat"]').click()
    page.wait_for_function(
        "(old) => document.querySelector('.chip-count').innerText !== old", arg=count
    )
    page.locator('#chips [data-filter="to"]').click()
    page.wait_for_selector("#chips", state="hidden")


def test_filters_by_place_and_figures(open_atlas: Open) -> None:
    page = open_atlas("?year=1932&from=germany&counted=1")
    moves = [row for row in rows(page) if row.startswith("Germany")]
    assert moves
    assert all("number not recorded" not in row for row in rows(page))


def test_nothing_left_says_what_was_filtered_away(open_atlas: Open) -> None:
    page = open_atlas("?year=1917&nat=italian&cat=evacuees")
    assert "Nothing is documented for 1917" in page.inner_text("#chips")
    page.locator("#chips .empty button").click()
    page.wait_for_selector("#chips", state="hidden")


def test_one_category_alone(open_atlas: Open) -> None:
    page = open_atlas("?year=1932", size=(1440, 900))
    page.click('[data-category="political_emigrants"]')
    page.wait_for_function("location.search.includes('cat=political_emigrants')")
    assert "449" not in " ".join(rows(page))


# 7 --- comparison


def test_two_years_on_the_same_scales(open_atlas: Open) -> None:
    page = open_atlas("?year=1943")
    page.click('#window [data-setting="compare"]')
    page.wait_for_selector("#compare:not([hidden]) table")
    sheet = page.inner_text(".compare-sheet")
    assert "Difference" in sheet
    assert page.locator(".compare-sheet .year-field").nth(1).input_value() == "1953"
    before = painted(page, "year")
    page.focus(".divider")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert painted(page, "year") != before
    page.locator(".compare-sheet .close").click()
    page.wait_for_selector("#compare", state="hidden")


# 8 --- zoom and views


def test_views_and_fit_to_selection(open_atlas: Open) -> None:
    page = open_atlas("?year=1943&place=kerch")
    scale = "() => document.querySelector('#map .js-plotly-plot')._fullLayout.geo.projection.scale"
    whole = page.evaluate(scale)
    page.click("#views summary")
    page.locator(".camera-list button", has_text="Kazakhstan").click()
    page.wait_for_function(f"(old) => ({scale})() > old * 1.3", arg=whole)
    near = page.evaluate(scale)
    page.click("#views summary")
    page.locator(".camera-list button", has_text="What is selected").click()
    page.wait_for_function(f"(old) => Math.abs(({scale})() - old) > 0.05", arg=near)
    page.click("#zoom-reset")
    page.wait_for_function(f"(old) => Math.abs(({scale})() - old) < 0.2", arg=whole)


# 9 --- the still view


def test_less_motion_shows_the_same_without_travelling(open_atlas: Open) -> None:
    page = open_atlas("?year=1932", less_motion=True)
    dots = "document.querySelector('canvas.map-dots').toDataURL()"
    assert painted(page, "dots") > 100
    page.click("#play")
    wait_state(page, "playing", "true")
    first = page.evaluate(dots)
    frames = page.evaluate(
        f"""async () => {{
          const seen = new Set();
          for (let i = 0; i < 20; i += 1) {{
            await new Promise(requestAnimationFrame);
            seen.add({dots});
          }}
          return seen.size;
        }}"""
    )
    assert first
    assert frames <= 2
    assert [row for row in rows(page) if "Magnitogorsk" in row]
