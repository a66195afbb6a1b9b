"""What the server refuses before anything looks at it."""

from __future__ import annotations

from typing import Any

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import abort, request

from geodata.atlas import Atlas

# Bytes. The longest address the atlas writes itself has some 400; a callback carries one view.
LONGEST_QUERY = 4096
LARGEST_BODY = 64 * 1024


def register(app: Dash, _atlas: Atlas) -> None:
    """Refuse what is too large and what Dash would answer with an error of its own."""
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    suites = f"{app.config.routes_pathname_prefix}_dash-component-suites/"
    callback = f"{app.config.routes_pathname_prefix}_dash-update-component"
    reload = f"{app.config.routes_pathname_prefix}_reload-hash"

    def refuse() -> None:
        if len(request.query_string) > LONGEST_QUERY or len(request.path) > LONGEST_QUERY:
            abort(414)
        try:
            request.query_string.decode("utf-8")
        except UnicodeDecodeError:
            # Browsers write such bytes as %ff; raw, they would break whoever reads the query.
            abort(400)
        if (request.content_length or 0) > LARGEST_BODY:
            abort(413)
        if request.path == reload:
            # Tells file names to developers; there is nothing to reload here.
            abort(404)
        if request.path.startswith(suites) and not _offered(app, request.view_args or {}):
            abort(404)
        if request.path == callback and request.method == "POST":
            _check_callback(app)

    app.server.before_request(refuse)


def _offered(app: Dash, asked: dict[str, Any]) -> bool:
    """Whether a component library offers this file; Dash itself would answer with a 500."""
    package = str(asked.get("package_name", ""))
    path, _ = check_fingerprint(str(asked.get("fingerprinted_path", "")))  # type: ignore[no-untyped-call]
    # Maps are for developers; they are large.
    known = package in app.registered_paths and path in app.registered_paths[package]
    return known and not path.endswith(".map")


def _check_callback(app: Dash) -> None:
    """Only what a callback of this app could have sent gets through to Dash."""
    try:
        payload = request.get_json(silent=True)
    except RecursionError:
        # Brackets in brackets in brackets.
        payload = None
    if not isinstance(payload, dict) or not isinstance(payload.get("output"), str):
        abort(400)
    known = app.callback_map.get(payload["output"])
    # A callback that runs in the browser has nothing to answer here.
    if known is None or known.get("callback") is None:
        abort(404)
    shape = {"inputs": list, "changedPropIds": list}
    if any(not isinstance(payload.get(key, []), kind) for key, kind in shape.items()):
        abort(400)
