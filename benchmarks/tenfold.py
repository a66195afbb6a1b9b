"""A data package with ten times the records: the atlas's own and nine seeded copies of each.

Land and borders stay. A copy keeps years and relations; its place is moved by a few degrees on
land, its figures are scaled. Bibliography and evidence list are not copied: nothing draws them.
"""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import shapely
from shapely.geometry import Point

from benchmarks.workload import TOWNS
from geodata.atlas import Atlas
from geodata.schema import DESCRIPTOR, Table

TIMES = 10
SEED = 1917
NOT_COPIED = ("sources", "evidence")
# Columns with ids that the descriptor does not list as foreign keys.
ID_COLUMNS = ("via", "record_id", "record_ids")
COUNTS = ("count", "count_low", "count_high")
# Degrees a copy may move: far enough to lie apart, near enough to stay in its region.
REACH = (5.0, 2.5)
TRIES = 30
Row = dict[str, str]


def write_tenfold(atlas: Atlas, folder: Path) -> Path:
    """Write the package.

    Parameters
    ----------
    atlas : Atlas
        The atlas to copy from.
    folder : Path
        Where to write; emptied first.

    Returns
    -------
    Path
        `folder`, which ``python app.py --data`` accepts.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in (DESCRIPTOR, atlas.schema.boundaries):
        shutil.copy(atlas.folder / name, folder / name)
    copier = Copier(atlas)
    for table in atlas.schema.tables.values():
        rows = _read(atlas.folder / table.path)
        copies = [] if table.name in NOT_COPIED else copier.copies(table, rows)
        _write(folder / table.path, table.columns, rows + copies)
    return folder


class Copier:
    """Makes the copies; the same for the same atlas.

    Parameters
    ----------
    atlas : Atlas
        Where land and tables come from.
    """

    def __init__(self, atlas: Atlas) -> None:
        self._land = shapely.union_all(atlas.boundaries.land.geometry.to_numpy())
        shapely.prepare(self._land)
        places = _read(atlas.folder / atlas.schema.tables["places"].path)
        self._places = {place["place_id"]: place for place in places}

    def copies(self, table: Table, rows: list[Row]) -> list[Row]:
        """Nine copies of every row of a table."""
        columns = _id_columns(table)
        return [self._copy(row, columns, n) for n in range(1, TIMES) for row in rows]

    def _copy(self, row: Row, id_columns: set[str], number: int) -> Row:
        copy = dict(row)
        for name in id_columns:
            if copy[name]:
                copy[name] = ";".join(f"{one}_x{number}" for one in copy[name].split(";"))
        if copy.get("lon"):
            lon, lat = self._moved(row, number)
            copy |= {"lon": f"{lon:.4f}", "lat": f"{lat:.4f}"}
        factor = _random(number, *row.values()).uniform(0.5, 1.5)
        for name in COUNTS:
            if copy.get(name):
                copy[name] = str(round(int(copy[name]) * factor))
        return copy

    def _moved(self, place: Row, number: int) -> tuple[float, float]:
        """Where the copy of a place lies: on land, plants and clubs still in their city."""
        at = (float(place["lon"]), float(place["lat"]))
        city = self._places.get(place["part_of"])
        host = city if city and city["kind"] in TOWNS and city["lon"] else place
        centre = (float(host["lon"]), float(host["lat"]))
        draw = _random(number, host["place_id"])
        for _ in range(TRIES):
            shift = (draw.uniform(-REACH[0], REACH[0]), draw.uniform(-REACH[1], REACH[1]))
            if self._land.covers(Point(centre[0] + shift[0], centre[1] + shift[1])):
                return at[0] + shift[0], at[1] + shift[1]
        return at


def _id_columns(table: Table) -> set[str]:
    """Columns that name a record which is copied too."""
    foreign = {key.column for key in table.foreign_keys if key.table not in NOT_COPIED}
    own = {name for name in table.key if name.endswith("_id")}
    return foreign | own | {name for name in table.columns if name in ID_COLUMNS}


def _random(*seeds: object) -> random.Random:
    # Not for secrets: the same numbers in every run are what is wanted.
    return random.Random(f"{SEED}:{seeds}")  # noqa: S311


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
