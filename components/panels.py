"""Panels over the map: who came (filters), how to read the map (legend), the card, the table."""

from __future__ import annotations

from typing import Any

from dash import html

from components.words import SILENT, label, word


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


def unlocated() -> html.Button:
    """Opens the list of places that no map can show; its words come with the year."""
    return html.Button(id="unlocated-open", type="button", hidden=True)


def story() -> html.Section:
    """The panel of a story; filled by ``assets/js/story_view.mjs``."""
    return html.Section(id="story", hidden=True, **label("Story"))


def story_title() -> html.Div:
    """Title of the story on the map, and the presenter's notes."""
    return html.Div(
        className="story-title",
        children=[
            html.H1(id="story-title"),
            html.Button(id="notes-open", type="button", **word("Presenter notes")),
        ],
    )


def dialogs(notes_url: str) -> list[html.Dialog | html.Div]:
    """Windows over the page: stories, other pictures, sharing, what is printed, the black screen.

    Parameters
    ----------
    notes_url : str
        Address of the presenter's second window.
    """
    return [
        html.Dialog(id="stories", **titled_by("stories-title")),
        # Filled by assets/js/pictures/panel.mjs.
        html.Dialog(id="pictures", **titled_by("pictures-title")),
        html.Dialog(id="share-dialog", **titled_by("share-title")),
        html.Dialog(id="sheet", **label("For print")),
        html.Div(id="black", hidden=True, **black_marks(notes_url)),
    ]


def titled_by(heading: str) -> dict[str, Any]:
    """Properties of an element whose accessible name is its own heading."""
    return {"aria-labelledby": heading}


def black_marks(notes_url: str) -> dict[str, Any]:
    """What the presenter's module reads from the black screen."""
    return {"data-notes-url": notes_url, **SILENT}


def table() -> html.Section:
    """The text twin of the map; filled by ``assets/js/table_view.mjs``."""
    return html.Section(id="table", hidden=True, tabIndex=-1, **label("Table"))
