"""Where a data package is read from: a folder of files, or something that can say the same."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from geodata.faults import Fault, PackageError
from geodata.files import read_file

if TYPE_CHECKING:
    import pandas as pd

    from geodata.boundaries import Boundaries
    from geodata.schema import Table

DESCRIPTOR = "datapackage.json"
# A page of the descriptor is a few kB; more is not a descriptor.
LARGEST_DESCRIPTOR = 2_000_000


class Source(Protocol):
    """What a package is read through; closed when it has been read.

    Attributes
    ----------
    name : str
        For people; never with a password in it.
    folder : Path or None
        The folder, where it is one.
    """

    name: str
    folder: Path | None

    def descriptor(self) -> str:
        """Text of ``datapackage.json``; PackageError if there is none."""

    def table(self, table: Table, *, optional: bool) -> tuple[pd.DataFrame, list[Fault]]:
        """A table (:func:`geodata.tables.typed`); without a record if it may be missing."""

    def boundaries(self, name: str, languages: tuple[str, ...], home: str) -> Boundaries:
        """The boundary layers; PackageError if they are not as expected."""

    def catalogue(self, language: str) -> bytes | None:
        """The package's own ``texts/LANGUAGE.po``, None if it has none."""

    def content(self, name: str) -> bytes | None:
        """A file as it is kept, None if there is none."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class FolderSource:
    """A data package in a folder.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder: Path | None = folder
        self.name = str(folder)
        self._home = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to close."""

    def content(self, name: str) -> bytes | None:
        """A file as it is, None if there is none; OSError if it cannot be read.

        Raises
        ------
        PackageError
            If it is no file that a package may hold (:func:`geodata.files.why_not`).
        """
        try:
            return read_file(self._home, name)
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise PackageError([Fault(name, None, None, str(error))]) from None

    def descriptor(self) -> str:
        """Text of ``datapackage.json``."""

        def refused(message: str) -> PackageError:
            return PackageError([Fault(DESCRIPTOR, None, None, message)])

        try:
            return read_file(self._home, DESCRIPTOR, LARGEST_DESCRIPTOR).decode("utf-8-sig")
        except FileNotFoundError:
            message = f"not found in {self.name}; a data package starts with this file"
            raise refused(message) from None
        except OSError as error:
            raise refused(f"cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise refused(f"is not JSON in UTF-8: {error}") from None
        except ValueError as error:
            raise refused(str(error)) from None

    def table(self, table: Table, *, optional: bool) -> tuple[pd.DataFrame, list[Fault]]:
        """A CSV file."""
        from geodata.tables import empty, read_table  # noqa: PLC0415  (tables read through sources)

        if optional and not (self._home / table.path).exists():
            return empty(table), []
        return read_table(self._home, table)

    def boundaries(self, name: str, languages: tuple[str, ...], home: str) -> Boundaries:
        """Layers of a GeoPackage."""
        from geodata.boundaries import read_boundaries  # noqa: PLC0415

        return read_boundaries(self._home / name, languages, home)

    def catalogue(self, language: str) -> bytes | None:
        """``texts/LANGUAGE.po``."""
        try:
            return self.content(f"texts/{language}.po")
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
            raise PackageError([Fault(f"texts/{language}.po", None, None, message)]) from None
