"""The whole data set as a reference: CITATION.cff, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

from geodata.edition import Edition

# What TeX would read as a command. Letters of any script stay as they are: UTF-8.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def tex(text: str) -> str:
    """Text that means the same inside a BibTeX field."""
    return "".join(_TEX.get(letter, letter) for letter in text)


def cff(edition: Edition) -> str:
    """``CITATION.cff`` 1.2.0 (https://citation-file-format.github.io/) for the data set."""
    # A JSON string is a YAML string, whatever is in it.
    said = [
        ("cff-version", "1.2.0"),
        ("message", "If you use these data, please cite them, with the record's printed page."),
        ("title", edition.title),
        ("type", "dataset"),
        ("version", edition.version),
        ("date-released", edition.date),
        ("license", edition.licence),
        ("url", edition.address),
        ("abstract", edition.source and f"Source: {edition.source}."),
    ]
    lines = [f"{key}: {_quoted(value)}" for key, value in said if value]
    lines += ["authors:", f"  - name: {_quoted(edition.creator)}"]
    return "\n".join(lines) + "\n"


def bibtex(edition: Edition) -> str:
    """The data set as one BibTeX entry."""
    year = edition.date[:4] if edition.date else None
    note = f"Version {edition.version}. Licence: {edition.licence or 'not stated'}."
    fields = [
        ("author", f"{{{tex(edition.creator)}}}"),
        ("title", f"{{{tex(edition.title)}}}"),
        ("year", year),
        ("version", tex(edition.version)),
        ("note", tex(f"{note} Source: {edition.source}" if edition.source else note)),
        ("url", edition.address and edition.address.replace("{", "%7B").replace("}", "%7D")),
    ]
    lines = [f"  {key} = {{{value}}}" for key, value in fields if value]
    return "@misc{zholdar-data,\n" + ",\n".join(lines) + "\n}\n"


def csl(edition: Edition) -> str:
    """The data set as a CSL-JSON list (schema 1.0.2 of citationstyles.org) with one item."""
    item: dict[str, Any] = {
        "id": "zholdar-data",
        "type": "dataset",
        "title": edition.title,
        "author": [{"literal": edition.creator}],
        "version": edition.version,
    }
    if edition.date:
        item["issued"] = {"date-parts": [[int(part) for part in edition.date.split("-")]]}
    if edition.address:
        item["URL"] = edition.address
    item["note"] = f"Licence: {edition.licence or 'not stated'}."
    if edition.source:
        item["references"] = edition.source
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
