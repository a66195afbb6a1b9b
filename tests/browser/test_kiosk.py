"""The kiosk as visitors meet it: film, waking, doors, languages, healing, counting."""

from __future__ import annotations

import random
import re
import time

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import READY
from tests.browser.helpers import state
from tests.browser.kiosk_helpers import (
    TALL,
    WIDE,
    Kiosk,
    coarse,
    kiosk,
    left_alone,
    random_touches,
    watch_leaving,
)

DOORS = ("people", "places", "years", "stories", "life")
# Everything that can be touched on a screen, with its box.
TARGETS = """() => [...document.querySelectorAll('button, a, input, select, summary')]
  .filter((el) => el.checkVisibility({ visibilityProperty: true }))
  .map((el) => { const { x, y, width, height } = el.getBoundingClientRect();
    const name = el.id || el.dataset.door || el.dataset.id || el.className;
    return { name, tag: el.tagName, type: el.type, x, y, width, height }; })"""
TOLD = '#atlas:is([data-screen="life"], [data-screen="place"], [data-screen="story"])'
# Words on the page that are smaller than can be read from a distance, in px of the drawing.
SMALL = """() => {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 10;
  const walk = document.createTreeWalker(document.getElementById('atlas'), NodeFilter.SHOW_TEXT);
  const small = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const el = node.parentElement;
    const shown = el.checkVisibility({ visibilityProperty: true });
    if (!node.data.trim() || !shown || el.closest('#map')) continue;
    const size = parseFloat(getComputedStyle(el).fontSize) / unit;
    if (size < 21.9) small.push(`${node.data} ${size}`);
  }
  return small; }"""


def open_door(found: Kiosk, name: str) -> None:
    """Through a door, to something told where there is a list."""
    found.tap_on(f'[data-door="{name}"]')
    shown = "life" if name == "life" else name
    found.wait_screen(shown)


def again(found: Kiosk) -> None:
    found.tap_on(".kiosk-again")
    found.wait_screen("home")


def test_the_film_comes_after_the_idle_time_and_no_earlier(browser: Browser, address: str) -> None:
    with kiosk(browser, address, prepare=coarse) as found:
        page = found.page
        found.wait_screen("attract")
        found.wake()
        found.pass_time(70)
        page.wait_for_function("true")
        assert not page.locator(".kiosk-ask").is_visible()
        found.pass_time(6)
        page.wait_for_selector(".kiosk-ask >> visible=true")
        assert int(page.inner_text(".kiosk-ask b")) <= 20
        # A touch on the question only answers it.
        found.tap_on(".kiosk-stay")
        page.wait_for_selector(".kiosk-ask", state="hidden")
        assert state(page, "screen") == "home"
        found.pass_time(76)
        page.wait_for_selector(".kiosk-ask >> visible=true")
        found.pass_time(21)
        found.wait_screen("attract")
        assert state(page, "playing") == "true"
        found.pass_time(300)
        found.wait_screen("attract")
        assert not page.locator(".kiosk-ask").is_visible()
        assert found.complaints == []


def test_the_first_touch_only_wakes(browser: Browser, address: str) -> None:
    with kiosk(browser, address) as found:
        found.tap_on('[data-door="years"]')
        found.wait_screen("home")
        found.tap_on('[data-door="years"]')
        found.wait_screen("years")
        found.pass_time(1)
        assert found.complaints == []


def test_a_wakening_drag_moves_nothing(browser: Browser, address: str) -> None:
    with kiosk(browser, address) as found:
        before = found.page.evaluate("document.querySelector('.map-layers').style.transform")
        found.touch("touchStart", (1200, 300))
        found.touch("touchMove", (1300, 400))
        found.touch("touchMove", (1400, 500))
        found.touch("touchEnd")
        found.wait_screen("home")
        after = found.page.evaluate("document.querySelector('.map-layers').style.transform")
        assert after == before


def test_the_film_changes_its_movement_every_fourteen_seconds(
    browser: Browser, address: str
) -> None:
    with kiosk(browser, address, prepare=coarse) as found:
        page = found.page
        first = page.inner_text(".kiosk-movement h2")
        assert re.match(r"\d{4}", first)
        # One sentence in each of the three languages, and the page it comes from.
        assert page.locator(".kiosk-movement p").count() == 4
        page.clock.run_for(14_500)
        page.wait_for_function(
            "first => document.querySelector('.kiosk-movement h2').textContent !== first", arg=first
        )


