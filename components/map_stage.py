"""The map: Plotly's still base map, and canvases over it for the border, the year and the dots."""

from __future__ import annotations

from dash import dcc, html

from components.icons import icon
from components.words import SILENT, aria, label, word

# Nothing of Plotly's own land, which it would fetch from another host.
EMPTY_MAP = {
    "data": [{"type": "scattergeo", "lon": [], "lat": []}],
    "layout": {"geo": {"visible": False}, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}},
}


def map_stage() -> html.Div:
    """The stage that gestures act on. The graph is mounted once and never again."""
    return html.Div(
        id="map-stage",
        role="application",
        tabIndex=0,
        **label("Map. The table holds the same records as text."),
        children=html.Div(
            className="map-layers",
            children=[
                # An empty graph: assets/js/map_view.mjs draws into it, from data already here.
                dcc.Graph(
                    id="map",
                    figure=EMPTY_MAP,
                    config={"staticPlot": True, "displayModeBar": False, "responsive": False},
                ),
                *(
                    html.Canvas(className=f"map-{name}", **SILENT)
                    for name in ("band", "year", "dots")
                ),
            ],
        ),
    )


def zoom_buttons() -> html.Div:
    """Closer, wider, and back to the whole."""
    return html.Div(
        className="zoom",
        children=[
            html.Button("+", id="zoom-in", type="button", **label("Zoom in")),
            html.Button("\u2212", id="zoom-out", type="button", **label("Zoom out")),
            html.Button(
                icon("whole"),
                id="zoom-reset",
                className="wide-only",
                type="button",
                **label("Show the whole map"),
            ),
        ],
    )


def views() -> html.Details:
    """Views that a tap brings; filled by ``assets/js/camera_view.mjs``."""
    return html.Details(
        id="views",
        children=[html.Summary(icon("views"), **label("Views of the map"))],
    )


def compare() -> html.Div:
    """Two years beside each other; filled by ``assets/js/compare_view.mjs``."""
    return html.Div(id="compare", hidden=True)


def chips() -> html.Div:
    """Filters in force; filled by ``assets/js/chips_view.mjs``."""
    return html.Div(id="chips", hidden=True)


def live_region() -> html.P:
    """What a screen reader hears of the mark that the keyboard stands on."""
    return html.P(id="live", className="visually-hidden", role="status")


def summary() -> html.P:
    """The state in one paragraph, spoken when the year rests (``assets/js/summary.mjs``)."""
    return html.P(id="summary", className="visually-hidden", **aria(live="polite"))


def map_tip() -> html.Div:
    """What lies under a resting mouse, in words; the card says it all, and by touch too."""
    return html.Div(id="map-tip", hidden=True, role="presentation")


def loading_note() -> html.P:
    """Shown until the atlas is ready."""
    return html.P(id="loading", role="status", **word("The atlas is opening"))
