"""A program against its task."""

import pytest

from ai_engine.analysis.challenge import ChallengeContext, Example
from tests.checks.harness import findings, rules

ADD = ChallengeContext(
    task="Write a function add(a, b) that returns the sum of two numbers.",
    entry_point="add",
    examples=(
        Example(call="add(2, 3)", expected="5"),
        Example(call="add(0, 7)", expected="7"),
        Example(call="add(1, 1)", expected="2"),
    ),
)
READER = ChallengeContext(
    task="Read a number and print its double.",
    examples=(Example(stdin="4\n", expected="8\n"), Example(stdin="5\n", expected="10\n")),
)


def specification(code: str, challenge: ChallengeContext) -> set[str]:
    return {item.rule for item in findings(code, challenge) if item.category == "specification"}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("required-function-missing", "def plus(a, b):\n    return a + b"),
        ("required-function-missing", "print(2 + 3)"),
        ("required-parameters", "def add(a):\n    return a + 3"),
        ("required-parameters", "def add(a, b, c):\n    return a + b + c"),
        ("prints-instead-of-returning", "def add(a, b):\n    print(a + b)"),
        ("returns-nothing", "def add(a, b):\n    total = a + b"),
        ("input-instead-of-parameter", "def add(a, b):\n    a = int(input())\n    return a + b"),
        ("input-instead-of-parameter", "x = int(input())\ndef add(a, b):\n    return a + b"),
        (
            "hard-coded-answers",
            "def add(a, b):\n    if a == 2 and b == 3:\n        return 5\n    if a == 0 and b == 7:\n"
            "        return 7\n    if a == 1 and b == 1:\n        return 2\n    return 0",
        ),
        ("ignores-its-parameters", "def add(a, b):\n    return 5"),
        ("code-runs-at-import", "def add(a, b):\n    return a + b\nprint(add(2, 3))"),
    ],
)
def test_a_difference_from_the_task_is_found(rule: str, code: str) -> None:
    """Each way to miss the task gets its finding."""
    found = specification(code, ADD)

    assert rule in found


@pytest.mark.parametrize(
    "code",
    [
        "def add(a, b):\n    return a + b",
        "def add(a, b=0):\n    return a + b",
        "def add(*numbers):\n    return sum(numbers)",
        "def add(a, b):\n    print(a)\n    return a + b",
        "def add(first, second):\n    def inner():\n        return first + second\n    return inner()",
        "add = lambda a, b: a + b",
    ],
)
def test_a_fitting_program_is_left_alone(code: str) -> None:
    """What fulfils the task has no finding of the specification."""
    assert specification(code, ADD) == set()


def test_a_near_miss_is_named() -> None:
    """A name that is nearly right is told, so that the learner sees the difference."""
    (finding,) = [
        item for item in findings("def Add(a, b):\n    return a + b", ADD) if item.category == "specification"
    ]

    assert "`Add`" in finding.message
    assert finding.line == 1


def test_programs_that_read_and_print() -> None:
    """With examples of standard input the program has to read and to print."""
    assert specification("n = int(input())\nprint(n * 2)", READER) == set()
    assert "prints-nothing" in specification("n = int(input())\nm = n * 2", READER)
    assert "input-not-read" in specification("print(4 * 2)", READER)


def test_forbidden_and_required_constructs() -> None:
    """Constructs, builtins, methods and recursion can be forbidden or required by name."""
    task = ChallengeContext(forbidden=("sum", "for"), required=("while", "recursion"))

    assert specification("def f(xs):\n    return sum(xs)", task) == {
        "forbidden-construct",
        "required-construct-missing",
    }
    assert specification("def f(n):\n    while n > 5:\n        n -= 1\n    return f(n - 1) if n else 0", task) == set()


def test_the_entry_point_can_come_from_the_examples_or_the_text() -> None:
    """Without an explicit name, the examples' calls or the task's words fix it."""
    by_example = ChallengeContext(examples=(Example(call="double(2)", expected="4"),))
    by_text = ChallengeContext(task="Write a function called double that returns twice its argument.")

    assert "required-function-missing" in rules("def twice(x):\n    return 2 * x", by_example)
    assert "required-function-missing" in rules("def twice(x):\n    return 2 * x", by_text)
    assert "required-function-missing" not in rules("def double(x):\n    return 2 * x", by_text)


def test_nothing_is_concluded_from_an_empty_context() -> None:
    """A context that says nothing gives no finding."""
    assert specification("x = 1\nprint(x)", ChallengeContext()) == set()


def test_requests_are_read_generously() -> None:
    """Names that platforms use are understood, wrong types are left out."""
    context = ChallengeContext.from_json(
        {
            "description": "Add two numbers.",
            "function_name": "add()",
            "test_cases": [
                {"input": "add(1, 2)", "expected_output": 3},
                {"input": "1 2", "output": "3"},
                "add(3, 4)",
                17,
            ],
            "forbidden": "sum",
            "required": [1, "for"],
            "parameters": None,
        }
    )

    assert context.task == "Add two numbers."
    assert context.entry_point == "add"
    assert context.examples == (
        Example(call="add(1, 2)", expected="3"),
        Example(stdin="1 2", expected="3"),
        Example(call="add(3, 4)"),
    )
    assert (context.forbidden, context.required, context.parameters) == (("sum",), ("for",), ())
