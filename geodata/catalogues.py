"""Bring the catalogues up to date with the words in the code: ``make catalogues``.

``messages.pot`` holds what the code says; every language keeps its translations, gains what is
new (empty until translated) and loses what is gone. English needs no translation: its texts are
the message ids. Messages with a number have the plural forms of their language, chosen by the
formula in the catalogue's ``Plural-Forms``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from geodata.texts import forms_of, is_translated

LANGUAGES = ("en", "kk", "ru")


def update(folder: Path, languages: tuple[str, ...] = LANGUAGES) -> dict[str, int]:
    """Update every catalogue of `folder` from its ``messages.pot``.

    Returns
    -------
    dict of str to int
        Language to number of messages that still need a translation.
    """
    with (folder / "messages.pot").open("rb") as handle:
        template = read_po(handle)
    open_ones = {}
    for language in languages:
        path = folder / f"{language}.po"
        old = Catalog(locale=language)
        if path.exists():
            with path.open("rb") as handle:
                old = read_po(handle, locale=language)
        new = Catalog(locale=language)
        for message in template:
            if message.id:
                new.add(message.id, message.id if language == "en" else _known(message, old, new))
        with path.open("wb") as handle:
            handle.write(header(new).encode())
            write_po(handle, new, omit_header=True, sort_output=True, width=100)
        open_ones[language] = sum(1 for m in new if m.id and not is_translated(m))
    (folder / "messages.pot").unlink()
    return open_ones


def header(catalogue: Catalog) -> str:
    """First entry of a catalogue: what its readers need, and no dates that change every time."""
    lines = (
        f"Language: {catalogue.locale}",
        "Content-Type: text/plain; charset=utf-8",
        f"Plural-Forms: {catalogue.plural_forms}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def _known(message: Message, old: Catalog, new: Catalog) -> str | tuple[str, ...]:
    """What the old catalogue has for a message, else nothing in as many forms as it needs."""
    known = old.get(message.id)
    if known and known.pluralizable == message.pluralizable:
        return forms_of(known) if message.pluralizable else str(known.string)
    return ("",) * new.num_plurals if message.pluralizable else ""


if __name__ == "__main__":
    for code, count in update(Path(sys.argv[1])).items():
        print(f"{code}: {count} to translate")
