"""A data package, read and validated: everything the program knows about the past."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd

from geodata import layers
from geodata.boundaries import Boundaries, read_boundaries
from geodata.checks import Frames, read_tables
from geodata.collector import paused
from geodata.descriptor_checks import descriptor_faults
from geodata.faults import Fault, PackageError
from geodata.schema import Schema, read_schema
from geodata.texts import Catalogue, read_catalogues

DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Atlas:
    """One data package in memory.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    schema : Schema
        Its descriptor.
    frames : dict of str to DataFrame
        Its tables, see :func:`geodata.tables.read_table`.
    boundaries : Boundaries
        Its boundary layers.
    texts : dict of str to Catalogue
        The interface's words by language.
    """

    folder: Path
    schema: Schema
    frames: Frames
    boundaries: Boundaries
    texts: dict[str, Catalogue]

    @cached_property
    def sites(self) -> gpd.GeoDataFrame:
        """Places as points, see :func:`geodata.layers.sites`."""
        return layers.sites(self.frames["places"])

    @cached_property
    def regions(self) -> gpd.GeoDataFrame:
        """Places with an area, see :func:`geodata.layers.regions`."""
        return layers.regions(self.boundaries.oblasts, self.sites)

    @cached_property
    def movements(self) -> gpd.GeoDataFrame:
        """Movements as lines, see :func:`geodata.layers.movements`."""
        return layers.movements(self.frames["movements"], self.sites)

    @property
    def counts(self) -> dict[str, int]:
        """Number of records in each table."""
        return {name: len(frame) for name, frame in self.frames.items()}


def load(folder: Path | None = None) -> Atlas:
    """Read a data package whole, or not at all.

    Parameters
    ----------
    folder : Path, optional
        Folder with ``datapackage.json``, the tables, the boundaries and ``texts/``; the atlas's
        own data if not given. A package without ``texts/`` uses the atlas's own words.

    Returns
    -------
    Atlas

    Raises
    ------
    PackageError
        With every fault found.
    """
    folder = DEFAULT_FOLDER if folder is None else folder
    if not folder.is_dir():
        message = f"{folder} is not a folder that can be read"
        raise PackageError([Fault("data folder", None, None, message)])
    schema = read_schema(folder)
    faults = descriptor_faults(schema, read_schema(DEFAULT_FOLDER))
    if faults:
        raise PackageError(faults)
    with paused():
        frames, faults = read_tables(folder, schema)
    if faults:
        raise PackageError(faults)
    own_texts = folder / "texts"
    if own_texts.is_dir() and not own_texts.resolve().is_relative_to(folder.resolve()):
        message = "leads out of the data package; expected a folder in it"
        raise PackageError([Fault("texts", None, None, message)])
    texts_folder = own_texts if own_texts.is_dir() else DEFAULT_FOLDER / "texts"
    return Atlas(
        folder=folder,
        schema=schema,
        frames=frames,
        boundaries=read_boundaries(folder / schema.boundaries, schema.languages),
        texts=read_catalogues(texts_folder, schema.languages),
    )
