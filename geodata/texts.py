"""Words of the interface: gettext catalogues, one per language, keyed by the English text."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from geodata.faults import Fault, PackageError

Catalogue = dict[str, str]


def read_catalogues(folder: Path, languages: tuple[str, ...]) -> dict[str, Catalogue]:
    """Read the interface's words.

    Parameters
    ----------
    folder : Path
        Folder with ``en.po``, ``kk.po`` ...
    languages : tuple of str
        Languages wanted; the first is the one messages are written in.

    Returns
    -------
    dict of str to Catalogue
        Language to message id to text. An id that a language has not translated yet is shown in
        the first language, never as a gap.

    Raises
    ------
    PackageError
        If a catalogue is missing or is not a PO file.
    """
    catalogues: dict[str, Catalogue] = {}
    for language in languages:
        path = folder / f"{language}.po"
        try:
            with path.open("rb") as handle:
                parsed = read_po(handle, locale=language, abort_invalid=True)
        except FileNotFoundError:
            raise PackageError([Fault(f"texts/{path.name}", None, None, "not found")]) from None
        except (OSError, PoFileError, UnicodeDecodeError) as error:
            message = f"cannot be read: {error}"
            raise PackageError([Fault(f"texts/{path.name}", None, None, message)]) from None
        catalogues[language] = {
            str(entry.id): str(entry.string)
            for entry in parsed
            if entry.id and entry.string and not entry.fuzzy
        }
    base = catalogues[languages[0]]
    return {language: {**base, **catalogues[language]} for language in languages}
