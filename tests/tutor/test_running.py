"""The tutor runs the learner's program where the machine can do so safely, and speaks of what it saw."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.sandbox import Sandbox
from ai_engine.settings import Settings
from ai_engine.storage import Database
from ai_engine.tutor import Task, Tutor, TutorAnswer, TutorRequest


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox; the tests are skipped on a machine that has none."""
    box = Sandbox(warm=1, slots=1)
    if box.level.isolation is None:
        pytest.skip("this machine can't isolate programs")
    with box.session() as session:
        session.ask({"kind": "run", "code": "", "stdin": "", "files": {}}, 10)
    yield box
    box.close()


@pytest.fixture
def running(sandbox: Sandbox, database: Database, tmp_path: Path) -> Tutor:
    """A tutor that may run programs."""
    return Tutor(load_bank(), None, database, Settings(_env_file=None, data_dir=tmp_path), sandbox=sandbox)


def ask(tutor: Tutor, message: str, code: str) -> TutorAnswer:
    """One answer about a program."""
    return tutor.answer(TutorRequest(message=message, code=code)).finish()


def test_where_it_stops_is_found_without_an_error_text(running: Tutor) -> None:
    """Line, error and the values at that moment, which no reading of the code could tell for certain."""
    answer = ask(running, "what's wrong?", "def get(items, i):\n    return items[i]\n\nprint(get([1, 2, 3], 3))\n")

    assert answer.move == "explain_error"
    assert "line 2" in answer.message and "IndexError" in answer.message and "`i` is `3`" in answer.message
    assert answer.evidence[0].kind == "run"


def test_what_it_prints_is_said(running: Tutor) -> None:
    """Correct code is described with its real output."""
    answer = ask(running, "is this correct?", "def is_even(n):\n    return n % 2 == 0\n\nprint(is_even(4))\n")

    assert "it prints `True`" in answer.message
    assert any(item.kind == "run" for item in answer.evidence)


def test_a_result_that_this_code_does_not_give_is_doubted(running: Tutor) -> None:
    """The learner may have changed the code, or not saved it."""
    answer = ask(running, "it prints 7 but should print 15", "print(sum([1, 2, 3]))\n")

    assert "`6`" in answer.message and "version" in answer.message


@pytest.mark.parametrize(
    "code",
    [
        "name = input()\nprint(name)\n",
        "while True:\n    pass\n",
        "x = 1\nwhile x:\n    x = x + 1 - 1\n",
        "import os\nos._exit(3)\n",
        "import sys\nsys.exit()\n",
    ],
)
def test_what_tells_nothing_is_not_spoken_of(running: Tutor, code: str) -> None:
    """Waiting for somebody, running on, leaving: no run in the evidence, and an answer all the same."""
    answer = ask(running, "does this look right?", code)

    assert answer.message
    assert not any(item.kind == "run" and "stops" in item.title for item in answer.evidence)


def test_the_answer_to_a_prediction_is_not_given_away(running: Tutor) -> None:
    """Who asks what a program prints is asked to predict it."""
    answer = ask(running, "what does this print?", "x = 7\nfor i in range(3):\n    x = x * 2\nprint(x)\n")

    assert "56" not in answer.message and answer.move == "experiment"


def test_a_failing_example_leads_from_the_question_to_the_praise(running: Tutor) -> None:
    """The call is remembered, tried again on each new attempt, and its success is said."""
    code = "def squares(n):\n    total = 0\n    for i in range(n):\n        total += i ** 2\n    return total\n"

    def go(message: str, code: str, known: str = "") -> TutorAnswer:
        return running.answer(TutorRequest(message=message, code=code, conversation_id=known)).finish()

    first = go("squares(3) should be 14, what is wrong?", code)
    hints = [go("another hint", "", first.conversation_id) for _ in range(3)]
    still = go("like this?", code.replace("range(n)", "range(n + 2)"), first.conversation_id)
    right = go("and now?", code.replace("range(n)", "range(n + 1)"), first.conversation_id)

    assert first.move == "question" and "`squares(3)`" in first.message and "`5`" in first.message
    assert len({answer.message for answer in (first, *hints)}) == 4
    assert "`30`" in still.message
    assert right.move == "celebrate" and "`14`" in right.message


def test_the_visible_tests_of_a_challenge_are_tried(sandbox: Sandbox, database: Database, tmp_path: Path) -> None:
    """With its id in the context, and without any example in the message; an example too close to it isn't shown."""
    task = Task(
        title="Factorial", statement="Write factorial(n).", entry_point="factorial", examples=(("factorial(3)", "6"),)
    )
    settings = Settings(_env_file=None, data_dir=tmp_path)
    tutor = Tutor(load_bank(), None, database, settings, sandbox=sandbox, task_of={"fact": task}.get)

    def go(message: str, code: str = "", challenge: str = "fact") -> TutorAnswer:
        return tutor.answer(TutorRequest(message=message, code=code, challenge_id=challenge)).finish()

    wrong = go(
        "why is it wrong?", "def factorial(n):\n    r = 1\n    for i in range(1, n):\n        r = r * i\n    return r\n"
    )

    assert "`factorial(3)`" in wrong.message and "`6`" in wrong.message and "`2`" in wrong.message
    assert "def factorial" not in go("what is recursion?").message
    assert "def factorial" in go("what is recursion?", challenge="other").message
