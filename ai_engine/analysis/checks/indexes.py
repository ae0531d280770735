"""Positions that lie beside a sequence: off by one at its end or at its start."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import len_of, loads_of, number, own, range_args
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol
from ai_engine.analysis.tree import walk

AT_LENGTH = Rule(
    name="index-is-the-length",
    category="runtime",
    severity="error",
    concept="off-by-one",
    confidence=0.95,
    message="`{symbol}` looks just behind the end: the last position of `{sequence}` is one less than its length.",
    why="Positions start at 0, so a sequence of three items has the positions 0, 1 and 2: an IndexError follows.",
    check="Print len({sequence}) and the last valid position.",
    fix="Use the last position: one less than the length, or -1.",
    nudge="Which position does the last of three items have?",
)
TOO_FAR = Rule(
    name="off-by-one-range",
    category="runtime",
    severity="error",
    concept="off-by-one",
    confidence=0.9,
    message="In the last round `{index}` is {last}, so `{symbol}` lies behind the end of `{sequence}`.",
    why="The last position is len({sequence}) - 1: an IndexError follows.",
    check="Print `{index}` and len({sequence}) in each round; which round fails?",
    fix="Let the loop end one step earlier, or don't look one further.",
    nudge="What are `{index}` and `{symbol}` in the last round?",
)
FIRST_MISSED = Rule(
    name="first-item-skipped",
    category="logic",
    severity="info",
    concept="off-by-one",
    confidence=0.65,
    message="The loop starts at position 1, so `{sequence}[0]` is never looked at.",
    why="The first item has position 0.",
    check="Try it with a sequence whose first item matters.",
    fix="Start at 0, unless the first item is handled elsewhere.",
    nudge="Which position does the first item have?",
)
LAST_MISSED = Rule(
    name="last-item-skipped",
    category="logic",
    severity="info",
    concept="off-by-one",
    confidence=0.65,
    message="range already stops before its end, so with `{code}` the last item of `{sequence}` is never looked at.",
    why="range(len(x)) ends with the last position already.",
    check="Print the index in each round and compare the last one with len({sequence}).",
    fix="Leave the - 1 out, unless the last item is handled elsewhere.",
    nudge="Which number comes last in this range?",
)


def check(program: Program) -> Iterator[Finding]:
    """Indexes beside the end."""
    for subscript in program.all(ast.Subscript):
        measured = len_of(program, subscript.slice)
        if measured is not None and program.text(measured) == program.text(subscript.value):
            kind = program.types.sole(subscript.value)
            if kind != "dict" and (isinstance(subscript.ctx, ast.Load) or kind in ("list", "str")):
                yield AT_LENGTH.at(program, subscript, symbol=program.text(subscript), sequence=program.text(measured))
    for loop in program.all(ast.For):
        yield from counted(program, loop)
    for while_loop in program.all(ast.While):
        yield from while_counted(program, while_loop)


def _offset(node: ast.expr, program: Program) -> tuple[ast.expr, int] | None:
    """`len(x) + k` as (x, k)."""
    measured = len_of(program, node)
    if measured is not None:
        return measured, 0
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        measured, value = len_of(program, node.left), number(node.right)
        if measured is not None and isinstance(value, int):
            return measured, value if isinstance(node.op, ast.Add) else -value
        measured, value = len_of(program, node.right), number(node.left)
        if measured is not None and isinstance(value, int) and isinstance(node.op, ast.Add):
            return measured, value
    return None


def _index_offset(program: Program, node: ast.expr, symbol: Symbol) -> int | None:
    """`i + k` as k."""
    if isinstance(node, ast.Name) and program.symbol(node) is symbol:
        return 0
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        value = number(node.right)
        if isinstance(node.left, ast.Name) and program.symbol(node.left) is symbol and isinstance(value, int):
            return value if isinstance(node.op, ast.Add) else -value
    return None


def _careful(program: Program, body: list[ast.stmt], symbol: Symbol) -> bool:
    """Whether something in the body may keep the last round from the index: a test of it, a way out, a try."""
    for node in own(body):
        if isinstance(node, ast.Return | ast.Break | ast.Continue | ast.Try | ast.Raise):
            return True
        if isinstance(node, ast.Compare | ast.BoolOp):
            for load in loads_of(program, symbol, node):
                at: ast.AST | None = load
                while at is not None and at is not node and not isinstance(at, ast.Subscript):
                    at = program.parent(at)
                if at is node:
                    return True
    return False


def _changes(program: Program, loop: ast.For | ast.While, sequence: ast.expr) -> bool:
    """Whether the sequence may grow in the loop."""
    symbol = program.symbol(sequence)
    if symbol is None:
        return True
    if any(found.symbol is symbol for found in program.scopes.region_defs.get(loop, ())):
        return True
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in ("append", "insert", "extend", "pop", "remove", "add")
        and program.symbol(node.value) is symbol
        for node in own(loop.body)
    )


def counted(program: Program, loop: ast.For) -> Iterator[Finding]:
    """for loops over range(…len(x)…)."""
    parts = range_args(program, loop.iter)
    if parts is None or not isinstance(loop.target, ast.Name):
        return
    start, stop, step = parts
    symbol = program.symbol(loop.target)
    limit = _offset(stop, program)
    if symbol is None or limit is None or step is not None:
        return
    sequence, extra = limit
    first = 0 if start is None else number(start)
    text = program.text(sequence)
    looked_up: list[tuple[ast.Subscript, int]] = []
    bare = 0
    for node in own(loop.body):
        if isinstance(node, ast.Subscript) and program.text(node.value) == text:
            offset = _index_offset(program, node.slice, symbol)
            if offset is not None:
                looked_up.append((node, offset))
            elif not isinstance(node.slice, ast.Slice):
                bare += 1
    if not looked_up or _changes(program, loop, sequence) or program.types.is_(sequence, "dict"):
        return
    furthest = max(looked_up, key=lambda item: item[1])
    if furthest[1] + extra > 0:
        last = f"len({text})" + (f" {'+' if extra > 1 else '-'} {abs(extra - 1)}" if extra != 1 else "")
        careful = _careful(program, loop.body, symbol) or _within_condition(program, furthest[0], loop)
        yield TOO_FAR.at(
            program, furthest[0], symbol=program.text(furthest[0]), index=loop.target.id, sequence=text, last=last,
            severity="info" if careful else None, confidence=0.5 if careful else None,
        )  # fmt: skip
        return
    offsets = {offset for _, offset in looked_up}
    if offsets == {0} and not bare:
        if first == 1 and extra == 0 and not _mentioned_before(program, loop, text):
            yield FIRST_MISSED.at(program, loop.iter, symbol=program.text(loop.iter), sequence=text)
        if extra == -1 and first in (0, 1) and not _mentioned_after(program, loop, text, only_first=first == 1):
            yield LAST_MISSED.at(
                program, loop.iter, symbol=program.text(loop.iter), sequence=text, code=program.text(loop.iter),
                severity="info" if first == 1 else None, confidence=0.6 if first == 1 else None,
            )  # fmt: skip


def _within_condition(program: Program, node: ast.AST, loop: ast.AST) -> bool:
    """Whether the lookup happens only under some condition."""
    child = node
    for around in program.source.ancestors(node):
        if around is loop:
            return False
        if isinstance(around, ast.If | ast.IfExp | ast.While) and around.test is not child:
            return True
        if isinstance(around, ast.BoolOp) and around.values[0] is not child:
            return True
        child = around
    return False


def _siblings(program: Program, loop: ast.AST) -> tuple[list[ast.stmt], int]:
    parent = program.parent(loop)
    for name in ("body", "orelse"):
        block = getattr(parent, name, None)
        if isinstance(block, list) and loop in block:
            return block, block.index(loop)
    return [], 0


def _mentioned_before(program: Program, loop: ast.For, text: str) -> bool:
    """Whether position 0 is looked at near the loop, as in `largest = xs[0]`."""
    block, place = _siblings(program, loop)
    return _looks_at(program, [*block[max(0, place - 6) : place], *block[place + 1 : place + 4]], text)


def _mentioned_after(program: Program, loop: ast.For, text: str, *, only_first: bool) -> bool:
    """Whether another position is looked at near the loop; with `only_first`, position 0 alone doesn't count."""
    block, place = _siblings(program, loop)
    near = [*block[max(0, place - 6) : place], *block[place + 1 : place + 6]]
    if not only_first:
        return _looks_at(program, near, text)
    found = [node for node in own(near) if isinstance(node, ast.Subscript) and program.text(node.value) == text]
    return not found or any(number(node.slice) != 0 for node in found)


