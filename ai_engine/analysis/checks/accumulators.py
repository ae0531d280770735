"""Values that are collected over a loop: reset, replaced instead of added to, or started at a wrong value."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import loads_of, number, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol

RESET = Rule(
    name="accumulator-reset-in-loop",
    category="logic",
    severity="warning",
    concept="accumulator-pattern",
    confidence=0.88,
    message=(
        "`{symbol}` is set back to {value} in every round, so after the loop it holds only what the last round added."
    ),
    why="A starting value inside the loop wipes out what the earlier rounds collected.",
    check="Print `{symbol}` at the end of each round.",
    fix="Give `{symbol}` its starting value before the loop.",
    nudge="What does `{symbol}` hold at the start of the second round?",
)
NOT_COLLECTED = Rule(
    name="accumulator-overwritten",
    category="logic",
    severity="info",
    concept="accumulator-pattern",
    confidence=0.8,
    message="Each round replaces `{symbol}` instead of adding to it, so after the loop only the last round counts.",
    why="An assignment forgets the old value; what the rounds before worked out is lost.",
    check="Print `{symbol}` in each round and after the loop.",
    fix="Add to the old value of `{symbol}`, if all rounds should count.",
    nudge="What happens to the value of the round before?",
)
MIN_MAX_START = Rule(
    name="min-max-start-value",
    category="logic",
    severity="info",
    concept="min-max-pattern",
    confidence=0.7,
    message="`{symbol}` starts at {value}, so the result is wrong when all values are {side} {value}.",
    why="The starting value takes part in the comparison as if it were one of the values.",
    check="Try it with values that are all {side} {value}.",
    fix="Start with the first of the values, or with None.",
    nudge="What is the result for values that are all {side} {value}?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about collecting."""
    for loop in program.either(ast.For, ast.While):
        yield from reset(program, loop)
        yield from overwritten(program, loop)
    for each in program.all(ast.For):
        yield from min_max(program, each)
        yield from by_builtin(program, each)


def reset(program: Program, loop: ast.For | ast.While) -> Iterator[Finding]:
    """`total = 0` inside the loop that adds to it, with the total used only afterwards."""
    for place, stmt in enumerate(loop.body):
        if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1 or not isinstance(stmt.targets[0], ast.Name):
            continue
        value = stmt.value
        neutral = (number(value) in (0, 1)) or (isinstance(value, ast.Constant) and value.value == "") or (
            isinstance(value, ast.List | ast.Tuple) and not value.elts
        )  # fmt: skip
        symbol = program.symbol(stmt.targets[0])
        if not neutral or symbol is None:
            continue
        rest = loop.body[place + 1 :]
        updates = [item for item in rest if _updates(program, item, symbol)]
        if not updates:
            updates = [
                inner
                for item in rest
                if isinstance(item, ast.If) and not item.orelse
                for inner in item.body
                if _updates(program, inner, symbol)
            ]
        inside = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
        asked = [item for item in rest if _conditionally_set(program, item, symbol)]
        if len(updates or asked) != 1 or len(inside) > 2:
            continue
        if updates:
            reads = [load for load in loads_of(program, symbol, loop.body) if not _within(program, load, updates[0])]
        else:
            there = set(loads_of(program, symbol, asked[0]))
            reads = [load for load in loads_of(program, symbol, loop.body) if load not in there]
        after = [
            load
            for load in symbol.loads
            if load.lineno > (loop.end_lineno or 0)
            and any(found in program.flow.reaching.get(load, ()) for found in inside)
        ]
        if after and not reads:
            yield RESET.at(program, stmt, symbol=symbol.name, value=program.text(value))


def _within(program: Program, node: ast.AST, stmt: ast.AST) -> bool:
    return program.statement_of(node) is stmt


def _updates(program: Program, stmt: ast.stmt, symbol: Symbol) -> bool:
    if isinstance(stmt, ast.AugAssign):
        return program.symbol(stmt.target) is symbol
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and program.symbol(stmt.targets[0]) is symbol:
        return isinstance(stmt.value, ast.BinOp) and bool(loads_of(program, symbol, stmt.value))
    if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call) and isinstance(stmt.value.func, ast.Attribute):
        func = stmt.value.func
        return func.attr in ("append", "extend", "insert") and program.symbol(func.value) is symbol
    return False


