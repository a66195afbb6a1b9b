"""Checks between the cells and tables of a data package.

:mod:`geodata.tables` has seen to it that every cell is of its type; here references must lead
somewhere, trees must have roots, and what is said twice must agree.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from geodata.dates import year_bounds
from geodata.faults import Fault
from geodata.schema import ForeignKey, Schema
from geodata.source import Source

Frames = dict[str, pd.DataFrame]

# Texts that a language may lack: it writes out what another one abbreviates.
OWN_WAY = frozenset({("abbreviations", "short")})
# Tables whose rows count as "records" that citations, conflicts and evidence may name.
RECORD_TABLES = ("places", "movements", "populations", "events", "notes", "people")


def read_tables(source: Source, schema: Schema) -> tuple[Frames, list[Fault]]:
    """Read and check every table of a data package.

    Tables that the package did not describe may be missing; they have no record then.

    Returns
    -------
    frames : dict of str to DataFrame
        As :func:`geodata.tables.typed` gives them.
    faults : list of Fault
        Faults of form first; relations are checked only between tables that are well-formed.
    """
    frames: Frames = {}
    faults: list[Fault] = []
    for table in schema.tables.values():
        frames[table.name], found = source.table(table, optional=table.name in schema.optional)
        faults += found
    if not faults:
        faults = [*relation_faults(frames, schema), *text_faults(frames, schema)]
    return frames, faults


def relation_faults(frames: Frames, schema: Schema) -> Iterator[Fault]:
    """Everything wrong between cells of well-formed tables."""
    for table in schema.tables.values():
        for key in table.foreign_keys:
            yield from _reference_faults(frames, schema, table.name, key)
    for name in ("places", "movements", "populations"):
        yield from _cycle_faults(frames[name], schema.tables[name].path, schema.tables[name].key[0])
    for name in ("movements", "populations", "events", "notes", "life_stops"):
        yield from _span_faults(frames[name], schema.tables[name].path, schema.years)
    for name in ("movements", "populations"):
        yield from _count_faults(frames[name], schema.tables[name].path)
    yield from _movement_faults(frames, schema)
    yield from _place_faults(frames["places"], schema.tables["places"].path)
    yield from _note_faults(frames["notes"], schema.tables["notes"].path)
    yield from _story_faults(frames, schema)
    yield from _record_faults(frames, schema)
    yield from _category_faults(schema)


def text_faults(frames: Frames, schema: Schema) -> Iterator[Fault]:
    """Texts that are given in one of the package's languages and not in another."""
    first, *others = schema.languages
    for table in schema.tables.values():
        frame = frames[table.name]
        for column in table.columns:
            base, _, language = column.rpartition("_")
            if not base or language != first or (table.name, base) in OWN_WAY:
                continue
            for other in others:
                twin = f"{base}_{other}"
                if twin not in frame:
                    continue
                for row, _ in frame[frame[column].isna() != frame[twin].isna()].iterrows():
                    empty, full = (
                        (column, twin) if pd.isna(frame.at[row, column]) else (twin, column)
                    )
                    message = f"is empty, but {full} is filled; a text stands in every language"
                    yield Fault(table.path, _row(row), empty, message)


def record_ids(frames: Frames, schema: Schema) -> set[str]:
    """Ids of all records that a citation or conflict may name."""
    return {i for name in RECORD_TABLES for i in frames[name][schema.tables[name].key[0]].tolist()}


def _reference_faults(
    frames: Frames, schema: Schema, name: str, reference: ForeignKey
) -> Iterator[Fault]:
    target = reference.table or name
    known = set(frames[target][reference.key].dropna().tolist())
    what = {"part_of": "an unknown whole"}.get(reference.column, "an unknown id")
    column = frames[name][reference.column].dropna()
    for row, value in column[~column.isin(known)].items():
        path = schema.tables[target].path
        message = f"{value!r} is {what}; expected a {reference.key} of {path}"
        yield Fault(schema.tables[name].path, _row(row), reference.column, message)


def _cycle_faults(frame: pd.DataFrame, path: str, key: str) -> Iterator[Fault]:
    inside = frame[frame["part_of"].notna()]
    whole = dict(zip(inside[key], inside["part_of"], strict=True))
    # Whether the way up from a record comes to an end; each step is walked once.
    ends: dict[object, bool] = {}
    for row, start in zip(inside.index, inside[key].astype(object), strict=True):
        way: dict[object, None] = {}
        step: object = start
        while step is not None and step not in ends and step not in way:
            way[step] = None
            step = whole.get(step)
        # Past the top, or where an earlier way has led; back on this very way it goes round.
        good = step is None or ends.get(step, False)
        ends.update(dict.fromkeys(way, good))
        if not ends[start]:
            yield Fault(path, _row(row), "part_of", f"{start!r} is part of itself")


