"""The atlas: the app, the WSGI server object, and the command line.

``python app.py`` runs it; ``python app.py check`` says what is wrong in a data package;
``python app.py export DIR`` writes the static edition.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What a start makes it keeps: looking for garbage meanwhile costs a tenth of it. On again below.
gc.disable()

from dash import Dash
from flask import Flask
from waitress import serve

from callbacks import (
    bundle_route,
    compression,
    downloads_route,
    freshness,
    health_route,
    kept,
    kiosk_setup_route,
    limits,
    oembed_route,
    offline_route,
    qr_route,
    records_grid,
    security,
    start,
)
from callbacks.export import ExportError, export
from callbacks.pieces import SUITES
from callbacks.quiet_dash import QuietDash
from callbacks.report_setting import report_address
from callbacks.security import SettingError
from components.document import STYLES, document
from components.page import page
from components.records_grid import SCRIPT
from geodata.atlas import Atlas, load
from geodata.faults import PackageError

gc.enable()

ROOT = Path(__file__).resolve().parent
ASSETS = ROOT / "assets"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (only read, to print an address that opens)
DATA_HELP = "folder of a data package, or postgresql://USER@HOST/DATABASE?schema=NAME"
# What a shell says of a program that Ctrl+C ended.
INTERRUPTED = 130
# Fetched before the page asks for them: what the first picture needs.
EARLY_FONTS = ("zholdar-sans-latin", "zholdar-serif-latin-normal")


@contextmanager
def starting() -> Iterator[None]:
    """A start: no garbage is looked for, and what it made is never looked at again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Workers of a server share what nobody touches.
        gc.freeze()
        if was_on:
            gc.enable()


def create_app(data: Path | str | None = None) -> Dash:
    """Build the atlas.

    Parameters
    ----------
    data : Path or str, optional
        Folder of a data package, or address of a PostGIS database; the atlas's own if not given.

    Returns
    -------
    Dash
        The app; ``app.server`` is the WSGI application.

    Raises
    ------
    geodata.faults.PackageError
        If anything in the package is wrong. Nothing is half-loaded.
    """
    with starting():
        return build(load(data))


def build(atlas: Atlas) -> Dash:
    """Build the atlas from data already loaded."""
    app = QuietDash(
        __name__,
        title=atlas.schema.title,
        update_title="",
        assets_folder=str(ASSETS),
        # Style sheets have an order and modules import each other: document() names both.
        # The service worker and the static edition's shim are not scripts of this page.
        assets_ignore=r".*\.(mjs|css)$|^(sw|serverless)\.js$",
        serve_locally=True,
    )
    app.forbid_dev_tools()
    security.register(app, atlas)
    limits.register(app, atlas)
    # Flask runs what follows an answer last-registered first: kept, marked, compressed, protected.
    compression.register(app, atlas)
    freshness.register(app, atlas)
    kept.register(app, atlas)
    url = bundle_route.register(app, atlas)
    health_route.register(app, atlas)
    downloads_route.register(app, atlas)
    start.register(app, atlas)
    records_grid.register(app, atlas)
    offline_route.register(app, atlas)
    qr_url = qr_route.register(app, atlas)
    oembed_route.register(app, atlas)
    kiosk_setup_route.register(app, atlas)
    notes_url = str(app.get_asset_url("notes.html"))
    app.layout = page(
        atlas.schema.languages,
        atlas.schema.about,
        url,
        notes_url,
        qr_url,
        grid_url=f"{app.config.requests_pathname_prefix}{SUITES}{SCRIPT}",
        report=report_address(os.environ),
    )
    app.index_string = index(app, atlas, url)
    return app