def test_a_film_that_a_visitor_plays_is_not_disturbed(browser: Browser, address: str) -> None:
    with kiosk(browser, address, prepare=coarse) as found:
        found.wake()
        open_door(found, "years")
        assert state(found.page, "playing") == "true"
        # 40 years at two seconds each: longer than the idle time.
        found.page.clock.run_for(78_000)
        assert state(found.page, "screen") == "years"
        assert not found.page.locator(".kiosk-ask").is_visible()


@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])
def test_doors_lists_and_tellings(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with kiosk(browser, address, size=size, prepare=coarse) as found:
        page = found.page
        found.wake()
        for name in DOORS:
            open_door(found, name)
            check_screen(page, size)
            if page.locator(".kiosk-entry").count():
                found.tap_on(".kiosk-entry")
                page.wait_for_selector(TOLD)
                check_screen(page, size)
            if (
                page.locator("#kiosk-next:enabled").count()
                and page.locator("#kiosk-next").is_visible()
            ):
                text = page.inner_text(".kiosk-words") + page.inner_text(".kiosk-progress")
                found.tap_on("#kiosk-next")
                page.wait_for_selector("#kiosk-back:enabled")
                assert (
                    page.inner_text(".kiosk-words") + page.inner_text(".kiosk-progress") != text
                    or name == "life"
                )
                check_screen(page, size)
            again(found)
        assert found.complaints == []


def check_screen(page: Page, size: tuple[int, int]) -> None:
    """Targets are large and within reach, words readable, nothing to type, nowhere to go."""
    width, height = size
    for target in page.evaluate(TARGETS):
        assert target["tag"] == "BUTTON" or target["type"] == "range", target
        assert min(target["width"], target["height"]) >= 60 or target["type"] == "range", target
        assert target["y"] >= height * 0.55 - 8, f"out of reach: {target}"
        assert target["x"] >= 0, target
        assert target["x"] + target["width"] <= width + 8, target
        assert target["y"] + target["height"] <= height + 8, target
    assert page.evaluate(SMALL) == []
    inside = page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]"
    )
    assert inside[0] <= width
    assert inside[1] <= height


# Russian and Kazakh texts are the longest; together all stories are read.
READINGS = [
    pytest.param(WIDE, "ru", range(9), id="wide-ru"),
    pytest.param(TALL, "ru", range(1, 9, 4), id="tall-ru"),
    pytest.param(WIDE, "kk", (4, 7), id="wide-kk"),
    pytest.param(TALL, "kk", range(3, 9, 5), id="tall-kk"),
]


@pytest.mark.parametrize(("size", "lang", "stories"), READINGS)
def test_every_page_of_a_telling_fits(
    browser: Browser,
    address: str,
    size: tuple[int, int],
    lang: str,
    stories: range | tuple[int, ...],
) -> None:
    """Text and source stay above the buttons: stories, and a sample of lives and places."""
    query = f"&lang={lang}&idle=600"
    with kiosk(browser, address, query, size, prepare=coarse, less_motion=True) as found:
        page = found.page
        found.wake()
        limit = size[1] - 130 if size == WIDE else size[1] - 180
        doors = (("stories", stories), ("people", range(0, 12, 6)), ("places", range(1, 12, 6)))
        for door, entries in doors:
            for entry in entries:
                open_door(found, door)
                page.evaluate("n => document.querySelectorAll('.kiosk-entry')[n].click()", entry)
                while True:
                    bottom, more = page.evaluate(
                        """() => [
                          document.querySelector('.kiosk-words').lastElementChild
                            .getBoundingClientRect().bottom,
                          !document.querySelector('#kiosk-next').disabled]"""
                    )
                    assert bottom <= limit, (door, entry, page.inner_text(".kiosk-words"))
                    if not more:
                        break
                    page.evaluate("document.querySelector('#kiosk-next').click()")
                again(found)
        assert found.complaints == []


def test_languages_are_always_there(browser: Browser, address: str) -> None:
    with kiosk(browser, address, "&langs=kk,ru", prepare=coarse) as found:
        page = found.page
        assert state(page, "lang") == "kk"
        found.wake()
        shown = page.locator("#lang button:visible")
        assert [shown.nth(i).get_attribute("data-lang") for i in range(shown.count())] == [
            "kk",
            "ru",
        ]
        found.tap_on('#lang [data-lang="ru"]')
        page.wait_for_selector('#atlas[data-lang="ru"]')
        assert page.inner_text('[data-door="people"] strong') == "Люди"
        # The next visitor finds the first language again.
        found.pass_time(80)
        page.wait_for_selector(".kiosk-ask >> visible=true")
        found.pass_time(25)
        found.wait_screen("attract")
        page.wait_for_selector('#atlas[data-lang="kk"]')


