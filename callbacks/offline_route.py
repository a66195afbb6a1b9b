"""``/sw.js`` and ``/manifest.json``: what the browser keeps the whole atlas with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dash import Dash
from flask import Response, request

from callbacks.manifest import NAME, WORKER, entry, manifest, version_of, worker_script
from callbacks.pieces import pieces
from geodata.atlas import Atlas


@dataclass(frozen=True)
class _Copy:
    """The two documents, and the version both carry."""

    version: str
    manifest: bytes
    worker: bytes


def register(app: Dash, atlas: Atlas) -> None:
    """Serve worker and manifest; both are made when first asked for, and kept."""
    # Making them asks the app for its own page, so it cannot happen before the app is whole.
    made: list[_Copy] = []
    lock = threading.Lock()

    def copy() -> _Copy:
        with lock:
            if not made:
                made.append(_made(app, atlas))
            return made[0]

    def serve(content: Callable[[_Copy], bytes], mimetype: str) -> Callable[[], Response]:
        def answer() -> Response:
            response = Response(content(copy()), mimetype=mimetype)
            # Always asked anew, answered with 304 while nothing changed.
            response.headers["Cache-Control"] = "no-cache"
            response.add_etag()
            response.make_conditional(request.environ)
            return response

        return answer

    routes = app.config.routes_pathname_prefix
    worker = serve(lambda kept: kept.worker, "text/javascript")
    listing = serve(lambda kept: kept.manifest, "application/json")
    app.server.add_url_rule(f"{routes}{WORKER}", "offline_worker", worker)
    app.server.add_url_rule(f"{routes}{NAME}", "offline_manifest", listing)


def _made(app: Dash, atlas: Atlas) -> _Copy:
    entries = [
        entry(p.address, p.content, offline=not p.later, immutable=p.immutable) for p in pieces(app)
    ]
    version = version_of(entries)
    return _Copy(
        version=version,
        manifest=manifest("server", atlas.schema.version, entries),
        worker=worker_script(Path(app.config.assets_folder), version),
    )
