"""While loops whose number moves away from its end, or past it."""

import ast

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import FLIPPED, number
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.flow import UNBOUND
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol
from ai_engine.analysis.tree import walk

AWAY = Rule(
    name="loop-moves-away",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.9,
    message="In `while {test}`, `{symbol}` only gets {direction}, so the condition stays true and the loop never ends.",
    why="Each round has to bring `{symbol}` nearer to the bound; here it moves away from it.",
    check="Write down the value of `{symbol}` after the first three rounds.",
    fix="Change the direction of the step, or turn the comparison round.",
    nudge="In which direction does `{symbol}` move, and where is the bound?",
)
MISSED = Rule(
    name="loop-misses-its-end",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.9,
    message=(
        "`{symbol}` starts at {start} and moves in steps of {step}, so it is never exactly {bound}: the "
        "loop never ends."
    ),
    why="A condition with != only ends when the value is hit exactly.",
    check="Write down the values of `{symbol}`: which comes just before {bound}, and which just after?",
    fix="Compare with < or > instead of !=, so that jumping over the bound ends the loop too.",
    nudge="Which values does `{symbol}` take, one after the other?",
)


def _step(program: Program, node: ast.stmt, symbol: Symbol) -> int | float | None:
    """The constant by which a statement changes a variable: `i += 2`, `i = i - 1`."""
    if isinstance(node, ast.AugAssign) and program.symbol(node.target) is symbol:
        value = number(node.value)
        if value is not None and isinstance(node.op, ast.Add | ast.Sub):
            return value if isinstance(node.op, ast.Add) else -value
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
        left, right, op = node.value.left, node.value.right, node.value.op
        if (
            isinstance(op, ast.Add | ast.Sub)
            and program.symbol(left) is symbol
            and (value := number(right)) is not None
        ):
            return value if isinstance(op, ast.Add) else -value
        if isinstance(op, ast.Add) and program.symbol(right) is symbol and (value := number(left)) is not None:
            return value
    return None


def _steps(program: Program, loop: ast.While, symbol: Symbol) -> list[int | float] | None:
    """All constant steps of a variable in a loop, or None if something else changes it too."""
    found = []
    for item in program.scopes.region_defs.get(loop, ()):
        if item.symbol is symbol:
            step = _step(program, item.stmt, symbol) if isinstance(item.stmt, ast.stmt) else None
            if step is None:
                return None
            found.append(step)
    return found or None


def moves_away(program: Program, loop: ast.While) -> Finding | None:
    """`while i < n: i -= 1`."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    for name, op, bound in (
        (test.left, type(test.ops[0]), test.comparators[0]),
        (test.comparators[0], FLIPPED.get(type(test.ops[0]), ast.Eq), test.left),
    ):
        symbol = program.symbol(name)
        if not isinstance(name, ast.Name) or symbol is None or symbol.foreign_defs:
            continue
        steps = _steps(program, loop, symbol)
        changed = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
        fixed = all(
            isinstance(part, ast.Constant | ast.UnaryOp | ast.USub | ast.expr_context)
            or (isinstance(part, ast.Name) and program.symbol(part) not in changed)
            for part in walk(bound)
        )
        if steps is None or not fixed:
            continue
        if op in (ast.Lt, ast.LtE) and all(step <= 0 for step in steps):
            return AWAY.at(program, loop, symbol=name.id, test=program.text(test), direction="smaller")
        if op in (ast.Gt, ast.GtE) and all(step >= 0 for step in steps):
            return AWAY.at(program, loop, symbol=name.id, test=program.text(test), direction="greater")
    return None


def misses(program: Program, loop: ast.While) -> Finding | None:
    """`i = 1`, `while i != 10: i += 2`."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.NotEq):
        return None
    name, bound = test.left, number(test.comparators[0])
    symbol = program.symbol(name)
    if not isinstance(name, ast.Name) or symbol is None or bound is None:
        return None
    inside = {found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol}
    before = [found for found in program.flow.reaching.get(name, ()) if found not in inside]
    steps = _steps(program, loop, symbol)
    if steps is None or len(steps) != 1 or len(before) != 1 or before[0] is UNBOUND:
        return None
    top = next((found.stmt for found in inside), None)
    start = number(before[0].value)
    step = steps[0]
    if start is None or top not in loop.body or not all(isinstance(item, int) for item in (start, step, bound)):
        return None
    if step == 0 or (bound - start) % step != 0 or (bound - start) / step < 0:
        return MISSED.at(program, loop, symbol=name.id, start=start, step=step, bound=bound)
    return None
