"""Checks of the descriptor itself: that the program finds in a package what it works with.

A package from elsewhere may have other records, years, languages and allowed values, more columns
and more tables. What the program asks by name it must have, as the atlas's own descriptor has it:
otherwise the fault would show much later and far from its cause.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from geodata.faults import Fault
from geodata.schema import DESCRIPTOR, Field, Schema, Table

TYPES = ("string", "integer", "number")
# Each has a colour and a shape (assets/css/tokens.css, assets/js/vocabulary.mjs).
FAMILIES = ("work", "politics", "evac", "forced", "camps", "left", "other")
# The page keeps a bar for each year.
MOST_YEARS = 400
_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)


def descriptor_faults(schema: Schema, needed: Schema) -> list[Fault]:
    """Everything wrong in a descriptor that could be read.

    Parameters
    ----------
    schema : Schema
        The package's.
    needed : Schema
        The atlas's own, with the columns, keys and references the program works with.

    Returns
    -------
    list of Fault
    """
    faults = list(_atlas_faults(schema))
    for table in schema.tables.values():
        faults += _table_faults(table, schema)
    for table in needed.tables.values():
        faults += _needed_faults(schema.tables[table.name], table, schema, needed)
    return faults


def _fault(column: str, message: str) -> Fault:
    return Fault(DESCRIPTOR, None, column, message)


def _atlas_faults(schema: Schema) -> Iterator[Fault]:
    first, last = schema.years
    if not 1 <= first <= last <= 9999 or last - first >= MOST_YEARS:
        message = f"{first} to {last}; expected a first and a last year, {MOST_YEARS} at most"
        yield _fault("atlas.years", message)
    if not first <= schema.start_year <= last:
        yield _fault("atlas.start_year", f"{schema.start_year} is outside {first} to {last}")
    codes = schema.languages
    if not codes or len(set(codes)) < len(codes) or not all(map(_LANGUAGE.fullmatch, codes)):
        yield _fault("atlas.languages", f"{list(codes)}; expected codes such as en, each once")
    for category in schema.categories:
        if not _ID.fullmatch(category.id):
            yield _fault("atlas.categories", f"{category.id!r} is no id; expected a-z, 0-9 and _")
        if category.family not in FAMILIES:
            message = f"{category.family!r} is not allowed; expected one of {', '.join(FAMILIES)}"
            yield _fault("atlas.categories", message)


def _table_faults(table: Table, schema: Schema) -> Iterator[Fault]:
    def fault(column: str, message: str) -> Fault:
        return _fault(f"{table.name}.{column}", message)

    if not _COLUMN.fullmatch(table.name):
        yield _fault("resources", f"{table.name!r} is no name; expected a-z, 0-9 and _")
    columns = table.columns
    if len(set(columns)) < len(columns):
        yield fault("fields", "a column name stands twice")
    for field in table.fields:
        if not _COLUMN.fullmatch(field.name):
            yield fault("fields", f"{field.name!r} is no name; expected a-z, 0-9 and _")
        for message in _field_messages(field):
            yield fault(field.name, message)
    for name in table.key:
        if name not in columns:
            yield fault("primaryKey", f"{name!r} is no column of this table")
    for reference in table.foreign_keys:
        target = schema.tables.get(reference.table or table.name)
        if reference.column not in columns:
            yield fault("foreignKeys", f"{reference.column!r} is no column of this table")
        if target is None or reference.key not in target.columns:
            message = f"{reference.table}.{reference.key} is no column of a table"
            yield fault("foreignKeys", message)


def _field_messages(field: Field) -> Iterator[str]:
    if field.type not in TYPES:
        yield f"type {field.type!r} is not known; expected one of {', '.join(TYPES)}"
    for bound in (field.minimum, field.maximum):
        plain = isinstance(bound, (int, float)) and not isinstance(bound, bool)
        if bound is not None and not (plain and math.isfinite(bound)):
            yield f"{bound!r} is no number that could bound a column"
    if not field.delimiter:
        yield "listDelimiter is empty"
    try:
        re.compile(field.pattern or "")
    except (re.error, TypeError, RecursionError, OverflowError) as error:
        yield f"pattern {field.pattern!r} is not a regular expression: {error}"


def _needed_faults(table: Table, own: Table, schema: Schema, needed: Schema) -> Iterator[Fault]:
    for field in own.fields:
        base, _, language = field.name.rpartition("_")
        told = language in needed.languages
        for name in [f"{base}_{code}" for code in schema.languages] if told else [field.name]:
            where = f"{table.name}.{name}"
            if name not in table.columns:
                yield _fault(where, "column missing; the atlas works with it")
                continue
            found = table.field(name)
            for what in ("type", "required", "pattern"):
                wanted, said = getattr(field, what), getattr(found, what)
                if wanted and wanted != said:
                    yield _fault(where, f"{what} is {said!r}; the atlas needs {wanted!r}")
    if table.key != own.key:
        message = f"is {list(table.key)}; the atlas needs {list(own.key)}"
        yield _fault(f"{table.name}.primaryKey", message)
    for reference in own.foreign_keys:
        if reference not in table.foreign_keys:
            message = f"{reference.column} must refer to {reference.table}.{reference.key}"
            yield _fault(f"{table.name}.foreignKeys", message)
