"""HTML elements as text, where Dash does not build the page: its head and its foot."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

VOID = frozenset({"link", "meta"})


def element(tag: str, attributes: Mapping[str, str], content: str = "") -> str:
    """One element.

    Parameters
    ----------
    tag : str
        Its name.
    attributes : mapping of str to str
        Escaped here.
    content : str
        Already safe to stand in it.
    """
    listed = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{listed}>" if tag in VOID else f"<{tag}{listed}>{content}</{tag}>"
