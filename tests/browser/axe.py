"""axe-core, fetched once with ``npm pack`` into the cache, and run in the page."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

CACHE = Path(__file__).resolve().parents[2] / ".cache"
VERSION = "4.14.1"
ARCHIVE = f"axe-core-{VERSION}.tgz"
SHA256 = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"
MEMBER = "package/axe.min.js"


def fetch(cache: Path = CACHE) -> Path:
    """Archive of the pinned version; fetched if the cache lacks it.

    Raises
    ------
    RuntimeError
        If the archive is not the one that is pinned.
    subprocess.CalledProcessError
        If ``npm pack`` fails (no npm, no network).
    """
    cache.mkdir(parents=True, exist_ok=True)
    archive = cache / ARCHIVE
    if not archive.exists():
        subprocess.run(
            ["npm", "pack", "--silent", f"axe-core@{VERSION}"],
            cwd=cache,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        raise RuntimeError(f"{archive}: SHA-256 is {found}, expected {SHA256}")
    return archive


@lru_cache(maxsize=1)
def source() -> str:
    """Text of axe-core."""
    with tarfile.open(fetch(), "r:gz") as tar:
        handle = tar.extractfile(MEMBER)
        assert handle is not None
        return handle.read().decode("utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, every rule with the elements it names."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{rule['id']}: {rule['help']}: "
        + "; ".join(f"{node['target']} {node['failureSummary']}" for node in rule["nodes"][:4])
        for rule in found
    ]
