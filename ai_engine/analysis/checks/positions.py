"""The item of a loop taken for its position."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol

ITEM_AS_INDEX = Rule(
    name="item-used-as-index",
    category="logic",
    severity="info",
    concept="list-indexing",
    confidence=0.75,
    message="`{item}` already is an item of `{symbol}`, but `{symbol}[{item}]` uses it as a position.",
    why="A for loop over a list hands out the items themselves, not the positions 0, 1, 2 and so on.",
    check="Print `{item}` in each round, and compare it with the positions of `{symbol}`.",
    fix="Use the item itself, or loop over the positions if you need those.",
    nudge="What is in `{item}` in the first round: a value, or a position?",
)
_LIST_METHODS = frozenset({"append", "sort", "insert", "reverse", "extend", "remove"})


def check(program: Program) -> Iterator[Finding]:
    """`for x in xs: print(xs[x])`, where `xs` is surely a list."""
    for loop in program.all(ast.For):
        symbol = program.symbol(loop.iter)
        if not isinstance(loop.iter, ast.Name) or not isinstance(loop.target, ast.Name) or symbol is None:
            continue
        for node in own(loop.body):
            if not isinstance(node, ast.Subscript) or program.symbol(node.value) is not symbol:
                continue
            found = program.flow.only_def(node.slice)
            if found is None or found.node is not loop.target or not _is_list(program, loop.iter, symbol):
                continue
            sure = _out_of_range(program, loop.iter)
            yield ITEM_AS_INDEX.at(
                program, node, symbol=symbol.name, item=loop.target.id, severity="warning" if sure else None
            )
            break


def _is_list(program: Program, node: ast.Name, symbol: Symbol) -> bool:
    kinds = program.types.of(node)
    if kinds is not None:
        return kinds <= {"list", "tuple"}
    for load in symbol.loads:
        parent = program.parent(load)
        if isinstance(parent, ast.Attribute) and parent.attr in _LIST_METHODS:
            return True
        if isinstance(parent, ast.Subscript) and parent.value is load and isinstance(parent.slice, ast.Slice):
            return True
    return False


def _out_of_range(program: Program, node: ast.Name) -> bool:
    """Whether the list is known and one of its numbers is no position of it."""
    found = program.flow.only_def(node)
    if found is None or found.kind != "assign" or not isinstance(found.value, ast.List | ast.Tuple):
        return False
    items = [number(item) for item in found.value.elts]
    return any(item is not None and not -len(items) <= item < len(items) for item in items)
