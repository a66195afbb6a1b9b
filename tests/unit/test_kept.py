"""Files from memory: packed, dated, and the same that the app would have answered."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import brotli
import pytest
from dash import Dash
from werkzeug.test import Client

import app as program
from callbacks.packed import SETTING, Packer, cache_folder
from geodata.atlas import Atlas

BR = {"Accept-Encoding": "gzip, br"}
MODULE = "/assets/js/main.mjs"


@pytest.fixture(scope="module")
def app(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Dash:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, "")
        assets = tmp_path_factory.mktemp("kept") / "assets"
        shutil.copytree(program.ASSETS, assets)
        patch.setattr(program, "ASSETS", assets)
        return program.build(atlas)


@pytest.fixture
def client(app: Dash) -> Client:
    return app.server.test_client()


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/_dash-dependencies", MODULE, "/sw.js"])
def test_the_second_answer_is_the_first(client: Client, path: str) -> None:
    first = client.get(path, buffered=True)
    again = client.get(path, buffered=True)
    assert again.data == first.data
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    packed = client.get(path, headers=BR, buffered=True)
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert brotli.decompress(packed.data) == first.data
    known = client.get(path, headers={**BR, "If-None-Match": packed.headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")
    head = client.head(path, headers=BR)
    assert (head.status_code, head.data) == (200, b"")


def test_marked_addresses_are_kept_for_a_year(client: Client) -> None:
    page = client.get("/").text
    library = next(part for part in page.split('"') if "dash_renderer" in part)
    for path in (library, "/assets/css/page.css?v=12345678"):
        for _ in range(2):
            answer = client.get(path, headers=BR, buffered=True)
            assert "immutable" in answer.headers["Cache-Control"], path
    for path in (MODULE, "/assets/vendor/minisearch-7.2.0.mjs"):
        assert client.get(path, buffered=True).headers["Cache-Control"] == "no-cache", path


def test_parts_of_the_page_travel_light(client: Client) -> None:
    for _ in range(2):
        headers = client.get(MODULE, headers=BR, buffered=True).headers
        assert sum(len(name) + len(value) + 4 for name, value in headers) < 500


def test_letters_are_not_packed_again(client: Client) -> None:
    for _ in range(2):
        answer = client.get("/assets/fonts/zholdar-sans-latin.woff2", headers=BR, buffered=True)
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Content-Type"] == "font/woff2"


def test_an_edited_asset_is_sent_anew(app: Dash, client: Client) -> None:
    style = Path(app.config.assets_folder) / "css" / "print.css"
    before = client.get("/assets/css/print.css", headers=BR, buffered=True)
    style.write_text("/* changed */\n", encoding="utf-8")
    after = client.get("/assets/css/print.css", headers=BR, buffered=True)
    assert brotli.decompress(after.data).splitlines() == [b"/* changed */"]
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_part_of_a_file_is_what_was_asked_for(client: Client) -> None:
    whole = client.get(MODULE, buffered=True).data
    for _ in range(2):
        part = client.get(MODULE, headers={"Range": "bytes=0-9"}, buffered=True)
        assert (part.status_code, part.data) == (206, whole[:10])


def test_what_is_not_there_is_not_kept(client: Client) -> None:
    for path in ("/assets/js/none.mjs", "/bundle/0.json", "/assets/../app.py", "/assets/js"):
        for _ in range(2):
            assert client.get(path, headers=BR, buffered=True).status_code == 404, path


def test_packing_is_quick_first_and_thorough_then(tmp_path: Path) -> None:
    content = (program.ASSETS / "js" / "main.mjs").read_bytes() * 3
    folder = tmp_path / "deep" / "cache"
    packer = Packer(folder)
    quick = packer.packed(content)
    packer.settle()
    best = packer.packed(content)
    assert brotli.decompress(quick) == brotli.decompress(best) == content
    assert len(best) < len(quick)
    name = f"{hashlib.sha256(content).hexdigest()}.br"
    assert [path.name for path in folder.iterdir()] == [name]
    assert Packer(folder).packed(content) == best


def test_a_spoilt_copy_on_disk_is_not_used(tmp_path: Path) -> None:
    content = b"the atlas " * 99
    path = tmp_path / f"{hashlib.sha256(content).hexdigest()}.br"
    for spoilt in (b"no brotli", brotli.compress(b"something else"), b"x" * 9999):
        path.write_bytes(spoilt)
        packer = Packer(tmp_path)
        assert brotli.decompress(packer.packed(content)) == content
        packer.settle()
        assert brotli.decompress(path.read_bytes()) == content


@pytest.mark.parametrize("folder", [None, Path(os.devnull) / "cache"])
def test_without_a_folder_memory_must_do(folder: Path | None) -> None:
    packer = Packer(folder)
    content = b"the atlas " * 99
    packer.packed(content)
    packer.settle()
    assert brotli.decompress(packer.packed(content)) == content


def test_where_packed_files_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv(SETTING, "")
    assert cache_folder() is None
    monkeypatch.delenv(SETTING)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "zholdar"
