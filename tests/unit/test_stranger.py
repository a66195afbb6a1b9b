"""A data package from a stranger: what leads outside, runs, or never ends is refused, and named."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import Point, box

import app as program
from geodata.atlas import load
from geodata.boundaries import read_boundaries
from geodata.bundle import bundle, encode
from geodata.catalogues import LANGUAGES
from geodata.faults import PackageError
from geodata.formulas import NUMBER, STARTS
from geodata.texts import read_catalogues
from tests.hostile_package import INHERITED, MARK, PAYLOADS, make_hostile
from tests.small_package import make

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small package. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("model") / "package"
    folder.mkdir()
    make(folder)
    return folder


@pytest.fixture
def small(model: Path, tmp_path: Path) -> Path:
    """A small package that a test may break."""
    return Path(shutil.copytree(model, tmp_path / "package"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A well-formed package with spite in every text. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("hostile") / "package"
    folder.mkdir()
    make_hostile(folder)
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackageError) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


Change = Callable[[dict[str, Any]], object]


def table(raw: dict[str, Any], name: str) -> dict[str, Any]:
    return next(r for r in raw["resources"] if r["name"] == name)


def column(raw: dict[str, Any], name: str, field: str) -> dict[str, Any]:
    return next(f for f in table(raw, name)["schema"]["fields"] if f["name"] == field)


def setting(*way: str, to: object) -> Change:
    """A change of the descriptor at ``table.field.key`` or in ``atlas``."""

    def change(raw: dict[str, Any]) -> None:
        if way[0] == "atlas":
            raw["atlas"][way[1]] = to
        elif len(way) == 2:
            table(raw, way[0])[way[1]] = to
        elif way[1] == "schema":
            table(raw, way[0])["schema"][way[2]] = to
        else:
            column(raw, way[0], way[1]).setdefault("constraints", {})[way[2]] = to

    return change


def drop(name: str, field: str) -> Change:
    return lambda raw: table(raw, name)["schema"]["fields"].remove(column(raw, name, field))


PATHS = ("../people.csv", "/etc/passwd", "..", ".", "", "a/b.csv", "a\\b.csv", "C:\\x.csv",
         "people.csv\x00",
         "people.csv\r\nSet-Cookie: a=b", '".csv', "http://evil.example/x.csv", "x.gpkg",
         "datapackage.json",
         "~/x.csv", "x" * 300 + ".csv", "data.zip", "/vsizip/x.zip/people.csv", ".csv",
         "📎.csv")  # fmt: skip
BOUNDARIES = ("../boundaries.gpkg", "/etc/passwd", "/vsicurl/http://evil.example/x.gpkg", "x.vrt",
              "/vsizip/a.zip/x.gpkg", "a/b.gpkg", "PG:host=evil.example",
              "boundaries.gpkg\x00")  # fmt: skip
DESCRIPTORS: list[tuple[Change, str]] = [
    *((setting("people", "path", to=path), "must be a plain file name") for path in PATHS),
    *((setting("atlas", "boundaries", to=p), "must be a plain file name") for p in BOUNDARIES),
    (setting("people", "path", to=["people.csv"]), "must be a plain file name"),
    (setting("people", "path", to="places.csv"), "two tables of one name or one file"),
    (setting("people", "name", to="places"), "two tables of one name or one file"),
    *((setting("atlas", "languages", to=to), "languages") for to in (
        ["en", "../../etc/passwd"], ["en/../x"], [], ["en", "en"], ["EN"], ["e\x00"], "english")),
    (setting("atlas", "languages", to=["en", "zz"]), "is not a language code"),
    (setting("atlas", "chapters", to=[{"page": "1", "title": {}}]), "atlas.chapters[1].page"),
    *((setting("atlas", "years", to=to), "years") for to in (
        [0, 10**9], [1956, 1917], [1917, 9999], [-5, 5])),
    *((setting("atlas", "years", to=to), "atlas.years") for to in (
        [1917], "1917", [1917, None], ["x", 1956], [1917, float("inf")], [1917, float("nan")], {})),
    (setting("atlas", "start_year", to=1816), "start_year"),
    (setting("atlas", "categories", to=[{"id": "a b", "family": "work"}]), "is no id"),
    (setting("atlas", "categories", to=[{"id": "x", "family": "__proto__"}]), "is not listed"),
    (setting("atlas", "categories", to=[]), "expected one at least"),
    (setting("places", "place_id", "pattern", to=".*"), "the atlas needs"),
    (setting("places", "place_id", "required", to=False), "the atlas needs"),
    (setting("places", "lon", "minimum", to="low"), "is no number"),
    (setting("places", "lon", "maximum", to=float("inf")), "is no number"),
    (setting("places", "name_en", "pattern", to="("), "is not a regular expression"),
    (setting("places", "schema", "primaryKey", to="nowhere"), "is no column"),
    (setting("places", "schema", "primaryKey", to=[]), "primaryKey"),
    (setting("places", "schema", "foreignKeys", to=[]), "must refer to"),
    (setting("places", "schema", "foreignKeys", to=[
        {"fields": "part_of", "reference": {"resource": "nowhere", "fields": "x"}}]),
         "is no column"),
    (setting("places", "schema", "fields", to={}), "column missing"),
    (setting("places", "schema", "fields", to=None), "has not the expected form"),
    (lambda raw: column(raw, "places", "lon").update(type="string"), "type is 'string'"),
    (lambda raw: column(raw, "places", "kind").update(type="any"), "is not known"),
    (lambda raw: column(raw, "places", "note_en").update(name="__proto__"), "is no name"),
    (lambda raw: column(raw, "people", "nationality").update(listDelimiter=""), "is empty"),
    (lambda raw: table(raw, "places")["schema"]["fields"].append(
        column(raw, "places", "lon")), "stands twice"),
    (lambda raw: raw["resources"].append(5), "has not the expected form"),
    (lambda raw: raw.pop("atlas"), "atlas: is missing"),
    *((drop(name, field), f"{name}.{field}: column missing") for name, field in (
        ("places", "part_of"), ("movements", "via"), ("movements", "date"), ("events", "text_kk"),
        ("story_steps", "camera"), ("citations", "page"), ("life_stops", "seq"))),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), DESCRIPTORS)
def test_a_spiteful_descriptor_is_refused(small: Path, change: Change, expected: str) -> None:
    path = small / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")
    found = [fault for fault in faults(small) if fault.startswith("datapackage.json")]
    assert any(expected in fault for fault in found), found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[" * 100_000, "brackets in brackets"),
        (b'{"a":' * 100_000, "brackets in brackets"),
        (b"\xff\xfe{", "is not JSON in UTF-8"),
        (b"!!python/object/apply:os.system ['touch hurt']", "is not JSON in UTF-8"),
        (b"resources:\n - name: places\n", "is not JSON in UTF-8"),
        (b"[]", "has not the expected form"),
        (b"null", "has not the expected form"),
        (b"1" * 5_000, "datapackage.json"),
        (b"", "is not JSON in UTF-8"),
    ],
)
def test_a_descriptor_that_is_none(small: Path, content: bytes, expected: str) -> None:
    (small / "datapackage.json").write_bytes(content)
    assert any(expected in fault for fault in faults(small))


# --- files that are not what they seem

FILES = ("people.csv", "datapackage.json", "boundaries.gpkg", "texts/kk.po")


@pytest.mark.parametrize("name", FILES)
def test_a_link_that_leads_outside_is_not_followed(small: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0:a secret line")
    (small / name).unlink()
    (small / name).symlink_to(secret)
    found = faults(small)
    assert any("leads out of the data package" in fault for fault in found), found
    assert not any("root:x" in fault for fault in found), "nothing of it is told"


def test_a_link_inside_the_package_is_followed(small: Path) -> None:
    # Containers mount configuration in this way.
    (small / "people.csv").rename(small / "people-1.csv")
    (small / "people.csv").symlink_to("people-1.csv")
    load(small)


def test_a_folder_of_words_that_lies_outside_is_not_read(small: Path, tmp_path: Path) -> None:
    shutil.move(small / "texts", tmp_path / "texts")
    (small / "texts").symlink_to(tmp_path / "texts")
    assert any("leads out of the data package" in fault for fault in faults(small))


@pytest.mark.parametrize("name", FILES)
def test_a_pipe_does_not_keep_the_reader_waiting(small: Path, name: str) -> None:
    (small / name).unlink()
    os.mkfifo(small / name)
    assert any("is not a plain file" in fault for fault in faults(small))


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_end_is_not_read(small: Path, name: str) -> None:
    with (small / name).open("r+b") as handle:
        handle.truncate(10**12)
    assert any("expected no more than" in fault for fault in faults(small))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_a_folder(small: Path, name: str) -> None:
    (small / name).unlink()
    (small / name).mkdir()
    assert any("is not a plain file" in fault for fault in faults(small))


# --- boundaries


def open_database(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "boundaries.gpkg")


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.999])
def test_boundaries_cut_anywhere_are_refused(small: Path, share: float) -> None:
    path = small / "boundaries.gpkg"
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    found = faults(small)
    assert all(fault.startswith("boundaries.gpkg: ") for fault in found), found
    assert "is cut off" in found[0] or "cannot be read" in found[0]


def test_boundaries_with_a_hole_in_the_middle_never_half_load(small: Path) -> None:
    path = small / "boundaries.gpkg"
    content = bytearray(path.read_bytes())
    content[4096 * 20 : 4096 * 200] = bytes(4096 * 180)
    path.write_bytes(content)
    assert all(fault.startswith("boundaries.gpkg") for fault in faults(small))


REMOTE = """<OGRVRTDataSource><OGRVRTLayer name="land"><SrcDataSource>/vsicurl/http://127.0.0.1:9/x
</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"""


@pytest.mark.parametrize(
    "content",
    [REMOTE.encode(), b'{"type":"FeatureCollection","features":[]}', b"PK\x03\x04zip",
     b"<kml></kml>",
     b"SQLite format 3\x00" + bytes(200), b"\x00" * 5_000],
)  # fmt: skip
def test_what_only_calls_itself_a_geopackage(small: Path, content: bytes) -> None:
    """GDAL would go by the content, and ask another host for what a VRT names."""
    (small / "boundaries.gpkg").write_bytes(content)
    assert any("is not a GeoPackage" in fault for fault in faults(small))


ENDLESS = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT i AS fid, NULL AS geom FROM n"""


