"""A tutor over the real bank, the real analyser and a real database, with no chat model unless a test wants one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.settings import Settings
from ai_engine.storage import Database
from ai_engine.tutor import Tutor, TutorAnswer, TutorRequest

Ask = Callable[..., TutorAnswer]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    opened = Database(f"sqlite:///{tmp_path / 'tutor.db'}")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def tutor(database: Database, tmp_path: Path) -> Tutor:
    """A tutor without a chat model."""
    return Tutor(load_bank(), None, database, Settings(_env_file=None, data_dir=tmp_path))


@pytest.fixture
def ask(tutor: Tutor) -> Ask:
    """Ask one message; pass `follow` to go on in the conversation of an earlier answer."""

    def asking(message: str, follow: TutorAnswer | None = None, **fields: object) -> TutorAnswer:
        conversation = follow.conversation_id if follow is not None else ""
        return tutor.answer(TutorRequest(message=message, conversation_id=conversation, **fields)).finish()  # type: ignore[arg-type]

    return asking
