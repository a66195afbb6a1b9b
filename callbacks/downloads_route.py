"""``/data/NAME``: the tables and layers, to keep and to cite."""

from __future__ import annotations

import hashlib

from dash import Dash
from flask import Response, abort, request

from callbacks.public_address import public_address
from geodata.atlas import Atlas
from geodata.downloads import Downloads


def register(app: Dash, atlas: Atlas) -> None:
    """Serve the downloads; each is made when first asked for and kept."""
    downloads = Downloads(atlas, public_address())

    def serve_download(name: str) -> Response:
        if name not in downloads.names:
            abort(404)
        try:
            content, kind = downloads.read(name)
        except OSError as error:
            # One file has to be made on disk first; a full or locked one must not look like a bug.
            app.server.logger.warning("/data/%s: %s", name, error.strerror)
            abort(503)
        response = Response(content, content_type=kind)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "public, no-cache"
        response.set_etag(hashlib.sha256(content).hexdigest()[:16])
        response.make_conditional(request.environ)
        return response

    app.server.add_url_rule("/data/<name>", view_func=serve_download)
