"""The job every tool of the comparison does: land, sites with yearly figures, flows with years.

It is taken from the atlas's own records by the same rules as its page (``assets/js/selectors.mjs``,
``scene.mjs``), so that all draw the same marks. The peers are spared what only the atlas draws:
borders, rivers, names, labels, arrival rings, shaded oblasts and the timeline's chart.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

from geodata.atlas import Atlas
from geodata.bundle import bundle

Json = dict[str, Any]
AREAS = ("country", "region", "oblast")
TOWNS = ("city", "town", "village", "port", "station")
# The atlas folds plants and clubs into their city below 14 px; at the first view that is a degree.
FOLD_DEGREES = 1.0
# Digits of flow vertices: 0.01 degree is a tenth of a pixel at the first view.
PRECISION = 2


def workload(atlas: Atlas) -> Json:
    """What the peers draw.

    Parameters
    ----------
    atlas : Atlas
        A data package, read.

    Returns
    -------
    dict
        ``years`` (first and last); ``land`` (rings); ``sites``, each with ``at``, ``exists``
        (years or null) and ``figures`` (lists of year, people, family); ``flows``, each with
        ``line``, ``years``, ``people`` (or null) and ``family``.
    """
    document = bundle(atlas)
    families = {c["id"]: c["family"] for c in document["meta"]["categories"]}
    return {
        "years": document["meta"]["years"],
        "land": document["base"]["land"],
        "sites": _sites(document, families),
        "flows": _flows(document, families),
    }


def write(document: Json, path: Path) -> None:
    """Write a workload as compact JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, separators=(",", ":"), sort_keys=True), encoding="utf-8")


def sizes(document: Json) -> dict[str, int]:
    """How much a workload holds, for the notes of the table."""
    first, last = document["years"]
    per_year = [_in_year(document["flows"], year) for year in range(first, last + 1)]
    return {
        "sites": len(document["sites"]),
        "figures": sum(len(site["figures"]) for site in document["sites"]),
        "flows": len(document["flows"]),
        "most_flows_in_a_year": max(per_year),
        "land_coordinates": sum(len(ring) for ring in document["land"]),
    }


def _in_year(flows: list[Json], year: int) -> int:
    return sum(flow["years"][0] <= year <= flow["years"][1] for flow in flows)


def _low(record: Json) -> int | None:
    found = (record[key] for key in ("count", "countLow", "countHigh") if key in record)
    return next(found, None)


def _high(record: Json) -> int | None:
    found = (record[key] for key in ("countHigh", "count", "countLow") if key in record)
    return next(found, None)


def _counts_people(record: Json) -> bool:
    counted = _low(record) is not None and record.get("unit") == "persons"
    return counted and record.get("qualifier") != "disputed"


def _flows(document: Json, families: dict[str, str]) -> list[Json]:
    """Movements that happened and have both ends; rival readings of one movement are one flow."""
    groups: dict[object, list[Json]] = defaultdict(list)
    for move in document["movements"]:
        if move["status"] != "happened" or "line" not in move or "yearFrom" not in move:
            continue
        key = (move["origin"], move["destination"], move.get("alternative"))
        groups[key if "alternative" in move else move["id"]].append(move)
    return [_flow(group, families) for group in groups.values()]


def _flow(group: list[Json], families: dict[str, str]) -> Json:
    people = [_high(move) or 0 for move in group if _counts_people(move)]
    return {
        "line": [[round(v, PRECISION) for v in point] for point in group[0]["line"]],
        "years": [min(m["yearFrom"] for m in group), max(m["yearTo"] for m in group)],
        "people": max(people) if people else None,
        "family": families[group[0]["category"]],
    }


def _sites(document: Json, families: dict[str, str]) -> list[Json]:
    places = {place["id"]: place for place in document["places"]}
    spans = _documented_spans(document)
    figures = _figures(document, families)
    hosts = {place_id: _host(place, places) for place_id, place in places.items()}
    # A city shows the largest figure of what it holds, as the atlas does.
    for place_id, host in hosts.items():
        for year, figure in figures[place_id].items() if host != place_id else ():
            figures[host][year] = max(figure, figures[host].get(year, figure))
    sites = []
    for place_id, place in places.items():
        if "lon" not in place or place["kind"] == "country" or hosts[place_id] != place_id:
            continue
        exists = None if place["kind"] in AREAS else _exists(place, spans.get(place_id), document)
        yearly = [[year, *figure] for year, figure in sorted(figures[place_id].items())]
        if exists or yearly:
            at = [place["lon"], place["lat"]]
            sites.append({"at": at, "exists": exists, "figures": yearly})
    return sites


def _host(place: Json, places: dict[str, Json]) -> str:
    """The city a plant or club is drawn in at the first view, else the place itself."""
    city = places.get(place.get("partOf", ""))
    if city is None or city["kind"] not in TOWNS or "lon" not in city or "lon" not in place:
        return str(place["id"])
    apart = math.hypot(city["lon"] - place["lon"], city["lat"] - place["lat"])
    return str(city["id"] if apart < FOLD_DEGREES else place["id"])


def _figures(
    document: Json, families: dict[str, str]
) -> defaultdict[str, dict[int, tuple[int, str]]]:
    """Place -> year -> the largest figure of people and its family."""
    found: defaultdict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for record in document["populations"]:
        if not _counts_people(record) or "yearFrom" not in record:
            continue
        figure = (_high(record) or 0, families[record["category"]])
        for year in range(record["yearFrom"], record["yearTo"] + 1):
            yearly = found[record["place"]]
            yearly[year] = max(figure, yearly.get(year, figure))
    return found


def _documented_spans(document: Json) -> dict[str, tuple[int, int]]:
    """First and last year with any record, by place."""
    years: defaultdict[str, list[int]] = defaultdict(list)
    for table in ("movements", "populations", "events", "notes"):
        for record in document[table]:
            if "yearFrom" not in record:
                continue
            for key in ("place", "origin", "destination"):
                if key in record:
                    years[record[key]] += [record["yearFrom"], record["yearTo"]]
    return {place: (min(found), max(found)) for place, found in years.items()}


def _exists(place: Json, span: tuple[int, int] | None, document: Json) -> list[int] | None:
    first, last = document["meta"]["years"]
    if span is None and "founded" not in place:
        return None
    low, high = span or (first, last)
    years = [
        max(first, low, place.get("founded", first)),
        min(last, high, place.get("closed", last)),
    ]
    return years if years[0] <= years[1] else None
