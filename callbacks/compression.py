"""What is sent, compressed; libraries only once, for they are large and never change."""

from __future__ import annotations

import posixpath

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import Request
from flask_compress import Compress

from geodata.atlas import Atlas

# Files there carry their version in their names, or change with the installation only.
_LIBRARIES = ("/_dash-component-suites/", "/assets/vendor/")
# Plotly alone would cost every first visit a tenth of a second of the server's time.
_MIMETYPES = [
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/geo+json",
]


class LibraryCache:
    """Compressed libraries by address.

    Only what component libraries offer gets here (:mod:`callbacks.limits` sees to that) and what
    lies in ``assets/vendor``, so it cannot grow beyond them. Nothing else is kept: an asset that
    somebody edits must be sent anew.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What was kept, or None."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a library."""
        if any(place in key for place in _LIBRARIES):
            self._kept[key] = value


def library_key(request: Request) -> str:
    """Address without Dash's mark of version and time, so that each library has one.

    An address may hold any number of ``/./``, and would be kept as often.
    """
    path, _ = check_fingerprint(request.path)  # type: ignore[no-untyped-call]
    return posixpath.normpath(str(path))


def register(app: Dash, _atlas: Atlas) -> None:
    """Compress answers that are not compressed already, at no visible cost of time."""
    app.server.config.update(
        COMPRESS_BR_LEVEL=4,
        COMPRESS_MIMETYPES=_MIMETYPES,
        # A part of a file (206) is streamed, and compressed it would be no part of anything.
        COMPRESS_STREAMS=False,
        COMPRESS_CACHE_BACKEND=LibraryCache,
        COMPRESS_CACHE_KEY=library_key,
    )
    Compress(app.server)
