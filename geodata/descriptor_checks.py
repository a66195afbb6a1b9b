"""Checks of the tables a descriptor describes: that the program finds what it works with.

A package from elsewhere may have other records, years, languages and allowed values, more columns
and more tables. What the program asks by name it must have, as the standard form has it
(:mod:`geodata.form`): otherwise the fault would show much later and far from its cause. What the
descriptor says under ``atlas`` is checked as it is read (:mod:`geodata.declared`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from geodata.faults import Fault
from geodata.schema import Field, Schema, Table, needed_tables, standard_tables
from geodata.source import DESCRIPTOR

TYPES = ("string", "integer", "number")
_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def descriptor_faults(schema: Schema) -> list[Fault]:
    """Everything wrong in the tables of a descriptor that could be read.

    Parameters
    ----------
    schema : Schema
        The package's.

    Returns
    -------
    list of Fault
    """
    faults = [fault for table in schema.tables.values() for fault in _table_faults(table, schema)]
    standard = standard_tables()
    for name, needed in needed_tables(schema.declared).items():
        faults += _needed_faults(schema.tables[name], needed, standard[name])
    return faults


def _fault(column: str, message: str) -> Fault:
    return Fault(DESCRIPTOR, None, column, message)


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


def _needed_faults(table: Table, needed: Table, standard: Table) -> Iterator[Fault]:
    """What a table lacks that the standard form, fitted to the package, has."""
    strict = {field.name: field for field in standard.fields}
    for field in needed.fields:
        where = f"{table.name}.{field.name}"
        if field.name not in table.columns:
            yield _fault(where, "column missing; the atlas works with it")
            continue
        found, own = table.field(field.name), strict.get(field.name, field)
        if found.type != field.type:
            yield _fault(where, f"type is {found.type!r}; the atlas needs {field.type!r}")
        if field.required and own.required and not found.required:
            yield _fault(where, "required is False; the atlas needs True")
        if field.pattern and found.pattern not in (field.pattern, own.pattern):
            yield _fault(where, f"pattern is {found.pattern!r}; the atlas needs {field.pattern!r}")
        yield from _value_faults(where, found, field)
    if table.key != needed.key:
        message = f"is {list(table.key)}; the atlas needs {list(needed.key)}"
        yield _fault(f"{table.name}.primaryKey", message)
    for reference in needed.foreign_keys:
        if reference not in table.foreign_keys:
            message = f"{reference.column} must refer to {reference.table}.{reference.key}"
            yield _fault(f"{table.name}.foreignKeys", message)


def _value_faults(where: str, found: Field, needed: Field) -> Iterator[Fault]:
    """Values that a column may have and nobody has words for."""
    for given, known in ((found.enum, needed.enum), (found.list_of, needed.list_of)):
        strange = sorted(set(given) - set(known)) if known else []
        if strange:
            message = (
                f"allows {strange[0]!r}, which has no words; "
                f"expected some of {', '.join(known)}, or a label for it under atlas"
            )
            yield _fault(where, message)
        elif known and not given:
            yield _fault(where, f"allows anything; expected some of {', '.join(known)}")