def test_settings_by_address(browser: Browser, address: str) -> None:
    query = "&idle=30&loop=off&start=years&story=kerch_italians"
    with kiosk(browser, address, query, prepare=coarse) as found:
        page = found.page
        found.wait_screen("home")
        found.tap_on('[data-door="stories"]')
        found.wait_screen("story")
        assert state(page, "story") == "kerch_italians"
        found.pass_time(31)
        page.wait_for_selector(".kiosk-ask >> visible=true")
        found.pass_time(21)
        found.wait_screen("home")
        assert state(page, "playing") == "false"
    with kiosk(browser, address, "&start=years") as found:
        found.tap(900, 300)
        found.wait_screen("years")


def test_the_page_cannot_be_used_for_anything_else(browser: Browser, address: str) -> None:
    with kiosk(browser, address) as found:
        page = found.page
        found.wake()
        url = page.url
        page.mouse.click(900, 400, button="right")
        for key in ("F5", "Control+p", "Alt+ArrowLeft", "Control+s", "Backspace", "Escape"):
            page.keyboard.press(key)
        assert page.evaluate(
            "['contextmenu', 'selectstart', 'dragstart'].every((type) =>"
            " !document.querySelector('.kiosk-title').dispatchEvent("
            "   new Event(type, { bubbles: true, cancelable: true })))"
        )
        page.mouse.move(200, 120)
        page.mouse.down()
        page.mouse.move(700, 500, steps=4)
        page.mouse.up()
        assert page.evaluate("getSelection().toString()") == ""
        found.touch("touchStart", (900, 300), (1000, 300))
        found.touch("touchMove", (700, 300), (1200, 300))
        found.touch("touchEnd")
        assert page.evaluate("visualViewport.scale") == 1
        assert page.url == url
        assert len(page.context.pages) == 1
        assert page.evaluate("history.length") <= 2


