"""A task whose demands stand in its words only: the name, the number of values, returning, reading, the type."""

import pytest

from ai_engine.analysis.challenge import ChallengeContext, Example
from ai_engine.analysis.checks.task_text import named_function, says_print, says_read, says_return, value_count
from tests.checks.harness import alarms, findings


def specification(task: str, code: str, *examples: tuple[str, str], name: str = "") -> set[str]:
    context = ChallengeContext(
        task=task,
        entry_point=name,
        examples=tuple(Example(call=call, expected=expected) for call, expected in examples),
    )
    return {item.rule for item in findings(code, context) if item.category == "specification"}


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("Define is_even(n), which returns True if n is even.", "is_even"),
        ("Write the function to_fahrenheit that takes a temperature.", "to_fahrenheit"),
        ("Create a method named reverseText which accepts a text.", "reverseText"),
        ("Write a procedure show_stars(n) that prints stars.", "show_stars"),
        ("Complete this.\n\ndef largest(a, b):\n    ...", "largest"),
        ("Write a function area that takes two sides.", "area"),
        ("Write a function that returns the sum. Call sum(xs).", ""),
        ("Write a function below that adds.", ""),
        ("Implement a function like this one.", ""),
        ("def add(a, b):\n    ...\ndef sub(a, b):\n    ...", ""),
        ("Write a class Stack with the method push(x).", ""),
        ("", ""),
    ],
)
def test_the_name_is_read_from_the_words(task: str, name: str) -> None:
    """One name that the text asks for is found; ordinary words and several names are not taken for it."""
    assert named_function(task) == name


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ("Write power(base, exponent).", 2),
        ("power(2, 3) gives 8, power(base, exponent) in general.", 2),
        ("power([1, 2], (3, 4)) pairs them.", 2),
        ("def power(base: int, exponent: int) -> int", 2),
        ("The function power has three parameters.", 3),
        ("Write a function power() without more words.", None),
        ("A function power takes no arguments.", 0),
        ("power(n) returns n * power(n - 1).", 1),
        ("power(a) or power(a, b)", None),
        ("power(base, exponent=2)", None),
        ("power(*values)", None),
        ("power(a, b", None),
    ],
)
def test_the_number_of_values_is_read_from_the_words(task: str, count: int | None) -> None:
    """Calls and counts in the text settle how many values the function gets, if they agree."""
    assert value_count(task, "power") == count


def test_a_denied_verb_asks_for_nothing() -> None:
    """Not returning, not printing and not asking are told apart from returning, printing and asking."""
    assert says_return("Hand the result back.")
    assert not says_return("It prints stars and should not return anything.")
    assert not says_return("It returns nothing.")
    assert says_print("Print the sum, don't return it.")
    assert not says_print("Return the sum instead of printing it.")
    assert not says_read("Do not ask for anything.")
    assert says_read("The user enters a number.")


SQUARE = "Write a function square(n) that returns the square of n."


@pytest.mark.parametrize(
    ("rule", "task", "code"),
    [
        ("required-function-missing", "Define double(x), which doubles x.", "def twice(x):\n    return 2 * x"),
        ("required-parameters", "Write power(base, exponent).", "def power(base):\n    return base * base"),
        ("prints-instead-of-returning", "square(n) gives back the square.", "def square(n):\n    print(n * n)"),
        ("prints-nothing", "Write a procedure show(n) that prints n.", "def show(n):\n    return n"),
        ("input-instead-of-parameter", SQUARE, "def square(n):\n    n = int(input())\n    return n * n"),
        ("returns-another-type", "evens(xs) returns a list of the even ones.", "def evens(xs):\n    return len(xs)"),
        ("returns-another-type", "has(x) returns True if x is odd.", "def has(x):\n    return 'yes' if x else 'no'"),
        ("prints-nothing", "Read two numbers and print their sum.", "a = int(input())\nb = int(input())\nc = a + b"),
        ("input-not-read", "Ask the user for a number and print it.", "n = 5\nprint(n)"),
    ],
)
def test_words_alone_are_enough(rule: str, task: str, code: str) -> None:
    """Without examples and entry point the words of the task settle what is asked for."""
    name = next((word for word in ("square", "evens", "has") if f"def {word}" in code), "")

    assert rule in specification(task, code, name=name)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("Write show(n) that prints a triangle. It should not return anything.", "def show(n):\n    print('*' * n)"),
        ("ask(text) asks the user and returns the answer.", "def ask(text):\n    return input(text)"),
        ("Write evens(xs), which returns a list of even numbers.", "def evens(xs):\n    return [x for x in xs if x]"),
        (
            "a(n) returns a string, b(t) returns an integer.",
            "def a(n):\n    return str(n)\ndef b(t):\n    return int(t)",
        ),
        ("Print the numbers 1 to 3.", "for i in range(1, 4):\n    print(i)"),
        ("Write add(a, b).", "def add(a, b, c=0):\n    return a + b + c"),
    ],
)
def test_a_program_that_fits_the_words_is_left_alone(task: str, code: str) -> None:
    """What does as the words say has no finding of the specification."""
    assert specification(task, code) == set()


def test_the_type_of_the_examples_results_is_asked_for() -> None:
    """A text where a number is expected is told; numbers of another kind are equal, unquoted texts settle nothing."""
    wrong = "def add(a, b):\n    return str(a + b)"

    assert "returns-another-type" in specification("", wrong, ("add(1, 2)", "3"))
    assert specification("", "def half(n):\n    return n / 2", ("half(4)", "2")) == set()
    assert specification("", "def hi(n):\n    return 'hi ' + n", ("hi('a')", "hi a"), ("hi('1')", "1")) == set()


def test_a_call_around_the_call_is_not_the_function() -> None:
    """`list(count_up(2))` asks for `count_up`, and what it gives is no result of `count_up` itself."""
    generator = "def count_up(n):\n    for i in range(n):\n        yield i"

    assert specification("", generator, ("list(count_up(2))", "[0, 1]")) == set()


def test_a_result_of_none_may_be_asked_for() -> None:
    """Where an example expects None, a path without a return is no fault."""
    code = "def even(n):\n    if n % 2 == 0:\n        return n"
    context = ChallengeContext(
        examples=(Example(call="even(2)", expected="2"), Example(call="even(3)", expected="None"))
    )

    assert alarms(code, context) == set()
    assert alarms(code) == {"missing-return"}
