"""The HTML document around the page: what the browser should fetch early, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

# The order of the cascade: tokens first, what narrows for phones last.
STYLES = (
    "fonts", "tokens", "page", "timeline", "card", "table", "records", "help",
    "story", "pictures", "about", "phone", "touch", "kiosk", "embed", "print",
)  # fmt: skip

# Two roads that meet. Inline, so that the browser never asks for it again.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%23231F1B'/%3E"
    "%3Cpath d='M5 25C12 22 15 18 16 7M27 25C20 22 17 18 16 7' fill='none' stroke='%23FBF7EE' "
    "stroke-width='3'/%3E%3Ccircle cx='16' cy='7' r='3.4' fill='%23F3A931'/%3E%3C/svg%3E"
)


def document(
    title: str,
    language: str,
    styles: Sequence[str],
    modules: Sequence[str],
    preloads: Sequence[tuple[str, str]],
) -> str:
    """Index template for Dash.

    Parameters
    ----------
    title : str
        Title until the page sets it in the visitor's language.
    language : str
        Its language code.
    styles, modules : sequence of str
        Addresses of style sheets, in order, and of JavaScript modules to fetch early.
    preloads : sequence of (str, str)
        Other addresses to fetch early, each with what it is: ``fetch``, ``script`` or ``font``.
    """
    head = [
        f'<link rel="preload" href="{escape(url)}" as="{kind}"'
        + ("" if kind == "script" else " crossorigin")
        + (' type="font/woff2"' if kind == "font" else "")
        + ">"
        for url, kind in preloads
    ]
    head += [f'<link rel="stylesheet" href="{escape(url)}">' for url in styles]
    head += [f'<link rel="modulepreload" href="{escape(url)}">' for url in modules]
    # Dash puts its scripts where the template says so; a title must not be able to.
    said = escape(title).replace("{", "&#123;")
    icon = f'<link rel="icon" type="image/svg+xml" href="{escape(ICON)}">'
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="description" content="{said}">
<title>{said}</title>
{icon}
{chr(10).join(head)}
{{%css%}}
</head>
<body>
{{%app_entry%}}
<footer>
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</footer>
</body>
</html>"""
