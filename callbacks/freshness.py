"""How long a browser may keep what it was sent."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from callbacks.bundle_route import A_YEAR
from geodata.atlas import Atlas

# Queries that change with an asset's content: ours, and Dash's own.
_MARKS = ("v", "m")


def register(app: Dash, _atlas: Atlas) -> None:
    """Say it on the page (ask every time, 304 if unchanged) and on marked assets (a year)."""
    assets = f"{app.config.routes_pathname_prefix}{app.config.assets_url_path.strip('/')}/"
    own = ("_dash-layout", "_dash-dependencies")
    documents = {f"{app.config.routes_pathname_prefix}{name}" for name in own}

    def tell(response: Response) -> Response:
        if response.status_code != 200 or request.method not in ("GET", "HEAD"):
            return response
        marked = any(mark in request.args for mark in _MARKS)
        if request.path.startswith(assets):
            if marked:
                response.headers["Cache-Control"] = A_YEAR
            # Assets are small: read now, the file is closed with the answer, and is compressed.
            response.direct_passthrough = False
            response.make_sequence()
        elif response.mimetype == "text/html" or request.path in documents:
            response.headers["Cache-Control"] = "no-cache"
            response.add_etag()
            response.make_conditional(request.environ)
        return response

    app.server.after_request(tell)
