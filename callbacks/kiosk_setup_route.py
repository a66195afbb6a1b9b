"""``/kiosk-setup``: where a museum chooses how its kiosk behaves."""

from __future__ import annotations

from dash import Dash
from flask import redirect
from werkzeug.wrappers import Response

from geodata.atlas import Atlas

PAGE = "kiosk-setup.html"


def register(app: Dash, _atlas: Atlas) -> None:
    """Lead to the page; it is a file, so that the static edition has it too."""

    def lead_to_setup() -> Response:
        return redirect(app.get_asset_url(PAGE))

    app.server.add_url_rule("/kiosk-setup", view_func=lead_to_setup)
