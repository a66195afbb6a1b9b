"""What the server says with every answer, and what it answers to people who mean harm."""

from __future__ import annotations

import csv
import io
import json
import logging
import re

import pytest
from dash import Dash
from werkzeug.test import Client

import app as program
from callbacks.manifest import entry
from callbacks.security import frame_ancestors
from geodata.atlas import Atlas
from geodata.formulas import guarded


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
