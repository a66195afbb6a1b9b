"""The atlas as one document, under an address that changes with its content."""

from __future__ import annotations

import brotli
from dash import Dash
from flask import Response, abort, request

from geodata.atlas import Atlas
from geodata.bundle import bundle, encode
from geodata.collector import paused

# High enough to halve the document, low enough to start at once.
BROTLI_QUALITY = 6
A_YEAR = "public, max-age=31536000, immutable"


def bundle_url(app: Dash, digest: str) -> str:
    """Address of the bundle with this content hash."""
    return f"{app.config.requests_pathname_prefix}bundle/{digest}.json"


def register(app: Dash, atlas: Atlas) -> str:
    """Serve the bundle.

    Returns
    -------
    str
        Its address.
    """
    with paused():
        plain, digest = encode(bundle(atlas))
    packed = brotli.compress(plain, quality=BROTLI_QUALITY)

    def serve_bundle(digest_asked: str) -> Response:
        if digest_asked != digest:
            abort(404)
        response = Response(mimetype="application/json")
        if request.accept_encodings["br"] > 0:
            response.set_data(packed)
            response.headers["Content-Encoding"] = "br"
        else:
            response.set_data(plain)
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = A_YEAR
        return response

    app.server.add_url_rule("/bundle/<digest_asked>.json", view_func=serve_bundle)
    return bundle_url(app, digest)
