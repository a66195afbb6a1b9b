"""What is made anew for every question, compressed; the rest is :mod:`callbacks.kept`."""

from __future__ import annotations

from dash import Dash
from flask_compress import Compress

from geodata.atlas import Atlas

_MIMETYPES = [
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/geo+json",
]


def register(app: Dash, _atlas: Atlas) -> None:
    """Compress answers that are not compressed already, at no visible cost of time."""
    app.server.config.update(
        COMPRESS_BR_LEVEL=4,
        COMPRESS_MIMETYPES=_MIMETYPES,
        # A part of a file (206) is streamed, and compressed it would be no part of anything.
        COMPRESS_STREAMS=False,
    )
    Compress(app.server)
