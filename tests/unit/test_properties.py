"""What must hold for all tables, dates, lines and groups, tried on many that Hypothesis makes up.

Totals and addresses are made in the browser: ``tests/js/properties.test.mjs``.
"""

from __future__ import annotations

import csv
import datetime
import io
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.alternatives import alternative_groups
from geodata.atlas import DEFAULT_FOLDER, Atlas, load
from geodata.dates import year_bounds
from geodata.formulas import NUMBER, STARTS, guarded
from geodata.great_circle import STEP_KM, great_circle
from geodata.layers import movements, sites
from geodata.schema import Field, Table, read_schema
from geodata.tables import read_table
from geodata.when import said
from tests.small_package import csv_bytes, make, read_rows

# The same cases every time, and nothing left in the folder.
settings.register_profile(
    "zholdar",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("zholdar")
TABLES = list(read_schema(DEFAULT_FOLDER).tables.values())
GEOD = Geod(ellps="WGS84")
PLAIN = st.characters(exclude_categories=("Cs", "Cc"))
TEXT = st.text(PLAIN | st.just("\n") | st.sampled_from('",;\t='), min_size=1, max_size=30)
LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)


def cells(field: Field) -> st.SearchStrategy[str]:
    """Texts that a column may hold."""
    if field.type == "integer":
        low = int(field.minimum if field.minimum is not None else -999_999)
        high = int(field.maximum if field.maximum is not None else 999_999)
        found: st.SearchStrategy[str] = st.integers(low, high).map(str)
    elif field.type == "number":
        low, high = field.minimum or -1e6, field.maximum or 1e6
        found = st.decimals(str(low), str(high), places=4).map("{:f}".format)
    elif field.enum:
        found = st.sampled_from(field.enum)
    elif field.list_of:
        some = st.lists(st.sampled_from(field.list_of), min_size=1, max_size=4)
        found = some.map(field.delimiter.join)
    elif field.pattern:
        found = st.from_regex(field.pattern, fullmatch=True).filter(lambda text: len(text) < 80)
    else:
        found = TEXT.map(str.strip).filter(bool)
    return found if field.required else st.just("") | found


def tables(table: Table) -> st.SearchStrategy[list[dict[str, str]]]:
    """Rows of a well-formed table, each key once."""
    row = st.fixed_dictionaries({field.name: cells(field) for field in table.fields})
    unique = [lambda r, names=table.key: tuple(r[n] for n in names)] if table.key else None
    return st.lists(row, min_size=1, max_size=4, unique_by=tuple(unique) if unique else None)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@settings(max_examples=30)
@given(data=st.data())
def test_what_a_table_may_hold_is_read_and_written_back_the_same(
    tmp_path: Path, table: Table, data: st.DataObject
) -> None:
    rows = data.draw(tables(table))
    path = tmp_path / table.path
    path.write_bytes(csv_bytes(rows, table.columns))
    frame, faults = read_table(tmp_path, table)
    assert faults == []
    assert list(frame.columns) == table.columns
    for row, record in zip(rows, frame.to_dict("records"), strict=True):
        for field in table.fields:
            text, value = row[field.name], record[field.name]
            if text == "":
                assert pd.isna(value)
            elif field.type == "string":
                assert value == text
            else:
                assert float(value) == float(text)
    # Written by pandas, another program, and read again.
    frame.to_csv(path, index=False)
    again, faults = read_table(tmp_path, table)
    assert faults == []
    assert again.reset_index(drop=True).equals(frame.reset_index(drop=True))


@settings(max_examples=150)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8")))
def test_no_bytes_break_the_reader(tmp_path: Path, content: bytes) -> None:
    for table in TABLES[:2]:
        for before in (b"", ",".join(table.columns).encode() + b"\n"):
            (tmp_path / table.path).write_bytes(before + content)
            frame, faults = read_table(tmp_path, table)
            assert not faults or frame.empty, "half-loaded"
            assert all(fault.file == table.path and fault.message for fault in faults)


@settings(max_examples=4)
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: Any
) -> None:
    folder = tmp_path_factory.mktemp("turned")
    schema = make(folder)
    before = load(folder)
    for table in schema.tables.values():
        rows = read_rows(folder / table.path)
        seed.shuffle(rows)
        (folder / table.path).write_bytes(csv_bytes(rows, table.columns))
    after = load(folder)
    assert after.counts == before.counts
    for name, layer in (("sites", after.sites), ("movements", after.movements)):
        other = getattr(before, name).geometry
        assert layer.geometry.loc[other.index].geom_equals(other).eq(other.notna()).all()


@settings(max_examples=300)
@given(
    date=st.text(st.sampled_from("0123456789-/.~?%XY[]{},EZT:u "), max_size=22)
    | st.text(max_size=9)
)
def test_a_text_is_a_date_or_an_error_of_value_and_nothing_else(date: str) -> None:
    try:
        low, high = year_bounds(date)
    except ValueError:
        return
    assert low is None or high is None or 0 <= low <= high <= 9999
    said(date, ("en", "kk", "ru"))


# 1943-06-01, 1943-06 and 1943.
DAYS = st.dates(min_value=datetime.date(1000, 1, 1)).map(str)
MOMENTS = st.tuples(DAYS, st.sampled_from([10, 7, 4])).map(lambda pair: pair[0][: pair[1]])


