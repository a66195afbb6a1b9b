"""Many movements as few: clusters of places by zoom level, flows between them, and a cut.

A package with tens of thousands of movements can neither travel to a browser nor be looked at line
by line. What this module makes of it keeps the rules of the small one:

- Only wholes are added: records that happened, are part of no other, count persons, and are not
  disputed. No person is ever in a sum twice.
- Rival figures (:mod:`geodata.alternatives`) are one entry with a lower and a higher reading.
- What has no figure that can be added up is counted as records, apart from people.
- Nothing is divided among years: a sum belongs to exactly the span of years its records share.

Places are gathered along the gazetteer, not by a blind grid: first into countries, then into
regions; only below a region, where the gazetteer says nothing, by cells of the equal-area plane
that never cross a region's border. ``docs/decisions/0018-many.md`` compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

# Above either a package is aggregated; below both it travels record by record, as it always did.
MOST_MOVEMENTS = 4_000
MOST_PLACES = 5_000
# Metres; the same plane as the map's.
CELL = 150_000
EQUAL_AREA = "+proj=aea +lat_1=45 +lat_2=62 +lat_0=54 +lon_0=45 +datum=WGS84 +units=m"
# Marks the id of a cluster that is no place of the gazetteer; no place_id can hold it.
NEAR = "~"
_TEXTS = ("origin_id", "destination_id", "category", "nationality", "status")
_REGIONS = ("region", "oblast")
_KEY = ["origin", "destination", "category", "status"]
_TERM = ["nationality", "year_from", "year_to"]


@dataclass(frozen=True)
class Level:
    """One closeness of the map and how places are gathered at it.

    Attributes
    ----------
    name : str
        ``country``, ``region``, ``near`` or ``place``.
    closeness : float
        Pixels per degree of latitude from which the level holds.
    """

    name: str
    closeness: float


LEVELS = (Level("country", 0), Level("region", 20), Level("near", 45), Level("place", 120))


def is_large(frames: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a package has more records than may travel one by one."""
    return len(frames["movements"]) > MOST_MOVEMENTS or len(frames["places"]) > MOST_PLACES


def entries(movements: pd.DataFrame, alternatives: Mapping[str, int]) -> pd.DataFrame:
    """What may be drawn and, where it counts people, added up.

    Parameters
    ----------
    movements : DataFrame
        The ``movements`` table.
    alternatives : mapping of str to int
        Movement id to group of rival figures, see :func:`geodata.alternatives.alternative_groups`.

    Returns
    -------
    DataFrame
        One row per movement that is part of no other and has years: ``movement_id``, ``origin_id``,
        ``destination_id``, ``category``, ``nationality`` (empty text if not recorded), ``status``,
        ``year_from``, ``year_to``, ``counted`` (bool), ``low`` and ``high`` (people, 0 if not
        counted), ``exact`` (bool), ``group`` (rows of the same group are one entry; -1: none) and
        ``row`` (position in the order of ids).
    """
    table = movements[movements["part_of"].isna() & movements["year_from"].notna()]
    # By id, so that the order of the file decides nothing.
    table = table.iloc[np.argsort(table["movement_id"].to_numpy(dtype=object), kind="stable")]
    low = table["count"].fillna(table["count_low"]).fillna(table["count_high"])
    high = table["count_high"].fillna(table["count"]).fillna(table["count_low"])
    counted = (
        low.notna()
        & (table["unit"] == "persons").fillna(False)
        & (table["qualifier"] != "disputed").fillna(True)
        & (table["status"] == "happened")
    ).to_numpy(dtype=bool)
    group = table["movement_id"].map(dict(alternatives)).fillna(-1).astype(int).to_numpy()
    return pd.DataFrame(
        {
            "movement_id": table["movement_id"].to_numpy(dtype=object),
            **{name: _categorical(table[name]) for name in _TEXTS},
            "year_from": table["year_from"].to_numpy(dtype=int),
            "year_to": table["year_to"].to_numpy(dtype=int),
            "counted": counted,
            "low": np.where(counted, low.fillna(0).to_numpy(dtype=int), 0),
            "high": np.where(counted, high.fillna(0).to_numpy(dtype=int), 0),
            "exact": (table["qualifier"] == "exact").fillna(False).to_numpy(dtype=bool),
            "group": np.where(counted, group, -1),
            "row": np.arange(len(table)),
        }
    )


def _categorical(texts: pd.Series[str]) -> pd.Categorical:
    """Texts as numbers into the sorted distinct ones; an empty text where not recorded."""
    plain = texts.fillna("").to_numpy(dtype=object)
    return pd.Categorical(plain, categories=sorted({"", *plain}))


