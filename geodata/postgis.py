"""A data package kept in a PostGIS database: the same tables, the same checks, the same faults.

Every table of the package is a table of the same name in one schema of the database, with the
columns of the descriptor; boundary layers are tables with a geometry column; the descriptor is the
one row of ``datapackage``, catalogues are rows of ``texts``. ``python -m geodata.postgis load DIR
URL`` writes a package there. The atlas only ever reads, in one read-only transaction with a time
limit for every question.

The libraries for it are in ``requirements-postgis.txt``; nothing else of the atlas needs them.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import geopandas as gpd
import pandas as pd

from geodata.boundaries import Boundaries, boundaries_of
from geodata.faults import Fault, PackageError
from geodata.schema import Table, schema_of
from geodata.source import FolderSource
from geodata.tables import MAX_ROWS, csv_columns, empty, header_faults, typed

try:
    import sqlalchemy as sa
    from geoalchemy2 import Geometry
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError
except ImportError:  # told in words as soon as a database is asked for
    MISSING = True
else:
    MISSING = False

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

DATABASE = "database"
DEFAULT_SCHEMA = "public"
# Where a table keeps the number of a row in the file it came from; faults name it.
ROW = "row_number"
GEOMETRY = "geometry"
SECONDS = 60
CONNECT_SECONDS = 10
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_TYPES = {"integer": "bigint", "number": "numeric"}


def fault(message: str, table: str = DATABASE, column: str | None = None) -> PackageError:
    """An error with one fault."""
    return PackageError([Fault(table, None, column, message)])


def address_of(text: str) -> tuple[URL, str]:
    """A database's address and the schema of it that holds the package.

    Parameters
    ----------
    text : str
        ``postgresql://USER@HOST:PORT/DATABASE?schema=NAME``. A password may stand in it, but
        ``PGPASSWORD`` or ``~/.pgpass`` keep it out of lists of processes; libpq reads both.

    Raises
    ------
    PackageError
        If the libraries are missing, or it is no such address. Never with the password in it.
    """
    if MISSING:
        raise fault(
            "the libraries for PostGIS are not installed; "
            "run: python -m pip install -r requirements-postgis.txt"
        )
    try:
        url = sa.make_url(text)
        port = url.port
    except (ArgumentError, ValueError):
        # Its own message would repeat the address, and the password with it.
        message = (
            "is no address of a database; expected postgresql://USER@HOST/DATABASE?schema=NAME"
        )
        raise fault(message) from None
    query = dict(url.query)
    schema = query.pop("schema", DEFAULT_SCHEMA)
    if not isinstance(schema, str) or not _SCHEMA.fullmatch(schema):
        raise fault("schema must be one name in small letters, digits and _", column="schema")
    if not url.database:
        raise fault(f"names no database; expected postgresql://USER@HOST/DATABASE ({port or 5432})")
    return url.set(drivername="postgresql+psycopg", query=query), schema


def shown(url: URL, schema: str) -> str:
    """The address for people: without password and settings."""
    plain = sa.URL.create(
        "postgresql", username=url.username, host=url.host, port=url.port, database=url.database
    )
    return f"{plain.render_as_string(hide_password=True)}?schema={schema}"


def engine_for(url: URL, *, read_only: bool) -> Engine:
    """An engine whose every transaction is read-only (or not) and limited in time."""
    options = f"-c statement_timeout={SECONDS * 1000} -c lock_timeout={CONNECT_SECONDS * 1000}"
    if read_only:
        options += " -c default_transaction_read_only=on"
    given = url.query.get("options")
    connect = {
        # The user's own settings first: ours win.
        "options": f"{given} {options}" if isinstance(given, str) else options,
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "atlas",
    }
    query = {key: value for key, value in url.query.items() if key != "options"}
    return sa.create_engine(
        url.set(query=query),
        connect_args=connect,
        poolclass=sa.pool.NullPool,
        hide_parameters=True,
    )


def reason(error: Exception, url: URL) -> str:
    """What a database says went wrong, in one line and without the password."""
    text = " ".join(str(getattr(error, "orig", None) or error).split())
    if url.password:
        text = text.replace(str(url.password), "***")
    return text


class PostgisSource:
    """A data package in a database; a context within which it is read.

    Parameters
    ----------
    address : str
        As for :func:`address_of`.
    """

    def __init__(self, address: str) -> None:
        self._url, self._schema = address_of(address)
        self.name = shown(self._url, self._schema)
        self.folder: Path | None = None
        self._engine: Engine | None = None
        self._open: Connection | None = None
        self._descriptor: str | None = None

    def __enter__(self) -> Self:
        self._engine = engine_for(self._url, read_only=True)
        try:
            self._open = self._engine.connect().execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        except SQLAlchemyError as error:
            self._engine.dispose()
            raise fault(f"{self.name} cannot be reached: {reason(error, self._url)}") from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def _asking(self, table: str) -> Iterator[Connection]:
        """The connection; what the database refuses becomes a fault of the table."""
        if self._open is None:
            raise RuntimeError("a source is read inside its context")
        try:
            yield self._open
        except SQLAlchemyError as error:
            message = f"cannot be read: {reason(error, self._url)}"
            raise fault(message, table) from None

    def _columns(self, table: str) -> list[str]:
        """Columns of a table in their order; none if there is no such table."""
        query = sa.text(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_schema = :schema AND table_name = :name ORDER BY ordinal_position"
        )
        with self._asking(table) as connection:
            found = connection.execute(query, {"schema": self._schema, "name": table})
            return [str(name) for name in found.scalars()]

    def _quoted(self, name: str) -> str:
        # Names come from a descriptor: quoted, they are names and nothing else.
        return '"' + name.replace('"', '""') + '"'

    def _from(self, table: str) -> str:
        return f"{self._quoted(self._schema)}.{self._quoted(table)}"

    def descriptor(self) -> str:
        """The one row of ``datapackage``."""
        if self._descriptor is None:
            if not self._columns("datapackage"):
                message = (
                    f"has no table datapackage in schema {self._schema}; "
                    "write a package there with: python -m geodata.postgis load DIR URL"
                )
                raise fault(message)
            with self._asking("datapackage") as connection:
                query = sa.text(f"SELECT descriptor::text FROM {self._from('datapackage')}")  # noqa: S608
                rows = list(connection.execute(query).scalars())
            if len(rows) != 1 or rows[0] is None:
                raise fault(f"has {len(rows)} rows, expected one", "datapackage", "descriptor")
            self._descriptor = str(rows[0])
        return self._descriptor

    def table(self, table: Table, *, optional: bool) -> tuple[pd.DataFrame, list[Fault]]:
        """A table of the database, its cells as text, judged like those of a file.

        Rows are numbered by the column ``row_number``; without one, from 2 in the order of the key.
        """
        there = self._columns(table.name)
        if not there:
            if optional:
                return empty(table), []
            message = f"no such table in schema {self._schema}; the data package needs it"
            return empty(table), [Fault(table.name, None, None, message)]
        faults = header_faults([name for name in there if name != ROW], table)
        if faults:
            return empty(table), [Fault(table.name, None, f.column, f.message) for f in faults]
        listed = ", ".join(f"{self._quoted(name)}::text" for name in table.columns)
        numbered = ROW in there
        order = [ROW] if numbered else list(table.key) or table.columns
        by = ", ".join(self._quoted(name) for name in order)
        number = self._quoted(ROW) if numbered else f"row_number() OVER (ORDER BY {by}) + 1"
        # One more than may be, to know that there are too many.
        query = sa.text(
            f"SELECT {number}, {listed} FROM {self._from(table.name)} "  # noqa: S608
            f"ORDER BY 1 LIMIT {MAX_ROWS + 1}"
        )
        with self._asking(table.name) as connection:
            found = connection.execute(query).all()
        if len(found) > MAX_ROWS:
            message = f"has more than {MAX_ROWS:,} rows; expected that at most"
            return empty(table), [Fault(table.name, None, None, message)]
        numbers = [int(row[0] or 0) for row in found]
        columns = [
            ["" if row[i] is None else str(row[i]).strip() for row in found]
            for i in range(1, len(table.columns) + 1)
        ]
        frame, faults = typed(numbers, columns, table)
        return frame, [Fault(table.name, f.row, f.column, f.message) for f in faults]

    def boundaries(self, name: str, languages: tuple[str, ...], home: str) -> Boundaries:  # noqa: ARG002
        """Layers by their names."""
        layers: dict[str, gpd.GeoDataFrame] = {}
        for field in fields(Boundaries):
            columns = self._columns(field.name)
            if not columns:
                continue
            if GEOMETRY not in columns:
                raise fault(f"has no column {GEOMETRY}", field.name, GEOMETRY)
            listed = ", ".join(self._quoted(column) for column in columns if column != ROW)
            order = f" ORDER BY {self._quoted(ROW)}" if ROW in columns else ""
            query = f"SELECT {listed} FROM {self._from(field.name)}{order}"  # noqa: S608
            with self._asking(field.name) as connection:
                try:
                    layers[field.name] = gpd.read_postgis(
                        sa.text(query), connection, geom_col=GEOMETRY
                    )
                except ValueError as error:
                    raise fault(f"cannot be read: {error}", field.name, GEOMETRY) from None
        return boundaries_of(layers, DATABASE, languages, home)

    def catalogue(self, language: str) -> bytes | None:
        """A row of ``texts``."""
        if not self._columns("texts"):
            return None
        query = sa.text(f"SELECT catalogue FROM {self._from('texts')} WHERE language = :code")  # noqa: S608
        with self._asking("texts") as connection:
            found = connection.execute(query, {"code": language}).scalar_one_or_none()
        return None if found is None else str(found).encode("utf-8")

    def content(self, name: str) -> bytes | None:  # noqa: ARG002
        """No file is kept as such."""
        return None


def load_package(folder: Path, address: str, *, replace: bool = False) -> dict[str, int]:
    """Write a package into a database, whole or not at all.

    Parameters
    ----------
    folder : Path
        A data package without faults.
    address : str
        As for :func:`address_of`; its schema is made if it is not there.
    replace : bool
        Whether a package that is there already may be replaced.

    Returns
    -------
    dict of str to int
        Rows written by table.

    Raises
    ------
    PackageError
        If the package has faults, or the database refuses.
    """
    url, schema = address_of(address)
    source = FolderSource(folder)
    text = source.descriptor()
    described = schema_of(text)
    engine = engine_for(url, read_only=False)
    counts: dict[str, int] = {}
    try:
        with engine.begin() as connection:
            there = sa.inspect(connection).has_table("datapackage", schema=schema)
            if there and not replace:
                message = f"schema {schema} holds a package already; --replace puts this one there"
                raise fault(message)
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS postgis"))
            connection.execute(sa.text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
            for table in described.tables.values():
                _drop(connection, schema, table.name)
                content = source.content(table.path)
                if content is None and table.name in described.optional:
                    continue
                numbers, columns, faults = csv_columns(content or b"", table)
                if faults:
                    raise PackageError(faults)
                _write_table(connection, schema, table, numbers, columns)
                counts[table.name] = len(numbers)
            layers = source.boundaries(
                described.boundaries, described.languages, described.declared.map.home
            )
            for field in fields(Boundaries):
                layer: gpd.GeoDataFrame = getattr(layers, field.name)
                _drop(connection, schema, field.name)
                if len(layer):
                    _write_layer(connection, schema, field.name, layer)
                    counts[field.name] = len(layer)
            catalogues = {
                code: words.decode("utf-8")
                for code in described.languages
                if (words := source.catalogue(code)) is not None
            }
            _write_texts(connection, schema, text, catalogues)
    except SQLAlchemyError as error:
        name = shown(url, schema)
        raise fault(f"{name} cannot be written: {reason(error, url)}") from None
    finally:
        engine.dispose()
    return counts


def _drop(connection: Connection, schema: str, table: str) -> None:
    connection.execute(sa.text(f'DROP TABLE IF EXISTS "{schema}"."{table}"'))


def _write_table(
    connection: Connection,
    schema: str,
    table: Table,
    numbers: list[int],
    cells_of: list[list[str]],
) -> None:
    columns = ", ".join(f'"{f.name}" {_TYPES.get(f.type, "text")}' for f in table.fields)
    name = f'"{schema}"."{table.name}"'
    key = "".join(f', UNIQUE ("{column}")' for column in table.key if len(table.key) == 1)
    connection.execute(sa.text(f"CREATE TABLE {name} ({ROW} integer PRIMARY KEY, {columns}{key})"))
    if not numbers:
        return
    kinds = {field.name: _TYPES.get(field.type, "text") for field in table.fields}
    values = ", ".join(f"CAST(:c{i} AS {kinds[column]})" for i, column in enumerate(table.columns))
    listed = ", ".join(f'"{column}"' for column in table.columns)
    query = f"INSERT INTO {name} ({ROW}, {listed}) VALUES (:number, {values})"  # noqa: S608
    connection.execute(
        sa.text(query),
        [
            {"number": number, **{f"c{i}": cell or None for i, cell in enumerate(cells)}}
            for number, *cells in zip(numbers, *cells_of, strict=True)
        ],
    )


def _write_layer(connection: Connection, schema: str, name: str, layer: gpd.GeoDataFrame) -> None:
    same = layer.geometry.name == GEOMETRY
    numbered = layer.copy() if same else layer.rename_geometry(GEOMETRY)
    numbered.insert(0, ROW, range(1, len(layer) + 1))
    numbered.to_postgis(
        name,
        connection,
        schema=schema,
        index=False,
        dtype={GEOMETRY: Geometry("GEOMETRY", srid=4326)},
    )


def _write_texts(
    connection: Connection, schema: str, descriptor: str, catalogues: dict[str, str]
) -> None:
    tables: dict[str, tuple[str, list[dict[str, Any]]]] = {
        # Text, not json: what is downloaded is what was loaded.
        "datapackage": ("descriptor text NOT NULL", [{"descriptor": descriptor}]),
        "texts": (
            "language text PRIMARY KEY, catalogue text NOT NULL",
            [{"language": code, "catalogue": words} for code, words in catalogues.items()],
        ),
    }
    for name, (columns, rows) in tables.items():
        _drop(connection, schema, name)
        connection.execute(sa.text(f'CREATE TABLE "{schema}"."{name}" ({columns})'))
        if rows:
            keys = list(rows[0])
            values = ", ".join(f":{key}" for key in keys)
            query = f'INSERT INTO "{schema}"."{name}" ({", ".join(keys)}) VALUES ({values})'  # noqa: S608
            connection.execute(sa.text(query), rows)


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m geodata.postgis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    loading = commands.add_parser("load", help="write a data package into a database")
    loading.add_argument("folder", type=Path, metavar="DIR")
    loading.add_argument("address", metavar="URL", help="postgresql://USER@HOST/DB?schema=NAME")
    loading.add_argument("--replace", action="store_true", help="replace what is there")
    options = parser.parse_args(arguments)
    try:
        counts = load_package(options.folder, options.address, replace=options.replace)
    except PackageError as error:
        for one in error.faults:
            print(one, file=sys.stderr)
        return 1
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    # "python -m" must find the same modules whatever the encoding of the terminal.
    os.environ.setdefault("PGCLIENTENCODING", "utf-8")
    sys.exit(main())
