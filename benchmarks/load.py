"""``python -m benchmarks --load``: how many visitors the server editions bear.

Written to ``docs/benchmarks-load.md`` and ``.json``. The visitors are ``wrk``, on the same machine:
its work counts against the server's. *Cold*: 500 connections that ask for all files of a first
visit, one after the other, without a pause. *Warm*: 5,000 connections that ask for what a browser
asks again, with what it knows of it, at rest up to ten seconds between two questions.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.browser import ROOT, free_port

COLD_VISITORS, WARM_VISITORS = 500, 5000
WARM_PAUSE_MS = 10_000
COLD_SECONDS = 30
# A visitor waits this long before giving up.
TIMEOUT = "20s"
FILES_WANTED = 16_384
Json = dict[str, Any]


def main(minutes: float) -> tuple[str, Json]:
    """Measure both editions; returns the page and its numbers.

    Parameters
    ----------
    minutes : float
        How long the warm visitors of the server edition stay, memory being watched.
    """
    for tool, package in (("wrk", "wrk"), ("nginx", "nginx-light")):
        if not found(tool):
            raise SystemExit(f"{tool} is needed: apt-get install {package}")
    with tempfile.TemporaryDirectory(prefix="zholdar-load-") as name:
        folder = Path(name)
        with gunicorn(folder) as (address, process):
            started = process.ready_seconds
            cold, warm = questions(address)
            settle(address, cold)
            server = {
                "cold": visit(address, cold, folder, visitors=COLD_VISITORS, seconds=COLD_SECONDS),
                **watched(address, warm, folder, minutes, process.pid),
            }
            first = first_visit(address, cold)
        edition = folder / "edition"
        command = [sys.executable, "app.py", "export", str(edition)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with nginx(edition, folder) as address:
            listing = json.loads((edition / "manifest.json").read_bytes())
            paths = ["/", *(f"/{f['path']}" for f in listing["files"] if f["offline"])]
            cold, warm = asked(address, paths)
            static = {
                "cold": visit(address, cold, folder, visitors=COLD_VISITORS, seconds=COLD_SECONDS),
                "warm": visit(
                    address, warm, folder, visitors=WARM_VISITORS, seconds=30, pause=WARM_PAUSE_MS
                ),
            }
    figures = {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "load_before": round(os.getloadavg()[2], 1),
        "start_seconds": round(started, 2),
        "files": len(cold),
        "first_visit_bytes": first,
        "gunicorn": server,
        "nginx_static": static,
    }
    return page(figures), figures


def found(tool: str) -> str | None:
    """Where a program is; nginx is often outside the path of a user."""
    return shutil.which(tool) or shutil.which(tool, path="/usr/sbin:/usr/local/sbin")


class Started:
    """A server process, and how long it took to answer."""

    def __init__(self, process: subprocess.Popen[bytes], ready_seconds: float) -> None:
        self.pid = process.pid
        self.ready_seconds = ready_seconds


@contextmanager
def gunicorn(folder: Path) -> Iterator[tuple[str, Started]]:
    """The server edition as docs/deploy.md starts it."""
    port = free_port()
    environment = {**os.environ, "ZHOLDAR_BIND": f"127.0.0.1:{port}"}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "app:server",
    ]
    with (folder / "gunicorn.log").open("wb") as log:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait(f"{address}/healthz")
            yield address, Started(process, time.monotonic() - began)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=40)


@contextmanager
def nginx(edition: Path, folder: Path) -> Iterator[str]:
    """The static edition with deploy/nginx.conf, on a free port and without root."""
    port = free_port()
    server = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    server = server.replace("listen 8060", f"listen 127.0.0.1:{port} backlog=4096")
    server = server.replace("/srv/atlas", str(edition))
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"user root;\nworker_processes 2;\nworker_rlimit_nofile {FILES_WANTED};\n"
        f"pid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\ndaemon off;\n"
        f"events {{ worker_connections {FILES_WANTED // 2}; }}\n"
        f"http {{ access_log off; sendfile on;\n{temporary}{server}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([str(found("nginx")), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait(url: str) -> None:
    """Until something answers there; a minute at most."""
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def settle(address: str, cold: list[str]) -> None:
    """Until the server has packed its files as small as they get; two minutes at most."""
    sizes = [0, 0, 0]
    for _ in range(24):
        sizes = [*sizes[1:], first_visit(address, cold)]
        if len(set(sizes)) == 1:
            return
        time.sleep(5)


def questions(address: str) -> tuple[list[str], list[str]]:
    """What a first and a second visit to the server edition ask for, as lines for visit.lua."""
    with urllib.request.urlopen(f"{address}/manifest.json") as answer:
        listing = json.loads(answer.read())
    paths = [f"/{f['path']}" for f in listing["files"] if f["offline"]]
    return asked(address, [*paths, "/sw.js", "/manifest.json"])


def asked(address: str, paths: list[str]) -> tuple[list[str], list[str]]:
    """Cold questions for all paths, and warm ones for those that are not kept for a year."""
    cold = [f"{path} -" for path in paths]
    warm = []
    for path in paths:
        headers = fetch(address + path)[0]
        if "immutable" not in headers["Cache-Control"]:
            warm.append(f"{path} {headers['ETag']}")
    return cold, warm


def fetch(url: str) -> tuple[Any, int]:
    """Headers, and bytes that travelled for an answer, its headers included."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        body = answer.read()
        return answer.headers, len(body) + len(bytes(answer.headers))


