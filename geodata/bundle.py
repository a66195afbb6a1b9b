"""What the browser needs: the whole atlas as one compact JSON document.

It travels once; afterwards year, filters and selection need no server. Keys that are not recorded
are left out, texts are objects by language, coordinates are rounded to what a screen can show.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.aggregation import is_large
from geodata.alternatives import alternative_groups
from geodata.atlas import Atlas
from geodata.condensed import condensed, figures_kept
from geodata.dates import year_bounds
from geodata.declared import Family, MapView
from geodata.edition import edition_of
from geodata.encoding import encode
from geodata.versions import software
from geodata.when import month_of, said

__all__ = ["bundle", "encode"]

Json = dict[str, Any]
# Degrees: 0.001 is about 100 m, finer than a pixel at the closest zoom.
PRECISION = 3
BASE_PRECISION = 2
# Square degrees; smaller holes in the land are what rounding left between units.
SMALLEST_SEA = 0.5


def bundle(atlas: Atlas, address: str | None = None) -> Json:
    """Everything the page shows, as plain JSON types.

    Parameters
    ----------
    atlas : Atlas
        The data.
    address : str, optional
        Where the atlas is published, if that is configured: citations name it.

    Returns
    -------
    dict
        ``meta``, the record lists ``places``, ``movements``, ``populations``, ``events``,
        ``notes``, ``people``, ``sources``, ``conflicts``, ``abbreviations``, the mapping
        ``citations`` from record id to its pages, the ``texts`` of the interface, and the
        geometry: ``oblasts`` and ``base``.
    """
    schema = atlas.schema
    languages = schema.languages
    groups = _groups(atlas)
    return {
        **(_condensed(atlas, groups) if is_large(atlas.frames) else _whole(atlas, groups)),
        "meta": {
            "title": schema.title,
            "version": schema.version,
            "edition": edition_of(schema, address).facts(),
            "years": list(schema.years),
            "startYear": schema.start_year,
            "languages": list(languages),
            "categories": [{"id": c.id, "family": c.family} for c in schema.categories],
            "families": [_family(family) for family in schema.declared.families],
            "areas": list(schema.declared.areas),
            "map": _map(schema.declared.map),
            "chapters": [{"page": c.page, "title": c.title} for c in schema.chapters],
            "counts": atlas.counts,
            "software": software(),
            "storyColumns": schema.tables["story_steps"].columns,
        },
        "texts": atlas.texts,
        "events": _events(atlas),
        "notes": _records(atlas.frames["notes"], "note_id", languages),
        "people": _people(atlas),
        "stories": _stories(atlas),
        "abbreviations": _records(atlas.frames["abbreviations"], "abbreviation_id", languages),
        "sources": _records(atlas.frames["sources"], "source_id", languages),
        "conflicts": _conflicts(atlas),
        "oblasts": [
            {
                "place": row.place_id,
                **_years(row),
                "note": {lang: getattr(row, f"note_{lang}") for lang in languages},
                "rings": _rings(row.geometry, PRECISION),
            }
            for row in atlas.regions.itertuples()
        ],
        "base": _base(atlas),
    }


def _family(family: Family) -> Json:
    said = {"sentence": 1} if family.sentence else {}
    tied = {"tied": 1} if family.tied else {}
    return {"id": family.id, "mark": family.mark, "colours": family.colours, **tied, **said}


def _map(view: MapView) -> Json:
    cameras = [{"id": name, "points": points} for name, points in view.cameras]
    return {
        "parallels": list(view.parallels),
        "lon": view.lon,
        "band": list(view.band),
        "grid": view.grid,
        "cameras": cameras,
        "tall": view.tall,
    }


def _whole(atlas: Atlas, groups: dict[str, int]) -> Json:
    """All places, movements and figures, each as a record, and all their pages."""
    return {
        "places": _places(atlas),
        "movements": _movements(atlas, groups),
        "populations": _populations(atlas, atlas.frames["populations"], groups),
        "citations": _citations(atlas.frames["citations"]),
    }


def _condensed(atlas: Atlas, groups: dict[str, int]) -> Json:
    """Levels instead of movements, places as columns, and the pages of what is left."""
    figures = figures_kept(atlas.frames["populations"])
    cited = atlas.frames["citations"]
    populations = atlas.frames["populations"]["population_id"]
    gone = [*atlas.frames["movements"]["movement_id"]]
    gone += [*populations[~populations.isin(figures["population_id"])]]
    return {
        **condensed(atlas, groups),
        "movements": [],
        "places": [],
        "placeNames": _names(atlas),
        "populations": _populations(atlas, figures, groups),
        "citations": _citations(cited[~cited["record_id"].isin(gone)]),
    }


def _records(frame: pd.DataFrame, key: str, languages: tuple[str, ...]) -> list[Json]:
    """Rows as objects: the key as ``id``, ``x_id`` as ``x``, ``text_en`` ... as ``text.en``."""
    return [_record(row, key, languages) for row in frame.to_dict("records")]


def _record(row: Json, key: str, languages: tuple[str, ...]) -> Json:
    record: Json = {}
    for name, value in row.items():
        if pd.isna(value):
            continue
        base, _, language = name.rpartition("_")
        if language in languages:
            record.setdefault(_camel(base), {})[language] = value
        elif name == key:
            record["id"] = value
        else:
            record[_camel(name.removesuffix("_id"))] = value
    return record


def _dated(records: list[Json], languages: tuple[str, ...]) -> list[Json]:
    """Records with ``when``: their date in words, or whether it is "about", beyond the years."""
    for record in records:
        when = said(record["date"], languages) if "date" in record else None
        if when:
            flags = {"about": when.about, "until": when.until}
            record["when"] = {**when.text, **{name: 1 for name, on in flags.items() if on}}
    return records


def _events(atlas: Atlas) -> list[Json]:
    """Events with ``when``, and their ``month`` (1 to 12) where the source gives one."""
    languages = atlas.schema.languages
    records = _dated(_records(atlas.frames["events"], "event_id", languages), languages)
    for record in records:
        month = month_of(record["date"]) if "date" in record else None
        if month is not None:
            record["month"] = month
    return records


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _places(atlas: Atlas) -> list[Json]:
    names = _names(atlas)
    records = _records(atlas.frames["places"], "place_id", atlas.schema.languages)
    for record in records:
        record["names"] = names.get(record["id"], [])
        for axis in ("lon", "lat"):
            if axis in record:
                record[axis] = round(float(record[axis]), PRECISION)
    return records


def _names(atlas: Atlas) -> dict[str, list[Json]]:
    """Dated names by place."""
    names: dict[str, list[Json]] = {}
    for row in atlas.frames["place_names"].to_dict("records"):
        place = row.pop("place_id")
        names.setdefault(place, []).append(_record(row, "", ()))
    return names


def _movements(atlas: Atlas, groups: dict[str, int]) -> list[Json]:
    languages = atlas.schema.languages
    records = _dated(_records(atlas.frames["movements"], "movement_id", languages), languages)
    for record in records:
        _split_lists(record, "via", "nationality")
        line = atlas.movements.geometry[record["id"]]
        if line is not None:
            record["line"] = _coordinates(line, PRECISION)
        if record["id"] in groups:
            record["alternative"] = groups[record["id"]]
    return records


def _populations(atlas: Atlas, table: pd.DataFrame, groups: dict[str, int]) -> list[Json]:
    records = _records(table, "population_id", atlas.schema.languages)
    for record in records:
        _split_lists(record, "nationality")
        if "year" in record:
            # A figure "of 1930-33 altogether" holds for all four years, not only for its last.
            low, high = year_bounds(record["date"]) if "date" in record else (None, None)
            record["yearFrom"] = record["year"] if low is None else low
            record["yearTo"] = record["year"] if high is None else high
        if record["id"] in groups:
            record["alternative"] = groups[record["id"]]
    return records


def _people(atlas: Atlas) -> list[Json]:
    stops: dict[str, list[Json]] = {}
    table = atlas.frames["life_stops"].sort_values(["person_id", "seq"])
    for row in table.to_dict("records"):
        person = row.pop("person_id")
        row.pop("seq")
        stops.setdefault(person, []).append(_record(row, "", atlas.schema.languages))
    records = _records(atlas.frames["people"], "person_id", atlas.schema.languages)
    for record in records:
        _split_lists(record, "nationality")
        record["stops"] = stops.get(record["id"], [])
    return records


def _stories(atlas: Atlas) -> list[Json]:
    """Stories in their order, each with its steps and the words a class needs."""
    languages = atlas.schema.languages
    steps: dict[str, list[Json]] = {}
    table = atlas.frames["story_steps"].sort_values(["story_id", "step"])
    for row in table.to_dict("records"):
        story = row.pop("story_id")
        record = _record(row, "", languages)
        _split_lists(record, "movements", "cat", "recordIds")
        steps.setdefault(story, []).append(record)
    words: dict[str, list[Json]] = {}
    for row in atlas.frames["vocabulary"].to_dict("records"):
        words.setdefault(row.pop("story_id"), []).append(_record(row, "", languages))
    records = _records(atlas.frames["stories"].sort_values("sort"), "story_id", languages)
    for record in records:
        record["steps"] = steps.get(record["id"], [])
        record["vocabulary"] = words.get(record["id"], [])
    return records


def _conflicts(atlas: Atlas) -> list[Json]:
    records = _records(atlas.frames["conflicts"], "conflict_id", atlas.schema.languages)
    for record in records:
        _split_lists(record, "recordIds")
        record["records"] = record.pop("recordIds", [])
    return records


def _citations(table: pd.DataFrame) -> dict[str, list[Json]]:
    cited: dict[str, list[Json]] = {}
    for row in table.to_dict("records"):
        record = row.pop("record_id")
        cited.setdefault(record, []).append(_record(row, "", ()))
    return cited


def _split_lists(record: Json, *names: str) -> None:
    for name in names:
        if name in record:
            record[name] = record[name].split(";")


def _groups(atlas: Atlas) -> dict[str, int]:
    movements, populations = atlas.frames["movements"], atlas.frames["populations"]
    conflicts = atlas.frames["conflicts"]
    named = conflicts[conflicts["kind"] == "contradiction"]["record_ids"].dropna()
    contradictions = [str(ids).split(";") for ids in named]
    asked = {record for ids in contradictions for record in ids}
    subject: dict[str, tuple[str, str]] = {}
    for table, key, place in (
        (movements, "movement_id", "destination_id"),
        (populations, "population_id", "place_id"),
    ):
        wholes = table[table["part_of"].isna() & table[place].notna() & table["unit"].notna()]
        for row in wholes[wholes[key].isin(asked)].to_dict("records"):
            subject[row[key]] = (f"{key}:{row[place]}", row["unit"])
    return alternative_groups(contradictions, subject)


def _base(atlas: Atlas) -> Json:
    """Land, waters, the Union and borders of their time, and the names printed on the map."""
    bounds = atlas.boundaries
    languages = atlas.schema.languages
    home = atlas.schema.declared.map.home
    union = bounds.states[bounds.states[home].astype(bool)]
    labels = []
    for row in bounds.map_labels.to_dict("records"):
        lon, lat = _coordinates(row.pop("geometry"), BASE_PRECISION)[0]
        labels.append({**_record(row, "label_id", languages), "lon": lon, "lat": lat})
    return {
        "land": [ring for g in bounds.land.geometry for ring in _rings(g, BASE_PRECISION)],
        # Seas that land encloses: the Caspian.
        "inland": [ring for g in bounds.land.geometry for ring in _holes(g, BASE_PRECISION)],
        "lakes": [ring for g in bounds.lakes.geometry for ring in _rings(g, BASE_PRECISION)],
        "rivers": [line for g in bounds.rivers.geometry for line in _lines(g, BASE_PRECISION)],
        "union": [
            {**_years(row), "rings": _rings(row.geometry, BASE_PRECISION)}
            for row in union.itertuples()
        ],
        "borders": [
            {
                **_years(row),
                "kind": "home" if row.kind == home else row.kind,
                "lines": _lines(row.geometry, BASE_PRECISION),
            }
            for row in bounds.borders.itertuples()
        ],
        "labels": labels,
    }


def _years(row: Any) -> Json:  # noqa: ANN401  (a named tuple that pandas makes)
    return {"validFrom": int(row.valid_from), "validTo": int(row.valid_to)}


def _rings(geometry: BaseGeometry, digits: int) -> list[list[list[float]]]:
    """Exterior rings, wound clockwise as d3-geo expects the inside of a polygon."""
    polygons = [g for g in shapely.get_parts(geometry) if isinstance(g, Polygon)]
    oriented = [shapely.orient_polygons(p, exterior_cw=True) for p in polygons]
    return [_coordinates(p.exterior, digits) for p in oriented if isinstance(p, Polygon)]


def _holes(geometry: BaseGeometry, digits: int) -> list[list[list[float]]]:
    """Interior rings, wound like outlines of their own."""
    polygons = [g for g in shapely.get_parts(geometry) if isinstance(g, Polygon)]
    holes = [Polygon(ring) for p in polygons for ring in p.interiors]
    return [ring for h in holes if h.area > SMALLEST_SEA for ring in _rings(h, digits)]


def _lines(geometry: BaseGeometry, digits: int) -> list[list[list[float]]]:
    parts = shapely.get_parts(geometry)
    return [_coordinates(g, digits) for g in parts if isinstance(g, LineString)]


def _coordinates(geometry: BaseGeometry, digits: int) -> list[list[float]]:
    pairs = shapely.get_coordinates(geometry).round(digits).tolist()
    return [p for i, p in enumerate(pairs) if i == 0 or p != pairs[i - 1]]
