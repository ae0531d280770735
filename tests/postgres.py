"""A real PostgreSQL server for tests, from Debian's package."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.conftest import debian


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of Debian's package on a free port; gives its URL without a database."""
    debian("postgresql", "pg_ctlcluster")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[-1].parent
    # It refuses to run as root, so there it runs as the user that its package brings.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    data = Path(tempfile.mkdtemp(prefix="pg-"))
    if as_user:
        shutil.chown(data, "postgres")
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


@pytest.fixture
def postgres_database(postgres_server: str) -> str:
    """The URL of an empty database on that server."""
    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # a name made just above
    return f"{postgres_server}/{name}"
