"""``make bench``: prints one table, writes it to docs/benchmarks.md and the numbers to JSON.

``python -m benchmarks --peers`` measures the same job done with other tools instead, into
docs/benchmarks-peers.md and .json; ``--load`` many visitors at once (:mod:`benchmarks.load`);
``--many`` a synthetic package of 100,000 movements, into docs/benchmarks-many.md and .json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
from datetime import date

from benchmarks import load
from benchmarks.browser import (
    FILM,
    READY,
    ROOT,
    YEAR_CHANGES,
    chromium,
    first_picture,
    free_port,
    opened,
    served,
)
from benchmarks.kiosk import starts
from benchmarks.many import many_table, measure_many
from benchmarks.peer_runs import Options, run
from benchmarks.peer_table import markdown, metadata

REPETITIONS = 5
FILM_SECONDS = 12
BARE_READY = ".js-plotly-plot .main-svg"


def percentile(values: list[float], share: float) -> float:
    """Nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def measure() -> dict[str, object]:
    """All figures, atlas and bare page alternating in one run."""
    atlas_port, bare_port = free_port(), free_port()
    atlas_command = ("app.py", "--port", str(atlas_port))
    bare_command = ("-m", "benchmarks.bare", str(bare_port))
    with (
        served(*atlas_command, port=atlas_port) as atlas,
        served(*bare_command, port=bare_port) as bare,
        chromium() as browser,
    ):
        version = browser.version
        firsts: dict[str, list[float]] = {"atlas": [], "bare": []}
        first_picture(browser, atlas, READY)
        first_picture(browser, bare, BARE_READY)
        for _ in range(REPETITIONS):
            firsts["atlas"].append(first_picture(browser, atlas, READY))
            firsts["bare"].append(first_picture(browser, bare, BARE_READY))
        page = opened(browser, atlas)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        years = [page.evaluate(YEAR_CHANGES, 1) for _ in range(3)]
        requests = len(asked)
        if asked:
            print("asked:", *asked)
        page.keyboard.press("Home")
        films = [page.evaluate(FILM, FILM_SECONDS) for _ in range(3)]
        page.context.close()
    kiosk_starts = starts()
    atlas_first = statistics.median(firsts["atlas"])
    bare_first = statistics.median(firsts["bare"])
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, no GPU",
        "browser": f"Chromium {version}, 1440x900",
        "year_change_p50_ms": [round(percentile(t, 0.5), 1) for t in years],
        "year_change_p95_ms": [round(percentile(t, 0.95), 1) for t in years],
        "year_change_requests": requests,
        "film_fps": [round(f, 1) for f in films],
        "first_map_ms": round(atlas_first),
        "bare_dash_ms": round(bare_first),
        "first_map_ratio": round(atlas_first / bare_first, 2),
        "kiosk_start_s": kiosk_starts,
    }


def table(figures: dict[str, object]) -> str:
    """The Markdown table."""

    def span(key: str) -> str:
        values = figures[key]
        if not isinstance(values, list):
            raise TypeError(f"{key} is not a list of runs")
        return f"{statistics.median(values):g} ({min(values):g} to {max(values):g})"

    first = f"{figures['first_map_ms']} / {figures['bare_dash_ms']} = {figures['first_map_ratio']}"
    rows = [
        ("Year change, input to painted frame, p50", f"{span('year_change_p50_ms')} ms", ""),
        ("Year change, p95", f"{span('year_change_p95_ms')} ms", "33 ms"),
        ("Requests to the server for 120 year changes", str(figures["year_change_requests"]), "0"),
        ("Film, frames a second", span("film_fps"), "58"),
        ("First usable map / bare Dash page with an empty graph, cold", f"{first}", "1.5"),
        (
            "Kiosk: from the process to the film, offline",
            f"{span('kiosk_start_s')} s",
            "5 s",
        ),
    ]
    lines = ["| what | measured | to reach |", "|---|---|---|"]
    lines += [f"| {what} | {got} | {goal} |" for what, got, goal in rows]
    note = (
        f"{figures['machine']}; {figures['browser']}; {figures['date']}. Median of three runs and"
        " their range; first map: median of five, alternating with the bare page."
    )
    more = (
        "The same job done with other tools, and what of the aims against them is missed and why:"
        " [benchmarks-peers.md](benchmarks-peers.md). Very large packages:"
        " [benchmarks-many.md](benchmarks-many.md). Many visitors at once:"
        " [benchmarks-load.md](benchmarks-load.md)."
    )
    return "\n".join([*lines, "", note, "", more])


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--peers", action="store_true", help="compare with other tools")
    parser.add_argument("--load", action="store_true", help="many visitors at once")
    parser.add_argument("--minutes", type=float, default=2, help="of warm visitors, with --load")
    parser.add_argument("--many", action="store_true", help="measure a very large package")
    parser.add_argument("--movements", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=20_000)
    parser.add_argument("--repetitions", type=int, default=Options.repetitions)
    parser.add_argument("--film-seconds", type=float, default=Options.film_seconds)
    parser.add_argument("--plays", type=int, default=Options.plays)
    chosen = parser.parse_args()
    if chosen.load:
        text, figures = load.main(chosen.minutes)
        print(text)
        keep("benchmarks-load", text, figures)
        return
    if chosen.peers:
        compare(Options(chosen.repetitions, chosen.film_seconds, chosen.plays))
        return
    if chosen.many:
        figures = measure_many(chosen.movements, chosen.places)
        print(many_table(figures))
        keep("benchmarks-many", many_table(figures), figures)
        return
    figures = measure()
    text = table(figures)
    print(text)
    keep("benchmarks", "# Benchmarks\n\n`make bench` writes this page.\n\n" + text + "\n", figures)


def compare(options: Options) -> None:
    """The other tools and the atlas in one run."""
    figures = {"about": metadata(options), **run(options)}
    text = markdown(figures)
    print(text)
    keep("benchmarks-peers", text, figures)


def keep(name: str, text: str, figures: dict[str, object]) -> None:
    """Write a page and its numbers into docs/."""
    (ROOT / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    numbers = json.dumps(figures, indent=2) + "\n"
    (ROOT / "docs" / f"{name}.json").write_text(numbers, encoding="utf-8")


if __name__ == "__main__":
    main()
