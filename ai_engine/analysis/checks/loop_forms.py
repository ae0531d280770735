"""Loops that have a better form: over the elements, with enumerate, with for."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_bool, len_of, loads_of, number, own, range_args
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.tree import walk

RANGE_LEN = Rule(
    name="range-len",
    category="style",
    severity="info",
    concept="enumerate",
    confidence=0.8,
    message="This loop counts `{symbol}` only to look up `{item}`; {better}.",
    why="Going over the items themselves is easier to read and leaves no room for index mistakes.",
    check="Look whether `{symbol}` is used for anything but `{item}`.",
    fix="Loop over the items of `{sequence}`, with enumerate where the position is needed too.",
)
MANUAL_COUNTER = Rule(
    name="manual-counter",
    category="style",
    severity="info",
    concept="enumerate",
    confidence=0.7,
    message="`{symbol}` counts the rounds of this for loop by hand.",
    why="enumerate counts along, so the counter can't be forgotten or moved.",
    check="Compare `{symbol}` with the numbers that enumerate gives.",
    fix="Let enumerate give position and item together.",
)
WHILE_AS_FOR = Rule(
    name="while-counts",
    category="style",
    severity="info",
    concept="for-loops",
    confidence=0.6,
    message="This while loop only counts `{symbol}` up in equal steps; a for loop over a range does that by itself.",
    why="In a for loop the start, the bound and the step stand in one line and none can be forgotten.",
    check="Find the three lines that a `for … in range(…)` would replace.",
    fix="Use a for loop over a range.",
)


def range_len(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`for i in range(len(x))` whose body only reads `x[i]`."""
    parts = range_args(program, loop.iter)
    if parts is None or not isinstance(loop.target, ast.Name):
        return
    start, stop, step = parts
    sequence = len_of(program, stop)
    symbol = program.symbol(loop.target)
    if sequence is None or step is not None or (start is not None and number(start) != 0) or symbol is None:
        return
    text = program.text(sequence)
    lookups = others = 0
    for node in loads_of(program, symbol, loop.body):
        around = program.parent(node)
        if isinstance(around, ast.Subscript) and around.slice is node and program.text(around.value) == text:
            if not isinstance(around.ctx, ast.Load):
                return
            lookups += 1
        else:
            if isinstance(around, ast.BinOp):
                return
            others += 1
    if lookups:
        name = loop.target.id
        better = (
            "`for item in …` over the items is enough" if not others else "enumerate gives position and item together"
        )
        yield RANGE_LEN.at(program, loop.iter, symbol=name, item=f"{text}[{name}]", sequence=text, better=better)


def counters(program: Program) -> Iterator[Finding]:
    """`i = 0` before a for loop and `i += 1` as part of every round."""
    for loop in program.all(ast.For):
        for stmt in loop.body:
            if (
                isinstance(stmt, ast.AugAssign)
                and isinstance(stmt.op, ast.Add)
                and number(stmt.value) == 1
                and isinstance(stmt.target, ast.Name)
            ):
                symbol = program.symbol(stmt.target)
                if symbol is None:
                    continue
                used = [
                    node
                    for node in loads_of(program, symbol, loop.body)
                    if isinstance(program.parent(node), ast.Subscript)
                ]
                inside = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
                if used and len(inside) == 1:
                    yield MANUAL_COUNTER.at(program, stmt, symbol=stmt.target.id)


def while_as_for(program: Program) -> Iterator[Finding]:
    """`while i < n: …; i += 1` with no other change of i."""
    for loop in program.all(ast.While):
        test, last = loop.test, loop.body[-1]
        if (
            isinstance(test, ast.Compare)
            and len(test.ops) == 1
            and isinstance(test.ops[0], ast.Lt | ast.LtE)
            and isinstance(test.left, ast.Name)
            and isinstance(last, ast.AugAssign)
            and isinstance(last.op, ast.Add)
            and number(last.value) is not None
        ):
            symbol = program.symbol(test.left)
            if symbol is None or program.symbol(last.target) is not symbol:
                continue
            inside = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
            changed = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
            bound = [node for node in walk(test.comparators[0]) if isinstance(node, ast.Name)]
            leaving = any(isinstance(node, ast.Break | ast.Continue) for node in own(loop.body))
            if len(inside) == 1 and not leaving and not any(program.symbol(node) in changed for node in bound):
                if is_bool(test.comparators[0]):
                    continue
                yield WHILE_AS_FOR.at(program, loop, symbol=test.left.id)
