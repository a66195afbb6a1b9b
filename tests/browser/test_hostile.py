"""The atlas in Chromium on a package full of spite, and in a frame of pages that mean harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import READY, Open, running
from tests.browser.helpers import card, go, state, wait_state
from tests.browser.kiosk_helpers import coarse, kiosk
from tests.hostile_package import make_hostile

# What would be there if a text had been taken for markup, and what had run.
HARM = """() => ({
  ran: window.hurt ?? null,
  drawn: [...document.querySelectorAll(
    'hostile-element, marquee, b.hostile, base, body script:not([src]):not([type]), '
    + '[onerror], [onload], a[href^="javascript" i], img[src="x"], [src*="evil.example"], '
    + '[href*="evil.example"], iframe:not(#embed-preview), style:not(head style)',
  )].map((element) => element.outerHTML.slice(0, 90)),
  polluted: [{}.polluted, {}.year, [].polluted].filter((value) => value !== undefined),
})"""
CLEAN = {"ran": None, "drawn": [], "polluted": []}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the atlas on the hostile package; takes the place of the usual one."""
    folder = tmp_path_factory.mktemp("hostile") / "package"
    folder.mkdir()
    make_hostile(folder)
    with running("--data", str(folder)) as (found, _):
        yield found


VIEWS = (
    "?year=1932",
    "?span=1917-1956",
    "?place=constructor&span=1917-1956",
    "?move=__proto__",
    "?person=hasownproperty&lang=kk",
    "?year=1943&lang=ru&theme=dark&status=planned,requested,refused",
)


def test_spite_in_texts_is_shown_and_does_nothing(open_atlas: Open) -> None:
    page = open_atlas(VIEWS[0])
    for view in VIEWS:
        go(page, view)
        if "place=" in view:
            wait_state(page, "place", "constructor")
            assert card(page).strip()
        assert page.evaluate(HARM) == CLEAN, view
    page = open_atlas("?mode=embed&place=constructor")
    assert page.evaluate(HARM) == CLEAN


def test_spite_is_read_letter_by_letter(open_atlas: Open) -> None:
    """Through everything that shows texts: table, search, lists, stories, sharing, printing."""
    page = open_atlas("?span=1917-1956")
    page.click("#table-open")
    page.wait_for_selector("#table:not([hidden])")
    shown = page.inner_text("#table")
    assert "<script>window.hurt='script'</script>" in shown
    assert "<hostile-element></hostile-element>" in shown
    assert page.evaluate(HARM) == CLEAN
    page.keyboard.press("Escape")
    page.fill("#search", "hurt")
    page.wait_for_selector("#search-results [role=option]")
    assert "window.hurt" in page.inner_text("#search-results")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail:not([hidden])")
    card(page)
    assert page.evaluate(HARM) == CLEAN
    page.click("#stories-open")
    page.wait_for_selector("#stories :is(h2, h3) >> visible=true")
    assert page.evaluate(HARM) == CLEAN
    # With a record chosen, Escape closes the dialog first and not the card behind it.
    page.keyboard.press("Escape")
    page.wait_for_selector("#stories:not([open])", state="attached")
    assert page.locator("#detail").is_visible()
    page.click("#share")
    page.wait_for_selector(".share-row >> visible=true")
    page.click("#show-embed")
    assert page.evaluate(HARM) == CLEAN
    page.keyboard.press("Escape")


def test_a_spiteful_story_in_every_step(open_atlas: Open) -> None:
    page = open_atlas()
    story = page.evaluate(
        """async () => {
          const { href } = document.querySelector('link[as="fetch"]');
          const module = document.querySelector('link[href*="/js/unpack.mjs"]').href;
          const { unpack } = await import(module);
          const { stories: [story] } = unpack(await (await fetch(href)).json());
          return { id: story.id, steps: story.steps.length };
        }"""
    )
    page.goto(f"{page.url.split('?')[0]}?mode=story&story={story['id']}")
    page.wait_for_selector(READY)
    for step in range(1, story["steps"] + 1):
        wait_state(page, "step", str(step))
        assert page.evaluate(HARM) == CLEAN
        if step < story["steps"]:
            page.click("#story-next")


def test_a_spiteful_kiosk(browser: Browser, address: str) -> None:
    with kiosk(browser, address, prepare=coarse) as found:
        found.wake()
        # A door that leads to nothing is not there.
        doors = found.page.eval_on_selector_all(
            "[data-door]",
            "found => found.filter((d) => d.checkVisibility()).map((d) => d.dataset.door)",
        )
        assert {"places", "years", "stories"} <= set(doors)
        for door in sorted({"people", "places", "years", "stories"} & set(doors)):
            found.tap_on(f'[data-door="{door}"]')
            found.wait_screen(door)
            assert found.page.evaluate(HARM) == CLEAN
            found.tap_on(".kiosk-again")
            found.wait_screen("home")
        assert found.complaints == []


@pytest.mark.parametrize(
    "query",
    ["?year=NaN&place=<script>window.hurt=1</script>", "?__proto__[polluted]=1&constructor=x",
     "?mode=story&story=__proto__&step=1e9", "?lang=../../etc&theme=javascript:window.hurt=1",
     "?place=toString&move=valueOf&person=isPrototypeOf", "?span=9999-0000&compare=1e309",
     "?mode=kiosk&idle=-1&langs=__proto__&loop=<b>&start=constructor&reload=99",
     "?" + "a=b&" * 900],
)  # fmt: skip
def test_spiteful_addresses_open_the_atlas(open_atlas: Open, query: str) -> None:
    page = open_atlas(query)
    assert 1917 <= int(state(page, "year")) <= 1956
    assert page.evaluate(HARM) == CLEAN


