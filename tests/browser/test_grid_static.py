"""The large table in the static edition, under a sub-path of Python's file server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.file_server import FileServer
from tests.browser.test_grid import *


@pytest.fixture(scope="module")
def address(static_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """In the place of the running app: the exported files."""
    server = FileServer(tmp_path_factory.mktemp("files"))
    server.publish(static_edition)
    server.start()
    yield server.address
    server.kill()
