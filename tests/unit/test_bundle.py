"""What travels to the browser."""

from __future__ import annotations

import json

import brotli
import pytest

from geodata.atlas import Atlas
from geodata.bundle import bundle, encode


@pytest.fixture(scope="module")
def document(atlas: Atlas) -> dict:
    return bundle(atlas)


def test_every_record_travels(atlas: Atlas, document: dict) -> None:
    for name in ("places", "movements", "populations", "events", "notes", "people", "conflicts"):
        assert len(document[name]) == len(atlas.frames[name]), name


def test_not_recorded_is_left_out_never_zero(document: dict) -> None:
    uncounted = [m for m in document["movements"] if "count" not in m and "countLow" not in m]
    assert uncounted
    assert all("qualifier" not in m for m in uncounted)


def test_every_figure_has_its_page(document: dict) -> None:
    for name in ("movements", "populations", "events", "notes", "people"):
        for record in document[name]:
            cited = document["citations"][record["id"]]
            assert all(1 <= c["page"] <= 250 for c in cited), record["id"]


def test_the_same_data_gives_the_same_document(atlas: Atlas, document: dict) -> None:
    assert encode(document) == encode(bundle(atlas))


def test_it_is_small_and_plain(document: dict) -> None:
    data, digest = encode(document)
    assert len(digest) == 16
    assert json.loads(data)["meta"]["years"] == [1917, 1956]
    # The whole first visit may weigh 2.2 MB; Plotly's part is 1.5.
    assert len(brotli.compress(data, quality=6)) < 800_000


def test_periods_hold_for_all_their_years(document: dict) -> None:
    periods = [p for p in document["populations"] if p.get("date") == "1930/1933"]
    assert periods
    assert all((p["yearFrom"], p["yearTo"]) == (1930, 1933) for p in periods)
