"""The atlas out of a PostGIS database is the atlas out of its files.

Run by ``make test-postgis``, which sees to server and libraries. A throw-away cluster is started in
a temporary folder on a free port, as a user without rights, and taken down at the end.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from geodata.atlas import DEFAULT_FOLDER, Atlas, load
from geodata.bundle import bundle, encode
from geodata.downloads import Downloads
from geodata.faults import PackageError
from geodata.postgis import load_package, main

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a-secret-of-the-test"  # noqa: S105
USER = "keeper"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def programs() -> Path:
    """Folder of the newest server that has PostGIS."""
    found = [
        path
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if Path(f"/usr/share/postgresql/{path.parent.name}/extension/postgis.control").exists()
    ]
    return max(found, key=lambda path: int(path.parent.name))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Address of an empty database, without a password in it."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgis-"))
    # PostgreSQL refuses to run as root.
    as_user: list[str] = []
    if os.getuid() == 0:
        as_user = ["runuser", "-u", "postgres", "--"]
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    port, binaries, cluster = free_port(), programs(), folder / "cluster"

    def call(program: str, *arguments: str) -> None:
        command = [*as_user, str(binaries / program), *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        call(
            "initdb", "-D", str(cluster), "-U", USER, "-A", "scram-sha-256",
            f"--pwfile={secret}", "-E", "UTF8", "--no-locale", "--no-sync",
        )  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        log = str(folder / "log")
        call("pg_ctl", "-D", str(cluster), "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "-D", str(cluster), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module", autouse=True)
def password() -> Iterator[None]:
    """As an institution gives it: by the environment, never in the address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", PASSWORD)
        yield


@pytest.fixture(scope="module")
def loaded(server: str) -> str:
    address = f"{server}?schema=atlas"
    counts = load_package(DEFAULT_FOLDER, address)
    assert counts["movements"] > 200
    return address


@pytest.fixture(scope="module")
def kept(loaded: str) -> Atlas:
    return load(loaded)


def run_sql(server: str, *statements: str) -> None:
    engine = sa.create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


def faults(address: str) -> list[str]:
    with pytest.raises(PackageError) as caught:
        load(address)
    found = [str(fault) for fault in caught.value.faults]
    assert PASSWORD not in "\n".join(found)
    return found


def test_the_bundle_is_the_same_to_the_byte(atlas: Atlas, kept: Atlas) -> None:
    assert encode(bundle(kept)) == encode(bundle(atlas))


def test_the_downloads_hold_the_same_records(atlas: Atlas, kept: Atlas) -> None:
    files, database = Downloads(atlas), Downloads(kept)
    assert files.names == database.names
    for name in ("datapackage.json", "sites.geojson", "movements.geojson", "zholdar.gpkg"):
        assert files.read(name) == database.read(name), name
    header = database.read("movements.csv")[0].split(b"\n")[0]
    assert header == files.read("movements.csv")[0].split(b"\n")[0].rstrip(b"\r")


def test_the_app_runs_from_it(loaded: str, atlas: Atlas) -> None:
    command = [sys.executable, str(ROOT / "app.py"), "--data", loaded, "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert "http://" in line, line
            address = "http://" + line.split("http://")[1].split()[0]
            with urllib.request.urlopen(f"{address}healthz", timeout=30) as answer:
                said = json.loads(answer.read())
            assert said["records"] == atlas.counts
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_check_names_table_row_and_column(server: str, loaded: str) -> None:
    run_sql(
        server,
        "UPDATE atlas.populations SET count = -4 WHERE row_number = 7",
        "UPDATE atlas.movements SET origin_id = 'atlantis' WHERE row_number = 12",
    )
    try:
        assert faults(loaded) == ["populations, row 7, column count: -4 is below 0"]
        run_sql(server, "UPDATE atlas.populations SET count = 4 WHERE row_number = 7")
        found = faults(loaded)
        assert any("row 12, column origin_id: 'atlantis' is an unknown id" in f for f in found)
        run_sql(server, "ALTER TABLE atlas.events RENAME COLUMN title_en TO headline")
        found = faults(loaded)
        assert any("column title_en: column missing" in f for f in found)
    finally:
        load_package(DEFAULT_FOLDER, loaded, replace=True)


def test_nothing_is_replaced_unasked(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(DEFAULT_FOLDER), loaded]) == 1
    assert "holds a package already; --replace" in capsys.readouterr().err


def test_another_package_in_a_schema_of_its_own(server: str) -> None:
    address = f"{server}?schema=new_york"
    assert main(["load", str(ROOT / "examples" / "new-york"), address]) == 0
    files, database = load(ROOT / "examples" / "new-york"), load(address)
    assert encode(bundle(files)) == encode(bundle(database))


def test_the_atlas_cannot_write_and_gives_up_in_time(loaded: str) -> None:
    from geodata.postgis import PostgisSource  # noqa: PLC0415

    with PostgisSource(loaded) as source:
        assert source._open is not None
        assert source._open.execute(sa.text("SHOW transaction_read_only")).scalar() == "on"
        assert source._open.execute(sa.text("SHOW statement_timeout")).scalar() == "1min"
        with pytest.raises(sa.exc.InternalError, match="read-only"):
            source._open.execute(sa.text("DELETE FROM atlas.places"))


def test_no_error_tells_the_password(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD")
    wrong = server.replace(f"{USER}@", f"{USER}:wrong-{PASSWORD}@")
    for address in (
        wrong,
        server.replace(f"{USER}@", f"{USER}:{PASSWORD}@").replace("/postgres", "/no_such"),
        f"postgresql://{USER}:{PASSWORD}@127.0.0.1:1/postgres",
        f"postgresql://{USER}:{PASSWORD}@127.0.0.1:port/postgres",
        f"postgresql://{USER}:{PASSWORD}@127.0.0.1/postgres?schema=a;drop",
    ):
        command = [sys.executable, str(ROOT / "app.py"), "check", "--data", address]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stdout
        assert "fault(s)" in done.stderr
        assert "Traceback" not in done.stderr
        assert PASSWORD not in done.stderr + done.stdout


def test_an_empty_schema_says_what_to_do(server: str) -> None:
    assert "python -m geodata.postgis load" in faults(f"{server}?schema=nothing_here")[0]