# --- pages around the frame

HOST = """<!doctype html><title>host</title>
<iframe name="frame" src="{address}?mode=embed&year=1931" width="800" height="500"></iframe>
<iframe name="evil" src="{address}evil.html"></iframe>"""


def serve(page: Page, url: str, html: str) -> None:
    """Another page at an address that the atlas lets frame it."""
    page.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))


@pytest.fixture
def host(browser: Browser, address: str) -> Iterator[Page]:
    """A page with the atlas in one frame and a stranger in another one."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda r: (
            None if r.url.startswith((address, "data:", "blob:")) else complaints.append(r.url)
        ),
    )
    serve(page, f"{address}host.html", HOST.format(address=address))
    serve(page, f"{address}evil.html", "<p>evil</p>")
    page.goto(f"{address}host.html")
    page.frame_locator("[name=frame]").locator(READY).wait_for()
    yield page
    context.close()
    assert complaints == []


def framed(page: Page, name: str) -> Frame:
    found = page.frame(name)
    assert found is not None
    return found


def test_a_neighbour_in_the_same_page_is_not_heeded(host: Page) -> None:
    framed(host, "evil").evaluate(
        """() => {
          const message = { type: 'zholdar:set', year: 1950, lang: 'ru' };
          for (let i = 0; i < 500; i += 1) parent.frames.frame.postMessage(message, '*');
        }"""
    )
    # The page around it is; messages keep their order, so the neighbour's had come before.
    host.evaluate("() => frames.frame.postMessage({ type: 'zholdar:set', year: 1940 }, '*')")
    frame = host.frame_locator("[name=frame]")
    frame.locator('#atlas[data-year="1940"][data-lang="en"]').wait_for()
    assert framed(host, "frame").evaluate(HARM) == CLEAN


def test_spiteful_messages_of_the_page_around_do_nothing(host: Page) -> None:
    host.evaluate(
        """() => {
          const type = 'zholdar:set';
          const poisoned = JSON.parse(`{"type": "${type}", "__proto__": {"polluted": 1,
                                      "year": 1955},
            "constructor": {"prototype": {"polluted": 1}}}`);
          const messages = [
            poisoned, { type, year: NaN }, { type, year: Infinity }, { type, year: -1e308 },
            { type, year: [1955, 1956] }, { type, place: '<img src=x onerror=window.hurt=1>' },
            { type, place: 'k'.repeat(5_000_000) }, { type,
             cat: Array(1_000_000).fill('evacuees') },
            { type, lang: '__proto__' }, { type, story: 'constructor', step: 1e9 }, { type,
             mode: 'kiosk' },
            { type, theme: 'javascript:1', screen: 'home', playing: true, speed: 1e9, still: 'x' },
            { type: { toString: () => type } }.type, new Map([['type', type], ['year', 1955]]),
             [type, 1955],
            { type, year: new Date(NaN), span: new ArrayBuffer(1e6), nat: new Error('x') }, type,
             0, null,
          ];
          for (const message of messages) {
            try { frames.frame.postMessage(message,
                 '*'); } catch { /* some cannot be sent at all */ }
          }
          frames.frame.postMessage({ type, year: 1941 }, '*');
        }"""
    )
    frame = host.frame_locator("[name=frame]")
    frame.locator('#atlas[data-year="1941"]').wait_for()
    inner = framed(host, "frame")
    assert inner.evaluate(HARM) == CLEAN
    seen = inner.evaluate("() => ({ ...document.getElementById('atlas').dataset })")
    assert (seen["mode"], seen["lang"], seen["place"], seen["playing"]) == (
        "embed",
        "en",
        "",
        "false",
    )


def test_a_window_that_opened_the_atlas_is_not_heeded(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    serve(page, f"{address}evil.html", "<p>evil</p>")
    page.goto(f"{address}evil.html")
    with page.expect_popup() as opened:
        page.evaluate(
            "(url) => { window.atlas = window.open(url); }", f"{address}?mode=embed&year=1931"
        )
    atlas = opened.value
    atlas.wait_for_selector(READY)
    page.evaluate("() => window.atlas.postMessage({ type: 'zholdar:set', year: 1950 }, '*')")
    # A message of its own to itself comes after; then the other one had come.
    atlas.evaluate(
        """() => new Promise((resolve) => {
          addEventListener('message', () => resolve(), { once: true });
          postMessage('own', '*');
        })"""
    )
    assert state(atlas, "year") == "1931"
    context.close()


# --- a clock that leaps


@pytest.mark.parametrize("leap", [-1, 1])
def test_a_kiosk_whose_clock_leaps_asks_no_endless_question(
    browser: Browser, address: str, leap: int
) -> None:
    with kiosk(browser, address, prepare=coarse) as found:
        page = found.page
        found.wake()
        found.pass_time(76)
        page.wait_for_selector(".kiosk-ask >> visible=true")
        now = datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, UTC)
        page.clock.set_system_time(now + timedelta(days=leap))
        found.pass_time(2)
        found.pass_time(21)
        found.wait_screen("attract")
        assert not page.locator(".kiosk-ask").is_visible()
        # And a visitor afterwards has the usual time.
        found.wake()
        found.pass_time(70)
        page.wait_for_function("true")
        assert not page.locator(".kiosk-ask").is_visible()
        found.pass_time(8)
        page.wait_for_selector(".kiosk-ask >> visible=true")
        assert found.complaints == []
