"""``zholdar.gpkg``: every layer, with styles, column descriptions and metadata in the file.

GDAL writes the layers. What it cannot be told through pyogrio is added with SQL after the OGC
GeoPackage standard 1.3 (https://www.geopackage.org/spec131/): extension *schema*
(``gpkg_data_columns``) and extension *metadata* (``gpkg_metadata``); and, as QGIS keeps it,
``layer_styles``.
"""

from __future__ import annotations

import errno
import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from geodata import map_styles
from geodata.atlas import Atlas
from geodata.edition import Edition

# Layers with a geometry, and the table each counts the rows of; regions are the boundaries'.
LAYERS = {
    "sites": "places",
    "movements": "movements",
    "regions": "",
    "populations": "populations",
    "events": "events",
}
# Tables without a geometry: what every figure rests on.
ATTRIBUTES = ("citations", "sources")
# For packages that do not say when they were built. The same records must give the same bytes.
NO_DATE = "2026-01-01"
# GDAL 3.6 (the QGIS of Debian 12) warns of a newer one.
VERSION = "1.3"

_SCHEMA = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""
_EXTENSIONS = {
    "gpkg_schema": ("gpkg_data_columns", "gpkg_data_column_constraints"),
    "gpkg_metadata": ("gpkg_metadata", "gpkg_metadata_reference"),
}
_DEFINITION = "http://www.geopackage.org/spec131/#extension_{}"


def layer(atlas: Atlas, name: str) -> gpd.GeoDataFrame:
    """One layer with a plain row number as index.

    Parameters
    ----------
    atlas : Atlas
        Whose records.
    name : str
        One of :data:`LAYERS`.

    Returns
    -------
    GeoDataFrame
        EPSG:4326. A figure or an event has the point of its place, and no geometry where that
        cannot be located: layers count what the tables count.
    """
    if name in ("populations", "events"):
        table = atlas.frames[name]
        point = atlas.sites["geometry"]
        at = [point[place] if pd.notna(place) else None for place in table["place_id"]]
        return gpd.GeoDataFrame(table.copy(), geometry=at, crs=atlas.sites.crs)
    found: gpd.GeoDataFrame = getattr(atlas, name)
    return found.reset_index(drop=True)


def geopackage(atlas: Atlas, edition: Edition) -> bytes:
    """The whole file; the same bytes for the same records.

    Parameters
    ----------
    atlas : Atlas
        Whose records.
    edition : Edition
        Its version, date, licence and source.

    Raises
    ------
    OSError
        If there is no room to make it in.
    """
    moment = f"{edition.date or NO_DATE}T00:00:00.000Z"
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": moment})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "zholdar.gpkg"
            for name in LAYERS:
                layer(atlas, name).to_file(path, layer=name, driver="GPKG", VERSION=VERSION)
            for name in ATTRIBUTES:
                pyogrio.write_dataframe(atlas.frames[name], path, layer=name, driver="GPKG")
            with closing(sqlite3.connect(path)) as database:
                database.executescript(_SCHEMA)
                _describe(database, atlas, edition, moment)
                _style(database, atlas, moment)
                database.commit()
            return path.read_bytes()
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError,
            pyogrio.errors.FeatureError, sqlite3.Error) as error:  # fmt: skip
        raise OSError(errno.EIO, f"zholdar.gpkg cannot be made: {error}") from error
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _describe(database: sqlite3.Connection, atlas: Atlas, edition: Edition, moment: str) -> None:
    """Say what columns mean, and where the whole comes from."""
    said = "; ".join(
        part
        for part in (
            f"{edition.title}, version {edition.version}",
            edition.date and f"built {edition.date}",
            edition.licence and f"licence {edition.licence}",
            edition.source and f"source: {edition.source}",
        )
        if part
    )
    tables = {**LAYERS, **dict.fromkeys(ATTRIBUTES, "")}
    for name, of in tables.items():
        table = atlas.schema.tables.get(of or name)
        about = table.description if table else "Areas on the map, with the years they hold for."
        database.execute(
            "UPDATE gpkg_contents SET description = ? WHERE table_name = ?",
            (f"{about} {said}", name),
        )
        columns = {row[1] for row in database.execute(f"PRAGMA table_info({name})")}
        for field in table.fields if table else ():
            if field.name in columns:
                database.execute(
                    "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)",
                    (name, field.name, field.name, field.name, field.description),
                )
    facts = json.dumps(edition.facts(), ensure_ascii=False)
    database.execute(
        "INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'http://purl.org/dc/terms/', ?, ?)",
        ("application/json", facts),
    )
    database.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)",
        (moment,),
    )
    for extension, held in _EXTENSIONS.items():
        definition = _DEFINITION.format(extension.removeprefix("gpkg_"))
        database.executemany(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')",
            [(table, extension, definition) for table in held],
        )


def _style(database: sqlite3.Connection, atlas: Atlas, moment: str) -> None:
    """A default style for every layer with a geometry."""
    for name in LAYERS:
        qml, sld = map_styles.qml(name, atlas.schema), map_styles.sld(name, atlas.schema)
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
            " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
            " update_time) VALUES ('', '', ?, 'geom', ?, ?, ?, 1, ?, '', ?)",
            (name, name, qml, sld, "Colours of the atlas", moment),
        )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        (moment,),
    )
