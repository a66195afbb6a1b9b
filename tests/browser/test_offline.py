"""The offline copy: whole after one visit, replaced whole, and never half of either."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import app as program
from callbacks.export import edition, write
from geodata.atlas import DEFAULT_FOLDER, Atlas, load
from tests.browser.conftest import CHROMIUM, QUIET, READY, ROOT
from tests.browser.file_server import FileServer
from tests.browser.helpers import MAGNITOGORSK, card, click_place, go_to_year, wait_state

MODULE = "document.querySelector('link[href*=\"/js/offline.mjs\"]').href"
STATUS = f"async () => (await import({MODULE})).offlineStatus()"
TAKE = f"async () => (await import({MODULE})).takeNewVersion()"
KEPT = "navigator.serviceWorker.ready.then(({ active }) => new Promise((done) => { \
  const look = () => active.state === 'activated' ? done(true) : setTimeout(look, 20); look(); }))"
# Looks for a new version and says what became of it. The browser may have looked by itself already.
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  let worker = null;
  const notice = () => { worker = registration.installing ?? worker; };
  registration.addEventListener("updatefound", notice);
  await registration.update();
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no new version was found")), 30000);
    const look = () => {
      notice();
      if (registration.waiting) resolve("waits");
      else if (worker?.state === "redundant") resolve("refused");
      else setTimeout(look, 20);
    };
    look();
  });
}"""
BUNDLE = "document.querySelector('link[as=fetch]').getAttribute('href')"
CACHES = "caches.keys().then((names) => names.length)"


