"""Files of a data package, read with the care that a package from a stranger needs."""

from __future__ import annotations

import stat
from pathlib import Path

# The atlas's own largest table has under a megabyte, its boundaries under two.
MAX_BYTES = 64 * 1024 * 1024


def why_not(folder: Path, name: str, most: int = MAX_BYTES) -> str | None:
    """Why a file of a package must not be read; None if it may.

    Parameters
    ----------
    folder : Path
        Folder of the data package.
    name : str
        Path inside it.
    most : int
        Largest size in bytes.

    Returns
    -------
    str or None
        What is wrong: it leads out of the package (a link), is no plain file (a pipe would keep
        the reader waiting for ever), or is too large.

    Raises
    ------
    OSError
        If it is not there or cannot be looked at.
    """
    path = folder / name
    real = path.resolve(strict=True)
    if not real.is_relative_to(folder.resolve()):
        return "leads out of the data package; expected a file in its folder"
    said = real.stat()
    if not stat.S_ISREG(said.st_mode):
        return "is not a plain file"
    if said.st_size > most:
        return f"has {said.st_size:,} bytes, expected no more than {most:,}"
    return None


def read_file(folder: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """Content of a file of a package, of `most` bytes at most.

    Raises
    ------
    ValueError
        If :func:`why_not` forbids it; the message says why.
    OSError
        If it is not there or cannot be read.
    """
    wrong = why_not(folder, name, most)
    if wrong:
        raise ValueError(wrong)
    return (folder / name).read_bytes()
