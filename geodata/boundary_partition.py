"""Cut the map into faces, give every face to one present-day unit, and simplify the result.

The source files do not fit together: each country was quantized on a grid of its own, so
neighbours overlap or gape by up to two kilometres. All outlines (and the hand-drawn cuts) are
therefore noded into one planar partition; every face then belongs to exactly one piece. That is
what keeps gaps and slivers out of every layer built from the pieces.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

# Grid (degrees) on which outlines are noded: about 100 m, far below what the sources resolve.
GRID = 0.001
# An unclaimed face this thin (area / perimeter, degrees) between land is a misfit of the sources.
GAP_WIDTH = 0.02
# The projection of the map: simplifying in it treats all directions and latitudes alike.
EQUAL_AREA = "+proj=aea +lat_1=45 +lat_2=62 +lat_0=54 +lon_0=45 +datum=WGS84 +units=km"
# Pieces smaller than this (km2) are islands too small to draw, or slivers.
SMALLEST_ISLAND = 60.0
SMALLEST_PART = 150.0

G = TypeVar("G", bound=BaseGeometry)
K = TypeVar("K", bound=Hashable)

TO_KM = Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)
TO_DEGREES = Transformer.from_crs(EQUAL_AREA, "EPSG:4326", always_xy=True)


@dataclass(frozen=True)
class Unit:
    """A present-day unit (or the rest of a country) with its outline in degrees."""

    country: str
    name: str
    outline: BaseGeometry


def reproject(geometry: G, transformer: Transformer) -> G:
    """`geometry` with its vertices moved by `transformer`; edges stay straight."""

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    return shapely.transform(geometry, move)


def faces(units: Sequence[Unit], cuts: Iterable[BaseGeometry]) -> list[Polygon]:
    """All faces between the outlines of `units` and `cuts`, in a fixed order."""
    lines = [u.outline.boundary for u in units] + [c.boundary for c in cuts]
    noded = shapely.union_all(np.array(lines, dtype=object), grid_size=GRID)
    found = [f for f in shapely.polygonize([noded]).geoms if isinstance(f, Polygon)]
    return sorted(found, key=lambda f: (f.bounds, f.area))


def claim(found: Sequence[Polygon], units: Sequence[Unit]) -> list[int | None]:
    """Index of the unit each face belongs to; where outlines overlap, the earlier unit wins.

    Returns
    -------
    list
        One index per face, None for water.
    """
    tree = shapely.STRtree([u.outline for u in units])
    points = shapely.point_on_surface(np.array(found, dtype=object))
    owner: list[int | None] = [None] * len(found)
    for face, unit in zip(*tree.query(points, predicate="intersects"), strict=True):
        known = owner[face]
        owner[face] = int(unit) if known is None else min(known, int(unit))
    return owner


def fill_gaps(found: Sequence[Polygon], owner: list[int | None]) -> list[int | None]:
    """Give thin unclaimed faces that lie wholly between land to the neighbour they touch most."""
    out = list(owner)
    tree = shapely.STRtree(found)
    for i, face in enumerate(found):
        if owner[i] is not None or face.area > GAP_WIDTH * face.length:
            continue
        shared: dict[int, float] = {}
        for j in tree.query(face, predicate="touches"):
            unit = owner[j]
            length = shapely.intersection(face.boundary, found[j].boundary).length
            if unit is not None and length > 0:
                shared[unit] = shared.get(unit, 0.0) + length
        # Mostly land around it: narrow inlets of the sea keep their open side.
        if shared and sum(shared.values()) > 0.8 * face.length:
            out[i] = max(shared, key=lambda unit: (shared[unit], -unit))
    return out


def dissolve(found: Sequence[Polygon], keys: Sequence[K | None]) -> dict[K, MultiPolygon]:
    """Join the faces of each key; slivers go to a neighbour, tiny islands are dropped."""
    groups: dict[K, list[Polygon]] = {}
    for face, key in zip(found, keys, strict=True):
        if key is not None:
            groups.setdefault(key, []).append(face)
    parts = [(k, p) for k, group in groups.items() for p in _parts(_join(group))]
    sizes = [reproject(p, TO_KM).area for _, p in parts]
    tree = shapely.STRtree([p for _, p in parts])
    out: dict[K, list[Polygon]] = {}
    for i, (key, part) in enumerate(parts):
        if sizes[i] >= SMALLEST_PART:
            out.setdefault(key, []).append(part)
            continue
        best, longest = None, 0.0
        for j in tree.query(part, predicate="intersects"):
            length = shapely.intersection(part.boundary, parts[j][1].boundary).length
            if j != i and sizes[j] >= SMALLEST_PART and length > longest:
                best, longest = parts[j][0], length
        if best is not None:
            out.setdefault(best, []).append(part)
        elif sizes[i] >= SMALLEST_ISLAND:
            out.setdefault(key, []).append(part)
    return {key: MultiPolygon(_parts(_join(group))) for key, group in out.items()}


def simplify(pieces: Sequence[MultiPolygon], tolerances: Sequence[float]) -> list[MultiPolygon]:
    """Simplify a coverage, keeping common edges common.

    Parameters
    ----------
    pieces
        A valid coverage in degrees.
    tolerances
        One per piece, in km: corners that enclose less than its square go.

    Returns
    -------
    list of MultiPolygon
        In degrees, rounded to about 10 m.
    """
    flat = [(i, reproject(p, TO_KM)) for i, piece in enumerate(pieces) for p in piece.geoms]
    polygons: NDArray[np.object_] = np.array([p for _, p in flat], dtype=object)
    # The function takes one tolerance for a whole coverage. Pieces of different tolerance meet only
    # along a straight cut, whose ends every run keeps, so results of several runs fit.
    runs = {t: shapely.coverage_simplify(polygons, t) for t in sorted(set(tolerances))}
    simple = [runs[tolerances[i]][n] for n, (i, _) in enumerate(flat)]
    back = [_rounded(reproject(p, TO_DEGREES)) for p in simple]
    grouped: list[list[Polygon]] = [[] for _ in pieces]
    for (i, _), polygon in zip(flat, back, strict=True):
        grouped[i].extend(_parts(polygon))
    return [MultiPolygon(group) for group in grouped]


def join(pieces: Iterable[BaseGeometry]) -> MultiPolygon:
    """Union of pieces of one coverage."""
    return MultiPolygon(_parts(_join([p for piece in pieces for p in _parts(piece)])))


def _join(group: Sequence[Polygon]) -> BaseGeometry:
    return shapely.coverage_union_all(np.array(group, dtype=object))


def _parts(geometry: BaseGeometry) -> list[Polygon]:
    parts = shapely.get_parts(geometry)
    return [p for p in parts if isinstance(p, Polygon) and not p.is_empty]


def _rounded(geometry: G) -> G:
    return shapely.transform(geometry, lambda xy: np.round(xy, 4))
