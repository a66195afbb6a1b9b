"""What the server says with every answer, and what it answers to people who mean harm."""

from __future__ import annotations

import csv
import io
import json
import logging
import random
import re

import pytest
from dash import Dash
from werkzeug.test import Client

import app as program
from callbacks.manifest import entry
from callbacks.security import frame_ancestors
from geodata.atlas import Atlas
from geodata.formulas import guarded

SEED = 1917
HOSTILE_REQUESTS = 10_000


@pytest.fixture(scope="module")
def app(atlas: Atlas) -> Dash:
    return program.build(atlas)


@pytest.fixture
def client(app: Dash) -> Client:
    return app.server.test_client()


PATHS = ("/", "/any/other", "/healthz", "/data/places.csv", "/data/none", "/sw.js",
         "/manifest.json", "/_dash-layout", "/_dash-component-suites/none/x.js",
         "/assets/none.css")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_headers_of_every_answer(client: Client, path: str) -> None:
    answer = client.get(path, buffered=True)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy, "nothing from another host"
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_every_inline_script_is_allowed_by_its_hash(client: Client, app: Dash) -> None:
    page = client.get("/").text
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    # One data block, one line that starts the renderer.
    assert len(inline) == 2
    assert len(app.csp_hashes()) == 1
    assert re.search(r"\son[a-z]+=", page) is None


