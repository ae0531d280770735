"""Calls with wanted values, read from what learners and task texts say, and tried on the program."""

import pytest

from ai_engine.sandbox import Sandbox
from ai_engine.tutor.evidence.example_trials import try_examples
from ai_engine.tutor.evidence.examples import Example, find_examples
from ai_engine.tutor.evidence.program import read_program
from tests.tutor.test_running import sandbox

__all__ = ["sandbox"]

CODE = "def f(x, y=0):\n    total = x + y\n    return total\n"


@pytest.mark.parametrize(
    ("text", "call", "wanted"),
    [
        ("f(3) should return 4", "f(3)", "4"),
        ("f(3) should be 4, please help", "f(3)", "4"),
        ("f(3) => 4", "f(3)", "4"),
        ("f(3) ➞ 4", "f(3)", "4"),
        ("f(3) -> [1, 2]", "f(3)", "[1, 2]"),
        ("`f(3)` should give `'a'`", "f(3)", "'a'"),
        ("f(3) == 4", "f(3)", "4"),
        ("assert f(3) == 4", "f(3)", "4"),
        ("f(3, y=2) returns 5 but it should be 6", "f(3, y=2)", "6"),
        ("f(3) gives 4 instead of 5", "f(3)", "5"),
        (">>> f('a b')\n'b a'", "f('a b')", "'b a'"),
        ("f([1, (2, 3)]) must return True.", "f([1, (2, 3)])", "True"),
        ("for f(1900) I expect False", "f(1900)", "False"),
    ],
)
def test_an_example_is_read(text: str, call: str, wanted: str) -> None:
    """In the many ways in which they are written."""
    assert find_examples([text], read_program(CODE)) == [Example(call, wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "f(x) should be 4",
        "f(3) is wrong",
        "g(3) should be 4",
        "f(3",
        "call f() and see",
        "f(3) crashes",
        "the result of f(open('x')) should be 3",
    ],
)
def test_what_is_no_example_is_left(text: str) -> None:
    """Only literal arguments, only the program's own functions, only a value that is said."""
    assert find_examples([text], read_program(CODE)) == []


def test_the_first_wrong_example_is_found_with_its_last_line(sandbox: Sandbox) -> None:
    """What it gives, the line that decided it, and the values there."""
    trial = try_examples(sandbox, read_program(CODE), ["f(1) should be 1, f(2) should be 5"])

    assert [example.call for example in trial.right] == ["f(1)"]
    assert trial.failure is not None
    assert (trial.failure.got, trial.failure.line, trial.failure.values) == ("2", 3, (("total", "2"),))


def test_an_example_that_stops_the_program_is_a_failure(sandbox: Sandbox) -> None:
    """With the error's name and line."""
    failure = try_examples(sandbox, read_program("def f(s):\n    return s[0]\n"), ["f('') should return ''"]).failure

    assert failure is not None and (failure.error, failure.line) == ("IndexError", 2)


@pytest.mark.parametrize("text", ["f(1) should be 1.0", "f(2) should be '2'", "f(0) should be 0"])
def test_equal_values_count_as_right(sandbox: Sandbox, text: str) -> None:
    """Numbers as numbers, and a text with or without its quotes."""
    assert try_examples(sandbox, read_program(CODE), [text]).failure is None


def test_a_printed_result_counts_like_a_returned_one(sandbox: Sandbox) -> None:
    """What a task calls "returns" is often printed by beginners; that is another finding's matter."""
    assert try_examples(sandbox, read_program("def f(x):\n    print(x)\n"), ["f(3) should be 3"]).failure is None
