"""A beginner's task with a program that goes wrong: the first answer asks about the right line, and never says the fix."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.sandbox import Sandbox
from ai_engine.settings import Settings
from ai_engine.storage import Database
from ai_engine.tutor import Tutor, TutorAnswer, TutorRequest
from tests.tutor.test_running import sandbox

__all__ = ["sandbox"]

EVENS = "def evens(nums):\n    kept = []\n    for n in nums:\n        if n % 2 == 1:\n            kept.append(n)\n    return kept\n"
UP_TO = "def up_to(n):\n    total = 0\n    for i in range(1, n):\n        total += i\n    return total\n"
LONGEST = "def longest(words):\n    best = ''\n    for w in words:\n        if len(w) < len(best):\n            best = w\n    return best\n"
BELOW = "def below(nums, limit):\n    count = 0\n    for n in nums:\n        if n < 10:\n            count += 1\n    return count\n"
ROWS = "def turned(m):\n    rows = []\n    for c in range(len(m[0])):\n        row = []\n        for r in range(len(m)):\n            row.append(m[r][c])\n    rows.append(row)\n    return rows\n"
SHIFT = "def shift(text, k):\n    out = ''\n    for ch in text:\n        out += chr(ord(ch) + k)\n    return out\n"


@pytest.fixture
def running(sandbox: Sandbox, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tutor]:
    """A tutor that may run programs, and takes its time: what is found must not depend on how busy the machine is."""
    for name, seconds in (("_SEARCH_S", 5.0), ("_WALL_S", 5.0), ("_PATIENCE_S", 10.0)):
        monkeypatch.setattr(f"ai_engine.tutor.evidence.example_trials.{name}", seconds)
    yield Tutor(load_bank(), None, database, Settings(_env_file=None, data_dir=tmp_path), sandbox=sandbox)


def ask(tutor: Tutor, message: str, code: str = "", follow: TutorAnswer | None = None) -> TutorAnswer:
    """One answer."""
    conversation = follow.conversation_id if follow is not None else ""
    return tutor.answer(TutorRequest(message=message, code=code, conversation_id=conversation)).finish()


@pytest.mark.parametrize(
    ("message", "code", "place", "fix"),
    [
        ("Keep the even numbers. evens([1, 2]) should return [2] but I get [1].", EVENS, "line 4", "== 0"),
        ("up_to(n) adds 1 to n, inclusive.\nup_to(4) -> 10\nWhy is it wrong?", UP_TO, "line 3", "n + 1"),
        (
            "Find the longest word.\nFor example, given ['a', 'abc'] the output is 'abc'.\nI always get an empty text.",
            LONGEST,
            "line 4",
            ">",
        ),
        (
            "Count the numbers below the limit.\nInput: [5, 15], 20 Output: 2\nIt gives 1 and I can't see why.",
            BELOW,
            "line 4",
            "n < limit",
        ),
        (
            "Turn a matrix.\nturned([[1, 2], [3, 4]]) → [[1, 3], [2, 4]]\nMy result is [[2, 4]]",
            ROWS,
            "line 7",
            "indent it",
        ),
        ('Shift letters, z goes to a.\nshift("az", 1) = "ba"\nI get \'b{\'.', SHIFT, "line 4", "26"),
    ],
)
def test_the_line_at_fault_is_asked_about(running: Tutor, message: str, code: str, place: str, fix: str) -> None:
    """With the example that shows it, and without a word of the repair."""
    answer = ask(running, message, code)

    assert place in answer.message and "?" in answer.message
    assert fix not in answer.message
    assert any(item.kind == "run" for item in answer.evidence)


def test_the_statement_the_program_and_the_complaint_may_come_in_one_text(running: Tutor) -> None:
    """Examples written as a session, or as calls with results, are no part of the program; numbered lines are."""
    session = f"Return the even numbers.\n\n>>> evens([1, 2, 3])\n[2]\n\n{EVENS}\nI get the odd ones."
    numbered = "Add 1 to n inclusive.\n" + "".join(f"{k}. {line}\n" for k, line in enumerate(UP_TO.splitlines(), 1))

    assert "line 4" in ask(running, session).message
    assert "line 3" in ask(running, numbered + "up_to(4) should be 10").message


@pytest.mark.parametrize(
    ("message", "code", "place"),
    [
        ("Add up all numbers from 1 to n inclusive, please see what is wrong with my function.", UP_TO, "line 3"),
        (
            "People of 18 or older may vote. My teacher says that one of the tests fails, and I can't see which one.",
            "def may_vote(age):\n    if age > 18:\n        return True\n    return False\n",
            "line 2",
        ),
        (
            "Return 10 percent of the price for orders over 50, but nothing for members with more than 3 visits. A test fails.",
            "def reduced(price):\n    if price > 50:\n        return price * 0.1\n    return 0\n",
            "`3`",
        ),
        (
            "Count how many numbers are above the limit that is given. It fails for some of the tests and I don't know why.",
            "def above(nums, limit):\n    return sum(1 for n in nums if n > 10)\n",
            "`limit`",
        ),
    ],
)
def test_without_an_example_the_words_of_the_task_are_held_against_the_program(
    running: Tutor, message: str, code: str, place: str
) -> None:
    """An end, a limit, a condition or a parameter that the task speaks of."""
    answer = ask(running, message, code)

    assert answer.move in ("question", "point") and place in answer.message


def test_a_call_without_an_end_is_followed_to_the_line_that_should_end_it(running: Tutor) -> None:
    """The loop's condition, the line that changes its name, and the values when it was stopped."""
    code = "def digits(n):\n    total = 0\n    while n > 0:\n        total += n % 10\n        n = n % 10\n    return total\n"
    answer = ask(running, "Add the digits: digits(407) should be 11. It hangs.", code)

    assert "line 5" in answer.message and "`n > 0`" in answer.message and "`n` is `7`" in answer.message


