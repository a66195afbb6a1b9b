"""The dialog that lists every key; opened and closed by ``assets/js/help_view.mjs``."""

from __future__ import annotations

from typing import Any

from dash import html

from components.icons import icon
from components.words import aria, label, word

Keys = tuple[str, ...]
# What the keys are called on a keyboard needs no translation; what they do does.
KEYS: tuple[tuple[Keys, dict[str, Any]], ...] = (
    (("\u2190", "\u2192"), word("One year back, one year forward")),
    (("Shift", "\u2190 \u2192"), word("Five years")),
    (("Home", "End"), word("First year, last year")),
    (("Space",), word("Play, pause")),
    ((",", "."), word("Slower, faster")),
    (("\u2191", "\u2193"), word("On the map: from mark to mark")),
    (("Enter",), word("On the map: open the card of the mark")),
    (("T",), word("The table: the same records as text")),
    (("P",), word("Other pictures of the same records")),
    (("/",), word("Search")),
    (("?",), word("This list of keys")),
    (("Esc",), word("Close what is open")),
)


def help_button() -> html.Button:
    """Opens the list of keys."""
    return html.Button(
        "?", id="help-open", className="plain-button", type="button", **label("Keys")
    )


def help_dialog() -> html.Dialog:
    """The dialog. The browser keeps the focus inside while it is open."""
    return html.Dialog(
        id="help",
        **aria(labelledby="help-title"),
        children=[
            html.Button(icon("close"), className="close", type="button", **label("Close")),
            html.H2(id="help-title", **word("Keys")),
            html.Dl(
                children=[
                    html.Div(
                        children=[
                            html.Dt(children=[html.Kbd(key) for key in keys]),
                            html.Dd(**meaning),
                        ]
                    )
                    for keys, meaning in KEYS
                ]
            ),
            # Dash has no plain checkbox; assets/js/help_view.mjs puts one into the label.
            html.Label(
                className="check", children=html.Span(**word("Keys with letters and signs"))
            ),
            html.P(
                className="small",
                **word("Switch them off if you speak to your computer or press keys by mistake."),
            ),
        ],
    )
