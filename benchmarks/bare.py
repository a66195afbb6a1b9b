"""A bare Dash page with one empty graph: what the first map is compared with."""

from __future__ import annotations

import sys

from dash import Dash, dcc, html
from waitress import serve


def main() -> None:
    """Serve the page on the port given."""
    app = Dash("bare", title="bare")
    app.layout = html.Div(dcc.Graph(id="graph", figure={"data": [], "layout": {}}))
    serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=8)


if __name__ == "__main__":
    main()
