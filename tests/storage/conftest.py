"""The two databases that everything about storage is tried on: a SQLite file, and a real PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.storage import Database
from tests.postgres import postgres_database, postgres_server

__all__ = ["postgres_database", "postgres_server"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/tutor.db"
    made: str = request.getfixturevalue("postgres_database")
    return made


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database."""
    made = Database(url)
    made.migrate()
    yield made
    made.close()
