"""What a class allows holds for what leaves the tutor."""

from pathlib import Path

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.settings import Settings
from ai_engine.storage import Database
from ai_engine.tutor import ClassPolicy, Tutor, TutorAnswer, TutorRequest
from ai_engine.tutor.guard.guard import Guard
from ai_engine.tutor.guard.rules import Rules
from ai_engine.tutor.guard.scene_text import scene_text

ENDLESS = "i = 0\nwhile i < 10:\n    print(i)\n"


@pytest.fixture
def ask(database: Database, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Ask under a policy."""

    def asking(policy: ClassPolicy, message: str, known: str = "", **fields: str) -> TutorAnswer:
        tutor = Tutor(load_bank(), None, database, Settings(_env_file=None, data_dir=tmp_path), policy)
        return tutor.answer(TutorRequest(message=message, conversation_id=known, **fields)).finish()  # type: ignore[arg-type]

    return asking


def test_where_only_questions_are_allowed_no_hint_is_given(ask) -> None:  # type: ignore[no-untyped-def]
    """The line is named, the fault isn't."""
    answer = ask(ClassPolicy(support="questions"), "why does it never end?", code=ENDLESS)

    assert answer.move == "question" and answer.message.rstrip().endswith("?")
    assert "never ends" not in answer.message


def test_the_ladder_ends_at_the_highest_hint(ask) -> None:  # type: ignore[no-untyped-def]
    """However many attempts follow."""
    policy = ClassPolicy(highest_hint=2)
    answer = ask(policy, "it never ends", code=ENDLESS)
    for number in range(4):
        answer = ask(
            policy, "and now?", answer.conversation_id, code=ENDLESS.replace("print(i)", f"print(i, {number})")
        )

    assert answer.hint_level == 2


def test_distress_names_the_classs_contact(ask) -> None:  # type: ignore[no-untyped-def]
    """In the words of the policy."""
    assert "Ms Okafor, room 12" in ask(ClassPolicy(contact="Ms Okafor, room 12"), "I want to hurt myself").message


def test_a_concept_that_the_class_avoids_is_not_explained(ask) -> None:  # type: ignore[no-untyped-def]
    """Neither in composed text, nor by a model."""
    answer = ask(ClassPolicy(avoided_concepts=frozenset({"recursion"})), "what is recursion?")
    guard = Guard(Rules(known=scene_text("", ["loops"]), avoided=("recursion",)))
    said = (
        guard.push("You could use a loop here. Or a recursive function, which is recursion. Think of the loop first.")
        + guard.finish()
    )

    assert answer.move == "redirect" and "```" not in answer.message
    assert "recursion" not in "".join(said) and guard.report().reasons == ("avoided_concept",)
