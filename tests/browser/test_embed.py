"""The atlas in a frame of another page: driven by messages, quiet about everything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page

from tests.browser.conftest import READY, Open

pytestmark = pytest.mark.both_editions

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "embed-example.html"


@pytest.fixture
def host_page(browser: Browser, address: str) -> Iterator[Page]:
    """The example page, served from the atlas's own address (the default of who may frame it)."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on(
        "console",
        lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    url = f"{address}embed-example.html"
    page.route(
        lambda asked: asked.startswith(url),
        lambda route: route.fulfill(path=EXAMPLE, content_type="text/html"),
    )
    page.goto(f"{url}?atlas={address}")
    yield page
    context.close()
    # What browsers say of any sandboxed frame of the page's own address; elsewhere it is not said.
    assert [text for text in complaints if "escape its sandboxing" not in text] == []


def frame_of(page: Page) -> FrameLocator:
    frame = page.frame_locator("#frame")
    frame.locator(READY).wait_for()
    return frame


def test_the_example_page_drives_the_atlas(host_page: Page) -> None:
    frame = frame_of(host_page)
    host_page.wait_for_function("document.getElementById('shown').textContent.startsWith('1931')")
    host_page.get_by_text("Magnitogorsk, 1932").click()
    frame.locator('#atlas[data-year="1932"][data-place="magnitogorsk"]').wait_for()
    host_page.wait_for_function(
        "document.getElementById('shown').textContent === '1932, magnitogorsk, en'"
    )
    host_page.get_by_text("Evacuees, 1943").click()
    frame.locator('#atlas[data-year="1943"][data-place=""]').wait_for()
    host_page.get_by_text("The Italians of Kerch").click()
    frame.locator(
        '#atlas[data-story="kerch_italians"][data-step="2"][data-mode="embed"]'
    ).wait_for()
    host_page.get_by_text("Қазақша").click()
    frame.locator('#atlas[data-lang="kk"]').wait_for()
    assert "kerch_italians 2, kk" in host_page.inner_text("#shown")


def test_the_frame_is_bare_and_its_link_can_be_left_out(host_page: Page) -> None:
    frame = frame_of(host_page)
    for selector in ("#header", "#filters", "#legend", "#detail", "#embed a"):
        assert not frame.locator(selector).is_visible()
    assert frame.locator("#play").is_visible()
    frame.locator("#year-slider").fill("1944")
    host_page.wait_for_function("document.getElementById('shown').textContent.startsWith('1944')")


def test_messages_that_are_none_change_nothing(host_page: Page) -> None:
    frame_of(host_page)
    host_page.evaluate(
        """() => {
          const { contentWindow } = document.getElementById('frame');
          const type = 'zholdar:set';
          const wrong = [null, 7, {}, { type }, { type, year: {}, place: '<b>' },
            { type, mode: 'kiosk' }, { type: 'other', year: 1950 }];
          for (const message of wrong) contentWindow.postMessage(message, '*');
          contentWindow.postMessage({ type: 'zholdar:set', year: 1940 }, '*');
        }"""
    )
    host_page.wait_for_function("document.getElementById('shown').textContent === '1940, en'")


def test_the_full_atlas_opens_on_the_same_view(open_atlas: Open) -> None:
    page = open_atlas("?mode=embed&year=1932&place=magnitogorsk&lang=kk", size=(800, 600))
    link = page.locator("#embed a")
    assert link.is_visible()
    home = urlsplit(page.url).path
    assert link.get_attribute("href") == f"{home}?year=1932&lang=kk&place=magnitogorsk"
    assert link.get_attribute("target") == "_blank"


def test_the_code_is_copied_from_the_share_dialog_with_a_preview(
    open_atlas: Open, address: str
) -> None:
    page = open_atlas("?year=1932&place=magnitogorsk")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#share")
    page.click("#show-embed")
    page.frame_locator("#embed-preview").locator(
        f'{READY}[data-mode="embed"][data-year="1932"]'
    ).wait_for()
    page.uncheck("#embed-link")
    page.select_option("#embed-height", "400")
    page.click("#copy-embed")
    page.wait_for_function("document.querySelector('.share-said').textContent !== ''")
    code = page.evaluate("navigator.clipboard.readText()")
    assert (
        f'src="{address}?mode=embed&amp;year=1932&amp;lang=en&amp;place=magnitogorsk&amp;link=off"'
        in code
    )
    assert 'height="400"' in code
    assert 'loading="lazy"' in code
