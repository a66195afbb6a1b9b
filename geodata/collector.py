"""Python's search for circles of objects, put off while millions of plain values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No search for circles inside; as it was before, after.

    Reading a very large package makes millions of cells and not one circle. Looking for circles
    among them, again and again as they grow, took a sixth of the start.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
