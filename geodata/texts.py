"""Words of the interface: gettext catalogues, one per language, keyed by the English text."""

from __future__ import annotations

import io
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from geodata.faults import Fault, PackageError
from geodata.files import read_file

# CLDR's name of a plural form ("one", "few" ...) to the text in that form.
Forms = dict[str, str]
Catalogue = dict[str, str | Forms]
# Numbers enough to meet every form of every language that has a catalogue.
NUMBERS = range(200)


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
        Language to message id to text, or to its plural forms where the message holds a number.
        The id of such a message is its plural. An id that a language has not translated yet is
        shown in the first language, never as a gap.

    Raises
    ------
    PackageError
        If a catalogue is missing or is not a PO file.
    """
    catalogues: dict[str, Catalogue] = {}
    for language in languages:
        name = f"{language}.po"
        try:
            content = read_file(folder, name)
            parsed = read_po(io.BytesIO(content), locale=language, abort_invalid=True)
            catalogues[language] = {
                message_key(entry): text_of(entry, parsed, language)
                for entry in parsed
                if entry.id and is_translated(entry) and not entry.fuzzy
            }
        except FileNotFoundError:
            raise PackageError([Fault(f"texts/{name}", None, None, "not found")]) from None
        except UnknownLocaleError:
            message = f"{language!r} is not a language that is known; expected a code such as en"
            raise PackageError([Fault(f"texts/{name}", None, None, message)]) from None
        except (OSError, PoFileError, ValueError, LookupError, ArithmeticError, TypeError,
                RecursionError) as error:  # fmt: skip
            # Besides what is no catalogue: a header with another encoding, number of forms or
            # formula than the texts have.
            message = f"cannot be read: {error}; expected a gettext catalogue in UTF-8"
            line = getattr(error, "lineno", None)
            row = None if line is None else int(line) + 1
            raise PackageError([Fault(f"texts/{name}", row, None, message)]) from None
    base = catalogues[languages[0]]
    return {language: {**base, **catalogues[language]} for language in languages}


def message_key(entry: Message) -> str:
    """Name of a message in the browser: its id, or the plural of one with forms."""
    return str(entry.id[1] if entry.pluralizable else entry.id)


def is_translated(entry: Message) -> bool:
    """Whether a message has a text, and each of its forms has one."""
    return all(forms_of(entry))


def forms_of(entry: Message) -> tuple[str, ...]:
    """Texts of a message: one, or as many as its language has plural forms."""
    text = entry.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def text_of(entry: Message, catalogue: Catalog, language: str) -> str | Forms:
    """Text of a message; for one with a number its forms, under CLDR's names.

    gettext numbers the forms of a language by a formula of its own (``Plural-Forms``), the browser
    names them by CLDR (``Intl.PluralRules``). Trying numbers out brings the two together.
    """
    if not entry.pluralizable:
        return str(entry.string)
    name = Locale.parse(language).plural_form
    position = c2py(catalogue.plural_expr)
    texts = forms_of(entry)
    forms: Forms = {}
    for number in NUMBERS:
        forms.setdefault(name(number), texts[position(number)])
    # Fractions: the form of most numbers.
    forms.setdefault("other", texts[-1])
    return forms
