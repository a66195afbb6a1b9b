"""A broken table is refused with file, row, column and what was expected; nothing half-loads."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodata.atlas import load
from geodata.faults import PackageError


def edit(path: Path, row: int, column: str, value: str) -> None:
    """Set one cell; `row` counts as a spreadsheet does (the header is 1)."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[row - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)


def first_row(path: Path, column: str) -> int:
    """Row of the first record that has something in `column`."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return next(i for i, row in enumerate(rows, start=2) if row[column])


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackageError) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("movements", "origin_id", "atlantis", "'atlantis' is an unknown id; expected a place_id"),
        ("movements", "via", "atlantis", "'atlantis' is an unknown id"),
        ("movements", "year_from", "1899", "1899 is outside 1917 to 1956"),
        ("populations", "year", "2001", "2001 is outside 1917 to 1956"),
        ("populations", "count", "many", "'many' is not a whole number"),
        ("populations", "count", "12.5", "'12.5' is not a whole number"),
        ("populations", "count", "-4", "-4 is below 0"),
        ("populations", "part_of", "p-none", "'p-none' is an unknown whole"),
        ("movements", "status", "perhaps", "'perhaps' is not allowed; expected one of happened"),
        ("movements", "nationality", "martian", "'martian' is not allowed"),
        ("populations", "date", "spring", "'spring' is not an EDTF date"),
        ("places", "lon", "east", "'east' is not a number such as"),
        ("places", "name_en", "", "is empty, but must be filled"),
        ("citations", "page", "0", "0 is outside 1 to 250"),
        ("citations", "record_id", "p-none", "'p-none' is an unknown id"),
        ("life_stops", "person_id", "nobody", "'nobody' is an unknown id"),
    ],
)
def test_a_bad_cell_is_named(
    package: Path, table: str, column: str, value: str, expected: str
) -> None:
    path = package / f"{table}.csv"
    row = first_row(path, column)
    edit(path, row, column, value)
    found = [fault for fault in faults(package) if fault.startswith(f"{table}.csv, row {row}, col")]
    assert any(f"column {column}: " in fault and expected in fault for fault in found), found


def test_low_over_high(package: Path) -> None:
    path = package / "populations.csv"
    row = first_row(path, "count_low")
    edit(path, row, "count_low", "900000")
    assert any("900000 is over count_high" in fault for fault in faults(package))


def test_a_key_twice_names_both_rows(package: Path) -> None:
    path = package / "places.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    assert any("stands already in row 2; keys must be unique" in fault for fault in faults(package))


def test_a_part_of_itself(package: Path) -> None:
    path = package / "populations.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        key = next(iter(csv.DictReader(handle)))["population_id"]
    edit(path, 2, "part_of", key)
    assert any(f"{key!r} is part of itself" in fault for fault in faults(package))


def test_a_missing_column(package: Path) -> None:
    path = package / "events.csv"
    text = path.read_text(encoding="utf-8").replace("title_en", "headline", 1)
    path.write_text(text, encoding="utf-8")
    found = faults(package)
    assert any(
        fault.startswith("events.csv, row 1, column title_en: column missing") for fault in found
    )
    assert any("column headline: unknown column" in fault for fault in found)


def test_a_wrong_encoding_names_the_row(package: Path) -> None:
    path = package / "people.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert any("is not UTF-8" in fault for fault in faults(package))


def test_a_missing_table_and_a_truncated_row(package: Path) -> None:
    (package / "events.csv").unlink()
    path = package / "notes.csv"
    path.write_text(path.read_text(encoding="utf-8") + "n-x,kerch\n", encoding="utf-8")
    found = faults(package)
    assert any(fault.startswith("events.csv: not found") for fault in found)
    assert any("has 2 cells, expected" in fault for fault in found)


def test_a_record_without_a_page_is_refused(package: Path) -> None:
    path = package / "citations.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(rows[0], encoding="utf-8")
    assert any("every record needs its page" in fault for fault in faults(package))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "is not JSON"),
        ('{"name": "x"}', "column atlas: is missing"),
        ("[]", "has not the expected form"),
    ],
)
def test_a_broken_descriptor(package: Path, content: str, expected: str) -> None:
    (package / "datapackage.json").write_text(content, encoding="utf-8")
    assert any(expected in fault for fault in faults(package))


def test_a_package_cannot_reach_outside_its_folder(package: Path) -> None:
    path = package / "datapackage.json"
    text = path.read_text(encoding="utf-8").replace('"people.csv"', '"../people.csv"')
    path.write_text(text, encoding="utf-8")
    assert any("must be a plain file name" in fault for fault in faults(package))


def test_broken_boundaries(package: Path) -> None:
    (package / "boundaries.gpkg").write_bytes(b"not a database")
    assert any("cannot be read" in fault for fault in faults(package))
    (package / "boundaries.gpkg").unlink()
    assert any("make boundaries" in fault for fault in faults(package))


def test_a_catalogue_may_be_missing_but_not_broken(package: Path) -> None:
    (package / "texts" / "kk.po").unlink()
    assert load(package).texts["kk"]["Play"] != "Play", "the interface itself speaks Kazakh"
    (package / "texts" / "kk.po").write_bytes(b'msgid "Play"\nmsgstr \xff')
    assert faults(package)[0].startswith("texts/kk.po: cannot be read")