def test_who_may_frame_it(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    setting = "https://museum.example https://*.school.kz"
    monkeypatch.setenv("ZHOLDAR_FRAME_ANCESTORS", setting)
    answer = program.build(atlas).server.test_client().get("/")
    assert f"frame-ancestors {setting}" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    for wrong in ("museum.example; script-src *", "javascript:", "https://a\r\nX: y", "'unsafe'"):
        with pytest.raises(ValueError, match="ZHOLDAR_FRAME_ANCESTORS"):
            frame_ancestors({"ZHOLDAR_FRAME_ANCESTORS": wrong})


def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHOLDAR_FRAME_ANCESTORS", "museum")
    assert program.main(["--port", "0"]) == 1
    assert "'museum' is neither an address" in capsys.readouterr().err


def test_dev_tools_cannot_be_switched_on(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DASH_DEBUG", "DASH_UI", "DASH_HOT_RELOAD", "DASH_PROPS_CHECK",
                 "DASH_SERVE_DEV_BUNDLES", "DASH_VALIDATE_CALLBACKS", "FLASK_DEBUG"):  # fmt: skip
        monkeypatch.setenv(name, "true" if name != "FLASK_DEBUG" else "1")
    app = program.build(atlas)
    page = app.server.test_client().get("/").text
    config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</', page)[1])
    assert not config["ui"]
    assert not config["props_check"]
    assert "hot_reload" not in config
    assert not app.server.debug
    assert ".dev.js" not in page


def test_an_error_inside_tells_nothing(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = program.build(atlas)

    def broken() -> str:
        raise RuntimeError("a secret path /home/curator")

    app.server.add_url_rule("/broken", view_func=broken)
    with caplog.at_level(logging.CRITICAL):
        answer = app.server.test_client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_the_page_says_nothing_about_the_machine(client: Client) -> None:
    page = client.get("/").text
    assert "python_version" not in page
    assert "end_id" not in page
    assert client.get("/").data == client.get("/?year=1932").data
    assert "Server" not in client.get("/").headers


def test_sizes_are_bounded(client: Client) -> None:
    assert client.get("/?year=" + "9" * 5_000).status_code == 414
    body = b'{"output": "' + b"x" * 100_000 + b'"}'
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 413


def test_every_piece_of_the_offline_copy_is_what_the_manifest_says(client: Client) -> None:
    listing = client.get("/manifest.json").json
    assert listing["version"] in client.get("/sw.js").text
    for said in listing["files"]:
        content = client.get(f"/{said['path']}", buffered=True).data
        assert entry("", content, offline=True).sha256 == said["sha256"], said["path"]
    answer = client.get("/sw.js")
    again = client.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


SEEDS = (
    "/", "/?year=1932", "/data/places.csv", "/data/zholdar.gpkg", "/bundle/0.json", "/healthz",
    "/_dash-layout", "/_dash-dependencies", "/_dash-update-component", "/_reload-hash",
    "/_favicon.ico", "/_dash-component-suites/dash/dcc/async-graph.js", "/static/x",
    "/_dash-component-suites/plotly/package_data/plotly.min.js", "/assets/js/main.mjs", "/sw.js",
    "/manifest.json", "/_dash-component-suites/os/path.py", "/_dash-ws-callback",
)  # fmt: skip
SPITE = (
    "..", "../", "%2e%2e%2f", "..%5c", "%00", "\x00", "%ff%fe", "<script>alert(1)</script>",
    "{{7*7}}", "${jndi:ldap://x}", "' OR 1=1 --", ";", "//evil.example", "\\",
    "%0d%0aSet-Cookie:a=b", "a" * 3_000, "Ж", "🛤", "?", "#", "%", "%zz", "/etc/passwd",
    "C:\\", "*", "=cmd()", ".map",
)  # fmt: skip
METHODS = (
    "GET",
    "GET",
    "GET",
    "HEAD",
    "POST",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
)
ENCODINGS = ("br", "gzip", "deflate", "zstd", "*;q=0", "br;q=nan", "identity;q=0", "", "\xff")


def payload(dice: random.Random) -> object:
    """Something like what Dash sends to a callback, broken in one way or another."""
    odd = [None, "", -1, 10**30, [], {}, True, "started.data", "..a...b..", {"id": {"x": []}}]
    return dice.choice([
        dice.choice(odd),
        {"output": dice.choice(odd)},
        {"output": "started.data", "inputs": dice.choice(odd), "changedPropIds": dice.choice(odd)},
        {"output": "started.data", "outputs": {"id": "started", "property": "data"},
         "inputs": [{"id": "bundle-url", "property": "data", "value": dice.choice(odd)}],
         "changedPropIds": ["bundle-url.data"], "state": dice.choice(odd)},
    ])  # fmt: skip


def body(dice: random.Random) -> bytes:
    text = json.dumps(payload(dice)).encode()
    return dice.choice([text, text[: len(text) // 2], dice.randbytes(200), b"[" * 20_000, b""])


def test_thousands_of_hostile_requests(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """Seeded, so that a failure comes again: no server error, no traceback, no cookie."""
    dice = random.Random(SEED)  # noqa: S311  (the same every time is the point)
    for number in range(HOSTILE_REQUESTS):
        path = dice.choice(SEEDS)
        for _ in range(dice.randrange(3)):
            at = dice.randrange(len(path) + 1)
            path = path[:at] + dice.choice(SPITE) + path[at:]
        method = dice.choice(METHODS)
        headers = {
            "Accept-Encoding": dice.choice(ENCODINGS),
            "If-None-Match": dice.choice(["*", '"x"', "W/", "\xff" * 9]),
            "Range": dice.choice(["bytes=0-", "bytes=9-1", "bytes=-99999999999", "x"]),
            "X-Forwarded-Host": dice.choice(["evil.example", "'\"<"]),
            "Cookie": dice.choice(["session=.eJx", "a=b; " * 50]),
        }
        kind = dice.choice(["application/json", "text/plain", "multipart/form-data", "\xff"])
        sent = {"data": body(dice), "content_type": kind} if method in ("POST", "PUT") else {}
        if dice.random() < 0.3:
            path, method = "/_dash-update-component", "POST"
            sent = {"data": body(dice), "content_type": kind}
        said = f"request {number}: {method} {path!r} {headers} {sent}"
        answer = client.open(f"/{path.lstrip('/')}", method=method, headers=headers, **sent)
        assert answer.status_code < 500, said
        assert b"Traceback" not in answer.data, said
        assert "Set-Cookie" not in answer.headers, said
        assert answer.headers["X-Content-Type-Options"] == "nosniff", said
        answer.close()
    assert not [r for r in caplog.records if r.exc_info], "an exception was only just caught"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "-", "--5"]
)
def test_no_cell_of_a_download_is_a_formula(cell: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "label_en"], ["x", cell]])
    safe = list(csv.reader(io.StringIO(guarded(out.getvalue().encode()).decode(), newline="")))
    assert safe == [["id", "label_en"], ["x", f"'{cell}"]]


@pytest.mark.parametrize("cell", ["-65.0000", "+7", "12", "a=b", "Иван-Кала", "'=1", ""])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    content = f"id,label_en\nx,{cell}\n".encode()
    assert guarded(content) is content


def test_the_downloads_are_the_tables(client: Client, atlas: Atlas) -> None:
    for table in atlas.schema.tables.values():
        content = client.get(f"/data/{table.path}").data
        assert content == (atlas.folder / table.path).read_bytes(), table.path
