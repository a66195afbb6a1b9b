"""Boundaries: dated, named, and fitting together without gaps or overlaps."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.atlas import Atlas

EQUAL_AREA = "+proj=aea +lat_1=45 +lat_2=62 +lat_0=54 +lon_0=45 +datum=WGS84 +units=km"


def valid_in(layer: gpd.GeoDataFrame, year: int) -> gpd.GeoDataFrame:
    return layer[(layer["valid_from"] <= year) & (year <= layer["valid_to"])]


@pytest.mark.parametrize("year", [1930, 1940, 1950])
def test_states_fit_together(atlas: Atlas, year: int) -> None:
    """No overlaps, and borders that neighbours share point for point."""
    states = valid_in(atlas.boundaries.states, year)
    assert states.geometry.is_valid.all()
    assert shapely.coverage_is_valid(states.geometry.to_numpy())


@pytest.mark.parametrize("year", [1930, 1940, 1950])
def test_no_slivers_between_states(atlas: Atlas, year: int) -> None:
    """Holes between the states are seas and lakes, not misfits of the sources."""
    states = valid_in(atlas.boundaries.states, year).to_crs(EQUAL_AREA).make_valid()
    union = shapely.union_all(states.to_numpy())
    holes = [shapely.Polygon(r) for p in shapely.get_parts(union) for r in p.interiors]
    thin = [h for h in holes if h.area > 1.0 and h.area / h.length < 0.5]
    assert not thin


def test_fifteen_units_of_kazakhstan_in_1943(atlas: Atlas) -> None:
    oblasts = valid_in(atlas.boundaries.oblasts, 1943)
    assert len(oblasts) == 15
    assert set(oblasts["place_id"]) <= set(atlas.frames["places"]["place_id"])
    flat = oblasts.to_crs(EQUAL_AREA)
    union = shapely.union_all(flat.geometry.to_numpy())
    assert flat.area.sum() - union.area < 1.0
    slivers = [
        ring
        for polygon in shapely.get_parts(union)
        for ring in polygon.interiors
        if shapely.Polygon(ring).area > 1.0
    ]
    assert len(slivers) <= 2, "only lakes may be left out of the oblasts"


def test_names_notes_and_years(atlas: Atlas) -> None:
    bounds = atlas.boundaries
    for layer in (bounds.states, bounds.oblasts):
        for column in ("name_en", "name_kk", "name_ru", "note_en", "note_kk", "note_ru"):
            assert layer[column].notna().all()
            assert (layer[column] != "").all()
    assert set(bounds.borders["kind"]) == {"soviet", "state", "republic"}


def test_the_union_grows_in_1939_and_1945(atlas: Atlas) -> None:
    union = atlas.boundaries.states[atlas.boundaries.states["soviet"]]
    area = {y: valid_in(union, y).to_crs(EQUAL_AREA).area.sum() for y in (1930, 1940, 1950)}
    assert area[1930] < area[1940] < area[1950]
    assert area[1950] == pytest.approx(22.4e6, rel=0.05)


def test_waters_are_recognisable(atlas: Atlas) -> None:
    lakes = atlas.boundaries.lakes
    names = set(lakes["name_en"])
    assert {"Aral Sea", "Lake Balkhash"} <= names
    aral = lakes[lakes["name_en"] == "Aral Sea"].to_crs(EQUAL_AREA).area.sum()
    # 68,000 square kilometres before 1960 (Encyclopaedia Britannica, "Aral Sea").
    assert aral == pytest.approx(68_000, rel=0.12)


def test_borders_lie_on_the_states_they_part(atlas: Atlas) -> None:
    states = valid_in(atlas.boundaries.states, 1930)
    outlines = shapely.union_all([g.boundary for g in states.geometry])
    borders = valid_in(atlas.boundaries.borders, 1930)
    lines = borders[borders["kind"] != "republic"]
    assert isinstance(lines, pd.DataFrame)

    def off(line: shapely.Geometry) -> float:
        near = shapely.clip_by_rect(outlines, *shapely.buffer(line, 0.1).bounds)
        return line.difference(near.buffer(1e-4, quad_segs=1)).length

    assert lines.geometry.explode().apply(off).sum() < 0.01
