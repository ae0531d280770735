"""Which values a comparison with a constant lets through: enough to see that a condition can't fail, or can't hold."""

import ast
from dataclasses import dataclass

from ai_engine.analysis.checks.walk import FLIPPED, is_pure, number

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Test:
    """`subject op value`, such as `x < 3`; the subject is the dump of a pure expression."""

    subject: str
    op: type[ast.cmpop]
    value: Value
    node: ast.expr


NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip


def literal(node: ast.expr) -> Value | None:
    """The number or text of a literal."""
    value = number(node)
    if value is not None:
        return value
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def tests_of(node: ast.expr) -> list[Test] | None:
    """A comparison as tests that must all hold, or None if it isn't made of tests against constants alone."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = tests_of(node.operand)
        return [negated(inner[0])] if inner is not None and len(inner) == 1 else None
    if not isinstance(node, ast.Compare):
        return None
    found = []
    left = node.left
    for op, right in zip(node.ops, node.comparators, strict=True):
        kind = type(op)
        value, subject = literal(right), left
        if value is None or literal(left) is not None:
            value, subject = literal(left), right
            kind = FLIPPED.get(kind, kind)
        if value is None or kind not in NEGATED or literal(subject) is not None or not is_pure(subject):
            return None
        found.append(Test(ast.dump(subject), kind, value, node))
        left = right
    return found


def negated(test: Test) -> Test:
    """The opposite test."""
    return Test(test.subject, NEGATED[test.op], test.value, test.node)


def impossible(tests: list[Test]) -> bool:
    """Whether no value passes all tests; they are about one subject. Decides over the real numbers, or texts."""
    numbers = [test for test in tests if not isinstance(test.value, str)]
    texts = [test for test in tests if isinstance(test.value, str)]
    if numbers and texts:
        return any(test.op is ast.Eq for test in numbers) and any(test.op is ast.Eq for test in texts)
    low: tuple[Value, bool] | None = None  # bound, and whether it is itself allowed
    high: tuple[Value, bool] | None = None
    holes: set[Value] = set()
    for test in tests:
        value = test.value
        if test.op is ast.NotEq:
            holes.add(value)
        if test.op in (ast.Gt, ast.GtE, ast.Eq):
            candidate = (value, test.op is not ast.Gt)
            if low is None or _above(candidate[0], low[0]) or (candidate[0] == low[0] and not candidate[1]):
                low = candidate
        if test.op in (ast.Lt, ast.LtE, ast.Eq):
            candidate = (value, test.op is not ast.Lt)
            if high is None or _above(high[0], candidate[0]) or (candidate[0] == high[0] and not candidate[1]):
                high = candidate
    if low is None or high is None:
        return False
    if _above(low[0], high[0]):
        return True
    if low[0] == high[0]:
        return not (low[1] and high[1]) or low[0] in holes
    return False


def _above(one: Value, two: Value) -> bool:
    if isinstance(one, str) or isinstance(two, str):
        return str(one) > str(two)
    return one > two


def implies(premise: list[Test], conclusion: Test) -> bool:
    """Whether every value that passes `premise` (one subject) passes `conclusion`."""
    return impossible([*premise, negated(conclusion)])
