"""Python's own file server, as somebody with a USB stick would start it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

SUB_PATH = "some/school/atlas"


class FileServer:
    """``python -m http.server`` over a folder; the edition lies some levels down in it.

    Parameters
    ----------
    root : Path
        An empty folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._home = root / SUB_PATH
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}/{SUB_PATH}/"

    def publish(self, edition: Path) -> None:
        """Put a copy of an edition there instead of what was there."""
        shutil.rmtree(self._home, ignore_errors=True)
        # With the time of now: the file server tells versions apart by it, to the second.
        shutil.copytree(edition, self._home, copy_function=shutil.copyfile)

    def file(self, pattern: str) -> Path:
        """The one published file that matches."""
        (found,) = self._home.glob(pattern)
        return found

    def start(self) -> None:
        """Start, and wait until it listens."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "http.server", str(self._port), "--bind", "127.0.0.1"],
            cwd=self._root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("the file server did not start")

    def kill(self) -> None:
        """Kill it, as a pulled plug would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