@settings(max_examples=100)
@given(begin=MOMENTS, end=MOMENTS, about=st.sampled_from(["", "~", "?"]))
def test_dates_of_the_evidence_are_read_as_they_say(begin: str, end: str, about: str) -> None:
    first, last = int(begin[:4]), int(end[:4])
    assert year_bounds(begin + about) == (first, first)
    assert year_bounds(f"../{end}{about}") == (None, last)
    assert year_bounds(f"{begin}{about}/..") == (first, None)
    if first < last:
        assert year_bounds(f"{begin}/{end}{about}") == (first, last)
    elif first > last:
        with pytest.raises(ValueError, match="ends before it begins"):
            year_bounds(f"{begin}/{end}")


@settings(max_examples=250)
@given(points=st.lists(st.tuples(LON, LAT), min_size=2, max_size=4))
def test_great_circles_stay_on_the_globe_and_pass_their_points(
    points: list[tuple[float, float]],
) -> None:
    line = great_circle(points)
    vertices = list(line.coords)
    assert vertices[0] == points[0]
    assert vertices[-1] == points[-1]
    assert all(math.isfinite(value) for vertex in vertices for value in vertex)
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in vertices)
    assert set(points) <= set(vertices)
    # Also over the antimeridian and the poles the way is the shortest, in steps that look smooth.
    lons, lats = zip(*vertices, strict=True)
    steps = GEOD.line_lengths(lons, lats)
    assert max(steps) <= STEP_KM * 1000 * 1.001
    direct = GEOD.line_length(*zip(*points, strict=True))
    assert sum(steps) == pytest.approx(direct, rel=1e-6, abs=0.1)


PLACES = ("a", "b", "c", "d")


@settings(max_examples=60)
@given(
    where=st.lists(st.none() | st.tuples(LON, LAT), min_size=4, max_size=4),
    ways=st.lists(
        st.tuples(
            st.none() | st.sampled_from(PLACES),
            st.none() | st.sampled_from(PLACES),
            st.lists(st.sampled_from(PLACES), max_size=2),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_a_line_stands_only_between_two_ends_that_are_known(
    where: list[tuple[float, float] | None],
    ways: list[tuple[str | None, str | None, list[str]]],
) -> None:
    lon, lat = zip(*((at or (None, None)) for at in where), strict=True)
    places = pd.DataFrame({"place_id": PLACES, "lon": lon, "lat": lat}, dtype=object)
    known = {name: at for name, at in zip(PLACES, where, strict=True) if at is not None}
    table = pd.DataFrame(
        {
            "movement_id": [f"m{i}" for i in range(len(ways))],
            "origin_id": [way[0] for way in ways],
            "destination_id": [way[1] for way in ways],
            "via": [";".join(way[2]) or None for way in ways],
        }
    )
    layer = movements(table, sites(places))
    assert layer.crs.to_epsg() == 4326
    assert sites(places).crs.to_epsg() == 4326
    assert list(layer["movement_id"]) == list(table["movement_id"])
    for (origin, destination, via), line in zip(ways, layer.geometry, strict=True):
        drawn = origin in known and destination in known and origin != destination
        assert (line is not None) == drawn
        if drawn:
            vertices = list(line.coords)
            assert (vertices[0], vertices[-1]) == (known[origin], known[destination])
            assert all(known[stop] in vertices for stop in via if stop in known)


IDS = st.sampled_from("abcdefgh")


@settings(max_examples=250)
@given(
    contradictions=st.lists(st.lists(IDS, min_size=1, max_size=4), max_size=6),
    subject=st.dictionaries(
        IDS, st.tuples(st.sampled_from(["kerch", "baku"]), st.sampled_from(["persons", "families"]))
    ),
)
def test_alternatives_are_wholes_of_one_subject_that_somebody_contradicts(
    contradictions: list[list[str]], subject: dict[str, tuple[str, str]]
) -> None:
    groups = alternative_groups(contradictions, subject)
    assert set(groups) <= set(subject), "a part is never an alternative"
    members: dict[int, list[str]] = {}
    for item, group in groups.items():
        members.setdefault(group, []).append(item)
    for group in members.values():
        assert len(group) > 1
        assert len({subject[item] for item in group}) == 1
    for conflict in contradictions:
        for one in conflict:
            for other in conflict:
                if one != other and subject.get(one, 1) == subject.get(other, 2):
                    assert groups[one] == groups[other]
    # Whoever said it first makes no difference.
    turned = alternative_groups([c[::-1] for c in contradictions[::-1]], subject)
    assert turned == groups


@settings(max_examples=250)
@given(
    rows=st.lists(
        st.lists(st.text(PLAIN | st.sampled_from("=+-@\t\n\r\"',0")), min_size=2, max_size=2)
    )
)
def test_no_download_holds_a_formula(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    safe = guarded(out.getvalue().encode("utf-8"))
    found = list(csv.reader(io.StringIO(safe.decode("utf-8"), newline="")))
    for before, after in zip(rows, found, strict=True):
        for cell, kept in zip(before, after, strict=True):
            assert kept.removeprefix("'") == cell or kept == cell, "nothing else is changed"
            risky = kept.lstrip().startswith(STARTS) or kept.startswith(STARTS)
            assert not risky or NUMBER.fullmatch(kept.strip())
    assert guarded(safe) == safe


def test_the_real_lines_are_as_the_made_up_ones(atlas: Atlas) -> None:
    for line in atlas.movements.geometry.dropna():
        assert all(math.isfinite(v) for vertex in line.coords for v in vertex)
