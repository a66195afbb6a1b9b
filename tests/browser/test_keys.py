"""The atlas without a mouse: keys, where the focus is, and nothing that only dragging can do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.helpers import state, wait_state


def test_the_list_of_keys_is_a_dialog_that_keeps_the_focus(open_atlas: Open) -> None:
    page = open_atlas("?year=1932&place=magnitogorsk")
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    assert page.get_attribute("#help", "aria-labelledby") == "help-title"
    for _ in range(6):
        page.keyboard.press("Tab")
        inside = page.evaluate(
            "document.activeElement === document.body"
            " || document.getElementById('help').contains(document.activeElement)"
        )
        assert inside
    page.keyboard.press("ArrowRight")
    assert state(page, "year") == "1932"
    page.keyboard.press("Escape")
    page.wait_for_selector("#help[open]", state="detached")
    assert state(page, "place") == "magnitogorsk", "Escape closed the dialog and the card"


def test_letter_keys_can_be_switched_off(open_atlas: Open) -> None:
    page = open_atlas()
    page.click("#help-open")
    page.locator("#help input").uncheck()
    page.click("#help .close")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("t")
    page.keyboard.press("?")
    page.keyboard.press("ArrowRight")
    wait_state(page, "year", "1932")
    assert page.locator("#table").is_hidden()
    assert page.locator("#help[open]").count() == 0


def tab_to(page: Page, selector: str, most: int = 60, key: str = "Tab") -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if page.evaluate("(s) => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached in {most} steps")


# Where the focus is: whether it has a ring (the slider's is drawn around its thumb), whether it
# lies in the window, and whether something covers all of it.
FOCUS = """() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  const shares = [0.5, 0.06, 0.94];
  const whole = e.closest('label') ?? e;
  const shown = shares.some((x) => shares.some((y) => {
    const at = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
    return at && whole.contains(at);
  }));
  return {
    name: `${e.tagName} ${e.id || e.className} "${e.innerText?.trim().slice(0, 30)}"`,
    ring: getComputedStyle(e).outlineStyle !== 'none' || e.id === 'year-slider',
    inside: right - left > 1 && bottom - top > 1,
    shown,
  };
}"""


def stands(page: Page, selector: str) -> None:
    """The focus is there, seen and not covered."""
    page.wait_for_function("(s) => document.activeElement.matches(s)", arg=selector)
    focus = page.evaluate(FOCUS)
    assert focus["ring"], focus
    assert focus["inside"], focus
    assert focus["shown"], focus


def press(page: Page, selector: str, most: int = 90, key: str = "Tab") -> None:
    """Walk to a control, see that the focus is there, and press it."""
    tab_to(page, selector, most, key)
    stands(page, selector)
    page.keyboard.press("Enter")


def test_the_atlas_by_keyboard_alone(open_atlas: Open) -> None:
    page = open_atlas("?year=1931", size=(1440, 900))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # Skip links come first, and lead where they say.
    page.keyboard.press("Tab")
    stands(page, ".skip-link")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    stands(page, "#year-slider")
    page.keyboard.press("ArrowRight")
    wait_state(page, "year", "1932")
    page.wait_for_selector('#year-slider[aria-valuetext^="1932: "]')
    stands(page, "#year-slider")
    find_and_read(page)
    play_and_filter(page)
    read_the_table(page)
    follow_a_story(page)
    share(page)


def find_and_read(page: Page) -> None:
    """Search, a card, its source, another card."""
    page.keyboard.press("/")
    stands(page, "#search")
    page.keyboard.type("Magnitogorsk")
    page.wait_for_selector("#search-results [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_state(page, "place", "magnitogorsk")
    stands(page, "#detail")
    press(page, "#detail .citation summary", 12)
    page.wait_for_selector("#detail .citation[open]")
    stands(page, "#detail .citation summary")
    # A link in the card leads to another card, and reading goes on there.
    press(page, "#detail .link", 40)
    stands(page, "#detail")
    page.keyboard.press("Escape")
    page.wait_for_selector("#detail", state="hidden")
    stands(page, "#map-stage")


def play_and_filter(page: Page) -> None:
    """The film, and a filter set and taken off."""
    press(page, "#play")
    wait_state(page, "playing", "true")
    page.keyboard.press("Enter")
    wait_state(page, "playing", "false")
    stands(page, "#play")
    # Filter: back to the panel of categories.
    press(page, '[data-category="political_emigrants"]', 90, "Shift+Tab")
    page.wait_for_function("location.search.includes('cat=political_emigrants')")
    stands(page, '[data-category="political_emigrants"]')
    press(page, "#chips .chip")
    page.wait_for_selector("#chips", state="hidden")
    stands(page, "#map-stage")


def read_the_table(page: Page) -> None:
    """From mark to mark on the map, then the same as text; a row leads to its card."""
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#live")
    stands(page, "#map-stage")
    page.keyboard.press("t")
    page.wait_for_selector("#table:not([hidden]) table")
    stands(page, "#table")
    press(page, "#table td .link", 20)
    stands(page, "#detail")
    assert page.locator("#table").is_hidden()
    page.keyboard.press("Escape")
    page.wait_for_selector("#detail", state="hidden")
    stands(page, "#map-stage")


def follow_a_story(page: Page) -> None:
    """Two steps forward, one back, and out of it."""
    press(page, "#stories-open", 90, "Shift+Tab")
    press(page, "#stories .story-open", 12)
    wait_state(page, "mode", "story")
    stands(page, ".story-body")
    for step in ("2", "3"):
        press(page, "#story-next", 40)
        wait_state(page, "step", step)
        stands(page, "#story-next")
    press(page, "#story-back", 40, "Shift+Tab")
    wait_state(page, "step", "2")
    stands(page, "#story-back")
    page.keyboard.press("Escape")
    wait_state(page, "mode", "explore")
    stands(page, "#map-stage")


def share(page: Page) -> None:
    """The window has the keys to itself and gives the focus back."""
    selected = state(page, "place")
    press(page, "#share", 90, "Shift+Tab")
    stands(page, "#share-dialog .close")
    press(page, "#copy-address", 12)
    page.wait_for_function("document.querySelector('.share-said').textContent !== ''")
    stands(page, "#copy-address")
    page.keyboard.press("t")
    assert page.locator("#table").is_hidden()
    page.keyboard.press("Escape")
    page.wait_for_selector("#share-dialog", state="hidden")
    stands(page, "#share")
    assert state(page, "place") == selected, "Escape closed the window and the card"


@pytest.mark.parametrize(
    ("query", "size", "phone"),
    [
        ("?year=1943&place=karaganda_oblast&nat=german", (1280, 800), False),
        ("?year=1943&place=karaganda_oblast&nat=german", (390, 844), True),
        ("?mode=story&story=karlag&step=2", (1280, 800), False),
        ("?mode=story&story=karlag&step=2", (390, 844), True),
    ],
)
def test_nothing_covers_what_has_the_focus(
    open_atlas: Open, query: str, size: tuple[int, int], phone: bool
) -> None:
    page = open_atlas(query, size=size, phone=phone)
    covered = []
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        focus = page.evaluate(FOCUS)
        if not (focus["ring"] and focus["inside"] and focus["shown"]):
            covered.append(focus)
    assert not covered


# --- dragging is never the only way


def test_the_span_is_set_without_dragging(open_atlas: Open) -> None:
    page = open_atlas("?year=1935", size=(1440, 900))
    page.click('#window [data-setting="span"]')
    wait_state(page, "span", "1932-1938")
    chart = page.locator("#timeline-chart").bounding_box()
    strip = page.locator(".brush-strip").bounding_box()
    assert chart
    assert strip
    handles = [page.locator(f"#span-{end}").bounding_box() for end in ("from", "to")]
    assert handles[0]
    assert handles[1]
    year = (handles[1]["x"] - handles[0]["x"]) / 7
    page.mouse.click(handles[1]["x"] + handles[1]["width"] / 2 + 4.5 * year, strip["y"] + 6)
    wait_state(page, "span", "1932-1943")
    page.mouse.click(handles[0]["x"] + handles[0]["width"] / 2 - 2.5 * year, strip["y"] + 6)
    wait_state(page, "span", "1929-1943")


def test_two_years_are_weighed_without_dragging(open_atlas: Open) -> None:
    page = open_atlas("?year=1932&compare=1943", size=(1440, 900))
    page.wait_for_selector("#compare:not([hidden]) table")
    track = page.locator('.compare-sheet [type="range"]').bounding_box()
    assert track
    page.mouse.click(track["x"] + 0.8 * track["width"], track["y"] + track["height"] / 2)
    page.wait_for_function(
        "Number(document.querySelector('.divider').getAttribute('aria-valuenow')) > 70"
    )
    page.keyboard.press("ArrowLeft")
    assert state(page, "year") == "1932", "the arrow of the track moved the year"


def test_the_map_is_moved_without_dragging(open_atlas: Open) -> None:
    """A double tap brings a place near, a view brings another part, a button all of it again."""
    page = open_atlas("?year=1932", size=(1440, 900))
    where = "document.querySelector('#map .js-plotly-plot')._fullLayout.geo"
    before = page.evaluate(f"[{where}.center.lon, {where}.projection.scale]")
    page.mouse.dblclick(900, 400)
    page.wait_for_function(f"(scale) => {where}.projection.scale > 1.8 * scale", arg=before[1])
    page.click("#zoom-reset")
    page.wait_for_function(f"(scale) => {where}.projection.scale < 1.2 * scale", arg=before[1])
    page.click("#views summary")
    page.locator(".camera-list button").nth(2).click()
    page.wait_for_function(f"(lon) => Math.abs({where}.center.lon - lon) > 1", arg=before[0])


def test_the_focus_goes_the_way_one_reads(open_atlas: Open) -> None:
    """Header, map with its panels, timeline: never back up, and nothing without a mark of focus."""
    page = open_atlas("?year=1932", size=(1440, 900))
    parts = []
    for _ in range(70):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => {
          const e = document.activeElement;
          const part = e.closest('#header, #map-area, #timeline, .skip-link');
          const ring = getComputedStyle(e).outlineStyle;
          return [part?.id || part?.className || e.tagName, e.id, ring];
        }""")
        if found[0] == "BODY":
            break
        parts.append(found[0])
        # The slider's ring is drawn around its thumb.
        assert found[2] != "none" or found[1] == "year-slider", found
    order = list(dict.fromkeys(parts))
    assert order == ["skip-link", "header", "map-area", "timeline"]
    assert parts == sorted(parts, key=order.index)
