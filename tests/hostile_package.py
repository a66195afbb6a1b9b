"""A data package of a stranger who means harm: well-formed, and spiteful in every text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from geodata.schema import Schema
from tests.small_package import LISTS, make, read_rows, write_rows

# Each would run, fetch or draw something if it were ever taken for more than text.
PAYLOADS = (
    "<img src=x onerror=\"window.hurt='img'\">",
    "<script>window.hurt='script'</script>",
    "<svg onload=\"window.hurt='svg'\"><a href=\"javascript:window.hurt='a'\">tap</a></svg>",
    "\"><iframe src=\"https://evil.example/\" srcdoc=\"<script>parent.hurt='frame'</script>\">",
    "javascript:window.hurt='url'",
    "=HYPERLINK(\"https://evil.example/\",\"tap\")",
    "<link rel=stylesheet href=https://evil.example/x.css><style>*{display:none}</style>",
    "{{7*7}} ${7*7} {n} %s %(x)s {0.__class__} \\u003cb\\u003e",
    "<b class='hostile'>bold</b><hostile-element></hostile-element> &lt;i&gt; <!-- ",
    "</script></textarea></title><base href=https://evil.example/>",
    "!!python/object/apply:os.system ['touch /tmp/hurt']",
    "\u202etxet sdrawkcab\u202c \u0000".replace("\u0000", "") + "<marquee>",
)  # fmt: skip
MARK = "hostile-element"
# Ids that every JavaScript object has; well-formed, so that the package is read.
INHERITED = ("constructor", "__proto__", "hasownproperty")


def make_hostile(folder: Path) -> Schema:
    """Write the package into an empty folder; returns its descriptor."""
    schema = make(folder)
    turn = 0
    for table in schema.tables.values():
        rows = read_rows(folder / table.path)
        for row in rows:
            for field in table.fields:
                free = field.type == "string" and not (
                    field.enum or field.list_of or field.pattern or field.name == "date"
                )
                named = any(key.column == field.name for key in table.foreign_keys)
                listed = (table.name, field.name) in LISTS or field.name == "cat"
                if free and row[field.name] and not named and not listed:
                    choices = row[field.name].count("|")
                    row[field.name] = PAYLOADS[turn % len(PAYLOADS)] + " |x" * choices
                    turn += 1
        write_rows(folder / table.path, rows, table.columns)
    _rename(folder, schema)
    _descriptor(folder)
    _catalogues(folder, schema)
    return schema


def _rename(folder: Path, schema: Schema) -> None:
    """Give some records the names of what every object inherits, wherever they are named."""
    new: dict[str, str] = {}
    for name in ("places", "movements", "people"):
        table = schema.tables[name]
        rows = read_rows(folder / table.path)
        start = INHERITED.index("constructor") + ("places", "movements", "people").index(name)
        new[rows[0][table.key[0]]] = INHERITED[start % len(INHERITED)]
    for table in schema.tables.values():
        rows = read_rows(folder / table.path)
        for row in rows:
            for column in _referring(table.name, schema):
                row[column] = ";".join(new.get(item, item) for item in row[column].split(";"))
        write_rows(folder / table.path, rows, table.columns)


def _referring(name: str, schema: Schema) -> Iterator[str]:
    table = schema.tables[name]
    yield from (key.column for key in table.foreign_keys)
    yield from (column for owner, column in LISTS if owner == name)
    if len(table.key) == 1:
        yield table.key[0]


def _descriptor(folder: Path) -> None:
    path = folder / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["title"] = "</title><script>window.hurt='title'</script>{%scripts%}{%config%}"
    raw["version"] = "1\"><script>window.hurt='version'</script>"
    raw["description"] = PAYLOADS[0]
    path.write_text(json.dumps(raw), encoding="utf-8")


def _catalogues(folder: Path, schema: Schema) -> None:
    """Words of the interface that are markup and hold other signs than the message has."""
    for language in schema.languages:
        path = folder / "texts" / f"{language}.po"
        extra = (
            'msgid "Filters"\nmsgstr "<img src=x onerror=window.hurt=1> %s %(x)d {n} {0}"\n\n'
            'msgid "constructor"\nmsgstr "<b>"\n\nmsgid "__proto__"\nmsgstr "<b>"\n'
        )
        text = path.read_text(encoding="utf-8")
        blocks = [b for b in text.split("\n\n") if not b.startswith('msgid "Filters"\n')]
        path.write_text("\n\n".join([*blocks, extra]), encoding="utf-8")
