"""A kiosk in Chromium: opened with a clock that can be moved, touched as fingers touch."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import NOT_KEPT, READY

WIDE, TALL = (1920, 1080), (1080, 1920)
# Four frames a second of the page's own clock: the same film in a fifteenth of the work.
FEW_FRAMES = """window.requestAnimationFrame = (act) =>
  setTimeout(() => act(performance.now()), 250);
window.cancelAnimationFrame = (id) => clearTimeout(id);"""
# Plotly makes the base map as ever, but Chromium does not paint it: without a graphics card that
# takes a third of the time. A sheet of the page's own, since the policy allows no style element.
NO_BASE_MAP = """addEventListener('DOMContentLoaded', () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('#map svg.main-svg { visibility: hidden }');
  document.adoptedStyleSheets.push(sheet);
});"""
BREATH_MS = 50
SCREEN = '#atlas[data-screen="{}"]'


class Kiosk:
    """An open kiosk and what it complained of.

    Parameters
    ----------
    page : Page
        The page.
    complaints : list of str
        Console errors, page errors, requests to other hosts; grows while the page lives.
    """

    def __init__(self, page: Page, complaints: list[str]) -> None:
        self.page = page
        self.complaints = complaints
        self._cdp = page.context.new_cdp_session(page)

    def wait_screen(self, name: str) -> None:
        """Wait until a screen is shown."""
        self.page.wait_for_selector(SCREEN.format(name))

    def pass_time(self, seconds: float) -> None:
        """Let the page's clock leap; nobody waits for it."""
        self.page.clock.fast_forward(int(seconds * 1000))

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        """One touch event, with the points where fingers are."""
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def tap(self, x: float, y: float) -> None:
        """A finger, down and up."""
        self.touch("touchStart", (x, y))
        self.touch("touchEnd")

    def tap_on(self, selector: str) -> None:
        """Tap the middle of an element."""
        box = self.page.locator(selector).first.bounding_box()
        assert box, selector
        self.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def wake(self) -> None:
        """Touch the film."""
        self.tap(960 if self.page.viewport_size["width"] > 1080 else 540, 300)
        self.wait_screen("home")


@contextmanager
def kiosk(
    browser: Browser,
    address: str,
    query: str = "",
    size: tuple[int, int] = WIDE,
    prepare: Callable[[Page], None] | None = None,
    less_motion: bool = False,
    kept: bool = False,
) -> Iterator[Kiosk]:
    """Open ``?mode=kiosk`` with a movable clock; with ``kept`` it makes its offline copy."""
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=True,
        locale="en-GB",
        reduced_motion="reduce" if less_motion else "no-preference",
    )
    complaints: list[str] = []
    if not kept:
        context.add_init_script(NOT_KEPT)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on(
        "console",
        lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda r: (
            None
            if r.url.startswith((address, "data:", "blob:"))
            else complaints.append(f"request away: {r.url}")
        ),
    )
    page.clock.install()
    if prepare:
        prepare(page)
    page.goto(f"{address}?mode=kiosk{query}")
    page.wait_for_selector(READY)
    yield Kiosk(page, complaints)
    context.close()


def few_frames(page: Page) -> None:
    """Let the page draw less often; for `prepare`."""
    page.add_init_script(FEW_FRAMES)


def coarse(page: Page) -> None:
    """Few frames, and the base map is not painted; for `prepare`: a season passes in hours."""
    few_frames(page)
    page.add_init_script(NO_BASE_MAP)


def random_touches(found: Kiosk, dice: random.Random, count: int) -> None:
    """Taps, drags and pinches all over the screen, as the dice fall: twenty a second."""
    size = found.page.viewport_size
    assert size

    def spot() -> tuple[float, float]:
        return dice.uniform(1, size["width"] - 1), dice.uniform(1, size["height"] - 1)

    for _ in range(count):
        kind = dice.random()
        if kind < 0.8:
            found.tap(*spot())
        elif kind < 0.93:
            found.touch("touchStart", spot())
            for _ in range(2):
                found.touch("touchMove", spot())
            found.touch("touchEnd")
        else:
            found.touch("touchStart", spot(), spot())
            found.touch("touchMove", spot(), spot())
            found.touch("touchEnd")
        # Without a breath between them the page would have no frame, and its watchdog load it anew.
        found.page.clock.run_for(BREATH_MS)


def watch_leaving(found: Kiosk) -> Callable[[], list[str]]:
    """Ask what it returns where the page has been, other than where it is: [] if it never left."""
    page = found.page
    url = page.url
    left: list[str] = []
    page.on("framenavigated", lambda frame: left.append(frame.url))
    page.context.on("page", lambda other: left.append(other.url))

    def ask() -> list[str]:
        return left + ([page.url] if page.url != url else [])

    return ask


def left_alone(found: Kiosk) -> None:
    """Nobody touches it: after the idle time and the countdown the film is back."""
    page = found.page
    found.pass_time(100)
    if page.get_attribute("#atlas", "data-playing") == "true":
        # A visitor's film plays to its end first: step by step, for the question comes after it.
        while page.get_attribute("#atlas", "data-playing") == "true":
            page.clock.run_for(5_000)
        found.pass_time(80)
    page.wait_for_selector(".kiosk-ask >> visible=true")
    found.pass_time(25)
    found.wait_screen("attract")
