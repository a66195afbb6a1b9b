"""Tables of a data package: CSV files read into typed pandas frames, every bad cell named.

A table is either read whole or not at all. Row numbers in faults are those a spreadsheet shows:
the header is row 1.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from pathlib import Path

import pandas as pd

from geodata.faults import Fault
from geodata.files import read_file
from geodata.schema import Field, Table

# A cell of evidence is a few sentences; anything longer is a broken quotation mark.
MAX_CELL = 20_000
# Of one table, its header among them; the atlas's own longest has some thousands.
MAX_ROWS = 1_000_000
# Whoever has broken a whole column need not read of every row.
MOST_FAULTS = 500
# What no spreadsheet program shows and no text needs: all control signs but tab and line end.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Numbers of rows, cells by column, faults of form.
Columns = tuple[list[int], list[list[str]], list[Fault]]
_DTYPES = {"integer": "Int64", "number": "Float64", "string": "string"}


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
    try:
        content = read_file(folder, table.path)
    except FileNotFoundError:
        message = "not found; the data package needs this table"
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
    except ValueError as error:
        message = str(error)
    else:
        numbers, columns, faults = csv_columns(content, table)
        return (empty(table), faults) if faults else typed(numbers, columns, table)
    return empty(table), [Fault(table.path, None, None, message)]


def typed(
    numbers: list[int], columns: list[list[str]], table: Table
) -> tuple[pd.DataFrame, list[Fault]]:
    """Cells of text as a typed frame.

    Parameters
    ----------
    numbers : list of int
        Numbers of the rows, for faults and as the frame's index.
    columns : list of list of str
        The cells of each of the table's columns, in its order.
    table : Table
        What they must hold.

    Returns
    -------
    frame : DataFrame
        One row per record; columns in the descriptor's order, empty cells missing (``<NA>``),
        integers as ``Int64``, numbers as ``Float64``, everything else as ``string``. The index is
        the row number in the file. Empty if there are faults.
    faults : list of Fault
        Every cell that is not what the descriptor asks for.
    """
    faults = [*_cell_faults(table, numbers, columns), *_key_faults(table, numbers, columns)]
    return (empty(table), faults) if faults else (_frame(numbers, columns, table), faults)


def empty(table: Table) -> pd.DataFrame:
    """The table without a record."""
    return _frame([], [], table)


def csv_columns(content: bytes, table: Table) -> Columns:
    """Row numbers of a CSV file, the cells of each of the table's columns, and faults of form."""

    def fault(row: int | None, column: str | None, message: str) -> Columns:
        return [], [], [Fault(table.path, row, column, message)]

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row, column = _place(error.object[: error.start].decode("utf-8-sig"))
        return fault(row, column, f"is not UTF-8 (byte {error.start}); save it as CSV UTF-8")
    # Cells are measured by _cell_fault, which knows their column.
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        faults = header_faults(header, table)
        if faults:
            return [], [], faults
        rows = list(itertools.islice(reader, MAX_ROWS - 1))
        if next(reader, None) is not None:
            message = f"is one row too many; expected at most {MAX_ROWS:,}"
            return fault(MAX_ROWS + 1, None, message)
    except csv.Error as error:
        row, column = _place(text)
        message = f"is not well-formed CSV: {error}; expected every quotation mark to be closed"
        return fault(row, column, message)
    numbered = [(number, cells) for number, cells in enumerate(rows, start=2) if any(cells)]
    for number, cells in numbered:
        if len(cells) != len(header):
            message = f"has {len(cells)} cells, expected {len(header)} as in the header"
            # The first column without a cell; of cells too many nobody knows which.
            lacking = header[len(cells)] if len(cells) < len(header) else None
            faults.append(Fault(table.path, number, lacking, message))
            if len(faults) >= MOST_FAULTS:
                break
    if faults:
        return [], [], faults
    by_column = list(zip(*(cells for _, cells in numbered), strict=True)) or [()] * len(header)
    columns = [list(map(str.strip, by_column[header.index(name)])) for name in table.columns]
    return [number for number, _ in numbered], columns, []


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


def _cell_faults(table: Table, numbers: list[int], columns: list[list[str]]) -> list[Fault]:
    """Faults of all cells; each distinct text of a column is looked at once."""
    faults = []
    for field, texts in zip(table.fields, columns, strict=True):
        # Free text, such as a label, can only be missing, too long or unprintable.
        free = not (field.type != "string" or field.enum or field.list_of or field.pattern)
        asked = {text for text in set(texts) if not free or _odd(text)}
        found = {text: _cell_fault(field, text) for text in asked}
        if any(found.values()):
            for number, text in zip(numbers, texts, strict=True):
                message = found.get(text)
                if message:
                    faults.append(Fault(table.path, number, field.name, message))
                    if len(faults) >= MOST_FAULTS:
                        return faults
    return faults


def _odd(text: str) -> bool:
    return text == "" or len(text) > MAX_CELL or _CONTROL.search(text) is not None


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


def _key_faults(table: Table, numbers: list[int], columns: list[list[str]]) -> list[Fault]:
    wanted = [table.key] if table.key else []
    wanted += [
        (field.name,) for field in table.fields if field.unique and (field.name,) not in wanted
    ]
    faults = []
    for names in wanted:
        keys = list(zip(*(columns[table.columns.index(name)] for name in names), strict=True))
        if len(set(keys)) == len(keys):
            continue
        first: dict[tuple[str, ...], int] = {}
        for number, key in zip(numbers, keys, strict=True):
            if key in first and any(key):
                message = (
                    f"{', '.join(key)} stands already in row {first[key]}; keys must be unique"
                )
                faults.append(Fault(table.path, number, names[0], message))
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
