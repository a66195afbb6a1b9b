"""The servers that docs/deploy.md names: start, answer, reload and stop without losing anybody."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


class Server:
    """A running server and what it wrote."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self._log = log

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and content of an answer."""
        with urllib.request.urlopen(
            f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE
        ) as answer:
            return answer.status, answer.read()

    def ask(self, path: str) -> socket.socket:
        """Ask without waiting for the answer."""
        wire = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        return wire

    def workers(self) -> set[str]:
        """Process ids of the workers."""
        pid = self.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return set(listed.split())

    def log(self) -> str:
        """All that it wrote so far."""
        return self._log.read_text(encoding="utf-8")

    def until(self, what: str) -> None:
        """Wait until it has written this."""
        end = time.monotonic() + PATIENCE
        while what not in self.log():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < end, self.log()
            time.sleep(0.05)


def answer_of(wire: socket.socket) -> bytes:
    parts = []
    while part := wire.recv(65_536):
        parts.append(part)
    wire.close()
    return b"".join(parts)


@pytest.fixture
def gunicorn(tmp_path: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "ZHOLDAR_BIND": f"127.0.0.1:{port}", "PYTHONUNBUFFERED": "1"}
    command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "app:server"]
    yield from started(command, environment, port, tmp_path / "log", "Booting worker")


@pytest.fixture
def waitress(tmp_path: Path) -> Iterator[Server]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    for server in started(["app.py", "--port", "0"], environment, 0, tmp_path / "log", "open at"):
        server.port = int(server.log().split("http://127.0.0.1:")[1].split("/")[0])
        yield server


def started(
    command: list[str], environment: dict[str, str], port: int, log: Path, sign: str
) -> Iterator[Server]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    server = Server(process, port, log)
    try:
        server.until(sign)
        yield server
    finally:
        process.kill()
        process.wait()


def test_gunicorn_reloads_and_stops_without_losing_an_answer(gunicorn: Server) -> None:
    assert json.loads(gunicorn.get("/healthz")[1])["status"] == "ok"
    assert b"atlas" in gunicorn.get("/?year=1932")[1]
    before = gunicorn.workers()
    answers: list[int] = []
    over = threading.Event()

    def visitor() -> None:
        while not over.is_set():
            answers.append(gunicorn.get("/data/places.csv")[0])

    visiting = threading.Thread(target=visitor)
    visiting.start()
    gunicorn.process.send_signal(signal.SIGHUP)
    end = time.monotonic() + PATIENCE
    while len(gunicorn.workers() - before) < 2 or gunicorn.workers() & before:
        assert time.monotonic() < end, gunicorn.log()
        time.sleep(0.05)
    over.set()
    visiting.join()
    assert answers
    assert set(answers) == {200}
    # Made when first asked for, which takes a while.
    wire = gunicorn.ask("/data/zholdar.gpkg")
    whole = threading.Event()
    got: list[bytes] = []
    reading = threading.Thread(target=lambda: (got.append(answer_of(wire)), whole.set()))
    reading.start()
    time.sleep(0.2)  # until a worker has the question; there is nothing that would tell
    gunicorn.process.send_signal(signal.SIGTERM)
    assert gunicorn.process.wait(timeout=PATIENCE) == 0
    reading.join()
    assert got[0].startswith(b"HTTP/1.1 200")
    assert b"SQLite format 3" in got[0]
    lines = [json.loads(line) for line in gunicorn.log().splitlines() if line.startswith("{")]
    asked = {(line["method"], line["path"], line["status"]) for line in lines}
    assert ("GET", "/healthz", "200") in asked
    assert all(float(line["ms"]) >= 0 and line["time"] for line in lines)
    assert not any("127.0.0.1" in json.dumps(line) for line in lines)


def test_waitress_answers_and_stops(waitress: Server) -> None:
    assert json.loads(waitress.get("/healthz")[1])["status"] == "ok"
    assert b"atlas" in waitress.get("/")[1]
    assert answer_of(waitress.ask("/assets/js/main.mjs")).startswith(b"HTTP/1.1 200")
    waitress.process.send_signal(signal.SIGTERM)
    waitress.process.wait(timeout=PATIENCE)
    assert "Traceback" not in waitress.log()
