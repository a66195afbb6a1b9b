"""A kiosk in Chromium: opened with a clock that can be moved, touched as fingers touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import READY

WIDE, TALL = (1920, 1080), (1080, 1920)
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
) -> Iterator[Kiosk]:
    """Open ``?mode=kiosk`` with a movable clock."""
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=True,
        locale="en-GB",
        reduced_motion="reduce" if less_motion else "no-preference",
    )
    complaints: list[str] = []
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