def test_an_error_that_is_told_without_its_place_is_found_by_running_the_example(running: Tutor) -> None:
    """The line and the values where it stops."""
    code = "def last(items):\n    return items[len(items)]\n"
    answer = ask(running, "last([4, 5]) should give 5.\nIndexError: list index out of range. Why?", code)

    assert answer.move == "explain_error" and "line 2" in answer.message and "`[4, 5]`" in answer.message


def test_a_program_that_gives_what_was_reported_as_wrong_is_not_called_right(running: Tutor) -> None:
    """Of two values told for one call the one that doesn't come out is wanted."""
    code = "def differ(a, b):\n    n = 0\n    for i in range(len(a)):\n        if a[i] == b[i]:\n            n += 1\n    return n\n"
    message = 'Count the places where two words differ.\n| a | b | result |\n| "abc" | "abd" | 1 |\n\ndiffer("abc", "abd") returns 2.'
    answer = ask(running, message, code)

    assert "line 4" in answer.message and "should give `1`" in answer.message


def test_a_reply_goes_one_level_deeper_and_then_another_way(running: Tutor) -> None:
    """The values that the learner names are confirmed; then something to print; then the idea behind the line."""
    first = ask(running, "up_to(n) adds 1 to n. up_to(4) should be 10. Why is it 6?", UP_TO)
    second = ask(running, "i is 1 first and 3 last", follow=first)
    third = ask(running, "I still don't get it", follow=second)
    fourth = ask(running, "can you give me a hint?", follow=third)

    assert second.move == "question" and second.message.startswith("Yes") and "line 3" in second.message
    assert third.move == "experiment" and "`print(i, total)`" in third.message
    assert fourth.move == "explain" and "line 3" in fourth.message


def test_a_new_attempt_is_noticed_and_what_it_solves_is_said(running: Tutor) -> None:
    """The changed line, the example that comes out right now, and at last the whole."""
    code = "def find(items, x):\n    for i in range(1, len(items) - 1):\n        if items[i] == x:\n            return i\n    return -2\n"
    task = "find(items, x) gives the place of x or -1. find([4, 5], 5) should be 1 and find([4], 9) should be -1."
    better = code.replace("range(1, len(items) - 1)", "range(len(items))")
    first = ask(running, task, code)
    same = ask(running, "I tried this", code.replace("range(1,", "range(0,"), first)
    half = ask(running, "and this?", better, same)
    whole = ask(running, "now?", better.replace("-2", "-1"), half)

    assert "You changed line 2" in same.message
    assert "`find([4, 5], 5)` gives `1` now" in half.message and "`find([4], 9)`" in half.message
    assert whole.move == "celebrate"


def test_a_program_without_a_fault_is_not_suspected(running: Tutor) -> None:
    """Where the told example comes out right, that is said, and the failing input asked for."""
    answer = ask(
        running,
        "up_to(4) should be 10. Is something wrong with it?",
        UP_TO.replace("n)", "n + 1)", 2).replace("up_to(n + 1)", "up_to(n)"),
    )

    assert "as it should" in answer.message and "Look at line" not in answer.message
