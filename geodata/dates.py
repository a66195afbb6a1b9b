"""Dates as the evidence knows them: EDTF, read by the ``edtf`` library.

EDTF (ISO 8601-2, https://www.loc.gov/standards/datetime/) says "about 1926" as ``1926~`` and "some
time from 1930 to 1933" as ``1930/1933``. Everything the atlas needs of a date is the first and
the last year it can mean.
"""

from __future__ import annotations

import math
from functools import lru_cache

from edtf import EDTFObject
from edtf.parser.grammar import level0Expression, level1Expression, level2Expression
from pyparsing import ParseException

# EDTF's three levels, the plain one first. The library's own ``parse_edtf`` tries all three at once
# and takes the first that fits the whole text, which is the same and takes five times as long.
_LEVELS = (level0Expression, level1Expression, level2Expression)


@lru_cache(maxsize=4096)
def parsed(date: str) -> EDTFObject:
    """An EDTF date as the library reads it; each is read once.

    Raises
    ------
    ValueError
        If the text is not EDTF.
    """
    for level in _LEVELS:
        try:
            found: EDTFObject = level.parse_string(date.strip(), True)[0]
        except ParseException:
            continue
        return found
    raise ValueError(f"{date!r} is not an EDTF date")


@lru_cache(maxsize=4096)
def year_bounds(date: str) -> tuple[int | None, int | None]:
    """First and last year that an EDTF date can mean.

    Parameters
    ----------
    date : str
        EDTF date or interval.

    Returns
    -------
    (int or None, int or None)
        Earliest and latest year; None where the interval is open on that side.

    Raises
    ------
    ValueError
        If the text is not EDTF.

    Examples
    --------
    >>> year_bounds("1943-06-01"), year_bounds("1930/1933"), year_bounds("../1933")
    ((1943, 1943), (1930, 1933), (None, 1933))
    """
    found = parsed(date)
    return _year(found.lower_strict()), _year(found.upper_strict())


def _year(moment: object) -> int | None:
    # The library returns infinity for an open end, a struct_time for everything else.
    if isinstance(moment, float) and math.isinf(moment):
        return None
    return int(moment[0])  # type: ignore[index]
