"""Conditions of a chain that what stands before them has already settled."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks import intervals
from ai_engine.analysis.checks.idioms import habit, opposite
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

SETTLED = habit(
    "already-settled-condition",
    "elif-chains",
    "`{symbol}` is always true here: the conditions before it were false.",
    "An elif is asked only where all the conditions above it were false.",
    "Leave out what is certain already; where nothing is left to ask, use else.",
    confidence=0.65,
)


def check(program: Program) -> Iterator[Finding]:
    """`if age < 13`, then `elif age >= 13 and age < 20`."""
    for node in program.all(ast.If):
        parent = program.parent(node)
        if not (isinstance(parent, ast.If) and parent.orelse == [node]):
            yield from chain(program, node)


def chain(program: Program, node: ast.If) -> Iterator[Finding]:
    """All elifs of one chain."""
    known: list[intervals.Test] = []
    while True:
        tests = intervals.tests_of(node.test)
        if tests is not None and len(tests) == 1:
            known.append(intervals.negated(tests[0]))
        if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
            return
        before, node = node, node.orelse[0]
        if opposite(before.test, node.test):
            continue
        joined = isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And)
        parts = node.test.values if isinstance(node.test, ast.BoolOp) and joined else [node.test]
        for part in parts:
            found = intervals.tests_of(part) or []
            sure = [test for test in found if _certain(known, test)]
            if sure:
                whole = len(sure) == len(found)
                yield SETTLED.at(program, part, symbol=program.text(part) if whole else _text(program, sure[0], part))
                break


def _certain(known: list[intervals.Test], test: intervals.Test) -> bool:
    premise = [one for one in known if one.subject == test.subject and type(one.value) is type(test.value)]
    return bool(premise) and intervals.implies(premise, test)


def _text(program: Program, test: intervals.Test, part: ast.expr) -> str:
    """The half of a chained comparison that is certain: `13 <= age` of `13 <= age < 20`."""
    if isinstance(part, ast.Compare) and len(part.ops) == 2:
        first = ast.Compare(part.left, part.ops[:1], part.comparators[:1])
        second = ast.Compare(part.comparators[0], part.ops[1:], part.comparators[1:])
        for half in (first, second):
            one = intervals.tests_of(half)
            if one and (one[0].op, one[0].value) == (test.op, test.value):
                return program.text(half)
    return program.text(part)
