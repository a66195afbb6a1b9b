"""The gazetteer in the Linked Places format, for World Historical Gazetteer, Peripleo and others.

Written after https://github.com/LinkedPasts/linked-places-format (README, 1.1 and 1.2.2).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.atlas import Atlas
from geodata.edition import Edition

Json = dict[str, Any]
CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
# Getty AAT concepts of feature-types-AAT_20230609.tsv in the format's repository. Kinds that have
# no fitting concept there (plant, camp, hostel ...) are given in the atlas's own words only.
AAT = {
    "country": ("aat:300387506", "country"),
    "region": ("aat:300182722", "region (geographic)"),
    "oblast": ("aat:300232418", "administrative division"),
    "city": ("aat:300008389", "city"),
    "town": ("aat:300008375", "town"),
    "village": ("aat:300008372", "village"),
    "port": ("aat:300120599", "port"),
}
# The coordinates stand for the place itself, for the district around it, or for a whole area.
CERTAINTY = {"site": "certain", "town": "certain", "district": "less-certain"}
# Printed pages that one place is cited with.
MOST_PAGES = 12


def linked_places(atlas: Atlas, edition: Edition) -> Json:
    """Every place of the gazetteer as a Linked Places FeatureCollection.

    Parameters
    ----------
    atlas : Atlas
        Whose gazetteer.
    edition : Edition
        Its version, licence and address. Without an address every ``@id`` is relative to the
        file's own: ``../?place=ID`` leads to the atlas that the file was fetched from.

    Returns
    -------
    dict
        Coordinates in degrees, EPSG:4326. A place that cannot be located has an empty
        GeometryCollection: the README's ``["null"]`` would not be GeoJSON (RFC 7946).
    """
    frames = atlas.frames
    evidence = _pages(atlas)
    spans = _documented(atlas)
    names: dict[str, list[Json]] = {}
    for name in frames["place_names"].to_dict("records"):
        names.setdefault(str(name["place_id"]), []).append(name)
    base = edition.address or "../"
    languages = atlas.schema.languages
    printed = atlas.schema.about.get("page", "p. {n}")

    def cited(place: str) -> Json:
        return _citation(base, place, evidence[place], printed)

    known = {str(row["place_id"]): row for row in frames["places"].to_dict("records")}
    return {
        "@context": CONTEXT,
        "type": "FeatureCollection",
        "zholdar": edition.facts(),
        "features": [
            {
                **_named(row, known, base, languages),
                "names": _names(row, names.get(place, []), cited(place), languages),
                **_dated(row, spans.get(place)),
            }
            for place, row in known.items()
        ],
    }


def _named(row: Json, known: dict[str, Json], base: str, languages: tuple[str, ...]) -> Json:
    """What a feature says of a place besides its names and years."""
    name = f"name_{languages[0]}"
    place = str(row["place_id"])
    feature: Json = {
        "@id": _address(base, place),
        "type": "Feature",
        "properties": {"title": row[name], "id": place, "precision": row["precision"]},
        "types": [_type(str(row["kind"]))],
        "geometry": _geometry(row),
    }
    if pd.notna(row["geonames_id"]):
        feature["links"] = [{"type": "closeMatch", "identifier": f"gn:{int(row['geonames_id'])}"}]
    if pd.notna(row["part_of"]):
        host = known[row["part_of"]]
        feature["relations"] = [
            {
                "relationType": "gvp:broaderPartitive",
                "relationTo": _address(base, str(host["place_id"])),
                "label": f"part of {host[name]}",
            }
        ]
    notes = [(lang, row.get(f"note_{lang}")) for lang in languages]
    said = [{"value": note, "lang": lang} for lang, note in notes if pd.notna(note)]
    if said:
        feature["descriptions"] = said
    return feature


def _dated(row: Json, span: tuple[int, int] | None) -> Json:
    when = _when(row, span)
    return {"when": when} if when else {}


def _address(base: str, place: str) -> str:
    return f"{base}?place={place}"


def _citation(base: str, place: str, pages: list[int], printed: str) -> Json:
    """Where the name stands: printed pages, or the gazetteer itself where no record names it."""
    shown = ", ".join(str(page) for page in pages[:MOST_PAGES])
    more = ", ..." if len(pages) > MOST_PAGES else ""
    label = printed.replace("{n}", f"{shown}{more}") if pages else "Gazetteer of the atlas, no page"
    return {"label": label, "@id": _address(base, place)}


def _names(row: Json, names: list[Json], citation: Json, languages: tuple[str, ...]) -> list[Json]:
    """The name in every language, then names of other years; each once.

    Only the name that the records go by is cited with their pages: names of other years are mostly
    general knowledge.
    """
    found: dict[tuple[str, str], Json] = {}
    for name in names:
        entry: Json = {"toponym": name["name"], "lang": name["lang"]}
        if name["name"] == row[f"name_{name['lang']}"]:
            entry["citations"] = [citation]
        span = _name_span(name["year_from"], name["year_to"])
        if span:
            entry["when"] = {"timespans": [span]}
        key = (str(name["lang"]), str(name["name"]))
        if key in found and span and "when" in found[key]:
            found[key]["when"]["timespans"].append(span)
        else:
            found.setdefault(key, entry)
    plain = [
        {"toponym": row[f"name_{lang}"], "lang": lang, "citations": [citation]}
        for lang in languages
        if (lang, row[f"name_{lang}"]) not in found
    ]
    listed = [*plain, *found.values()]
    if pd.notna(row["present_name"]):
        # The atlas's own words, not the source's: without its pages.
        listed.append({"toponym": row["present_name"], "lang": languages[0]})
    return listed


def _name_span(first: Any, last: Any) -> Json | None:  # noqa: ANN401  (a cell)
    """A timespan must have a start: an open one begins at the latest when it ends."""
    if pd.notna(first):
        span: Json = {"start": {"in": _year(first)}}
        # One year alone would mean "in that year"; an open end is said as such.
        span["end"] = {"in": _year(last)} if pd.notna(last) else {"earliest": _year(first)}
        return span
    if pd.notna(last):
        return {"start": {"latest": _year(last)}, "end": {"in": _year(last)}}
    return None


def _when(row: Json, span: tuple[int, int] | None) -> Json | None:
    """Years the place existed, as far as known; else years in which a record speaks of it."""
    known = _name_span(row["founded"], row["closed"])
    if known:
        if span and "earliest" in known["end"]:
            known["end"] = {"earliest": _year(max(span[1], int(row["founded"])))}
        return {"timespans": [known]}
    if span is None:
        return None
    start, end = {"latest": _year(span[0])}, {"earliest": _year(span[1])}
    return {"timespans": [{"start": start, "end": end}], "label": "documented in these years"}


def _year(value: Any) -> str:  # noqa: ANN401  (a cell)
    """Year as ISO 8601 has it: four digits, and a sign before the common era."""
    year = int(value)
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _type(kind: str) -> Json:
    words = {"sourceLabels": [{"label": kind, "lang": "en"}]}
    if kind not in AAT:
        return {"label": kind, **words}
    identifier, label = AAT[kind]
    return {"identifier": identifier, "label": label, **words}


def _geometry(row: Json) -> Json:
    points = []
    if pd.notna(row["lon"]) and pd.notna(row["lat"]):
        certainty = CERTAINTY.get(str(row["precision"]), "uncertain")
        at = [float(row["lon"]), float(row["lat"])]
        points.append({"type": "Point", "coordinates": at, "certainty": certainty})
    return {"type": "GeometryCollection", "geometries": points}


# Columns that name a place, by table and key.
_NAMING = (
    ("movements", "movement_id", ("origin_id", "destination_id")),
    ("populations", "population_id", ("place_id",)),
    ("events", "event_id", ("place_id",)),
    ("notes", "note_id", ("place_id",)),
    ("life_stops", "person_id", ("place_id",)),
)


def _pages(atlas: Atlas) -> dict[str, list[int]]:
    """Printed pages of all records that name a place, by place, in order."""
    paged = atlas.frames["citations"].dropna(subset="page")
    cited = paged.groupby("record_id")["page"].apply(list).to_dict()
    found: dict[str, set[int]] = {}
    for table, key, columns in _NAMING:
        frame = atlas.frames[table]
        for column in columns:
            for record, place in zip(frame[key], frame[column], strict=True):
                if pd.notna(place):
                    found.setdefault(place, set()).update(cited.get(record, []))
    places = atlas.frames["places"]["place_id"]
    return {place: sorted(int(page) for page in found.get(place, ())) for place in places}


def _documented(atlas: Atlas) -> dict[str, tuple[int, int]]:
    """First and last year in which a record speaks of a place."""
    spans: dict[str, tuple[int, int]] = {}
    for table, _, columns in _NAMING:
        frame = atlas.frames[table]
        first, last = ("year", "year") if table == "populations" else ("year_from", "year_to")
        for column in columns:
            for place, low, high in zip(frame[column], frame[first], frame[last], strict=True):
                if pd.isna(place) or (pd.isna(low) and pd.isna(high)):
                    continue
                years = [int(year) for year in (low, high) if pd.notna(year)]
                known = spans.get(place, (min(years), max(years)))
                spans[place] = (min(known[0], *years), max(known[1], *years))
    return spans
