"""JSON as the browser gets it: without needless spaces, the same for the same content."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def encode(document: dict[str, Any]) -> tuple[bytes, str]:
    """JSON text of a document and a short content hash.

    Returns
    -------
    (bytes, str)
        UTF-8 JSON without needless spaces, keys in order; first 16 hex digits of its SHA-256.
    """
    text = json.dumps(
        document, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
    )
    data = text.encode("utf-8")
    return data, hashlib.sha256(data).hexdigest()[:16]
