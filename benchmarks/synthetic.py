"""A very large data package that nobody ever lived: seeded, the same every time, and it says so.

``python -m benchmarks.synthetic DIR --movements 100000 --places 20000`` writes it. Countries,
regions and boundaries are the atlas's own, so that the geography is plausible; towns, movements
and figures are drawn at random, and every name and label of them says "synthetic". It has what a
real package has: figures with every qualifier, unknown counts and origins, plans, parts of wholes,
alternatives.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geodata.atlas import Atlas, load
from geodata.schema import DESCRIPTOR

SEED = 1917
AREAS = ("country", "region", "oblast")
TOWN_KINDS = ("city", "town", "village", "village", "village", "farm", "mine", "plant", "camp")
# Degrees that towns scatter around the label point of their country or region.
SCATTER = {"country": (3.2, 1.8), "region": (1.6, 1.0), "oblast": (1.3, 0.8)}
SYLLABLES = (
    ("ka", "ка"), ("len", "лен"), ("mir", "мир"), ("no", "но"), ("var", "вар"), ("sol", "сол"),
    ("tu", "ту"), ("ber", "бер"), ("go", "го"), ("ran", "ран"), ("pe", "пе"), ("dol", "дол"),
    ("zim", "зим"), ("sta", "ста"), ("vo", "во"), ("kru", "кру"), ("lu", "лу"), ("nem", "нем"),
)  # fmt: skip
ENDINGS = (("sk", "ск"), ("ka", "ка"), ("ovo", "ово"), ("grad", "град"), ("burg", "бург"))
# Countries people came from, roughly as often as the atlas's own movements name them.
ORIGINS = {
    "germany": 22, "poland": 16, "usa": 9, "austria": 8, "hungary": 7, "spain": 6, "italy": 5,
    "finland": 6, "romania": 6, "bulgaria": 4, "czechoslovakia": 5, "france": 3, "sweden": 2,
    "latvia": 3, "lithuania": 3, "estonia": 2, "great_britain": 2, "greece": 2, "iran": 2,
    "turkey": 2, "switzerland": 1, "netherlands": 1, "norway": 1, "denmark": 1, "belgium": 1,
    "canada": 1, "china": 1,
}  # fmt: skip
NATIONALITY = {
    "germany": "german", "poland": "polish", "usa": "american", "austria": "austrian",
    "hungary": "hungarian", "spain": "spanish", "italy": "italian", "finland": "finnish",
    "romania": "romanian", "bulgaria": "bulgarian", "czechoslovakia": "czechoslovak",
    "france": "french", "sweden": "swedish", "latvia": "latvian", "lithuania": "lithuanian",
    "estonia": "estonian", "great_britain": "english", "greece": "greek", "iran": "iranian",
}  # fmt: skip
# Years in which more happened than in others.
BUSY = {1920: 2, 1922: 3, 1930: 4, 1931: 6, 1932: 6, 1937: 3, 1940: 6, 1941: 9, 1943: 4, 1945: 5}
EVIDENCE = [f"X{n:03}" for n in range(1, 1000)]


def write_synthetic(atlas: Atlas, folder: Path, movements: int, places: int) -> Path:
    """Write the package.

    Parameters
    ----------
    atlas : Atlas
        Whose countries, regions, boundaries and descriptor to take.
    folder : Path
        Where to write; emptied first.
    movements, places : int
        How many rows those tables get.

    Returns
    -------
    Path
        `folder`, which ``python app.py --data`` accepts.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(atlas.folder / atlas.schema.boundaries, folder / atlas.schema.boundaries)
    raw = json.loads((atlas.folder / DESCRIPTOR).read_text(encoding="utf-8"))
    raw |= {
        "name": "zholdar-synthetic",
        "title": "SYNTHETIC package: nothing in it happened",
        "description": f"For measuring: {movements:,} invented movements, {places:,} places.",
    }
    text = json.dumps(raw, ensure_ascii=False, indent=1)
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    draw = np.random.default_rng(SEED)
    towns = _places(atlas, draw, places)
    moves, conflicts = _movements(atlas, draw, towns, movements)
    figures = _populations(draw, towns, max(20, places // 8))
    made = {
        "places": towns.drop(columns="country"),
        "movements": moves,
        "populations": figures,
        "conflicts": conflicts,
        "evidence": pd.DataFrame({"evidence_id": EVIDENCE, "decision": "kept"}),
        "citations": _citations(draw, [*moves["movement_id"], *figures["population_id"]]),
    }
    for table in atlas.schema.tables.values():
        frame = made.get(table.name, pd.DataFrame())
        frame = frame.reindex(columns=table.columns)
        frame.to_csv(
            folder / table.path, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL
        )
    return folder


def _places(atlas: Atlas, draw: np.random.Generator, count: int) -> pd.DataFrame:
    """Real countries and regions, and towns on land around them."""
    real = atlas.frames["places"]
    areas = real[real["kind"].isin(AREAS)].reset_index(drop=True)
    country = _country_of(areas)
    hosts = areas[areas["lon"].notna() & country.isin([*ORIGINS, *_union(areas)])]
    weight = np.where(hosts["kind"] == "country", 3.0, 2.0)
    number = max(0, count - len(areas))
    at = draw.choice(len(hosts), size=number, p=weight / weight.sum())
    host = hosts.iloc[at].reset_index(drop=True)
    land = shapely.union_all(atlas.boundaries.land.geometry.to_numpy())
    shapely.prepare(land)
    reach = np.array([SCATTER[kind] for kind in host["kind"]]).reshape(-1, 2)
    centre = host[["lon", "lat"]].to_numpy(dtype=float)
    points = centre.copy()
    wet = np.ones(number, dtype=bool)
    for _ in range(12):
        tried = centre[wet] + draw.normal(size=(int(wet.sum()), 2)) * reach[wet]
        points[wet] = tried
        wet[wet] = ~shapely.contains_xy(land, tried)
    points[wet] = centre[wet]
    names = [_name(draw, n) for n in range(number)]
    lost = draw.random(number) < 0.01
    towns = pd.DataFrame(
        {
            "place_id": [f"synthetic_{n:05}" for n in range(number)],
            "kind": draw.choice(TOWN_KINDS, size=number),
            "part_of": host["place_id"],
            "name_en": [latin for latin, _ in names],
            "name_kk": [cyrillic for _, cyrillic in names],
            "name_ru": [cyrillic for _, cyrillic in names],
            "lon": np.where(lost, np.nan, points[:, 0].round(4)),
            "lat": np.where(lost, np.nan, points[:, 1].round(4)),
            "precision": np.where(lost, "unlocated", "town"),
            "country": country.iloc[hosts.index[at]].to_numpy(),
        }
    )
    return pd.concat([areas.assign(country=country), towns], ignore_index=True)


def _country_of(areas: pd.DataFrame) -> pd.Series[str]:
    """Nearest enclosing country of each area."""
    up = dict(zip(areas["place_id"], areas["part_of"], strict=True))
    kind = dict(zip(areas["place_id"], areas["kind"], strict=True))

    def country(place: str) -> str:
        while kind.get(place) != "country" and up.get(place) in kind:
            place = up[place]
        return place

    return areas["place_id"].map(country)


def _union(areas: pd.DataFrame) -> list[str]:
    """Republics: the countries inside the Union."""
    inside = areas[(areas["part_of"] == "ussr") & (areas["kind"] == "country")]
    return list(inside["place_id"])


def _name(draw: np.random.Generator, number: int) -> tuple[str, str]:
    """An invented town name in two scripts; the number makes it one of its kind."""
    parts = [SYLLABLES[i] for i in draw.integers(len(SYLLABLES), size=2)]
    end = ENDINGS[draw.integers(len(ENDINGS))]
    latin, cyrillic = ("".join(p[side] for p in [*parts, end]).capitalize() for side in (0, 1))
    return f"{latin} {number} (synthetic)", f"{cyrillic} {number} (synthetic)"


def _movements(
    atlas: Atlas, draw: np.random.Generator, places: pd.DataFrame, count: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    union = [*_union(places), "ussr"]
    soviet = places[places["country"].isin(union)]
    abroad = {
        name: group["place_id"].to_numpy(dtype=object)
        for name, group in places[places["country"].isin(list(ORIGINS))].groupby("country")
    }
    here = _popular(draw, soviet["place_id"].to_numpy(dtype=object), count)
    also = _popular(draw, soviet["place_id"].to_numpy(dtype=object), count)
    shares = np.array([ORIGINS[name] for name in abroad], dtype=float)
    country = draw.choice(list(abroad), size=count, p=shares / shares.sum())
    there = np.empty(count, dtype=object)
    for name, ids in abroad.items():
        chosen = country == name
        there[chosen] = _popular(draw, ids, int(chosen.sum()))
    # Many movements are known by country only, as in the atlas itself.
    there = np.where(draw.random(count) < 0.35, country, there)
    here = np.where(draw.random(count) < 0.06, "ussr", here)
    kind = draw.choice(["in", "within", "out"], size=count, p=[0.68, 0.27, 0.05])
    origin = np.where(kind == "in", there, also)
    destination = np.where(kind == "out", there, here)
    destination = np.where(origin == destination, "ussr", destination)
    origin = np.where(draw.random(count) < 0.12, None, origin)
    first, last = atlas.schema.years
    years = np.arange(first, last + 1)
    busy = np.array([BUSY.get(int(year), 1) for year in years], dtype=float)
    start = draw.choice(years, size=count, p=busy / busy.sum())
    end = np.minimum(last, start + draw.choice([0, 0, 0, 1, 1, 2, 4], size=count))
    frame = pd.DataFrame(
        {
            "movement_id": [f"m-{n:06}" for n in range(count)],
            "origin_id": origin,
            "destination_id": destination,
            "year_from": start,
            "year_to": end,
            "date": np.where(
                draw.random(count) < 0.5,
                [f"{a}~" if a == b else f"{a}/{b}" for a, b in zip(start, end, strict=True)],
                None,
            ),
            "category": _categories(draw, atlas, kind),
            "nationality": _nations(draw, country),
            "status": draw.choice(
                ["happened", "planned", "requested", "refused"],
                size=count,
                p=[0.93, 0.04, 0.02, 0.01],
            ),
            "certainty": draw.choice(["stated", "inferred"], size=count),
        }
    )
    _figures(draw, frame, 0.6)
    _parts(draw, frame)
    for language in atlas.schema.languages:
        frame[f"label_{language}"] = "Synthetic movement " + frame["movement_id"].str[2:]
    return frame, _conflicts(draw, frame)


def _popular(draw: np.random.Generator, ids: np.ndarray, count: int) -> np.ndarray:
    """Places drawn so that a few are named often and most seldom."""
    order = draw.permutation(len(ids))
    weight = 1 / (1 + np.arange(len(ids))) ** 0.7
    chosen: np.ndarray = ids[order][draw.choice(len(ids), size=count, p=weight / weight.sum())]
    return chosen


def _categories(draw: np.random.Generator, atlas: Atlas, kind: np.ndarray) -> np.ndarray:
    names = [category.id for category in atlas.schema.categories]
    weight = np.array([1 / (1 + 0.25 * n) for n in range(len(names))])
    found = draw.choice(names, size=len(kind), p=weight / weight.sum())
    return np.where(kind == "out", "expelled_returned", found)


def _nations(draw: np.random.Generator, country: np.ndarray) -> np.ndarray:
    own = np.array([NATIONALITY.get(name) for name in country], dtype=object)
    others = draw.choice(sorted(set(NATIONALITY.values())), size=len(country))
    luck = draw.random(len(country))
    return np.where(luck < 0.6, own, np.where(luck < 0.68, others, None))


def _figures(draw: np.random.Generator, frame: pd.DataFrame, share: float) -> None:
    """Counts of some rows: most one figure, some a range; mostly persons."""
    size = len(frame)
    figure = np.ceil(draw.lognormal(3.2, 1.6, size=size)).astype(int)
    counted = draw.random(size) < share
    ranged = counted & (draw.random(size) < 0.04)
    frame["count"] = pd.array(np.where(counted & ~ranged, figure, -1), dtype="Int64")
    frame["count_low"] = pd.array(np.where(ranged, figure, -1), dtype="Int64")
    frame["count_high"] = pd.array(np.where(ranged, np.ceil(figure * 1.3), -1), dtype="Int64")
    for name in ("count", "count_low", "count_high"):
        frame.loc[frame[name] < 0, name] = pd.NA
    kinds = ["exact", "approx", "at_least", "at_most", "disputed"]
    qualifier = draw.choice(kinds, size=size, p=[0.7, 0.18, 0.07, 0.04, 0.01])
    unit = draw.choice(["persons", "families", "permits"], size=size, p=[0.96, 0.03, 0.01])
    frame["qualifier"] = np.where(counted, qualifier, None)
    frame["unit"] = np.where(counted, unit, None)


def _parts(draw: np.random.Generator, frame: pd.DataFrame) -> None:
    """One in ten rows is part of the row before it that is no part; so no chain has a circle."""
    size = len(frame)
    part = draw.random(size) < 0.1
    part[0] = False
    whole = np.maximum.accumulate(np.where(part, 0, np.arange(size)))
    ids = frame["movement_id"].to_numpy()
    frame["part_of"] = np.where(part, ids[whole], None)


def _conflicts(draw: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    """Pairs of wholes that count people at one place differently."""
    wholes = frame[frame["part_of"].isna() & (frame["unit"] == "persons")]
    pairs = [
        group["movement_id"].iloc[:2].tolist()
        for _, group in wholes.groupby("destination_id")
        if len(group) > 1
    ]
    size = min(len(pairs), max(1, len(frame) // 500))
    chosen = [pairs[i] for i in sorted(draw.choice(len(pairs), size=size, replace=False))]
    text = "Synthetic: two figures that do not agree."
    return pd.DataFrame(
        {
            "conflict_id": [f"k{n:04}" for n in range(len(chosen))],
            "record_ids": [";".join(pair) for pair in chosen],
            "kind": "contradiction",
            "text_en": text,
            "text_kk": text,
            "text_ru": text,
        }
    )


def _populations(draw: np.random.Generator, places: pd.DataFrame, count: int) -> pd.DataFrame:
    towns = places[~places["kind"].isin(AREAS)]["place_id"].to_numpy(dtype=object)
    frame = pd.DataFrame(
        {
            "population_id": [f"p-{n:06}" for n in range(count)],
            "place_id": _popular(draw, towns, count),
            "year": draw.integers(1917, 1957, size=count),
            "category": draw.choice(
                ["labour_immigrants", "prisoners_camps", "evacuees"], size=count
            ),
        }
    )
    _figures(draw, frame, 0.9)
    for language in ("en", "kk", "ru"):
        frame[f"label_{language}"] = "Synthetic figure " + frame["population_id"].str[2:]
    return frame


def _citations(draw: np.random.Generator, ids: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "record_id": ids,
            "evidence_id": draw.choice(EVIDENCE, size=len(ids)),
            "page": draw.integers(1, 251, size=len(ids)),
        }
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; emptied first")
    parser.add_argument("--movements", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=20_000)
    options = parser.parse_args()
    write_synthetic(load(), options.folder, options.movements, options.places)
    print(
        f"{options.folder}: {options.movements:,} movements, {options.places:,} places, invented."
    )


if __name__ == "__main__":
    main()
