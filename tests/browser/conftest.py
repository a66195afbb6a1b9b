"""The real app in Chromium; a console error or a request to another host fails the test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.file_server import FileServer

ROOT = Path(__file__).resolve().parents[2]
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)
EDITIONS = ("server", "static")
READY = '#atlas[data-ready="true"]'
# As in a private window: without a worker that fetches the whole atlas once more in the background,
# for the tests that are not about that.
NOT_KEPT = """if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () =>
  Promise.reject(new DOMException('not kept in this test', 'SecurityError'));"""
ARROW = re.compile(r"\s*(async\s*)?(\([^)]*\)|\w+)\s*=>")

_wait_for_function = Page.wait_for_function


def _wait_under_policy(page: Page, expression: str, **options: Any) -> Any:
    """Playwright evaluates a plain expression anew at every look, which the page's policy forbids.

    A function it evaluates once, from outside the page.
    """
    if not ARROW.match(expression):
        expression = f"() => ({expression})"
    return _wait_for_function(page, expression, **options)


Page.wait_for_function = _wait_under_policy


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which editions a test opens: what is asked for, else the server's, and both where marked."""
    if "address" not in metafunc.fixturenames:
        return
    only = metafunc.definition.get_closest_marker("edition")
    both = metafunc.definition.get_closest_marker("both_editions")
    asked = metafunc.config.getoption("--edition")
    editions = only.args if only else [asked] if asked else EDITIONS if both else EDITIONS[:1]
    metafunc.parametrize("address", editions, indirect=True, scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker("browser")


@contextmanager
def running(*arguments: str) -> Iterator[tuple[str, str]]:
    """Start the atlas as the command line does; gives its address and the line that says it."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, str(ROOT / "app.py"), "--port", "0", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "http://" in line, "the atlas did not say where it is"
        yield "http://" + line.split("http://")[1].split()[0], line
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def server_address() -> Iterator[str]:
    """Address of the running atlas, started as ``make run`` starts it."""
    with running() as (found, _):
        yield found


@pytest.fixture(scope="session")
def static_address(static_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the exported files, under a sub-path of Python's file server."""
    server = FileServer(tmp_path_factory.mktemp("files"))
    server.publish(static_edition)
    server.start()
    yield server.address
    server.kill()


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> str:
    """Address of an edition: what a visitor does works in both.

    Modules about one of them, or about another data package, have an ``address`` of their own.
    """
    found: str = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield instance
        instance.close()


Open = Callable[..., Page]


@pytest.fixture
def open_atlas(browser: Browser, address: str) -> Iterator[Open]:
    """Open the atlas: ``open_atlas("?year=1943", size=(1280, 800), phone=False)``.

    With ``kept`` the browser makes its offline copy, as it does for everybody.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        query: str = "",
        size: tuple[int, int] = (1280, 800),
        phone: bool = False,
        lang: str = "en-GB",
        less_motion: bool = False,
        kept: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=phone,
            locale=lang,
            reduced_motion="reduce" if less_motion else "no-preference",
        )
        contexts.append(context)
        if not kept:
            context.add_init_script(NOT_KEPT)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on(
            "console",
            lambda m: (
                complaints.append(f"console: {m.text}") if m.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "request",
            lambda r: (
                None
                if r.url.startswith((address, "data:", "blob:"))
                else complaints.append(f"request away: {r.url}")
            ),
        )
        page.goto(address + query)
        page.wait_for_selector(READY)
        # The letters of the other languages come once the first picture stands.
        page.wait_for_function("[...document.fonts].every((face) => face.status === 'loaded')")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)
