"""The form of a data package, read from its ``datapackage.json``.

The descriptor is the one place where columns, types, keys and allowed values are written down;
validation, the data dictionary and the downloads all follow it. It is a Frictionless tabular data
package (https://specs.frictionlessdata.io/tabular-data-package/) with two additions: ``listOf``
and ``listDelimiter`` on a field hold the values allowed in a list, and ``atlas`` holds what the
page needs to know (:mod:`geodata.declared`). Tables it does not describe have the standard form
(:mod:`geodata.form`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.declared import Category, Chapter, Declared, declared
from geodata.faults import Fault, PackageError
from geodata.form import completed, standard
from geodata.source import DESCRIPTOR, FolderSource

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
class Schema:
    """The whole descriptor in typed form.

    ``optional`` names tables that may be missing; ``raw`` is the descriptor as it was read, with
    the tables that it left to the standard form.
    """

    name: str
    title: str
    version: str
    years: tuple[int, int]
    start_year: int
    languages: tuple[str, ...]
    categories: tuple[Category, ...]
    declared: Declared
    boundaries: str
    chapters: tuple[Chapter, ...]
    tables: dict[str, Table]
    optional: frozenset[str]
    raw: dict[str, Any]

    @property
    def about(self) -> dict[str, str]:
        """What the package says of itself (``name``, ``subtitle`` ...) in its first language."""
        first = self.languages[0]
        return {
            key.removeprefix("atlas:"): texts[first]
            for key, texts in self.declared.labels.items()
            if key.startswith("atlas:")
        }


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
        If the folder or the descriptor cannot be read, or anything in it is wrong.
    """
    return schema_of(FolderSource(folder).descriptor())


def schema_of(text: str) -> Schema:
    """The typed form of a descriptor.

    Parameters
    ----------
    text : str
        JSON.

    Raises
    ------
    PackageError
        If it is not JSON or anything in it is wrong.
    """
    try:
        raw = json.loads(text)
    except ValueError as error:
        message = f"is not JSON in UTF-8: {error}"
        raise PackageError([Fault(DESCRIPTOR, None, None, message)]) from None
    except RecursionError:
        message = "is not JSON that can be read: brackets in brackets without end"
        raise PackageError([Fault(DESCRIPTOR, None, None, message)]) from None
    try:
        return _schema(raw)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        message = f"has not the expected form: {error!r}"
        raise PackageError([Fault(DESCRIPTOR, None, None, message)]) from None


def _schema(raw: dict[str, Any]) -> Schema:
    said, faults = declared(raw.get("atlas"))
    for key in ("name", "title", "version"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            faults.append(Fault(DESCRIPTOR, None, key, "is missing"))
    if said is None or faults:
        raise PackageError(faults)
    whole, optional = completed(raw, said.codes)
    listed = [_table(resource) for resource in whole["resources"]]
    tables = {table.name: table for table in listed}
    if len(tables) < len(listed) or len({table.path for table in listed}) < len(listed):
        message = "has two tables of one name or one file"
        raise PackageError([Fault(DESCRIPTOR, None, "resources", message)])
    return Schema(
        name=raw["name"],
        title=raw["title"],
        version=raw["version"],
        years=said.years,
        start_year=said.start_year,
        languages=said.languages,
        categories=said.categories,
        declared=said,
        boundaries=_file_name(
            raw["atlas"].get("boundaries", "boundaries.gpkg"), "atlas.boundaries", ".gpkg"
        ),
        chapters=said.chapters,
        tables=tables,
        optional=optional,
        raw=whole if len(whole["resources"]) > len(raw.get("resources", [])) else raw,
    )


def needed_tables(said: Declared) -> dict[str, Table]:
    """Tables as the standard form has them for a package: what the program works with."""
    form, _ = completed({"atlas": {**vars(said)}}, said.codes)
    return {resource["name"]: _table(resource) for resource in form["resources"]}


def standard_tables() -> dict[str, Table]:
    """Tables as this atlas's own package has them."""
    return {resource["name"]: _table(resource) for resource in standard()["resources"]}


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
