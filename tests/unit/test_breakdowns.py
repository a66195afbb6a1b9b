"""What the machine does to the atlas: a killed worker, a full disk, a leaping clock, no rights."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import app as program
from callbacks import export as exporting
from callbacks.export import Tree
from geodata.atlas import Atlas

ROOT = Path(__file__).resolve().parents[2]
DAY = 86_400
PATIENCE = 40.0


def until(true: Callable[[], object], what: str) -> None:
    """Wait for a condition."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health(port: int) -> int | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return int(answer.status)
    except OSError:
        return None


# --- gunicorn


@pytest.fixture
def gunicorn() -> Iterator[tuple[int, int]]:
    """Gunicorn with the settings of ``deploy/``; its process id and port."""
    port = free_port()
    environment = {**os.environ, "ZHOLDAR_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "2"}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "app:server",
    ]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as master:
        try:
            until(lambda: health(port) == 200 and len(children(master.pid)) == 2, "gunicorn")
            yield master.pid, port
        finally:
            master.terminate()
            master.wait(timeout=30)


def children(pid: int) -> set[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return {int(child) for child in listed.split()}


def test_a_killed_worker_is_replaced_and_nobody_waits(gunicorn: tuple[int, int]) -> None:
    master, port = gunicorn
    stop = threading.Event()
    answers: list[tuple[float, int | None]] = []

    def visit() -> None:
        while not stop.is_set():
            begun = time.monotonic()
            answers.append((begun, health(port)))

    visitors = [threading.Thread(target=visit) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    until(lambda: len(answers) > 40, "first answers")
    before = children(master)
    victim = min(before)
    os.kill(victim, signal.SIGKILL)
    killed = time.monotonic()
    until(
        lambda: len(children(master) - before) == 1 and len(children(master)) == 2, "a new worker"
    )
    count = len(answers)
    until(lambda: len(answers) > count + 100, "answers afterwards")
    stop.set()
    for visitor in visitors:
        visitor.join(timeout=PATIENCE)
    assert all(status == 200 for begun, status in answers if begun < killed - 1)
    lost = [begun for begun, status in answers if status != 200]
    # At most what each visitor was being told at that very moment.
    assert len(lost) <= len(visitors)
    assert all(begun <= killed + 1 for begun in lost)
    assert victim not in children(master)


# --- the disk


@pytest.fixture
def small_edition(monkeypatch: pytest.MonkeyPatch) -> Tree:
    """``export`` writes an edition of three files instead of all: what is tested is the writing."""
    tree = Tree()
    for path, content in (("index.html", b"<p>new</p>"), ("a/b.css", b"b{}" * 99), ("sw.js", b"1")):
        tree.add(path, content, immutable=False, offline=False)
    monkeypatch.setattr(exporting, "edition", lambda *_: tree)
    return tree


@pytest.fixture
def old_edition(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "edition"
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(b"<p>old</p>")
    (folder / "manifest.json").write_text(json.dumps({"edition": "static", "files": []}))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.usefixtures("small_edition")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("stops_at", ["index.html", "b.css", "manifest.json", "rename", "mkdtemp"])
def test_an_export_that_fails_leaves_the_old_edition_whole(
    old_edition: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    stops_at: str,
) -> None:
    before = contents(old_edition)
    written, renamed = Path.write_bytes, Path.rename

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    def write(path: Path, content: bytes) -> int:
        if path.name == stops_at:
            # Half of it got to the disk.
            written(path, content[: len(content) // 2])
            fail()
        return written(path, content)

    def rename(path: Path, target: Path) -> Path:
        if stops_at == "rename" and path.name == "fresh":
            fail()
        return renamed(path, target)

    monkeypatch.setattr(Path, "write_bytes", write)
    monkeypatch.setattr(Path, "rename", rename)
    if stops_at == "mkdtemp":
        monkeypatch.setattr(tempfile, "mkdtemp", fail)
    assert program.main(["export", str(old_edition)]) == 1
    said = capsys.readouterr()
    assert f"{old_edition} cannot be written: {os.strerror(number)}" in said.err
    assert "Traceback" not in said.err
    assert contents(old_edition) == before
    assert [p.name for p in old_edition.parent.iterdir()] == ["edition"], "something lies about"


@pytest.mark.usefixtures("small_edition")
@pytest.mark.parametrize("stops_at", ["index.html", "manifest.json", "rename"])
def test_an_interrupted_export_leaves_the_old_edition_whole(
    old_edition: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stops_at: str,
) -> None:
    """Ctrl+C, also in the one moment when the old edition is put aside already."""
    before = contents(old_edition)
    written, renamed = Path.write_bytes, Path.rename

    def write(path: Path, content: bytes) -> int:
        if path.name == stops_at:
            raise KeyboardInterrupt
        return written(path, content)

    def rename(path: Path, target: Path) -> Path:
        if stops_at == "rename" and path.name == "fresh":
            raise KeyboardInterrupt
        return renamed(path, target)

    monkeypatch.setattr(Path, "write_bytes", write)
    monkeypatch.setattr(Path, "rename", rename)
    assert program.main(["export", str(old_edition)]) == program.INTERRUPTED
    assert "Stopped. What was there before is there still." in capsys.readouterr().err
    assert contents(old_edition) == before
    assert [p.name for p in old_edition.parent.iterdir()] == ["edition"]


@pytest.mark.usefixtures("small_edition")
def test_an_old_edition_that_cannot_be_put_back_is_never_removed(
    old_edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(old_edition)
    renamed = Path.rename
    aside: list[Path] = []

    def rename(path: Path, target: Path) -> Path:
        if path == old_edition:
            aside.append(target)
            return renamed(path, target)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "rename", rename)
    assert program.main(["export", str(old_edition)]) == 1
    assert contents(aside[0]) == before


# A process that may write files of a few kilobytes only, as on a disk that is all but full.
FULL = """
import resource, signal, sys
from pathlib import Path
from callbacks.export import _write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
try:
    _write(Path(sys.argv[1]), {"index.html": b"x" * 4096, "z/large.js": b"y" * 100_000})
except OSError as error:
    print(error.errno)
"""


def test_a_disk_that_is_really_full(old_edition: Path) -> None:
    before = contents(old_edition)
    said = subprocess.run(
        [sys.executable, "-c", FULL, str(old_edition)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == str(errno.EFBIG)
    assert contents(old_edition) == before
    assert [p.name for p in old_edition.parent.iterdir()] == ["edition"]


def test_no_room_for_a_download_is_said_without_a_traceback(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = program.build(atlas).server.test_client()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(tempfile, "TemporaryDirectory", full)
        answer = client.get("/data/zholdar.gpkg")
        assert answer.status_code == 503
        assert "No space left" not in answer.text
        assert client.get("/data/places.csv").status_code == 200
    assert "/data/zholdar.gpkg: No space left on device" in caplog.text
    assert not [r for r in caplog.records if r.exc_info]
    # With room again it is made, not remembered as broken.
    assert client.get("/data/zholdar.gpkg").status_code == 200


def test_a_package_that_vanishes_while_it_is_served(atlas: Atlas, package: Path) -> None:
    client = program.create_app(package).server.test_client()
    shutil.rmtree(package)
    for name in ("places.csv", "datapackage.json", "zholdar.gpkg", "sites.geojson"):
        assert client.get(f"/data/{name}").status_code == 200, name
    own = (atlas.folder / "places.csv").read_bytes()
    assert client.get("/data/places.csv").data == own


# --- rights

NOBODY = 65_534
# Everything the page needs, then one line that says so.
SERVE = """
import sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import app
client = app.create_app().server.test_client()
paths = [said["path"] for said in client.get("/manifest.json").json["files"]]
codes = {client.get("/" + path, buffered=True).status_code for path in [*paths, "healthz"]}
codes.add(client.get("/data/places.csv").status_code)
gpkg = client.get("/data/zholdar.gpkg").status_code
print("served", sorted(codes), gpkg, app.main(["export", sys.argv[2]]))
"""


def test_without_the_right_to_write_anywhere_the_atlas_serves(tmp_path: Path) -> None:
    """Home, temporary and working folder that cannot be written: a locked-down museum computer."""
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    # Where temporary files go if nothing else can be written is looked for in this order.
    environment = {"PATH": os.environ["PATH"], "HOME": str(locked), "TMPDIR": str(locked)}

    def shut() -> None:
        # No file may get a single byte: true for every user, root as well.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    said = subprocess.run(
        [sys.executable, "-c", SERVE, str(ROOT), str(locked / "edition")],
        cwd=locked, env=environment, capture_output=True, text=True, check=False,
        preexec_fn=shut,
    )  # fmt: skip
    assert "served [200] 503 1" in said.stdout, said.stdout + said.stderr
    assert "Traceback" not in said.stderr
    assert "cannot be made" in said.stderr
    assert list(locked.iterdir()) == []


# --- time


def test_a_leaping_clock_changes_no_answer(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day back or forward between two visits: the same bytes, marks and times to keep them."""
    client = program.build(atlas).server.test_client()
    paths = ("/", "/_dash-layout", "/manifest.json", "/sw.js", "/data/places.csv", "/healthz",
             "/assets/js/main.mjs", "/assets/css/page.css?v=1", "/data/sites.geojson")  # fmt: skip
    kept = ("ETag", "Cache-Control", "Last-Modified", "Expires", "Age")

    def answers() -> list[tuple[bytes, list[str | None]]]:
        found = [client.get(path, buffered=True) for path in paths]
        return [(a.data, [a.headers.get(name) for name in kept]) for a in found]

    before = answers()
    real = time.time
    for leap in (-DAY, DAY, -40 * 365 * DAY):
        monkeypatch.setattr(time, "time", lambda by=leap: real() + by)
        assert answers() == before
        for path, (_, (etag, *_others)) in zip(paths, before, strict=True):
            if etag:
                again = client.get(path, headers={"If-None-Match": etag}, buffered=True)
                assert again.status_code == 304, path
    assert all(expires is None for _, (_, _, _, expires, _) in before), "a date would be wrong"
