"""What every file to take away says of itself: title, version, date, licence, source, address."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.schema import Schema

LICENCE_URLS = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


@dataclass(frozen=True)
class Edition:
    """One version of a data package, as it is cited.

    Attributes
    ----------
    title, version : str
        Of the data package.
    date : str or None
        Day it was built, ``YYYY-MM-DD``: ``created`` of the descriptor, never the clock, so that
        the same records give the same bytes.
    creator : str
        Who made the data package.
    licence : str
        SPDX name of the licence; empty if the package names none.
    licence_url : str
        Where its text is; empty if not known.
    source : str
        What the records were read out of; empty if the package does not say.
    address : str or None
        Where the atlas is published, ending in ``/``; None if nobody configured it.
    """

    title: str
    version: str
    date: str | None
    creator: str
    licence: str
    licence_url: str
    source: str
    address: str | None

    def facts(self) -> dict[str, str | None]:
        """What a GeoJSON file carries as its member ``zholdar``."""
        return {
            "title": self.title,
            "version": self.version,
            "built": self.date,
            "creator": self.creator,
            "licence": self.licence,
            "licence_url": self.licence_url,
            "source": self.source,
            "address": self.address,
        }


def edition_of(schema: Schema, address: str | None = None) -> Edition:
    """The edition that a data package describes.

    Parameters
    ----------
    schema : Schema
        Its descriptor; ``created``, ``contributors``, ``licenses``, ``sources`` and ``homepage``
        are those of Frictionless data packages and may all be missing.
    address : str, optional
        Where the atlas is published; ``homepage`` of the descriptor if not given.
    """
    raw = schema.raw
    licence = _first(raw.get("licenses"), "name")
    found = address or raw.get("homepage") or None
    return Edition(
        title=schema.title,
        version=schema.version,
        date=str(raw["created"])[:10] if raw.get("created") else None,
        creator=_first(raw.get("contributors"), "title") or schema.title,
        licence=licence,
        licence_url=LICENCE_URLS.get(licence, ""),
        source=_first(raw.get("sources"), "title"),
        address=str(found).rstrip("/") + "/" if found else None,
    )


def _first(items: object, key: str) -> str:
    """A property of the first of a descriptor's objects; empty if there is none."""
    if isinstance(items, list) and items and isinstance(items[0], dict):
        return str(items[0].get(key, ""))
    return ""
