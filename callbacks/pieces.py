"""All that a browser fetches to show the atlas, as the running app itself serves it.

The offline copy and the static edition are both made from this list, so neither can forget what
the page needs: addresses come from the page, the rest from the assets folder and the layout.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask.testing import FlaskClient

# Only handed out by routes or editions of their own, never part of the page.
NOT_PAGE = frozenset({"sw.js", "serverless.js"})
SUITES = "_dash-component-suites/"
PAGE, LAYOUT, DEPENDENCIES = "", "_dash-layout", "_dash-dependencies"


@dataclass(frozen=True)
class Piece:
    """One thing that is fetched.

    Attributes
    ----------
    address : str
        Where, relative to the atlas's own address; empty for the page.
    content : bytes
        Uncompressed.
    mimetype : str
        As the server says it, with the charset.
    """

    address: str
    content: bytes
    mimetype: str

    @property
    def immutable(self) -> bool:
        """Whether the address changes with the content."""
        if self.address.startswith(SUITES):
            _, marked = check_fingerprint(self.address)  # type: ignore[no-untyped-call]
            return bool(marked)
        return self.address.startswith("bundle/")


class _Addresses(HTMLParser):
    """Addresses that a page names in ``src`` and ``href``."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += [value for name, value in attrs if name in ("src", "href") and value]


def pieces(app: Dash) -> list[Piece]:
    """Everything the page needs, each thing once, in the order of addresses.

    Parameters
    ----------
    app : Dash
        The finished app, all callbacks registered.

    Raises
    ------
    LookupError
        If the page names something that the app does not serve.
    """
    client = app.server.test_client()
    prefix: str = app.config.requests_pathname_prefix
    page = _fetched(app, client, PAGE)
    layout = _fetched(app, client, LAYOUT)
    parser = _Addresses()
    parser.feed(page.content.decode("utf-8"))
    named = {a.removeprefix(prefix) for a in parser.found if a.startswith(prefix)}
    named |= set(lazy_scripts(app, json.loads(layout.content)))
    plain = {address.partition("?")[0] for address in named}
    assets = Path(app.config.assets_folder)
    named |= {a for a in _assets(app, assets) if a not in plain}
    rest = [_fetched(app, client, address) for address in {*named, DEPENDENCIES}]
    return sorted([page, layout, *rest], key=lambda piece: piece.address)


def lazy_scripts(app: Dash, layout: dict[str, Any]) -> Iterator[str]:
    """Addresses of scripts that components of this layout fetch when they are first drawn."""
    kinds = {component["type"] for component in components(layout)}
    names = {f"async-{kind.lower()}.js" for kind in kinds}
    for package, paths in app.registered_paths.items():
        yield from (f"{SUITES}{package}/{path}" for path in paths if Path(path).name in names)


def components(tree: object) -> Iterator[dict[str, Any]]:
    """Every component in a layout."""
    if isinstance(tree, dict):
        if "namespace" in tree:
            yield tree
        for value in tree.values():
            yield from components(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from components(value)


def _assets(app: Dash, folder: Path) -> Iterator[str]:
    base = app.config.assets_url_path.strip("/")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and name not in NOT_PAGE:
            yield f"{base}/{name}"


def _fetched(app: Dash, client: FlaskClient, address: str) -> Piece:
    answer = client.get(f"{app.config.routes_pathname_prefix}{address}", buffered=True)
    if answer.status_code != 200:
        raise LookupError(f"the page needs {address}, and the app answers {answer.status_code}")
    kind = re.sub(r";\s*", "; ", str(answer.headers["Content-Type"]))
    return Piece(address, answer.data, kind)
