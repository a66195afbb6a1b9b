"""Codes that open the present view on a phone, on an address that the phone can reach."""

from __future__ import annotations

import io
import socket
from urllib.parse import urlsplit

import segno
from dash import Dash
from flask import Response, abort, request

from callbacks.public_address import public_address
from geodata.atlas import Atlas

# A view's address is short; anything longer is not one.
MOST = 600


def register(app: Dash, _atlas: Atlas) -> str:
    """Serve the codes.

    Returns
    -------
    str
        Address that takes ``?view=`` with the view's query.
    """

    def serve_code() -> Response:
        view = request.args.get("view", "")
        if len(view) > MOST or not (view == "" or view.startswith("?")) or not view.isprintable():
            abort(400)
        out = io.BytesIO()
        address = reachable(request.host_url, public_address()) + view
        segno.make(address, error="m").save(out, kind="svg", scale=8, dark="#231f1b", border=3)
        response = Response(out.getvalue(), mimetype="image/svg+xml")
        response.headers["Cache-Control"] = "no-store"
        return response

    app.server.add_url_rule("/qr.svg", view_func=serve_code)
    return f"{app.config.requests_pathname_prefix}qr.svg"


def reachable(host_url: str, public: str | None) -> str:
    """Address of the atlas as a phone in the same room can open it.

    Parameters
    ----------
    host_url : str
        As the presenter's browser asked for it, such as ``http://127.0.0.1:8050/``.
    public : str or None
        Configured address, if any.
    """
    if public:
        return public.rstrip("/") + "/"
    parts = urlsplit(host_url)
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        return host_url
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{own_address()}{port}/"


def own_address() -> str:
    """Address of this machine in the local network; loopback if it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only asks which address would be used.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
