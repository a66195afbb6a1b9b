"""Icons. Dash has no inline SVG, so each is a span whose shape a style sheet gives."""

from __future__ import annotations

from dash import html

from components.words import SILENT


def icon(name: str, family: str = "line") -> html.Span:
    """An icon in the colour of its text; decorative, so hidden from screen readers.

    Parameters
    ----------
    name : str
        Which, such as ``share``.
    family : str
        ``line`` for line icons, ``glyph`` for the solid ones of the timeline.
    """
    return html.Span(className=f"{family} {family}-{name}", **SILENT)
