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


# Without land there is no map; the others may be missing.
NEEDED = frozenset({"land"})
# Columns that an empty layer has, before its names in every language.
_COLUMNS = {
    "states": ("valid_from", "valid_to"),
    "borders": ("kind", "valid_from", "valid_to"),
    "oblasts": ("place_id", "valid_from", "valid_to"),
    "map_labels": ("label_id", "kind", "rank", "rotation", "valid_from", "valid_to"),
}
# Geometry that a layer's rows must have.
_SHAPES = {
    "land": ("Polygon", "MultiPolygon"),
    "lakes": ("Polygon", "MultiPolygon"),
    "rivers": ("LineString", "MultiLineString"),
    "states": ("Polygon", "MultiPolygon"),
    "borders": ("LineString", "MultiLineString"),
    "oblasts": ("Polygon", "MultiPolygon"),
    "map_labels": ("Point",),
}


def read_boundaries(
    path: Path, languages: tuple[str, ...] = (), home: str | None = None
) -> Boundaries:
    """Read every layer of a boundaries GeoPackage.

    Parameters
    ----------
    path : Path
        The ``.gpkg`` file.
    languages : tuple of str
        In which its layers must have names and notes.
    home : str, optional
        Boolean column that layer ``states`` must have, if it is there.

    Returns
    -------
    Boundaries

    Raises
    ------
    PackageError
        If the file cannot be read, has no layer ``land``, or a layer is not as expected.
    """
    if not path.is_file():
        message = "not found; rebuild it with `make boundaries`"
        raise PackageError([Fault(path.name, None, None, message)])
    try:
        there = {str(name) for name, _ in pyogrio.list_layers(path)}
    except pyogrio.errors.DataSourceError as error:
        message = f"cannot be read: {error}"
        raise PackageError([Fault(path.name, None, None, message)]) from None
    layers: dict[str, gpd.GeoDataFrame] = {}
    faults: list[Fault] = []
    for field in fields(Boundaries):
        if field.name not in there:
            continue
        try:
            layers[field.name] = gpd.read_file(path, layer=field.name)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            faults.append(Fault(path.name, None, field.name, f"layer cannot be read: {error}"))
    if faults:
        raise PackageError(faults)
    return boundaries_of(layers, path.name, languages, home)


def boundaries_of(
    layers: dict[str, gpd.GeoDataFrame], where: str, languages: tuple[str, ...], home: str | None
) -> Boundaries:
    """Check layers, wherever they come from, and add the missing ones without a row.

    Parameters
    ----------
    layers : dict of str to GeoDataFrame
    where : str
        File or database, for faults.
    languages, home
        As for :func:`read_boundaries`.

    Raises
    ------
    PackageError
        With every fault, the layer as its column.
    """
    faults: list[Fault] = []
    whole: dict[str, gpd.GeoDataFrame] = {}
    for field in fields(Boundaries):
        name = field.name
        columns = [*_COLUMNS.get(name, ()), *([home] if name == "states" and home else [])]
        if name in ("oblasts", "map_labels"):
            text = "note" if name == "oblasts" else "name"
            columns += [f"{text}_{code}" for code in languages]
        if name not in layers:
            if name in NEEDED:
                faults.append(Fault(where, None, name, "layer not found; a map needs land"))
            whole[name] = gpd.GeoDataFrame({c: [] for c in columns}, geometry=[], crs=CRS)
            continue
        layer = whole[name] = layers[name]
        if layer.crs is None or layer.crs.to_epsg() != 4326:
            message = f"layer has CRS {layer.crs}, expected {CRS}"
            faults.append(Fault(where, None, name, message))
        missing = [column for column in columns if column not in layer.columns]
        if missing:
            faults.append(Fault(where, None, name, f"layer has no column {', '.join(missing)}"))
        for row, shape in enumerate(layer.geometry, start=1):
            kind = "nothing" if shape is None or shape.is_empty else shape.geom_type
            if kind not in _SHAPES[name]:
                message = f"layer {name} holds {kind}, expected {' or '.join(_SHAPES[name])}"
                faults.append(Fault(where, row, "geometry", message))
    if faults:
        raise PackageError(faults)
    return Boundaries(**whole)
