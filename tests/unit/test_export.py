"""The static edition as files: the same every time, complete, and at home at any address."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import pytest

import app as program
from callbacks import export as exporting
from callbacks.export import TEXT, ExportError, edition, write
from geodata.atlas import Atlas, load

ROOT = Path(__file__).resolve().parents[2]
# Digests of all files in a process of its own, where sets and dicts have another order.
DIGESTS = """
import hashlib, json
import app
from callbacks.export import edition
from geodata.atlas import load
atlas = load()
files = edition(app.build(atlas), atlas).files
print(json.dumps({path: hashlib.sha256(content).hexdigest() for path, content in files.items()}))
"""


def listed(folder: Path) -> dict[str, dict]:
    return {e["path"]: e for e in json.loads((folder / "manifest.json").read_bytes())["files"]}


def test_two_exports_are_the_same(static_edition: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Almaty"}
    said = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    again = json.loads(said.stdout.splitlines()[-1])
    first = {path: entry["sha256"] for path, entry in listed(static_edition).items()}
    assert again == {path: digest for path, digest in first.items() if path in again}
    assert {p for p in first if not p.endswith((".gz", ".br"))} == set(again)


def test_compressing_is_the_same_every_time() -> None:
    files = {"a.css": b"a { color: red }" * 100, "b.png": b"\x89PNG"}
    assert list(exporting.compressed(files)) == list(exporting.compressed(files))
    assert [path for path, *_ in exporting.compressed(files)] == ["a.css"]


def test_the_manifest_names_every_file_with_its_hash(static_edition: Path) -> None:
    entries = listed(static_edition)
    there = {
        path.relative_to(static_edition).as_posix()
        for path in static_edition.rglob("*")
        if path.is_file()
    }
    assert there == {*entries, "manifest.json", "manifest.json.br", "manifest.json.gz"}
    for path, entry in entries.items():
        content = (static_edition / path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], path
        assert len(content) == entry["bytes"], path


def test_every_text_has_its_compressed_copies(static_edition: Path) -> None:
    texts = [p for p in listed(static_edition) if Path(p).suffix in TEXT]
    assert len(texts) > 60
    for path in texts:
        plain = (static_edition / path).read_bytes()
        assert gzip.decompress((static_edition / f"{path}.gz").read_bytes()) == plain, path
        assert brotli.decompress((static_edition / f"{path}.br").read_bytes()) == plain, path


def test_no_address_begins_at_the_root_of_the_host(static_edition: Path) -> None:
    page = (static_edition / "index.html").read_text(encoding="utf-8")
    addresses = re.findall(r'(?:src|href|data-[a-z]+)="([^"]*)"', page)
    assert addresses
    for address in addresses:
        assert address.startswith(("./", "data:image/svg+xml")), address
        if address.startswith("./"):
            assert (static_edition / address).is_file(), address
    for path in (static_edition / "page").glob("*.json"):
        assert not re.search(r'"/[a-z_]', path.read_text(encoding="utf-8")), path.name
    for path in static_edition.rglob("*.css"):
        for address in re.findall(r'url\("?([^")]+)', path.read_text(encoding="utf-8")):
            here = address.startswith("data:") or (path.parent / address).is_file()
            assert here, f"{path.name}: {address}"
    for path in static_edition.rglob("*.mjs"):
        for name in re.findall(r'from "([^"]+)"', path.read_text(encoding="utf-8")):
            assert name.startswith("."), f"{path.name}: {name}"
            assert (path.parent / name).is_file(), f"{path.name}: {name}"


def test_nothing_of_the_server_is_left_in_the_page(static_edition: Path) -> None:
    page = (static_edition / "index.html").read_text(encoding="utf-8")
    for word in ("_dash-component-suites", "end_id", "python_version", "{%"):
        assert word not in page
    assert "Content-Security-Policy" in page
    assert "frame-ancestors" not in page, "browsers do not heed it there, and say so"


def test_what_is_immutable_has_a_hash_in_its_address(static_edition: Path) -> None:
    for path, entry in listed(static_edition).items():
        names = {"index", "sw", "_headers", "kiosk-setup"}
        mutable = path.split(".")[0] in names or path.startswith("data/")
        assert entry["immutable"] != mutable, path
        if entry["immutable"]:
            assert re.search(r"[0-9a-f]{12}", path), path


def test_the_offline_copy_holds_the_page_but_not_the_downloads(static_edition: Path) -> None:
    kept = {path for path, entry in listed(static_edition).items() if entry["offline"]}
    assert "index.html" in kept
    assert any(path.startswith("bundle/") for path in kept)
    assert any("plotly-zholdar-" in path for path in kept)
    assert not any(path.endswith("plotly.min.js") for path in listed(static_edition))
    assert not any(path.startswith("data/") or path.endswith((".gz", ".br")) for path in kept)


def test_other_data_other_version(atlas: Atlas, package: Path) -> None:
    descriptor = package / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"0.1.0"', '"0.1.1"'), encoding="utf-8")
    ours, other = (edition(program.build(a), a) for a in (atlas, load(package)))
    assert ours.files["sw.js"] != other.files["sw.js"]
    # Only what has changed has another name: libraries and assets need not travel again.
    assert {p for p in ours.files if p.startswith(("assets", "libraries"))} == {
        p for p in other.files if p.startswith(("assets", "libraries"))
    }


def test_an_edition_is_replaced_and_nothing_else(
    static_edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("three years of work")
    assert program.main(["export", str(other)]) == 1
    assert "is no edition of the atlas" in capsys.readouterr().err
    assert (other / "chapter.txt").read_text() == "three years of work"
    assert program.main(["export", str(other / "chapter.txt")]) == 1
    copy = tmp_path / "edition"
    shutil.copytree(static_edition, copy)
    (copy / "left-over.txt").write_text("from an older edition")
    exporting._check_target(copy)


def test_a_full_disk_leaves_what_was_there(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "edition"
    tree = edition(program.build(atlas), atlas)
    write(tree, atlas, folder)
    before = (folder / "manifest.json").read_bytes()
    written = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "sw.js":
            raise OSError(28, "No space left on device")
        return written(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ExportError, match="No space left on device"):
        write(tree, atlas, folder)
    assert (folder / "manifest.json").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["edition"], "something was left lying about"
