"""The bundle as columns: the same document in three quarters of the bytes.

Records become columns, so that each key travels once and like stands beside like; texts stand
together by language; lines are differences of whole numbers. All of it only helps the compressor:
``assets/js/unpack.mjs`` gives back the very same document.

A column is one of

- a list: its cells, ``null`` where a record has none;
- ``{"text": language}``: as many texts of that language, in the order of reading;
- ``{"each": {key: column}}``: objects, absent where all their keys are;
- ``{"rows": [count, ...], "of": column}``: lists, one after the other (``null``: no list);
- ``{"lines": [[dx, dy, ...], ...], "digits": n}``: lines of points, the first one from 0, 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = Any
# Mappings whose keys are ids and not names of columns.
BY_ID = ("citations", "placeNames")
# Words of the interface have keys of their own; the other two are columns already (condensed.py).
AS_IS = ("meta", "texts", "placeColumns", "aggregation")
_MOST_DIGITS = 3


def pack(document: dict[str, Json]) -> dict[str, Json]:
    """Columns instead of records.

    Parameters
    ----------
    document : dict
        As :func:`geodata.bundle.bundle` makes it: plain JSON types without ``None`` and without
        empty objects inside its records.

    Returns
    -------
    dict
        ``parts``, each a column with one cell, and ``words``, the texts by language.

    Raises
    ------
    ValueError
        If something in it could not be told from "not recorded" afterwards.
    """
    words: dict[str, list[str | None]] = {lang: [] for lang in document["meta"]["languages"]}
    parts: dict[str, Json] = {}
    # In the order in which encode() writes them, and unpack.mjs so meets the texts.
    for name, value in sorted(document.items()):
        if name in AS_IS:
            parts[name] = [value]
        elif name in BY_ID:
            parts[name] = {"ids": list(value), "of": _column(list(value.values()), words)}
        else:
            parts[name] = _column([value], words)
    return {"parts": parts, "words": words}


def _column(cells: Sequence[Json], words: dict[str, list[str | None]]) -> Json:
    """One column; `cells` has ``None`` where a record has nothing."""
    present = [cell for cell in cells if cell is not None]
    if present and all(isinstance(cell, dict) for cell in present):
        return _objects(cells, words)
    if present and all(isinstance(cell, list) for cell in present):
        if all(_is_line(cell) for cell in present):
            return _lines(cells)
        inner = [item for cell in present for item in cell]
        if any(item is None for item in inner):
            raise ValueError("a list holds nothing in one of its places")
        if any(isinstance(item, dict | list) for item in inner):
            rows = [None if cell is None else len(cell) for cell in cells]
            return {"rows": rows, "of": _column(inner, words)}
    return list(cells)


def _objects(cells: Sequence[Json], words: dict[str, list[str | None]]) -> Json:
    if any(cell == {} for cell in cells):
        raise ValueError("an empty object cannot be told from none")
    each: dict[str, Json] = {}
    # Texts in the order in which unpack.mjs meets them: that of the keys.
    for key in sorted({key for cell in cells if cell is not None for key in cell}):
        inner = [None if cell is None else cell.get(key) for cell in cells]
        if any(cell is not None and key in cell and cell[key] is None for cell in cells):
            raise ValueError(f"{key} is given and is nothing")
        if key in words and all(isinstance(text, str | None) for text in inner):
            words[key] += inner
            each[key] = {"text": key}
        else:
            each[key] = _column(inner, words)
    return {"each": each}


def _is_line(cell: list[Json]) -> bool:
    return bool(cell) and all(
        isinstance(point, list) and len(point) == 2 and all(isinstance(n, float) for n in point)
        for point in cell
    )


def _lines(cells: Sequence[list[list[float]] | None]) -> Json:
    numbers = [n for cell in cells if cell for point in cell for n in point]
    digits = next(
        (d for d in range(_MOST_DIGITS) if all(round(n, d) == n for n in numbers)), _MOST_DIGITS
    )
    if any(round(n, digits) != n for n in numbers):
        raise ValueError(f"a coordinate has more than {_MOST_DIGITS} digits")
    scale = 10**digits
    return {"lines": [cell and _differences(cell, scale) for cell in cells], "digits": digits}


def _differences(line: list[list[float]], scale: int) -> list[int]:
    steps: list[int] = []
    before = (0, 0)
    for lon, lat in line:
        here = (round(lon * scale), round(lat * scale))
        steps += (here[0] - before[0], here[1] - before[1])
        before = here
    return steps
