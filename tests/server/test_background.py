"""What is done behind the requests: retention."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from ai_engine.inference.tasks.engine import TaskEngine
from ai_engine.knowledge import load_bank
from ai_engine.learner.policy import ClassPolicy
from ai_engine.server.background import Background, Embedding
from ai_engine.settings import Settings
from ai_engine.storage import Conversations, Database
from ai_engine.storage.practice import Practice, ShownHint
from ai_engine.storage.tables import AttemptRow, ConversationRow, LadderRow


@pytest.mark.parametrize(("days", "left"), [(0, 2), (30, 1), (400, 2)])
def test_records_older_than_the_policy_allows_go(tmp_path: Path, days: int, left: int) -> None:
    """Conversations, attempts, ladders and programs; newer ones stay, and without a time everything does."""
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    database.migrate()
    conversations, practice = Conversations(database), Practice(database)
    for learner in ("old", "new"):
        turn = conversations.begin_turn(None, learner, "hello")
        conversations.finish_turn(turn, "Hello.")
        practice.record_attempt(learner, "x", learner, "accepted", [])
        practice.show_hint(learner, "x", ShownHint("Look.", 0), "f", 1)
        practice.keep_solution(learner, "x", learner, f"{learner} = 1")
    then = datetime.now(UTC) - timedelta(days=100)
    with database.write() as session:
        session.execute(update(ConversationRow).where(ConversationRow.learner_id == "old").values(updated_at=then))
        session.execute(update(AttemptRow).where(AttemptRow.learner_id == "old").values(created_at=then))
        session.execute(update(LadderRow).where(LadderRow.learner_id == "old").values(updated_at=then))
    settings = Settings(_env_file=None, data_dir=tmp_path, model_cache_dir=tmp_path)
    tasks = TaskEngine(settings)
    embedding = Embedding(tasks, load_bank(), tmp_path / "v.npz", "none")
    policy = ClassPolicy(retention_days=days)
    Background(None, embedding, lambda: policy, conversations, practice).delete_old()
    kept = [len(conversations.list(learner)) for learner in ("old", "new")]
    attempts = [len(practice.attempts(learner)) for learner in ("old", "new")]
    ladders = [len(practice.ladder(learner, "x").shown) for learner in ("old", "new")]

    assert kept == attempts == ladders == ([1, 1] if left == 2 else [0, 1])
    assert len(practice.solutions("x")) == left
    assert embedding(["loop"]) is None and embedding.learn() is False
    tasks.close()
    database.close()
