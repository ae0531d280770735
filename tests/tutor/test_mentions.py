"""What may be mentioned: what stands in the program or the evidence, Python's own words, and values that are right."""

import pytest

from ai_engine.tutor.guard.grounding import ungrounded
from ai_engine.tutor.guard.literal_values import NotWorkedOut, value_of
from ai_engine.tutor.guard.probes import is_probe, is_self_contained
from ai_engine.tutor.guard.scene_text import extended, scene_text
from ai_engine.tutor.guard.value_claims import claims
from tests.tutor.conftest import Ask

KNOWN = scene_text(
    "def share(coins, people):\n    rest = coins % people\n    return [coins // people, rest]\n", ["the box has 7"]
)


def kinds(text: str) -> list[str]:
    """The kinds of mentions in a text that have no ground."""
    return [item.kind for item in ungrounded(text, KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "A method such as `append` changes the list, and `sorted` makes a new one.",
        "It raises a `ZeroDivisionError`, or gives `None`.",
        "Try `share(12, 5)` and look at `rest`.",
        "Put `print(coins // people)` there.",
        "`17 % 5` is `2`, and `17 // 5` gives 3.",
        '`"plum"[1:3]` is "lu".',
        "4 + 9 = 13, which has two digits.",
        "In `['red', 'blue']` the item 'blue' comes last.",
    ],
)
def test_what_is_real_needs_no_evidence(text: str) -> None:
    """Python's words, calls of known functions with example values, and expressions of values alone."""
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On line 2 you call `append`.", "name"),
        ("Your `append` is never reached.", "name"),
        ("Look at `counter`.", "name"),
        ("Call `split_up(12)`.", "name"),
        ("Then frobnicate(3) is called.", "call"),
        ("Look at line 8.", "line"),
        ("`17 % 5` is `3`.", "value"),
        ("`9 / 2` gives 4.", "value"),
        ("4 + 9 = 14, as you see.", "value"),
        ('It printed "all good".', "quote"),
    ],
)
def test_what_is_invented_or_wrong_is_found(text: str, kind: str) -> None:
    """Also Python's own words where they are said to stand in the program."""
    assert kind in kinds(text)


def test_an_example_that_was_shown_may_be_spoken_of() -> None:
    """Its names are known from then on."""
    shown = extended(KNOWN, "for fruit in basket:\n    print(fruit)")

    assert ungrounded("In each round `fruit` is another one.", KNOWN)
    assert not ungrounded("In each round `fruit` is another one.", shown)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("7 // 2", 3),
        ("-1 % 4", 3),
        ('"abc"[::-1]', "cba"),
        ("len([1, 2]) * 3", 6),
        ("sorted([3, 1], reverse=True)", [3, 1]),
        ("3 in [1, 2, 3]", True),
        ("math.sqrt(9)", 3.0),
        ("list(range(3))", [0, 1, 2]),
        ("1 < 2 and 'x'", "x"),
        ("{'a': 1}['a']", 1),
    ],
)
def test_expressions_of_values_are_worked_out(expression: str, value: object) -> None:
    """Operators, builtins, methods, indexing."""
    assert value_of(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "x + 1",
        "9 ** 9 ** 9",
        "'a' * 10**8",
        "[0] * 5000",
        "range(10**9)",
        "1 / 0",
        "__import__('os')",
        "().__class__",
        "'{0.__class__}'.format(1)",
        "'%1000000000d' % 1",
        "(" * 200,
        "int('9' * 5000)",
    ],
)
def test_nothing_else_is(expression: str) -> None:
    """Names, what is large, what fails, what reaches further."""
    with pytest.raises(NotWorkedOut):
        value_of(expression)

    assert not is_self_contained(expression)


def test_a_claim_that_cant_be_worked_out_is_no_claim() -> None:
    """And one that is said to be inexact isn't held to its digits."""
    assert list(claims("`coins % people` is `3`, and 10 / 3 is about 3.")) == []
    assert [claim.right for claim in claims("10 / 3 is 3.33.")] == [True]


@pytest.mark.parametrize(
    ("code", "probe"),
    [
        ("share(12, 5)", True),
        ("print(share(12, 5))", True),
        ("print(rest)", True),
        ("print('rest is', rest)", True),
        ("print('return coins')", False),
        ("share('for x in y', 2)", False),
        ("type(coins)", True),
        ("print(coins is people)", True),
        ("share([1, 2], {'a': 1})", True),
        ("share(coins + 1, people)", False),
        ("other(12)", False),
        ("print(coins + people)", False),
        ("rest = 3", False),
        ("sum(coins)", False),
    ],
)
def test_a_probe_shows_an_input_or_a_value_and_no_way(code: str, probe: bool) -> None:
    """A call of something known with example values, or something known shown."""
    assert is_probe(code, KNOWN) is probe


def test_lines_are_counted_as_the_learners_editor_does(ask: Ask) -> None:
    """A blank first line is a line."""
    answer = ask("why doesn't it work?", code="\n\ntotal = 1\nprint(totl)\n")

    assert "line 4" in answer.message.lower() and "line 2" not in answer.message.lower()


def test_a_note_whose_example_is_shown_is_cited(ask: Ask) -> None:
    """Also a neighbouring one, when the first example was seen already."""
    first = ask("what is a tuple?")
    answers = [first, *(ask("can you give me an example?", follow=first) for _ in range(3))]
    for answer in answers:
        if "```" in answer.message:
            assert any(item.kind == "passage" for item in answer.evidence)
