"""Shortest lines over the globe between places, as maps of movement draw them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from pyproj import Geod
from shapely.geometry import LineString

_WGS84 = Geod(ellps="WGS84")
# Long enough steps to stay light, short enough that no bend shows on a 4K screen.
STEP_KM = 150.0


def great_circle(points: Sequence[tuple[float, float]], step_km: float = STEP_KM) -> LineString:
    """Geodesic line through points in order.

    Parameters
    ----------
    points : sequence of (float, float)
        Longitude and latitude in degrees (EPSG:4326), two or more: origin, stops on the way,
        destination.
    step_km : float
        Largest distance between two vertices, in kilometres.

    Returns
    -------
    LineString
        Line in EPSG:4326 with every given point among its vertices.

    Raises
    ------
    ValueError
        If fewer than two points are given.

    Notes
    -----
    Geodesics on WGS84 by C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), as
    implemented in PROJ.
    """
    if len(points) < 2:
        raise ValueError("a line needs two points or more")
    vertices: list[tuple[float, float]] = [points[0]]
    for (lon0, lat0), (lon1, lat1) in pairwise(points):
        _, _, metres = _WGS84.inv(lon0, lat0, lon1, lat1)
        between = max(0, math.ceil(metres / 1000 / step_km) - 1)
        if between:
            vertices += [(lon, lat) for lon, lat in _WGS84.npts(lon0, lat0, lon1, lat1, between)]
        vertices.append((lon1, lat1))
    return LineString(vertices)
