"""The GeoPandas layers of the atlas: sites, regions and movements.

All layers are in EPSG:4326. Records without a location keep their row with an empty geometry, so
that the layers count what the tables count.
"""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geodata.great_circle import great_circle

CRS = "EPSG:4326"
# Places that are areas, not points: their coordinates are where a label stands.
AREA_KINDS = ("country", "region", "oblast")


def sites(places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Places as points.

    Parameters
    ----------
    places : DataFrame
        The ``places`` table.

    Returns
    -------
    GeoDataFrame
        One row per place, indexed by ``place_id``; ``geometry`` is a Point in EPSG:4326, for
        areas their label point, and missing for places that cannot be located.
    """
    degrees = places[["lon", "lat"]].to_numpy(dtype=float, na_value=math.nan)
    located = ~np.isnan(degrees).any(axis=1)
    points = np.full(len(places), None, dtype=object)
    points[located] = shapely.points(degrees[located])
    layer = gpd.GeoDataFrame(places.copy(), geometry=points, crs=CRS)
    return layer.set_index("place_id", drop=False)


def regions(oblasts: gpd.GeoDataFrame, site_layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Places that have an area on the map, as polygons.

    Parameters
    ----------
    oblasts : GeoDataFrame
        Layer ``oblasts`` of the boundaries, with ``place_id`` and years of validity.
    site_layer : GeoDataFrame
        Result of :func:`sites`.

    Returns
    -------
    GeoDataFrame
        One row per polygon whose ``place_id`` is in the gazetteer, in EPSG:4326.

    Raises
    ------
    ValueError
        If the layer has no CRS or another one than EPSG:4326.
    """
    if oblasts.crs is None or oblasts.crs.to_epsg() != 4326:
        raise ValueError(f"layer oblasts has CRS {oblasts.crs}, expected {CRS}")
    known = oblasts["place_id"].isin(site_layer["place_id"])
    return oblasts[known].reset_index(drop=True)


def movements(table: pd.DataFrame, site_layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Movements as great-circle lines through the places passed.

    Parameters
    ----------
    table : DataFrame
        The ``movements`` table.
    site_layer : GeoDataFrame
        Result of :func:`sites`.

    Returns
    -------
    GeoDataFrame
        One row per movement, indexed by ``movement_id``; ``geometry`` is a LineString in
        EPSG:4326 from origin to destination, and missing where either end is not recorded or
        cannot be located. No line is ever drawn from an origin that nobody recorded.
    """
    point = site_layer["geometry"]
    lines = [_line(record, point) for record in table.itertuples(index=False)]
    layer = gpd.GeoDataFrame(table.copy(), geometry=lines, crs=CRS)
    return layer.set_index("movement_id", drop=False)


def _line(record: object, point: pd.Series[BaseGeometry]) -> LineString | None:
    origin, destination = record.origin_id, record.destination_id  # type: ignore[attr-defined]
    if pd.isna(origin) or pd.isna(destination) or origin == destination:
        return None
    via = record.via  # type: ignore[attr-defined]
    stops = [origin, *(via.split(";") if pd.notna(via) else []), destination]
    ends = [point[stop] for stop in stops]
    if ends[0] is None or ends[-1] is None:
        return None
    return great_circle([(p.x, p.y) for p in ends if p is not None])
