"""``/healthz``: is the atlas up, which version, and how many records does it hold."""

from __future__ import annotations

from dash import Dash
from flask import Response, jsonify

from geodata.atlas import Atlas


def register(app: Dash, atlas: Atlas) -> None:
    """Serve the health check."""

    def serve_health() -> Response:
        return jsonify(status="ok", version=atlas.schema.version, records=atlas.counts)

    app.server.add_url_rule("/healthz", view_func=serve_health)
