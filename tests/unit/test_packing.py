"""Columns and back: the browser must read the very document that was packed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks.synthetic import write_synthetic
from geodata.atlas import Atlas, load
from geodata.bundle import bundle, encode
from geodata.packing import pack

ROOT = Path(__file__).resolve().parents[2]
READ = """
import { unpack } from "./assets/js/unpack.mjs";
process.stdin.setEncoding("utf8");
let text = "";
for await (const part of process.stdin) text += part;
process.stdout.write(JSON.stringify(unpack(JSON.parse(text))));
"""


def read(packed: bytes) -> Any:
    """What the browser makes of it."""
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", READ],
        input=packed, stdout=subprocess.PIPE, cwd=ROOT, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_the_browser_reads_what_was_packed(atlas: Atlas) -> None:
    document = bundle(atlas)
    assert read(encode(pack(document))[0]) == document


def test_so_it_does_when_the_package_is_very_large(atlas: Atlas, tmp_path: Path) -> None:
    # 5,000 movements travel as levels, and some of their places have no coordinates.
    document = bundle(load(write_synthetic(atlas, tmp_path / "package", 5_000, 1_500)))
    assert document["aggregation"]["levels"]
    assert None in document["placeColumns"]["lon"]
    assert read(encode(pack(document))[0]) == document


def test_odd_records() -> None:
    languages = {"meta": {"languages": ["en", "kk"]}}
    document = {
        **languages,
        "records": [
            {"id": "a", "text": {"en": "x"}, "list": [], "line": [[-0.29, 0.1], [-0.3, 0.1]]},
            {"id": "b", "parts": [{"n": 0}, {"text": {"kk": ""}}], "list": ["", "y"]},
            {"id": "c", "parts": [], "mixed": 1, "flag": False},
            {"id": "d", "parts": [{"text": {"en": "z", "about": 1}}], "mixed": "two"},
        ],
        "none": [],
    }
    assert read(encode(pack(document))[0]) == document


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        ([{"id": None}], "is nothing"),
        ([{"id": "a", "text": {}}, {"id": "b", "text": {"en": "x"}}], "empty object"),
        ([{"line": [[0.12345, 1.0]]}], "more than 3 digits"),
        ([{"list": [None, {"id": "a"}]}], "holds nothing"),
    ],
)
def test_what_could_not_be_read_back_is_refused(records: list[Any], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        pack({"meta": {"languages": ["en"]}, "records": records})
