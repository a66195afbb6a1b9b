"""Dates as the evidence knows them: EDTF, read by the ``edtf`` library.

EDTF (ISO 8601-2, https://www.loc.gov/standards/datetime/) says "about 1926" as ``1926~`` and "some
time from 1930 to 1933" as ``1930/1933``. Everything the atlas needs of a date is the first and
the last year it can mean.
"""

from __future__ import annotations

import datetime
import math
import re
from functools import lru_cache

from edtf import EDTFObject
from edtf.parser.grammar import level0Expression, level1Expression, level2Expression
from pyparsing import ParseException

# EDTF's three levels, the plain one first. The library's own ``parse_edtf`` tries all three at once
# and takes the first that fits the whole text, which is the same and takes five times as long.
_LEVELS = (level0Expression, level1Expression, level2Expression)

# What the atlas reads of EDTF: a year or decade, month or season, day, about or perhaps; or an
# interval of two such, either end open. The whole of EDTF has years of a thousand million digits
# and sets of dates, which no evidence needs and which the library is slow or wrong with.
_MOMENT = r"\d{2}(\d{2}|\dX|XX)[~?%]?|\d{4}-\d{2}(-\d{2})?[~?%]?"
_DATE = re.compile(rf"({_MOMENT})|(\.\.|{_MOMENT})/(\.\.|{_MOMENT})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@lru_cache(maxsize=4096)
def parsed_date(date: str) -> EDTFObject:
    """An EDTF date as the library reads it; each is read once.

    Raises
    ------
    ValueError
        If the text is not EDTF of the form the atlas uses, or names a day that never was.
    """
    if not _DATE.fullmatch(date):
        raise ValueError(f"{date!r} is not an EDTF date")
    for day in _DAY.findall(date):
        try:
            datetime.date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"{date!r} is not an EDTF date") from None
    for level in _LEVELS:
        try:
            found: EDTFObject = level.parse_string(date, True)[0]
        except ParseException:
            continue
        return found
    raise ValueError(f"{date!r} is not an EDTF date")


# A large package has some thousands of distinct dates, each in many rows.
@lru_cache(maxsize=65_536)
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
        If the text is not EDTF of the form the atlas uses, or an interval ends before it begins.

    Examples
    --------
    >>> year_bounds("1943-06-01"), year_bounds("1930/1933"), year_bounds("../1933")
    ((1943, 1943), (1930, 1933), (None, 1933))
    """
    parsed = parsed_date(date)
    low, high = _year(parsed.lower_strict()), _year(parsed.upper_strict())
    if low is not None and high is not None and low > high:
        raise ValueError(f"{date!r} ends before it begins; expected an EDTF date")
    return low, high


def _year(moment: object) -> int | None:
    # The library returns infinity for an open end, a struct_time for everything else.
    if isinstance(moment, float) and math.isinf(moment):
        return None
    return int(moment[0])  # type: ignore[index]
