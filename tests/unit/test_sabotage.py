"""Every cell of every table, broken in every way its column can be: each is named, nothing loads.

The ways come from the descriptor, so a new table or column is broken without a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geodata.atlas import DEFAULT_FOLDER, load
from geodata.checks import RECORD_TABLES
from geodata.faults import Fault, PackageError
from geodata.schema import Field, Schema, Table, read_schema
from geodata.tables import MAX_CELL, MOST_FAULTS, read_table
from tests.small_package import LISTS, Rows, csv_bytes, make, read_rows

SCHEMA = read_schema(DEFAULT_FOLDER)
TABLES = list(SCHEMA.tables.values())
COLUMNS = [(table, field) for table in TABLES for field in table.fields]
Sabotage = Callable[[str, bytes], list[Fault]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small package that tests break and mend again."""
    folder = tmp_path_factory.mktemp("small") / "package"
    folder.mkdir()
    make(folder)
    load(folder)
    return folder


@pytest.fixture
def sabotage(small: Path) -> Iterator[Sabotage]:
    """Load with other content in one file; returns the faults, and puts the file back."""
    whole: dict[Path, bytes] = {}

    def broken(name: str, content: bytes) -> list[Fault]:
        path = small / name
        whole.setdefault(path, path.read_bytes())
        path.write_bytes(content)
        with pytest.raises(PackageError) as caught:
            load(small)
        return caught.value.faults

    yield broken
    for path, content in whole.items():
        path.write_bytes(content)


def ids(value: object) -> str:
    return value.name if isinstance(value, (Table, Field)) else str(value)


def wrong_values(field: Field) -> Iterator[tuple[str, str]]:
    """Values a column must not hold, each with what its fault must say."""
    yield from ((text, "must be filled") for text in ("", " \t ") if field.required)
    whole = ("many", "12.5", "1e3", "١٢", "1 2", "0x1F", "NaN", "9" * 13, "=1", "1,000")
    fractions = ("east", "nan", "inf", "1,5", "1e5", "1..5", "59°", "=1")
    yield from ((text, "is not a whole number") for text in whole if field.type == "integer")
    yield from ((text, "is not a number such as") for text in fractions if field.type == "number")
    for bound, beyond in ((field.minimum, -1), (field.maximum, 1)):
        if bound is not None:
            yield str(int(bound) + beyond), f"{bound:g}"
    if field.enum:
        for text in ("perhaps", field.enum[0].upper() + "!", f"{field.enum[0]};{field.enum[-1]}"):
            yield text, f"expected one of {field.enum[0]}"
    if field.list_of:
        known = field.list_of[0]
        for text in ("martian", f"{known},{known}", f"{known}{field.delimiter}", f"{known};;"):
            yield text, f"expected {known}"
    if field.pattern:
        yield from ((text, "has not the form") for text in ("Ж !", "../../etc/passwd"))
    free = field.type == "string" and not (field.enum or field.list_of or field.pattern)
    yield "a\x00b", "U+0000" if free else ""
    yield "a\x1b[2Jb", "U+001B" if free else ""
    yield "a" * (MAX_CELL + 1), f"expected at most {MAX_CELL:,}"


def test_every_column_of_the_small_package_is_filled_somewhere(small: Path) -> None:
    # Otherwise a test below might break nothing.
    for table in TABLES:
        rows = read_rows(small / table.path)
        for column in table.columns:
            assert any(row[column] for row in rows), f"{table.path}: {column}"


@pytest.mark.parametrize("table", TABLES, ids=ids)
def test_every_wrong_value_of_every_column_is_named(
    small: Path, sabotage: Sabotage, table: Table
) -> None:
    """All of them in one file, a row for each: every one is found, and nothing else."""
    model = read_rows(small / table.path)[0]
    rows: Rows = []
    expected: list[tuple[int, str, str]] = []
    for field in table.fields:
        for value, message in wrong_values(field):
            rows.append({**model, field.name: value})
            expected.append((len(rows) + 1, field.name, message))
    assert expected
    found = sabotage(table.path, csv_bytes(rows, table.columns))
    faults = {(f.row, f.column): f for f in found if "stands already" not in f.message}
    for row, column, message in expected:
        assert (row, column) in faults, f"row {row}, {column}={rows[row - 2][column][:40]!r}"
        fault = faults.pop((row, column))
        assert fault.file == table.path
        assert message in fault.message, fault
    assert not faults, "cells that nobody broke"


