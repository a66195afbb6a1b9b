"""The launcher with a real browser on a virtual screen: the film opens, also after every death."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KIOSK = ROOT / "deploy" / "kiosk"


@pytest.fixture(scope="module")
def address(server_address: str) -> str:
    """The launcher opens any address; that of the server, here."""
    return server_address


@pytest.fixture
def screen() -> Iterator[str]:
    """A virtual screen of 1920x1080; its name for DISPLAY."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()


class Launcher:
    """The running launcher and what it says."""

    def __init__(self, url: str, display: str, profile: Path) -> None:
        self.process = subprocess.Popen(
            [str(KIOSK / "zholdar-kiosk"), url, f"--profile={profile}", "--flag=--no-sandbox"],
            env={**os.environ, "DISPLAY": display},
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self, pattern: str) -> re.Match[str]:
        """Read on until a line says so."""
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"the launcher ended before it said {pattern!r}")

    def started(self) -> int:
        """Process of the browser that was started last."""
        return int(self.hear(r"started, process (\d+)")[1])


@pytest.fixture
def launcher(address: str, screen: str, tmp_path: Path) -> Iterator[Launcher]:
    found = Launcher(f"{address}?mode=kiosk", screen, tmp_path / "profile")
    yield found
    found.process.terminate()
    found.process.wait(20)
    assert found.process.stdout
    found.process.stdout.close()


def members(group: int) -> list[tuple[int, str]]:
    """Living processes of a browser, with their arguments."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,pgid,stat,args"], capture_output=True, text=True, check=True
    ).stdout.splitlines()[1:]
    rows = [line.split(None, 3) for line in listed]
    return [
        (int(pid), args)
        for pid, pgid, state, args in rows
        if int(pgid) == group and not state.startswith("Z")
    ]


def renderers(group: int) -> list[int]:
    """Processes of a browser that hold its pages."""
    return [pid for pid, args in members(group) if "type=renderer" in args]


def test_the_film_comes_back_after_every_death(launcher: Launcher) -> None:
    browser = launcher.started()
    launcher.hear("open after .* screen attract")
    # The browser is killed.
    begun = time.monotonic()
    os.kill(browser, signal.SIGKILL)
    launcher.hear("the browser ended")
    browser = launcher.started()
    launcher.hear("open after .* screen attract")
    assert time.monotonic() - begun < 15
    # Its page dies or hangs: visitors would see a sad face, or a picture that does not answer.
    for sign in (signal.SIGKILL, signal.SIGSTOP):
        pages = renderers(browser)
        assert pages
        for page in pages:
            os.kill(page, sign)
        launcher.hear("the page does not answer")
        browser = launcher.started()
        launcher.hear("open after .* screen attract")


def test_stopping_the_launcher_stops_the_browser(launcher: Launcher) -> None:
    browser = launcher.started()
    launcher.hear("open after")
    launcher.process.terminate()
    launcher.process.wait(20)
    until = time.monotonic() + 10
    while members(browser) and time.monotonic() < until:
        pass
    assert members(browser) == []


@pytest.mark.parametrize(
    ("unit", "scope"),
    [
        ("zholdar-kiosk.service", ["--user"]),
        ("zholdar-static.service", ["--user"]),
        ("zholdar-server.service", []),
    ],
)
def test_units_are_sound(unit: str, scope: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        ["systemd-analyze", *scope, "verify", str(KIOSK / unit)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    about_us = [line for line in done.stderr.splitlines() if "zholdar" in line]
    assert (done.returncode, about_us) == (0, []), done.stderr


def test_log_rotation_and_session_script_are_sound() -> None:
    logrotate = shutil.which("logrotate") or "/usr/sbin/logrotate"
    done = subprocess.run(
        [logrotate, "--debug", "--state", "/dev/null", str(KIOSK / "zholdar-kiosk.logrotate")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "error:" not in done.stderr
    checked = subprocess.run(
        ["shellcheck", str(KIOSK / "session.sh")], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_the_session_opens_the_address_of_the_launch_page(tmp_path: Path) -> None:
    """The file that the unit reads counts for the locked session too."""
    told = tmp_path / "told"
    cage = tmp_path / "bin" / "cage"
    cage.parent.mkdir()
    cage.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n', encoding="utf-8")
    cage.chmod(0o755)
    address = "http://127.0.0.1:8050/?mode=kiosk&langs=kk,ru,en"
    config = tmp_path / ".config"
    config.mkdir()
    (config / "zholdar-kiosk.env").write_text(f"KIOSK_URL={address}\n", encoding="utf-8")
    path = f"{cage.parent}:{os.environ['PATH']}"
    subprocess.run(
        [str(KIOSK / "session.sh")], env={"PATH": path, "HOME": str(tmp_path)}, check=True
    )
    assert address in told.read_text(encoding="utf-8").splitlines()


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            str(KIOSK / "zholdar-kiosk"),
            "http://127.0.0.1:9/",
            f"--profile={tmp_path}",
            "--browser=",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "No Chromium found" in done.stderr
