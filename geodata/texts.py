"""Words of the interface: gettext catalogues, one per language, keyed by the English text."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from geodata.faults import Fault, PackageError
from geodata.files import read_file
from geodata.form import DEFAULT_FOLDER

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
        except FileNotFoundError:
            raise PackageError([Fault(f"texts/{name}", None, None, "not found")]) from None
        except (OSError, ValueError) as error:
            message = f"cannot be read: {error}"
            raise PackageError([Fault(f"texts/{name}", None, None, message)]) from None
        catalogues[language] = parsed(content, language)
    base = catalogues[languages[0]]
    return {language: {**base, **catalogues[language]} for language in languages}


def parsed(content: bytes, language: str) -> Catalogue:
    """A PO file as message id to text; what is not translated is left out.

    Raises
    ------
    PackageError
        If it is not a PO file in UTF-8.
    """
    where = f"texts/{language}.po"
    try:
        entries = read_po(io.BytesIO(content), locale=language, abort_invalid=True)
        return {
            message_key(entry): text_of(entry, entries, language)
            for entry in entries
            if entry.id and is_translated(entry) and not entry.fuzzy
        }
    except UnknownLocaleError:
        message = f"{language!r} is not a language that is known; expected a code such as en"
        raise PackageError([Fault(where, None, None, message)]) from None
    except (PoFileError, ValueError, LookupError, ArithmeticError, TypeError,
            RecursionError) as error:  # fmt: skip
        # Besides what is no catalogue: a header with another encoding, number of forms or formula
        # than the texts have.
        message = f"cannot be read: {error}; expected a gettext catalogue in UTF-8"
        line = getattr(error, "lineno", None)
        row = None if line is None else int(line) + 1
        raise PackageError([Fault(where, row, None, message)]) from None


def package_words(
    own: Mapping[str, bytes | None], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, Catalogue]:
    """Words of the page for a package: the interface's, its labels, and its own catalogues.

    Parameters
    ----------
    own : mapping of str to bytes or None
        Language to the package's own PO file, None where it has none. It may hold a few messages
        that it says otherwise; in a language that the interface does not speak it must hold all.
    labels : mapping
        Text key (``category:evacuees``) to language to text.

    Raises
    ------
    PackageError
        If a catalogue cannot be read, or a language lacks words.
    """
    english = parsed((DEFAULT_FOLDER / "texts" / "en.po").read_bytes(), "en")
    found: dict[str, Catalogue] = {}
    faults: list[Fault] = []
    for language, content in own.items():
        known = DEFAULT_FOLDER / "texts" / f"{language}.po"
        # What the interface has not yet translated is shown in English, never as a gap.
        words = dict(english) if known.is_file() else {}
        if words and language != "en":
            words |= parsed(known.read_bytes(), language)
        words |= parsed(content, language) if content is not None else {}
        missing = [message for message in english if message not in words]
        if missing:
            message = (
                f"{len(missing)} of the interface's {len(english)} messages are not translated, "
                f"such as {missing[0]!r}; the interface itself speaks en, kk and ru "
                "(docs/translating.md)"
            )
            faults.append(Fault(f"texts/{language}.po", None, None, message))
        said = {key: texts[language] for key, texts in labels.items()}
        # A package's catalogue has the last word, also on labels.
        found[language] = {**said, **words}
    if faults:
        raise PackageError(faults)
    return found


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
    texts = forms_of(entry)
    positions = _positions(language, catalogue.plural_expr)
    forms: Forms = {name: texts[position] for name, position in positions.items()}
    # Fractions: the form of most numbers.
    forms.setdefault("other", texts[-1])
    return forms


@cache
def _positions(language: str, formula: str) -> dict[str, int]:
    """CLDR's name of a form to its place in a catalogue with this formula."""
    name = Locale.parse(language).plural_form
    position = c2py(formula)
    found: dict[str, int] = {}
    for number in NUMBERS:
        found.setdefault(name(number), position(number))
    return found
