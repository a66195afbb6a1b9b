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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.declared import Category, Declared, declared
from geodata.faults import Fault, PackageError
from geodata.form import completed
from geodata.source import DESCRIPTOR, FolderSource

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
    try:
        return _schema(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
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
    tables = {resource["name"]: _table(resource) for resource in whole["resources"]}
    unknown = sorted(set(tables) - set(TABLES))
    if unknown:
        message = f"has unknown tables: {', '.join(unknown)}; expected {', '.join(TABLES)}"
        raise PackageError([Fault(DESCRIPTOR, None, "resources", message)])
    _check_columns(tables, said)
    return Schema(
        name=raw["name"],
        title=raw["title"],
        version=raw["version"],
        years=said.years,
        start_year=said.start_year,
        languages=said.languages,
        categories=said.categories,
        declared=said,
        boundaries=_plain(
            str(raw["atlas"].get("boundaries", "boundaries.gpkg")), "atlas.boundaries"
        ),
        tables=tables,
        optional=optional,
        raw=whole if len(whole["resources"]) > len(raw.get("resources", [])) else raw,
    )


def _check_columns(tables: dict[str, Table], said: Declared) -> None:
    """Tables that a package describes itself have the columns that the atlas reads."""
    wanted, _ = completed({"atlas": {**vars(said)}}, said.codes)
    faults = []
    for resource in wanted["resources"]:
        table = tables[resource["name"]]
        model = {f["name"]: f for f in resource["schema"]["fields"]}
        missing = [name for name in model if name not in table.columns]
        if missing:
            message = f"{table.name} describes no column {', '.join(missing)}"
            faults.append(Fault(DESCRIPTOR, None, "resources", message))
        for field in table.fields:
            allowed = model.get(field.name, {}).get("constraints", {}).get("enum")
            listed = model.get(field.name, {}).get("listOf")
            for known, given in ((allowed, field.enum), (listed, field.list_of)):
                strange = sorted(set(given) - set(known)) if known is not None else []
                if strange:
                    message = (
                        f"{table.name}.{field.name} allows {strange[0]!r}, which has no words; "
                        f"expected some of {', '.join(known)}, or a label for it under atlas"
                    )
                    faults.append(Fault(DESCRIPTOR, None, "resources", message))
    if faults:
        raise PackageError(faults)


def _plain(path: str, column: str) -> str:
    """A file name without a folder; a stranger's package must not reach outside its own."""
    if Path(path).name != path or "\\" in path or path in ("", ".", ".."):
        message = f"{path!r} must be a plain file name"
        raise PackageError([Fault(DESCRIPTOR, None, column, message)])
    return path


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    path = _plain(str(resource["path"]), f"path of {resource['name']}")
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