def test_a_view_that_never_ends_is_not_run(small: Path) -> None:
    database = open_database(small)
    database.execute("DROP TABLE lakes")
    database.execute(f"CREATE VIEW lakes AS {ENDLESS}")
    database.commit()
    database.close()
    assert "boundaries.gpkg: layer lakes is a view; expected a plain table" in faults(small)


def test_triggers_are_never_fired(small: Path) -> None:
    database = open_database(small)
    for name in ("land", "map_labels"):
        for when in ("INSERT", "UPDATE", "DELETE"):
            database.execute(
                f"CREATE TRIGGER hurt_{name}_{when} AFTER {when} ON {name} BEGIN SELECT 1/0; END"
            )
    database.commit()
    database.close()
    before = (small / "boundaries.gpkg").read_bytes()
    load(small)
    assert (small / "boundaries.gpkg").read_bytes() == before, "reading writes nothing"
    assert sorted(p.name for p in small.glob("boundaries*")) == ["boundaries.gpkg"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DROP TABLE rivers", "rivers"),
        ("ALTER TABLE states RENAME COLUMN soviet TO ours", "column soviet missing"),
        ("ALTER TABLE oblasts RENAME COLUMN note_kk TO note", "column note_kk missing"),
        ("UPDATE borders SET valid_from = NULL", "valid_from"),
        ("UPDATE map_labels SET name_ru = NULL", "column name_ru has empty cells"),
        ("UPDATE land SET geom = NULL WHERE fid = 1", "rows without geometry"),
        ("UPDATE land SET geom = x'4750000100'", ""),
        ("UPDATE gpkg_geometry_columns SET srs_id = 3857 WHERE table_name = 'lakes'", ""),
        ("DELETE FROM gpkg_contents", ""),
    ],
)
def test_layers_that_are_not_what_the_atlas_reads(
    small: Path, statement: str, expected: str
) -> None:
    database = open_database(small)
    # Whatever an index or a trigger would say: a stranger is not bound by it.
    for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        database.execute(f'DROP TRIGGER "{name}"')
    database.execute(statement)
    database.commit()
    database.close()
    found = faults(small)
    assert all(fault.startswith("boundaries.gpkg") for fault in found), found
    assert any(expected in fault for fault in found), found


