"""One database for the process: SQLite (WAL) by default, PostgreSQL by DATABASE_URL."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from ai_engine.errors import BadSetting, Conflict, Unavailable
from ai_engine.settings import Settings

_BUSY_TIMEOUT_S = 15.0
# Any fixed number: all processes that migrate these tables on one PostgreSQL server ask for the same lock.
_MIGRATION_LOCK = 7_215_003


class Database:
    """The connection pool and the two kinds of transaction. Safe to share between threads; not across a fork.

    Raises:
        BadSetting: the URL can't be understood, or names a database this program doesn't know.
    """

    def __init__(self, url: str) -> None:
        self._url = _parse(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._engine = _sqlite_engine(self._url)
        else:
            self._engine = create_engine(
                self._url,
                pool_size=8,
                max_overflow=24,
                pool_timeout=_BUSY_TIMEOUT_S,
                pool_pre_ping=True,
                # A server that hangs must not hang every thread that asks it.
                connect_args={"connect_timeout": 5, "options": "-c statement_timeout=15000"},
            )

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The database that DATABASE_URL names, or tutor.db in DATA_DIR."""
        if settings.database_url:
            return cls(settings.database_url)
        return cls(URL.create("sqlite", database=str(settings.data_dir / "tutor.db")).render_as_string())

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading: one consistent view. Raises Unavailable when the database doesn't answer."""
        with _translated(), Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits when the block ends well and rolls back when it doesn't.

        On SQLite it takes the write lock at its beginning, so what the block read can't change before it writes.
        Raises Unavailable when the database doesn't answer.
        """
        engine = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        with _translated(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Bring the tables to this program's revision. Processes that start together wait for one another.

        Raises:
            BadSetting: the database can't be opened, or a newer program has changed it.
        """
        config = Config()
        config.set_main_option("script_location", (Path(__file__).parent / "migrations").as_posix().replace("%", "%%"))
        try:
            with self._engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
                if not self.is_sqlite:
                    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
            if self.is_sqlite:
                # Conversations are nobody else's business; SQLite gives its side files the same mode.
                Path(self._url.database or "").chmod(0o600)
        except CommandError as error:
            raise BadSetting(
                f"The database {self} was changed by a newer version of this program: "
                "install that version, or let DATABASE_URL or DATA_DIR name another database."
            ) from error
        except (DBAPIError, PoolTimeout, OSError) as error:
            raise BadSetting(
                f"The database {self} can't be opened ({_reason(error)}): check DATABASE_URL and DATA_DIR."
            ) from error

    def ping(self) -> bool:
        """Whether the database answers."""
        try:
            with self.read() as session:
                session.connection().exec_driver_sql("SELECT 1")
        except Unavailable:
            return False
        return True

    def close(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()

    def __str__(self) -> str:
        """The URL without its password."""
        return self._url.render_as_string(hide_password=True)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        if parsed.drivername in {"postgresql", "postgres"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        backend = parsed.get_backend_name()
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise BadSetting(
            "The setting DATABASE_URL can't be used: write it like sqlite:////path/tutor.db "
            "or postgresql://user:password@host/name."
        ) from error
    if backend not in {"sqlite", "postgresql"}:
        raise BadSetting(
            f"The setting DATABASE_URL can't be used: {backend} is not known here; use sqlite or postgresql."
        )
    return parsed


def _sqlite_engine(url: URL) -> Engine:
    if url.database in {None, "", ":memory:"}:
        raise BadSetting("The setting DATABASE_URL can't be used: a SQLite database needs a file.")
    engine = create_engine(
        url, pool_size=8, max_overflow=24, pool_timeout=_BUSY_TIMEOUT_S, connect_args={"timeout": _BUSY_TIMEOUT_S}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own BEGIN comes too late (before the first write); SQLAlchemy's "begin" event writes it below.
        connection.isolation_level = None
        _enter_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite answers "locked" at once, without its busy timeout, when two processes switch together."""
    end = time.monotonic() + _BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Conflict("Something else changed the same thing at this moment; please try again.") from error
    except (OperationalError, PoolTimeout) as error:
        raise Unavailable("The database does not answer at present; try again in a moment.", 2.0) from error
    except DatabaseError as error:
        # SQLite says so of a damaged file. The class's other children tell of a fault in this program.
        if type(error) is not DatabaseError:
            raise
        raise Unavailable("The database is damaged; whoever runs this machine must restore it.", 60.0) from error


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
