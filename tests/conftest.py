"""What several tests share: the atlas in memory, and a copy of its data to break."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import app as program  # noqa: E402
from callbacks.export import export  # noqa: E402
from geodata.atlas import DEFAULT_FOLDER, Atlas, load  # noqa: E402


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--edition", choices=("server", "static"), help="which edition all browser tests open"
    )


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The atlas's own data package."""
    return load()


@pytest.fixture(scope="session")
def static_edition(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static edition as ``python app.py export`` writes it. Not to be changed by a test.

    The first process of a run that asks for it makes it for all; it appears whole.
    """
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    folder = run / "static" / "edition"
    with FileLock(run / "static.lock"):
        if not folder.exists():
            folder.parent.mkdir()
            export(program.build(atlas), atlas, folder)
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the data package that a test may break."""
    folder = tmp_path / "package"
    shutil.copytree(DEFAULT_FOLDER, folder)
    return folder
