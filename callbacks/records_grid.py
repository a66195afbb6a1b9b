"""Puts the large table into its slot once the browser has fetched the grid."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

from geodata.atlas import Atlas


def register(app: Dash, _atlas: Atlas) -> None:
    """Connect the wish for a table with ``assets/clientside.js``."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("zholdar", "grid"),
        Output("grid-slot", "children"),
        Input("grid-open", "data"),
        State("grid-plan", "data"),
        prevent_initial_call=True,
    )
