"""Ten thousand requests of people who mean harm, against every route; seeded, so they come again.

They go to the WSGI application as a server would hand them over, past everything a polite client
would refuse to send.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import random
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from werkzeug.routing import Rule
from werkzeug.test import create_environ, run_wsgi_app

import app as program
from callbacks.limits import LARGEST_BODY
from geodata.atlas import Atlas

ROOT = Path(__file__).resolve().parents[2]
SEED = 1917
REQUESTS = 10_000
# After these every lazy cache is filled; what grows later would grow for ever.
WARM = 4_000
# Objects and bytes that the second half of the requests may leave behind.
MOST_OBJECTS = 3_000
MOST_BYTES = 24 * 1024 * 1024

# As a server hands them over: bytes of the path as Latin-1.
SPITE = (
    "..", "../", "../../etc/passwd", "%2e%2e%2f", "..%5c", "..\\", "%00", "\x00", "\xff\xfe",
    "\xc0\xae",
    "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "' OR 1=1 --", ";",
    "//evil.example",
    "\\", "%0d%0aSet-Cookie:a=b", "\r\nSet-Cookie: a=b", "a" * 3_000, "a" * 9_000,
    "Ж".encode().decode("latin-1"),
    "?", "#", "%", "%zz", "/etc/passwd", "C:\\", "*", "=cmd()", ".map", "__proto__", "constructor",
    ".git/config", ".env", "con", "\n",
)  # fmt: skip
GOOD = (
    "/", "/data/places.csv", "/data/zholdar.gpkg", "/bundle/0.json", "/healthz", "/_reload-hash",
    "/_dash-component-suites/dash/dcc/async-graph.js", "/assets/js/main.mjs", "/sw.js",
    "/_dash-component-suites/plotly/package_data/plotly.min.js", "/manifest.json", "/qr.svg",
    "/_dash-component-suites/os/path.py", "/_dash-ws-callback", "/oembed", "/kiosk-setup",
    "/_dash-update-component", "/assets/", "/data/", "/static/x", "/console", "/_alive_x",
)  # fmt: skip
QUERIES = (
    "", "year=1932", "year=1e99&place=<script>", "view=?year=1932", "view=javascript:alert(1)",
    "view=%00", "view=?" + "a" * 580, "url=http://localhost/?year=1932", "url=http://[::1",
    "url=//\\evil",
    "url=http://localhost@evil.example/", "url=http://localhost/%0d%0a&maxwidth=-1&maxheight=1e9",
    "format=xml", "format=json&url=http://localhost/?place=" + "%22" * 200,
    "maxwidth=" + "9" * 3_000,
    "v=1", "m=1", "v=%ff%fe", "a=b&" * 900, "x=" + "y" * 5_000, "&=&=;", "\xff=\xfe",
    "__proto__[a]=1",
)  # fmt: skip
METHODS = ("GET",) * 6 + ("HEAD", "POST", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE",
                          "CONNECT", "PROPFIND", "get", "\x00", "X" * 300)  # fmt: skip
HEADERS: dict[str, tuple[str, ...]] = {
    "HTTP_ACCEPT_ENCODING": ("br", "gzip", "deflate", "zstd", "*;q=0", "br;q=nan", "identity;q=0",
                             "", "\xff", "br;q=1e309", "gzip, " * 500),
    "HTTP_IF_NONE_MATCH": ("*", '"x"', "W/", "\xff" * 9, '"a", ' * 800, '"'),
    "HTTP_IF_MODIFIED_SINCE": ("Thu, 01 Jan 1970 00:00:00 GMT", "never", "9" * 400,
                               "Mon, 99 Xxx 99999"),
    "HTTP_RANGE": ("bytes=0-", "bytes=9-1", "bytes=-99999999999", "x", "bytes=" + "0-1," * 900,
                   "bytes=0-0,-1", "items=0-5", "bytes=-0"),
    "HTTP_IF_RANGE": ('"x"', "Thu, 01 Jan 2099 00:00:00 GMT", "\x00"),
    "HTTP_HOST": ("evil.example", "localhost:99999", "", "'\"<", "a" * 4_000, "[::1", "\xff", "a b",
                  "localhost\r\nX: y", "user@localhost", "127.0.0.1:0"),
    "HTTP_X_FORWARDED_HOST": ("evil.example", "'\"<"),
    "HTTP_X_FORWARDED_PREFIX": ("/../x", "//evil.example"),
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE", "TRACE"),
    "HTTP_COOKIE": ("session=.eJx", "a=b; " * 400, "\xff=\xfe", "session=" + "A" * 3_000),
    "HTTP_ACCEPT": ("*/*;q=nan", "text/html;level=" + "1" * 400, "\xff"),
    "HTTP_ORIGIN": ("null", "https://evil.example"),
    "HTTP_AUTHORIZATION": ("Basic \xff", "Basic " + "A" * 3_000, "Digest a=b,"),
    "HTTP_TRANSFER_ENCODING": ("chunked", "gzip, chunked"),
    "CONTENT_LENGTH": ("-1", "0", "abc", "99999999999999", "1e3", "", " 5", "+5",
                       str(LARGEST_BODY)),
    "SCRIPT_NAME": ("/x", "/..", "//evil.example"),
    "HTTP_UPGRADE": ("websocket", "h2c"),
}  # fmt: skip
KINDS = ("application/json", "text/plain", "multipart/form-data", "\xff", "",
         "application/json; charset=x",
         "multipart/form-data; boundary=" + "b" * 300,
         "application/x-www-form-urlencoded")  # fmt: skip
DEEP = 30_000


def payload(dice: random.Random) -> object:
    """Something like what Dash sends to a callback, broken in one way or another."""
    odd: list[Any] = [
        None, "", -1, 10**30, float("nan"), [], {}, True, "started.data", "..a...b..", "__proto__",
        "constructor.prototype", "..started.data...view.data..",
        '{"type":"x","index":["ALL"]}.data',
        {"id": {"x": []}}, {"__proto__": {"polluted": 1}}, [[[]]], "x" * 5_000,
         "started.data@" + "0" * 64,
    ]  # fmt: skip
    return dice.choice([
        dice.choice(odd),
        {"output": dice.choice(odd)},
        {"output": "started.data", "inputs": dice.choice(odd), "changedPropIds": dice.choice(odd)},
        {"output": "started.data", "outputs": dice.choice(odd),
         "inputs": [{"id": dice.choice(odd), "property": "data", "value": dice.choice(odd)}],
         "changedPropIds": ["bundle-url.data", dice.choice(odd)], "state": dice.choice(odd)},
        {"output": dice.choice(odd), "long_callback": dice.choice(odd), "cancelJob": "1",
         "__class__": "os.system", "parsedChangedPropsIds": dice.choice(odd)},
    ])  # fmt: skip


def body(dice: random.Random) -> bytes:
    text = json.dumps(payload(dice)).encode()
    return dice.choice([
        text, text, text[: len(text) // 2], dice.randbytes(200), b"[" * DEEP, b'{"a":' * DEEP, b"",
        b'{"output": "' + b"x" * (LARGEST_BODY + 1) + b'"}', text + b"\x00", b"\xff\xfe" + text,
        b'{"output": "started.data", "output": 1}', b"1" * 5_000,
    ])  # fmt: skip


def address(rule: Rule, dice: random.Random) -> str:
    """A path that a route takes, with its variable parts good or spiteful."""
    path = rule.rule
    for name in rule.arguments:
        good = {"name": "places.csv", "digest_asked": "0", "package_name": "dash",
                "fingerprinted_path": "dcc/dash_core_components.js",
                "filename": "js/main.mjs"}  # fmt: skip
        value = good.get(name, "x") if dice.random() < 0.4 else dice.choice(SPITE)
        path = "".join(
            value if part.endswith(f"{name}>") else part
            for part in path.replace("<", "\0<").replace(">", ">\0").split("\0")
        )
    return path


def requests(app: Dash, count: int) -> Iterator[dict[str, Any]]:
    """WSGI environments of hostile requests."""
    dice = random.Random(SEED)  # noqa: S311  (the same every time is the point)
    rules = list(app.server.url_map.iter_rules())
    assert len(rules) > 12
    for number in range(count):
        # Every route in turn, then what is like a route.
        path = address(rules[number % len(rules)], dice) if number % 2 else dice.choice(GOOD)
        for _ in range(dice.randrange(3)):
            at = dice.randrange(len(path) + 1)
            path = path[:at] + dice.choice(SPITE) + path[at:]
        method = dice.choice(METHODS)
        sent = body(dice) if method not in ("GET", "HEAD") or dice.random() < 0.05 else b""
        if dice.random() < 0.2:
            path, method, sent = "/_dash-update-component", "POST", body(dice)
        environ = create_environ("/", "http://localhost/", input_stream=io.BytesIO(sent))
        environ.update(
            PATH_INFO=path if path.startswith("/") or dice.random() < 0.1 else f"/{path}",
            QUERY_STRING=dice.choice(QUERIES),
            REQUEST_METHOD=method,
            CONTENT_TYPE=dice.choice(KINDS),
            CONTENT_LENGTH=str(len(sent)),
        )
        for name in dice.sample(sorted(HEADERS), dice.randrange(6)):
            environ[name] = dice.choice(HEADERS[name])
        yield environ


def resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


LEAKS = (b"Traceback", b'File "', str(ROOT).encode(), b"werkzeug", b"/site-packages/")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def test_thousands_of_hostile_requests(atlas: Atlas, caplog: pytest.LogCaptureFixture) -> None:
    """No server error, no traceback, no cookie, every protection on every answer, no growth."""
    app = program.build(atlas)
    seen: Counter[tuple[str | None, int]] = Counter()
    objects = memory = 0
    caplog.set_level(logging.WARNING)
    for number, environ in enumerate(requests(app, REQUESTS)):
        if number == WARM:
            gc.collect()
            objects, memory = len(gc.get_objects()), resident()
        asked = {k: v for k, v in environ.items() if k.isupper()}
        said = f"request {number}: {asked!r}"[:2_000]
        log = io.StringIO()
        environ["wsgi.errors"] = log
        parts, status, headers = run_wsgi_app(app.server, environ, buffered=True)
        content = b"".join(parts)
        code = int(status.split()[0])
        # 501 is what oEmbed asks for where another format than JSON is wanted.
        refused = code == 501 and environ["PATH_INFO"] == "/oembed"
        assert code < 500 or refused, said
        # Scripts of libraries may say such words; what the server says itself is short.
        leaks = [leak for leak in LEAKS if len(content) < 20_000 and leak in content]
        assert not leaks, said
        for name, value in ALWAYS.items():
            assert headers.get(name) == value, said
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, said
        # Scripts, styles and letters are no pages: framed by nobody, they need no more.
        if "frame-ancestors 'none'" not in policy:
            assert headers["X-Frame-Options"] == "SAMEORIGIN", said
            assert "camera=()" in headers["Permissions-Policy"], said
        assert "Set-Cookie" not in headers, said
        assert "Server" not in headers, said
        assert "evil.example" not in headers.get("Location", ""), said
        assert "\n" not in "".join(f"{k}{v}" for k, v in headers.items()), said
        assert log.getvalue() == "", said
        seen[environ["REQUEST_METHOD"], code] += 1
    assert not [r for r in caplog.records if r.exc_info], "an exception was only just caught"
    codes = {code for _, code in seen}
    # The dice reach all that the server can say, not only "not found".
    assert {200, 304, 400, 404, 405, 413, 414} <= codes, codes
    caplog.clear()
    gc.collect()
    assert len(gc.get_objects()) - objects < MOST_OBJECTS
    assert resident() - memory < MOST_BYTES


def test_nothing_is_ever_asked_of_another_host(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every route and every download, with the way out of the machine barred."""

    def barred(*asked: object, **_: object) -> None:
        raise AssertionError(f"a request away: {asked}")

    def connect(own: socket.socket, where: object) -> None:
        # Asking the system which of its addresses it would use sends nothing (qr_route).
        if own.type != socket.SOCK_DGRAM:
            barred(where)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", barred)
    monkeypatch.setattr(socket.socket, "sendto", barred)
    monkeypatch.setattr(socket.socket, "sendmsg", barred)
    monkeypatch.setattr(socket, "getaddrinfo", barred)
    monkeypatch.setattr(socket, "gethostbyname", barred)
    client = program.build(atlas).server.test_client()
    listing = client.get("/manifest.json").json["files"]
    paths = [f"/{said['path']}" for said in listing]
    tables = [f"/data/{table.path}" for table in atlas.schema.tables.values()]
    others = ["/sw.js", "/healthz", "/kiosk-setup", "/data/zholdar.gpkg", "/data/sites.geojson",
              "/data/movements.geojson", "/qr.svg?view=?year=1932",
              "/oembed?url=http://localhost/"]  # fmt: skip
    for path in [*paths, *tables, *others]:
        assert client.get(path, buffered=True).status_code in (200, 302), path
