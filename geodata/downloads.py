"""Files to take away: the CSV tables, GeoJSON and GeoPackage of the same records."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import geopandas as gpd
import pyogrio

from geodata.atlas import Atlas
from geodata.formulas import guarded
from geodata.source import DESCRIPTOR

LAYERS = ("sites", "movements", "regions")
CSV = "text/csv; charset=utf-8"
GEOJSON = "application/geo+json"
GPKG = "application/geopackage+sqlite3"
# A GeoPackage says when it was last changed. The same records must give the same bytes, so that
# caches and mirrors can tell; the version in datapackage.json says how new the records are.
LAST_CHANGE = "2026-01-01T00:00:00.000Z"


class Downloads:
    """Every file offered under ``/data/``.

    Parameters
    ----------
    atlas : Atlas
        Whose records to write.

    Attributes
    ----------
    names : frozenset of str
        The names offered; nothing else is ever read from disk.
    """

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        schema = atlas.schema
        self._tables = {
            table.path: name
            for name, table in schema.tables.items()
            if name not in schema.optional or len(atlas.frames[name])
        }
        self._kept: dict[str, bytes] = {}
        self.names = frozenset(
            {*self._tables, DESCRIPTOR, "sites.geojson", "movements.geojson", "zholdar.gpkg"}
        )

    def read(self, name: str) -> tuple[bytes, str]:
        """Content and media type of one file.

        Parameters
        ----------
        name : str
            One of :attr:`names`.

        Returns
        -------
        (bytes, str)

        Raises
        ------
        KeyError
            If there is no such file.
        """
        if name not in self.names:
            raise KeyError(name)
        if name not in self._kept:
            self._kept[name] = self._make(name)
        return self._kept[name], self._mimetype(name)

    def _mimetype(self, name: str) -> str:
        if name in self._tables:
            return CSV
        return {"gpkg": GPKG, "json": "application/json"}.get(name.rpartition(".")[2], GEOJSON)

    def _make(self, name: str) -> bytes:
        if name == DESCRIPTOR:
            return self._descriptor()
        if name in self._tables:
            original = self._atlas.source.content(name)
            return guarded(self._csv(self._tables[name]) if original is None else original)
        if name == "zholdar.gpkg":
            return self._geopackage()
        layer = self._layer(name.removesuffix(".geojson"))
        text: str = layer.to_json(drop_id=True, ensure_ascii=False)
        return text.encode("utf-8")

    def _descriptor(self) -> bytes:
        """As the package has it; with the tables that it leaves to the standard form."""
        original = self._atlas.source.descriptor().encode("utf-8")
        raw = self._atlas.schema.raw
        if json.loads(original) == raw:
            return original
        return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

    def _csv(self, table: str) -> bytes:
        """A table that is kept elsewhere than in a file."""
        text: str = self._atlas.frames[table].to_csv(index=False, lineterminator="\n")
        return text.encode("utf-8")

    def _layer(self, name: str) -> gpd.GeoDataFrame:
        layer: gpd.GeoDataFrame = getattr(self._atlas, name)
        return layer.reset_index(drop=True)

    def _geopackage(self) -> bytes:
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": LAST_CHANGE})
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "zholdar.gpkg"
                for name in LAYERS:
                    self._layer(name).to_file(path, layer=name, driver="GPKG")
                return path.read_bytes()
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
