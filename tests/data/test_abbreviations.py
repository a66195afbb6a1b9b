"""No reader meets an office of 1930 by its initials alone."""

from __future__ import annotations

import re

import pytest

from geodata.atlas import load

# Everyday words of the language, Roman numbers, and what the source itself leaves unexplained.
KNOWN = {
    "en": {"USSR", "USA", "US", "SFSR", "SS", "CP", "II", "XIV", "ITO", "MTM", "FAZ", "ШЕБ", "ФАЗ"},
    "kk": {"КСРО", "АҚШ", "КФСР", "СС", "КП", "ТК", "ҚР", "ОМА", "II", "III", "IV", "XIV", "XVI"},
    "ru": {"СССР", "США", "СФСР", "СС", "УК", "ВС", "ПВО", "НПЗ", "II", "III", "IV", "XIV", "XVI"},
}
UNEXPLAINED = {
    "kk": {"XX", "МТМ", "ИТО", "ФАЗ", "ШЕБ", "РҚХҰ", "КОМ", "АК", "БК", "МСБ", "ҚАКСР"},
    "ru": {"XX", "МТМ", "ИТО", "ФАЗ", "ШЕБ", "СДП", "ЧК", "РГАСПИ", "ВКП"},
    "en": {"VKP"},
}


@pytest.mark.parametrize("lang", ["en", "kk", "ru"])
def test_every_abbreviation_in_a_text_is_explained(lang: str) -> None:
    """Words of capitals in what cards and stories say are in the table."""
    atlas = load()
    known = set(atlas.frames["abbreviations"][f"short_{lang}"].dropna())
    known |= KNOWN[lang] | UNEXPLAINED.get(lang, set())
    unknown: dict[str, str] = {}
    for name, frame in atlas.frames.items():
        for column in frame.columns:
            if column.endswith(f"_{lang}"):
                for text in frame[column].dropna():
                    for word in re.findall(r"\b[A-ZА-ЯӘҒҚҢӨҰҮҺІЁ]{2,}\b", text):
                        if word not in known:
                            unknown[word] = f"{name}.{column}: {text[:60]}"
    assert not unknown
