"""Roundabout ways to read and fill a dictionary."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.idioms import habit
from ai_engine.analysis.checks.walk import is_pure, own, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

ASKED_FIRST = habit(
    "key-asked-before-reading",
    "dictionary-methods",
    "This if asks whether `{key}` is in `{symbol}` only to read it, or to take another value.",
    "The method get does both in one step: it reads the key, or gives what stands for a missing one.",
    "Use get, with the value for a missing key as its second argument.",
    confidence=0.55,
)
FIRST_VALUE = habit(
    "first-value-by-hand",
    "counting-with-dictionaries",
    "This if is only there to give a new key of `{symbol}` its first value.",
    "A dictionary can do that by itself: with get or setdefault, as a defaultdict, or as a Counter for counting.",
    "Let the dictionary give the first value, and change it without asking.",
    confidence=0.4,
)
LOOKED_UP_AGAIN = habit(
    "item-looked-up-again",
    "dictionary-iteration",
    "The loop goes through `{symbol}` and looks `{item}` up in it again.",
    "Of a dictionary, items hands out key and value; of a list, `{item}` is the item itself, not its position.",
    "Loop over items() with two names if `{symbol}` is a dictionary; use `{item}` itself if it is a list.",
    confidence=0.5,
)


def check(program: Program) -> Iterator[Finding]:
    """All hints about dictionaries."""
    for branch in program.all(ast.If):
        yield from asked_first(program, branch)
        yield from first_value(program, branch)
    for loop in program.all(ast.For):
        yield from looked_up_again(program, loop)


def _membership(test: ast.expr) -> tuple[ast.expr, ast.expr, bool] | None:
    """Key, dictionary, and whether it asks for `in` (not `not in`)."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.In | ast.NotIn):
        return None
    key, holder = test.left, test.comparators[0]
    if not is_pure(key) or not isinstance(holder, ast.Name | ast.Attribute):
        return None
    return key, holder, isinstance(test.ops[0], ast.In)


def _is_item(node: ast.AST | None, key: ast.expr, holder: ast.expr) -> bool:
    if not isinstance(node, ast.Subscript) or not same(node.slice, key):
        return False
    return ast.unparse(node.value) == ast.unparse(holder)


def asked_first(program: Program, node: ast.If) -> Iterator[Finding]:
    """`if k in d: v = d[k]`, `else: v = 0`."""
    asked = _membership(node.test)
    if asked is None or len(node.body) != 1:
        return
    key, holder, inside = asked
    after: list[ast.stmt] = node.orelse
    if not after and isinstance(node.body[0], ast.Return):
        block = program.block_of(node)
        after = block[block.index(node) + 1 :][:1] if block else []
    if len(after) != 1:
        return
    found, other = (node.body[0], after[0]) if inside else (after[0], node.body[0])
    match found, other:
        case ast.Assign(targets=[one], value=value), ast.Assign(targets=[two], value=default):
            fits = same(one, two)
        case ast.Return(value=value), ast.Return(value=default):
            fits = True
        case _:
            return
    if fits and _is_item(value, key, holder) and default is not None and is_pure(default):
        yield ASKED_FIRST.at(program, node, symbol=program.text(holder), key=program.text(key))


def first_value(program: Program, node: ast.If) -> Iterator[Finding]:
    """`if k not in d: d[k] = 0` before `d[k] += 1`; `if k in d: d[k] += 1`, `else: d[k] = 1`."""
    asked = _membership(node.test)
    if asked is None or len(node.body) != 1 or len(node.orelse) > 1:
        return
    key, holder, inside = asked
    first = node.body[0] if not inside else (node.orelse or [None])[0]  # type: ignore[list-item]
    if not isinstance(first, ast.Assign) or not _is_item(first.targets[0], key, holder):
        return
    if isinstance(first.value, ast.Call) and first.value.args:
        return
    if node.orelse:
        change: ast.stmt | None = node.body[0] if inside else node.orelse[0]
    else:
        block = program.block_of(node)
        change = next(iter(block[block.index(node) + 1 :]), None) if block else None
    if change is not None and _changes_item(change, key, holder):
        yield FIRST_VALUE.at(program, node, symbol=program.text(holder))


def _changes_item(stmt: ast.stmt, key: ast.expr, holder: ast.expr) -> bool:
    match stmt:
        case ast.AugAssign(target=target):
            return _is_item(target, key, holder)
        case ast.Assign(targets=[target]):
            return _is_item(target, key, holder)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=receiver, attr="append" | "add" | "extend"))):
            return _is_item(receiver, key, holder)
    return False


def looked_up_again(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`for k in d: print(d[k])`, where it is unknown whether `d` is a dictionary or a list."""
    symbol = program.symbol(loop.iter)
    if not isinstance(loop.target, ast.Name) or symbol is None or program.types.of(loop.iter) is not None:
        return
    items = [
        node
        for node in own(loop.body)
        if isinstance(node, ast.Subscript) and program.symbol(node.value) is symbol
        and isinstance(node.slice, ast.Name) and program.symbol(node.slice) is program.symbol(loop.target)
    ]  # fmt: skip
    changed = any(found.symbol is program.symbol(loop.target) for node in own(loop.body)
                  for found in program.scopes.defs_at.get(node, ()))  # fmt: skip
    if items and not changed and all(isinstance(node.ctx, ast.Load) for node in items):
        yield LOOKED_UP_AGAIN.at(program, items[0], symbol=symbol.name, item=loop.target.id)
