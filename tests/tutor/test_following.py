"""Remarks on the program of the conversation: guesses, objections, "what if", "what was wrong", predictions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.sandbox import Sandbox
from ai_engine.settings import Settings
from ai_engine.storage import Database
from ai_engine.tutor import Tutor, TutorAnswer, TutorRequest
from ai_engine.tutor.session import title_of
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding.contractions import spelt_out
from ai_engine.tutor.understanding.following import follow_up, named_in
from tests.tutor.conftest import Ask

COLON = "def area(w, h)\n    return w * h\n\nprint(area(2, 3))\n"
SHARED = "def keep(thing, box=[]):\n    box.append(thing)\n    return box\n\nprint(keep(1))\nprint(keep(2))\n"
MEAN = "def mean(marks):\n    s = 0\n    for m in marks:\n        s += m\n    return s / len(marks)\n\nprint(mean([1, 2]))\n"
LOOKUP = "seen = {}\nfor word in ['a', 'b', 'a']:\n    seen[word] = seen.get(word, 0) + 1\nprint(seen)\n"


def test_a_guess_that_speaks_of_the_fault_is_called_right(ask: Ask) -> None:
    """It names what the two have in common, and the next step; the corrected line isn't written."""
    first = ask("it doesn't run", code=COLON)
    second = ask("oh is it the colon?", follow=first)

    assert second.move == "celebrate" and "colon" in second.message
    assert "line 1" in second.message and "area(w, h):" not in second.message


def test_another_guess_is_put_to_the_test(ask: Ask) -> None:
    """Neither right nor wrong is claimed."""
    first = ask("it doesn't run", code=COLON)
    second = ask("is it because of the comma?", follow=first)

    assert second.move == "experiment" and "track" not in second.message and "Yes" not in second.message


def test_an_objection_is_answered_about_its_line(ask: Ask) -> None:
    """With what lies behind it, and not with a general note."""
    first = ask("why does it keep the old things?", code=SHARED)
    second = ask("but i call it without box, so it should be empty?", follow=first)

    assert second.move == "explain" and "line 1" in second.message
    assert "once" in second.message or "only one" in second.message
    assert second.message.split("\n")[0] != first.message.split("\n")[0]


def test_what_do_i_do_is_a_hint_and_no_lecture(ask: Ask) -> None:
    """The hint of the level reached."""
    first = ask("why does it keep the old things?", code=SHARED)
    second = ask("so what do i do", follow=first)

    assert second.move in ("hint", "experiment", "question") and "```" not in second.message


def test_what_was_wrong_is_told_after_it_is_gone(ask: Ask) -> None:
    """The fault that the tutor pointed to, in its words of then."""
    first = ask("it doesn't run", code=COLON)
    fixed = ask("and now?", follow=first, code=COLON.replace("h)\n", "h):\n"))
    third = ask("what was wrong exactly?", follow=fixed)

    assert "line 1" in third.message and "colon" in third.message


def test_what_if_is_an_experiment_with_the_program(ask: Ask) -> None:
    """With its own function and parameter."""
    first = ask("can you review this?", code=MEAN)
    second = ask("what if the list is empty?", follow=first)

    assert second.move == "experiment" and "`mean`" in second.message and "empty `marks`" in second.message


def test_a_part_of_the_program_is_found_and_explained(ask: Ask) -> None:
    """The line where it stands, what the call means, and how to see what it is for."""
    first = ask("explain this code", code=LOOKUP)
    second = ask("why the 0?", follow=first)

    assert "line 3" in second.message and "nothing there yet" in second.message and second.move == "explain"


def test_the_same_program_sent_again_is_no_new_attempt(ask: Ask) -> None:
    """Platforms send the editor's content with every message."""
    first = ask("why does it keep the old things?", code=SHARED)
    second = ask("why?", follow=first, code=SHARED)

    assert second.move == "explain" and "line 1" in second.message


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("what is a tuple?", ""),
        ("different question: how do I read a file?", ""),
        ("but I gave it a number", "objection"),
        ("oh, maybe the quotes", "guess"),
        ("what happens if it is negative", "what_if"),
        ("how can I fix it", "what_to_do"),
        ("why was it wrong before?", "what_was_wrong"),
        ("explain dictionaries", ""),
    ],
)
def test_what_a_remark_is(said: str, expected: str) -> None:
    """A question about an idea is none about the program."""
    state = TutorState(code=MEAN, focus="some-rule", focus_line=3)

    assert follow_up(said, state) == expected


def test_without_a_program_nothing_follows() -> None:
    """There is nothing to go on about."""
    assert follow_up("but why is it wrong?", TutorState()) == ""


def test_everyday_words_name_nothing() -> None:
    """`word` is a name of the program and a word of the language."""
    assert named_in("which word is it", LOOKUP) == []
    assert named_in("what is in seen then", LOOKUP) == ["seen"]


@pytest.fixture
def running(database: Database, tmp_path: Path) -> Iterator[Tutor]:
    """A tutor that can run programs."""
    box = Sandbox(warm=1, slots=1)
    yield Tutor(load_bank(), None, database, Settings(_env_file=None, data_dir=tmp_path), sandbox=box)
    box.close()


def _say(tutor: Tutor, message: str, follow: TutorAnswer | None = None) -> TutorAnswer:
    conversation = follow.conversation_id if follow is not None else ""
    return tutor.answer(TutorRequest(message=message, conversation_id=conversation)).finish()


def test_a_prediction_is_held_against_the_run(running: Tutor) -> None:
    """Right ones are called right, others stand beside what is printed."""
    asked = _say(running, "What does range(2, 8, 2) give?")
    right = _say(running, "2, 4, 6", asked)
    again = _say(running, "What does range(2, 8, 2) give?")
    wrong = _say(running, "2, 4, 6, 8", again)

    assert right.move == "celebrate" and "[2, 4, 6]" in right.message
    assert wrong.move == "question" and "[2, 4, 6]" in wrong.message


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("hi! why does my loop never stop?\nwhile True:\n    print(1)\n", "why does my loop never stop?"),
        ("def f(x):\n    return y\n", "def f(x):"),
        ("hello", "hello"),
        ("what is a list", "what is a list"),
    ],
)
def test_a_title_is_the_question_without_the_code(message: str, title: str) -> None:
    """Greetings and pasted lines name no conversation, unless there is nothing else."""
    assert title_of(message) == title


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("i dont know whats wrong", "i don't know what's wrong"),
        ("it doesnt print `dont`", "it doesn't print `dont`"),
        ("the name cant='x' is mine", "the name cant='x' is mine"),
    ],
)
def test_contractions_are_spelt_out(typed: str, written: str) -> None:
    """What stands as code is left alone."""
    assert spelt_out(typed) == written
