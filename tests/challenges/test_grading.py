"""Grading: verdicts from the tests alone, the smallest failing input, the fault, a small verified fix, safe hints."""

import ast

import pytest

from ai_engine.challenges.challenge import Challenge
from ai_engine.challenges.grading import Grade, Grader
from ai_engine.challenges.hints import gives_away
from ai_engine.sandbox import Sandbox

WRONG = {
    "comparison": """
def place(number, row):
    for index, element in enumerate(row):
        if number < element:
            return index
    return len(row)
""",
    "missing end": """
def place(number, row):
    for index, element in enumerate(row):
        if number <= element:
            return index
""",
    "returns too early": """
def place(number, row):
    for index, element in enumerate(row):
        if number <= element:
            return index
        return len(row)
""",
    "start value": """
def place(number, row):
    count = 1
    for element in row:
        if element < number:
            count += 1
    return count
""",
    "fails on empty": """
def place(number, row):
    if number > row[-1]:
        return len(row)
    i = 0
    while number > row[i]:
        i += 1
    return i
""",
    "never ends": """
def place(number, row):
    i = 0
    while i < len(row):
        if row[i] < number:
            i += 1
    return i
""",
    "wrong variable": """
def place(n, numbers):
    k = 0
    for x in numbers:
        if x < k:
            k += 1
    return k
""",
    "not begun": """
def place(number, row):
    pass
""",
    "another name": """
def position(number, row):
    return sum(1 for x in row if x < number)
""",
}


@pytest.fixture(scope="module")
def grader(challenge: Challenge, sandbox: Sandbox) -> Grader:
    return Grader(challenge, sandbox)


@pytest.fixture(scope="module")
def grades(grader: Grader) -> dict[str, Grade]:
    return {name: grader.grade(code) for name, code in WRONG.items()}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_program_is_rejected_with_a_true_counterexample(grades: dict[str, Grade], name: str) -> None:
    """The input fails, isn't a hidden test, keeps the precondition, and the expected value is the reference's."""
    grade = grades[name]
    counterexample = grade.counterexample
    assert counterexample is not None
    call = ast.parse(counterexample.call, mode="eval").body
    assert isinstance(call, ast.Call)
    number, row = map(ast.literal_eval, call.args)

    assert grade.verdict == "rejected"
    assert row == sorted(row)
    assert ast.literal_eval(counterexample.expected) == sum(x < number for x in row)
    assert counterexample.call not in {o.test.call for o in grade.tests if o.test.hidden}


@pytest.mark.parametrize("name", WRONG)
def test_the_fix_is_verified(grader: Grader, grades: dict[str, Grade], name: str) -> None:
    """A fix is found for each, and graded like any submission it is accepted."""
    fix = grades[name].fix

    assert fix is not None
    assert grader.grade(fix.source).verdict == "accepted"


@pytest.mark.parametrize("name", ["comparison", "missing end", "start value"])
def test_the_fix_is_small_and_the_fault_holds_the_line(grades: dict[str, Grade], name: str) -> None:
    """One slip costs a fraction of the program, and the region is the line of the slip."""
    line = {"comparison": 4, "missing end": 5, "start value": 3}[name]
    grade = grades[name]

    assert grade.fix is not None
    assert grade.fix.relative_size <= 0.25
    assert grade.fault is not None
    assert grade.fault.line <= line <= grade.fault.end_line


@pytest.mark.parametrize("name", WRONG)
def test_no_hint_holds_an_expression_of_the_fix(grades: dict[str, Grade], name: str) -> None:
    """Neither an expression that the fix brings in, nor any line of it, stands in a hint."""
    grade = grades[name]
    assert grade.fix is not None
    own = {ast.unparse(n) for n in ast.walk(ast.parse(WRONG[name])) if isinstance(n, ast.expr)}
    brought = {ast.unparse(n) for n in ast.walk(ast.parse(grade.fix.source)) if isinstance(n, ast.expr)} - own

    assert grade.hints
    for hint in grade.hints:
        assert not gives_away(hint.text, {text for text in brought if len(text) > 2})


def test_the_learners_own_lines_stay(grades: dict[str, Grade]) -> None:
    """A fix changes only what it must: the other lines are the learner's to the letter."""
    fix = grades["comparison"].fix
    assert fix is not None

    mine, theirs = WRONG["comparison"].splitlines(), fix.source.splitlines()
    assert [line for line in mine if line not in theirs] == ["        if number < element:"]


def test_a_correct_program_is_accepted_and_odd_inputs_stand_beyond_the_tests(grader: Grader) -> None:
    """What fails outside the tests is told, and never a rejection."""
    special = (
        "def place(number, row):\n    if number == 7:\n        return -1\n    return sum(x < number for x in row)\n"
    )

    good, odd = grader.grade("def place(n, r):\n    return sum(x < n for x in r)\n"), grader.grade(special)

    assert (good.verdict, good.beyond_tests) == ("accepted", [])
    assert odd.verdict == "accepted"
    assert odd.beyond_tests
    assert all(case.call.startswith("place(7,") for case in odd.beyond_tests)


def test_a_trace_shows_the_values_around_the_fault(grades: dict[str, Grade]) -> None:
    """Lines in the learner's numbering with their variables."""
    trace = grades["start value"].trace

    assert trace
    assert any("count" in step.variables for step in trace)


def test_a_program_that_does_not_parse_is_rejected_at_its_line(grader: Grader) -> None:
    """The fault is the line of the syntax error; nothing is run."""
    grade = grader.grade("def place(number, row):\n    return (\n")

    assert grade.verdict == "rejected"
    assert grade.fault is not None
    assert grade.fault.line == 2


STRANGE = [
    "",
    "x = 1",
    "place = 3",
    "import os\nos._exit(0)",
    "while True: pass",
    "raise SystemExit",
    "def place(): return 1",
    "def place(*a):\n    return __import__('os').system('id')",
    "class place: pass",
    "print('x' * 10**7)",
]


@pytest.mark.parametrize("code", STRANGE)
def test_strange_programs_are_rejected_not_crashed_on(grader: Grader, code: str) -> None:
    """Whatever is submitted ends in a verdict."""
    assert grader.grade(code, budget_s=2).verdict == "rejected"


def test_a_program_cannot_say_that_it_passed(grader: Grader) -> None:
    """Writing to every descriptor what a passing program would report convinces nobody."""
    forged = (
        "import os, json\n"
        "def place(number, row):\n"
        "    for n in range(3, 40):\n"
        "        for k in range(9):\n"
        "            try: os.write(n, json.dumps({'call': k, 'value': '0', 'exception': None}).encode() + b'\\n')\n"
        "            except OSError: break\n"
        "    return 0\n"
    )

    assert grader.grade(forged, budget_s=2).verdict == "rejected"
