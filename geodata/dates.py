"""Dates as the evidence knows them: EDTF, read by the ``edtf`` library.

EDTF (ISO 8601-2, https://www.loc.gov/standards/datetime/) says "about 1926" as ``1926~`` and "some
time from 1930 to 1933" as ``1930/1933``. Everything the atlas needs of a date is the first and
the last year it can mean.
"""

from __future__ import annotations

import math
from functools import lru_cache

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException


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
        If the text is not EDTF.

    Examples
    --------
    >>> year_bounds("1943-06-01"), year_bounds("1930/1933"), year_bounds("../1933")
    ((1943, 1943), (1930, 1933), (None, 1933))
    """
    try:
        parsed: EDTFObject = parse_edtf(date)
    except EDTFParseException:
        raise ValueError(f"{date!r} is not an EDTF date") from None
    return _year(parsed.lower_strict()), _year(parsed.upper_strict())


def _year(moment: object) -> int | None:
    # The library returns infinity for an open end, a struct_time for everything else.
    if isinstance(moment, float) and math.isinf(moment):
        return None
    return int(moment[0])  # type: ignore[index]
