"""The whole page, put together from its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from components.about import about_dialog
from components.header import header
from components.help import help_dialog
from components.kiosk import embed_foot, kiosk
from components.map_stage import (
    chips,
    compare,
    live_region,
    loading_note,
    map_stage,
    map_tip,
    summary,
    views,
    zoom_buttons,
)
from components.panels import detail, dialogs, filters, legend, story, story_title, table, unlocated
from components.records_grid import records
from components.timeline import timeline
from components.words import word


def page(
    languages: Sequence[str],
    about: Mapping[str, str],
    bundle_url: str,
    notes_url: str,
    qr_url: str | None,
    *,
    grid_url: str,
    report: str | None = None,
) -> html.Div:
    """Layout of the atlas.

    Parameters
    ----------
    languages : sequence of str
        Language codes the atlas speaks.
    about : mapping of str to str
        What the package calls itself, in the first of them.
    bundle_url : str
        Where the browser finds the whole atlas as one document.
    notes_url : str
        Address of the presenter's second window.
    qr_url : str or None
        Where codes for phones are made; None where no server can.
    grid_url : str
        Main script of the large table, fetched when it is first opened.
    report : str, optional
        Where reports of errors go, see :mod:`callbacks.report_setting`.
    """
    marks: dict[str, Any] = {"data-qr": qr_url} if qr_url else {}
    return html.Div(
        id="atlas",
        **marks,
        children=[
            html.A(href="#map-stage", className="skip-link", **word("To the map")),
            html.A(href="#year-slider", className="skip-link", **word("To the years")),
            header(languages, about),
            html.Main(
                id="map-area",
                children=[
                    map_stage(),
                    filters(),
                    legend(),
                    compare(),
                    chips(),
                    zoom_buttons(),
                    views(),
                    unlocated(),
                    live_region(),
                    summary(),
                    map_tip(),
                    story_title(),
                    detail(),
                    table(),
                    records(grid_url),
                    loading_note(),
                ],
            ),
            story(),
            timeline(),
            help_dialog(),
            about_dialog(report),
            kiosk(),
            embed_foot(),
            *dialogs(notes_url),
            dcc.Store(id="bundle-url", data=bundle_url),
            # What Dash components learn of the view once the year rests.
            dcc.Store(id="view"),
            dcc.Store(id="started"),
        ],
    )
