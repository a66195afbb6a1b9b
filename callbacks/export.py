"""The static edition: the atlas as files that any file server can hand out, at any address.

It is the server edition, asked for everything it serves and written down: the same page, scripts,
styles and bundle under relative addresses. What never changes under its name lies in folders or
files named by a hash of their content; beside every text file lie its ``.gz`` and ``.br``.
``docs/decisions/0007-static-edition.md`` says why it is done this way.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import brotli
import click
from dash import Dash

from callbacks.kiosk_setup_route import PAGE as SETUP
from callbacks.manifest import NAME, WORKER, Entry, entry, manifest, version_of, worker_script
from callbacks.pieces import (
    DEPENDENCIES,
    LAYOUT,
    PAGE,
    SUITES,
    Piece,
    components,
    pieces,
)
from callbacks.public_address import public_address
from callbacks.quiet_dash import config_element
from callbacks.security import common_headers, content_security_policy
from components.elements import element
from geodata.atlas import Atlas
from geodata.downloads import Downloads

EDITION = "static"
# Made anew for every question: absent here, so that the page does not offer them.
SERVER_ONLY = frozenset({"qr.svg"})
INDEX = "index.html"
SHIM = "serverless.js"
TEXT = frozenset(
    {".html", ".css", ".js", ".mjs", ".json", ".geojson", ".csv", ".svg", ".txt", ".bib", ".cff"}
)
_DIGITS = 12
# Both libraries let go of Python's lock while they work.
_THREADS = 2
# Dash puts version and time of installation into names; neither says anything about the content.
_FINGERPRINT = re.compile(r"\.v[\w-]+m[0-9a-fA-F]+(?=\.)")
_CONFIG = re.compile(r'<(\w+) id="_dash-config"[^>]*>(.*?)</\1>', re.S)
_SCRIPT = re.compile(r'<(\w+) src="([^"]+)"></\1>\n?')


class ExportError(Exception):
    """The edition cannot be written there; the message is for whoever asked for it."""


@dataclass
class Tree:
    """The edition in memory: content by path."""

    files: dict[str, bytes] = field(default_factory=dict)
    immutable: set[str] = field(default_factory=set)
    offline: set[str] = field(default_factory=set)

    def add(self, path: str, content: bytes, *, immutable: bool, offline: bool) -> str:
        """Take a file up; returns its path."""
        self.files[path] = content
        if immutable:
            self.immutable.add(path)
        if offline:
            self.offline.add(path)
        return path

    def entries(self) -> Iterator[Entry]:
        """Manifest entries of all files so far."""
        for path, content in self.files.items():
            yield entry(
                path, content, offline=path in self.offline, immutable=path in self.immutable
            )


def export(app: Dash, atlas: Atlas, folder: Path) -> list[str]:
    """Write the static edition, with a progress bar if somebody watches.

    Everything is made beside `folder` first and moved there whole: a full disk or a pulled plug
    leaves what was there before.

    Parameters
    ----------
    app : Dash
        The finished app.
    atlas : Atlas
        Its data.
    folder : Path
        Where to. An edition that lies there is replaced; any other folder must be empty.

    Returns
    -------
    list of str
        Paths of all files, in order.

    Raises
    ------
    ExportError
        If the folder holds something else, or cannot be written.
    """
    folder = folder.absolute()
    _check_target(folder)
    try:
        tree = edition(app, atlas)
    except OSError as error:
        raise ExportError(f"the edition cannot be made: {error.strerror}") from error
    originals = dict(tree.files)
    texts = sum(Path(path).suffix in TEXT for path in originals)
    with click.progressbar(compressed(originals), length=texts, label="Compressing") as steps:
        for path, gzipped, brotlied in steps:
            for copy, content in ((f"{path}.gz", gzipped), (f"{path}.br", brotlied)):
                tree.add(copy, content, immutable=path in tree.immutable, offline=False)
    write(tree, atlas, folder)
    return sorted(tree.files)


def write(tree: Tree, atlas: Atlas, folder: Path) -> None:
    """Add the manifest to a tree and put all of it where the edition belongs.

    Raises
    ------
    ExportError
        If that fails; what was there before is there still.
    """
    listing = manifest(EDITION, atlas.schema.version, tree.entries())
    tree.add(NAME, listing, immutable=False, offline=False)
    # Every first visit asks for it. It cannot list itself, nor therefore what it is packed as.
    for ending, packed in zip((".gz", ".br"), _forms(listing), strict=True):
        tree.add(f"{NAME}{ending}", packed, immutable=False, offline=False)
    try:
        _write(folder, tree.files)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}") from error


def edition(app: Dash, atlas: Atlas) -> Tree:
    """The edition without compressed copies and manifest."""
    tree = Tree()
    found = {piece.address: piece for piece in pieces(app)}
    moved = _placed(app, tree, found)
    tree.add(INDEX, _page(app, found[PAGE], moved), immutable=False, offline=True)
    (setup,) = (path for path in tree.files if path.endswith(f"/{SETUP}"))
    tree.add(SETUP, _leading_to(setup), immutable=False, offline=True)
    downloads = Downloads(atlas, public_address())
    for name in sorted(downloads.names):
        tree.add(f"data/{name}", downloads.read(name)[0], immutable=False, offline=False)
    worker = worker_script(Path(app.config.assets_folder), version_of(tree.entries()))
    tree.add(WORKER, worker, immutable=False, offline=False)
    tree.add("_headers", _headers(tree), immutable=False, offline=False)
    return tree


def _placed(app: Dash, tree: Tree, found: dict[str, Piece]) -> dict[str, str]:
    """Put all but the page into the tree; returns the new path of each address."""
    assets = Path(app.config.assets_folder)
    used = {component["namespace"] for component in components(json.loads(found[LAYOUT].content))}
    libraries = {
        _FINGERPRINT.sub("", address.removeprefix(SUITES)): address
        for address in found
        if address.startswith(SUITES) and _needed(address, used)
    }
    base = app.config.assets_url_path.strip("/") + "/"
    own = {a.removeprefix(base).partition("?")[0]: a for a in found if a.startswith(base)}
    moved: dict[str, str] = {}
    shim = {SHIM: (assets / SHIM).read_bytes()}
    for name, group, extra in (("libraries", libraries, {}), ("assets", own, shim)):
        contents = {path: found[address].content for path, address in group.items()} | extra
        # One hash for the folder, so that files in it may name each other without one.
        home = f"{name}-{_digest(contents)}"
        for path, content in contents.items():
            later = path in group and found[group[path]].later
            tree.add(f"{home}/{path}", content, immutable=True, offline=not later)
        moved |= {address: f"{home}/{path}" for path, address in group.items()}
        moved |= {path: f"{home}/{path}" for path in extra}
    for address, piece in found.items():
        if address.startswith("bundle/"):
            moved[address] = tree.add(address, piece.content, immutable=True, offline=True)
    for address in (LAYOUT, DEPENDENCIES):
        content = _relative(app, found[address].content, moved)
        path = f"page/{address.strip('_')}-{_digest({'': content})}.json"
        moved[address] = tree.add(path, content, immutable=True, offline=True)
    return moved


def _needed(address: str, namespaces: set[str]) -> bool:
    """Whether a script is of any use: Dash names its table's even where there is none."""
    return "dash_table" in namespaces or "/dash_table/" not in address