def _span_faults(frame: pd.DataFrame, path: str, years: tuple[int, int]) -> Iterator[Fault]:
    if "year_from" in frame:
        late = frame[(frame["year_from"] > frame["year_to"]).fillna(False)]
        for row, record in late.iterrows():
            message = f"{record.year_from} is after year_to {record.year_to}"
            yield Fault(path, _row(row), "year_from", message)
        half = frame[frame["year_from"].isna() != frame["year_to"].isna()]
        for row, _ in half.iterrows():
            message = "year_from and year_to must both be given or both be empty"
            yield Fault(path, _row(row), "year_from", message)
    if "date" not in frame:
        return
    dated = frame[frame["date"].notna()]
    first_year = dated["year_from"] if "year_from" in dated else dated["year"]
    last_year = dated["year_to"] if "year_to" in dated else dated["year"]
    # Only rows whose date is not plainly within their years are looked at one by one.
    odd = ~_within(dated["date"], first_year, last_year, years)
    cells = (dated["date"][odd], first_year[odd], last_year[odd])
    rows = dated.index[odd]
    for row, date, first, last in zip(rows, *(c.astype(object) for c in cells), strict=True):
        try:
            low, high = year_bounds(date)
        except ValueError as error:
            yield Fault(path, _row(row), "date", f"{error}, such as 1943-06-01 or 1930/1933")
            continue
        if first is pd.NA:
            yield Fault(path, _row(row), "date", f"{date} is given, but no year")
        elif (high is not None and first > high) or (low is not None and last < low):
            yield Fault(path, _row(row), "date", f"{date} does not meet {first} to {last}")
        elif any(y is not None and not years[0] <= y <= years[1] for y in (low, high)):
            message = f"{date} is outside {years[0]} to {years[1]}"
            yield Fault(path, _row(row), "date", message)


def _within(
    dates: pd.Series[str],
    first: pd.Series[int],
    last: pd.Series[int],
    years: tuple[int, int],
) -> pd.Series[bool]:
    """Whether a date has both bounds, within the package's years, and meets those of its row."""
    bounds = {}
    for date in dates.unique():
        try:
            low, high = year_bounds(date)
        except ValueError:
            continue
        if low is not None and high is not None and years[0] <= low and high <= years[1]:
            bounds[date] = (low, high)
    lows = dates.map({date: low for date, (low, _) in bounds.items()}).astype("Int64")
    highs = dates.map({date: high for date, (_, high) in bounds.items()}).astype("Int64")
    return ((first <= highs) & (last >= lows)).fillna(False).astype(bool)


def _count_faults(frame: pd.DataFrame, path: str) -> Iterator[Fault]:
    over = frame[(frame["count_low"] > frame["count_high"]).fillna(False)]
    for row, record in over.iterrows():
        message = f"{record.count_low} is over count_high {record.count_high}"
        yield Fault(path, _row(row), "count_low", message)
    counted = frame[["count", "count_low", "count_high"]].notna().any(axis=1)
    for column in ("qualifier", "unit"):
        for row, _ in frame[counted & frame[column].isna()].iterrows():
            yield Fault(path, _row(row), column, "is empty, but the row has a count")
    for row, _ in frame[~counted & frame["qualifier"].notna()].iterrows():
        yield Fault(path, _row(row), "qualifier", "is given, but the row has no count")


def _movement_faults(frames: Frames, schema: Schema) -> Iterator[Fault]:
    path = schema.tables["movements"].path
    places = set(frames["places"]["place_id"].tolist())
    moves = frames["movements"]
    for row in moves.index[moves["origin_id"].isna() & moves["destination_id"].isna()]:
        message = "a movement needs an origin_id or a destination_id"
        yield Fault(path, _row(row), "origin_id", message)
    for row, via in moves["via"].dropna().items():
        for stop in str(via).split(";"):
            if stop not in places:
                message = f"{stop!r} is an unknown id; expected a place_id of places.csv"
                yield Fault(path, _row(row), "via", message)