@pytest.fixture(scope="module")
def editions(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two versions that differ in their data."""
    root = tmp_path_factory.mktemp("versions")
    package = root / "package"
    shutil.copytree(DEFAULT_FOLDER, package)
    descriptor = package / "datapackage.json"
    text = descriptor.read_text(encoding="utf-8").replace(
        f'"version": "{atlas.schema.version}"', '"version": "9.9.9"'
    )
    descriptor.write_text(text, encoding="utf-8")
    folders = root / "old", root / "new"
    for folder, data in zip(folders, (atlas, load(package)), strict=True):
        write(edition(program.build(data), data), data, folder)
    return folders


@pytest.fixture
def server(editions: tuple[Path, Path], tmp_path: Path) -> Iterator[FileServer]:
    """A file server with the old version."""
    files = FileServer(tmp_path)
    files.publish(editions[0])
    files.start()
    yield files
    files.kill()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    yield found
    found.close()


def visit(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """Open the atlas and wait until it is kept; complaints of the console are collected."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    complaints: list[str] = []
    page.on(
        "console",
        lambda m: (
            complaints.append(f"{m.text} {m.location['url']}")
            if m.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.wait_for_selector(READY)
    page.evaluate(KEPT)
    return page, complaints


def use(page: Page) -> None:
    """What a visitor does, all of it from the copy."""
    go_to_year(page, 1932)
    click_place(page, MAGNITOGORSK)
    assert "752" in card(page)
    page.locator("#lang [data-lang=kk]").click()
    wait_state(page, "lang", "kk")
    # The engine of the search is fetched when it is first used.
    page.click("#search")
    page.keyboard.type("Магнит")
    page.wait_for_selector("#search-results [role=option]")
    page.wait_for_function("[...document.fonts].every((face) => face.status === 'loaded')")


def reload(page: Page) -> None:
    page.reload()
    page.wait_for_selector(READY)


def test_it_opens_when_the_file_server_is_gone(server: FileServer, context: BrowserContext) -> None:
    page, complaints = visit(context, server.address)
    status = page.evaluate(STATUS)
    assert status["files"] > 60
    server.kill()
    reload(page)
    use(page)
    page.goto(f"{server.address}index.html?year=1943&lang=ru")
    page.wait_for_selector(READY)
    wait_state(page, "year", "1943")
    wait_state(page, "lang", "ru")
    page.close()
    again = context.new_page()
    again.goto(server.address)
    again.wait_for_selector(READY)
    assert not complaints


def test_it_opens_when_the_atlas_server_is_gone(context: BrowserContext) -> None:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "--port", "0"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout
    try:
        address = process.stdout.readline().split("open at ")[1].split()[0]
        page, complaints = visit(context, address)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    finally:
        process.kill()
        process.stdout.close()
    reload(page)
    use(page)
    page.goto(f"{address}?year=1943")
    page.wait_for_selector(READY)
    wait_state(page, "year", "1943")
    assert not complaints


def test_a_new_version_waits_for_the_next_start(
    server: FileServer, editions: tuple[Path, Path], context: BrowserContext
) -> None:
    page, complaints = visit(context, server.address)
    old, before = page.evaluate(BUNDLE), page.evaluate(STATUS)
    server.publish(editions[1])
    assert page.evaluate(UPDATE) == "waits"
    # Under the visitor's finger nothing has changed.
    use(page)
    assert page.evaluate(BUNDLE) == old
    assert page.evaluate(STATUS) == {**before, "waiting": True}
    assert page.evaluate(CACHES) == 2
    server.kill()
    reload(page)
    assert page.evaluate(BUNDLE) != old
    page.evaluate(KEPT)
    assert page.evaluate(STATUS)["release"] == "9.9.9"
    page.wait_for_function(f"() => {CACHES}.then((n) => n === 1)")
    use(page)
    assert not complaints


def test_a_new_version_is_taken_when_told(
    server: FileServer, editions: tuple[Path, Path], context: BrowserContext
) -> None:
    page, complaints = visit(context, server.address)
    old = page.evaluate(BUNDLE)
    assert page.evaluate(TAKE) is False
    server.publish(editions[1])
    assert page.evaluate(UPDATE) == "waits"
    with page.expect_navigation():
        assert page.evaluate(TAKE) is True
    page.wait_for_selector(READY)
    assert page.evaluate(BUNDLE) != old
    assert not complaints


def alter(server: FileServer, what: str, to: str) -> None:
    """Make the published worker behave as on a busy machine."""
    worker = server.file("sw.js")
    script = worker.read_text(encoding="utf-8")
    assert script.count(what) == 1, what
    worker.write_text(script.replace(what, to), encoding="utf-8")


def test_no_page_begins_with_a_version_that_is_leaving(
    server: FileServer, editions: tuple[Path, Path], context: BrowserContext
) -> None:
    """The page comes again before the new worker is in charge, and its last document lingers."""
    question = "async function mayChange(request) {"
    lingers = "if (self.asked) return false; self.asked = Boolean(self.registration.waiting);"
    alter(server, question, f"{question} {lingers}")
    page, complaints = visit(context, server.address)
    old = page.evaluate(BUNDLE)
    server.publish(editions[1])
    slow = "new Promise((go) => setTimeout(go, 800)).then(() => self.skipWaiting())"
    alter(server, "self.skipWaiting()", slow)
    assert page.evaluate(UPDATE) == "waits"
    server.kill()
    reload(page)
    assert page.evaluate(BUNDLE) != old
    use(page)
    assert not complaints


def test_a_second_window_keeps_the_version_of_the_first(
    server: FileServer, editions: tuple[Path, Path], context: BrowserContext
) -> None:
    first, _ = visit(context, server.address)
    old = first.evaluate(BUNDLE)
    server.publish(editions[1])
    assert first.evaluate(UPDATE) == "waits"
    second = context.new_page()
    second.goto(server.address)
    second.wait_for_selector(READY)
    assert second.evaluate(BUNDLE) == old
    reload(second)
    assert second.evaluate(BUNDLE) == old
    use(first)


class Stalling(ThreadingHTTPServer):
    """A file server whose answer to one question can be made to stop in the middle.

    Parameters
    ----------
    folder : Path
        What it serves; may be set anew.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stop_at: str | None = None
        self.stopped = Event()
        super().__init__(("127.0.0.1", 0), StallingAnswer)
        self.address = f"http://127.0.0.1:{self.server_port}/"


class StallingAnswer(SimpleHTTPRequestHandler):
    """Half of a file, then nothing more."""

    server: Stalling

    def translate_path(self, path: str) -> str:
        """From the folder that is served just now."""
        return str(self.server.folder / path.partition("?")[0].lstrip("/"))

    def do_GET(self) -> None:
        """Always the file itself: both versions may have been written in one second."""
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """The content, or half of it and no end."""
        wanted = self.server.stop_at
        if wanted is None or wanted not in self.path:
            super().copyfile(source, outputfile)
            return
        content = source.read()
        outputfile.write(content[: len(content) // 2])
        outputfile.flush()
        self.server.stopped.set()
        # Until the other end is dead.
        self.connection.recv(1)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' own output is enough."""


def kill_browser(profile: Path) -> None:
    """As a pulled plug ends it: no goodbye, nothing written."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True
    )
    mine = [line for line in listed.stdout.splitlines() if f"--user-data-dir={profile}" in line]
    mains = [int(line.split()[0]) for line in mine if "--type=" not in line]
    assert mains
    for pid in mains:
        os.kill(pid, signal.SIGKILL)


def test_a_browser_killed_in_the_middle_of_an_update_keeps_the_old_version_whole(
    editions: tuple[Path, Path], browser: Browser, tmp_path: Path
) -> None:
    server = Stalling(editions[0])
    Thread(target=server.serve_forever, daemon=True).start()
    profile = tmp_path / "profile"

    def start() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=list(QUIET),
            viewport={"width": 1280, "height": 800}, locale="en-GB",
        )  # fmt: skip

    page, _ = visit(start(), server.address)
    old = page.evaluate(BUNDLE)
    server.folder, server.stop_at = editions[1], "/bundle/"
    page.evaluate(
        "() => { navigator.serviceWorker.getRegistration().then((r) => r.update()); return null; }"
    )
    assert server.stopped.wait(30), "the update did not begin"
    kill_browser(profile)
    server.shutdown()
    server.server_close()
    context = start()
    page, complaints = visit(context, server.address)
    assert page.evaluate(BUNDLE) == old
    use(page)
    assert complaints == []
    context.close()


Spoil = Callable[[FileServer], None]


def cut(server: FileServer) -> None:
    """As a disk that was full leaves it."""
    path = server.file("bundle/*.json")
    path.write_bytes(path.read_bytes()[:-1_000])


def swap(server: FileServer) -> None:
    """One letter of a script is another: the size is right, the content is not."""
    path = server.file("page/dash-layout-*.json")
    path.write_bytes(path.read_bytes().replace(b"Zholdar", b"Zhoidar", 1))


def lose(server: FileServer) -> None:
    """A file that was not copied."""
    server.file("bundle/*.json").unlink()


@pytest.mark.parametrize("spoil", [cut, swap, lose])
def test_a_spoilt_version_is_refused_and_the_old_one_stays(
    server: FileServer, editions: tuple[Path, Path], context: BrowserContext, spoil: Spoil
) -> None:
    page, _ = visit(context, server.address)
    old = page.evaluate(BUNDLE)
    server.publish(editions[1])
    spoil(server)
    assert page.evaluate(UPDATE) == "refused"
    reload(page)
    assert page.evaluate(BUNDLE) == old
    assert page.evaluate(STATUS)["waiting"] is False
    server.kill()
    reload(page)
    use(page)
    # Once the files are right, what is already here is used and the rest fetched.
    server.publish(editions[1])
    server.start()
    assert page.evaluate(UPDATE) == "waits"
    server.kill()
    reload(page)
    assert page.evaluate(BUNDLE) != old
