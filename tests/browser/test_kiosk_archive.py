"""The archive that is carried to a museum: the same every time, whole, and it shows the film."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from deploy.kiosk.archive import ArchiveError, contents, write
from tests.browser.file_server import FileServer
from tests.browser.kiosk_helpers import kiosk

GUIDES = [f"INSTALL.{lang}.txt" for lang in ("en", "kk", "ru")]


@pytest.fixture(scope="module")
def unpacked(static_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, made, checked and unpacked as the guide says."""
    folder = tmp_path_factory.mktemp("archive")
    archive = write(contents(static_edition, None), folder, "9.9.9")
    checked = ["sha256sum", "--check", f"{archive.name}.sha256"]
    subprocess.run(checked, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    home = folder / "zholdar"
    home.mkdir()
    unpack = ["tar", "-xzf", str(archive), "-C", str(home), "--strip-components=1"]
    subprocess.run(unpack, check=True)
    return home


def test_two_archives_are_the_same(static_edition: Path, tmp_path: Path) -> None:
    files = contents(static_edition, None)
    first, second = (write(files, tmp_path / name, "1.0.0") for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_every_file_is_what_the_sums_say(unpacked: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=unpacked, check=True)
    listed = {line[66:] for line in (unpacked / "SHA256SUMS").read_text().splitlines()}
    there = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*") if p.is_file()}
    assert there == listed | {"SHA256SUMS"}
    assert (unpacked / "deploy/kiosk/zholdar-kiosk").stat().st_mode & 0o111


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_name_only_what_is_there(unpacked: Path, guide: str) -> None:
    """All three give the same commands; every file they name is in the archive."""
    text = (unpacked / guide).read_text(encoding="utf-8")
    commands = [line for line in text.splitlines() if line.startswith("     ")]
    english = (unpacked / GUIDES[0]).read_text(encoding="utf-8")
    plain = [line for line in english.splitlines() if line.startswith("     ")]
    assert [c.split("(")[0] for c in commands] == [c.split("(")[0] for c in plain]
    for word in set(text.split()):
        if word.startswith(("deploy/", "docs/")):
            assert (unpacked / word).is_file(), word
    assert "/kiosk-setup.html\n" in text
    assert (unpacked / "edition/kiosk-setup.html").is_file()
    assert all(len(line) < 105 for line in text.splitlines())


def test_the_static_edition_of_the_archive_shows_the_film(
    unpacked: Path, browser: Browser, tmp_path: Path
) -> None:
    server = FileServer(tmp_path)
    server.publish(unpacked / "edition")
    server.start()
    try:
        with kiosk(browser, server.address) as found:
            found.wait_screen("attract")
            found.page.wait_for_selector(".kiosk-movement h2")
            found.wake()
            assert found.complaints == []
    finally:
        server.kill()


def test_the_program_of_the_archive_is_whole(unpacked: Path) -> None:
    """The server edition starts from what was unpacked, with the libraries at hand."""
    done = subprocess.run(
        [sys.executable, "app.py", "check"],
        cwd=unpacked, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "no faults" in done.stdout


def test_what_is_no_edition_is_refused(static_edition: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no static edition"):
        contents(tmp_path, None)
    with pytest.raises(ArchiveError, match="no wheels"):
        contents(static_edition, tmp_path)
