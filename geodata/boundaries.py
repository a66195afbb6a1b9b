"""Period boundary layers, read from the data package's GeoPackage.

They are rebuilt by :mod:`geodata.boundary_build`; this module only reads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import geopandas as gpd
import pyogrio

from geodata.faults import Fault, PackageError
from geodata.layers import CRS


@dataclass(frozen=True)
class Boundaries:
    """The boundary layers, each a GeoDataFrame in EPSG:4326.

    ``states``, ``borders``, ``oblasts`` and ``map_labels`` carry ``valid_from`` and
    ``valid_to`` (years, inclusive) and names in every language.
    """

    land: gpd.GeoDataFrame
    lakes: gpd.GeoDataFrame
    rivers: gpd.GeoDataFrame
    states: gpd.GeoDataFrame
    borders: gpd.GeoDataFrame
    oblasts: gpd.GeoDataFrame
    map_labels: gpd.GeoDataFrame


def read_boundaries(path: Path) -> Boundaries:
    """Read every layer of a boundaries GeoPackage.

    Parameters
    ----------
    path : Path
        The ``.gpkg`` file.

    Returns
    -------
    Boundaries

    Raises
    ------
    PackageError
        If the file cannot be read, misses a layer or has another CRS than EPSG:4326.
    """
    if not path.is_file():
        message = "not found; rebuild it with `make boundaries`"
        raise PackageError([Fault(path.name, None, None, message)])
    faults: list[Fault] = []
    layers: dict[str, gpd.GeoDataFrame] = {}
    for field in fields(Boundaries):
        try:
            layer = gpd.read_file(path, layer=field.name)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            faults.append(Fault(path.name, None, field.name, f"layer cannot be read: {error}"))
            continue
        if layer.crs is None or layer.crs.to_epsg() != 4326:
            message = f"layer has CRS {layer.crs}, expected {CRS}"
            faults.append(Fault(path.name, None, field.name, message))
        layers[field.name] = layer
    if faults:
        raise PackageError(faults)
    return Boundaries(**layers)
