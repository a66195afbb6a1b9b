"""Words on the page: every string is a message id of the catalogues in ``data/texts``.

The page is sent once for all languages. Elements carry the message id in ``data-word`` (or
``data-word-aria-label`` ...), and ``assets/js/words.mjs`` puts the words of the language in.
Until then the English id itself stands there, so that nothing is ever blank.
"""

from __future__ import annotations

from typing import Any

# Of elements that say nothing: icons, canvases, figures that stand elsewhere as words.
SILENT: dict[str, Any] = {"aria-hidden": "true"}


def aria(**states: str) -> dict[str, Any]:
    """ARIA properties of an element: ``aria(expanded="false")``."""
    return {f"aria-{name}": value for name, value in states.items()}


def word(message: str) -> dict[str, Any]:
    """Properties of an element whose text is `message` in the visitor's language."""
    return {"children": message, "data-word": message}


def atlas_word(name: str, text: str) -> dict[str, Any]:
    """Properties of an element that says what the data package says of itself.

    Parameters
    ----------
    name : str
        Which of its words, such as ``subtitle`` (:mod:`geodata.declared`).
    text : str
        What stands there until the page puts in the visitor's language.
    """
    return {"children": text, "data-word": f"atlas:{name}"}


def label(message: str) -> dict[str, Any]:
    """Properties of an element whose accessible name is `message`."""
    return {"aria-label": message, "data-word-aria-label": message}
