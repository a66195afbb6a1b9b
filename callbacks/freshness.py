"""Pages are asked for every time, and answered with 304 while they are the same."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from geodata.atlas import Atlas


def register(app: Dash, _atlas: Atlas) -> None:
    """Say it on every page; :mod:`callbacks.kept` says it of what it hands out."""

    def tell(response: Response) -> Response:
        plain = response.status_code == 200 and request.method in ("GET", "HEAD")
        if plain and response.mimetype == "text/html" and "ETag" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
            response.add_etag()
            response.make_conditional(request.environ)
        return response

    app.server.after_request(tell)
