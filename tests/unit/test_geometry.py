"""Layers: documented shapes, CRS, and no line that nobody recorded."""

from __future__ import annotations

import pandas as pd
import pytest
from pyproj import Geod
from shapely.geometry import LineString

from geodata.alternatives import alternative_groups
from geodata.atlas import Atlas
from geodata.dates import year_bounds
from geodata.great_circle import great_circle
from geodata.layers import regions


def test_layers_count_what_the_tables_count(atlas: Atlas) -> None:
    assert len(atlas.sites) == len(atlas.frames["places"])
    assert len(atlas.movements) == len(atlas.frames["movements"])
    for layer in (atlas.sites, atlas.movements, atlas.regions):
        assert layer.crs.to_epsg() == 4326


def test_unlocated_places_have_no_point(atlas: Atlas) -> None:
    unlocated = atlas.sites["precision"] == "unlocated"
    assert unlocated.any()
    assert atlas.sites.geometry[unlocated].isna().all()
    assert (atlas.sites.geometry[~unlocated].geom_type == "Point").all()


def test_no_line_without_two_recorded_ends(atlas: Atlas) -> None:
    layer = atlas.movements
    half = layer["origin_id"].isna() | layer["destination_id"].isna()
    assert half.any()
    assert layer.geometry[half].isna().all()


def test_a_line_starts_at_its_origin_and_passes_its_stops(atlas: Atlas) -> None:
    point = atlas.sites.geometry
    checked = 0
    for row in atlas.movements.itertuples():
        if row.geometry is None or pd.isna(row.via):
            continue
        checked += 1
        for stop in [row.origin_id, *row.via.split(";"), row.destination_id]:
            if point[stop] is not None:
                assert row.geometry.distance(point[stop]) < 1e-9, (row.movement_id, stop)
    assert checked


def test_great_circle_is_shorter_than_the_straight_line_on_the_map() -> None:
    geod = Geod(ellps="WGS84")
    line = great_circle([(-74.0, 40.7), (58.98, 53.42)])
    direct = geod.inv(-74.0, 40.7, 58.98, 53.42)[2]
    assert geod.geometry_length(line) == pytest.approx(direct, rel=1e-6)
    flat = LineString([(-74.0 + i * 1.33, 40.7 + i * 0.1272) for i in range(101)])
    assert geod.geometry_length(line) < geod.geometry_length(flat)
    assert max(y for _, y in line.coords) > 60


def test_a_line_needs_two_points() -> None:
    with pytest.raises(ValueError, match="two points or more"):
        great_circle([(0.0, 0.0)])


def test_regions_refuse_another_crs(atlas: Atlas) -> None:
    moved = atlas.boundaries.oblasts.to_crs(3857)
    with pytest.raises(ValueError, match="expected EPSG:4326"):
        regions(moved, atlas.sites)


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        ("1943-06-01", (1943, 1943)),
        ("1931-08", (1931, 1931)),
        ("1926~", (1926, 1926)),
        ("1930/1933", (1930, 1933)),
        ("../1933", (None, 1933)),
    ],
)
def test_dates(date: str, bounds: tuple[int | None, int | None]) -> None:
    assert year_bounds(date) == bounds


def test_alternatives_join_only_the_same_subject() -> None:
    subject = {
        "a": ("kerch", "persons"),
        "b": ("kerch", "persons"),
        "c": ("kerch", "persons"),
        "d": ("baku", "persons"),
    }
    groups = alternative_groups([["a", "b"], ["b", "c", "d"], ["x", "a"]], subject)
    assert groups == {"a": 0, "b": 0, "c": 0}
