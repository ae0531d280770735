"""What the rounds of a loop do to one another: a flag set back, a product of zero, one list added again and again."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import MUTATORS, is_bool, loads_of, number, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol

FLAG = Rule(
    name="flag-overwritten-in-loop",
    category="logic",
    severity="warning",
    concept="flag-pattern",
    confidence=0.85,
    message="Each round sets `{symbol}` anew, so after the loop only the last item has decided it.",
    why="The else forgets what an earlier round found.",
    check="Try it with a fitting item at the start and another one at the end.",
    fix="Set the starting value once before the loop, and change it inside in one direction only.",
    nudge="What does `{symbol}` hold after a fitting item that is followed by another one?",
)
PRODUCT = Rule(
    name="product-starts-at-zero",
    category="logic",
    severity="warning",
    concept="accumulator-pattern",
    confidence=0.93,
    message="`{symbol}` starts at 0, and 0 times anything is 0, so multiplying in the loop never changes it.",
    why="The starting value of a product must leave the first factor as it is.",
    check="Print `{symbol}` in each round.",
    fix="Choose another starting value, one that a multiplication doesn't notice.",
    nudge="What is 0 times the first value?",
)
SAME_LIST = Rule(
    name="same-list-added-again",
    category="logic",
    severity="info",
    concept="aliasing",
    confidence=0.75,
    message="Each round adds the same {kind} `{symbol}` to `{target}`: all its places hold one and the same {kind}.",
    why="append adds a reference, not a copy, so a change of one place shows in all.",
    check="Change one item of the first place and print everything.",
    fix="Make a new {kind} inside the loop, or add a copy.",
    nudge="How many {kind}s are made, and how many are added?",
)


def check(program: Program) -> Iterator[Finding]:
    """All three rules."""
    for loop in program.either(ast.For, ast.While):
        yield from flag(program, loop)
        yield from product(program, loop)
        yield from same_list(program, loop)


def flag(program: Program, loop: ast.For | ast.While) -> Iterator[Finding]:
    """`if x == wanted: found = True`, `else: found = False`, and `found` is read only after the loop."""
    if any(isinstance(node, ast.Break | ast.Return) for node in own(loop.body)):
        return
    for stmt in loop.body:
        if not isinstance(stmt, ast.If) or len(stmt.body) != 1 or len(stmt.orelse) != 1:
            continue
        one, two = stmt.body[0], stmt.orelse[0]
        if not isinstance(one, ast.Assign) or not isinstance(two, ast.Assign):
            continue
        symbol = program.symbol(one.targets[0])
        if symbol is None or program.symbol(two.targets[0]) is not symbol or loads_of(program, symbol, loop):
            continue
        if is_bool(one.value) and is_bool(two.value) and ast.dump(one.value) != ast.dump(two.value):
            if any(load.lineno > (loop.end_lineno or 0) for load in symbol.loads):
                yield FLAG.at(program, stmt, symbol=symbol.name)


def product(program: Program, loop: ast.For | ast.While) -> Iterator[Finding]:
    """`result = 0`, then only `result *= x`."""
    for stmt in loop.body:
        target: ast.expr | None = None
        if isinstance(stmt, ast.AugAssign) and isinstance(stmt.op, ast.Mult):
            target = stmt.target
        elif isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.BinOp) and isinstance(stmt.value.op, ast.Mult):
            same = [side for side in (stmt.value.left, stmt.value.right) if _is(program, side, stmt.targets[0])]
            target = stmt.targets[0] if same else None
        symbol = program.symbol(target) if target is not None else None
        if not isinstance(target, ast.Name) or symbol is None or len(symbol.defs) != 2 or symbol.foreign_defs:
            continue
        start = next((found for found in symbol.defs if found.stmt is not stmt), None)
        if start is not None and start.kind == "assign" and number(start.value) == 0:
            if getattr(start.node, "lineno", 0) < loop.lineno:
                yield PRODUCT.at(program, stmt, symbol=target.id)


def _is(program: Program, node: ast.expr, target: ast.expr) -> bool:
    return isinstance(node, ast.Name) and program.symbol(node) is not None and (
        program.symbol(node) is program.symbol(target)
    )  # fmt: skip


def same_list(program: Program, loop: ast.For | ast.While) -> Iterator[Finding]:
    """`grid.append(row)` in a loop, with `row` made once before it."""
    inside = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
    for stmt in loop.body:
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != "append":
            continue
        item = call.args[0] if len(call.args) == 1 else None
        symbol = program.symbol(item) if isinstance(item, ast.Name) else None
        if item is None or symbol is None or symbol in inside or program.symbol(call.func.value) in inside:
            continue
        kind = program.types.sole(item)
        names = {"list": "list", "dict": "dictionary", "set": "set"}
        if kind in names and isinstance(call.func.value, ast.Name):
            changed = any(_changes(program, node, symbol) for node in own(loop.body))
            yield SAME_LIST.at(
                program, stmt, symbol=symbol.name, target=call.func.value.id, kind=names[kind],
                severity="warning" if changed else None, confidence=0.88 if changed else None,
            )  # fmt: skip


def _changes(program: Program, node: ast.AST, symbol: Symbol) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in MUTATORS:
        return program.symbol(node.value) is symbol
    return isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load) and (
        program.symbol(node.value) is symbol
    )  # fmt: skip
