"""Opening, migrating and sharing the database."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from ai_engine.errors import BadSetting, Unavailable
from ai_engine.settings import Settings
from ai_engine.storage import Conversations, Database
from ai_engine.storage.tables import Base
from tests.processes import PATIENCE_S

MIGRATE = "import sys; from ai_engine.storage import Database; Database(sys.argv[1]).migrate()"


def test_migrations_make_the_tables_that_the_code_declares(database: Database) -> None:
    """Alembic finds no difference between the migrated database and the declared tables."""
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_server_default": False})
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    """A second start keeps what is stored."""
    conversation = Conversations(database).create("ada")

    database.migrate()

    assert Conversations(database).get(conversation, "ada").id == conversation


def test_processes_that_start_together_all_migrate(url: str) -> None:
    """Four processes that migrate one empty database at the same time all succeed."""
    processes = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, url], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    results = [(process.communicate(timeout=PATIENCE_S)[1], process.returncode) for process in processes]

    assert results == [("", 0)] * 4
    database = Database(url)
    assert database.ping()
    assert Conversations(database).create(None)
    database.close()


def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    """An unknown revision is a clear sentence at start, not a crash later."""
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(BadSetting, match="newer version"):
        database.migrate()


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://u@h/x", "sqlite://", "oracle+nothing://h", "postgresql+nope://h/x"]
)
def test_a_url_that_names_no_usable_database_names_the_setting(url: str) -> None:
    """What can't be a database is refused before anything is opened."""
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        Database(url)


def test_a_folder_that_is_not_there_names_the_settings(tmp_path: Path) -> None:
    """SQLite's own words are not enough for whoever starts the server."""
    with pytest.raises(BadSetting, match="DATA_DIR"):
        Database(f"sqlite:///{tmp_path}/absent/tutor.db").migrate()


def test_a_server_that_is_down_is_unavailable_and_hides_its_password() -> None:
    """Nothing listens there: starting names the setting, using raises Unavailable, the password is in neither."""
    database = Database("postgresql://ada:geheim@127.0.0.1:1/tutor")

    with pytest.raises(BadSetting) as starting:
        database.migrate()
    with pytest.raises(Unavailable) as using:
        Conversations(database).create(None)
    assert "DATABASE_URL" in starting.value.message
    assert "geheim" not in starting.value.message + using.value.message
    assert not database.ping()


def test_the_default_is_a_file_in_the_data_folder_in_wal_mode(tmp_path: Path) -> None:
    """Without DATABASE_URL it is SQLite in DATA_DIR, with WAL and foreign keys on every connection."""
    folder = tmp_path / "with space #1"
    folder.mkdir()
    database = Database.from_settings(Settings(data_dir=folder, database_url=""))
    database.migrate()

    with database.read() as session:
        mode = session.execute(text("PRAGMA journal_mode")).scalar()
        keys = session.execute(text("PRAGMA foreign_keys")).scalar()
    assert (mode, keys) == ("wal", 1)
    assert (folder / "tutor.db").stat().st_mode & 0o777 == 0o600
    database.close()


def test_a_damaged_file_is_unavailable_not_a_fault_of_the_program(tmp_path: Path) -> None:
    """Its pages overwritten behind the program's back: the sentence says what has to be done, /health is told."""
    path = tmp_path / "tutor.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    Conversations(database).create("ada")
    database.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xa5" * (size - 4_096))
    database = Database(f"sqlite:///{path}")

    with pytest.raises(Unavailable, match="damaged"):
        Conversations(database).list("ada")
    database.close()


def test_many_writers_wait_for_one_another(database: Database) -> None:
    """Sixteen threads that write at once lose nothing and fail nowhere."""
    conversations = Conversations(database)
    failures: list[Exception] = []

    def write() -> None:
        try:
            for _ in range(5):
                turn = conversations.begin_turn(None, "ada", "Hello")
                conversations.finish_turn(turn, "Hi")
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(conversations.list("ada")) == 80


def test_a_failed_write_leaves_nothing(database: Database) -> None:
    """A block that raises is rolled back."""
    conversation = Conversations(database).create("ada")

    with pytest.raises(ZeroDivisionError), database.write() as session:
        session.execute(text("UPDATE conversations SET title = 'changed'"))
        raise ZeroDivisionError
    assert Conversations(database).get(conversation, "ada").title == ""
