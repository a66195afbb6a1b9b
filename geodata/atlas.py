"""A data package, read and validated: everything the program knows about the past."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd

from geodata import layers
from geodata.boundaries import Boundaries
from geodata.checks import Frames, read_tables
from geodata.collector import paused
from geodata.descriptor_checks import descriptor_faults
from geodata.faults import Fault, PackageError
from geodata.form import DEFAULT_FOLDER
from geodata.schema import Schema, schema_of
from geodata.source import FolderSource, Source
from geodata.texts import Catalogue, package_words

__all__ = ["DEFAULT_FOLDER", "Atlas", "load"]


@dataclass(frozen=True)
class Atlas:
    """One data package in memory.

    Attributes
    ----------
    source : Source
        Where it was read from.
    schema : Schema
        Its descriptor.
    frames : dict of str to DataFrame
        Its tables, see :func:`geodata.tables.typed`.
    boundaries : Boundaries
        Its boundary layers.
    texts : dict of str to Catalogue
        The interface's words by language.
    """

    source: Source
    schema: Schema
    frames: Frames
    boundaries: Boundaries
    texts: dict[str, Catalogue]

    @property
    def folder(self) -> Path:
        """Folder it was read from; ValueError if it came from a database."""
        if self.source.folder is None:
            raise ValueError(f"{self.source.name} is no folder")
        return self.source.folder

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


def load(package: Path | str | None = None) -> Atlas:
    """Read a data package whole, or not at all.

    Parameters
    ----------
    package : Path or str, optional
        Folder with ``datapackage.json``, the tables, the boundaries and ``texts/``, or the address
        of a PostGIS database that holds the same (:mod:`geodata.postgis`); the atlas's own data if
        not given. Words of the interface come from the atlas; the package's ``texts/`` go before.

    Returns
    -------
    Atlas

    Raises
    ------
    PackageError
        With every fault found.
    """
    with source_of(DEFAULT_FOLDER if package is None else package) as source:
        schema = schema_of(source.descriptor())
        faults = descriptor_faults(schema)
        if faults:
            raise PackageError(faults)
        with paused():
            frames, faults = read_tables(source, schema)
        if faults:
            raise PackageError(faults)
        own = {language: source.catalogue(language) for language in schema.languages}
        return Atlas(
            source=source,
            schema=schema,
            frames=frames,
            boundaries=source.boundaries(
                schema.boundaries, schema.languages, schema.declared.map.home
            ),
            texts=package_words(own, schema.declared.labels),
        )


def source_of(package: Path | str) -> Source:
    """Where a package is read from, by its address.

    Raises
    ------
    PackageError
        If there is nothing there that can be read.
    """
    if is_database(package):
        # Only who keeps a package in a database needs the libraries for it.
        from geodata.postgis import PostgisSource  # noqa: PLC0415

        return PostgisSource(str(package))
    folder = Path(package)
    if not folder.is_dir():
        message = f"{folder} is not a folder that can be read"
        raise PackageError([Fault("data folder", None, None, message)])
    return FolderSource(folder)


def is_database(package: Path | str) -> bool:
    """Whether this is the address of a database, not a folder."""
    return re.match(r"postgres(ql)?(\+\w+)?:/", str(package)) is not None
