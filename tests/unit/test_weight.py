"""How heavy the atlas is: every byte of a first visit, what the offline copy fetches included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

# Bytes on the wire, Brotli. The goal for all of it is 2.2 MB; Plotly's part is a choice of its own.
PLOTLY, BUNDLE, LETTERS, ALL_BUT_PLOTLY = 410_000, 600_000, 205_000, 1_350_000


@pytest.fixture(scope="module")
def weights(static_edition: Path) -> dict[str, int]:
    """Bytes that travel for each file of a visit, by path."""
    listing = json.loads((static_edition / "manifest.json").read_bytes())
    paths = [file["path"] for file in listing["files"] if file["offline"]]

    def weight(path: str) -> int:
        packed = static_edition / f"{path}.br"
        return (packed if packed.exists() else static_edition / path).stat().st_size

    found = {path: weight(path) for path in paths}
    # What the browser asks for beside what it keeps.
    return found | {path: weight(path) for path in ("sw.js", "manifest.json")}


def of(weights: dict[str, int], part: str) -> int:
    return sum(weight for path, weight in weights.items() if part in path)


def test_the_data_are_light(weights: dict[str, int]) -> None:
    assert of(weights, "bundle/") <= BUNDLE


def test_the_letters_are_light(weights: dict[str, int]) -> None:
    assert of(weights, ".woff2") <= LETTERS


def test_a_first_visit_is_light(weights: dict[str, int]) -> None:
    plotly = of(weights, "plotly")
    heaviest = sorted(weights.items(), key=lambda pair: -pair[1])[:12]
    assert plotly <= PLOTLY
    assert sum(weights.values()) - plotly <= ALL_BUT_PLOTLY, heaviest


def test_a_second_visit_asks_for_next_to_nothing(weights: dict[str, int]) -> None:
    # Of a kept atlas the browser asks for the worker alone, and for the list if that has changed.
    assert weights["sw.js"] + weights["manifest.json"] <= 30_000


def test_nothing_travels_that_no_page_needs(weights: dict[str, int]) -> None:
    assert not of(weights, "dash_table")
    assert not of(weights, ".map")
