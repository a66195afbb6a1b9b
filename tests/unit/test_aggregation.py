"""Many movements as few: what is added, what is not, and that nothing is lost on the way."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import write_synthetic
from geodata.aggregation import (
    LEVELS,
    MOST_MOVEMENTS,
    NEAR,
    clusters,
    entries,
    flows_between,
    is_large,
    strongest,
)
from geodata.atlas import Atlas, load
from geodata.bundle import bundle, encode
from geodata.condensed import BUDGET, figures_kept

PLACES = {
    "ussr": ("country", None, None, None),
    "russia": ("country", "ussr", 60.0, 55.0),
    "ural": ("oblast", "russia", 60.0, 57.0),
    "iset": ("town", "ural", 60.1, 57.0),
    "miass": ("town", "ural", 60.2, 57.0),
    "orsk": ("town", "ural", 58.6, 51.2),
    "lost": ("town", "ural", None, None),
    "poland": ("country", None, 19.0, 52.0),
    "lodz": ("city", "poland", 19.5, 51.8),
    "warsaw": ("city", "poland", 21.0, 52.2),
    "abroad": ("region", None, None, None),
}
BLANK = {
    "origin_id": None, "destination_id": None, "count": None, "count_low": None, "count_high": None,
    "qualifier": None, "unit": None, "category": "evacuees", "nationality": None,
    "status": "happened", "part_of": None, "year_from": 1941, "year_to": 1941,
}  # fmt: skip


def sites() -> gpd.GeoDataFrame:
    frame = pd.DataFrame(
        [(name, *rest) for name, rest in PLACES.items()],
        columns=["place_id", "kind", "part_of", "lon", "lat"],
    ).astype({"part_of": "string", "kind": "string", "place_id": "string"})
    points = gpd.points_from_xy(frame["lon"], frame["lat"], crs="EPSG:4326")
    layer = gpd.GeoDataFrame(frame, geometry=points)
    layer.loc[frame["lon"].isna(), "geometry"] = None
    return layer.set_index("place_id", drop=False)


def table(*rows: dict[str, object]) -> pd.DataFrame:
    full = [{"movement_id": f"m{n}", **BLANK, **row} for n, row in enumerate(rows)]
    frame = pd.DataFrame(full)
    integers = ["count", "count_low", "count_high", "year_from", "year_to"]
    texts = [name for name in frame.columns if name not in integers]
    return frame.astype({**dict.fromkeys(integers, "Int64"), **dict.fromkeys(texts, "string")})


def counted(count: int, **more: object) -> dict[str, object]:
    return {"count": count, "qualifier": "exact", "unit": "persons", **more}


def test_places_gather_along_the_gazetteer_and_cells_stay_inside_their_region() -> None:
    named = pd.Series({"miass": 9, "iset": 3})
    found = clusters(sites(), named)
    assert found.loc["iset"].tolist() == ["russia", "ural", "miass" + NEAR, "iset"]
    assert found.loc["orsk"].tolist() == ["russia", "ural", "orsk", "orsk"]
    # The coordinates of the town are not known, its oblast is.
    assert found.loc["lost"].tolist() == ["russia", "ural", "ural", "lost"]
    assert found.loc["ural", "near"] == "ural"
    assert found.loc["lodz"].tolist() == ["poland", "poland", "lodz", "lodz"]
    assert found.loc["abroad", "country"] == "abroad"
    assert found.loc["ussr", "country"] == "ussr"


def test_every_cluster_lies_in_one_cluster_of_the_level_before() -> None:
    found = clusters(sites(), pd.Series(dtype=int))
    for outer, inner in (("country", "region"), ("region", "near"), ("near", "place")):
        assert (found.groupby(inner)[outer].nunique() == 1).all()


def test_only_wholes_that_happened_and_count_people_are_added() -> None:
    ends = {"origin_id": "lodz", "destination_id": "iset"}
    moves = table(
        counted(100, **ends),
        counted(40, part_of="m0", **ends),
        counted(900, status="planned", **ends),
        {**counted(7, **ends), "unit": "families"},
        {**counted(5000, **ends), "qualifier": "disputed"},
        {**ends},
        counted(60, **{**ends, "origin_id": "warsaw"}),
    )
    found = flows_between(entries(moves, {}), clusters(sites(), pd.Series(dtype=int))["country"])
    happened = found.flows[found.flows["status"] == "happened"]
    assert len(happened) == 1
    assert happened.iloc[0][["origin", "destination", "origins"]].tolist() == [
        "poland",
        "russia",
        2,
    ]
    assert happened.iloc[0]["largest"] == ["m0", "m6"]
    terms = found.terms[found.terms["flow"] == happened.index[0]]
    assert terms[["records", "silent", "low", "high"]].iloc[0].tolist() == [5, 3, 160, 160]
    planned = found.terms[found.terms["flow"] != happened.index[0]]
    assert planned[["records", "low"]].to_numpy().tolist() == [[1, 0]]


def test_rival_figures_are_one_entry_with_a_range() -> None:
    moves = table(
        counted(442, origin_id="lodz", destination_id="iset"),
        counted(700, origin_id="warsaw", destination_id="iset", year_from=1940),
        counted(10, origin_id="lodz", destination_id="iset"),
    )
    rivals = {"m0": 0, "m1": 0}
    found = clusters(sites(), pd.Series(dtype=int))
    whole = flows_between(entries(moves, rivals), found["country"]).terms
    assert (whole["low"].sum(), whole["high"].sum(), whole["records"].sum()) == (452, 710, 3)
    assert not whole[whole["year_from"] == 1940]["exact"].any()
    # Of two cities that rivals name neither is the origin; of the country they share, it is.
    apart = flows_between(entries(moves, rivals), found["place"]).flows
    assert set(apart["origin"]) == {"", "lodz"}


def test_the_cut_keeps_the_largest_of_each_year() -> None:
    moves = table(
        counted(100, origin_id="lodz", destination_id="iset"),
        counted(90, origin_id="warsaw", destination_id="iset"),
        counted(5, origin_id="warsaw", destination_id="orsk", year_from=1930, year_to=1931),
        {"destination_id": "orsk"},
    )
    found = flows_between(entries(moves, {}), clusters(sites(), pd.Series(dtype=int))["place"])
    kept = found.flows[strongest(found, 1)]
    assert set(zip(kept["origin"], kept["destination"], strict=True)) == {
        ("lodz", "iset"),
        ("warsaw", "orsk"),
        ("", "orsk"),
    }


RECORD = st.fixed_dictionaries(
    {
        "origin_id": st.sampled_from([None, *PLACES]),
        "destination_id": st.sampled_from([*PLACES]),
        "count": st.one_of(st.none(), st.integers(0, 10**6)),
        "category": st.sampled_from(["evacuees", "children"]),
        "nationality": st.sampled_from([None, "polish", "german"]),
        "status": st.sampled_from(["happened", "happened", "planned"]),
        "year_from": st.integers(1917, 1950),
        "length": st.integers(0, 6),
        "part": st.booleans(),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(RECORD, min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_every_level_adds_up_to_the_same_people_in_every_year(
    records: list[dict[str, Any]], order: random.Random
) -> None:
    rows = []
    for record in records:
        length, part = record["length"], record["part"]
        figure = {} if record["count"] is None else {"qualifier": "exact", "unit": "persons"}
        row = {k: v for k, v in record.items() if k not in ("length", "part")}
        last = record["year_from"] + length
        rows.append({**row, **figure, "year_to": last, "part_of": "m0" if part and rows else None})
    moves = table(*rows)
    wholes = [r for r in rows if r["part_of"] is None]
    found = clusters(sites(), pd.Series(dtype=int))
    shuffled = moves.sample(frac=1, random_state=order.randint(0, 999))
    for level in LEVELS:
        flows = flows_between(entries(moves, {}), found[level.name])
        again = flows_between(entries(shuffled, {}), found[level.name])
        pd.testing.assert_frame_equal(flows.terms, again.terms)
        pd.testing.assert_frame_equal(flows.flows, again.flows)
        assert flows.terms["records"].sum() == len(wholes)
        for year in (1917, 1930, 1941, 1956):
            terms = flows.terms
            now = terms[(terms["year_from"] <= year) & (year <= terms["year_to"])]
            people = sum(
                r["count"] or 0
                for r in wholes
                if r["status"] == "happened" and r["year_from"] <= year <= r["year_to"]
            )
            assert now["low"].sum() == now["high"].sum() == people


def test_of_too_many_figures_the_largest_wholes_stay_with_all_their_parts() -> None:
    frame = pd.DataFrame(
        {
            "population_id": ["a", "b", "a1", "b1", "a11"],
            "part_of": [None, None, "a", "b", "a1"],
            "count": [10, 20, 5, 9, 1],
            "count_low": [None] * 5,
            "count_high": [None] * 5,
        }
    ).astype({"count": "Int64", "count_low": "Int64", "count_high": "Int64"})
    assert figures_kept(frame, 1)["population_id"].tolist() == ["b", "b1"]
    assert figures_kept(frame, 5) is frame


def test_the_atlas_itself_travels_record_by_record(atlas: Atlas) -> None:
    document = bundle(atlas)
    assert not is_large(atlas.frames)
    assert "aggregation" not in document
    assert len(document["movements"]) == len(atlas.frames["movements"])
    assert len(document["places"]) == len(atlas.frames["places"])


@pytest.fixture(scope="module")
def synthetic(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "synthetic"
    return write_synthetic(atlas, folder, MOST_MOVEMENTS + 1, 800)


def test_a_synthetic_package_is_the_same_every_time_and_says_what_it_is(
    atlas: Atlas, synthetic: Path, tmp_path: Path
) -> None:
    again = write_synthetic(atlas, tmp_path / "again", MOST_MOVEMENTS + 1, 800)
    for path in sorted(synthetic.iterdir()):
        assert path.read_bytes() == (again / path.name).read_bytes()
    loaded = load(synthetic)
    assert "SYNTHETIC" in loaded.schema.title
    assert len(loaded.frames["movements"]) == MOST_MOVEMENTS + 1
    assert len(loaded.frames["places"]) == 800


def test_a_large_package_travels_as_levels_whose_coarsest_holds_everything(synthetic: Path) -> None:
    loaded = load(synthetic)
    document = bundle(loaded)
    assert encode(document) == encode(bundle(load(synthetic)))
    told = document["aggregation"]
    wholes = loaded.frames["movements"]["part_of"].isna().sum()
    assert (told["movements"], told["entries"]) == (MOST_MOVEMENTS + 1, wholes)
    assert [level["name"] for level in told["levels"]] == [level.name for level in LEVELS]
    coarsest = told["levels"][0]
    assert sum(coarsest["terms"]["records"]) == wholes
    assert document["movements"] == []
    assert len(document["placeColumns"]["id"]) == 800
    # Whatever a flow names as its largest has a page.
    assert all(page for ids in coarsest["flows"]["largest"] for _, page in ids)
    cited = set(document["citations"])
    assert not any(record.startswith("m-") for record in cited)


def test_the_budget_is_less_than_the_two_megabytes_promised() -> None:
    assert BUDGET + 400_000 < 2_000_000
