"""A local server for the pages that need none: scripts and workload, compressed beforehand."""

from __future__ import annotations

import sys
from pathlib import Path

import brotli
import plotly
from flask import Flask, Response, abort, request
from waitress import serve

from benchmarks.peers.packages import BUILT, CACHE

PAGES = Path(__file__).resolve().parent / "pages"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
# The scripts of each page, in order; then its own module of the same name.
SCRIPTS = {
    "plotly_frames": ("plotly.js",),
    "echarts": ("echarts.js",),
    "leaflet": ("leaflet.js", "leaflet-ant-path.js"),
    "flowmap_gl": ("flowmap.js",),
}
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
}
# The level the atlas packs its own data with.
BROTLI_QUALITY = 6


def create_app() -> Flask:
    """The server: ``/<peer>?records=today`` and the files its page asks for."""
    app = Flask("peers", static_folder=None)
    files = {path.name: path for path in _files()} | {"plotly.js": PLOTLY}
    packed = {name: _pack(path) for name, path in files.items()}

    def page(peer: str) -> str:
        if peer not in SCRIPTS:
            abort(404)
        return document(peer)

    def file(name: str) -> Response:
        if name not in files:
            abort(404)
        response = Response(mimetype=TYPES[files[name].suffix])
        if request.accept_encodings["br"] > 0:
            response.set_data(packed[name])
            response.headers["Content-Encoding"] = "br"
        else:
            response.set_data(files[name].read_bytes())
        return response

    app.add_url_rule("/", view_func=lambda: "peers", endpoint="alive")
    app.add_url_rule("/favicon.ico", view_func=lambda: ("", 204), endpoint="icon")
    app.add_url_rule("/<peer>", view_func=page)
    app.add_url_rule("/files/<name>", view_func=file)
    return app


def document(peer: str) -> str:
    """The HTML page of a peer."""
    styles = ["leaflet.css"] if peer == "leaflet" else []
    links = [f'<link rel="stylesheet" href="/files/{name}">' for name in [*styles, "peers.css"]]
    scripts = [f'<script defer src="/files/{name}"></script>' for name in SCRIPTS[peer]]
    return "\n".join(
        [
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{peer}</title>',
            *links,
            *scripts,
            f'<script type="module" src="/files/{peer}.mjs"></script>',
            '<div id="map"></div></html>',
        ]
    )


def _pack(path: Path) -> bytes:
    packed: bytes = brotli.compress(path.read_bytes(), quality=BROTLI_QUALITY)
    return packed


def _files() -> list[Path]:
    workloads = [path for path in CACHE.glob("*.json") if path.is_file()]
    built = [path for path in BUILT.iterdir() if path.suffix in TYPES]
    pages = [path for path in PAGES.iterdir() if path.suffix in TYPES]
    return [*workloads, *built, *pages]


if __name__ == "__main__":
    serve(create_app(), host="127.0.0.1", port=int(sys.argv[1]), threads=8)
