"""What several tests share: the atlas in memory, and a copy of its data to break."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata.atlas import DEFAULT_FOLDER, Atlas, load  # noqa: E402


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The atlas's own data package."""
    return load()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the data package that a test may break."""
    folder = tmp_path / "package"
    shutil.copytree(DEFAULT_FOLDER, folder)
    return folder
