"""What comes out of the printer."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.helpers import card

# Mean luminance, 0 to 1, of what is painted on the map's canvases and of its ground.
LUMINANCE = """() => {
  const mean = (canvas) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const pen = copy.getContext('2d', { willReadFrequently: true });
    pen.drawImage(canvas, 0, 0);
    const { data } = pen.getImageData(0, 0, copy.width, copy.height);
    let [sum, n] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] < 200) continue;
      sum += (0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2]) / 255;
      n += 1;
    }
    return n ? sum / n : null;
  };
  const ground = getComputedStyle(document.querySelector('#map .geo .bg rect')).fill;
  const [r, g, b] = ground.match(/\\d+/g).map(Number);
  return {
    ground: (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255,
    year: mean(document.querySelector('canvas.map-year')),
    legend: mean(document.querySelector('#legend canvas')),
  };
}"""


def printed(page: Page, folder: Path) -> np.ndarray:
    """The first sheet as a printer lays its inks: luminance of every dot, 0 to 255."""
    pdf = folder / "sheet.pdf"
    page.pdf(path=pdf, format="A4", print_background=True)
    command = ["pdftoppm", "-r", "60", "-f", "1", "-l", "1", "-gray", "-singlefile"]
    subprocess.run([*command, str(pdf), str(folder / "sheet")], check=True)
    _, size, _, dots = (folder / "sheet.pgm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return np.frombuffer(dots, dtype=np.uint8).reshape(height, width)


def test_the_dark_theme_is_printed_in_dark_ink_on_white_paper(
    open_atlas: Open, tmp_path: Path
) -> None:
    query = "?year=1943&place=karaganda_oblast"
    page = open_atlas(f"{query}&theme=dark")
    card(page)
    dark = page.evaluate(LUMINANCE)
    assert dark["ground"] < 0.2
    sheet = printed(page, tmp_path)
    page.wait_for_selector('html[data-theme="dark"]', state="attached")
    assert (sheet > 200).mean() > 0.7, "the paper is not white"
    assert (sheet < 70).mean() < 0.1, "grounds are printed dark"
    assert (sheet < 110).mean() > 0.005, "there is no ink"
    # The very sheet that the paper theme prints, map and all.
    page.emulate_media(media="print")
    page.wait_for_selector('html[data-theme="paper"]', state="attached")
    on_paper = page.evaluate(LUMINANCE)
    assert on_paper["ground"] > 0.8
    page.emulate_media(media="screen")
    page.wait_for_selector('html[data-theme="dark"]', state="attached")
    assert page.evaluate(LUMINANCE) == pytest.approx(dark, abs=0.01)
    light = open_atlas(f"{query}&theme=paper")
    card(light)
    assert np.abs(printed(light, tmp_path).mean() - sheet.mean()) < 2
    light.emulate_media(media="print")
    assert on_paper == pytest.approx(light.evaluate(LUMINANCE), abs=0.01)


def test_the_page_prints_as_a_sheet(open_atlas: Open) -> None:
    page = open_atlas("?year=1943&place=karaganda_oblast", size=(1280, 800))
    page.keyboard.press("t")
    page.emulate_media(media="print")
    for name in ("#map-area", "#legend", "#table", "#detail", "#header h1"):
        assert page.locator(name).is_visible(), name
    for name in ("#search", ".zoom", ".buttons", "#filters", "#window", "#table .close"):
        assert page.locator(name).is_hidden(), name
    document = page.evaluate("document.documentElement.scrollHeight")
    assert document > 1200, "the sheet ends with the window"
    inside = page.evaluate("""() => {
      const box = (s) => document.querySelector(s).getBoundingClientRect();
      const order = ['#map-stage', '#legend', '#detail', '#table'].map(box);
      return order.slice(1).map((next, i) => order[i].bottom <= next.top + 1);
    }""")
    assert inside == [True, True, True]
    assert page.pdf(format="A4", print_background=True)[:5] == b"%PDF-"
