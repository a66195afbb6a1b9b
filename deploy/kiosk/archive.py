"""The kiosk in one archive: what a technician carries to a machine without a network.

``make kiosk-archive`` or ``python -m deploy.kiosk.archive --edition DIR --wheels DIR --out DIR``.
The archive holds the static edition, launcher and units, the program with the wheels it needs, and
how to install them in three languages. The same files give the same archive, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUMS = "SHA256SUMS"
# What of the project goes along: enough to run the server edition and to read the guide.
PROGRAM = (
    "app.py", "requirements.txt", "LICENSE", "assets", "callbacks", "components", "data",
    "deploy/kiosk", "docs/kiosk.md", "geodata",
)  # fmt: skip
LEFT_OUT = frozenset({"__pycache__", ".DS_Store"})
# Started by hand or by a unit, so they keep their right to be run.
RUN = frozenset({"deploy/kiosk/zholdar-kiosk", "deploy/kiosk/session.sh"})


class ArchiveError(Exception):
    """The archive cannot be made; the message is for whoever asked for it."""


def contents(edition: Path, wheels: Path | None) -> dict[str, Path]:
    """What goes into the archive: where each file comes from, by its name in there.

    Parameters
    ----------
    edition : Path
        Folder of the static edition.
    wheels : Path, optional
        Folder of wheels; without it only the static edition can be installed offline.

    Raises
    ------
    ArchiveError
        If the folder is no edition, or there are no wheels in the other one.
    """
    if not (edition / "manifest.json").is_file():
        raise ArchiveError(f"{edition} is no static edition; make one: python app.py export DIR")
    found = {f"edition/{name}": path for name, path in _files(edition)}
    for part in PROGRAM:
        whole = ROOT / part
        inside = _files(whole) if whole.is_dir() else [("", whole)]
        found |= {f"{part}/{name}".rstrip("/"): path for name, path in inside}
    for guide in sorted(Path(__file__).parent.glob("INSTALL.*.txt")):
        found[guide.name] = found.pop(f"deploy/kiosk/{guide.name}")
    if wheels:
        kept = sorted(wheels.glob("*.whl"))
        if not kept:
            raise ArchiveError(f"{wheels} holds no wheels")
        found |= {f"wheels/{path.name}": path for path in kept}
    return found


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not LEFT_OUT & set(name.parts):
            yield name.as_posix(), path


def write(files: dict[str, Path], folder: Path, release: str) -> Path:
    """Write the archive and, beside it, its SHA-256.

    Parameters
    ----------
    files : dict of str to Path
        As from :func:`contents`.
    folder : Path
        Where to; made if it is not there.
    release : str
        Version in the archive's name.

    Returns
    -------
    Path
        The archive: one folder ``zholdar-kiosk-RELEASE`` with all files and ``SHA256SUMS``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    home = f"zholdar-kiosk-{release}"
    target = folder / f"{home}.tar.gz"
    sums = "".join(f"{_digest(path)}  {name}\n" for name, path in sorted(files.items()))
    with (
        target.open("wb") as raw,
        # Neither the name nor the time of day: they would make every archive another one.
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        listing = sums.encode("utf-8")
        _add(tar, f"{home}/{SUMS}", io.BytesIO(listing), len(listing), run=False)
        for name, path in sorted(files.items()):
            with path.open("rb") as content:
                _add(tar, f"{home}/{name}", content, path.stat().st_size, run=name in RUN)
    beside = folder / f"{target.name}.sha256"
    beside.write_text(f"{_digest(target)}  {target.name}\n", encoding="utf-8")
    return target


def _add(tar: tarfile.TarFile, name: str, content: io.IOBase, size: int, *, run: bool) -> None:
    """One file without owner and time."""
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o755 if run else 0o644
    tar.addfile(entry, content)


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m deploy.kiosk.archive", description=__doc__)
    parser.add_argument("--edition", type=Path, required=True, help="folder of the static edition")
    parser.add_argument("--wheels", type=Path, help="folder of the wheels of requirements.txt")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder to write into")
    options = parser.parse_args(arguments)
    try:
        files = contents(options.edition, options.wheels)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    release = json.loads((options.edition / "manifest.json").read_bytes())["release"]
    target = write(files, options.out, release)
    print(f"{target}: {len(files)} files, {target.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
