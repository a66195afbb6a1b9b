"""A Dash server callback per year: ``python -m benchmarks.peers.dash_callback PORT RECORDS HOW``.

`HOW` is ``figure`` (the whole figure comes back, the usual way) or ``patch`` (Dash's partial
update: only the traces that follow the year). Effort: figures are plain dictionaries, which spares
Plotly's validation; the film asks for its next picture as soon as the last one is drawn.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, Patch, callback, dcc, html
from flask_compress import Compress
from waitress import serve

from benchmarks.peers.packages import CACHE
from benchmarks.peers.site import PAGES

Json = dict[str, Any]
START_YEAR = 1931
# Sixty pictures a year: as many as a film of 30 a second would need.
BETWEEN = 60
ASSETS = Path(__file__).resolve().parent / "dash_assets"
# The looks of pages/common.mjs.
COLORS = {
    "work": "#1f6f8b",
    "politics": "#b0413e",
    "evac": "#c98a1b",
    "forced": "#5b4a8a",
    "camps": "#3c3c3c",
    "left": "#6b8e23",
    "other": "#8a6d5b",
}
WIDTHS = (1.2, 4, 10)
RING_RADIUS = 3.8


def create_app(work: Json, how: str) -> Dash:
    """The app for one workload."""
    app = Dash("dash_callback", title="dash_callback", assets_folder=str(ASSETS))
    app.server.config["COMPRESS_BR_LEVEL"] = 4
    Compress(app.server)
    first, last = work["years"]
    years = {year: str(year) for year in range(first, last + 1, 5)}
    empty = {"data": [_land(work), *_yearly(work, START_YEAR)], "layout": _layout(work, START_YEAR)}
    app.layout = html.Div(
        [
            dcc.Graph(id="map", figure=empty, config={"displayModeBar": False}),
            html.Div(
                dcc.Slider(first, last + 1, 1 / BETWEEN, id="year", value=START_YEAR, marks=years),
                style={"position": "absolute", "top": "740px", "width": "1400px"},
            ),
        ]
    )
    answer = _patch if how == "patch" else _figure

    @callback(Output("map", "figure"), Input("year", "value"), prevent_initial_call=True)
    def show(moment: float) -> Json | Patch:
        return answer(work, moment)

    def common() -> tuple[str, dict[str, str]]:
        return (PAGES / "common.mjs").read_text("utf-8"), {"Content-Type": "text/javascript"}

    app.server.add_url_rule("/files/common.mjs", view_func=common)
    return app


def _figure(work: Json, moment: float) -> Json:
    return {"data": [_land(work), *_yearly(work, moment)], "layout": _layout(work, moment)}


def _patch(work: Json, moment: float) -> Patch:
    patch = Patch()
    for at, trace in enumerate(_yearly(work, moment), start=1):
        patch["data"][at] = trace
    patch["layout"]["meta"] = _meta(work, moment)
    return patch


def _layout(work: Json, moment: float) -> Json:
    return {
        "width": 1440,
        "height": 678,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "paper_bgcolor": "#dfe8ee",
        "meta": _meta(work, moment),
        "geo": {
            "visible": False,
            "bgcolor": "#dfe8ee",
            "projection": {
                "type": "conic equal area",
                "parallels": [45, 62],
                "rotation": {"lon": 45},
            },
            "lonaxis": {"range": [9, 88]},
            "lataxis": {"range": [38, 69]},
        },
    }


def _meta(work: Json, moment: float) -> Json:
    """From this the page learns which moment it shows."""
    return {"moment": moment, "last": work["years"][1] + 1, "between": BETWEEN}


def _land(work: Json) -> Json:
    return {
        "type": "scattergeo",
        "mode": "lines",
        "fill": "toself",
        "fillcolor": "#f3efe2",
        "hoverinfo": "skip",
        "line": {"width": 0.7, "color": "#9aa5a0"},
        **_joined(work["land"]),
    }


def _yearly(work: Json, moment: float) -> list[Json]:
    """Traces that follow the year: lines by width, dots, sites."""
    year = int(moment)
    flows = [flow for flow in work["flows"] if _covers(flow["years"], year)]
    return [*_lines(flows), _dots(flows, moment % 1 or 0.5), _sites(work, year)]


def _covers(span: list[int] | None, year: int) -> bool:
    return span is not None and span[0] <= year <= span[1]


def _lines(flows: list[Json]) -> list[Json]:
    classes: list[list[list[list[float]]]] = [[] for _ in WIDTHS]
    for flow in flows:
        width = _width(flow["people"])
        classes[max(i for i, limit in enumerate(WIDTHS) if width >= limit)].append(flow["line"])
    return [
        {
            "type": "scattergeo",
            "mode": "lines",
            "hoverinfo": "skip",
            "opacity": 0.7,
            "line": {"width": width, "color": COLORS["work"]},
            **_joined(lines),
        }
        for width, lines in zip(WIDTHS, classes, strict=True)
    ]


def _dots(flows: list[Json], share: float) -> Json:
    points = [_along(flow["line"], share) for flow in flows]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "hoverinfo": "skip",
        "lon": [lon for lon, _ in points],
        "lat": [lat for _, lat in points],
        "marker": {
            "size": 5,
            "color": [COLORS.get(flow["family"], COLORS["other"]) for flow in flows],
            "line": {"width": 0.7, "color": "#fff"},
        },
    }


def _sites(work: Json, year: int) -> Json:
    marks: list[tuple[list[float], float, str, str]] = []
    for site in work["sites"]:
        figure = next((f for f in site["figures"] if f[0] == year), None)
        if figure:
            color = COLORS.get(figure[2], COLORS["other"])
            marks.append((site["at"], min(26, max(4, 0.62 * figure[1] ** 0.5)), color, "#fff"))
        elif _covers(site["exists"], year):
            marks.append((site["at"], RING_RADIUS, "#fff", COLORS["other"]))
    return {
        "type": "scattergeo",
        "mode": "markers",
        "hoverinfo": "skip",
        "lon": [at[0] for at, *_ in marks],
        "lat": [at[1] for at, *_ in marks],
        "marker": {
            "size": [2 * radius for _, radius, *_ in marks],
            "color": [fill for *_, fill, _ in marks],
            "line": {"width": 1, "color": [edge for *_, edge in marks]},
        },
    }


def _width(people: int | None) -> float:
    return 1.2 if people is None else min(18.0, 2 + 0.34 * people**0.5)


def _joined(lines: list[list[list[float]]]) -> dict[str, list[float | None]]:
    """Many lines as one trace's coordinates, parted by nulls."""
    lon: list[float | None] = []
    lat: list[float | None] = []
    for line in lines:
        lon += [x for x, _ in line] + [None]
        lat += [y for _, y in line] + [None]
    return {"lon": lon, "lat": lat}


def _along(line: list[list[float]], share: float) -> tuple[float, float]:
    place = min(share, 0.999) * (len(line) - 1)
    i = int(place)
    (x0, y0), (x1, y1) = line[i], line[i + 1]
    return x0 + (x1 - x0) * (place - i), y0 + (y1 - y0) * (place - i)


def main() -> None:
    """Serve one workload in one way."""
    port, records, how = sys.argv[1:]
    work = json.loads((CACHE / f"{records}.json").read_text(encoding="utf-8"))
    serve(create_app(work, how).server, host="127.0.0.1", port=int(port), threads=8)


if __name__ == "__main__":
    main()
