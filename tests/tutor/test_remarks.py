"""What a learner says about their program is held against it: values, changes, and the part that they blame."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.sandbox import Sandbox, Step
from ai_engine.settings import Settings
from ai_engine.storage import Database
from ai_engine.tutor import Tutor, TutorAnswer, TutorRequest
from ai_engine.tutor.evidence.changes import told_change
from ai_engine.tutor.evidence.claims import check_claim
from ai_engine.tutor.evidence.example_trials import Failure
from ai_engine.tutor.evidence.mismatch import find_mismatch
from ai_engine.tutor.evidence.program import read_program
from ai_engine.tutor.moves.remarks import named_lines
from tests.tutor.test_running import sandbox

__all__ = ["sandbox"]

SUM_TO = "def sum_to(n):\n    total = 0\n    for i in range(1, n):\n        total += i\n    return total\n"
PROGRAM = read_program(SUM_TO)


@pytest.fixture
def running(sandbox: Sandbox, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tutor]:
    """A tutor that may run programs, and takes its time."""
    for name, seconds in (("_SEARCH_S", 5.0), ("_WALL_S", 5.0), ("_PATIENCE_S", 10.0)):
        monkeypatch.setattr(f"ai_engine.tutor.evidence.example_trials.{name}", seconds)
    yield Tutor(load_bank(), None, database, Settings(_env_file=None, data_dir=tmp_path), sandbox=sandbox)


def ask(tutor: Tutor, message: str, follow: TutorAnswer | None = None, code: str = "") -> TutorAnswer:
    """One answer."""
    conversation = follow.conversation_id if follow is not None else ""
    return tutor.answer(TutorRequest(message=message, code=code, conversation_id=conversation)).finish()


@pytest.fixture
def first(running: Tutor) -> TutorAnswer:
    """The answer to a program whose loop stops too early."""
    return ask(running, "sum_to(n) adds 1 to n. sum_to(4) should be 10 but gives 6. Why?", code=SUM_TO)


@pytest.mark.parametrize(
    ("said", "holds", "told"),
    [
        ("9 % 2 is 1", True, "is `1`"),
        ("2004 % 400 isn't 0 so the and fails", True, "is `4`, and not `0`"),
        ("but 7 // 2 is 3.5", False, "is `3`, and not `3.5`"),
        ("5 >= 18 is False", True, "is `False`"),
        ("95 is bigger than 70", True, "is `True`"),
        ("is total text?", False, "is `6`, which is a whole number"),
        ("total is 6 then", True, "is `6`"),
        ("i goes up to 4", False, "goes from `1` to `3`"),
        ("n never changes", True, "keeps the value `4`"),
        ("word is empty", False, "is `'tea'`"),
        ("word[3] doesn't exist", True, "has 3 characters, so its last position is 2"),
    ],
)
def test_a_value_that_is_told_is_checked(said: str, holds: bool, told: str) -> None:
    """By working it out, or by what was seen in the call."""
    steps = [Step(4, "f", {"i": str(i), "n": "4", "total": "6", "word": "'tea'"}) for i in (1, 2, 3)]
    program = read_program(
        "def f(n, word):\n    total = 0\n    for i in range(n):\n        total += 6\n    return total\n"
    )
    claim = check_claim(said, program, Failure("f(4)", "10", "6", steps=tuple(steps)), None)

    assert claim is not None and claim.holds is holds and claim.told == told


@pytest.mark.parametrize("said", ["I don't know", "is the loop wrong?", "so I have to count", "what is n for?", "i"])
def test_other_words_claim_no_value(said: str) -> None:
    """Nothing is checked that wasn't said."""
    assert check_claim(said, PROGRAM, None, None) is None


@pytest.mark.parametrize(
    ("said", "line", "piece", "done"),
    [
        ("ok I did range(1, n+1), is it right now?", 3, "range(1, n+1)", True),
        ("should it be total = 1?", 2, "total = 1", False),
        ("so return total + 1?", 5, "return total + 1", False),
        ("I set total = n and now it works", 2, "total = n", True),
        ("`for i in range(n)`?", 3, "for i in range(n)", False),
    ],
)
def test_a_change_that_is_told_finds_its_place(said: str, line: int, piece: str, done: bool) -> None:
    """On the line that has the same name, call or keyword."""
    change = told_change(said, PROGRAM, 0)

    assert change is not None and (change.line, change.piece, change.done) == (line, piece, done)
    assert piece in change.text


