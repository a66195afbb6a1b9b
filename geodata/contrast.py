"""How well a colour is seen on another one (WCAG 2.2), and the grounds that lie under marks."""

from __future__ import annotations

# Least ratios: of text, and of marks that say something.
TEXT, MARK = 4.5, 3.0
# The grounds of each theme, as in assets/css/tokens.css (a test holds the two together).
GROUNDS = {
    "paper": {
        "page": "#FBF7EE",
        "panel": "#FFFCF5",
        "sea": "#DDE4E2",
        "land": "#F1EADB",
        "ussr": "#FCF8EF",
    },
    "dark": {
        "page": "#14120F",
        "panel": "#1E1B17",
        "sea": "#101314",
        "land": "#1D1A16",
        "ussr": "#2A2620",
    },
}


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
