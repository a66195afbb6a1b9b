"""Places for what only a kiosk or a frame on another site shows."""

from __future__ import annotations

from dash import html

from components.words import label


def kiosk() -> html.Div:
    """Doors, lists and tellings of the kiosk; filled by ``assets/js/kiosk_view.mjs``."""
    return html.Div(id="kiosk", hidden=True, role="region", **label("Zholdar"))


def embed_foot() -> html.Div:
    """The way to the full atlas, in a frame; filled by ``assets/js/embed_view.mjs``."""
    return html.Div(id="embed", hidden=True, role="banner")