def _digest(contents: dict[str, bytes]) -> str:
    each = sorted((path, hashlib.sha256(c).hexdigest()) for path, c in contents.items())
    return hashlib.sha256(json.dumps(each).encode("utf-8")).hexdigest()[:_DIGITS]


def _relative(app: Dash, content: bytes, moved: dict[str, str]) -> bytes:
    """A JSON document in which the server's addresses are those of files."""
    prefix = app.config.requests_pathname_prefix

    def changed(value: Any) -> Any:  # noqa: ANN401  (any JSON)
        if isinstance(value, dict):
            return {key: changed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [changed(inner) for inner in value]
        if isinstance(value, str) and value.startswith(prefix):
            address = value.removeprefix(prefix)
            if address in SERVER_ONLY:
                return None
            path = moved.get(address)
            return f"./{path}" if path else value
        return value

    text = json.dumps(changed(json.loads(content)), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def _page(app: Dash, page: Piece, moved: dict[str, str]) -> bytes:
    """The page with relative addresses, the policy in it, and the shim before Dash's scripts."""
    prefix = app.config.requests_pathname_prefix
    text = page.content.decode("utf-8")

    def config(match: re.Match[str]) -> str:
        found = json.loads(match[2])
        found.update(requests_pathname_prefix="./", url_base_pathname=None)
        return config_element(found)

    def script(match: re.Match[str]) -> str:
        path = moved.get(match[2].removeprefix(prefix))
        return _script({"src": f"./{path}"}) if path else ""

    text = _CONFIG.sub(config, text)
    shim = {
        "src": f"./{moved[SHIM]}",
        "data-layout": f"./{moved[LAYOUT]}",
        "data-dependencies": f"./{moved[DEPENDENCIES]}",
    }
    scripts = list(_SCRIPT.finditer(text))
    if not scripts:
        raise LookupError("the page has no scripts")
    begin, end = scripts[0].start(), scripts[-1].end()
    text = "".join((text[:begin], _script(shim), _SCRIPT.sub(script, text[begin:end]), text[end:]))
    for address, path in sorted(moved.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f'"{escape(prefix + address)}"', f'"./{escape(path)}"')
    charset = element("meta", {"charset": "utf-8"})
    policy = {
        "http-equiv": "Content-Security-Policy",
        "content": content_security_policy(app),
    }
    head = [
        charset,
        element("meta", policy),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
    ]
    return text.replace(charset, "\n".join(head), 1).encode("utf-8")


def _leading_to(path: str) -> bytes:
    """A page at an address that can be told, in place of the server's redirect."""
    refresh = element("meta", {"http-equiv": "refresh", "content": f"0; url={path}"})
    head = [element("meta", {"charset": "utf-8"}), refresh, "<title>Zholdar</title>"]
    return "\n".join(("<!doctype html>", *head, "")).encode("utf-8")


def _script(attributes: dict[str, str]) -> str:
    return element("script", attributes) + "\n"


def _headers(tree: Tree) -> bytes:
    """``_headers``: what Netlify, Cloudflare Pages and their like should say with the files."""
    common = [f"  {name}: {value}" for name, value in common_headers().items()]
    lines = ["/*", *common, "  Cache-Control: no-cache"]
    homes = sorted({path.partition("/")[0] for path in tree.immutable})
    for home in homes:
        lines += [
            f"/{home}/*",
            "  ! Cache-Control",
            "  Cache-Control: public, max-age=31536000, immutable",
        ]
    lines += ["/data/*", "  Content-Disposition: attachment"]
    return ("\n".join(lines) + "\n").encode("utf-8")


def compressed(files: dict[str, bytes]) -> Iterator[tuple[str, bytes, bytes]]:
    """Every text file as small as it gets, the same every time.

    Yields
    ------
    (str, bytes, bytes)
        Path of the text, its gzip and its Brotli form; the largest first, for they take longest.
    """
    texts = [path for path in files if Path(path).suffix in TEXT]
    texts.sort(key=lambda path: (-len(files[path]), path))
    with ThreadPoolExecutor(_THREADS) as pool:
        forms = pool.map(lambda path: _forms(files[path]), texts)
        for path, (gzipped, brotlied) in zip(texts, forms, strict=True):
            yield path, gzipped, brotlied


def _forms(content: bytes) -> tuple[bytes, bytes]:
    # Without the time of day, which gzip would write into its header.
    gzipped = gzip.compress(content, compresslevel=9, mtime=0)
    return gzipped, brotli.compress(content, mode=brotli.MODE_TEXT, quality=11)


def _check_target(folder: Path) -> None:
    """Never delete what is not an edition."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportError(f"{folder} is a file, not a folder")
    try:
        if not any(folder.iterdir()):
            return
        said = json.loads((folder / NAME).read_bytes())
        old = isinstance(said, dict) and said.get("edition") == EDITION
    except (OSError, ValueError):
        old = False
    if not old:
        raise ExportError(f"{folder} is not empty and is no edition of the atlas; choose another")


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files beside the folder, then put them in its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    fresh, old = work / "fresh", work / "old"
    try:
        for path, content in sorted(files.items()):
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    finally:
        # However it ended, by Ctrl+C as well: what was there is put back before anything goes.
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(work, ignore_errors=True)
