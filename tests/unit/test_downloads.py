"""What can be taken away: complete, described, cited, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
import runpy
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import jsonschema
import pandas as pd
import pyogrio
import pytest
from werkzeug.test import Client

import app as program
from geodata import citing, map_styles
from geodata.atlas import Atlas, load
from geodata.downloads import Downloads
from geodata.edition import Edition, edition_of
from geodata.geopackage import ATTRIBUTES, LAYERS

ROOT = Path(__file__).resolve().parents[2]

# What https://github.com/LinkedPasts/linked-places-format (README, "Feature elements")
# says must be there, and the form of what may be. The README writes ["null"] for an unknown
# location, which is not GeoJSON; an empty collection (RFC 7946, 3.1.8) is both.
YEAR = r"^-?\d{4}(-\d\d(-\d\d)?)?[~?%]?$"
MOMENT = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        key: {"type": "string", "pattern": YEAR} for key in ("in", "earliest", "latest")
    },
}
WHEN = {
    "type": "object",
    "anyOf": [{"required": ["timespans"]}, {"required": ["periods"]}],
    "properties": {
        "timespans": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["start"],
                "properties": {"start": MOMENT, "end": MOMENT},
                "additionalProperties": False,
            },
        }
    },
}
CITED = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "object", "required": ["label"], "properties": {"@id": {"type": "string"}}},
}
LINKED_PLACES = {
    "type": "object",
    "required": ["@context", "type", "features"],
    "properties": {
        "@context": {"type": "string", "pattern": "^https://.*linkedplaces-context"},
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["@id", "type", "properties", "names", "geometry"],
                "properties": {
                    "@id": {"type": "string", "minLength": 1},
                    "type": {"const": "Feature"},
                    "properties": {
                        "type": "object",
                        "required": ["title"],
                        "properties": {"title": {"type": "string", "minLength": 1}},
                    },
                    "when": WHEN,
                    "names": {
                        "type": "array",
                        "minItems": 1,
                        "contains": {"required": ["citations"]},
                        "items": {
                            "type": "object",
                            "required": ["toponym"],
                            "properties": {
                                "toponym": {"type": "string", "minLength": 1},
                                "lang": {"enum": ["en", "kk", "ru"]},
                                "citations": CITED,
                                "when": WHEN,
                            },
                        },
                    },
                    "types": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "required": ["label"],
                            "properties": {"identifier": {"pattern": r"^aat:\d{9}$"}},
                        },
                    },
                    "geometry": {
                        "type": "object",
                        "required": ["type", "geometries"],
                        "properties": {
                            "type": {"const": "GeometryCollection"},
                            "geometries": {
                                "type": "array",
                                "items": {
                                    "required": ["type", "coordinates"],
                                    "properties": {
                                        "type": {"const": "Point"},
                                        "certainty": {
                                            "enum": ["certain", "less-certain", "uncertain"]
                                        },
                                    },
                                },
                            },
                        },
                    },
                    "links": {
                        "type": "array",
                        "items": {
                            "required": ["type", "identifier"],
                            "properties": {
                                "type": {
                                    "enum": [
                                        "exactMatch", "closeMatch", "primaryTopicOf",
                                        "subjectOf", "seeAlso",
                                    ]
                                },
                                "identifier": {"pattern": r"^gn:\d+$"},
                            },
                        },
                    },
                    "relations": {
                        "type": "array",
                        "items": {"required": ["relationType", "relationTo"]},
                    },
                },
            },
        },
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def downloads(atlas: Atlas) -> Downloads:
    return Downloads(atlas)


@pytest.fixture(scope="module")
def client() -> Client:
    return program.create_app().server.test_client()


@pytest.fixture(scope="module")
def package_file(downloads: Downloads, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "zholdar.gpkg"
    path.write_bytes(downloads.read("zholdar.gpkg")[0])
    return path


def test_every_file_has_a_name_a_type_and_an_etag(client: Client, downloads: Downloads) -> None:
    for name in downloads.names:
        answer = client.get(f"/data/{name}")
        assert answer.status_code == 200, name
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["Content-Type"].startswith(("text/csv", "application/")), name
        again = client.get(f"/data/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304, name
        assert not again.data


def test_the_list_names_every_file_with_its_size(downloads: Downloads) -> None:
    listing = json.loads(downloads.read("files.json")[0])
    assert {file["name"] for file in listing["files"]} == downloads.names - {"files.json"}
    assert all(file["bytes"] == len(downloads.read(file["name"])[0]) for file in listing["files"])
    assert listing["licence"] == "CC-BY-4.0"


def test_the_static_edition_has_the_same_files(static_edition: Path, downloads: Downloads) -> None:
    found = {p.name for p in (static_edition / "data").iterdir()} - {
        p.name for p in (static_edition / "data").glob("*.[gb][zr]")
    }
    assert found == downloads.names
    for name in downloads.names:
        assert (static_edition / "data" / name).read_bytes() == downloads.read(name)[0], name


def test_the_same_records_give_the_same_bytes(downloads: Downloads) -> None:
    again = Downloads(load())
    for name in sorted(downloads.names):
        digests = {hashlib.sha256(d.read(name)[0]).hexdigest() for d in (downloads, again)}
        assert len(digests) == 1, name


def test_layers_count_what_the_tables_count(package_file: Path, atlas: Atlas) -> None:
    for name, table in LAYERS.items():
        layer = gpd.read_file(package_file, layer=name)
        assert len(layer) == len(atlas.frames[table] if table else atlas.regions), name
        assert layer.crs.to_epsg() == 4326
    for name in ATTRIBUTES:
        assert pyogrio.read_info(package_file, layer=name)["features"] == len(atlas.frames[name])
    moves = gpd.read_file(package_file, layer="movements").set_index("movement_id")
    unknown = atlas.frames["movements"].query("origin_id.isna()")["movement_id"]
    assert moves.loc[unknown].geometry.isna().all(), "a line from an origin nobody recorded"
    counts = gpd.read_file(package_file, layer="populations")["count"]
    assert counts.isna().sum() == atlas.frames["populations"]["count"].isna().sum()


def test_the_geopackage_explains_itself(package_file: Path, atlas: Atlas) -> None:
    with closing(sqlite3.connect(package_file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # Version 1.3: what the QGIS of Debian 12 reads without complaint.
        assert database.execute("PRAGMA user_version").fetchone() == (10300,)
        described = set(database.execute("SELECT table_name, column_name FROM gpkg_data_columns"))
        for name, table in LAYERS.items():
            for field in atlas.schema.tables[table].fields if table else ():
                assert (name, field.name) in described
        (facts,) = database.execute("SELECT metadata FROM gpkg_metadata").fetchone()
        assert json.loads(facts) == edition_of(atlas.schema).facts()
        extensions = {
            row[0] for row in database.execute("SELECT extension_name FROM gpkg_extensions")
        }
        assert {"gpkg_schema", "gpkg_metadata"} <= extensions
        changed = {row[0] for row in database.execute("SELECT last_change FROM gpkg_contents")}
        assert changed == {f"{atlas.schema.raw['created'][:10]}T00:00:00.000Z"}
        about = database.execute(
            "SELECT description FROM gpkg_contents WHERE table_name = 'movements'"
        )
        assert "CC-BY-4.0" in about.fetchone()[0]


def test_every_layer_has_a_default_style(package_file: Path, atlas: Atlas) -> None:
    with closing(sqlite3.connect(package_file)) as database:
        styles = database.execute(
            "SELECT f_table_name, f_geometry_column, styleQML, styleSLD, useAsDefault"
            " FROM layer_styles"
        ).fetchall()
        geometry = dict(
            database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns")
        )
    assert {style[0] for style in styles} == set(LAYERS)
    for name, column, qml, sld, default in styles:
        assert (column, default) == (geometry[name], 1)
        ET.fromstring(sld)  # noqa: S314  (our own file)
        renderer = ET.fromstring(qml).find("renderer-v2")  # noqa: S314  (our own file)
        assert renderer is not None
        classes = renderer.findall("categories/category")
        assert len(renderer.findall("symbols/symbol")) == max(1, len(classes))
        if renderer.get("type") == "categorizedSymbol":
            known = [category.id for category in atlas.schema.categories]
            assert [entry.get("value") for entry in classes] == known


def test_styles_have_the_colours_of_the_atlas(atlas: Atlas) -> None:
    tokens = (ROOT / "assets/css/tokens.css").read_text(encoding="utf-8")
    paper = re.search(r"--ink: (#\w+);", tokens)
    assert paper is not None
    assert paper[1] == map_styles.INK
    colours = {f.id: f.colours["paper"]["mark"] for f in atlas.schema.declared.families}
    families = {c.id: c.family for c in atlas.schema.categories}
    for rule in map_styles.rules("movements", atlas.schema):
        assert rule.value is not None
        assert rule.ink == colours[families[rule.value]]


def test_the_gazetteer_is_linked_places(downloads: Downloads, atlas: Atlas) -> None:
    document = json.loads(downloads.read("places.lp.json")[0])
    jsonschema.Draft202012Validator(LINKED_PLACES).validate(document)
    places = atlas.frames["places"].set_index("place_id")
    features = {f["properties"]["id"]: f for f in document["features"]}
    assert set(features) == set(places.index)
    ids = {f["@id"] for f in document["features"]}
    assert len(ids) == len(places)
    for place, feature in features.items():
        row = places.loc[place]
        unlocated = row["precision"] == "unlocated"
        assert (feature["geometry"]["geometries"] == []) == unlocated, place
        assert ("links" in feature) == bool(pd.notna(row["geonames_id"])), place
        for relation in feature.get("relations", []):
            assert relation["relationTo"] in ids
        toponyms = [(n["toponym"], n["lang"]) for n in feature["names"]]
        assert {(row[f"name_{lang}"], lang) for lang in ("en", "kk", "ru")} <= set(toponyms)


def test_the_published_address_goes_into_the_files(atlas: Atlas) -> None:
    document = json.loads(Downloads(atlas, "https://atlas.example/x").read("places.lp.json")[0])
    assert document["features"][0]["@id"].startswith("https://atlas.example/x/?place=")


def test_geojson_carries_version_and_licence(downloads: Downloads, atlas: Atlas) -> None:
    for name in ("sites.geojson", "movements.geojson"):
        document = json.loads(downloads.read(name)[0])
        assert document["zholdar"]["version"] == atlas.schema.version
        assert document["zholdar"]["licence"] == "CC-BY-4.0"
        assert "crs" not in document, "RFC 7946 has none"
        kinds = {f["geometry"] and f["geometry"]["type"] for f in document["features"]}
        assert kinds <= {"Point", "LineString", None}


ODD = Edition("Құрал {a} & 50 % of_x", "1", "2026-11-25", "Ә # B", "CC0", "", "ұлт", None)


def test_bibtex_is_safe_and_keeps_its_letters() -> None:
    said = citing.bibtex(ODD)
    assert r"Құрал \{a\} \& 50 \% of\_x" in said
    assert r"Ә \# B" in said
    bare = re.sub(r"\\[{}]", "", said)
    assert bare.count("{") == bare.count("}")


def test_the_data_set_is_cited_in_three_forms(downloads: Downloads, atlas: Atlas) -> None:
    item = json.loads(downloads.read("citation.json")[0])[0]
    assert item["type"] == "dataset"
    assert item["title"] == atlas.schema.title
    assert item["version"] == atlas.schema.version
    cff = downloads.read("CITATION.cff")[0].decode()
    # Every key the CFF 1.2.0 schema requires.
    for key in ("cff-version", "message", "title", "authors"):
        assert re.search(rf"^{key}:", cff, re.M), key
    own = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"date-released: {atlas.schema.raw['created'][:10]}" in own, "two dates of one version"


def test_a_package_without_date_or_author_can_be_taken_away(package: Path) -> None:
    descriptor = package / "datapackage.json"
    raw = json.loads(descriptor.read_text(encoding="utf-8"))
    for key in ("created", "contributors", "sources", "licenses"):
        del raw[key]
    descriptor.write_text(json.dumps(raw), encoding="utf-8")
    other = Downloads(load(package))
    assert all(other.read(name)[0] for name in other.names)


def test_the_example_draws_1943(package_file: Path, tmp_path: Path) -> None:
    example = runpy.run_path(str(ROOT / "docs/examples/draw_1943.py"))
    picture = tmp_path / "1943.png"
    oblasts, moves, people = example["draw"](package_file, picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert oblasts > 5
    assert moves > 0
    assert people > 5
