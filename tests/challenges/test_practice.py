"""The ladder: a rung after each new attempt, costs honoured, nothing given away, nothing kept after a goodbye."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.challenges.bank import ChallengeBank
from ai_engine.challenges.normalise import fingerprint, normalised
from ai_engine.challenges.practice import PracticeRoom, challenge_json
from ai_engine.sandbox import Sandbox
from ai_engine.storage import Database
from tests.challenges.conftest import OTHER, REFERENCE
from tests.challenges.test_grading import WRONG

ID = "where-it-belongs"


@pytest.fixture
def room(folder: Path, sandbox: Sandbox, tmp_path: Path) -> Iterator[PracticeRoom]:
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    database.migrate()
    yield PracticeRoom(ChallengeBank(folder.parent), sandbox, database)
    database.close()


def test_a_rung_comes_only_after_a_new_attempt(room: PracticeRoom) -> None:
    """The same program gets nothing more, nor one that differs in spacing or a comment; a changed one does."""
    first = room.hint(ID, "ada", WRONG["comparison"])
    same = room.hint(ID, "ada", WRONG["comparison"] + "\n# please\n")
    second = room.hint(ID, "ada", WRONG["missing end"])

    assert (first.level, first.reason) == (1, "")
    assert (same.hint, same.level) == ("", 1)
    assert "change your program" in same.reason
    assert second.level == 2
    assert second.hint != first.hint


def test_a_language_without_a_starter_is_said(room: PracticeRoom) -> None:
    """JavaScript under its short name where there is one; else Python, and a sentence."""

    def note(language: str) -> str:
        return room.choose(level="Beginner", topic="strings", language=language, goals=[], learner_id="", seed=1).note

    assert note("JS") == note("Python 3") == ""
    assert "Cobol" in note("Cobol")


def test_ladders_are_separate(room: PracticeRoom) -> None:
    """What one learner has seen moves nobody else."""
    room.hint(ID, "ada", WRONG["comparison"])

    assert room.hint(ID, "grace", WRONG["comparison"]).level == 1


def test_before_the_first_line_the_authors_hints_come(room: PracticeRoom) -> None:
    """With the starter or nothing there is nothing to diagnose."""
    hint = room.hint(ID, "ada", "")

    assert hint.hint == "Which elements must stand before the new one?"


def test_costs_come_off_the_reward(room: PracticeRoom) -> None:
    """40 XP less the 5 of the second hint; a second success earns nothing."""
    room.hint(ID, "ada", WRONG["comparison"])
    room.hint(ID, "ada", WRONG["missing end"])
    first, second = room.submit(ID, OTHER, "ada"), room.submit(ID, REFERENCE, "ada")

    assert (first.grade.verdict, first.earned) == ("accepted", 35)
    assert second.earned == 0


def test_a_correct_program_needs_no_hint(room: PracticeRoom) -> None:
    """It is told so."""
    assert "passes all tests" in room.hint(ID, "ada", OTHER).reason


def test_the_shown_object_holds_no_secret(room: PracticeRoom) -> None:
    """No hidden value, no unearned hint, no line of a solution."""
    challenge = room.bank.get(ID)
    room.hint(ID, "ada", WRONG["comparison"])
    shown = challenge_json(challenge, "python", room.ladder("ada", ID), [0, 5])

    assert all(t["input"] is None and t["expected_output"] is None for t in shown["test_cases"] if t["hidden"])
    assert [hint["locked"] for hint in shown["hints"]] == [False, True]
    assert shown["hints"][1]["text"] is None
    assert "enumerate" not in str(shown)


def test_correct_programs_are_kept_anonymous_and_go_with_their_learner(room: PracticeRoom) -> None:
    """Normalised; one of a kind; deleted on request together with attempts and ladders."""
    mine = "def place(number, row):\n    # by Ada\n    ada = 0\n    for x in row:\n        ada += x < number\n"
    mine += "    return ada\n"
    room.submit(ID, mine, "ada")
    room.hint(ID, "ada", WRONG["comparison"])
    kept = room.records.solutions(ID)

    assert len(kept) == 1
    assert "ada" not in kept[0].lower()
    assert room.records.export("ada")["attempts"]
    assert room.records.forget("ada") == 3
    assert room.records.solutions(ID) == []
    assert room.records.attempts("ada") == []


def test_fingerprints_see_changes_and_only_changes() -> None:
    """Spacing and comments don't count; a name does; what doesn't parse is compared as text."""
    assert fingerprint("x = 1  # one") == fingerprint("x=1")
    assert fingerprint("x = 1") != fingerprint("y = 1")
    assert fingerprint("x = (") == fingerprint("x = (  \n\n")
    assert normalised('def f(a):\n    "doc"\n    b = a\n    return b\n') == "def f(a):\n    v1 = a\n    return v1"
