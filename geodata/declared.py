"""What a package says of itself under ``atlas`` in its descriptor, read and checked.

Years, languages, words, categories with their families and colours, views of the map: all that the
page must know besides the records. Every fault names where in the descriptor it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from geodata.contrast import GROUNDS, MARK, TEXT, contrast
from geodata.faults import Fault
from geodata.form import standard_values

Json = dict[str, Any]
Labels = dict[str, dict[str, str]]

WHERE = "datapackage.json"
MARKS = ("square", "circle", "triangle", "diamond", "cross", "ring", "bar")
# What a page says of its package; the first ones every package must say.
NEEDED_WORDS = ("name", "subtitle", "source")
WORDS = (
    *NEEDED_WORDS, "short", "figures", "page", "vague", "pictures", "countries", "about",
    "research", "method", "limits", "licence",
)  # fmt: skip
# Codes that a package may add, with words for them: key in `labels`, table, column.
CODES = (("kinds", "places", "kind"), ("topics", "notes", "topic"), ("units", "movements", "unit"))
# The page keeps a bar for each year.
MOST_YEARS = 400
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Category:
    """Why people moved, and the family that gives it hue and shape."""

    id: str
    family: str


@dataclass(frozen=True)
class Chapter:
    """A chapter of the source: its first printed page, and what it is about, by language."""

    page: int
    title: dict[str, str]


@dataclass(frozen=True)
class Family:
    """Categories that share a hue and a mark.

    ``colours`` holds for each theme the colour of marks and that of text, as ``#rrggbb``.
    ``tied`` draws ties across its flows, as over a fence: people moved by force.
    """

    id: str
    mark: str
    colours: dict[str, dict[str, str]]
    tied: bool
    sentence: str | None


@dataclass(frozen=True)
class MapView:
    """How the map is drawn.

    Attributes
    ----------
    parallels : tuple of float
        Standard parallels of the conic equal-area projection, degrees north.
    lon : float
        Its middle meridian, degrees east.
    band : tuple of float
        Two latitudes in the middle of what is seen (see ``assets/js/frame.mjs``).
    grid : dict
        ``lon`` and ``lat`` ranges of the printed grid, degrees.
    cameras : tuple of (str, list)
        Views a tap brings, each with points ``[lon, lat]`` it must show; the first is the whole.
    tall : list
        Points that the first view shows on a tall screen.
    home : str
        Boolean column of the layer ``states``, and ``kind`` of borders, of the land set off.
    """

    parallels: tuple[float, float]
    lon: float
    band: tuple[float, float]
    grid: dict[str, list[float]]
    cameras: tuple[tuple[str, list[list[float]]], ...]
    tall: list[list[float]]
    home: str


@dataclass(frozen=True)
class Declared:
    """The checked ``atlas`` of a descriptor; ``labels`` by text key (``category:evacuees``)."""

    years: tuple[int, int]
    start_year: int
    languages: tuple[str, ...]
    categories: tuple[Category, ...]
    families: tuple[Family, ...]
    nationalities: tuple[str, ...]
    areas: tuple[str, ...]
    codes: dict[str, tuple[str, ...]]
    chapters: tuple[Chapter, ...]
    map: MapView
    labels: Labels


class _Reader:
    """Reads parts of the descriptor and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.labels: Labels = {}
        self.languages: tuple[str, ...] = ()

    def fault(self, path: str, message: str) -> None:
        self.faults.append(Fault(WHERE, None, f"atlas.{path}", message))

    def words(self, value: object, path: str, key: str) -> None:
        """Take up a text in every language as a label."""
        said = self.texts(value, path)
        if said:
            self.labels[key] = said

    def texts(self, value: object, path: str) -> dict[str, str]:
        """A text in every language."""
        if not isinstance(value, dict):
            self.fault(path, "must be an object with a text in every language")
            return {}
        said = {code: str(value.get(code) or "").strip() for code in self.languages}
        for code, text in said.items():
            if not text:
                self.fault(path, f"has no text in {code!r}")
        return said

    def entries(self, value: object, path: str) -> Iterator[tuple[str, Json, str]]:
        """Objects of a list with their id and where they stand."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(path, "must be a list of objects")
            return
        seen = set()
        for position, item in enumerate(value, start=1):
            name = item.get("id")
            if not isinstance(name, str) or not _ID.fullmatch(name):
                message = f"{name!r} is no id; expected small letters, digits and _"
                self.fault(f"{path}[{position}].id", message)
            elif name in seen:
                self.fault(f"{path}.{name}", "stands twice")
            else:
                seen.add(name)
                yield name, item, f"{path}.{name}"

    def points(self, value: object, path: str) -> list[list[float]]:
        """Places on the globe, each [lon, lat]."""
        if isinstance(value, list) and len(value) >= 2:
            pairs = [_pair(item, 180, 90) for item in value]
            if all(pairs):
                return [list(pair) for pair in pairs if pair]
        self.fault(path, "must be two points or more, each [longitude, latitude] in degrees")
        return []

    def pair(self, value: object, path: str, what: str, most: float) -> tuple[float, float]:
        """Two rising numbers."""
        pair = _pair(value, most, most)
        if pair and pair[0] < pair[1]:
            return pair
        self.fault(path, f"must be {what}, the lower first")
        return (0.0, 1.0)


def _pair(value: object, most_first: float, most_second: float) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    for number, most in zip(value, (most_first, most_second), strict=True):
        if isinstance(number, bool) or not isinstance(number, int | float):
            return None
        # False for what is not a number, too.
        if not abs(number) <= most:
            return None
    return value[0], value[1]


def declared(atlas: object) -> tuple[Declared | None, list[Fault]]:
    """Read the ``atlas`` of a descriptor.

    Returns
    -------
    Declared or None
        None if anything is wrong.
    list of Fault
        Everything that is, each with its place in the descriptor as column.
    """
    read = _Reader()
    if not isinstance(atlas, dict):
        return None, [Fault(WHERE, None, "atlas", "is missing; it says what the page must know")]
    years = _years(read, atlas)
    read.languages = _languages(read, atlas)
    for name in WORDS:
        if name in NEEDED_WORDS or name in atlas.get("words", {}):
            value = atlas["words"].get(name) if isinstance(atlas.get("words"), dict) else None
            read.words(value, f"words.{name}", f"atlas:{name}")
    for name in sorted(set(atlas.get("words", {})) - set(WORDS)):
        read.fault(f"words.{name}", f"is unknown; expected one of {', '.join(WORDS)}")
    families = tuple(_families(read, atlas.get("families")))
    categories = []
    known = {family.id for family in families}
    for name, item, path in read.entries(atlas.get("categories"), "categories"):
        read.words(item.get("label"), f"{path}.label", f"category:{name}")
        if item.get("family") not in known and families:
            read.fault(f"{path}.family", f"{item.get('family')!r} is not listed under families")
        categories.append(Category(name, str(item.get("family"))))
    if not categories:
        read.fault("categories", "has none; expected one at least")
    nations = []
    for name, item, path in read.entries(atlas.get("nationalities", []), "nationalities"):
        read.words(item.get("label"), f"{path}.label", f"nationality:{name}")
        nations.append(name)
    codes = _codes(read, atlas)
    areas = atlas.get("areas", ["country", "region", "oblast"])
    if not isinstance(areas, list) or not set(map(str, areas)) <= set(codes["kind"]):
        read.fault("areas", f"must be a list of kinds of places: {', '.join(codes['kind'])}")
        areas = []
    chapters = tuple(_chapters(read, atlas.get("chapters", [])))
    view = _map(read, atlas.get("map"))
    if read.faults or view is None:
        return None, read.faults
    codes |= {
        "category": tuple(c.id for c in categories),
        "nationality": tuple(nations),
        "camera": (*(name for name, _ in view.cameras), "fit"),
    }
    start = int(atlas["start_year"])
    found = Declared(
        years, start, read.languages, tuple(categories), families, tuple(nations),
        tuple(map(str, areas)), codes, chapters, view, read.labels,
    )  # fmt: skip
    return found, []


def _years(read: _Reader, atlas: Json) -> tuple[int, int]:
    years: Any = atlas.get("years")
    if not _are_years(years) or not 1 <= years[0] < years[1] <= 9999:
        read.fault("years", f"{years!r} must be the first and the last year, such as [1845, 1855]")
        return (1, 2)
    if years[1] - years[0] >= MOST_YEARS:
        read.fault("years", f"{years!r} are too many; expected {MOST_YEARS} at most")
        return (1, 2)
    start = atlas.get("start_year")
    if type(start) is not int or not years[0] <= start <= years[1]:
        read.fault("start_year", f"{start!r} must be a year from {years[0]} to {years[1]}")
    return years[0], years[1]


def _are_years(years: object) -> bool:
    return isinstance(years, list) and len(years) == 2 and all(type(y) is int for y in years)


def _languages(read: _Reader, atlas: Json) -> tuple[str, ...]:
    languages = atlas.get("languages")
    if not isinstance(languages, list) or not languages or len(set(languages)) != len(languages):
        read.fault("languages", f"{languages!r} must list one language or more, such as ['en']")
        return ()
    for code in languages:
        if not _is_language(code):
            message = f"{code!r} is not a language code of two or three letters, such as 'en'"
            read.fault("languages", message)
    return tuple(map(str, languages))


def _is_language(code: object) -> bool:
    # Also a file name: texts/CODE.po.
    if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
        return False
    try:
        Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return False
    return True


def _families(read: _Reader, value: object) -> Iterator[Family]:
    for name, item, path in read.entries(value, "families"):
        read.words(item.get("label"), f"{path}.label", f"family:{name}")
        sentence = item.get("sentence")
        if sentence is not None:
            read.words(sentence, f"{path}.sentence", f"family-sentence:{name}")
            for code, text in read.labels.get(f"family-sentence:{name}", {}).items():
                if text and "{n}" not in text:
                    read.fault(f"{path}.sentence", f"{code!r} does not hold {{n}}, the number")
        if item.get("mark") not in MARKS:
            message = f"{item.get('mark')!r} is not allowed; expected one of {', '.join(MARKS)}"
            read.fault(f"{path}.mark", message)
        colours = item.get("colours")
        if not isinstance(colours, dict):
            colours = {}
        checked = {theme: _colours(read, colours.get(theme), path, theme) for theme in GROUNDS}
        tied = item.get("tied", False) is True
        yield Family(name, str(item.get("mark")), checked, tied, None if sentence is None else name)


def _colours(read: _Reader, value: object, path: str, theme: str) -> dict[str, str]:
    """Colours of a family in one theme, seen well enough on every ground they meet."""
    given = value if isinstance(value, dict) else {}
    colours = {"mark": given.get("mark"), "text": given.get("text", given.get("mark"))}
    for use, colour in colours.items():
        where = f"{path}.colours.{theme}.{use}"
        if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            read.fault(where, f"{colour!r} is not a colour such as '#AC7112'")
            continue
        least, grounds = (MARK, GROUNDS[theme]) if use == "mark" else (TEXT, GROUNDS[theme])
        names = (
            ("panel", "page", "sea", "land", "ussr") if use == "mark" else ("panel", "page", "ussr")
        )
        ratios = {name: contrast(colour, grounds[name]) for name in names}
        worst = min(ratios, key=lambda name: ratios[name])
        if ratios[worst] < least:
            message = (
                f"{colour} has a contrast of {ratios[worst]:.2f} to 1 on the {theme} theme's "
                f"{'home land' if worst == 'ussr' else worst} ({grounds[worst]}); "
                f"{'marks' if use == 'mark' else 'texts'} need {least:g} to 1"
            )
            read.fault(where, message)
    return {use: str(colour) for use, colour in colours.items()}


def _codes(read: _Reader, atlas: Json) -> dict[str, tuple[str, ...]]:
    labels = atlas.get("labels", {})
    if not isinstance(labels, dict) or set(labels) - {key for key, _, _ in CODES}:
        read.fault("labels", f"may have {', '.join(key for key, _, _ in CODES)}")
        labels = {}
    codes = {}
    for key, table, column in CODES:
        own = []
        for name, item, path in read.entries(labels.get(key, []), f"labels.{key}"):
            read.words(item.get("label"), f"{path}.label", f"{column}:{name}")
            own.append(name)
        codes[column] = tuple(dict.fromkeys((*standard_values(table, column), *own)))
    return codes


def _chapters(read: _Reader, value: object) -> Iterator[Chapter]:
    """A package need not say how its source is divided."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        read.fault("chapters", "must be a list of objects")
        return
    for position, item in enumerate(value, start=1):
        path = f"chapters[{position}]"
        page = item.get("page")
        if type(page) is not int or page < 1:
            read.fault(f"{path}.page", f"{page!r} must be the number of its first page")
            continue
        yield Chapter(page, read.texts(item.get("title"), f"{path}.title"))


