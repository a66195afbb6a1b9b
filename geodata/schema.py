"""The form of a data package, read from its ``datapackage.json``.

The descriptor is the one place where columns, types, keys and allowed values are written down;
validation, the data dictionary and the downloads all follow it. It is a Frictionless tabular data
package (https://specs.frictionlessdata.io/tabular-data-package/) with two additions: ``listOf``
and ``listDelimiter`` on a field hold the values allowed in a list, and ``atlas`` holds what the
page needs to know (years, languages, categories and their families, chapters of the source).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.faults import Fault, PackageError
from geodata.files import read_file

DESCRIPTOR = "datapackage.json"
# Names of files go into paths, headers and addresses.
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}", re.ASCII)
TABLES = (
    "places",
    "place_names",
    "movements",
    "populations",
    "events",
    "notes",
    "people",
    "life_stops",
    "stories",
    "story_steps",
    "vocabulary",
    "abbreviations",
    "sources",
    "citations",
    "conflicts",
    "evidence",
)


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    type: str
    description: str
    required: bool
    unique: bool
    enum: tuple[str, ...]
    list_of: tuple[str, ...]
    delimiter: str
    minimum: float | None
    maximum: float | None
    pattern: str | None


@dataclass(frozen=True)
class ForeignKey:
    """A column that must name a key of a table (its own if ``table`` is empty)."""

    column: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """One table: its file, its columns in order, its key and its references."""

    name: str
    path: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> list[str]:
        """Column names in the order of the file."""
        return [field.name for field in self.fields]

    def field(self, name: str) -> Field:
        """The column called `name`; KeyError if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@dataclass(frozen=True)
class Category:
    """Why people moved, and the family that gives it hue and shape."""

    id: str
    family: str


@dataclass(frozen=True)
class Chapter:
    """A chapter of the source: its first printed page, and what it is about, by language."""

    page: int
    title: dict[str, str]


@dataclass(frozen=True)
class Schema:
    """The whole descriptor in typed form; ``raw`` keeps it as it was read."""

    name: str
    title: str
    version: str
    years: tuple[int, int]
    start_year: int
    languages: tuple[str, ...]
    categories: tuple[Category, ...]
    boundaries: str
    chapters: tuple[Chapter, ...]
    tables: dict[str, Table]
    raw: dict[str, Any]


def read_schema(folder: Path) -> Schema:
    """Read ``datapackage.json`` of a data package.

    Parameters
    ----------
    folder : Path
        Folder of the data package.

    Returns
    -------
    Schema

    Raises
    ------
    PackageError
        If the folder or the descriptor cannot be read or misses a table.
    """

    def refused(message: str) -> PackageError:
        return PackageError([Fault(DESCRIPTOR, None, None, message)])

    try:
        raw = json.loads(read_file(folder, DESCRIPTOR).decode("utf-8"))
    except FileNotFoundError:
        raise refused(f"not found in {folder}; a data package starts with this file") from None
    except OSError as error:
        raise refused(f"cannot be read: {error.strerror}") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise refused(f"is not JSON in UTF-8: {error}") from None
    except RecursionError:
        raise refused("is not JSON that can be read: brackets in brackets without end") from None
    except ValueError as error:
        raise refused(str(error)) from None
    try:
        return _schema(raw)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise refused(f"has not the expected form: {error!r}") from None


def _schema(raw: dict[str, Any]) -> Schema:
    listed = [_table(resource) for resource in raw["resources"]]
    tables = {table.name: table for table in listed}
    if len(tables) < len(listed) or len({table.path for table in listed}) < len(listed):
        message = "has two tables of one name or one file"
        raise PackageError([Fault(DESCRIPTOR, None, "resources", message)])
    missing = [name for name in TABLES if name not in tables]
    if missing:
        message = f"misses the tables {', '.join(missing)}"
        raise PackageError([Fault(DESCRIPTOR, None, "resources", message)])
    atlas = raw["atlas"]
    first, last = (int(year) for year in atlas["years"])
    return Schema(
        name=str(raw["name"]),
        title=str(raw["title"]),
        version=str(raw["version"]),
        years=(first, last),
        start_year=int(atlas["start_year"]),
        languages=tuple(str(language) for language in atlas["languages"]),
        categories=tuple(Category(str(c["id"]), str(c["family"])) for c in atlas["categories"]),
        boundaries=_file_name(atlas["boundaries"], "boundaries", ".gpkg"),
        # A package need not say how its source is divided.
        chapters=tuple(
            Chapter(int(chapter["page"]), dict(chapter["title"]))
            for chapter in atlas.get("chapters", ())
        ),
        tables=tables,
        raw=raw,
    )


def _file_name(path: object, what: str, ending: str) -> str:
    """A path that stays in the package's own folder."""
    name = str(path)
    if not _FILE.fullmatch(name) or not name.endswith(ending):
        message = f"path {name!r} of {what} must be a plain file name that ends in {ending}"
        raise PackageError([Fault(DESCRIPTOR, None, "path", message)])
    return name


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    path = _file_name(resource["path"], str(resource["name"]), ".csv")
    key = schema.get("primaryKey", ())
    return Table(
        name=str(resource["name"]),
        path=path,
        description=str(resource.get("description", "")),
        fields=tuple(_field(field) for field in schema["fields"]),
        key=(key,) if isinstance(key, str) else tuple(key),
        foreign_keys=tuple(
            ForeignKey(
                str(fk["fields"]), str(fk["reference"]["resource"]), str(fk["reference"]["fields"])
            )
            for fk in schema.get("foreignKeys", [])
        ),
    )


def _field(field: dict[str, Any]) -> Field:
    constraints = field.get("constraints", {})
    return Field(
        name=str(field["name"]),
        type=str(field["type"]),
        description=str(field.get("description", "")),
        required=bool(constraints.get("required", False)),
        unique=bool(constraints.get("unique", False)),
        enum=tuple(str(value) for value in constraints.get("enum", ())),
        list_of=tuple(str(value) for value in field.get("listOf", ())),
        delimiter=str(field.get("listDelimiter", ";")),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        pattern=constraints.get("pattern"),
    )
