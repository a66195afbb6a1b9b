"""CSV files that spreadsheet programs may open: no cell is ever run as a formula."""

from __future__ import annotations

import csv
import io
import re

# What a spreadsheet program takes for the beginning of a formula.
STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def guarded(content: bytes) -> bytes:
    """A CSV table in which no cell is a formula.

    Cells that begin like a formula and are not numbers get an apostrophe before them, which
    spreadsheet programs take for "this is text". The table in the data package stays as it is.

    Parameters
    ----------
    content : bytes
        CSV in UTF-8, already known to be well-formed.

    Returns
    -------
    bytes
        The same bytes if no cell needed the guard.
    """
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    safe = [[_guarded_cell(cell) for cell in row] for row in rows]
    if safe == rows:
        return content
    out = io.StringIO(newline="")
    csv.writer(out).writerows(safe)
    return out.getvalue().encode("utf-8")


def _guarded_cell(cell: str) -> str:
    # Blanks before the sign do not stop a spreadsheet program, so they do not stop us.
    risky = cell.startswith(STARTS) or cell.lstrip().startswith(STARTS)
    return f"'{cell}" if risky and not NUMBER.fullmatch(cell.strip()) else cell