def _map(read: _Reader, value: object) -> MapView | None:
    if not isinstance(value, dict):
        read.fault("map", "is missing; it says which part of the globe is shown")
        return None
    parallels = read.pair(value.get("parallels"), "map.parallels", "two latitudes", 89)
    lon = value.get("lon")
    if isinstance(lon, bool) or not isinstance(lon, int | float) or not abs(lon) <= 180:
        read.fault("map.lon", f"{lon!r} must be the longitude of the middle, in degrees")
        lon = 0
    middle = round(sum(parallels) / 2)
    band = read.pair(value.get("band", [middle - 4, middle + 4]), "map.band", "two latitudes", 89)
    cameras = []
    for name, item, path in read.entries(value.get("cameras"), "map.cameras"):
        read.words(item.get("label"), f"{path}.label", f"camera:{name}")
        cameras.append((name, read.points(item.get("points"), f"{path}.points")))
    if not cameras:
        read.fault("map.cameras", "has none; the first is the whole map")
        return None
    tall = read.points(value["tall"], "map.tall") if "tall" in value else cameras[0][1]
    grid = value.get("grid") or {
        "lon": [-10 * round((110 - lon) / 10), 10 * round((lon + 110) / 10)],
        "lat": [-80, 80],
    }
    grid = {
        axis: list(read.pair(grid.get(axis), f"map.grid.{axis}", "two degrees", most))
        for axis, most in (("lon", 360), ("lat", 90))
    }
    return MapView(parallels, lon, band, grid, tuple(cameras), tall, str(value.get("home", "home")))
