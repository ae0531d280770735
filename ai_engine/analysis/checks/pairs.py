"""Pairs that a loop hands out, taken for something else: what enumerate and items give."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

PAIR_AS_INDEX = Rule(
    name="pair-used-as-index",
    category="runtime",
    severity="error",
    concept="enumerate",
    confidence=0.93,
    message="`{symbol}` is a pair of position and item, so `{code}` can't use it as a position.",
    why="enumerate hands out both at once: without a second name the two come as one tuple.",
    check="Print `{symbol}` in the first round.",
    fix="Give the loop two names, one for the position and one for the item.",
    nudge="What does enumerate hand out in each round?",
)
PAIR_SWAPPED = Rule(
    name="enumerate-names-swapped",
    category="logic",
    severity="warning",
    concept="enumerate",
    confidence=0.88,
    message="enumerate gives the position first, so `{first}` is the position here and `{symbol}` is the item.",
    why="The names of the loop take what comes in its order, whatever they are called.",
    check="Print both names in the first round.",
    fix="Swap the two names behind for.",
    nudge="In which order does enumerate hand out position and item?",
)


PAIR_AS_KEY = Rule(
    name="pair-used-as-key",
    category="runtime",
    severity="error",
    concept="dictionary-iteration",
    confidence=0.9,
    message="`{symbol}` is a pair of key and value, so `{code}` finds no such key.",
    why="items hands out both at once: without a second name the two come as one tuple, and a KeyError follows.",
    check="Print `{symbol}` in the first round.",
    fix="Give the loop two names, one for the key and one for the value.",
    nudge="What does items hand out in each round?",
)


def check(program: Program) -> Iterator[Finding]:
    """`for x in enumerate(xs): xs[x]`; `for x, i in enumerate(xs): xs[i]`; `for pair in d.items(): d[pair]`."""
    for loop in program.all(ast.For):
        call = loop.iter
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "items":
            node = _index(program, loop, loop.target, call.func.value) if isinstance(loop.target, ast.Name) else None
            if node is not None and isinstance(node.ctx, ast.Load):
                yield PAIR_AS_KEY.at(program, node, symbol=program.text(node.slice), code=program.text(node))
            continue
        if not isinstance(call, ast.Call) or not program.scopes.is_builtin(call.func, "enumerate") or not call.args:
            continue
        if isinstance(loop.target, ast.Name):
            node = _index(program, loop, loop.target, call.args[0])
            if node is not None:
                yield PAIR_AS_INDEX.at(program, node, symbol=loop.target.id, code=program.text(node))
        elif isinstance(loop.target, ast.Tuple) and len(loop.target.elts) == 2:
            first, second = loop.target.elts
            if isinstance(first, ast.Name) and isinstance(second, ast.Name):
                node = _index(program, loop, second, call.args[0])
                symbol = program.symbol(first)
                if node is not None and symbol is not None:
                    unused = not symbol.loads
                    yield PAIR_SWAPPED.at(program, node, symbol=second.id, first=first.id,
                                          severity=None if unused else "info")  # fmt: skip


def _index(program: Program, loop: ast.For, name: ast.Name, items: ast.expr) -> ast.Subscript | None:
    """Where `items[name]` stands in the loop, with `name` as the loop gave it."""
    for node in own(loop.body):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name) and _same_place(node.value, items):
            found = program.flow.only_def(node.slice)
            if found is not None and found.node is name:
                return node
    return None


def _same_place(one: ast.expr, two: ast.expr) -> bool:
    return isinstance(two, ast.Name | ast.Attribute) and same(one, two)
