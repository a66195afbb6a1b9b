"""Files to take away: the CSV tables, GeoJSON, GeoPackage, Linked Places and how to cite them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from geodata import citing
from geodata.atlas import Atlas
from geodata.edition import edition_of
from geodata.formulas import guarded
from geodata.geopackage import geopackage, layer
from geodata.linked_places import linked_places
from geodata.source import DESCRIPTOR

CSV = "text/csv; charset=utf-8"
JSON = "application/json"
# What there is, with sizes: the page lists it.
LISTING = "files.json"
# In the order they are offered: the whole first, then how it is cited.
KINDS = {
    "zholdar.gpkg": "application/geopackage+sqlite3",
    "sites.geojson": "application/geo+json",
    "movements.geojson": "application/geo+json",
    "places.lp.json": "application/ld+json",
    DESCRIPTOR: JSON,
    "CITATION.cff": "application/yaml; charset=utf-8",
    "citation.bib": "application/x-bibtex; charset=utf-8",
    "citation.json": "application/vnd.citationstyles.csl+json",
}


class Downloads:
    """Every file offered under ``/data/``.

    Parameters
    ----------
    atlas : Atlas
        Whose records to write.
    address : str, optional
        Where the atlas is published, if that is configured; goes into the files as their address.

    Attributes
    ----------
    names : frozenset of str
        The names offered; nothing else is ever read from disk.
    """

    def __init__(self, atlas: Atlas, address: str | None = None) -> None:
        self._atlas = atlas
        schema = atlas.schema
        self._edition = edition_of(schema, address)
        self._tables = {
            table.path: name
            for name, table in schema.tables.items()
            if name not in schema.optional or len(atlas.frames[name])
        }
        # As they were checked: what happens to the files later does not matter any more.
        self._files = {path: _table(atlas, path, name) for path, name in self._tables.items()}
        self._files[DESCRIPTOR] = _descriptor(atlas)
        self._kept: dict[str, bytes] = {}
        self.names = frozenset({*self._tables, *KINDS, LISTING})

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
        OSError
            If it has to be made and there is no room to make it in.
        """
        if name not in self.names:
            raise KeyError(name)
        if name not in self._kept:
            self._kept[name] = self._make(name)
        return self._kept[name], JSON if name == LISTING else KINDS.get(name, CSV)

    def listing(self) -> list[dict[str, Any]]:
        """Name and size in bytes of every file but the listing, in the order they are offered."""
        names = [*KINDS, *sorted(self._tables)]
        return [{"name": name, "bytes": len(self.read(name)[0])} for name in names]

    def _make(self, name: str) -> bytes:
        if name == DESCRIPTOR:
            return self._files[name]
        if name in self._tables:
            return guarded(self._files[name])
        if name == "zholdar.gpkg":
            return geopackage(self._atlas, self._edition)
        makers: dict[str, Callable[[], str]] = {
            LISTING: lambda: _json({**self._edition.facts(), "files": self.listing()}),
            "places.lp.json": lambda: _json(linked_places(self._atlas, self._edition)),
            "CITATION.cff": lambda: citing.cff(self._edition),
            "citation.bib": lambda: citing.bibtex(self._edition),
            "citation.json": lambda: citing.csl(self._edition),
        }
        if name in makers:
            return makers[name]().encode("utf-8")
        return self._geojson(name.removesuffix(".geojson")).encode("utf-8")

    def _geojson(self, name: str) -> str:
        text: str = layer(self._atlas, name).to_json(drop_id=True, ensure_ascii=False)
        found = json.loads(text)
        # Old GeoJSON's "crs" is no longer part of the format: RFC 7946 is always WGS 84.
        found.pop("crs", None)
        head = {"type": found.pop("type"), "zholdar": self._edition.facts()}
        return _json({**head, **found})


def _table(atlas: Atlas, path: str, name: str) -> bytes:
    """A table as its file has it; written anew where it is kept elsewhere than in a file."""
    original = atlas.source.content(path)
    if original is not None:
        return original
    text: str = atlas.frames[name].to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def _descriptor(atlas: Atlas) -> bytes:
    """As the package has it; with the tables that it leaves to the standard form."""
    original = atlas.source.descriptor().encode("utf-8")
    raw = atlas.schema.raw
    if json.loads(original) == raw:
        return original
    return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
