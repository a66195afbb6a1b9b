"""The atlas as one document, under an address that changes with its content."""

from __future__ import annotations

from dash import Dash
from flask import Response, abort

from callbacks.public_address import public_address
from geodata.atlas import Atlas
from geodata.bundle import bundle, encode
from geodata.collector import paused
from geodata.packing import pack

A_YEAR = "public, max-age=31536000, immutable"


def bundle_url(app: Dash, digest: str) -> str:
    """Address of the bundle with this content hash."""
    return f"{app.config.requests_pathname_prefix}bundle/{digest}.json"


def register(app: Dash, atlas: Atlas) -> str:
    """Serve the bundle; :mod:`callbacks.kept` compresses it.

    Returns
    -------
    str
        Its address.
    """
    with paused():
        plain, digest = encode(pack(bundle(atlas, public_address())))

    def serve_bundle(digest_asked: str) -> Response:
        if digest_asked != digest:
            abort(404)
        response = Response(plain, mimetype="application/json")
        response.headers["Cache-Control"] = A_YEAR
        return response

    app.server.add_url_rule("/bundle/<digest_asked>.json", view_func=serve_bundle)
    return bundle_url(app, digest)
