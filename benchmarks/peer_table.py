"""The comparison as Markdown: two tables, the figures to reach, and how far to trust them."""

from __future__ import annotations

import os
import platform
import statistics
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peer_runs import RECORDS, WAYS, Options
from benchmarks.peers.packages import versions

Json = dict[str, Any]
NAMES = {"today": "The records of today", "tenfold": "Ten times the records, same land"}
COLUMNS = (
    ("first_map_ms", "first map, ms"),
    ("kb_sent", "kB sent"),
    ("year_p50_ms", "year change p50, ms"),
    ("year_p95_ms", "p95, ms"),
    ("year_work_ms", "main thread per year change, ms"),
    ("requests_per_year", "requests per year"),
    ("film_fps", "film, frames/s"),
    ("script_ms_per_frame", "script per drawn frame, ms"),
    ("work_ms_per_frame", "main thread per drawn frame, ms"),
)
# Size -> frames a second at least, milliseconds of script per frame at most.
FILM_GOALS = {"today": (58, 2), "tenfold": (50, 5)}
HEAP_GOAL_PERCENT = 5
GESTURE_GOAL_MS = 33
# How it was measured, how far to trust it, what was not tried.
METHOD = Path(__file__).resolve().parent / "peers" / "method.md"


def metadata(options: Options) -> Json:
    """Machine and versions."""
    packages = {name: version(name) for name in ("dash", "plotly", "playwright")}
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, no GPU",
        "python": platform.python_version(),
        "versions": {**packages, **versions()},
        "repetitions": options.repetitions,
        "film_seconds": options.film_seconds,
    }


def markdown(figures: Json) -> str:
    """The whole page."""
    about = figures["about"]
    tools = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    parts = [
        "# The same job done with other tools",
        "`python -m benchmarks --peers` writes this page.",
        f"{about['machine']}; Chromium {figures['browser']}; Python {about['python']}; {tools}; "
        f"{about['date']}; {about['repetitions']} repetition(s). Load average of the machine "
        "{} before and {} after.".format(*figures["load_average"]),
    ]
    for records in RECORDS:
        parts += [f"## {NAMES[records]}", _held(figures["workload"][records])]
        parts.append(table(figures["runs"][records]))
    parts += ["## Figures to reach", goals(figures)]
    return "\n\n".join([*parts, METHOD.read_text(encoding="utf-8")])


def table(runs: dict[str, list[Json]]) -> str:
    """One size: a row for each way."""
    titles = ["way", *(title for _, title in COLUMNS)]
    lines = [_row(titles), _row(["---"] * len(titles))]
    for way in WAYS:
        cells = [span(runs[way.name], key) for key, _ in COLUMNS]
        lines.append(_row([way.title + _remark(runs[way.name]), *cells]))
    return "\n".join(lines)


def goals(figures: Json) -> str:
    """What the issue asks of the atlas, and what was measured."""
    lines = [_row(["what", "measured", "to reach", "reached"]), _row(["---"] * 4)]
    for records in RECORDS:
        lines += [_row(cells) for cells in _run_goals(records, figures["runs"][records])]
        moving = middle(figures["gestures"][records], "moving_p95_ms")
        redraw = middle(figures["gestures"][records], "redraw_p50_ms")
        what = f"Zooming and panning, p95 of a frame, {records}"
        measured = f"{moving:g} ms; the redrawing at rest {redraw:g} ms"
        lines.append(_goal(what, measured, f"{GESTURE_GOAL_MS} ms", moving <= GESTURE_GOAL_MS))
    plays = figures["plays"]
    heap = f"{plays['heap_first_mb']} to {plays['heap_last_mb']} MB"
    growth = plays["heap_growth_percent"]
    what = f"Heap after {plays['plays']} plays, garbage collected"
    lines.append(
        _goal(what, f"{growth:+g} % ({heap})", "within 5 %", abs(growth) <= HEAP_GOAL_PERCENT)
    )
    nodes = plays["nodes_gained"]
    lines.append(_goal("DOM nodes gained", f"{nodes:+d}", "0", nodes <= 0))
    return "\n".join(lines)


def _run_goals(records: str, runs: dict[str, list[Json]]) -> list[list[str]]:
    found = []
    for key, name in (("year_p50_ms", "p50"), ("year_p95_ms", "p95")):
        own = middle(runs["atlas"], key)
        rival, best = best_peer(runs, key, min)
        goal = f"{best / 3:.1f} ms, a third of {rival}'s {best:g}"
        found.append(
            _cells(f"Year change, {name}, {records}", f"{own:g} ms", goal, own <= best / 3)
        )
    fps, script = FILM_GOALS[records]
    own = middle(runs["atlas"], "film_fps")
    rival, best = best_peer(runs, "film_fps", max)
    goal = f"{fps} and no fewer than {rival}'s {best:g}"
    reached = own >= fps and own >= best
    found.append(_cells(f"Film, frames a second, {records}", f"{own:g}", goal, reached))
    own = middle(runs["atlas"], "script_ms_per_frame")
    what = f"Script per drawn frame, {records}"
    found.append(_cells(what, f"{own:g} ms", f"{script} ms", own <= script))
    return found


def best_peer(runs: dict[str, list[Json]], key: str, best: Any) -> tuple[str, float]:  # noqa: ANN401
    """Name and median of the peer that does best."""
    peers = {name: middle(found, key) for name, found in runs.items() if name != "atlas"}
    known = {name: value for name, value in peers.items() if value == value}  # noqa: PLR0124 (NaN)
    name = best(known, key=lambda one: known[one])
    return name, known[name]


def middle(results: list[Json], key: str) -> float:
    """Median over the repetitions; NaN if none has the figure."""
    values = _values(results, key)
    return statistics.median(values) if values else float("nan")


def span(results: list[Json], key: str) -> str:
    """Median, and the range if there is one."""
    values = _values(results, key)
    if not values:
        return "none"
    text = f"{statistics.median(values):g}"
    return text if min(values) == max(values) else f"{text} ({min(values):g}-{max(values):g})"


def _values(results: list[Json], key: str) -> list[float]:
    return [one[key] for one in results if one.get(key) is not None]


def _remark(results: list[Json]) -> str:
    faults = sum("fault" in one for one in results)
    fewest = min((one["year_changes"] for one in results if "year_changes" in one), default=40)
    remarks = [f"{faults} of {len(results)} failed"] if faults else []
    remarks += [f"{fewest} of 40 years in time"] if fewest < 40 else []
    return f" ({'; '.join(remarks)})" if remarks else ""


def _held(held: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in held.items()) + "."


def _goal(what: str, measured: str, goal: str, reached: bool) -> str:
    return _row(_cells(what, measured, goal, reached))


def _cells(what: str, measured: str, goal: str, reached: bool) -> list[str]:
    return [what, measured, goal, "yes" if reached else "no"]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
