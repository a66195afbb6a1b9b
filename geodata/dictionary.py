"""The data dictionary, ``docs/data.md``, written from the descriptor by ``make dictionary``."""

from __future__ import annotations

from pathlib import Path

from geodata.atlas import DEFAULT_FOLDER
from geodata.schema import Field, Schema, Table, read_schema

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data.md"
HEAD = """# Data dictionary

Written from `data/datapackage.json` by `make dictionary`; do not edit by hand.

All tables are CSV, UTF-8, comma-separated, with a header. An empty cell means: not recorded.
Columns in `_en`, `_kk`, `_ru` hold the same text in English, Kazakh and Russian.

A program fetches them at stable addresses, also as GeoPackage and GeoJSON: [api.md](api.md).
"""


def page(schema: Schema) -> str:
    """The dictionary as Markdown."""
    parts = [HEAD, f"Version {schema.version}, years {schema.years[0]} to {schema.years[1]}.\n"]
    parts += [_table(table) for table in schema.tables.values()]
    return "\n".join(parts)


def _table(table: Table) -> str:
    lines = [f"## {table.name}", ""]
    if table.description:
        lines += [table.description, ""]
    if table.key:
        lines += [f"Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
    lines += ["| column | type | must be filled | meaning |", "|---|---|---|---|"]
    references = {key.column: key for key in table.foreign_keys}
    for field in table.fields:
        meaning = field.description
        if field.name in references:
            key = references[field.name]
            meaning += f" (a `{key.key}` of `{key.table or table.name}`)"
        meaning += _allowed(field)
        need = "yes" if field.required else ""
        lines.append(f"| `{field.name}` | {field.type} | {need} | {meaning} |")
    return "\n".join([*lines, ""])


def _allowed(field: Field) -> str:
    if field.enum:
        return f"; one of {', '.join(field.enum)}"
    if field.list_of:
        return f"; any of {', '.join(field.list_of)}, separated by `{field.delimiter}`"
    if field.minimum is not None and field.maximum is not None:
        return f"; {field.minimum:g} to {field.maximum:g}"
    return ""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(read_schema(DEFAULT_FOLDER)), encoding="utf-8")


if __name__ == "__main__":
    main()
