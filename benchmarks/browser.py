"""Measuring in a page: frames, years, first pictures."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZE: ViewportSize = {"width": 1440, "height": 900}
READY = '#atlas[data-ready="true"]'

# From the input event to the end of the frame in which it was painted, for every year once.
YEAR_CHANGES = """async (rounds) => {
  const slider = document.getElementById('year-slider');
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    for (let year = 1917; year <= 1956; year += 1) {
      slider.value = year;
      const start = performance.now();
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      times.push(await painted() - start);
      await rest(60);
    }
  }
  return times;
}"""
# Frames drawn while the whole film plays: the dots' canvas is cleared once for each.
FILM = """async (seconds) => {
  const canvas = document.querySelector('canvas.map-dots');
  const pen = canvas.getContext('2d');
  const clear = pen.clearRect.bind(pen);
  let frames = 0;
  pen.clearRect = (...box) => { frames += 1; clear(...box); };
  document.getElementById('play').click();
  const start = performance.now();
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const took = (performance.now() - start) / 1000;
  document.getElementById('play').click();
  delete pen.clearRect;
  return frames / took;
}"""


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(*command: str, port: int) -> Iterator[str]:
    """A server started by `command`, until it answers; stopped at the end."""
    address = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(address, timeout=2).read()
                    break
                except (urllib.error.URLError, OSError):
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a GPU."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((p for n in names if (p := shutil.which(n))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


def first_picture(browser: Browser, address: str, selector: str) -> float:
    """Milliseconds from navigation to the element that says it is usable, with a cold cache."""
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(selector, timeout=60_000)
    took = (time.perf_counter() - start) * 1000
    context.close()
    return took


def opened(browser: Browser, address: str) -> Page:
    """The atlas, ready."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    page.wait_for_timeout(1000)
    return page
