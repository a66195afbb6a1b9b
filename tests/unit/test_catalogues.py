"""Every string on the page comes from a catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from geodata.atlas import DEFAULT_FOLDER, Atlas

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"t": None, "word": None, "label": None}


def said_in_code() -> set[str]:
    """Message ids in Python components and JavaScript modules."""
    found: set[str] = set()
    for folder, method, pattern in (
        ("components", "python", "**.py"),
        ("assets/js", "javascript", "**.mjs"),
    ):
        for _, _, message, _, _ in extract_from_dir(
            str(ROOT / folder), method_map=[(pattern, method)], keywords=KEYWORDS
        ):
            found.add(str(message))
    return found


def test_the_catalogue_holds_what_the_code_says(atlas: Atlas) -> None:
    said = said_in_code()
    missing = said - set(atlas.texts["en"])
    assert not missing, f"run `make catalogues`: {sorted(missing)[:5]}"
    unused = set(atlas.texts["en"]) - said
    assert not unused, f"run `make catalogues`: {sorted(unused)[:5]}"


def test_extraction_misses_nothing(atlas: Atlas) -> None:
    """Babel does not look inside template strings; a message there would never be translated."""
    for path in sorted((ROOT / "assets" / "js").glob("*.mjs")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"`[^`]*\$\{[^}`]*\bt\(\"", text), (
            f"{path.name}: t() in a template string"
        )
        for message in re.findall(r"\b(?:t|word)\(\s*\"((?:[^\"\\]|\\.)+)\"", text):
            said = message.encode("utf-8").decode("unicode_escape") if "\\u" in message else message
            assert said in atlas.texts["en"], f"{path.name}: {said!r}"
        assert not re.search(r"\bt\([^)\"?]*\?(?!\?) *\"", text), f"{path.name}: t() of a choice"


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_nothing_is_left_untranslated(language: str) -> None:
    with (DEFAULT_FOLDER / "texts" / f"{language}.po").open("rb") as handle:
        catalogue = read_po(handle, locale=language)
    open_ones = [m.id for m in catalogue if m.id and (not m.string or m.fuzzy)]
    assert not open_ones


def test_a_translation_keeps_its_placeholders(atlas: Atlas) -> None:
    for language, texts in atlas.texts.items():
        for message, text in texts.items():
            wanted = set(re.findall(r"\{\w+\}", message))
            assert set(re.findall(r"\{\w+\}", text)) == wanted, (language, message)


def test_components_say_nothing_outside_the_catalogue() -> None:
    """A text child that is not marked with word() would never be translated."""
    for path in sorted((ROOT / "components").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"html\.\w+\(\s*\"(\w[^\"]{2,})\"", text):
            raise AssertionError(f"{path.name}: {match.group(1)!r} is not from the catalogue")
