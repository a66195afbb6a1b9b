"""Dates in words of three languages."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from geodata.atlas import Atlas
from geodata.bundle import bundle
from geodata.dates import parsed_date
from geodata.when import moments, month_of, said

LANGUAGES = ("en", "kk", "ru")
# Between a year and its sign (1943 ж.) stands a narrow space that does not break.
SPACE = "\u202f"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1943-06-01", ("1 June 1943", "1943 ж. 1 маусым", "1 июня 1943 г.")),
        ("1931-08", ("August 1931", "1931 ж. тамыз", "август 1931 г.")),
        (
            "1942-01/1942-03",
            (
                "January 1942 \u2013 March 1942",
                "1942 ж. қаңтар \u2013 1942 ж. наурыз",
                "январь 1942 г. \u2013 март 1942 г.",
            ),
        ),
        ("1933/1935-06", ("1933 \u2013 June 1935", "1933 \u2013 1935 ж. маусым", None)),
    ],
)
def test_dates_are_said_as_each_language_says_them(
    date: str, words: tuple[str | None, ...]
) -> None:
    when = said(date, LANGUAGES)
    assert when is not None
    for language, wanted in zip(LANGUAGES, words, strict=True):
        if wanted is not None:
            assert when.text[language].replace(SPACE, " ") == wanted
    assert not when.about
    assert not when.until


def test_about_and_open_ends_are_told_apart() -> None:
    about = said("1929~/1934~", LANGUAGES)
    assert about is not None
    assert (about.text, about.about, about.until) == ({}, True, False)
    until = said("../1926-09-25", LANGUAGES)
    assert until is not None
    assert (until.text["en"], until.until) == ("25 September 1926", True)


@pytest.mark.parametrize("date", ["1932", "1930/1933", "193X", "1931-21", "1930/.."])
def test_what_says_no_more_than_its_years_is_left_to_them(date: str) -> None:
    assert said(date, LANGUAGES) is None


def test_not_a_date() -> None:
    with pytest.raises(ValueError, match="EDTF"):
        moments("last summer")


def test_records_carry_their_dates_in_words(atlas: Atlas) -> None:
    document = bundle(atlas)
    records = [*document["movements"], *document["events"]]
    # A season such as 1930-22 (summer) has no day to be written out; its record says it in words.
    days = [
        record
        for record in records
        if "-" in (start := record.get("date", "").split("/")[0]) and not start.endswith("-22")
    ]
    assert len(days) > 150
    assert all(set(LANGUAGES) <= set(record["when"]) for record in days)


@pytest.mark.parametrize(
    ("date", "month"),
    [("1943-06-01", 6), ("1941-06~", 6), ("1925-02-16/1925-02-19", 2),
     ("1925-02-16/1925-03-09", None), ("1930", None), ("1926~", None), ("../1926-03", None)],
)  # fmt: skip
def test_the_month_of_a_date_if_it_has_one(date: str, month: int | None) -> None:
    assert month_of(date) == month


def test_dates_are_read_as_the_library_reads_them(atlas: Atlas) -> None:
    dates = set(atlas.frames["movements"]["date"].dropna()) | {
        "1943-06-01", "../1933", "1931/..", "1926~", "1926?", "193X", "1931-21", "1930~/1933",
    }  # fmt: skip
    for date in sorted(dates)[::3]:
        ours, theirs = parsed_date(date), parse_edtf(date)
        assert (type(ours), str(ours)) == (type(theirs), str(theirs)), date
