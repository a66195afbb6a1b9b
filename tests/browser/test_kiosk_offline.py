"""The kiosk when its server dies under a visitor's hands, and when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import READY
from tests.browser.file_server import FileServer
from tests.browser.helpers import state, wait_state
from tests.browser.kiosk_helpers import Kiosk, coarse, kiosk, left_alone

# The worker has the whole atlas and answers for this page.
KEPT = """() => new Promise((done) => {
  const look = () => navigator.serviceWorker.controller?.state === 'activated'
    ? done(true) : setTimeout(look, 20);
  look(); })"""
# Every way in which a page asks whether there is something new.
ASKED = """async () => {
  window.dispatchEvent(new Event('online'));
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  return registration.waiting === null; }"""


@pytest.fixture
def server(static_edition: Path, tmp_path: Path) -> Iterator[FileServer]:
    files = FileServer(tmp_path)
    files.publish(static_edition)
    files.start()
    yield files
    files.kill()


def films_year(page: Page) -> int:
    return int(state(page, "year"))


def use_everything(found: Kiosk) -> None:
    """A film running, another language, a card on the map, every door, something told behind it."""
    page = found.page
    found.tap_on('[data-door="years"]')
    found.wait_screen("years")
    wait_state(page, "playing", "true")
    begun = films_year(page)
    page.clock.run_for(5_000)
    assert films_year(page) > begun
    for lang in ("kk", "ru", "en"):
        found.tap_on(f'#lang [data-lang="{lang}"]')
        wait_state(page, "lang", lang)
    found.tap_on("#play")
    wait_state(page, "playing", "false")
    for door, told in (("people", "life"), ("places", "place"), ("stories", "story")):
        found.tap_on(".kiosk-again")
        found.wait_screen("home")
        found.tap_on(f'[data-door="{door}"]')
        found.wait_screen(door)
        found.tap_on(".kiosk-entry")
        found.wait_screen(told)
        assert page.inner_text(".kiosk-words")
        if page.locator("#kiosk-next:enabled").is_visible():
            found.tap_on("#kiosk-next")
            page.wait_for_selector("#kiosk-back:enabled")


def test_the_server_is_killed_in_use_and_the_visitor_notices_nothing(
    browser: Browser, server: FileServer
) -> None:
    with kiosk(browser, server.address, "&reload=off", prepare=coarse, kept=True) as found:
        page = found.page
        page.evaluate(KEPT)
        loads: list[str] = []
        page.on("framenavigated", lambda frame: loads.append(frame.url))
        found.wake()
        found.tap_on('[data-door="years"]')
        found.wait_screen("years")
        # The plug is pulled while the film runs.
        server.kill()
        wait_state(page, "playing", "true")
        found.tap_on(".kiosk-again")
        found.wait_screen("home")
        use_everything(found)
        told = page.inner_text(".kiosk-words")
        assert page.evaluate(ASKED)
        # It comes back, and nothing changes under the finger.
        server.start()
        assert page.evaluate(ASKED)
        assert page.inner_text(".kiosk-words") == told
        found.wait_screen("story")
        found.tap_on(".kiosk-again")
        found.wait_screen("home")
        use_everything(found)
        assert page.locator(".kiosk-sorry").is_hidden()
        assert loads == []
        left_alone(found)
        assert page.evaluate("localStorage.getItem('zholdar-kiosk-log')") is None
        # The browser itself reports the worker's vain question for a new version.
        assert [c for c in found.complaints if "sw.js" not in c and "ERR_CONN" not in c] == []


def test_it_starts_anew_with_the_server_gone(browser: Browser, server: FileServer) -> None:
    """As after a night: the page is loaded again, and only the copy is there."""
    with kiosk(browser, server.address, prepare=coarse, kept=True) as found:
        page = found.page
        page.evaluate(KEPT)
        server.kill()
        page.reload()
        page.wait_for_selector(READY)
        found.wait_screen("attract")
        found.wake()
        use_everything(found)
        assert found.complaints == []


# A computer so slow that the film leaves it no quiet moment: only what has a limit comes to pass.
NEVER_AT_REST = """window.requestIdleCallback = (task, { timeout } = {}) =>
  timeout === undefined ? 0 : setTimeout(task, timeout);"""


def test_letters_and_copy_come_to_a_computer_that_never_rests(
    browser: Browser, server: FileServer
) -> None:
    def busy(page: Page) -> None:
        coarse(page)
        page.add_init_script(NEVER_AT_REST)

    with kiosk(browser, server.address, prepare=busy, kept=True) as found:
        page = found.page
        page.clock.run_for(10_000)
        page.wait_for_function("[...document.fonts].every((face) => face.status === 'loaded')")
        page.evaluate(KEPT)
        assert found.complaints == []
