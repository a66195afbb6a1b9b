"""Where the atlas is published, as whoever runs it has configured."""

from __future__ import annotations

import os

PUBLIC = "ZHOLDAR_PUBLIC_URL"


def public_address() -> str | None:
    """The configured address, ending in ``/``; None if there is none."""
    found = os.environ.get(PUBLIC, "").strip()
    return found.rstrip("/") + "/" if found else None
