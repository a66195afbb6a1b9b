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

    # The second is the address that file servers have for it.
    for address in ("/kiosk-setup", f"/{PAGE}"):
        app.server.add_url_rule(address, view_func=lead_to_setup)