def clusters(sites: gpd.GeoDataFrame, named: pd.Series[int]) -> pd.DataFrame:
    """The cluster of every place at every level.

    Parameters
    ----------
    sites : GeoDataFrame
        Places as :func:`geodata.layers.sites` gives them, in EPSG:4326.
    named : Series of int
        How often movements name each place, by ``place_id``; decides after which place a cell of
        several is called.

    Returns
    -------
    DataFrame
        Indexed by ``place_id``, one column per level. Countries and regions are clusters under
        their own id; a cell with one place is that place; a cell with several is the id of the
        place named most often with :data:`NEAR` behind it. Every cluster lies whole in one cluster
        of the level before.
    """
    ids = sites["place_id"].astype(object)
    up = dict(
        zip(ids, sites["part_of"].astype(object).where(sites["part_of"].notna()), strict=True)
    )
    kind = dict(zip(ids, sites["kind"], strict=True))
    country = pd.Series(np.nan, index=ids, dtype=object)
    region, root = country.copy(), pd.Series(ids.to_numpy(), index=ids, dtype=object)
    step = root.copy()
    while step.notna().any():
        below = country.isna() & step.notna()
        kinds = step.map(kind)
        region = region.mask(below & kinds.isin(_REGIONS), step)
        root = root.mask(below, step)
        country = country.mask(below & (kinds == "country"), step)
        step = step.map(up)
    # A place of no country stands for itself, or for the outermost place that holds it.
    country = country.fillna(root)
    region = region.fillna(country)
    near = _cells(sites, region, named)
    own = pd.Series(ids.to_numpy(), index=ids, dtype=object)
    return pd.DataFrame({"country": country, "region": region, "near": near, "place": own})


def _cells(
    sites: gpd.GeoDataFrame, region: pd.Series[str], named: pd.Series[int]
) -> pd.Series[str]:
    """Places below a region by cells of the equal-area plane."""
    ids = sites["place_id"].astype(object).to_numpy()
    area = (region.to_numpy() == ids) | sites["kind"].isin(["country", *_REGIONS]).to_numpy()
    located = sites.geometry.notna().to_numpy() & ~area
    plane = sites.geometry[located].to_crs(EQUAL_AREA)
    # What cannot be located is known to its region and no finer; areas are themselves.
    found = pd.Series(np.where(area, ids, region.to_numpy()), index=region.index, dtype=object)
    inside = pd.DataFrame(
        {
            "place": ids[located],
            "region": region.to_numpy()[located],
            "x": np.floor(plane.x.to_numpy() / CELL).astype(int),
            "y": np.floor(plane.y.to_numpy() / CELL).astype(int),
            "named": named.reindex(ids[located]).fillna(0).to_numpy(dtype=int),
        }
    ).sort_values(["named", "place"], ascending=[False, True], kind="stable")
    cell = inside.groupby(["region", "x", "y"], sort=False)["place"]
    several = cell.transform("size") > 1
    lead = cell.transform("first")
    found[inside["place"].to_numpy()] = np.where(several, lead + NEAR, lead)
    return found


@dataclass(frozen=True)
class Flows:
    """Movements between the clusters of one level.

    Attributes
    ----------
    flows : DataFrame
        One row per origin, destination, category and status (``origin`` or ``destination`` is an
        empty text where not recorded): how many recorded places its ends are (``origins``,
        ``destinations``) and its ``largest`` movements (ids, by people).
    terms : DataFrame
        One row per ``flow`` (position in `flows`), nationality and span of years: ``records``
        (movements), ``silent`` (those of them without a figure that can be added up), ``low`` and
        ``high`` (people), ``exact``.
    """

    flows: pd.DataFrame
    terms: pd.DataFrame


def flows_between(entry: pd.DataFrame, cluster: pd.Series[str], largest: int = 3) -> Flows:
    """Add up entries between clusters.

    Parameters
    ----------
    entry : DataFrame
        Result of :func:`entries`.
    cluster : Series of str
        Cluster by ``place_id``: one column of :func:`clusters`.
    largest : int
        How many movements to name for each flow.

    Returns
    -------
    Flows
        In a fixed order: the same for the same tables.
    """
    known = pd.concat([cluster, pd.Series({"": ""}, dtype=object)])

    def gathered(places: pd.Series[str]) -> np.ndarray:
        at: np.ndarray = known.reindex(places.cat.categories).to_numpy()[places.cat.codes]
        return at

    rows = entry.assign(
        origin=gathered(entry["origin_id"]),
        destination=gathered(entry["destination_id"]),
        records=1,
        silent=(~entry["counted"]).astype(int),
    )
    rows = _rivals_once(rows)
    # Numbers for names, and one number for each combination: much faster than grouping by texts.
    flow, first = _grouped(*(_codes(rows[name]) for name in _KEY))
    flows = rows[_KEY].iloc[first].reset_index(drop=True)
    for end in ("origin", "destination"):
        flows[f"{end}s"] = _different(flow, rows[f"{end}_id"], len(first))
    flows["largest"] = _largest(rows, flow, len(first), largest)
    spans = [rows[name].to_numpy() - rows[name].min() for name in _TERM[1:]]
    term, first = _grouped(flow, _codes(rows["nationality"]), *spans)
    terms = rows[_TERM].iloc[first].reset_index(drop=True)
    terms.insert(0, "flow", flow[first])
    for name in ("records", "silent", "low", "high"):
        terms[name] = np.bincount(term, weights=rows[name]).astype(int)
    terms["exact"] = np.bincount(term, weights=~rows["exact"]) == 0
    return Flows(flows, terms)


