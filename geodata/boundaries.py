"""Period boundary layers, read from the data package's GeoPackage.

They are rebuilt by :mod:`geodata.boundary_build`; this module only reads and checks them.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pandas.api.types import is_bool_dtype, is_integer_dtype

from geodata.faults import Fault, PackageError
from geodata.files import why_not
from geodata.layers import CRS

# Head of a SQLite database: its mark, page size, number of pages, and what it is for.
_MARK = b"SQLite format 3\x00"
_USE = (b"GPKG", b"GP10", b"GP11")
_SPAN = ("valid_from", "valid_to")
# Columns that the program works with, beside names and notes in every language.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "land": (),
    "lakes": (),
    "rivers": (),
    "states": _SPAN,
    "borders": ("kind", *_SPAN),
    "oblasts": ("place_id", *_SPAN),
    "map_labels": ("label_id", "kind", "rank", "rotation", *_SPAN),
}
_TOLD = {"oblasts": "note", "map_labels": "name"}
_WHOLE = (*_SPAN, "rank", "rotation")
_UNREADABLE = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
    shapely.errors.ShapelyError,
    ValueError,
)
# Without land there is no map; the others may be missing.
NEEDED = frozenset({"land"})
_AREA = ("Polygon", "MultiPolygon")
_LINE = ("LineString", "MultiLineString")
_SHAPES = {
    "land": _AREA,
    "lakes": _AREA,
    "rivers": _LINE,
    "states": _AREA,
    "borders": _LINE,
    "oblasts": _AREA,
    "map_labels": ("Point",),
}


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


def read_boundaries(
    path: Path, languages: tuple[str, ...] = (), home: str | None = None
) -> Boundaries:
    """Read every layer of a boundaries GeoPackage.

    Parameters
    ----------
    path : Path
        The ``.gpkg`` file.
    languages : tuple of str
        Languages that notes and names must be given in.
    home : str, optional
        Boolean column that layer ``states`` must have, if it is there.

    Returns
    -------
    Boundaries

    Raises
    ------
    PackageError
        If the file is cut off, is anything but a GeoPackage of plain tables, has no layer ``land``,
        or a layer is not as :func:`boundaries_of` expects it.
    """
    wrong = _file_message(path)
    if wrong:
        raise PackageError([Fault(path.name, None, None, wrong)])
    faults: list[Fault] = []
    layers: dict[str, gpd.GeoDataFrame] = {}
    try:
        with warnings.catch_warnings(record=True) as complaints:
            warnings.simplefilter("always")
            there = {str(name) for name, _ in pyogrio.list_layers(path)}
    except _UNREADABLE as error:
        message = f"cannot be read: {error}"
        raise PackageError([Fault(path.name, None, None, message)]) from None
    # What GDAL finds odd in a file is a fault of the file, though it may read on.
    odd = sorted({str(complaint.message) for complaint in complaints})
    faults += [Fault(path.name, None, None, f"is not sound: {text}") for text in odd]
    for field in fields(Boundaries):
        name = field.name
        if name not in there:
            continue
        try:
            with warnings.catch_warnings(record=True) as complaints:
                warnings.simplefilter("always")
                layers[name] = gpd.read_file(path, layer=name)
        except _UNREADABLE as error:
            faults.append(Fault(path.name, None, name, f"layer cannot be read: {error}"))
            continue
        odd = sorted({str(complaint.message) for complaint in complaints})
        faults += [Fault(path.name, None, name, f"layer is not sound: {text}") for text in odd]
    if faults:
        raise PackageError(faults)
    return boundaries_of(layers, path.name, languages, home)


def boundaries_of(
    layers: dict[str, gpd.GeoDataFrame],
    where: str,
    languages: tuple[str, ...],
    home: str | None = None,
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
        If there is no ``land``, or a layer misses a column, or has another CRS than EPSG:4326,
        another kind of geometry or coordinates off the globe; the layer is the fault's column.
    """
    faults: list[Fault] = []
    whole: dict[str, gpd.GeoDataFrame] = {}
    for field in fields(Boundaries):
        name = field.name
        columns = _wanted(name, languages, home)
        if name in layers:
            whole[name] = layers[name]
            faults += [Fault(where, None, name, m) for m in _messages(layers[name], name, columns)]
        else:
            whole[name] = gpd.GeoDataFrame({c: [] for c in columns}, geometry=[], crs=CRS)
            if name in NEEDED:
                faults.append(Fault(where, None, name, "layer not found; a map needs land"))
    if faults:
        raise PackageError(faults)
    return Boundaries(**whole)


