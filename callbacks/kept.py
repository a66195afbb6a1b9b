"""What is the same for everybody: made once, packed once, handed out from memory.

Dash reads and hashes Plotly for every visitor, and a small module costs a compression each time.
Here the second question for a file is a look into a dictionary. An asset that somebody edits is
noticed by its time and size, and sent anew.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from dataclasses import dataclass
from pathlib import Path

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import Response, request

from callbacks.bundle_route import A_YEAR
from callbacks.manifest import NAME, WORKER
from callbacks.packed import Packer, cache_folder
from callbacks.pieces import DEPENDENCIES, LAYOUT, PAGE, SUITES
from geodata.atlas import Atlas

# Letters and pictures are packed already.
_PACKED = ("font/", "image/png")
# Far above what there is. Names that differ only in case are one file on some systems.
_MOST_FILES = 1000


@dataclass(frozen=True)
class _File:
    """One file in memory; `stamp` changes when the asset on disk does."""

    content: bytes
    digest: str
    kind: str
    stamp: tuple[int, int] | None


class Kept:
    """What may be kept, by path; only what the app answers with 200 ever gets here."""

    def __init__(self, app: Dash, packer: Packer) -> None:
        prefix = app.config.routes_pathname_prefix
        self._suites = f"{prefix}{SUITES}"
        self._bundle = f"{prefix}bundle/"
        self._assets = f"{prefix}{app.config.assets_url_path.strip('/')}/"
        documents = (PAGE, LAYOUT, DEPENDENCIES, NAME, WORKER)
        self._documents = {f"{prefix}{name}" for name in documents}
        self._folder = Path(app.config.assets_folder)
        self._packer = packer
        self._files: dict[str, _File] = {}

    def find(self, path: str) -> Response | None:
        """The answer to a question for this path, if the file is in memory and still the same."""
        key = self._key(path)
        file = self._files.get(key) if key else None
        if file is None or file.stamp != self._stamp(path):
            return None
        return self._answer(file, path)

    def take(self, path: str, response: Response) -> Response:
        """Keep what the app answered, and answer with it."""
        key = self._key(path)
        if key is None:
            return response
        stamp = self._stamp(path)
        response.direct_passthrough = False
        content = response.get_data()
        response.close()
        digest = hashlib.sha256(content).hexdigest()
        file = _File(content, digest, response.headers["Content-Type"], stamp)
        if len(self._files) >= _MOST_FILES:
            self._files.clear()
        self._files[key] = file
        return self._answer(file, path)

    def _key(self, path: str) -> str | None:
        if path.startswith(self._suites):
            # Without Dash's mark of version and time, so that each library is kept once.
            plain, _ = check_fingerprint(path)  # type: ignore[no-untyped-call]
            return str(plain)
        if path in self._documents:
            return path
        # One name for each file, whatever dots and slashes somebody puts in.
        plain = posixpath.normpath(path) == path
        return path if plain and path.startswith((self._assets, self._bundle)) else None

    def _stamp(self, path: str) -> tuple[int, int] | None:
        if not path.startswith(self._assets):
            return None
        try:
            found = os.stat(self._folder / path.removeprefix(self._assets))  # noqa: PTH116
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size

    def _answer(self, file: _File, path: str) -> Response:
        content, packed = file.content, ""
        if not file.kind.startswith(_PACKED) and request.accept_encodings["br"] > 0:
            content, packed = self._packer.packed(file.content, file.digest), "br"
        response = Response(content, content_type=file.kind)
        if packed:
            response.headers["Content-Encoding"] = packed
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = A_YEAR if self._marked(path) else "no-cache"
        response.set_etag(f"{file.digest[:16]}{packed}")
        response.make_conditional(request.environ)
        return response

    def _marked(self, path: str) -> bool:
        """Whether the address changes with the content."""
        if path.startswith(self._suites):
            return bool(check_fingerprint(path)[1])  # type: ignore[no-untyped-call]
        # Queries that change with an asset's content: ours, and Dash's own.
        return path.startswith(self._bundle) or "v" in request.args or "m" in request.args


def register(app: Dash, _atlas: Atlas) -> None:
    """Hand out the page and all that belongs to it from memory."""
    kept = Kept(app, Packer(cache_folder()))

    def hand_out() -> Response | None:
        if request.method not in ("GET", "HEAD") or "Range" in request.headers:
            return None
        return kept.find(request.path)

    def keep(response: Response) -> Response:
        # An answer with an ETag and Vary came from here; a HEAD has no content to keep.
        fresh = response.status_code == 200 and "Vary" not in response.headers
        if fresh and request.method == "GET" and "Range" not in request.headers:
            return kept.take(request.path, response)
        return response

    app.server.before_request(hand_out)
    app.server.after_request(keep)
