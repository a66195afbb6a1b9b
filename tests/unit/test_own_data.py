"""Another package: the guide's own files and commands work, and what is wrong is named."""

from __future__ import annotations

import json
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app as program
from geodata.atlas import load
from geodata.bundle import bundle
from geodata.faults import PackageError
from geodata.form import DEFAULT_FOLDER

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "own-data.md"
FILES = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.S)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The guide's smallest package, copied out of it."""
    for name, text in FILES.findall(GUIDE.read_text(encoding="utf-8")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    land = ROOT / "examples" / "new-york" / "boundaries.gpkg"
    shutil.copy(land, tmp_path / "my-atlas" / "boundaries.gpkg")
    return tmp_path / "my-atlas"


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    edit(raw["atlas"])
    path.write_text(json.dumps(raw), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackageError) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


def test_every_command_of_the_guide(
    tiny: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Those of PostGIS are run by ``make test-postgis``, serving by the browser tests."""
    text = GUIDE.read_text(encoding="utf-8")
    commands = [
        line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()
    ]
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    served: list[str] = []

    def serve(_app: object, sockets: list[socket.socket], **_rest: object) -> None:
        for listener in sockets:
            listener.close()
        served.append("served")

    monkeypatch.setattr(program, "serve", serve)
    for command in commands:
        words = command.replace('"', "").split()
        if words[0] == "cp":
            shutil.copy(words[1], words[2])
        elif words[:2] == ["python", "app.py"] and "postgresql:" not in command:
            tail = [] if "check" in words or "export" in words else ["--port", "0"]
            assert program.main([*words[2:], *tail]) == 0, command
        else:
            assert "postg" in command, f"no test runs {command}"
    assert served == ["served"]
    assert "My atlas is open at" in capsys.readouterr().out
    assert (tmp_path / "my-site" / "index.html").exists()
    assert tiny.exists()


def test_the_example_has_no_fault_and_travels_whole() -> None:
    document = bundle(load(ROOT / "examples" / "new-york"))
    assert len(document["movements"]) == 20
    assert document["texts"]["ru"]["category:german_overseas"] == "Немцы за океан"
    assert set(document["texts"]["en"]) == set(document["texts"]["ru"])


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda a: a.update(years=[1855, 1845]), "atlas.years: [1855, 1845] must be the first"),
        (lambda a: a.update(start_year=1900), "atlas.start_year: 1900 must be a year from 1845"),
        (lambda a: a.update(languages=["en", "../x"]), "'../x' is not a language code"),
        (lambda a: a.update(languages=["en", "ru"]), "atlas.words.name: has no text in 'ru'"),
        (lambda a: a["words"].pop("subtitle"), "atlas.words.subtitle: must be an object"),
        (
            lambda a: a["families"][0].update(mark="star"),
            "'star' is not allowed; expected one of square",
        ),
        (
            lambda a: a["families"][0]["colours"]["paper"].update(mark="#CCDDCC"),
            "atlas.families.overseas.colours.paper.mark: #CCDDCC has a contrast of 1.",
        ),
        (
            lambda a: a["families"][0]["colours"]["dark"].update(mark="red;}*{"),
            "is not a colour such as '#AC7112'",
        ),
        (lambda a: a["categories"][0].update(family="none"), "'none' is not listed under families"),
        (
            lambda a: a.update(boundaries="../x.gpkg"),
            "'../x.gpkg' of atlas.boundaries must be",
        ),
        (
            lambda a: a["map"].update(parallels=[58, 38]),
            "atlas.map.parallels: must be two latitudes",
        ),
        (lambda a: a["map"].update(cameras=[]), "atlas.map.cameras: has none"),
    ],
)
def test_a_fault_in_the_description_is_named(
    tiny: Path, edit: Callable[[dict[str, Any]], object], expected: str
) -> None:
    change(tiny, edit)
    found = faults(tiny)
    assert any(f.startswith("datapackage.json") and expected in f for f in found), found


def test_a_cell_outside_the_package_s_own_codes(tiny: Path) -> None:
    path = tiny / "movements.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("emigrants", "evacuees"), encoding="utf-8"
    )
    assert faults(tiny) == [
        "movements.csv, row 2, column category: 'evacuees' is not allowed; "
        "expected one of emigrants"
    ]


def test_a_link_out_of_the_package_is_refused(tiny: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n", encoding="utf-8")
    (tiny / "sources.csv").unlink()
    (tiny / "sources.csv").symlink_to(secret)
    assert any("leads out of the data package" in fault for fault in faults(tiny))


def test_a_language_of_its_own_needs_every_word(tiny: Path) -> None:
    def german(atlas: dict[str, Any]) -> None:
        text = json.dumps(atlas).replace('{"en": ', '{"de": ').replace('["en"]', '["de"]')
        atlas.clear()
        atlas.update(json.loads(text))

    change(tiny, german)
    for name in ("places", "movements"):
        path = tiny / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("_en", "_de"), encoding="utf-8")
    (found,) = faults(tiny)
    assert found.startswith("texts/de.po: ")
    assert "messages are not translated" in found
    words = (DEFAULT_FOLDER / "texts" / "en.po").read_text(encoding="utf-8")
    (tiny / "texts").mkdir()
    german_words = words.replace("Language: en", "Language: de").replace(
        'msgstr "Play"', 'msgstr "Abspielen"'
    )
    (tiny / "texts" / "de.po").write_text(german_words, encoding="utf-8")
    assert load(tiny).texts["de"]["Play"] == "Abspielen"
