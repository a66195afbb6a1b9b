"""Dates in words: ``1943-06-01`` as "1 June 1943", "1943 ж. 1 маусым", "1 июня 1943 г.".

Said here and not in the browser, because browsers know the months of few languages: Chromium has
none for Kazakh. Babel has them all, and the ``edtf`` library reads the dates.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from babel.dates import format_date, format_skeleton

from geodata.dates import parsed_date

# Where a language is at home, if the way its dates are written depends on it.
HOMES = {"en": "en_GB"}


class Moment(NamedTuple):
    """A year, perhaps a month and a day of it, and whether the source only knows it about."""

    year: int
    month: int | None
    day: int | None
    about: bool


class When(NamedTuple):
    """A date to say: what the browser adds in words, and the text it adds them to."""

    # By language; empty where the first and last year say it all.
    text: dict[str, str]
    about: bool
    until: bool


@lru_cache(maxsize=4096)
def moments(date: str) -> tuple[Moment | None, ...]:
    """The one moment of an EDTF date, or the two of an interval; None for an open end.

    Raises
    ------
    ValueError
        If the text is not EDTF.

    Examples
    --------
    >>> moments("1943-06-01")
    (Moment(year=1943, month=6, day=1, about=False),)
    >>> moments("../1926~")
    (None, Moment(year=1926, month=None, day=None, about=True))
    """
    # One class has a lower and an upper end, the others have not.
    parsed: Any = parsed_date(date)
    if hasattr(parsed, "lower"):
        return _moment(parsed.lower), _moment(parsed.upper)
    return (_moment(parsed),)


def _moment(part: object) -> Moment | None:
    about = bool(getattr(part, "is_approximate", False) or getattr(part, "is_uncertain", False))
    plain = getattr(part, "date", part)
    fields = [getattr(plain, name, None) for name in ("year", "month", "day")]
    # Seasons and decades such as 193X stay with the years that the tables give beside them.
    if not str(fields[0] or "").isdigit() or hasattr(plain, "season"):
        return None
    year, month, day = (int(field) if field else None for field in fields)
    return None if year is None else Moment(year, month, day, about)


def month_of(date: str) -> int | None:
    """The one month that a date lies in, 1 to 12; None if it has none or reaches over two.

    Parameters
    ----------
    date : str
        EDTF date or interval.

    Examples
    --------
    >>> month_of("1941-06~"), month_of("1925-02-16/1925-03-09"), month_of("1930")
    (6, None, None)
    """
    months = {(end.year, end.month) if end else None for end in moments(date)}
    found = months.pop()
    return found[1] if found and not months else None


def said(date: str, languages: tuple[str, ...]) -> When | None:
    """A date in every language, or None if it says no more than its first and last year.

    Parameters
    ----------
    date : str
        EDTF date or interval.
    languages : tuple of str
        Language codes.
    """
    ends = moments(date)
    known = [end for end in ends if end is not None]
    until = len(ends) > 1 and ends[0] is None
    about = any(end.about for end in known)
    finer = any(end.month for end in known)
    if not known or ends[-1] is None or not (about or finer or until):
        return None
    text = {}
    for language in languages if finer else ():
        parts = [_in_words(end, HOMES.get(language, language)) for end in known]
        text[language] = " \u2013 ".join(dict.fromkeys(parts))
    return When(text, about, until)


def _in_words(moment: Moment, locale: str) -> str:
    if moment.month is None:
        return str(moment.year)
    day = datetime.date(moment.year, moment.month, moment.day or 1)
    if moment.day is None:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)
