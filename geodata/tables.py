"""Tables of a data package: CSV files read into typed pandas frames, every bad cell named.

A table is either read whole or not at all. Row numbers in faults are those a spreadsheet shows:
the header is row 1.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from geodata.faults import Fault
from geodata.schema import Field, Table
from geodata.source import FolderSource

# A cell of evidence is a few sentences; anything longer is a broken quotation mark.
MAX_CELL = 20_000
_DTYPES = {"integer": "Int64", "number": "Float64", "string": "string"}


# A row's number in its file, and its cells in the descriptor's order.
Row = tuple[int, list[str]]


def read_table(folder: Path, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one table from a CSV file.

    Parameters
    ----------
    folder : Path
        Folder of the data package.
    table : Table
        Which file, and what its columns must hold.

    Returns
    -------
    frame : DataFrame
        As :func:`typed` gives it.
    faults : list of Fault
        Every cell that is not what the descriptor asks for.
    """
    source = FolderSource(folder)
    try:
        content = source.content(table.path)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        return empty(table), [Fault(table.path, None, None, message)]
    if content is None:
        message = "not found; the data package needs this table"
        return empty(table), [Fault(table.path, None, None, message)]
    rows, faults = csv_rows(content, table)
    return (empty(table), faults) if faults else typed(rows, table)


def typed(rows: list[Row], table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Rows of text as a typed frame.

    Returns
    -------
    frame : DataFrame
        One row per record; columns in the descriptor's order, empty cells missing (``<NA>``),
        integers as ``Int64``, numbers as ``Float64``, everything else as ``string``. The index is
        the row number in the file. Empty if there are faults.
    faults : list of Fault
        Every cell that is not what the descriptor asks for.
    """
    faults: list[Fault] = []
    for number, row in rows:
        for field, text in zip(table.fields, row, strict=True):
            message = _cell_fault(field, text)
            if message:
                faults.append(Fault(table.path, number, field.name, message))
    faults += _key_faults(table, rows)
    if faults:
        return empty(table), faults
    return _frame([number for number, _ in rows], [row for _, row in rows], table), faults


def empty(table: Table) -> pd.DataFrame:
    """The table without a record."""
    return _frame([], [], table)


def csv_rows(content: bytes, table: Table) -> tuple[list[Row], list[Fault]]:
    """Rows of a CSV file, with what is wrong in its form."""

    def fault(row: int | None, column: str | None, message: str) -> list[Fault]:
        return [Fault(table.path, row, column, message)]

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        return [], fault(row, None, f"is not UTF-8 (byte {error.start}); save it as CSV UTF-8")
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        faults = header_faults(header, table)
        if faults:
            return [], faults
        order = [header.index(name) for name in table.columns]
        number = 1
        for cells in reader:
            number += 1
            if not any(cells):
                continue
            if len(cells) != len(header):
                message = f"has {len(cells)} cells, expected {len(header)} as in the header"
                faults.append(Fault(table.path, number, None, message))
                continue
            rows.append((number, [cells[i].strip() for i in order]))
    except csv.Error as error:
        return [], fault(reader.line_num, None, f"is not well-formed CSV: {error}")
    return rows, faults


def header_faults(header: list[str], table: Table) -> list[Fault]:
    """Columns that are missing, unknown, or there twice."""
    faults = [
        Fault(table.path, 1, name, f"column missing; expected {','.join(table.columns)}")
        for name in table.columns
        if name not in header
    ]
    faults += [
        Fault(table.path, 1, name, "unknown column; describe it in datapackage.json or remove it")
        for name in header
        if name not in table.columns
    ]
    if len(set(header)) != len(header):
        faults.append(Fault(table.path, 1, None, "a column name stands twice in the header"))
    return faults


def _cell_fault(field: Field, text: str) -> str | None:
    if text == "":
        return "is empty, but must be filled" if field.required else None
    if field.type in ("integer", "number"):
        return _number_fault(field, text)
    if field.enum and text not in field.enum:
        return f"{text!r} is not allowed; expected one of {', '.join(field.enum)}"
    if field.list_of:
        unknown = [item for item in text.split(field.delimiter) if item not in field.list_of]
        if unknown:
            return f"{unknown[0]!r} is not allowed; expected {', '.join(field.list_of)}"
    if field.pattern and not re.fullmatch(field.pattern, text):
        return f"{text!r} has not the form {field.pattern}"
    return None


def _number_fault(field: Field, text: str) -> str | None:
    form = r"[+-]?\d{1,12}" if field.type == "integer" else r"[+-]?\d{1,9}(\.\d{1,12})?"
    kind = "a whole number" if field.type == "integer" else "a number such as 59.0567"
    if not re.fullmatch(form, text, re.ASCII):
        return f"{text!r} is not {kind}"
    value = float(text)
    low, high = field.minimum, field.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        if low is not None and high is not None:
            return f"{text} is outside {low:g} to {high:g}"
        return f"{text} is {'below' if low is not None else 'above'} {low or high or 0:g}"
    return None


def _key_faults(table: Table, rows: list[Row]) -> list[Fault]:
    if not table.key:
        return []
    places = [table.columns.index(name) for name in table.key]
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for number, cells in rows:
        key = tuple(cells[i] for i in places)
        if key in first:
            message = f"{', '.join(key)} stands already in row {first[key]}; keys must be unique"
            faults.append(Fault(table.path, number, table.key[0], message))
        first.setdefault(key, number)
    return faults


def _frame(numbers: list[int], cells: list[list[str]], table: Table) -> pd.DataFrame:
    frame = pd.DataFrame(cells, columns=table.columns, index=numbers, dtype="string")
    frame = frame.replace("", pd.NA)
    for field in table.fields:
        frame[field.name] = frame[field.name].astype(_DTYPES.get(field.type, "string"))
    return frame