def test_shapes_off_the_globe_or_of_the_wrong_kind(small: Path) -> None:
    path = small / "boundaries.gpkg"
    for shape, expected in (
        (box(0, 0, 1e6, 10), "coordinates outside"),
        (Point(3, 4), "has Point; expected Polygon"),
    ):
        layer = gpd.GeoDataFrame({"note_en": ["x"]}, geometry=[shape], crs="EPSG:4326")
        layer.to_file(path, layer="land", driver="GPKG")
        with pytest.raises(PackageError, match=expected):
            read_boundaries(path, ("en",), "soviet")


# --- words

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n'
    '"Plural-Forms: {plural}\\n"\n\n'
)
PLURAL = 'msgid "{n} event"\nmsgid_plural "{n} events"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'


@pytest.mark.parametrize(
    "text",
    [
        HEAD.format(charset="utf-8", plural="nplurals=2; plural=n/0;") + PLURAL,
        HEAD.format(charset="utf-8", plural="nplurals=2; plural=n*9;") + PLURAL,
        HEAD.format(charset="utf-8",
                    plural="nplurals=2; plural=__import__('os').system('x');") + PLURAL,
        HEAD.format(charset="utf-8",
                    plural="nplurals=2; plural=" + "(" * 900 + "n" + ")" * 900 + ";") + PLURAL,
        HEAD.format(charset="no-such-charset", plural="nplurals=2; plural=n>1;") + PLURAL,
        'msgid "cut in the mid',
        'msgid "a"\nmsgid "b"\n',
        "\x00\x01\x02",
        "<html></html>",
    ],
)  # fmt: skip
def test_catalogues_that_are_none_are_named_or_harmless(small: Path, text: str) -> None:
    (small / "texts" / "kk.po").write_text(text, encoding="utf-8")
    try:
        found = load(small)
    except PackageError as error:
        assert [fault.file for fault in error.faults] == ["texts/kk.po"]  # noqa: PT017
    else:
        json.dumps(found.texts)


