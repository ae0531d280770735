"""Answers that were read aloud and found wanting once."""

import pytest

from ai_engine.tutor import TutorAnswer
from tests.tutor.conftest import Ask


def concepts(answer: TutorAnswer) -> list[str]:
    """The notes that an answer cites, best first."""
    return [item.id for item in answer.evidence if item.kind == "passage" and ":" not in item.id]


@pytest.mark.parametrize(
    ("question", "concept"),
    [
        ("what is the difference between print and return?", "return-vs-print"),
        ("What does range(3) give?", "range"),
        ("what does the in keyword do", "membership"),
        ("how do I make a program wait", "standard-library"),
        ("when should I use a dictionary instead of a list", "dictionaries"),
        ("why do i need a main function", "main-guard"),
        ("how do i get the last item in a list", "list-indexing"),
        ("why is 0.1 + 0.2 not 0.3", "float-precision"),
        ("can i use a variable inside a string", "f-strings"),
        ("what does 'list index out of range' mean", "index-errors"),
        ("is python case sensitive", "naming"),
        ("how do I stop a loop early", "break-and-continue"),
        ("can a function return two things", "return-values"),
        ("what does self mean", "self"),
        ("what is // in python", "integer-division"),
        ("how do I pick a random number", "random-numbers"),
    ],
)
def test_the_right_note_comes_first(ask: Ask, question: str, concept: str) -> None:
    """It is an answer, and never unknown."""
    answer = ask(question)

    assert concepts(answer)[0] == concept and answer.move in ("explain", "experiment", "explain_error")


@pytest.mark.parametrize(
    ("question", "move"),
    [
        ("can you write my essay", "redirect"),
        ("how do i use pygame to make a game", "unknown"),
        ("what is the capital of France?", "redirect"),
    ],
)
def test_other_fields_get_no_first_step(ask: Ask, question: str, move: str) -> None:
    """Neither a plan for an essay nor a guess about a library."""
    answer = ask(question)

    assert answer.move == move and "loop" not in answer.message and "program as a dialogue" not in answer.message


def test_both_results_of_a_function_are_named(ask: Ask) -> None:
    """In the order of the lines."""
    answer = ask(
        "is my code good?", code="def f(n):\n    if n > 3:\n        return 0\n    return n * 2\n\nprint(f(4))\n"
    )

    assert "gives back `0` or `n * 2`" in answer.message


@pytest.mark.parametrize(
    ("question", "near"),
    [("why do we need functions?", "parameters"), ("what is an f-string?", "formatting"), ("what is a list?", "list")],
)
def test_what_is_offered_next_is_near_in_the_course(ask: Ask, question: str, near: str) -> None:
    """Never something far ahead, such as closures after functions."""
    offered = [text for text in ask(question).suggestions if text.startswith("Explain:")]

    assert offered and "closure" not in offered[0] and near in offered[0]


def test_an_error_without_code_quotes_the_line_that_it_shows(ask: Ask) -> None:
    """And not only the operator."""
    text = (
        'Traceback (most recent call last):\n  File "a.py", line 4, in <module>\n    total = total + x\n'
        "            ~~~~~~^~~\nTypeError: unsupported operand type(s) for +: 'int' and 'str'"
    )

    assert "line 4, `total = total + x`" in ask(text).message
    bare = ask("NameError: name 'x' is not defined")
    assert bare.move == "explain_error" and ", ``" not in bare.message
