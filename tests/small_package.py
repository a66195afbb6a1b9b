"""A whole data package of few records, made from the atlas's own: quick to read and to break."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from geodata.atlas import DEFAULT_FOLDER
from geodata.checks import RECORD_TABLES
from geodata.schema import Schema, read_schema

Rows = list[dict[str, str]]
# Lists of ids, which the descriptor cannot tell from other texts, and the tables they name.
LISTS = {
    ("movements", "via"): ("places",),
    ("story_steps", "movements"): ("movements",),
    ("story_steps", "record_ids"): RECORD_TABLES,
    ("conflicts", "record_ids"): RECORD_TABLES,
    ("evidence", "record_ids"): RECORD_TABLES,
    ("citations", "record_id"): RECORD_TABLES,
    ("citations", "source_id"): ("sources",),
}
# Of each table a few, so that every column is filled somewhere.
ENOUGH = 3


def read_rows(path: Path) -> Rows:
    """Rows of a CSV file as the file has them."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write_rows(path: Path, rows: Rows, columns: list[str]) -> None:
    """Write a CSV file."""
    path.write_bytes(csv_bytes(rows, columns))


def csv_bytes(rows: Rows, columns: list[str]) -> bytes:
    """A CSV file's content."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def make(folder: Path) -> Schema:
    """Write the package into an empty folder; returns its descriptor."""
    schema = read_schema(DEFAULT_FOLDER)
    tables = {name: read_rows(DEFAULT_FOLDER / t.path) for name, t in schema.tables.items()}
    keep = _kept(schema, tables)
    for name, table in schema.tables.items():
        rows = [tables[name][i] for i in sorted(keep[name])]
        write_rows(folder / table.path, rows, table.columns)
    for name in ("datapackage.json", schema.boundaries):
        shutil.copyfile(DEFAULT_FOLDER / name, folder / name)
    shutil.copytree(DEFAULT_FOLDER / "texts", folder / "texts")
    return schema


def _kept(schema: Schema, tables: dict[str, Rows]) -> dict[str, set[int]]:
    """Numbers of the rows to keep: some that fill every column, and all that they lead to."""
    at = {
        name: {row[table.key[0]]: i for i, row in enumerate(tables[name])}
        for name, table in schema.tables.items()
        if len(table.key) == 1
    }
    keep: dict[str, set[int]] = {name: set() for name in tables}
    story = "story_steps"
    for name, rows in tables.items():
        if name == story:
            continue
        for column in schema.tables[name].columns:
            filled = [i for i, row in enumerate(rows) if row[column]]
            # Rows that lead to few others.
            filled.sort(key=lambda i: (len(rows[i].get("record_ids", "")), i))
            keep[name].update(filled[:1])
        keep[name].update(sorted(range(len(rows)), key=lambda i: i)[:ENOUGH])
    before = -1
    while (now := sum(map(len, keep.values()))) != before:
        before = now
        _follow(schema, tables, at, keep)
    return keep


def _follow(
    schema: Schema,
    tables: dict[str, Rows],
    at: dict[str, dict[str, int]],
    keep: dict[str, set[int]],
) -> None:
    for name, table in schema.tables.items():
        for i in list(keep[name]):
            row = tables[name][i]
            for key in table.foreign_keys:
                if row[key.column]:
                    keep[key.table or name].add(at[key.table or name][row[key.column]])
            for (owner, column), targets in LISTS.items():
                for item in row[column].split(";") if owner == name and row[column] else []:
                    target = next(t for t in targets if item in at[t])
                    keep[target].add(at[target][item])
    # Steps are numbered without gaps: a story has all of them.
    stories = {tables["stories"][i]["story_id"] for i in keep["stories"]}
    steps = tables["story_steps"]
    keep["story_steps"].update(i for i, row in enumerate(steps) if row["story_id"] in stories)
    records = {
        tables[name][i][schema.tables[name].key[0]] for name in RECORD_TABLES for i in keep[name]
    }
    cited = {tables["citations"][i]["record_id"] for i in keep["citations"]}
    for i, row in enumerate(tables["citations"]):
        if row["record_id"] in records - cited:
            keep["citations"].add(i)
            cited.add(row["record_id"])