def _looks_at(program: Program, stmts: list[ast.stmt], text: str) -> bool:
    return any(isinstance(node, ast.Subscript) and program.text(node.value) == text for node in own(stmts))


def while_counted(program: Program, loop: ast.While) -> Iterator[Finding]:
    """`while i <= len(x): … x[i]`."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.left, ast.Name):
        return
    limit = _offset(test.comparators[0], program)
    symbol = program.symbol(test.left)
    if limit is None or symbol is None or not isinstance(test.ops[0], ast.Lt | ast.LtE):
        return
    sequence, extra = limit
    highest = extra if isinstance(test.ops[0], ast.LtE) else extra - 1
    text = program.text(sequence)
    if _changes(program, loop, sequence) or program.types.is_(sequence, "dict"):
        return
    for stmt in loop.body:
        if any(found.symbol is symbol for node in walk(stmt) for found in program.scopes.defs_at.get(node, ())):
            return
        for node in own(stmt):
            if isinstance(node, ast.Subscript) and program.text(node.value) == text:
                offset = _index_offset(program, node.slice, symbol)
                if offset is not None and offset + highest >= 0 and highest + offset > -1:
                    if highest + offset < 0:
                        continue
                    careful = _careful(program, loop.body, symbol) or _within_condition(program, node, loop)
                    last = f"len({text})" + (f" {'+' if highest > 0 else '-'} {abs(highest)}" if highest else "")
                    yield TOO_FAR.at(
                        program, node, symbol=program.text(node), index=test.left.id, sequence=text, last=last,
                        severity="info" if careful else None, confidence=0.5 if careful else None,
                    )  # fmt: skip
                    return