def first_visit(address: str, cold: list[str]) -> int:
    """Bytes of all answers of a first visit."""
    return sum(fetch(address + line.split()[0])[1] for line in cold)


def visit(
    address: str, lines: list[str], folder: Path, *, visitors: int, seconds: float, pause: int = 0
) -> Json:
    """What wrk reports of so many visitors."""
    listing = folder / "questions.txt"
    listing.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [
        "wrk", "-t2", f"-c{visitors}", f"-d{int(seconds)}s", "--timeout", TIMEOUT,
        "-s", "benchmarks/visit.lua", address,
    ]  # fmt: skip
    environment = {**os.environ, "VISIT_FILE": str(listing), "VISIT_PAUSE": str(pause)}
    environment["VISIT_FIRST"] = str(visitors // 2)
    text = f'ulimit -n {FILES_WANTED} && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", text, "sh", *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    result: Json = json.loads(done.stdout.rpartition("RESULT ")[2])
    result["per_second"] = round(result["requests"] / result["seconds"], 1)
    result["visits_per_second"] = round(result["per_second"] / len(lines), 2)
    return result


def watched(address: str, lines: list[str], folder: Path, minutes: float, pid: int) -> Json:
    """Warm visitors, and the memory of the server's processes while they are there."""
    samples: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(1):
            samples.append(memory(pid)[1])

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        warm = visit(
            address,
            lines,
            folder,
            visitors=WARM_VISITORS,
            seconds=minutes * 60,
            pause=WARM_PAUSE_MS,
        )
    finally:
        over.set()
        watcher.join()
    third = max(1, len(samples) // 3)
    largest, together = memory(pid)
    return {
        "warm": warm,
        "minutes": minutes,
        "memory_mb": {
            "largest_process_rss": round(largest),
            "all_processes_shared_once": round(together),
            "second_third": round(statistics.median(samples[third : 2 * third]), 1),
            "last_third": round(statistics.median(samples[-third:]), 1),
        },
    }


def memory(pid: int) -> tuple[float, float]:
    """Largest resident set and sum of the proportional sets of a process and its children, MB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    resident, proportional = [], []
    for process in (str(pid), *children):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        sizes = dict(re.findall(r"^(Rss|Pss):\s+(\d+) kB", rollup, re.M))
        resident.append(int(sizes["Rss"]) / 1024)
        proportional.append(int(sizes["Pss"]) / 1024)
    return max(resident), sum(proportional)


def page(figures: Json) -> str:
    """The Markdown page."""
    editions = (
        ("gunicorn, server edition", figures["gunicorn"]),
        ("nginx, static edition", figures["nginx_static"]),
    )
    lines = [
        "# Load\n",
        "`make load` writes this page; `make load MINUTES=10` watches the memory for longer.\n",
        "| edition | visitors at once | answers a second | p50 | p95 | p99 | errors |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, edition in editions:
        for kind, visitors in (("cold", COLD_VISITORS), ("warm", WARM_VISITORS)):
            got = edition[kind]
            lines.append(
                f"| {name} | {visitors} {kind} | {got['per_second']:,.0f} | {got['p50_ms']:,.0f} ms"
                f" | {got['p95_ms']:,.0f} ms | {got['p99_ms']:,.0f} ms"
                f" | {sum(got['errors'].values())} |"
            )
    server = figures["gunicorn"]
    memory_mb = server["memory_mb"]
    lines += [
        "",
        f"Cold visits a second: gunicorn {server['cold']['visits_per_second']:g}, nginx"
        f" {figures['nginx_static']['cold']['visits_per_second']:g}."
        f" A first visit asks for {figures['files']} files,"
        f" {figures['first_visit_bytes'] / 1e6:.2f} MB from gunicorn, headers included.",
        "",
        f"Memory over {server['minutes']:g} minutes of warm visitors: largest process"
        f" {memory_mb['largest_process_rss']} MB; all processes, what they share counted once,"
        f" {memory_mb['second_third']:g} MB in the second third of the time and"
        f" {memory_mb['last_third']:g} MB in the last."
        f" From the command to the first answer of `/healthz`: {figures['start_seconds']} s.",
        "",
        f"{figures['machine']}; {figures['date']}; load of the machine in the quarter of an hour"
        f" before the end {figures['load_before']}. wrk ran on the same cores, so these are lower"
        " bounds. Cold visitors ask without a pause, so their times are those of a saturated"
        " server; warm visitors rest up to ten seconds between two questions, and all begin"
        " in the same instant.",
    ]
    return "\n".join(lines) + "\n"