def overwritten(program: Program, loop: ast.For | ast.While) -> Iterator[Finding]:
    """`total = 0`, then `total = x` in each round, and the total is used after the loop."""
    for stmt in loop.body:
        if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1 or not isinstance(stmt.targets[0], ast.Name):
            continue
        symbol = program.symbol(stmt.targets[0])
        if symbol is None or len(symbol.defs) != 2 or isinstance(stmt.value, ast.Constant):
            continue
        start = next((found for found in symbol.defs if found.stmt is not stmt), None)
        neutral = start is not None and (
            number(start.value) in (0, 1)
            or (isinstance(start.value, ast.Constant) and start.value.value == "")
            or (isinstance(start.value, ast.List) and not start.value.elts)
        )
        if not neutral or start is None or start in program.scopes.region_defs.get(loop, ()):
            continue
        tested = loads_of(program, symbol, loop.test) if isinstance(loop, ast.While) else []
        inside = [*loads_of(program, symbol, loop.body), *tested]
        mine = set(program.scopes.defs_at.get(stmt.targets[0], ()))
        after = [load for load in symbol.loads if mine & program.flow.reaching.get(load, frozenset())]
        if after and not inside and not symbol.captured:
            yield NOT_COLLECTED.at(program, stmt, symbol=symbol.name)


def min_max(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`largest = 0` before `if x > largest: largest = x`."""
    for stmt in loop.body:
        if not isinstance(stmt, ast.If) or not isinstance(stmt.test, ast.Compare) or len(stmt.test.ops) != 1:
            continue
        op = stmt.test.ops[0]
        left, right = stmt.test.left, stmt.test.comparators[0]
        if isinstance(op, ast.Lt | ast.LtE):
            left, right = right, left
        elif not isinstance(op, ast.Gt | ast.GtE):
            continue
        for big, small, best in ((left, right, right), (left, right, left)):
            other = big if best is small else small
            symbol = program.symbol(best)
            if not isinstance(best, ast.Name) or symbol is None:
                continue
            taken = any(
                isinstance(inner, ast.Assign)
                and program.symbol(inner.targets[0]) is symbol
                and same(inner.value, other)
                for inner in stmt.body
            )
            starts = [found for found in symbol.defs if found.value is not None and number(found.value) == 0
                      and getattr(found.node, "lineno", 0) < loop.lineno]  # fmt: skip
            if taken and len(starts) == 1 and len(symbol.defs) == 2:
                if _counts_up(program, other):
                    continue
                side = "below" if best is small else "above"
                yield MIN_MAX_START.at(program, starts[0].node, symbol=best.id, value=0, side=side)


def by_builtin(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`best = 0` before `best = max(best, x)`."""
    for stmt in loop.body:
        call = stmt.value if isinstance(stmt, ast.Assign) else None
        if not isinstance(stmt, ast.Assign) or not isinstance(call, ast.Call) or len(call.args) != 2:
            continue
        name = program.scopes.builtin_name(call.func)
        target, symbol = stmt.targets[0], program.symbol(stmt.targets[0])
        if name not in ("max", "min") or not isinstance(target, ast.Name) or symbol is None or len(symbol.defs) != 2:
            continue
        others = [item for item in call.args if program.symbol(item) is not symbol]
        start = next((found for found in symbol.defs if found.stmt is not stmt), None)
        if len(others) != 1 or start is None or number(start.value) != 0 or _counts_up(program, others[0]):
            continue
        simple = isinstance(others[0], ast.Name | ast.Subscript)
        if simple and getattr(start.node, "lineno", 0) < loop.lineno:
            side = "below" if name == "max" else "above"
            yield MIN_MAX_START.at(program, start.node, symbol=target.id, value=0, side=side, severity="info")


def _conditionally_set(program: Program, stmt: ast.stmt, symbol: Symbol) -> bool:
    """`if …best…: best = w`: the question looks at what earlier rounds left."""
    return (
        isinstance(stmt, ast.If)
        and not stmt.orelse
        and bool(loads_of(program, symbol, stmt.test))
        and any(isinstance(inner, ast.Assign) and program.symbol(inner.targets[0]) is symbol for inner in stmt.body)
    )


def _counts_up(program: Program, node: ast.expr) -> bool:
    """Whether the compared value is a length or a count, which is never negative."""
    if isinstance(node, ast.Call):
        return program.text(node.func) == "len" or program.text(node.func).endswith(".count")
    found = program.flow.only_def(node)
    return found is not None and isinstance(found.value, ast.Call) and _counts_up(program, found.value)
