"""About the atlas, and the report of an error."""

from __future__ import annotations

import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geodata.atlas import Atlas
from tests.browser.axe import violations
from tests.browser.conftest import READY, Open
from tests.browser.file_server import FileServer
from tests.browser.helpers import card, go, state, wait_state

TITLES = {"en": "About the atlas", "kk": "Атлас туралы", "ru": "Об атласе"}
WIDE, PHONE = (1280, 800), (390, 844)


def opened(page: Page) -> str:
    """All that the window says."""
    page.wait_for_selector("#about[open] #report-text")
    return page.inner_text("#about")


@pytest.mark.parametrize("size", [WIDE, PHONE, (320, 640)])
def test_it_has_an_address_and_a_button(
    open_atlas: Open, atlas: Atlas, size: tuple[int, int]
) -> None:
    page = open_atlas("?about", size=size, phone=size != WIDE)
    opened(page)
    for lang in TITLES:
        page.keyboard.press("Escape")
        page.wait_for_selector("#about", state="hidden")
        page.click(f"#lang [data-lang={lang}]")
        wait_state(page, "lang", lang)
        page.click("#about-open")
        about_is_whole(page, atlas, lang, size[0])
    page.click("#about .close")
    page.wait_for_function("document.activeElement.id === 'about-open'")


def about_is_whole(page: Page, atlas: Atlas, lang: str, width: int) -> None:
    """It says what the atlas is made of, and fits."""
    said = opened(page)
    assert page.inner_text("#about h2") == TITLES[lang]
    for name in ("dash", "plotly", "geopandas"):
        assert version(name) in said
    assert platform.python_version() in said
    assert atlas.schema.version in said
    assert re.search(r"\b[0-9a-f]{16}\b", said), "the build is not named"
    counts = re.sub(r"\s|,", "", said)
    for table in ("places", "movements", "conflicts"):
        assert str(atlas.counts[table]) in counts
    assert page.evaluate("document.getElementById('about').scrollWidth") <= width
    assert violations(page) == []


def test_every_card_leads_to_a_report_on_it(open_atlas: Open) -> None:
    page = open_atlas("?year=1933&lang=ru")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for key, record in (
        ("place", "magnitogorsk"),
        ("move", "m-c078"),
        ("event", "e-g101"),
        ("person", "koch"),
    ):
        go(page, f"?year=1933&lang=ru&{key}={record}")
        page.wait_for_selector(f'#detail[data-record$=":{record}"]')
        link = reported(page, f"{key}={record}")
    # The link shows the reporter's view.
    page.goto(link)
    page.wait_for_selector(READY)
    wait_state(page, "lang", "ru")
    page.wait_for_selector('#detail[data-record$=":koch"]')
    assert page.locator("#detail h2").is_visible()


def reported(page: Page, query: str) -> str:
    """Report an error on the open card; returns the link in the report."""
    card(page)
    page.click("#detail #report-open")
    opened(page)
    text = page.input_value("#report-text")
    assert f"Запись: {query.split('=')[1]} (" in text
    link = re.search(r"http\S+", text)
    assert link
    for part in ("lang=ru", "year=1933", query):
        assert part in link[0]
    assert re.search(r"Версия: \d+\.\d+\.\d+, [0-9a-f]{16}", text)
    assert page.evaluate("document.activeElement.id") == "report-text"
    page.fill("#report-text", f"{text}!")
    page.click("#report-copy")
    page.wait_for_selector("#about [role=status]:text-is('Сообщение скопировано')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{text}!"
    # Nobody has said where reports go.
    assert page.locator("#report-send").count() == 0
    page.keyboard.press("Escape")
    page.wait_for_selector("#about", state="hidden")
    assert page.locator("#detail").is_visible()
    return link[0]


def test_a_configured_address_gets_the_text(open_atlas: Open) -> None:
    page = open_atlas("?about&lang=en")
    opened(page)
    page.keyboard.press("Escape")
    page.evaluate("document.getElementById('about').dataset.report = 'mailto:atlas@museum.example'")
    page.click("#about-open")
    opened(page)
    href = page.get_attribute("#report-send", "href") or ""
    assert href.startswith("mailto:atlas@museum.example?subject=Error%20in%20the%20atlas&body=")
    page.fill("#report-text", "Say & ask")
    assert (page.get_attribute("#report-send", "href") or "").endswith("body=Say%20%26%20ask")


def test_it_is_printed_whole_and_alone(open_atlas: Open, tmp_path: Path) -> None:
    page = open_atlas("?about&lang=en&theme=dark")
    opened(page)
    pdf = tmp_path / "about.pdf"
    page.pdf(path=pdf, format="A4")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    for title in (
        "About the atlas",
        "What the picture cannot",
        "Report an error",
        "GeoPandas",
    ):
        assert title in text
    assert "How to read the map" not in text
    # And it is a window again.
    page.wait_for_selector("#about:modal")


def test_it_is_in_the_static_edition_offline(
    browser: Browser, static_edition: Path, tmp_path: Path
) -> None:
    server = FileServer(tmp_path)
    server.publish(static_edition)
    server.start()
    context = browser.new_context(locale="en-GB")
    try:
        page = context.new_page()
        page.goto(f"{server.address}?about")
        page.wait_for_selector(READY)
        build = re.search(r"\b[0-9a-f]{16}\b", opened(page))
        assert build
        assert f'"version": "{build[0]}"' in (static_edition / "manifest.json").read_text()
    finally:
        context.close()
        server.kill()


@pytest.mark.parametrize("query", ["?mode=kiosk&about", "?mode=embed&about"])
def test_kiosk_and_frame_have_no_such_window(open_atlas: Open, query: str) -> None:
    page = open_atlas(query, size=(1920, 1080))
    assert state(page, "mode") in ("kiosk", "embed")
    assert page.locator("#about[open]").count() == 0
    assert page.locator("#about-open").is_hidden()
