"""The standard form of a data package, filled in for a package's own years, languages and codes.

The tables of this atlas, described in ``data/datapackage.json``, are the form that every package
has. A package's own descriptor need not repeat it: tables it does not describe are taken from here,
with the package's languages in place of this atlas's, its years as limits, and its own categories,
nationalities and views as allowed values. Such a table may also be missing altogether.
"""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data"
# Without these there is nothing to show, or nothing to show it by.
NEEDED = frozenset({"places", "movements", "sources", "citations"})
# What is true of the dissertation only: its page numbers, and that all of it was read line by line.
_LOOSE = {
    ("citations", "page"),
    ("citations", "evidence_id"),
    ("evidence", "evidence_id"),
    ("people", "born"),
    ("people", "died"),
    ("life_stops", "year_from"),
    ("life_stops", "year_to"),
    ("sources", "year"),
    ("sources", "source_id"),
}
# A package's citation without a page still names its source.
_REQUIRED = {("citations", "source_id")}


@lru_cache(maxsize=1)
def _standard_text() -> str:
    return (DEFAULT_FOLDER / "datapackage.json").read_text(encoding="utf-8")


def standard() -> Json:
    """A copy of the descriptor of the atlas's own package."""
    found: Json = json.loads(_standard_text())
    return found


def standard_values(table: str, column: str) -> tuple[str, ...]:
    """Values that the interface has words for, of a column with allowed values."""
    resource = next(r for r in standard()["resources"] if r["name"] == table)
    field = next(f for f in resource["schema"]["fields"] if f["name"] == column)
    return tuple(field.get("constraints", {}).get("enum", ()))


def completed(raw: Json, codes: dict[str, tuple[str, ...]]) -> tuple[Json, frozenset[str]]:
    """A descriptor with every table described.

    Parameters
    ----------
    raw : dict
        A package's descriptor, its ``atlas`` already checked.
    codes : dict of str to tuple of str
        Allowed values by column name: ``category``, ``nationality``, ``camera`` ...

    Returns
    -------
    descriptor : dict
        A copy; the package's own tables first, untouched.
    optional : frozenset of str
        Tables that the package did not describe and may leave out.
    """
    own = {str(resource["name"]) for resource in raw.get("resources", [])}
    model = standard()
    added = [r for r in model["resources"] if r["name"] not in own]
    resources = [_fitted(r, model["atlas"], raw["atlas"], codes) for r in added]
    whole = {**copy.deepcopy(raw), "resources": [*raw.get("resources", []), *resources]}
    return whole, frozenset(r["name"] for r in added) - NEEDED


def _fitted(resource: Json, model: Json, atlas: Json, codes: dict[str, tuple[str, ...]]) -> Json:
    fields: list[Json] = []
    first, *others = model["languages"]
    for field in resource["schema"]["fields"]:
        base, _, language = field["name"].rpartition("_")
        if base and language in others:
            continue
        fitted = _fit(field, resource["name"], model, atlas, codes)
        if base and language == first:
            fields += [{**fitted, "name": f"{base}_{code}"} for code in atlas["languages"]]
        else:
            fields.append(fitted)
    return {**resource, "schema": {**resource["schema"], "fields": fields}}


def _fit(
    field: Json, table: str, model: Json, atlas: Json, codes: dict[str, tuple[str, ...]]
) -> Json:
    fitted = copy.deepcopy(field)
    rules = fitted.setdefault("constraints", {})
    name = field["name"]
    if (table, name) in _LOOSE:
        # Keys stay keys; limits, forms and duties go.
        kept = ("required", "unique") if table == name.removesuffix("_id") + "s" else ()
        fitted["constraints"] = {rule: rules[rule] for rule in kept}
        if kept:
            fitted["constraints"]["pattern"] = "[0-9A-Za-z._-]+"
        return fitted
    if (table, name) in _REQUIRED:
        rules["required"] = True
    if rules.get("minimum") == model["years"][0] and rules.get("maximum") == model["years"][1]:
        rules["minimum"], rules["maximum"] = atlas["years"]
    if rules.get("enum") == model["languages"]:
        rules["enum"] = list(atlas["languages"])
    if name == "kind" and table != "places":
        return fitted
    if "enum" in rules and name in codes:
        rules["enum"] = list(codes[name])
    if "listOf" in fitted and name in codes:
        fitted["listOf"] = list(codes[name])
    return fitted
