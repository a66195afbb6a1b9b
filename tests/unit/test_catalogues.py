"""Every string on the page comes from a catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from geodata.atlas import DEFAULT_FOLDER, Atlas
from geodata.catalogues import update
from geodata.texts import is_translated, read_catalogues

ROOT = Path(__file__).resolve().parents[2]
# As in the Makefile; of a message with a number the plural names it.
KEYWORDS = {"t": None, "word": None, "label": None, "n": (2, 3), "forms": (1, 2)}


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
            found.add(message[1] if isinstance(message, tuple) else str(message))
    return found


def test_the_catalogue_holds_what_the_code_says(atlas: Atlas) -> None:
    said = said_in_code()
    missing = said - set(atlas.texts["en"])
    labels = set(atlas.schema.declared.labels)
    assert not missing, f"run `make catalogues`: {sorted(missing)[:5]}"
    unused = set(atlas.texts["en"]) - said - labels
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
        counted = re.findall(r"\b(?:n\(\s*t,|forms\()\s*\"[^\"]+\",\s*\"([^\"]+)\"", text)
        assert all(isinstance(atlas.texts["ru"][message], dict) for message in counted), path.name
        calls = len(re.findall(r"(?<!function )\b(?:n\(\s*t,|forms\()", text))
        # One place says forms that were marked elsewhere.
        known = path.name == "units.mjs"
        assert calls == len(counted) + known, (
            f"{path.name}: n() or forms() of something not literal"
        )


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_nothing_is_left_untranslated(language: str) -> None:
    with (DEFAULT_FOLDER / "texts" / f"{language}.po").open("rb") as handle:
        catalogue = read_po(handle, locale=language)
    open_ones = [m.id for m in catalogue if m.id and (not is_translated(m) or m.fuzzy)]
    assert not open_ones


def test_a_translation_keeps_its_placeholders(atlas: Atlas) -> None:
    texts_en = {**atlas.texts["en"]}
    texts_en = {
        key: texts_en[key] if key in atlas.schema.declared.labels else key for key in texts_en
    }
    for language, texts in atlas.texts.items():
        for message, text in texts.items():
            # A label has its placeholders from its English text.
            first = texts_en[message]
            wanted = set(re.findall(r"\{\w+\}", str(first)))
            for form in text.values() if isinstance(text, dict) else [text]:
                assert set(re.findall(r"\{\w+\}", form)) == wanted, (language, message)


def test_numbers_take_the_forms_of_their_language(atlas: Atlas) -> None:
    assert set(atlas.texts["ru"]["{n} people"]) == {"one", "few", "many", "other"}
    assert atlas.texts["ru"]["{n} people"] == {
        "one": "{n} человек",
        "few": "{n} человека",
        "many": "{n} человек",
        "other": "{n} человек",
    }
    assert atlas.texts["en"]["{n} families"] == {"one": "{n} family", "other": "{n} families"}
    # After a number a Kazakh noun stays as it is.
    assert set(atlas.texts["kk"]["{n} families"].values()) == {"{n} отбасы"}


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_catalogues_say_how_they_count(language: str) -> None:
    """Other gettext programs need the formula in the file."""
    text = (DEFAULT_FOLDER / "texts" / f"{language}.po").read_text(encoding="utf-8")
    assert f"Language: {language}" in text
    assert "Plural-Forms: nplurals=" in text


def test_a_catalogue_keeps_its_plurals_when_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "messages.pot").write_text(
        'msgid "{n} dog"\nmsgid_plural "{n} dogs"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        'msgid "new"\nmsgstr ""\n',
        encoding="utf-8",
    )
    (tmp_path / "ru.po").write_text(
        'msgid "{n} dog"\nmsgid_plural "{n} dogs"\n'
        'msgstr[0] "{n} пёс"\nmsgstr[1] "{n} пса"\nmsgstr[2] "{n} псов"\n',
        encoding="utf-8",
    )
    assert update(tmp_path, ("ru",)) == {"ru": 1}
    assert read_catalogues(tmp_path, ("ru",))["ru"] == {
        "{n} dogs": {"one": "{n} пёс", "few": "{n} пса", "many": "{n} псов", "other": "{n} псов"}
    }


def test_components_say_nothing_outside_the_catalogue() -> None:
    """A text child that is not marked with word() would never be translated."""
    for path in sorted((ROOT / "components").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"html\.\w+\(\s*\"(\w[^\"]{2,})\"", text):
            raise AssertionError(f"{path.name}: {match.group(1)!r} is not from the catalogue")
