"""Metrics are what their definitions say, and depend on nothing but the tree."""

import ast

import pytest

from ai_engine.analysis.cognitive import cognitive_complexity
from ai_engine.analysis.metrics import PROGRAM, function_metrics


def _one(code: str):
    return function_metrics(ast.parse(code))[0]


COGNITIVE = [
    ("def f(x):\n    return x\n", 0),
    ("def f(x):\n    if x:\n        return 1\n", 1),
    ("def f(x):\n    if x:\n        return 1\n    else:\n        return 2\n", 2),
    ("def f(x):\n    if x:\n        return 1\n    elif x > 2:\n        return 2\n    else:\n        return 3\n", 3),
    ("def f(x):\n    for i in x:\n        if i:\n            return i\n", 3),
    ("def f(x):\n    for i in x:\n        while i:\n            if i > 2:\n                i -= 1\n", 6),
    ("def f(x):\n    return x > 1 and x < 5 and x != 3\n", 1),
    ("def f(x):\n    return x > 1 and x < 5 or x == 9\n", 2),
    ("def f(x):\n    return f(x - 1)\n", 1),
    ("def f(x):\n    try:\n        return 1\n    except ValueError:\n        return 2\n", 1),
    ("def f(x):\n    if x:\n        pass\n    else:\n        if x > 1:\n            pass\n", 4),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), COGNITIVE)
def test_cognitive_complexity(code: str, expected: int) -> None:
    """Breaks in the flow count one and their nesting."""
    assert _one(code).cognitive == expected


def test_cyclomatic_counts_decisions() -> None:
    """One path, and one more for each decision."""
    code = "def f(x):\n    if x and x > 1:\n        return 1\n    for i in x:\n        pass\n    return 2\n"

    assert _one(code).cyclomatic == 4


def test_names_lengths_and_parameters() -> None:
    """Methods and inner functions have qualified names; docstrings aren't statements; self is no parameter."""
    code = (
        "class A:\n    def go(self, a, *rest, b=1):\n        '''Doc.'''\n        def inner():\n            return 1\n"
        "        return inner()\n\nprint(A().go(1))\n"
    )
    found = {one.name: one for one in function_metrics(ast.parse(code))}

    assert set(found) == {"A.go", "A.go.inner", PROGRAM}
    assert (found["A.go"].parameters, found["A.go"].statements, found["A.go"].lines) == (3, 3, 5)


def test_functions_inside_of_blocks_are_found() -> None:
    """A function defined under an if is measured too."""
    assert _one("if True:\n    def f():\n        return 1\n").name == "f"


def test_a_long_elif_chain_is_no_deep_nesting() -> None:
    """Five hundred elifs nest one deep and don't exhaust the stack."""
    code = "def f(x):\n    if x:\n        pass\n" + "".join(f"    elif x == {n}:\n        pass\n" for n in range(80))

    assert _one(code).nesting == 1


def test_a_tree_too_deep_to_walk_has_no_metrics() -> None:
    """The parser takes deeper trees than a walk can; there are no numbers then, and no crash."""
    function_metrics(ast.parse("x = " + "-" * 900 + "1"))

    assert cognitive_complexity([]) == (0, 0)
