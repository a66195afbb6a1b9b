"""The trimmed Plotly: the version that Dash expects, the traces that are drawn, nothing twice."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dash import Dash
from plotly.offline import get_plotlyjs_version

import app as program
from callbacks.pieces import pieces
from geodata.atlas import Atlas

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "assets/vendor"


def test_it_is_the_version_that_dash_would_bring() -> None:
    found = [path.name for path in VENDOR.glob("plotly-zholdar-*")]
    assert found == [f"plotly-zholdar-{get_plotlyjs_version()}.min.js"], "run `make plotly`"
    package = json.loads((ROOT / "tools/plotly/package.json").read_text())
    assert package["devDependencies"]["plotly.js"] == get_plotlyjs_version()


def test_it_says_what_it_is_and_has_its_licence() -> None:
    path = next(VENDOR.glob("plotly-zholdar-*"))
    assert path.stat().st_size < 1_500_000
    head = path.read_text(encoding="utf-8")[:400]
    traces = json.loads((ROOT / "tools/plotly/traces.json").read_text())
    assert ", ".join(traces) in head
    assert "MIT" in head
    assert "MIT" in (VENDOR / "plotly-LICENSE.txt").read_text(encoding="utf-8")


def test_the_page_loads_it_before_dash_starts_and_no_other(atlas: Atlas) -> None:
    app: Dash = program.build(atlas)
    page = app.server.test_client().get("/").text
    scripts = re.findall(r'<script src="([^"]+)"', page)
    ours = [number for number, src in enumerate(scripts) if "/vendor/plotly-zholdar-" in src]
    core = [number for number, src in enumerate(scripts) if "dash_core_components" in src]
    assert len(ours) == 1
    assert core
    assert page.index(scripts[ours[0]]) < page.index("DashRenderer()")
    addresses = [piece.address for piece in pieces(app)]
    assert not [address for address in addresses if address.endswith("plotly.min.js")]
    assert len([address for address in addresses if "plotly-zholdar" in address]) == 1
