"""Contrast of what meets on the page, computed from the tokens of each theme (WCAG 2.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.atlas import DEFAULT_FOLDER
from geodata.contrast import GROUNDS as CHECKED
from geodata.contrast import MARK, TEXT, contrast
from geodata.schema import read_schema

TOKENS = Path(__file__).resolve().parents[2] / "assets" / "css" / "tokens.css"
ATLAS = read_schema(DEFAULT_FOLDER)
FAMILIES = tuple(family.id for family in ATLAS.declared.families)
PANELS = ("page", "panel", "sunk")
GROUNDS = ("sea", "land", "ussr")


def themes() -> dict[str, dict[str, str]]:
    """Colours of each theme by token; the dark one changes what it names."""
    text = TOKENS.read_text(encoding="utf-8")
    blocks = re.findall(r"(:root[^{]*)\{(.*?)\n\}", text, flags=re.DOTALL)
    read = {
        selector.strip(): dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})\b", block))
        for selector, block in blocks
    }
    paper = read[":root"]
    found = {"paper": paper, "dark": {**paper, **read[':root[data-theme="dark"]']}}
    for theme, colours in found.items():
        for family in ATLAS.declared.families:
            colours[f"family-{family.id}"] = family.colours[theme]["mark"]
            colours[f"family-{family.id}-text"] = family.colours[theme]["text"]
    return found


# Text on what lies under it; the map's labels have a halo of the Union's ground.
TEXTS = [
    *((ink, ground) for ink in ("ink", "ink2") for ground in (*PANELS, *GROUNDS, "band")),
    *(("ink3", ground) for ground in (*PANELS, *GROUNDS)),
    *(("water", ground) for ground in (*GROUNDS, "page")),
    *((f"family-{name}-text", ground) for name in FAMILIES for ground in ("panel", "page", "ussr")),
    *((f"shade-{i}-text", f"shade-{i}") for i in range(5)),
    # Controls that are on, the thumb, the tip: paper on ink.
    *(("panel", ink) for ink in ("ink", "ink2")),
]
MARKS = [
    *((f"family-{name}", ground) for name in FAMILIES for ground in ("panel", "page", *GROUNDS)),
    # Edges of controls.
    *(("ink3", ground) for ground in PANELS),
    ("ink2", "ussr"),
    ("ink", "page"),
    ("ub", "ussr"),
    ("ub", "land"),
]


@pytest.mark.parametrize("theme", ["paper", "dark"])
def test_text_reaches_4_5_to_1(theme: str) -> None:
    colours = themes()[theme]
    low = {pair: contrast(*(colours[name] for name in pair)) for pair in TEXTS}
    assert not {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < TEXT}


@pytest.mark.parametrize("theme", ["paper", "dark"])
def test_marks_reach_3_to_1(theme: str) -> None:
    colours = themes()[theme]
    low = {pair: contrast(*(colours[name] for name in pair)) for pair in MARKS}
    assert not {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < MARK}


def test_the_dark_theme_changes_every_colour() -> None:
    """A token it forgets would be a patch of paper in the dark."""
    found = themes()
    same = {"shade-0-text", "shade-1-text", "shade-2-text", "shade-3-text", "shade-4-text"}
    kept = {name for name, colour in found["paper"].items() if found["dark"][name] == colour}
    assert kept <= same


def test_packages_are_checked_against_the_grounds_of_the_page() -> None:
    found = themes()
    for theme, grounds in CHECKED.items():
        assert grounds == {name: found[theme][name] for name in grounds}


def test_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_colours_stand_only_in_the_tokens() -> None:
    """A colour written elsewhere would escape both themes; icons are masks, their black is none."""
    for path in sorted(TOKENS.parent.glob("*.css")):
        if path == TOKENS:
            continue
        text = re.sub(r"url\(.*?\)\s*;", "", path.read_text(encoding="utf-8"))
        found = set(re.findall(r":[^;{}]*(#[0-9A-Fa-f]{3,8})\b", text))
        # Codes for phones are black on white in every theme.
        assert found <= {"#000", "#fff"}, path.name
    for path in sorted((TOKENS.parents[1] / "js").glob("*.mjs")):
        found = re.findall(r"[\"']#[0-9A-Fa-f]{3,8}[\"']", path.read_text(encoding="utf-8"))
        assert not found, path.name