@pytest.mark.parametrize(("table", "field"), COLUMNS, ids=ids)
def test_form_of_the_file_is_named_with_row_and_column(
    small: Path, tmp_path: Path, table: Table, field: Field
) -> None:
    """Bytes and quotation marks gone wrong in the cell of one column, and the column gone."""
    rows = read_rows(small / table.path)[:2]
    mark = "@MARK@"
    at = table.columns.index(field.name)

    def broken(by: bytes) -> list[Fault]:
        content = csv_bytes([rows[0], {**rows[1], field.name: mark}], table.columns)
        (tmp_path / table.path).write_bytes(content.replace(mark.encode(), by))
        frame, faults = read_table(tmp_path, table)
        assert faults
        assert frame.empty, "half-loaded"
        return faults

    ways = [
        (b"a\xff\xfeb", "is not UTF-8"),
        ("ё".encode("cp1251"), "is not UTF-8"),
        (b'"open', "not well-formed CSV"),
        (b'"shut"open', "not well-formed CSV"),
    ]
    if 0 < at < len(table.columns) - 1:
        # The row ends here, and its rest is a row of its own.
        ways.append((b"\n", f"has {at + 1} cells"))
    for by, message in ways:
        fault = broken(by)[0]
        assert fault.row == 3, (by, fault)
        assert message in fault.message
        lacking = table.columns[at + 1] if by == b"\n" else field.name
        assert fault.column == lacking, (by, fault)
    fault = broken(b'x","y')[0] if at else broken(b"x,y")[0]
    assert fault.row == 3
    # Without the column, and with it twice.
    others = [name for name in table.columns if name != field.name]
    gone = csv_bytes([{n: rows[0][n] for n in others}], others)
    (tmp_path / table.path).write_bytes(gone)
    _, faults = read_table(tmp_path, table)
    assert [(f.row, f.column) for f in faults] == [(1, field.name)]
    assert "column missing; expected " in faults[0].message
    twice = gone.replace(b"\n", f",{field.name},{field.name}\n".encode(), 1)
    (tmp_path / table.path).write_bytes(twice)
    assert any("twice in the header" in f.message for f in read_table(tmp_path, table)[1])


@pytest.mark.parametrize("table", TABLES, ids=ids)
def test_form_of_a_table(small: Path, sabotage: Sabotage, table: Table) -> None:
    content = (small / table.path).read_bytes()
    lines = content.decode().splitlines(keepends=True)
    rows = read_rows(small / table.path)
    width = len(table.columns)

    def one(text: str | bytes) -> Fault:
        found = sabotage(table.path, text if isinstance(text, bytes) else text.encode())
        return found[0]

    extra = one("spare," + lines[0] + "".join("x," + line for line in lines[1:2]))
    assert (extra.row, extra.column) == (1, "spare")
    assert "unknown column" in extra.message
    short = one(lines[0] + ",".join(["x"] * (width - 1)) + "\n")
    assert (short.row, short.column) == (2, table.columns[-1])
    assert f"has {width - 1} cells, expected {width}" in short.message
    long = one(lines[0] + ",".join(["x"] * (width + 1)) + "\n")
    assert long.row == 2
    assert f"has {width + 1} cells, expected {width}" in long.message
    assert one(b"").row == 1
    assert "is not UTF-8" in one(content.decode().encode("utf-16")).message
    assert one(b"PK\x03\x04" + bytes(range(256))).file == table.path
    swapped = one(content.decode().replace(",", ";"))
    assert (swapped.row, "column missing" in swapped.message) == (1, True)
    if table.key:
        again = one(csv_bytes([*rows, rows[0]], table.columns))
        assert (again.row, again.column) == (len(rows) + 2, table.key[0])
        assert "stands already in row 2" in again.message


@pytest.mark.parametrize("table", TABLES, ids=ids)
def test_what_spreadsheet_programs_write_is_read(small: Path, tmp_path: Path, table: Table) -> None:
    """A mark at the beginning, Windows' line ends, columns in another order, blank lines."""
    whole, _ = read_table(small, table)
    rows = read_rows(small / table.path)
    content = csv_bytes(rows, table.columns)
    turned = csv_bytes(rows, list(reversed(table.columns)))
    for other in (
        b"\xef\xbb\xbf" + content,
        content.replace(b"\n", b"\r\n"),
        turned,
        content + b"\n\n" + b"," * (len(table.columns) - 1) + b"\n",
    ):
        (tmp_path / table.path).write_bytes(other)
        frame, faults = read_table(tmp_path, table)
        assert faults == []
        assert frame.equals(whole)


def test_signs_that_only_python_takes_for_line_ends_stay_in_their_cell(
    small: Path, tmp_path: Path
) -> None:
    table = SCHEMA.tables["people"]
    rows = read_rows(small / table.path)
    rows[0]["summary_en"] = "one\u2028two\u2029three"
    (tmp_path / table.path).write_bytes(csv_bytes(rows, table.columns))
    frame, faults = read_table(tmp_path, table)
    assert faults == []
    assert frame["summary_en"].iloc[0] == rows[0]["summary_en"]


REFERENCES = [
    *((table, key.column) for table in TABLES for key in table.foreign_keys),
    *((SCHEMA.tables[name], column) for name, column in LISTS),
]


