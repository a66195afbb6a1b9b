"""A hundred thousand movements, measured: start, size, opening, film, years.

The package is the one :mod:`benchmarks.synthetic` writes.
"""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks.browser import FILM, READY, SIZE, YEAR_CHANGES, chromium, free_port, opened, served
from benchmarks.synthetic import write_synthetic
from geodata.atlas import load

RUNS = 3
FILM_SECONDS = 12
BUNDLE = "/bundle/"
Figures = dict[str, Any]


def measure_many(movements: int, places: int) -> Figures:
    """Figures of one synthetic package.

    Parameters
    ----------
    movements, places : int
        Rows of those tables.

    Returns
    -------
    dict
        Times in seconds and milliseconds, sizes in bytes, as the names of the keys say.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = write_synthetic(load(), Path(scratch) / "synthetic", movements, places)
        with chromium() as browser:
            runs = [_run(browser, folder) for _ in range(RUNS)]
            version = browser.version
    together = {
        key: [run[key] for run in runs]
        for key in ("start_s", "open_s", "altogether_s", "film_fps", "year_p50_ms", "year_p95_ms")
    }
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, no GPU",
        "browser": f"Chromium {version}, {SIZE['width']}x{SIZE['height']}",
        "movements": movements,
        "places": places,
        "bundle_bytes": runs[0]["bundle_bytes"],
        "levels": runs[0]["levels"],
        **together,
    }


def _run(browser: Browser, folder: Path) -> Figures:
    """One server from its start, one page with a cold cache."""
    port = free_port()
    begin = time.perf_counter()
    with served("app.py", "--port", str(port), "--data", str(folder), port=port) as address:
        started = time.perf_counter()
        page = browser.new_context(viewport=SIZE).new_page()
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        page.goto(address, wait_until="commit")
        page.wait_for_selector(READY, timeout=60_000)
        ready = time.perf_counter()
        size = sum(_packed(url) for url in sorted({u for u in sent if BUNDLE in u}))
        page.context.close()
        page = opened(browser, address)
        years = sorted(page.evaluate(YEAR_CHANGES, 1))
        levels = [page.get_attribute("#atlas", "data-level")]
        page.keyboard.press("Home")
        film = page.evaluate(FILM, FILM_SECONDS)
        for _ in range(8):
            page.click("#zoom-in")
            page.wait_for_timeout(400)
            level = page.get_attribute("#atlas", "data-level")
            if level not in levels:
                levels.append(level)
        page.context.close()
    return {
        "start_s": round(started - begin, 2),
        "open_s": round(ready - started, 2),
        "altogether_s": round(ready - begin, 2),
        "bundle_bytes": size,
        "film_fps": round(film, 1),
        "year_p50_ms": round(years[len(years) // 2], 1),
        "year_p95_ms": round(years[round(0.95 * (len(years) - 1))], 1),
        "levels": levels,
    }


def _packed(url: str) -> int:
    """Bytes of an answer as a browser gets it."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read())


def many_table(figures: Figures) -> str:
    """The Markdown page."""

    def span(key: str) -> str:
        values = figures[key]
        return f"{statistics.median(values):g} ({min(values):g} to {max(values):g})"

    rows = [
        ("From `python app.py --data DIR` to the first answer", f"{span('start_s')} s", ""),
        ("From there to the usable map, cold cache", f"{span('open_s')} s", ""),
        ("Both together", f"{span('altogether_s')} s", "10 s"),
        ("What the browser gets of the data, packed", f"{figures['bundle_bytes']:,} bytes", "2 MB"),
        ("Film, frames a second", span("film_fps"), "30"),
        ("Year change, input to painted frame, p50", f"{span('year_p50_ms')} ms", ""),
        ("Year change, p95", f"{span('year_p95_ms')} ms", ""),
    ]
    lines = ["| what | measured | to reach |", "|---|---|---|"]
    lines += [f"| {what} | {got} | {goal} |" for what, got, goal in rows]
    about = (
        f"{figures['movements']:,} movements between {figures['places']:,} places"
        f" ([benchmarks/synthetic.py](../benchmarks/synthetic.py)); {figures['machine']};"
        f" {figures['browser']}; {figures['date']}. Median of {RUNS} runs and their range."
        f" Levels seen while zooming in: {', '.join(figures['levels'])}."
    )
    head = "# Very large packages\n\n`python -m benchmarks --many` writes this page."
    return "\n".join([head, "", *lines, "", about, ""])
