"""What a very large package sends to the browser instead of its records: levels, within a budget.

The tables themselves stay whole in the downloads. Numbers travel as columns, because a column of
like numbers packs far better than the same numbers spread over objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import brotli
import numpy as np
import pandas as pd

from geodata.aggregation import (
    LEVELS,
    NEAR,
    Flows,
    clusters,
    entries,
    flows_between,
    strongest,
)
from geodata.atlas import Atlas
from geodata.encoding import encode

Json = dict[str, Any]
# Bytes of the levels and places, packed; land, texts and the small tables take the rest of 2 MB.
BUDGET = 1_500_000
# Flows of a year that travel for each level; the first number that fits the budget is taken.
MOST_A_YEAR = (150, 100, 60, 30)
# Of those, what a map can show without becoming a thicket: lines, and rings of arrival.
SHOWN = {"lines": 60, "rings": 30}
# Figures of places that travel record by record.
MOST_FIGURES = 4_000
PRECISION = 3
_SEEN = 5  # Brotli's effort when only the size is asked for.


def condensed(atlas: Atlas, alternatives: Mapping[str, int]) -> Json:
    """Places as columns, and the levels of movements, together within :data:`BUDGET`.

    Parameters
    ----------
    atlas : Atlas
        A package for which :func:`geodata.aggregation.is_large` holds.
    alternatives : mapping of str to int
        Record id to group of rival figures.

    Returns
    -------
    dict
        ``placeColumns`` and ``aggregation``; the reader is ``assets/js/levels.mjs``.
    """
    table = atlas.frames["movements"]
    named = pd.concat([table["origin_id"], table["destination_id"]]).value_counts()
    cluster = clusters(atlas.sites, named)
    columns = _places(atlas, named)
    entry = entries(table, alternatives)
    pages = (
        atlas.frames["citations"]
        .dropna(subset="page")
        .drop_duplicates("record_id")
        .set_index("record_id")["page"]
        .astype(int)
        .to_dict()
    )
    told = _told(table, entry)
    result: Json = {}
    tries = [(most, True) for most in MOST_A_YEAR] + [(MOST_A_YEAR[-1], False)]
    summed: list[Flows] = []
    for most, nations in tries:
        if not summed or not nations:
            blank = pd.Categorical([""] * len(entry))
            rows = entry if nations else entry.assign(nationality=blank)
            summed = [flows_between(rows, cluster[level.name]) for level in LEVELS]
        lists = {
            "nationalities": sorted(summed[0].terms["nationality"].unique()),
            "categories": [category.id for category in atlas.schema.categories],
            "statuses": sorted(entry["status"].unique()),
        }
        levels = [
            _level(flows, most, lists, pages, whole=number == 0)
            | {"name": level.name, "closeness": level.closeness}
            for number, (level, flows) in enumerate(zip(LEVELS, summed, strict=True))
        ]
        result = {
            "placeColumns": columns,
            "aggregation": {
                **told,
                **lists,
                "most": most,
                "shown": SHOWN,
                "levels": levels,
                "near": _near(cluster["near"]),
            },
        }
        if len(brotli.compress(encode(result)[0], quality=_SEEN)) <= BUDGET:
            break
    return result


def figures_kept(populations: pd.DataFrame, most: int = MOST_FIGURES) -> pd.DataFrame:
    """The figures of places that travel: all, or the wholes with most people and all their parts.

    Parameters
    ----------
    populations : DataFrame
        The ``populations`` table.
    most : int
        How many wholes at most.

    Returns
    -------
    DataFrame
        Rows of `populations` in their order.
    """
    if len(populations) <= most:
        return populations
    whole = populations[populations["part_of"].isna()]
    high = whole["count_high"].fillna(whole["count"]).fillna(whole["count_low"]).fillna(-1)
    order = pd.DataFrame({"high": high.to_numpy(dtype=int), "id": whole["population_id"]})
    first = order.sort_values(["high", "id"], ascending=[False, True])["id"].head(most)
    up = dict(zip(populations["population_id"], populations["part_of"], strict=True))
    root = populations["population_id"]
    while (inner := root.map(up)).notna().any():
        root = inner.fillna(root)
    return populations[root.isin(first)]


def _told(table: pd.DataFrame, entry: pd.DataFrame) -> Json:
    """How many movements there are, and how many of them no level can draw or add."""
    return {
        "movements": len(table),
        "parts": int(table["part_of"].notna().sum()),
        "undated": int((table["part_of"].isna() & table["year_from"].isna()).sum()),
        "entries": len(entry),
    }


def _near(near: pd.Series[str]) -> Json:
    """Number of places in each cell that holds several."""
    sizes = near.value_counts()
    return {name: int(n) for name, n in sorted(sizes.items()) if str(name).endswith(NEAR)}


def _level(flows: Flows, most: int, lists: Json, pages: Mapping[str, int], *, whole: bool) -> Json:
    """One level as columns. The coarsest is `whole`: it holds every flow, drawn or not."""
    drawn = strongest(flows, most)
    kept = flows.flows if whole else flows.flows[drawn]
    names = sorted({*kept["origin"], *kept["destination"]} - {""})
    at = {"": -1, **{name: n for n, name in enumerate(names)}}
    terms = flows.terms[flows.terms["flow"].isin(kept.index)]
    first, last = int(terms["year_from"].min()), terms["year_from"]
    largest = [
        ids if on else [] for ids, on in zip(kept["largest"], drawn[kept.index], strict=True)
    ]
    return {
        "firstYear": first,
        "clusters": names,
        "flows": {
            "origin": [at[name] for name in kept["origin"]],
            "destination": [at[name] for name in kept["destination"]],
            "category": [lists["categories"].index(name) for name in kept["category"]],
            "status": [lists["statuses"].index(name) for name in kept["status"]],
            "origins": kept["origins"].tolist(),
            "destinations": kept["destinations"].tolist(),
            "terms": terms.groupby("flow").size().reindex(kept.index).tolist(),
            "drawn": drawn[kept.index].astype(int).tolist(),
            # The largest movements by id, each with the page that vouches for it.
            "largest": [[[i, pages[i]] if i in pages else [i] for i in ids] for ids in largest],
        },
        "terms": {
            "nationality": [lists["nationalities"].index(name) for name in terms["nationality"]],
            "year": (last - first).tolist(),
            "span": (terms["year_to"] - last).tolist(),
            "records": terms["records"].tolist(),
            "silent": terms["silent"].tolist(),
            "low": terms["low"].tolist(),
            "more": (terms["high"] - terms["low"]).tolist(),
            "exact": terms["exact"].astype(int).tolist(),
        },
    }


def _places(atlas: Atlas, named: pd.Series[int]) -> Json:
    """The gazetteer as columns; what few places have stands apart, by id."""
    places = atlas.frames["places"].sort_values("place_id", kind="stable")
    ids = places["place_id"].tolist()
    at = {place: n for n, place in enumerate(ids)}
    hosts = places["part_of"].astype(object).where(places["part_of"].notna(), None)
    kinds = sorted(places["kind"].unique())
    scale = 10**PRECISION

    def axis(name: str) -> list[int | None]:
        values = (places[name].astype(float) * scale).round()
        return [None if np.isnan(v) else int(v) for v in values]

    seldom: Json = {}
    columns = [f"note_{lang}" for lang in atlas.schema.languages]
    for name in ("founded", "closed", "present_name", *columns):
        given = places.loc[places[name].notna(), ["place_id", name]]
        for place, value in zip(given["place_id"], given[name], strict=True):
            seldom.setdefault(place, {})[name] = value if isinstance(value, str) else int(value)
    return {
        "id": ids,
        "kinds": kinds,
        "kind": [kinds.index(kind) for kind in places["kind"]],
        "partOf": [-1 if host is None else at[host] for host in hosts],
        "name": {lang: places[f"name_{lang}"].tolist() for lang in atlas.schema.languages},
        "lon": axis("lon"),
        "lat": axis("lat"),
        "scale": scale,
        # How many movements name the place as an end.
        "named": named.reindex(ids).fillna(0).astype(int).tolist(),
        "seldom": seldom,
    }
