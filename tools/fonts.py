"""Makes the atlas's letters: ``python -m tools.fonts FOLDER``; needs the package fonttools.

FOLDER holds Source Sans 3 and Source Serif 4 as variable fonts, in the subsets of Fontsource
(``@fontsource-variable/...``, ``*-wght-*.woff2``), named as the files in ``assets/fonts`` but with
``source-sans-3`` and ``source-serif-4`` for ``zholdar-sans`` and ``zholdar-serif``. What is left
out and why the fonts have other names: ``docs/decisions/0019-page-weight.md``.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).resolve().parent.parent / "assets" / "fonts"
# The same as in assets/css/fonts.css.
RANGES = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,"
    "U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-017F,U+01CD-01DC,U+01F4-01F5,U+0218-021B,U+1E80-1E85,U+1E9E,"
    "U+1EF2-1EF3,U+2020,U+2113",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
    "cyrillic-ext": "U+048A-052F,U+20B4",
}
# What browsers switch on by themselves, and the figures of one width that tables ask for.
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "rlig", "tnum", "lnum", "pnum")
# The page asks for 400, 600 and 700 upright, and for 400 in italics.
UPRIGHT, ITALIC = (400, 700), 400
FAMILIES = {"source-sans-3": "Zholdar Sans", "source-serif-4": "Zholdar Serif"}


def made(source: Path) -> tuple[str, bytes]:
    """Name and content of the atlas's form of a font."""
    part = max((name for name in RANGES if f"-{name}" in source.stem), key=len)
    old, family = next((k, v) for k, v in FAMILIES.items() if source.stem.startswith(k))
    italic = "italic" in source.stem
    font = instancer.instantiateVariableFont(
        TTFont(source), {"wght": ITALIC if italic else UPRIGHT}
    )
    # Read anew: the subsetter stumbles over glyphs that the instancer has not yet unpacked.
    font.flavor = None
    box = io.BytesIO()
    font.save(box)
    font = TTFont(io.BytesIO(box.getvalue()), recalcTimestamp=False)
    options = subset.Options(
        layout_features=list(FEATURES), hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(RANGES[part]))
    subsetter.subset(font)
    _rename(font, family, "Italic" if italic else "Regular", part)
    font.flavor = "woff2"
    font["head"].modified = font["head"].created
    box = io.BytesIO()
    font.save(box)
    name = source.name.replace(old, family.lower().replace(" ", "-"))
    return name, box.getvalue()


def _rename(font: TTFont, family: str, style: str, part: str) -> None:
    """The licence reserves the name "Source" for fonts that nobody changed."""
    full = f"{family} {style}"
    names = {1: family, 2: style, 3: f"{full} {part}", 4: full, 6: full.replace(" ", "-")}
    for record in list(font["name"].names):
        if record.nameID in names:
            where = (record.platformID, record.platEncID, record.langID)
            font["name"].setName(names[record.nameID], record.nameID, *where)


def main(folder: Path) -> None:
    """Make all of them anew."""
    for source in sorted(folder.glob("source-*.woff2")):
        name, content = made(source)
        (TARGET / name).write_bytes(content)
        print(f"{name}: {source.stat().st_size} -> {len(content)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
