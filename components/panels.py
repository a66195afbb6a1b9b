"""Panels over the map: who came (filters), how to read the map (legend), the card, the table."""

from __future__ import annotations

from dash import html

from components.words import label, word


def filters() -> html.Details:
    """Categories as switches; filled by ``assets/js/filter_view.mjs``."""
    return html.Details(
        id="filters",
        className="panel",
        open=True,
        children=[
            html.Summary(html.H2(**word("Who came"))),
            html.P(className="hint", **word("records that speak of the year")),
            html.Div(id="filter-list"),
        ],
    )


def legend() -> html.Details:
    """How to read the map; filled by ``assets/js/legend_view.mjs``."""
    return html.Details(
        id="legend",
        className="panel",
        open=True,
        children=[html.Summary(html.H2(**word("How to read the map")))],
    )


def detail() -> html.Section:
    """The card of what is selected; filled by ``assets/js/card_view.mjs``."""
    return html.Section(
        id="detail", className="panel", hidden=True, tabIndex=-1, **label("What is selected")
    )


def table() -> html.Section:
    """The text twin of the map; filled by ``assets/js/table_view.mjs``."""
    return html.Section(id="table", hidden=True, tabIndex=-1, **label("Table"))
