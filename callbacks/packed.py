"""Files as small as Brotli makes them, without anybody waiting for it.

The best compression of Plotly takes six seconds. A file is therefore packed quickly first, and
thoroughly in the background; the result is kept on disk, under the hash of the content, for the
next start and for the workers beside this one. Where nothing can be written, memory must do.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import queue
import tempfile
import threading
from pathlib import Path

import brotli

# Where to keep packed files; empty: nowhere. Default: the user's folder for such things.
SETTING = "ZHOLDAR_CACHE"
QUICK, BEST = 5, 11


def cache_folder() -> Path | None:
    """Where packed files are kept, by the environment; None for nowhere."""
    setting = os.environ.get(SETTING)
    if setting is not None:
        return Path(setting) if setting else None
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(home) / "zholdar" if home else Path.home() / ".cache" / "zholdar"
    except RuntimeError:
        return None  # a user without a home


class Packer:
    """Brotli forms of contents.

    Parameters
    ----------
    folder : Path or None
        Where to keep them between starts. It need not exist, nor be writable.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._kept: dict[str, bytes] = {}
        self._asked: queue.SimpleQueue[tuple[str, bytes]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def packed(self, content: bytes, digest: str | None = None) -> bytes:
        """The smallest form at hand; a better one is made meanwhile if this is not the best.

        Parameters
        ----------
        content : bytes
        digest : str, optional
            Its SHA-256, if the caller knows it.
        """
        digest = digest or hashlib.sha256(content).hexdigest()
        found = self._kept.get(digest)
        if found is not None:
            return found
        best = self._read(digest, content)
        with self._lock:
            if digest in self._kept:
                return self._kept[digest]
            self._kept[digest] = best or brotli.compress(content, quality=QUICK)
            if best is None:
                self._asked.put((digest, content))
                if self._worker is None or not self._worker.is_alive():
                    self._worker = threading.Thread(target=self._improve, daemon=True)
                    self._worker.start()
            return self._kept[digest]

    def settle(self) -> None:
        """Wait until everything asked for so far is as small as it gets."""
        while (worker := self._worker) is not None and worker.is_alive():
            worker.join()

    def _improve(self) -> None:
        while True:
            with self._lock:
                try:
                    digest, content = self._asked.get_nowait()
                except queue.Empty:
                    self._worker = None
                    return
            # A worker beside this one may have done it.
            best = self._read(digest, content)
            if best is None:
                # The library lets go of Python's lock meanwhile.
                best = brotli.compress(content, mode=brotli.MODE_TEXT, quality=BEST)
                self._write(digest, best)
            self._kept[digest] = best

    def _read(self, digest: str, content: bytes) -> bytes | None:
        if self._folder is None:
            return None
        try:
            path = self._folder / f"{digest}.br"
            if path.stat().st_size > len(content) + 64:
                return None
            found = path.read_bytes()
            # Cut off by a full disk, or put there by somebody else.
            return found if brotli.decompress(found) == content else None
        except (OSError, brotli.error):
            return None

    def _write(self, digest: str, best: bytes) -> None:
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(best)
                Path(name).replace(self._folder / f"{digest}.br")
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
