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

# A cell of evidence is a few sentences; anything longer is a broken quotation mark.
MAX_CELL = 20_000
Columns = tuple[list[int], list[list[str]], list[Fault]]
_DTYPES = {"integer": "Int64", "number": "Float64", "string": "string"}


def read_table(folder: Path, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one table.

    Parameters
    ----------
    folder : Path
        Folder of the data package.
    table : Table
        Which file, and what its columns must hold.

    Returns
    -------
    frame : DataFrame
        One row per record; columns in the descriptor's order, empty cells missing (``<NA>``),
        integers as ``Int64``, numbers as ``Float64``, everything else as ``string``. The index is
        the row number in the file. Empty if there are faults in the file's form.
    faults : list of Fault
        Every cell that is not what the descriptor asks for.
    """
    numbers, columns, faults = _columns(folder / table.path, table)
    if not faults:
        faults = [*_cell_faults(table, numbers, columns), *_key_faults(table, numbers, columns)]
    if faults:
        return _frame([], [], table), faults
    return _frame(numbers, columns, table), faults


def _columns(path: Path, table: Table) -> Columns:
    """Row numbers, and the cells of each of the table's columns, in its order."""

    def fault(row: int | None, column: str | None, message: str) -> Columns:
        return [], [], [Fault(table.path, row, column, message)]

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return fault(None, None, "not found; the data package needs this table")
    except OSError as error:
        return fault(None, None, f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        return fault(row, None, f"is not UTF-8 (byte {error.start}); save it as CSV UTF-8")
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        faults = _header_faults(header, table)
        if faults:
            return [], [], faults
        rows = list(reader)
    except csv.Error as error:
        return fault(reader.line_num, None, f"is not well-formed CSV: {error}")
    numbered = [(number, cells) for number, cells in enumerate(rows, start=2) if any(cells)]
    for number, cells in numbered:
        if len(cells) != len(header):
            message = f"has {len(cells)} cells, expected {len(header)} as in the header"
            faults.append(Fault(table.path, number, None, message))
    if faults:
        return [], [], faults
    by_column = list(zip(*(cells for _, cells in numbered), strict=True)) or [()] * len(header)
    columns = [list(map(str.strip, by_column[header.index(name)])) for name in table.columns]
    return [number for number, _ in numbered], columns, []


def _header_faults(header: list[str], table: Table) -> list[Fault]:
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


def _cell_faults(table: Table, numbers: list[int], columns: list[list[str]]) -> list[Fault]:
    """Faults of all cells; each distinct text of a column is looked at once."""
    faults = []
    for field, texts in zip(table.fields, columns, strict=True):
        # Free text, such as a label, can only be missing.
        free = not (field.type != "string" or field.enum or field.list_of or field.pattern)
        asked = {""}.intersection(texts) if free else set(texts)
        found = {text: _cell_fault(field, text) for text in asked}
        if any(found.values()):
            for number, text in zip(numbers, texts, strict=True):
                message = found.get(text)
                if message:
                    faults.append(Fault(table.path, number, field.name, message))
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


def _key_faults(table: Table, numbers: list[int], columns: list[list[str]]) -> list[Fault]:
    if not table.key:
        return []
    keys = list(zip(*(columns[table.columns.index(name)] for name in table.key), strict=True))
    if len(set(keys)) == len(keys):
        return []
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for number, key in zip(numbers, keys, strict=True):
        if key in first:
            message = f"{', '.join(key)} stands already in row {first[key]}; keys must be unique"
            faults.append(Fault(table.path, number, table.key[0], message))
        first.setdefault(key, number)
    return faults


def _frame(numbers: list[int], columns: list[list[str]], table: Table) -> pd.DataFrame:
    made = {}
    for field, texts in zip(table.fields, columns or [[]] * len(table.fields), strict=True):
        # One empty marker for pandas, and numbers read by Python: both faster than replacing later.
        values: list[str | None] | list[int | None] = [text or None for text in texts]
        if field.type == "integer":
            values = [int(text) if text else None for text in texts]
        made[field.name] = pd.array(values, dtype=_DTYPES.get(field.type, "string"))
    return pd.DataFrame(made, index=numbers, columns=table.columns)
