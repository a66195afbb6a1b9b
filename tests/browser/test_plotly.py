"""Plotly on the page is the trimmed one, and Dash never asks for its own."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, Page
from plotly.offline import get_plotlyjs_version

from tests.browser.conftest import READY

TRACES = Path(__file__).resolve().parents[2] / "tools/plotly/traces.json"


def first_visit(browser: Browser, address: str) -> tuple[Page, list[str]]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_selector(READY)
    page.wait_for_function("[...document.fonts].every((face) => face.status === 'loaded')")
    return page, asked


def test_only_the_trimmed_plotly_is_fetched(browser: Browser, address: str) -> None:
    page, asked = first_visit(browser, address)
    assert [url for url in asked if "plotly" in url.lower() and "zholdar" in url]
    assert not [url for url in asked if "package_data" in url or "async-plotlyjs" in url]
    assert not [url for url in asked if "topojson" in url]
    assert page.evaluate("window.Plotly.version") == get_plotlyjs_version()
    known = page.evaluate("Object.keys(window.Plotly.PlotSchema.get().traces).sort()")
    assert known == json.loads(TRACES.read_text())
    page.context.close()
