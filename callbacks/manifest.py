"""The manifest: what an edition consists of, with the SHA-256 of every file.

The service worker fills its copy by it and refuses what does not match; whoever mirrors the static
edition can check it with ``sha256sum``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "manifest.json"
WORKER = "sw.js"
# Stands in assets/sw.js where the version belongs.
_UNBUILT = '"unbuilt"'
_DIGITS = 16


@dataclass(frozen=True)
class Entry:
    """One file of an edition.

    Attributes
    ----------
    path : str
        Relative to the atlas's own address; empty for the page of the server edition.
    sha256 : str
        Of the uncompressed content, 64 hex digits.
    bytes : int
        Its size, uncompressed.
    offline : bool
        Whether the offline copy holds it.
    immutable : bool
        Whether its name changes with its content.
    """

    path: str
    sha256: str
    bytes: int
    offline: bool
    immutable: bool


def entry(path: str, content: bytes, *, offline: bool, immutable: bool = False) -> Entry:
    """The entry of a file with this content."""
    digest = hashlib.sha256(content).hexdigest()
    return Entry(path, digest, len(content), offline, immutable)


def version_of(entries: Iterable[Entry]) -> str:
    """Short hash of all that the offline copy holds: the same for the same atlas."""
    kept = sorted((e.path, e.sha256) for e in entries if e.offline)
    return hashlib.sha256(json.dumps(kept).encode("utf-8")).hexdigest()[:_DIGITS]


def manifest(edition: str, release: str, entries: Iterable[Entry]) -> bytes:
    """The manifest as JSON.

    Parameters
    ----------
    edition : str
        ``server`` or ``static``.
    release : str
        Version of the data package, for people; machines go by ``version``.
    entries : iterable of Entry
        All files but the manifest itself.
    """
    listed = sorted(entries, key=lambda e: e.path)
    document: dict[str, Any] = {
        "edition": edition,
        "release": release,
        "version": version_of(listed),
        "files": [vars(e) for e in listed],
    }
    return (json.dumps(document, indent=1) + "\n").encode("utf-8")


def worker_script(assets: Path, version: str) -> bytes:
    """``assets/sw.js`` with the version in it: other content, other script, so browsers notice."""
    text = (assets / WORKER).read_text(encoding="utf-8")
    if text.count(_UNBUILT) != 1:
        raise ValueError(f"{WORKER} must say {_UNBUILT} exactly once")
    return text.replace(_UNBUILT, json.dumps(version)).encode("utf-8")
