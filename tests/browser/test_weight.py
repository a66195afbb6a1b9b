"""What a first and a second visit transfer: every byte on the wire, whoever asked for it."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import READY
from tests.browser.test_offline import KEPT

# Bytes, headers of all answers included. A trimmed Plotly is to bring the first down to 2.2 MB.
FIRST_VISIT, SECOND_VISIT = 2_200_000, 30_000
PACKED = {"Accept-Encoding": "br"}


@pytest.fixture(scope="module")
def address(server_address: str) -> str:
    """Files as the server packs them; Python's file server packs nothing."""
    return server_address


class Meter:
    """A wire to the atlas that counts what comes back over it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._target = (parts.hostname, parts.port)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._lock = threading.Lock()
        self.bytes = 0
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            for source, sink, counted in ((client, server, False), (server, client, True)):
                threading.Thread(
                    target=self._carry, args=(source, sink, counted), daemon=True
                ).start()

    def _carry(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        try:
            while part := source.recv(65_536):
                if counted:
                    with self._lock:
                        self.bytes += len(part)
                sink.sendall(part)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                end.close()


@pytest.fixture
def meter(address: str) -> Iterator[Meter]:
    """A wire to the atlas when all is packed as small as it gets, a minute after its start."""
    with urllib.request.urlopen(f"{address}manifest.json") as answer:
        files = [f["path"] for f in json.loads(answer.read())["files"]]
    # Packed in the order of questions, so the last one, asked again, tells when all are.
    files.sort(key=lambda path: "plotly" in path)
    for path in files:
        urllib.request.urlopen(urllib.request.Request(address + path, headers=PACKED)).close()
    last = urllib.request.Request(address + files[-1], headers=PACKED)
    end = time.monotonic() + 120
    while True:
        with urllib.request.urlopen(last) as answer:
            size = int(answer.headers["Content-Length"])
        if size < 420_000:
            break
        assert time.monotonic() < end, f"{files[-1]} is still {size} bytes"
        time.sleep(0.2)  # the next look; there is nothing to be told by
    found = Meter(address)
    yield found
    found.close()


def test_two_visits(browser: Browser, meter: Meter) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    weights = []
    for _ in range(2):
        before = meter.bytes
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(meter.address)
        page.wait_for_selector(READY)
        page.wait_for_function("[...document.fonts].every((face) => face.status === 'loaded')")
        page.evaluate(KEPT)
        page.wait_for_load_state("networkidle")
        weights.append(meter.bytes - before)
        page.close()
    context.close()
    print(f"first visit {weights[0]:,} bytes, second {weights[1]:,}")
    assert weights[0] <= FIRST_VISIT
    assert weights[1] <= SECOND_VISIT