def _codes(names: pd.Series[str]) -> np.ndarray:
    """Position of each text among the sorted distinct texts."""
    if isinstance(names.dtype, pd.CategoricalDtype):
        codes = np.asarray(names.cat.codes)
    else:
        codes, _ = pd.factorize(names, sort=True)
    wide: np.ndarray = codes.astype(np.int64)
    return wide


def _grouped(*codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number of each row's combination, in order of the codes, and the first row of each."""
    key = np.zeros(len(codes[0]), dtype=np.int64)
    for code in codes:
        key = key * (int(code.max(initial=0)) + 1) + code
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    return group, first


def _different(flow: np.ndarray, places: pd.Series[str], size: int) -> np.ndarray:
    """How many different recorded places each flow's rows name."""
    _, first = _grouped(flow, _codes(places))
    recorded = first[(places != "").to_numpy()[first]]
    return np.bincount(flow[recorded], minlength=size)


def _largest(rows: pd.DataFrame, flow: np.ndarray, size: int, most: int) -> list[list[str]]:
    """Ids of each flow's counted movements with most people."""
    order = np.lexsort((rows["row"], -rows["high"], flow))
    order = order[rows["counted"].to_numpy()[order]]
    found: list[list[str]] = [[] for _ in range(size)]
    ids = rows["movement_id"].to_numpy()[order]
    for at, movement in zip(flow[order].tolist(), ids, strict=True):
        if len(found[at]) < most:
            found[at].append(movement)
    return found


def _rivals_once(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the same group of rival figures as one, from its lowest to its highest reading.

    Where the rivals do not agree on an end, the end is as good as not recorded.
    """
    rival = rows["group"] >= 0
    if not rival.any():
        return rows
    groups = rows[rival].groupby("group", sort=True)
    kinds = rows.dtypes
    merged = groups.agg(
        {name: "first" for name in rows.columns if name != "group"}
        | {"low": "min", "high": "max", "year_from": "min", "year_to": "max"}
        | {"records": "sum", "exact": "all"}
    )
    for end in ("origin", "destination"):
        agree = groups[end].nunique() == 1
        merged[end] = merged[end].where(agree, "")
    # Rivals are no exact figure, whatever each of them claims.
    merged["exact"] &= merged["low"] == merged["high"]
    merged = merged.reset_index().astype({name: kinds[name] for name in _TEXTS})
    return pd.concat([rows[~rival], merged], ignore_index=True)


def strongest(flows: Flows, most: int) -> pd.Series[bool]:
    """Flows that are among the `most` with most people in at least one year.

    Parameters
    ----------
    flows : Flows
        Result of :func:`flows_between`.
    most : int
        How many a year: lines, and as many again whose origin is not recorded.

    Returns
    -------
    Series of bool
        Indexed like ``flows.flows``. Equal numbers of people go by movements, then by order.
    """
    terms = flows.terms
    spread = (terms["year_to"] - terms["year_from"] + 1).to_numpy()
    at = np.repeat(np.arange(len(terms)), spread)
    offset = np.arange(len(at)) - np.repeat(np.cumsum(spread) - spread, spread)
    yearly = pd.DataFrame(
        {
            "flow": terms["flow"].to_numpy()[at],
            "year": terms["year_from"].to_numpy()[at] + offset,
            "high": terms["high"].to_numpy()[at],
            "records": terms["records"].to_numpy()[at],
        }
    )
    yearly = yearly.groupby(["flow", "year"], as_index=False).sum()
    unknown = (flows.flows["origin"] == "") | (flows.flows["destination"] == "")
    yearly["unknown"] = unknown.to_numpy()[yearly["flow"]]
    yearly = yearly.sort_values(
        ["year", "high", "records", "flow"], ascending=[True, False, False, True]
    )
    rank = yearly.groupby(["year", "unknown"]).cumcount()
    kept = np.zeros(len(flows.flows), dtype=bool)
    kept[yearly["flow"].to_numpy()[(rank < most).to_numpy()]] = True
    return pd.Series(kept, index=flows.flows.index)
