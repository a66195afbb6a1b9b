"""What the atlas is made with: versions of the program's parts, told to whoever asks."""

from __future__ import annotations

import platform
from importlib.metadata import version

PARTS = ("dash", "plotly", "geopandas", "shapely", "pandas")


def software() -> dict[str, str]:
    """Version by name of what reads, checks and shows the data.

    Returns
    -------
    dict of str to str
        ``python`` and the distributions in :data:`PARTS`.
    """
    return {"python": platform.python_version(), **{name: version(name) for name in PARTS}}