def test_a_catalogue_cut_anywhere_never_breaks_the_page(small: Path) -> None:
    path = small / "texts" / "ru.po"
    content = path.read_bytes()
    whole = read_catalogues(path.parent, LANGUAGES)["ru"]
    for at in range(1, len(content), len(content) // 25):
        path.write_bytes(content[:at])
        try:
            texts = read_catalogues(path.parent, LANGUAGES)["ru"]
        except PackageError as error:
            assert [fault.file for fault in error.faults] == ["texts/ru.po"]  # noqa: PT017
        else:
            # What is missing is shown in the first language; nothing is lost.
            assert set(texts) == set(whole)


# --- texts that would run


def test_spite_is_kept_as_text_and_never_as_markup(hostile: Path) -> None:
    atlas = load(hostile)
    client = program.build(atlas).server.test_client()
    page = client.get("/").text
    assert "window.hurt='" not in page, "the title is escaped"
    assert page.count("</title>") == 1
    assert "{%" not in page
    clean = client.get("/").text.count("<script")
    assert clean == program.create_app().server.test_client().get("/").text.count("<script")
    document, _ = encode(bundle(atlas))
    told = json.loads(document)
    assert {place["id"] for place in told["places"]} & set(INHERITED)
    assert any(MARK in str(note) for note in told["notes"]), "nothing is quietly taken away"
    for language in LANGUAGES:
        assert "<img" in told["texts"][language]["Filters"]


@pytest.mark.parametrize(
    "path", ["/healthz", "/manifest.json", "/oembed?url=http://localhost/", "/sw.js"]
)
def test_spite_breaks_out_of_no_document(hostile: Path, path: str) -> None:
    client = program.create_app(hostile).server.test_client()
    answer = client.get(path)
    assert answer.status_code == 200
    if answer.mimetype == "application/json":
        said = answer.json
        assert isinstance(said, dict)
        if "html" in said:
            assert re.fullmatch(r"<iframe( [a-z]+=\"[^\"<>]*\")+></iframe>", said["html"])
    else:
        assert "window.hurt" not in answer.text


def test_no_download_of_a_hostile_package_holds_a_formula(hostile: Path) -> None:
    """Every table, every cell."""
    atlas = load(hostile)
    client = program.build(atlas).server.test_client()
    guarded = 0
    for each in atlas.schema.tables.values():
        answer = client.get(f"/data/{each.path}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{each.path}"'
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        assert rows[0] == each.columns
        for cell in (cell for row in rows for cell in row):
            risky = cell.startswith(STARTS) or cell.lstrip().startswith(STARTS)
            assert not risky or NUMBER.fullmatch(cell.strip()), (each.path, cell)
            guarded += cell == f"'{PAYLOADS[5]}"
    assert guarded > 20, "the guard was needed"
    for name in ("sites.geojson", "movements.geojson"):
        assert client.get(f"/data/{name}").json["features"]


# --- settings

NAMES = ("DASH_DEBUG", "DASH_UI", "DASH_HOT_RELOAD", "DASH_PROPS_CHECK", "DASH_SERVE_DEV_BUNDLES",
         "DASH_SILENCE_ROUTES_LOGGING", "DASH_PRUNE_ERRORS", "DASH_VALIDATE_CALLBACKS",
         "FLASK_DEBUG",
         "FLASK_RUN_RELOAD", "WERKZEUG_DEBUG_PIN", "PYTHONDEVMODE_OFF", "DASH_TESTING")  # fmt: skip
ASK = """
import json, app
server = app.server
client = server.test_client()
server.add_url_rule("/broken", view_func=lambda: 1 / 0)
broken = client.get("/broken")
page = client.get("/").text
print(json.dumps({
    "debug": [server.debug, server.testing, bool(server.config["PROPAGATE_EXCEPTIONS"])],
    "broken": [broken.status_code, "Traceback" in broken.text, "ZeroDivision" in broken.text],
    "reload": client.get("/_reload-hash").status_code,
    "console": [client.get(p).text == page for p in ("/console",
    "/?__debugger__=yes&cmd=resource&f=style.css")],
    "dev": [word for word in (".dev.js", "hot_reload", '"ui":true',
    '"props_check":true') if word in page],
}))
"""


def test_no_variable_switches_a_tool_for_developers_on() -> None:
    """The object that gunicorn serves, in a process with everything switched on."""
    environment = {**os.environ, **dict.fromkeys(NAMES, "1")}
    said = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True,
         check=True
    )  # fmt: skip
    assert json.loads(said.stdout.splitlines()[-1]) == {
        "debug": [False, False, False],
        "broken": [500, False, False],
        "reload": 404,
        "console": [True, True],
        "dev": [],
    }
