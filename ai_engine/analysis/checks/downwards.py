"""Loops that count positions downwards, and begin or end beside the sequence."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.indexes import FIRST_MISSED
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import len_of, number, own, range_args
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol

TOO_HIGH = Rule(
    name="off-by-one-range",
    category="runtime",
    severity="error",
    concept="off-by-one",
    confidence=0.9,
    message="In the first round `{index}` is len({sequence}), so `{symbol}` lies behind the end of `{sequence}`.",
    why="The last position is one less than the length: an IndexError follows.",
    check="Print `{index}` and len({sequence}) in the first round.",
    fix="Begin one position lower.",
    nudge="Which position does the last item have?",
)


def check(program: Program) -> Iterator[Finding]:
    """`range(len(s), -1, -1)`, `range(len(s) - 1, 0, -1)` and `i = len(s)` before `while i >= 0`."""
    for loop in program.all(ast.For):
        yield from counted(program, loop)
    for waiting in program.all(ast.While):
        yield from while_counted(program, waiting)


def counted(program: Program, loop: ast.For) -> Iterator[Finding]:
    """A for loop over a range with step -1 that starts at the end of a sequence."""
    parts = range_args(program, loop.iter)
    symbol = program.symbol(loop.target)
    if parts is None or symbol is None or parts[0] is None or number(parts[2]) != -1:
        return
    start, stop = parts[0], parts[1]
    whole = len_of(program, start)
    almost = None
    if isinstance(start, ast.BinOp) and isinstance(start.op, ast.Sub) and number(start.right) == 1:
        almost = len_of(program, start.left)
    sequence = whole or almost
    if sequence is None or program.types.is_(sequence, "dict"):
        return
    lookups = [node for node in own(loop.body) if _looks_up(program, node, sequence)]
    direct = [node for node in lookups if _is_variable(program, node, symbol)]
    if not direct or not isinstance(direct[0], ast.Subscript):
        return
    text = program.text(sequence)
    if whole is not None and not _guarded(program, direct[0], loop):
        yield TOO_HIGH.at(program, direct[0], symbol=program.text(direct[0]), index=symbol.name, sequence=text)
    elif almost is not None and number(stop) == 0 and len(direct) == len(lookups):
        yield FIRST_MISSED.at(
            program, loop.iter, symbol=program.text(loop.iter), sequence=text,
            message="The range stops before 0, so `{sequence}[0]` is never looked at.",
        )  # fmt: skip


def while_counted(program: Program, loop: ast.While) -> Iterator[Finding]:
    """A while loop whose position starts at the length and is used before it gets smaller."""
    test = loop.test
    if not isinstance(test, ast.Compare) or not isinstance(test.left, ast.Name) or len(test.ops) != 1:
        return
    symbol = program.symbol(test.left)
    if symbol is None or not isinstance(test.ops[0], ast.Gt | ast.GtE) or number(test.comparators[0]) not in (0, -1):
        return
    before = [found for found in symbol.defs if getattr(found.node, "lineno", 0) < loop.lineno]
    if len(before) != 1 or before[0].kind != "assign":
        return
    sequence = len_of(program, before[0].value)
    if sequence is None or program.types.is_(sequence, "dict"):
        return
    for stmt in loop.body:
        for node in own(stmt):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and program.symbol(node) is symbol:
                return
            if _looks_up(program, node, sequence) and _is_variable(program, node, symbol):
                if not _guarded(program, node, loop):
                    yield TOO_HIGH.at(
                        program, node, symbol=program.text(node), index=symbol.name, sequence=program.text(sequence)
                    )
                return


def _looks_up(program: Program, node: ast.AST, sequence: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and program.text(node.value) == program.text(sequence)


def _is_variable(program: Program, node: ast.AST, symbol: Symbol) -> bool:
    return isinstance(node, ast.Subscript) and program.symbol(node.slice) is symbol


def _guarded(program: Program, node: ast.AST, loop: ast.AST) -> bool:
    """Whether something between the lookup and the loop decides if it happens."""
    child = node
    for around in program.source.ancestors(node):
        if around is loop:
            return False
        if isinstance(around, ast.If | ast.IfExp | ast.While) and around.test is not child:
            return True
        if isinstance(around, ast.BoolOp | ast.Try | ast.For):
            return True
        child = around
    return False
