"""Answers that are written down instead of computed."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.task_calls import calls_of
from ai_engine.analysis.checks.walk import is_stub, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, all_args

HARD_CODED = Rule(
    name="hard-coded-answers",
    category="specification",
    severity="warning",
    concept="test-cases",
    confidence=0.88,
    message="`{symbol}` answers {count} of the task's examples by comparing with exactly those values.",
    why="Examples only show the rule; other values will be tried too.",
    check="Call `{symbol}` with a value that isn't among the examples.",
    fix="Find the rule that leads from each example's values to its result, and program that.",
    nudge="What do the examples have in common?",
)
CONSTANT_ANSWER = Rule(
    name="ignores-its-parameters",
    category="specification",
    severity="warning",
    concept="parameters",
    confidence=0.9,
    message="`{symbol}` always returns {value}, whatever it gets.",
    why="The examples of the task have different results.",
    check="Call `{symbol}` with two of the task's examples.",
    fix="Work the result out from the parameters.",
    nudge="Which line uses the parameters?",
)


def _literal(node: ast.expr | None) -> object:
    try:
        return ast.literal_eval(node) if node is not None else None
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return _NO_VALUE


_NO_VALUE = object()


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return text


def hard_coded(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """Comparisons with the examples' own values that return the examples' own results."""
    calls = calls_of(challenge, function.name)
    if len(calls) < 2:
        return
    names = [arg.arg for arg in all_args(function.args)]
    matched = 0
    first: ast.AST | None = None
    for call, expected, _ in calls:
        given = [_literal(arg) for arg in call.args]
        for branch in own(function.body):
            if not isinstance(branch, ast.If) or len(branch.body) != 1 or not isinstance(branch.body[0], ast.Return):
                continue
            result = _literal(branch.body[0].value)
            if result is _NO_VALUE or repr(result) != repr(_value(expected)):
                continue
            tests = branch.test.values if isinstance(branch.test, ast.BoolOp) else [branch.test]
            fits = [
                isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)
                and isinstance(test.left, ast.Name) and test.left.id in names
                and names.index(test.left.id) < len(given)
                and repr(_literal(test.comparators[0])) == repr(given[names.index(test.left.id)])
                for test in tests
            ]  # fmt: skip
            if all(fits):
                matched += 1
                first = first or branch
                break
    if first is not None and (matched >= 3 or (matched == len(calls) and matched >= 2)):
        yield HARD_CODED.at(program, first, symbol=function.name, count=matched)
    expectations = {repr(_value(expected)) for _, expected, _ in calls if expected}
    returned = program.types.return_values(function)
    values = {repr(_literal(item.value)) for item in returned if item.value is not None}
    constant = returned and all(_literal(item.value) is not _NO_VALUE for item in returned if item.value is not None)
    if len(expectations) > 1 and constant and len(values) == 1 and len(returned) == 1 and not is_stub(function):
        if not program.flow.falls_through.get(function, True) and len(function.body) <= 2:
            yield CONSTANT_ANSWER.at(program, returned[0], symbol=function.name, value=next(iter(values)))
