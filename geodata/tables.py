"""Tables of a data package: CSV files read into typed pandas frames, every bad cell named.

A table is either read whole or not at all. Row numbers in faults are those a spreadsheet shows:
the header is row 1.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd

from geodata.faults import Fault
from geodata.files import read_file
from geodata.schema import Field, Table

# A cell of evidence is a few sentences; anything longer is a broken quotation mark.
MAX_CELL = 20_000
# Of one table; the atlas's own longest has some thousands.
MAX_ROWS = 100_000
# Whoever has broken a whole column need not read of every row.
MOST_FAULTS = 500
# What no spreadsheet program shows and no text needs: all control signs but tab and line end.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
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
    rows, faults = _rows(folder, table)
    if faults:
        return _frame([], [], table), faults
    numbers = [number for number, _ in rows]
    cells = [row for _, row in rows]
    for number, row in rows:
        for field, text in zip(table.fields, row, strict=True):
            message = _cell_fault(field, text)
            if message:
                faults.append(Fault(table.path, number, field.name, message))
        if len(faults) >= MOST_FAULTS:
            break
    faults += _key_faults(table, rows)
    if faults:
        return _frame([], [], table), faults
    return _frame(numbers, cells, table), faults


def _rows(folder: Path, table: Table) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    def fault(row: int | None, column: str | None, message: str) -> list[Fault]:
        return [Fault(table.path, row, column, message)]

    try:
        text = read_file(folder, table.path).decode("utf-8-sig")
    except FileNotFoundError:
        return [], fault(None, None, "not found; the data package needs this table")
    except OSError as error:
        return [], fault(None, None, f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        row, column = _place(error.object[: error.start].decode("utf-8-sig"))
        return [], fault(row, column, f"is not UTF-8 (byte {error.start}); save it as CSV UTF-8")
    except ValueError as error:
        return [], fault(None, None, str(error))
    # Cells are measured by _cell_fault, which knows their column.
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 1
    try:
        header = next(reader, [])
        faults = _header_faults(header, table)
        if faults:
            return [], faults
        order = [header.index(name) for name in table.columns]
        for cells in reader:
            number += 1
            if not any(cells):
                continue
            if number > MAX_ROWS:
                return [], fault(
                    number, None, f"is one row too many; expected at most {MAX_ROWS:,}"
                )
            if len(cells) != len(header):
                message = f"has {len(cells)} cells, expected {len(header)} as in the header"
                # The first column without a cell; of cells too many nobody knows which.
                lacking = header[len(cells)] if len(cells) < len(header) else None
                faults.append(Fault(table.path, number, lacking, message))
                if len(faults) >= MOST_FAULTS:
                    break
                continue
            rows.append((number, [cells[i].strip() for i in order]))
    except csv.Error as error:
        row, column = _place(text)
        message = f"is not well-formed CSV: {error}; expected every quotation mark to be closed"
        return [], fault(row, column, message)
    return rows, faults


def _place(text: str) -> tuple[int, str | None]:
    """Row and column of the cell where the quotation marks first go wrong, or the text ends."""
    row, cell, state = 1, 0, "begins"
    for sign in text.replace("\r\n", "\n").replace("\r", "\n"):
        if state == "quoted":
            state = "closed" if sign == '"' else state
        elif sign == '"' and state in ("begins", "closed"):
            # Two of them in a quoted cell stand for one.
            state = "quoted"
        elif sign == ",":
            cell, state = cell + 1, "begins"
        elif sign == "\n":
            row, cell, state = row + 1, 0, "begins"
        elif state == "closed":
            break
        else:
            state = "plain"
    header = next(csv.reader(io.StringIO(text, newline="")), [])
    return row, header[cell] if row > 1 and cell < len(header) else None


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


def _cell_fault(field: Field, text: str) -> str | None:
    if text == "":
        return "is empty, but must be filled" if field.required else None
    if len(text) > MAX_CELL:
        return f"has {len(text):,} signs, expected at most {MAX_CELL:,}; is a quotation mark open?"
    if control := _CONTROL.search(text):
        return f"holds the control sign U+{ord(control[0]):04X}; expected plain text"
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


def _key_faults(table: Table, rows: list[tuple[int, list[str]]]) -> list[Fault]:
    keys = [table.key] if table.key else []
    keys += [(field.name,) for field in table.fields if field.unique and (field.name,) not in keys]
    faults = []
    for names in keys:
        places = [table.columns.index(name) for name in names]
        first: dict[tuple[str, ...], int] = {}
        for number, cells in rows:
            key = tuple(cells[i] for i in places)
            if key in first and any(key):
                message = (
                    f"{', '.join(key)} stands already in row {first[key]}; keys must be unique"
                )
                faults.append(Fault(table.path, number, names[0], message))
            first.setdefault(key, number)
    return faults


def _frame(numbers: list[int], cells: list[list[str]], table: Table) -> pd.DataFrame:
    frame = pd.DataFrame(cells, columns=table.columns, index=numbers, dtype="string")
    frame = frame.replace("", pd.NA)
    for field in table.fields:
        frame[field.name] = frame[field.name].astype(_DTYPES.get(field.type, "string"))
    return frame
