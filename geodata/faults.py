"""Faults in a data package: where they are, and what was expected instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a data package.

    Attributes
    ----------
    file : str
        File name inside the package, such as ``movements.csv``.
    row : int or None
        Line in the file as a spreadsheet counts it (the header is 1); None for the whole file.
    column : str or None
        Column name; None for the whole row.
    message : str
        What was found and what was expected.
    """

    file: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f", row {self.row}"
        if self.column is not None:
            where += f", column {self.column}"
        return f"{where}: {self.message}"


class PackageError(Exception):
    """A data package cannot be used.

    Parameters
    ----------
    faults : list of Fault
        Everything found wrong, not only the first.
    """

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda f: (f.file, f.row or 0, f.column or "", f.message))
        super().__init__("\n".join(str(fault) for fault in self.faults))
