"""The top line: title, what the atlas is, search, language, sharing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from dash import html

from components.about import about_button
from components.help import help_button
from components.icons import icon
from components.words import atlas_word, label, word

# As the languages themselves write it on a button; others are named by Babel.
LANGUAGE_NAMES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}


def language_name(code: str) -> str:
    """Name of a language in that language."""
    name = LANGUAGE_NAMES.get(code) or Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]


def header(languages: Sequence[str], about: Mapping[str, str]) -> html.Header:
    """The header.

    Parameters
    ----------
    languages : sequence of str
        Language codes to offer, in order.
    about : mapping of str to str
        The package's ``name`` and ``subtitle`` in the first of them.
    """
    return html.Header(
        id="header",
        children=[
            html.H1(**atlas_word("name", about["name"])),
            about_button(),
            html.P(
                className="subtitle",
                **atlas_word("subtitle", about["subtitle"]),
            ),
            html.Div(
                className="tools",
                children=[
                    search(),
                    html.Button(
                        id="stories-open",
                        className="plain-button",
                        type="button",
                        children=[icon("stories"), html.Span(**word("Stories"))],
                        **label("Stories"),
                    ),
                    html.Button(
                        id="table-open",
                        className="plain-button",
                        type="button",
                        children=[icon("table"), html.Span(**word("Table"))],
                        **label("Table"),
                    ),
                    html.Button(
                        id="pictures-open",
                        className="plain-button",
                        type="button",
                        children=[icon("pictures"), html.Span(**word("Pictures"))],
                        **label("Pictures"),
                    ),
                    html.Button(
                        id="share",
                        className="plain-button",
                        type="button",
                        children=[icon("share"), html.Span(**word("Share"))],
                        **label("Share this view"),
                    ),
                    help_button(),
                    language_switch(languages),
                ],
            ),
        ],
    )


def search() -> html.Div:
    """The search field and its results; filled by ``assets/js/search_view.mjs``."""
    return html.Div(
        id="search-area",
        className="search",
        role="search",
        children=[
            icon("search"),
            html.Div(id="search-results", role="listbox", hidden=True, **label("Results")),
        ],
    )


def language_marks(code: str) -> dict[str, Any]:
    """What scripts and style sheets know a language button by."""
    return {"data-lang": code, "data-short": code.upper(), "aria-pressed": "false"}


def language_switch(languages: Sequence[str]) -> html.Div:
    """One button per language, each named in its own language; hidden where there is only one."""
    return html.Div(
        id="lang",
        role="group",
        hidden=len(languages) < 2,
        **label("Language"),
        children=[
            html.Button(
                language_name(code),
                type="button",
                lang=code,
                **language_marks(code),
            )
            for code in languages
        ],
    )
