"""The form of a data package, read from its ``datapackage.json``.

The descriptor is the one place where columns, types, keys and allowed values are written down;
validation, the data dictionary and the downloads all follow it. It is a Frictionless tabular data
package (https://specs.frictionlessdata.io/tabular-data-package/) with two additions: ``listOf``
and ``listDelimiter`` on a field hold the values allowed in a list, and ``atlas`` holds what the
page needs to know (years, languages, categories and their families).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.faults import Fault, PackageError

DESCRIPTOR = "datapackage.json"
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
    path = folder / DESCRIPTOR
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"not found in {folder}; a data package starts with this file"
        raise PackageError([Fault(DESCRIPTOR, None, None, message)]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise PackageError([Fault(DESCRIPTOR, None, None, message)]) from None
    except ValueError as error:
        message = f"is not JSON in UTF-8: {error}"
        raise PackageError([Fault(DESCRIPTOR, None, None, message)]) from None
    try:
        return _schema(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"has not the expected form: {error!r}"
        raise PackageError([Fault(DESCRIPTOR, None, None, message)]) from None


def _schema(raw: dict[str, Any]) -> Schema:
    tables = {resource["name"]: _table(resource) for resource in raw["resources"]}
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
        languages=tuple(atlas["languages"]),
        categories=tuple(Category(c["id"], c["family"]) for c in atlas["categories"]),
        boundaries=str(atlas["boundaries"]),
        tables=tables,
        raw=raw,
    )


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    path = str(resource["path"])
    if Path(path).name != path:
        # A package from a stranger must not reach outside its own folder.
        message = f"path {path!r} of {resource['name']} must be a plain file name"
        raise PackageError([Fault(DESCRIPTOR, None, "path", message)])
    key = schema.get("primaryKey", [])
    return Table(
        name=str(resource["name"]),
        path=path,
        description=str(resource.get("description", "")),
        fields=tuple(_field(field) for field in schema["fields"]),
        key=(key,) if isinstance(key, str) else tuple(key),
        foreign_keys=tuple(
            ForeignKey(fk["fields"], fk["reference"]["resource"], fk["reference"]["fields"])
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
        enum=tuple(constraints.get("enum", ())),
        list_of=tuple(field.get("listOf", ())),
        delimiter=str(field.get("listDelimiter", ";")),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        pattern=constraints.get("pattern"),
    )