@pytest.mark.parametrize(
    "said",
    ["does range(1, n) stop before n?", "why is total = 0 there", "is total wrong?", "total is wrong", "I used it"],
)
def test_other_words_tell_no_change(said: str) -> None:
    """What stands there already, a question about it, and plain words."""
    assert told_change(said, PROGRAM, 3) is None


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("is total wrong?", (2, 4)),
        ("is the last line wrong?", (5,)),
        ("line 3 is wrong", (3,)),
        ("the return is wrong", (5,)),
        ("is the loop broken?", (3,)),
    ],
)
def test_a_blamed_part_is_found(said: str, lines: tuple[int, ...]) -> None:
    """By its name, its number or what learners call it."""
    assert named_lines(said, PROGRAM) == lines


def test_the_learners_own_change_is_tried(running: Tutor, first: TutorAnswer) -> None:
    """One that helps is called right, with the example that shows it; from then on it is their program."""
    tried = ask(running, "ok I did range(1, n + 1), is it right now?", first)
    after = ask(running, "thanks!", tried)

    assert tried.move == "celebrate" and "`sum_to(4)` gives `10`" in tried.message
    assert "line 3" not in after.message


def test_a_change_that_does_not_help_is_told_what_it_does(running: Tutor, first: TutorAnswer) -> None:
    """With the result that it gives, and without the one that would help."""
    tried = ask(running, "should it be range(0, n)?", first)

    assert tried.move == "question" and "`sum_to(4)` gives `6`" in tried.message and "same as before" in tried.message
    assert "n + 1" not in tried.message


def test_a_wrong_suspicion_meets_what_was_seen(running: Tutor, first: TutorAnswer) -> None:
    """The blamed line's own values, then back to the place; a right one is confirmed."""
    cold = ask(running, "is total wrong?", first)
    warm = ask(running, "is the range wrong?", cold)

    assert "line 4" in cold.message and "`total`" in cold.message and "line 3" in cold.message
    assert "line 3" in warm.message or "right place" in warm.message or "line that matters" in warm.message
    assert "n + 1" not in cold.message + warm.message


def test_a_conversation_does_not_say_the_same_twice(running: Tutor, first: TutorAnswer) -> None:
    """Whatever the learner says, each answer asks for something new, and none tells the repair."""
    said = [
        "hmm it starts wrong?",
        "I don't know",
        "what should I do",
        "it stops too early",
        "so how do I change it",
        "I don't get it",
    ]
    answers = [first]
    for message in said:
        answers.append(ask(running, message, answers[-1]))
    texts = [answer.message for answer in answers]

    assert len(set(texts)) == len(texts)
    assert not any("n + 1" in text or "n+1" in text for text in texts)


@pytest.mark.parametrize("said", ["fixed!", "done, fixed it", "ok solved", "I fixed it, thanks"])
def test_fixed_is_taken_at_its_word_and_checked_by_the_example(running: Tutor, first: TutorAnswer, said: str) -> None:
    """The new version wasn't seen: the call that failed is to be run once more."""
    answer = ask(running, said, first)

    assert answer.move == "celebrate" and "`sum_to(4)`" in answer.message and "`10`" in answer.message


@pytest.mark.parametrize(
    ("code", "line", "kind"),
    [
        ('pw = ""\nwhile pw == "open":\n    pw = input()\n', 2, "test"),
        ("def steps(n):\n    count = 0\n    while n > 1:\n        n = n // 2\n    return count\n", 2, "unchanged"),
        ("def share(sweets, kids):\n    return sweets // kids\n\nprint(share(4, 12))\n", 4, "call"),
    ],
)
def test_what_can_be_seen_without_a_run_is_asked_about(code: str, line: int, kind: str) -> None:
    """A loop that is never entered, a result that nothing changes, two values that stand the other way round."""
    found = find_mismatch("Share 12 sweets among 4 kids. It doesn't work.", read_program(code))

    assert found is not None and (found.line, found.kind) == (line, kind)


def test_the_input_that_a_learner_speaks_of_is_the_one_that_is_tried(running: Tutor) -> None:
    """ "15 gives Fizz" is a call with 15."""
    code = "def fizz(n):\n    if n % 3 == 0:\n        return 'Fizz'\n    elif n % 15 == 0:\n        return 'FizzBuzz'\n    return str(n)\n"
    answer = ask(
        running,
        "Say FizzBuzz for multiples of both numbers, otherwise the number as text.\n\n15 gives Fizz, I don't get why",
        code=code,
    )

    assert "`n` is `15`" in answer.message or "line 4" in answer.message