@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])
def test_random_touching_never_leaves_the_atlas(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    """A short run; ``make soak`` makes ten thousand."""
    with kiosk(browser, address, "&count=on", size, prepare=coarse) as found:
        left = watch_leaving(found)
        random_touches(found, random.Random(1917), 100)  # noqa: S311  (the same every time)
        assert found.complaints == []
        assert left() == []
        left_alone(found)


# --- healing


def test_an_error_in_a_part_puts_the_part_back(browser: Browser, address: str) -> None:
    with kiosk(browser, address) as found:
        page = found.page
        found.wake()
        open_door(found, "stories")
        page.evaluate(
            "window.kept = Intl.Segmenter;"
            "Intl.Segmenter = class { segment() { throw new Error('broken') } }; null"
        )
        found.tap_on(".kiosk-entry")
        page.wait_for_selector(".kiosk-sorry >> visible=true")
        assert "broken" not in page.inner_text("body")
        found.wait_screen("home")
        page.evaluate("Intl.Segmenter = window.kept; null")
        page.wait_for_selector(".kiosk-sorry", state="hidden")
        open_door(found, "stories")
        found.tap_on(".kiosk-entry")
        found.wait_screen("story")
        assert "broken" in page.evaluate("localStorage.getItem('zholdar-kiosk-log')")
        assert found.complaints == []


def test_an_unhandled_error_loads_the_kiosk_anew(browser: Browser, address: str) -> None:
    with kiosk(browser, address) as found:
        page = found.page
        found.wake()
        begun = time.monotonic()
        with page.expect_navigation():
            page.evaluate("void Promise.reject(new Error('unforeseen'))")
            page.wait_for_selector(".kiosk-sorry >> visible=true")
            assert "unforeseen" not in page.inner_text("body")
        page.wait_for_selector(READY)
        found.wait_screen("attract")
        assert time.monotonic() - begun < 10
        assert "unforeseen" in page.evaluate("localStorage.getItem('zholdar-kiosk-log')")
        assert found.complaints == ["unforeseen"]


def test_the_watchdog_ends_a_frozen_page(browser: Browser, address: str) -> None:
    with kiosk(browser, address) as found:
        page = found.page
        begun = time.monotonic()
        with page.expect_navigation():
            page.evaluate("window.requestAnimationFrame = () => 0")
        frozen = time.monotonic() - begun
        page.wait_for_selector(READY)
        found.wait_screen("attract")
        assert frozen < 10
        assert "frozen" in page.evaluate("localStorage.getItem('zholdar-kiosk-log')")


def test_the_nightly_start_waits_until_nobody_is_there(browser: Browser, address: str) -> None:
    hour = (time.localtime().tm_hour + 2) % 24
    with kiosk(browser, address, f"&reload={hour}&idle=600", prepare=coarse) as found:
        page = found.page
        with page.expect_navigation():
            found.pass_time(2 * 3600)
        page.wait_for_selector(READY)
        found.wait_screen("attract")


def test_a_new_version_waits_until_nobody_is_there(browser: Browser, address: str) -> None:
    def new_version(page: Page) -> None:
        page.add_init_script(
            "ServiceWorkerContainer.prototype.getRegistration = async () => ({ waiting: {"
            " postMessage: ({ type }) => { window.taken = type; } } });"
        )

    with kiosk(browser, address, prepare=new_version) as found:
        page = found.page
        found.wake()
        page.clock.run_for(40_000)
        assert page.evaluate("window.taken") is None
        found.pass_time(76)
        page.wait_for_selector(".kiosk-ask >> visible=true")
        assert page.evaluate("window.taken") is None
        found.pass_time(21)
        found.wait_screen("attract")
        found.pass_time(21)
        page.wait_for_function("window.taken === 'zholdar:take'")


# --- launch page and counting


def test_the_launch_page_writes_the_address(browser: Browser, address: str) -> None:
    with kiosk(browser, address, "&count=on", prepare=coarse) as found:
        page = found.page
        found.wake()
        open_door(found, "stories")
        found.tap_on('[data-id="kerch_italians"]')
        found.wait_screen("story")
        page.goto(f"{address}kiosk-setup.html")
        page.wait_for_selector('body[data-ready="true"]')
        assert page.inner_text("#counted").endswith("1")
        with page.expect_download() as saved:
            page.click("#counts-csv")
        rows = saved.value.path().read_text(encoding="utf-8").splitlines()
        assert rows[0] == "day,kind,id,lang,touches"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d,story,kerch_italians,en,1", rows[1])
        page.fill("#idle", "120")
        page.dispatch_event("#idle", "change")
        page.uncheck("#langs-en")
        page.select_option("#story", "karlag")
        page.check("#count")
        url = page.input_value("#kiosk-url")
        assert url == f"{address}?mode=kiosk&idle=120&langs=kk,ru&story=karlag&count=on"
        # In quotes: "&" would end the command.
        assert page.inner_text(".recipe code") == f"zholdar-kiosk '{url}'"
        assert page.locator(".checks li").count() == 5
        assert "Version" in page.inner_text("#version")
        page.click('.languages [data-lang="kk"]')
        assert page.inner_text("h1") == "Атлас киоскісі"
        page.goto(url)
        page.wait_for_selector(READY)
        assert state(page, "lang") == "kk"
        assert found.complaints == []


@pytest.mark.both_editions
def test_the_launch_page_makes_the_offline_copy_and_says_when_it_is_there(
    browser: Browser, address: str
) -> None:
    """Staff open this page first and wait for its check-list; what they filled in stays."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}kiosk-setup.html")
    page.wait_for_selector('body[data-ready="true"]')
    page.fill("#idle", "120")
    page.wait_for_selector('[data-check="offline"][data-ok="true"]')
    assert page.input_value("#idle") == "120"
    assert page.locator(".checks li").count() == 5
    context.close()


def test_nothing_is_counted_unless_asked_for(browser: Browser, address: str) -> None:
    with kiosk(browser, address) as found:
        found.wake()
        open_door(found, "life")
        assert found.page.evaluate("localStorage.getItem('zholdar-kiosk-counts')") is None


def test_a_lever_drives_the_year(browser: Browser, address: str) -> None:
    def plug_in(page: Page) -> None:
        page.add_init_script(
            "window.lever = { axes: [-1] }; navigator.getGamepads = () => [window.lever, null];"
        )

    with kiosk(browser, address, "&lever=on", prepare=plug_in) as found:
        page = found.page
        page.evaluate("window.lever.axes[0] = 1")
        found.wait_screen("years")
        page.wait_for_selector('#atlas[data-year="1956"]')
        page.evaluate("window.lever.axes[0] = 0")
        page.wait_for_selector('#atlas[data-year="1937"]')
