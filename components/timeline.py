"""The bottom line: play, steps, speed, the year in figures, and slider and chart in one."""

from __future__ import annotations

from dash import html

from components.icons import icon
from components.words import SILENT, aria, label, word


def timeline() -> html.Section:
    """The timeline; its chart and slider come from ``assets/js/timeline_view.mjs``."""
    return html.Section(
        id="timeline",
        **label("Time"),
        children=[
            html.Div(
                className="controls",
                children=[
                    html.Div(
                        className="buttons",
                        children=[
                            html.Button(
                                id="play",
                                type="button",
                                children=icon("play", "glyph"),
                                **label("Play"),
                            ),
                            html.Button(
                                icon("settings"),
                                id="time-more",
                                type="button",
                                **aria(expanded="false", controls="window"),
                                **label("Years shown and speed"),
                            ),
                            html.Button(
                                icon("back", "glyph"),
                                id="year-back",
                                type="button",
                                **label("One year back"),
                            ),
                            html.Button(
                                icon("forward", "glyph"),
                                id="year-forward",
                                type="button",
                                **label("One year forward"),
                            ),
                            html.Button(
                                [
                                    html.Span("1"),
                                    html.Span(className="visually-hidden", **word("Speed")),
                                ],
                                id="speed",
                                type="button",
                            ),
                        ],
                    ),
                    html.Div(
                        className="year-line",
                        children=[
                            html.Span(id="year-figure", **SILENT),
                            html.Div(
                                children=[
                                    html.P(id="year-summary"),
                                    html.Button(
                                        id="events-open",
                                        type="button",
                                        className="link",
                                        hidden=True,
                                    ),
                                ],
                            ),
                        ],
                    ),
                    html.Div(id="window", role="group", **label("Years shown")),
                ],
            ),
            html.Div(
                className="chart",
                children=[
                    html.P(
                        className="timeline-title",
                        children=[
                            html.B(**word("People documented on the move")),
                            html.Span(**word("per year; hatched: several years, spread evenly")),
                        ],
                    ),
                    html.Div(id="timeline-chart"),
                ],
            ),
        ],
    )
