"""The command line and the HTTP routes, as a museum technician or a program meets them."""

from __future__ import annotations

import io
import json
import socket
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from werkzeug.test import Client

import app as program
from geodata.atlas import Atlas


@pytest.fixture(scope="module")
def client() -> Client:
    return program.create_app().server.test_client()


def test_check_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["check"]) == 0
    assert "no faults" in capsys.readouterr().out


def test_check_names_every_fault(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "events.csv").unlink()
    assert program.main(["check", "--data", str(package)]) == 1
    assert "events.csv: not found" in capsys.readouterr().err


def test_a_broken_package_does_not_start(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "people.csv").unlink()
    assert program.main(["--data", str(package)]) == 1
    assert "people.csv: not found" in capsys.readouterr().err


def test_an_unreadable_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["check", "--data", str(tmp_path / "nowhere")]) == 1
    assert "is not a folder that can be read" in capsys.readouterr().err


def test_a_busy_port(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert program.main(["--port", str(port)]) == 1
    message = capsys.readouterr().err
    assert f"Cannot listen on 127.0.0.1:{port}" in message
    assert f"PORT={port + 1}" in message


def test_health(client: Client, atlas: Atlas) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["records"]["places"] == len(atlas.frames["places"])
    assert answer.json["version"] == atlas.schema.version


def test_bad_parameters_are_quietly_the_default(client: Client) -> None:
    for query in ("year=abc", "year=99999999999999999999", "mode=%00", "place=<script>", "lang=xx"):
        answer = client.get(f"/?{query}")
        assert answer.status_code == 200
        assert "Traceback" not in answer.text
        assert "<script>" not in answer.text.split("<body>")[0]


def test_the_bundle_is_immutable_and_packed(client: Client) -> None:
    page = client.get("/").text
    url = page.split('as="fetch"')[0].rsplit('href="', 1)[1].split('"')[0]
    answer = client.get(url, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    plain = client.get(url, headers={"Accept-Encoding": "identity"})
    assert json.loads(plain.data)["parts"]["meta"][0]["title"]
    assert client.get("/bundle/0000000000000000.json").status_code == 404


def test_downloads(client: Client, atlas: Atlas, tmp_path: Path) -> None:
    table = pd.read_csv(io.BytesIO(client.get("/data/movements.csv").data))
    assert len(table) == len(atlas.frames["movements"])
    sites = json.loads(client.get("/data/sites.geojson").data)
    assert len(sites["features"]) == len(atlas.frames["places"])
    path = tmp_path / "zholdar.gpkg"
    path.write_bytes(client.get("/data/zholdar.gpkg").data)
    assert len(gpd.read_file(path, layer="movements")) == len(atlas.frames["movements"])
    assert client.get("/data/datapackage.json").json["name"] == "zholdar"


def test_downloads_revalidate(client: Client) -> None:
    answer = client.get("/data/places.csv")
    again = client.get("/data/places.csv", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_nothing_else_is_served_from_the_data_folder(client: Client) -> None:
    for name in ("boundaries.gpkg", "nothing.csv", "texts", "LICENSE"):
        assert client.get(f"/data/{name}").status_code == 404
    for name in ("../app.py", "..%2fapp.py", "%2e%2e/%2e%2e/etc/passwd"):
        answer = client.get(f"/data/{name}")
        # Outside /data/ every address is the page itself.
        assert answer.status_code == 404 or answer.text.startswith("<!doctype html>")
