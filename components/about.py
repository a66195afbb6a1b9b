"""About the atlas: the button beside its name, and the window it opens.

``assets/js/about_view.mjs`` fills the window.
"""

from __future__ import annotations

from typing import Any

from dash import html

from components.words import label


def about_button() -> html.Button:
    """Opens the window; ``?about`` in the address does, too."""
    return html.Button("i", id="about-open", type="button", **label("About the atlas"))


def about_dialog(report: str | None) -> html.Dialog:
    """The window.

    Parameters
    ----------
    report : str or None
        Address that error reports go to, if this copy of the atlas has one.
    """
    marks: dict[str, Any] = {"aria-labelledby": "about-title"}
    if report:
        marks["data-report"] = report
    return html.Dialog(id="about", **marks)
