"""A kiosk's morning: from the browser's process to the film, with the server gone.

``python -m benchmarks.kiosk`` measures it alone; ``make bench`` has it in its table.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.browser import ARGUMENTS, READY, ROOT, free_port, served

LAUNCHER = ROOT / "deploy" / "kiosk" / "zholdar-kiosk"
STARTS = 5
WITHIN = 60
KEPT = """() => new Promise((done) => {
  const look = () => navigator.serviceWorker.controller?.state === 'activated'
    ? done(true) : setTimeout(look, 20);
  look(); })"""


def browser_path() -> str | None:
    """The system's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((p for n in names if (p := shutil.which(n))), None)


def warm(profile: Path, address: str) -> None:
    """Visit the kiosk once, until the browser has the whole atlas."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=browser_path(), args=ARGUMENTS
        )
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(READY)
        page.evaluate(KEPT)
        context.close()


def start(profile: Path, address: str) -> float:
    """Seconds from the launcher's process to the film, as the launcher hears of it."""
    flags = [f"--flag={flag}" for flag in ("--headless=new", "--window-size=1920,1080", *ARGUMENTS)]
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(LAUNCHER), address, f"--profile={profile}", *flags],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout  # noqa: S101  (asked for above)
        took = None
        for line in process.stdout:
            if re.search(r"open after .* screen attract", line):
                took = time.perf_counter() - begun
                break
            if time.perf_counter() - begun > WITHIN:
                break
        process.terminate()
    if took is None:
        raise TimeoutError("the film did not come")
    return took


def starts(count: int = STARTS) -> list[float]:
    """Seconds of several starts of one warmed profile; the server is gone before the first."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        port = free_port()
        with served("app.py", "--port", str(port), port=port) as atlas:
            address = f"{atlas}?mode=kiosk"
            warm(profile, address)
        return [round(start(profile, address), 2) for _ in range(count)]


def main() -> None:
    """Measure and print."""
    times = starts()
    print(f"{statistics.median(times):g} s ({min(times):g} to {max(times):g}), {len(times)} starts")


if __name__ == "__main__":
    main()
