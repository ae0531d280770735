"""What a report reads over all learners, on both databases."""

from datetime import UTC, datetime, timedelta

from ai_engine.storage import Conversations, Database
from ai_engine.storage.practice import Practice, ShownHint


def test_unsolved_counts_submissions_different_programs_and_hints(database: Database) -> None:
    """A challenge that was accepted at some time isn't among them; the most submissions come first."""
    practice = Practice(database)
    for learner, challenge, mark, verdict in (
        ("A", "one", "p1", "rejected"),
        ("A", "one", "p1", "rejected"),
        ("A", "one", "p2", "error"),
        ("A", "two", "p1", "accepted"),
        ("A", "two", "p2", "rejected"),
        ("B", "one", "p1", "rejected"),
    ):
        practice.record_attempt(learner, challenge, mark, verdict, [])
    practice.show_hint("A", "one", ShownHint("Look.", 0), "p1", 1)
    found = practice.unsolved()

    assert [(s.learner_id, s.challenge_id, s.submissions, s.programs, s.hints) for s in found] == [
        ("A", "one", 3, 2, 1),
        ("B", "one", 1, 1, 0),
    ]
    assert found[0].first <= found[0].last <= datetime.now(UTC)
    assert practice.unsolved(datetime.now(UTC) + timedelta(minutes=1)) == []


def test_everyones_attempts_come_with_their_learner(database: Database) -> None:
    """Oldest first, with what was found."""
    practice = Practice(database)
    practice.record_attempt("A", "one", "p1", "rejected", ["comparison"])
    practice.record_attempt("B", "one", "p2", "accepted", [])

    assert [(learner, a.verdict, a.findings) for learner, a in practice.everyones_attempts()] == [
        ("A", "rejected", ("comparison",)),
        ("B", "accepted", ()),
    ]
    assert practice.everyones_attempts(datetime.now(UTC) + timedelta(minutes=1)) == []


def test_everyones_answers_come_with_their_feedback(database: Database) -> None:
    """Only the tutor's turns; feedback stands beside the answer it is about, and nowhere else."""
    conversations = Conversations(database)
    first = conversations.begin_turn(None, "A", "why?")
    evidence = [{"kind": "finding", "id": "rule:1:1", "title": "t", "score": 1.0}]
    conversations.finish_turn(first, "Look.", move="hint", hint_level=2, evidence=evidence, model_used="grounded")
    second = conversations.begin_turn(first.conversation_id, "A", "and now?")
    conversations.finish_turn(second, "Try it.", move="experiment")
    conversations.give_feedback(first.conversation_id, "A", second.number, False, "too short")
    answers = conversations.everyones_answers()

    assert [(a.learner_id, a.number, a.move, a.hint_level, a.helpful, a.why) for a in answers] == [
        ("A", 2, "hint", 2, None, ""),
        ("A", 4, "experiment", 0, False, "too short"),
    ]
    assert answers[0].evidence == evidence and answers[0].feedback_at is None
    assert conversations.everyones_answers(datetime.now(UTC) + timedelta(minutes=1)) == []
