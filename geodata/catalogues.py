"""Bring the catalogues up to date with the words in the code: ``make catalogues``.

``messages.pot`` holds what the code says; every language keeps its translations, gains what is
new (empty until translated) and loses what is gone. English needs no translation: its texts are
the message ids.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

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
        new = Catalog(locale=language, header_comment=f"# Words of the atlas: {language}")
        for message in template:
            if not message.id:
                continue
            known = old.get(message.id)
            text = known.string if known else ""
            new.add(message.id, message.id if language == "en" else text)
        with path.open("wb") as handle:
            write_po(handle, new, omit_header=True, sort_output=True, width=100)
        open_ones[language] = sum(1 for m in new if m.id and not m.string)
    (folder / "messages.pot").unlink()
    return open_ones


if __name__ == "__main__":
    for code, count in update(Path(sys.argv[1])).items():
        print(f"{code}: {count} to translate")