def _wanted(name: str, languages: tuple[str, ...], home: str | None) -> dict[str, str]:
    """Columns that a layer must have, and what must stand in them."""
    flag = [home] if home and name == "states" else []
    told = [f"{_TOLD[name]}_{code}" for code in languages] if name in _TOLD else []
    kinds = {column: "whole" if column in _WHOLE else "any" for column in _COLUMNS[name]}
    return {**dict.fromkeys(flag, "flag"), **kinds, **dict.fromkeys(told, "any")}


def _file_message(path: Path) -> str | None:
    """Why a file is no GeoPackage that may be read, or None.

    GDAL goes by the content and not by the name: another kind of file might tell it to fetch
    something from another host or another folder.
    """
    try:
        wrong = why_not(path.parent, path.name)
        if wrong:
            return wrong
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(100)
    except FileNotFoundError:
        return "not found; rebuild it with `make boundaries`"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if not head.startswith(_MARK) or head[68:72] not in _USE:
        return "cannot be read: it is not a GeoPackage; rebuild it with `make boundaries`"
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    whole = (65536 if page == 1 else page) * pages
    if size < whole:
        return f"is cut off: {size:,} bytes of {whole:,}"
    return _view_message(path)


def _view_message(path: Path) -> str | None:
    """Layers must be tables: a view is a program, which may run for ever."""
    names = tuple(field.name for field in fields(Boundaries))
    try:
        # Immutable: no journal beside the file is looked at, nothing is written.
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            kinds = dict(database.execute("SELECT lower(name), type FROM sqlite_master"))
            virtual = {
                str(name)
                for name, text in database.execute("SELECT lower(name), sql FROM sqlite_master")
                if str(text).lstrip().upper().startswith("CREATE VIRTUAL")
            }
        finally:
            database.close()
    except sqlite3.Error as error:
        return f"cannot be read: {error}"
    for name in names:
        if name in kinds and (kinds[name] != "table" or name in virtual):
            return f"layer {name} is a {kinds[name]}; expected a plain table"
    return None


def _messages(layer: gpd.GeoDataFrame, name: str, columns: dict[str, str]) -> Iterator[str]:
    if not isinstance(layer, gpd.GeoDataFrame):
        yield "layer has no geometry"
        return
    if layer.crs is None or layer.crs.to_epsg() != 4326:
        yield f"layer has CRS {layer.crs}, expected {CRS}"
    for column, kind in columns.items():
        if column not in layer:
            yield f"column {column} missing"
        elif kind == "whole" and not is_integer_dtype(layer[column]):
            yield f"column {column} is {layer[column].dtype}; expected whole numbers, none empty"
        elif kind == "flag" and not is_bool_dtype(layer[column]):
            yield f"column {column} is {layer[column].dtype}; expected true or false, none empty"
        elif layer[column].isna().any():
            yield f"column {column} has empty cells"
    odd = set(layer.geom_type.dropna()) - set(_SHAPES[name])
    if layer.geometry.isna().any() or odd:
        found = ", ".join(sorted(odd)) or "rows without geometry"
        yield f"has {found}; expected {_SHAPES[name][0]}"
        return
    lon_lat = shapely.get_coordinates(layer.geometry)
    # False for what is not a number, too.
    if lon_lat.size and not np.all(np.abs(lon_lat) <= (180.000001, 90.000001)):
        yield "has coordinates outside -180 to 180 or -90 to 90"