def _place_faults(frame: pd.DataFrame, path: str) -> Iterator[Fault]:
    located = frame["lon"].notna() & frame["lat"].notna()
    unlocated = frame["precision"] == "unlocated"
    for row, record in frame[~located & ~unlocated].iterrows():
        message = f"coordinates missing; expected them, or precision unlocated ({record.precision})"
        yield Fault(path, _row(row), "lon", message)
    for row, _ in frame[located & unlocated].iterrows():
        yield Fault(path, _row(row), "precision", "unlocated, but the row has coordinates")
    for row, record in frame[(frame["founded"] > frame["closed"]).fillna(False)].iterrows():
        yield Fault(path, _row(row), "founded", f"{record.founded} is after {record.closed}")


def _note_faults(frame: pd.DataFrame, path: str) -> Iterator[Fault]:
    for row, _ in frame[frame["place_id"].isna() & frame["person_id"].isna()].iterrows():
        yield Fault(path, _row(row), "place_id", "a note needs a place_id or a person_id")


def _story_faults(frames: Frames, schema: Schema) -> Iterator[Fault]:
    """Steps without gaps, movements and categories that exist, choices with a right one."""
    path = schema.tables["story_steps"].path
    steps = frames["story_steps"]
    moves = set(frames["movements"]["movement_id"])
    categories = {category.id for category in schema.categories}
    for story, group in steps.groupby("story_id"):
        numbers = sorted(int(n) for n in group["step"])
        if numbers != list(range(1, len(numbers) + 1)):
            message = f"steps of {story} are numbered {numbers}, expected 1 to {len(numbers)}"
            yield Fault(path, _row(group.index[0]), "step", message)
    for row, record in steps.iterrows():
        for column, known, what in (
            ("movements", moves, "a movement_id of movements.csv"),
            ("cat", categories, "a category"),
        ):
            for item in [] if pd.isna(record[column]) else str(record[column]).split(";"):
                if item not in known:
                    message = f"{item!r} is an unknown id; expected {what}"
                    yield Fault(path, _row(row), column, message)
        for language in schema.languages:
            choices = record[f"choices_{language}"]
            count = 0 if pd.isna(choices) else len(str(choices).split("|"))
            if bool(count) != pd.notna(record["correct"]):
                message = "is given exactly when there are choices"
                yield Fault(path, _row(row), "correct", message)
            elif count and not 1 <= record["correct"] <= count:
                message = f"{record['correct']} is outside 1 to {count}, the choices_{language}"
                yield Fault(path, _row(row), "correct", message)
    told = set(steps["story_id"])
    for row, story in frames["stories"]["story_id"].items():
        if story not in told:
            message = f"{story!r} has no step in {path}"
            yield Fault(schema.tables["stories"].path, _row(row), "story_id", message)


def _record_faults(frames: Frames, schema: Schema) -> Iterator[Fault]:
    known = record_ids(frames, schema)
    sources = set(frames["sources"]["source_id"])
    for name, column in (
        ("citations", "record_id"),
        ("conflicts", "record_ids"),
        ("evidence", "record_ids"),
        ("story_steps", "record_ids"),
    ):
        path = schema.tables[name].path
        texts = frames[name][column].dropna()
        # Most name one known record; only the others are looked at.
        for row, text in texts[~texts.isin(known)].items():
            for item in str(text).split(";"):
                if item not in known:
                    message = f"{item!r} is an unknown id; expected a record of the other tables"
                    yield Fault(path, _row(row), column, message)
    for row, text in frames["citations"]["source_id"].dropna().items():
        for item in str(text).split(";"):
            if item not in sources:
                message = f"{item!r} is an unknown id; expected a source_id of sources.csv"
                yield Fault(schema.tables["citations"].path, _row(row), "source_id", message)
    cited = set(frames["citations"]["record_id"].tolist())
    for name in RECORD_TABLES[1:]:
        table = schema.tables[name]
        ids = frames[name][table.key[0]]
        for row, record_id in ids[~ids.isin(cited)].items():
            message = f"{record_id!r} has no row in citations.csv; every record needs its page"
            yield Fault(table.path, _row(row), table.key[0], message)


def _category_faults(schema: Schema) -> Iterator[Fault]:
    known = {category.id for category in schema.categories}
    for name in ("movements", "populations"):
        for category in schema.tables[name].field("category").enum:
            if category not in known:
                message = f"category {category!r} of {name} is not listed under atlas.categories"
                yield Fault("datapackage.json", None, "atlas", message)


def _row(index: object) -> int:
    return int(str(index))
