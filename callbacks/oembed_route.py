"""``/oembed``: how another site puts a view of the atlas into a page of its own (oembed.com)."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from dash import Dash
from flask import Response, abort, jsonify, request

from geodata.atlas import Atlas

WIDTH, HEIGHT = 960, 600
SMALLEST = 240
# A view's address is short; anything longer is not one.
MOST = 1000
RIGHTS = "allow-scripts allow-same-origin allow-popups"


def register(app: Dash, atlas: Atlas) -> None:
    """Answer with the code of a frame for an address of this atlas."""

    def serve_oembed() -> Response:
        if request.args.get("format", "json") != "json":
            abort(501)
        query = embed_query(request.args.get("url", ""), request.host)
        if query is None:
            abort(404)
        width = within(request.args.get("maxwidth"), WIDTH)
        height = within(request.args.get("maxheight"), HEIGHT)
        frame = {
            "src": f"{request.host_url}?{query}",
            "title": atlas.schema.title,
            "width": width,
            "height": height,
            "loading": "lazy",
            "sandbox": RIGHTS,
            "style": "border:0",
        }
        attributes = " ".join(f'{name}="{escape(str(value))}"' for name, value in frame.items())
        return jsonify(
            version="1.0",
            type="rich",
            title=atlas.schema.title,
            provider_name=atlas.schema.about["name"],
            provider_url=request.host_url,
            width=width,
            height=height,
            html=f"<iframe {attributes}></iframe>",
        )

    app.server.add_url_rule("/oembed", view_func=serve_oembed)


def embed_query(url: str, host: str) -> str | None:
    """Query of the same view in a frame; None if the address is not one of this atlas.

    Parameters
    ----------
    url : str
        Address that somebody wants to embed.
    host : str
        Host and port that this atlas was asked under.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    own = parts.scheme in ("http", "https") and parts.netloc == host and parts.path in ("", "/")
    if not own or len(url) > MOST:
        return None
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key != "mode"]
    return urlencode([("mode", "embed"), *kept], safe=",")


def within(asked: str | None, usual: int) -> int:
    """The size asked for, if it is a number, between the smallest useful and the usual one."""
    if asked is None or not asked.isascii() or not asked.isdigit():
        return usual
    return max(SMALLEST, min(usual, int(asked[:6])))
