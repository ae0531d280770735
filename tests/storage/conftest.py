"""The two databases that everything about storage is tried on: a SQLite file, and a real PostgreSQL server."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.storage import Database
from tests.conftest import debian


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of Debian's package on a free port; gives its URL without a database."""
    debian("postgresql", "pg_ctlcluster")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[-1].parent
    # It refuses to run as root, so there it runs as the user that its package brings.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    data = Path(f"/tmp/pg-{os.getpid()}")
    shutil.rmtree(data, ignore_errors=True)
    subprocess.run(
        [*as_user, programs / "initdb", "-D", data, "-A", "trust", "-U", "tutor", "-N"], check=True, capture_output=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={data} -c fsync=off"
    log = data / "log"
    try:
        subprocess.run(
            [*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"],
            check=True,
            # A pipe would be kept open by the server itself.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        yield f"postgresql://tutor@127.0.0.1:{port}"
    finally:
        subprocess.run([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True)
        shutil.rmtree(data, ignore_errors=True)


def _new_postgres_database(server: str) -> str:
    import psycopg

    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # a name made just above
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/tutor.db"
    return _new_postgres_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database."""
    made = Database(url)
    made.migrate()
    yield made
    made.close()