@pytest.mark.parametrize(("table", "column"), REFERENCES, ids=ids)
def test_a_reference_that_leads_nowhere_is_named(
    small: Path, sabotage: Sabotage, table: Table, column: str
) -> None:
    rows = read_rows(small / table.path)
    number = next(i for i, row in enumerate(rows) if row[column])
    values = ["nowhere"]
    if (table.name, column) in LISTS and table.field(column).pattern is None:
        values += [f"{rows[number][column]};nowhere", f"{rows[number][column]};", ";"]
    for value in values:
        changed = [dict(row) for row in rows]
        changed[number][column] = value
        found = sabotage(table.path, csv_bytes(changed, table.columns))
        named = [f for f in found if (f.file, f.row, f.column) == (table.path, number + 2, column)]
        assert named, (value, [str(f) for f in found])
        assert "expected a" in named[0].message


DATED = [table for table in TABLES if "date" in table.columns]


@pytest.mark.parametrize("table", DATED, ids=ids)
@pytest.mark.parametrize(
    "date",
    ["spring", "1943-13", "1943-02-30", "1943-02-29", "1943-0X", "1943-XX-XX", "1943/1930",
     "1943/", "/1943", "Y17E9999999", "Y" + "9" * 400, "[1930,1931]", "{1930..1956}",
     "1943-06-01T25", "٣٩٤٣", "1943~~", "1899/1943", "1930/1957", "1943; DROP", "-1943"],
)  # fmt: skip
def test_a_date_that_never_was_is_named(
    small: Path, sabotage: Sabotage, table: Table, date: str
) -> None:
    rows = read_rows(small / table.path)
    number = next(i for i, row in enumerate(rows) if row["date"])
    rows[number]["date"] = date
    found = sabotage(table.path, csv_bytes(rows, table.columns))
    assert [(f.file, f.row, f.column) for f in found] == [(table.path, number + 2, "date")]
    assert any(word in found[0].message for word in ("EDTF", "outside", "does not meet"))


@pytest.mark.parametrize("name", ["places", "movements", "populations"])
def test_rings_of_parts_are_found_however_long(small: Path, sabotage: Sabotage, name: str) -> None:
    table: Table = SCHEMA.tables[name]
    key = table.key[0]
    model = {**read_rows(small / table.path)[0], "part_of": ""}
    count = 4000
    rows = [{**model, key: f"ring{i}", "part_of": f"ring{(i + 1) % count}"} for i in range(count)]
    rows.append({**model, key: "tail", "part_of": "ring0"})
    rows.append({**model, key: "free"})
    found = sabotage(table.path, csv_bytes(rows, table.columns))
    ringed = {f.row for f in found if "is part of itself" in f.message}
    assert ringed == set(range(2, count + 3)), "also what hangs on the ring"


def test_nobody_need_read_of_a_million_faults(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 2_000
    monkeypatch.setattr("geodata.tables.MAX_ROWS", most)
    table = SCHEMA.tables["place_names"]
    row = {**read_rows(small / table.path)[0], "lang": "xx"}
    (tmp_path / table.path).write_bytes(csv_bytes([row] * (most - 1), table.columns))
    assert len(read_table(tmp_path, table)[1]) == MOST_FAULTS
    (tmp_path / table.path).write_bytes(csv_bytes([row] * most, table.columns))
    _, faults = read_table(tmp_path, table)
    assert [(f.row, f.message) for f in faults] == [
        (most + 1, f"is one row too many; expected at most {most:,}")
    ]


def test_a_table_cut_anywhere_never_half_loads(small: Path, sabotage: Sabotage) -> None:
    """A copy that broke off: in the middle of a row, of a sign of two bytes, of a line end."""
    for name in ("people", "movements", "citations"):
        table: Table = SCHEMA.tables[name]
        content = (small / table.path).read_bytes()
        rows = read_rows(small / table.path)
        last = content.rindex(b"\n", 0, -1)
        for at in range(len(content) - 2, last, -max(1, (len(content) - last) // 9)):
            cut = content[:at]
            path = small / table.path
            path.write_bytes(cut)
            frame, faults = read_table(small, table)
            path.write_bytes(content)
            # The last text may be shorter and nobody can know; but no row is ever half there.
            assert faults or len(frame) in (len(rows) - 1, len(rows)), at
            if faults:
                assert faults[0].row == len(rows) + 1
                assert sabotage(table.path, cut)[0].file == table.path


def language_triples(schema: Schema) -> Iterator[tuple[Table, str]]:
    for table in schema.tables.values():
        for field in table.fields:
            base, _, language = field.name.rpartition("_")
            if language == schema.languages[0]:
                yield table, base


@pytest.mark.parametrize(("table", "base"), list(language_triples(SCHEMA)), ids=ids)
def test_texts_come_in_every_language(table: Table, base: str) -> None:
    """A text that must be given must be given in each language; the sabotage above rests on it."""
    required = {table.field(f"{base}_{language}").required for language in SCHEMA.languages}
    assert len(required) == 1


def test_records_are_the_tables_that_citations_may_name() -> None:
    assert set(RECORD_TABLES) < set(SCHEMA.tables)
