"""The peers' npm packages: fetched into ``.cache/`` at bench time, pinned in ``pins.json``.

Nothing of them is kept in the repository. flowmap.gl comes as modules and is bundled once with
esbuild's WebAssembly build, which runs wherever Node.js does.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PINS = HERE / "pins.json"
CACHE = HERE.parents[1] / ".cache" / "peers"
ARCHIVES = CACHE / "npm"
MODULES = CACHE / "node_modules"
BUILT = CACHE / "built"
# What a page loads -> its file in an unpacked package.
SCRIPTS = {
    "echarts.js": "echarts/dist/echarts.min.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet-ant-path.js": "leaflet-ant-path/dist/leaflet-ant-path.js",
}
FLOWMAP_ENTRY = """export { Deck } from '@deck.gl/core';
export { SolidPolygonLayer, ScatterplotLayer } from '@deck.gl/layers';
export { FlowmapLayer } from '@flowmap.gl/layers';
"""


@dataclass(frozen=True)
class Pin:
    """An npm package, pinned by version and by the SHA-256 of its archive."""

    name: str
    version: str
    sha256: str

    @property
    def archive(self) -> Path:
        """Where ``npm pack`` puts it: ``@scope/name`` becomes ``scope-name``."""
        flat = self.name.lstrip("@").replace("/", "-")
        return ARCHIVES / f"{flat}-{self.version}.tgz"


def pins() -> list[Pin]:
    """Every pinned package."""
    return [Pin(*row) for row in json.loads(PINS.read_text(encoding="utf-8"))]


def versions() -> dict[str, str]:
    """Versions of the tools compared, for the notes of the table."""
    named = ("echarts", "leaflet", "leaflet-ant-path", "@deck.gl/core", "@flowmap.gl/layers")
    return {pin.name: pin.version for pin in pins() if pin.name in named}


def build() -> Path:
    """Fetch, check, unpack and bundle whatever is not there yet.

    Returns
    -------
    Path
        Folder with the scripts that the pages load.

    Raises
    ------
    RuntimeError
        If an archive is not the pinned one.
    subprocess.CalledProcessError
        If npm or the bundler fails (no Node.js, no network).
    """
    fetch(pins())
    mark = hashlib.sha256(PINS.read_bytes() + FLOWMAP_ENTRY.encode()).hexdigest()
    stamp = BUILT / "stamp"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == mark:
        return BUILT
    shutil.rmtree(MODULES, ignore_errors=True)
    for pin in pins():
        unpack(pin)
    BUILT.mkdir(parents=True, exist_ok=True)
    for name, source in SCRIPTS.items():
        shutil.copy(MODULES / source, BUILT / name)
    bundle_flowmap()
    stamp.write_text(mark, encoding="utf-8")
    return BUILT


def fetch(wanted: list[Pin]) -> None:
    """Fetch missing archives with ``npm pack`` and check all of them."""
    ARCHIVES.mkdir(parents=True, exist_ok=True)
    missing = [f"{pin.name}@{pin.version}" for pin in wanted if not pin.archive.exists()]
    if missing:
        subprocess.run(
            ["npm", "pack", "--silent", *missing],
            cwd=ARCHIVES,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    for pin in wanted:
        found = hashlib.sha256(pin.archive.read_bytes()).hexdigest()
        if found != pin.sha256:
            raise RuntimeError(f"{pin.archive}: SHA-256 is {found}, expected {pin.sha256}")


def unpack(pin: Pin) -> None:
    """Unpack an archive where Node.js looks for it."""
    place = MODULES / pin.name
    place.mkdir(parents=True)
    with tarfile.open(pin.archive, "r:gz") as tar:
        for member in tar:
            # Most archives call their folder "package", some by the package's own name.
            _, _, inside = member.name.partition("/")
            if member.isfile() and inside:
                member.name = inside
                tar.extract(member, place, filter="data")


def bundle_flowmap() -> None:
    """Bundle deck.gl and flowmap.gl into one script that defines ``flowmap``."""
    entry = CACHE / "flowmap_entry.js"
    entry.write_text(FLOWMAP_ENTRY, encoding="utf-8")
    subprocess.run(
        [
            "node",
            str(MODULES / "esbuild-wasm" / "bin" / "esbuild"),
            entry.name,
            "--bundle",
            "--minify",
            "--format=iife",
            "--global-name=flowmap",
            "--log-level=error",
            f"--outfile={BUILT / 'flowmap.js'}",
        ],
        cwd=CACHE,
        check=True,
    )
