"""Sound programs with one mistake put in: the line and the cause are found."""

import random

import pytest

from ai_engine.analysis.parsing import compile_error, normalise
from ai_engine.analysis.syntax import find_faults
from tests.analysis.mutators import MUTATORS
from tests.analysis.programs import PROGRAMS


def _broken(seed: str):
    found = {}
    for name, text in PROGRAMS.items():
        for kind, mutate in MUTATORS.items():
            broken = mutate(text, random.Random(f"{seed}{name}{kind}"))
            if broken is not None and compile_error(broken.text) is not None:
                found.setdefault(broken.text, (f"{name}-{kind}", broken))
    return list(found.values())


CASES = _broken("first")


@pytest.mark.parametrize("name", PROGRAMS)
def test_sound_programs_have_no_fault(name: str) -> None:
    """The programs that are broken here are sound before."""
    assert compile_error(normalise(PROGRAMS[name])) is None
    assert find_faults(normalise(PROGRAMS[name])) == []


def test_line_and_cause_of_three_hundred_mistakes() -> None:
    """At least 97 % of the mistakes are shown at their line, and 95 % with their cause."""
    right_line = right_cause = 0
    for _, broken in CASES:
        fault = find_faults(broken.text)[0]
        right_line += fault.line in broken.lines
        right_cause += fault.line in broken.lines and fault.cause in broken.causes

    assert len(CASES) > 300
    assert right_line >= 0.97 * len(CASES)
    assert right_cause >= 0.95 * len(CASES)


def test_two_mistakes_are_both_found() -> None:
    """Two independent mistakes in one program are two faults, each at its line."""
    text = (
        PROGRAMS["grades"]
        .replace("def average(marks):", "def average(marks)")
        .replace('print("Best:", best)', 'print("Best:", best')
    )
    lines = text.split("\n")

    found = {(fault.line, fault.cause) for fault in find_faults(text)}

    assert (lines.index("def average(marks)") + 1, "missing-colon") in found
    assert (lines.index('    print("Best:", best') + 1, "unclosed-bracket") in found


def test_five_mistakes_of_a_short_program() -> None:
    """Mistakes that hide one another are found one after the other."""
    text = "for i in range(3)\n    if i = 2\n        print 'x'\n    else if i > 3:\n        i++\n"

    found = [(fault.line, fault.cause) for fault in find_faults(text)]

    assert found == [
        (1, "missing-colon"),
        (2, "assignment-in-condition"),
        (2, "missing-colon"),
        (3, "print-without-parentheses"),
        (4, "else-if"),
        (5, "increment-operator"),
    ]


def test_the_place_where_the_parser_tripped_is_evidence() -> None:
    """An unclosed bracket is shown where it was opened; the parser's own line is told too."""
    text = "x = [1,\n     2\ny = 3\nif y == 3:\n    print(y)\n"
    fault = find_faults(text)[0]

    assert (fault.line, fault.column, fault.cause) == (1, 5, "unclosed-bracket")
    assert fault.parser_message


def test_columns_count_code_points() -> None:
    """Characters of several bytes before the place don't shift the column."""
    fault = find_faults('name = "é日本"; 5 = name\n')[0]

    assert (fault.line, fault.cause) == (1, "assign-to-literal")


@pytest.mark.parametrize(
    "text",
    [
        "\0" * 50,
        "x = 1\0\n",
        "(" * 3_000,
        "x = " + "[" * 300 + "]" * 300,
        "".join(" " * depth + "if x:\n" for depth in range(120)),
        "x = " + "-" * 20_000 + "1",
        "\x0cif x\n\x0c  y\n",
        "\ufeffx = (\n",
        "if x\r    y = 1\r",
        "x = '''\n" * 51,
        'f"{' * 500,
        "\\\n" * 500,
        "“" * 500,
        "x = 'it's' 'x\n" * 200,
        "\t x\n \ty\n",
        "x = (" + "1, " * 30_000,
        "word " * 20_000,
    ],
    ids=range(17),
)
def test_any_text_gets_an_answer(text: str) -> None:
    """Text that is no program, or too much for the parser, is a fault and no crash."""
    faults = find_faults(normalise(text))

    assert faults
    assert all(fault.message for fault in faults)


def test_random_damage_never_crashes() -> None:
    """Cut, doubled and shuffled programs get faults with places inside of the text."""
    source = random.Random(7)
    signs = "\"'()[]{}:;,.=+-*\\#\n\t \0\x0c“é0aif"
    for _ in range(400):
        text = source.choice(list(PROGRAMS.values()))
        for _ in range(source.choice((1, 1, 2, 5))):
            start = source.randrange(len(text))
            end = min(len(text), start + source.randrange(60))
            text = text[:start] + source.choice(("", source.choice(signs), text[start:end] * 2)) + text[end:]
            text = text or "x"
        lines = normalise(text).split("\n")
        for fault in find_faults(normalise(text)):
            assert 1 <= fault.line <= len(lines)
            assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1


def test_lines_stay_right_after_a_statement_of_several_lines() -> None:
    """A mistake behind a broken statement that spans lines keeps its line number."""
    text = "if a:\n    b = 1\nelse:\n    b = 2\nelse:\n    b = 3\nint x = (1,\n  2)\nfor i in range(3)\n    print(i)\n"
    found = [(fault.line, fault.cause) for fault in find_faults(text)]

    assert found == [(5, "second-else"), (7, "declaration-word"), (9, "missing-colon")]
