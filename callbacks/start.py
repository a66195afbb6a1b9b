"""Starts the atlas in the browser once Dash has put the page there."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from geodata.atlas import Atlas


def register(app: Dash, _atlas: Atlas) -> None:
    """Connect the address of the bundle with ``assets/clientside.js``."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("zholdar", "start"),
        Output("started", "data"),
        Input("bundle-url", "data"),
    )