def index(app: Dash, atlas: Atlas, bundle: str) -> str:
    """The HTML document, with the addresses of what to fetch early."""
    styles = [asset(app, f"css/{name}.css") for name in STYLES]
    # Modules keep their plain addresses: a query here would load them twice.
    modules = [
        str(app.get_asset_url(f"js/{path.name}")) for path in sorted((ASSETS / "js").glob("*.mjs"))
    ]
    fonts = [(str(app.get_asset_url(f"fonts/{name}.woff2")), "font") for name in EARLY_FONTS]
    return document(
        atlas.schema.title, atlas.schema.languages[0], styles, modules, [(bundle, "fetch"), *fonts]
    )


def asset(app: Dash, name: str) -> str:
    """Address of an asset with a mark that changes with its content."""
    mark = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:8]
    return f"{app.get_asset_url(name)}?v={mark}"


def _server() -> Flask:
    """WSGI application for gunicorn and the like: ``app:server``."""
    data = os.environ.get("ZHOLDAR_DATA")
    flask: Flask = create_app(data or None).server
    return flask


def __getattr__(name: str) -> Flask:
    # Built when a WSGI server asks for it, so that the command line does not load the data twice.
    if name == "server":
        globals()["server"] = _server()
        found: Flask = globals()["server"]
        return found
    raise AttributeError(name)


def run(data: str | None, host: str, port: int) -> int:
    """Serve the atlas until stopped; returns the exit status."""
    app = create_app(data)
    try:
        listener = bind(host, port)
    except OSError as error:
        print(
            f"Cannot listen on {host}:{port}: {error.strerror}. Is another program using the port? "
            f"Choose another one: make run PORT={port + 1}",
            file=sys.stderr,
        )
        return 1
    address = f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{listener.getsockname()[1]}/"
    print(f"{app.title.partition(':')[0]} is open at {address}  (Ctrl+C ends it)", flush=True)
    serve(
        app.server,
        sockets=[listener],
        threads=8,
        # No "Server" header; and waitress would take in a gigabyte before the app could refuse it.
        ident=None,
        max_request_body_size=limits.LARGEST_BODY,
        max_request_header_size=4 * limits.LONGEST_QUERY,
    )
    return 0


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; OSError if the port is taken or the host unknown."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        if isinstance(error, OverflowError):
            raise OSError(22, "a port is a number from 0 to 65535") from None
        raise
    return listener


def check(data: str | None) -> int:
    """Say every fault of a data package; returns the exit status."""
    atlas = load(data)
    counts = ", ".join(f"{count:,} {name}" for name, count in atlas.counts.items())
    print(f"{atlas.source.name}: no faults. {counts}.")
    return 0


def write(data: str | None, folder: Path) -> int:
    """Write the static edition; returns the exit status."""
    atlas = load(data)
    try:
        written = export(build(atlas), atlas, folder)
    except ExportError as error:
        print(error, file=sys.stderr)
        return 1
    size = sum((folder / path).stat().st_size for path in written)
    print(
        f"{folder}: {len(written)} files, {size / 1e6:.1f} MB. "
        f"Try it: python -m http.server --directory {folder}"
    )
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", help=DATA_HELP)
    parser = argparse.ArgumentParser(prog="app.py", description=__doc__, parents=[common])
    parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8050")
    commands = parser.add_subparsers(dest="command")
    checking = commands.add_parser("check", help="validate a data package")
    exporting = commands.add_parser("export", help="write the static edition")
    exporting.add_argument("folder", type=Path, metavar="DIR", help="where to write it")
    for command in (checking, exporting):
        command.add_argument("--data", default=argparse.SUPPRESS, help=DATA_HELP)
    options = parser.parse_args(arguments)
    try:
        if options.command == "check":
            return check(options.data)
        if options.command == "export":
            return write(options.data, options.folder)
        return run(options.data, options.host, options.port)
    except SettingError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was there before is there still.", file=sys.stderr)
        return INTERRUPTED
    except PackageError as error:
        print(f"The data package has {len(error.faults)} fault(s):", file=sys.stderr)
        for fault in error.faults:
            print(f"  {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
