"""A turn's events: when a stream begins, and what is left of a turn that could not be prepared."""

from pathlib import Path

import pytest

from ai_engine.errors import NotFound
from ai_engine.knowledge import load_bank
from ai_engine.settings import Settings
from ai_engine.storage import Conversations, Database
from ai_engine.tutor import Started, Tutor, TutorRequest

ENDLESS = "n = 1\nwhile n > 0:\n    n = n + 1\n"


def test_a_stream_begins_before_the_facts_are_gathered(tutor: Tutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no model's queue can refuse the turn, the learner's stream starts first and the work comes after."""
    looked: list[str] = []
    scene = tutor._scene

    def looking(*arguments: object) -> object:
        looked.append("looked")
        return scene(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(tutor, "_scene", looking)

    with tutor.answer(TutorRequest(message="Why does this never end?", code=ENDLESS)) as answering:
        assert answering.next(1.0) == Started()
        assert not looked
        assert "line 2" in answering.finish().message
        assert looked


def test_a_turn_that_fails_on_the_way_is_taken_back(
    tutor: Tutor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure of ours while facts are gathered leaves no half turn behind, and the conversation isn't busy."""
    first = tutor.answer(TutorRequest(message="What is a list?", learner_id="ada")).finish()

    def failing(*arguments: object) -> object:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patched:
        patched.setattr(tutor, "_scene", failing)
        again = TutorRequest(message="And a tuple?", learner_id="ada", conversation_id=first.conversation_id)
        with tutor.answer(again) as answering, pytest.raises(RuntimeError):
            answering.finish()
    turns = Conversations(database).get(first.conversation_id, "ada").turns

    assert [turn.content for turn in turns if turn.role == "user"] == ["What is a list?"]
    assert tutor.answer(again).finish().conversation_id == first.conversation_id


def test_a_closed_stream_is_stored_as_cut(database: Database, tmp_path: Path) -> None:
    """Who leaves right after the start leaves a turn that says so, and can go on in the conversation."""
    tutor = Tutor(load_bank(), None, database, Settings(_env_file=None, data_dir=tmp_path))
    with tutor.answer(TutorRequest(message="What is a list?", learner_id="ada")) as answering:
        answering.next(1.0)
    stored = Conversations(database).get(answering.conversation_id, "ada")

    assert stored.turns[-1].status == "cut"
    with pytest.raises(NotFound):
        Conversations(database).get(answering.conversation_id, "bob")
