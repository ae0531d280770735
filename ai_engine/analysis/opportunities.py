"""What would lower a program's class of time: work that a loop or a recursion does again and again."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.tree import walk

_GROWING = frozenset({"O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)"})
_LOOPS = ast.For | ast.While | ast.AsyncFor
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def opportunities(tree: ast.Module, time: str) -> tuple[str, ...]:
    """In words, the changes that would bring the program into a lower class; empty where none is seen.

    Args:
        tree: the program.
        time: its class as `program_complexity` gives it; nothing is said about programs that are linear or better.
    """
    if time not in _GROWING:
        return ()
    found: list[str] = []
    for node in walk(tree):
        if isinstance(node, _FUNCTIONS):
            found += _recursion(node)
        if isinstance(node, _LOOPS):
            found += _in_loop(node)
        if isinstance(node, ast.For):
            found += _pairs(node)
    return tuple(dict.fromkeys(found))


def _recursion(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    calls = [
        node
        for node in walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function.name
    ]
    together = any(
        isinstance(node, ast.BinOp | ast.BoolOp | ast.Call | ast.Tuple)
        and sum(isinstance(part, ast.Call) and part in calls for part in walk(node)) > 1
        for node in walk(function)
    )
    smaller = [call for call in calls if any(isinstance(arg, ast.BinOp) for arg in call.args)]
    if together and len(smaller) > 1 and not function.decorator_list:
        yield (
            f"`{function.name}` (line {function.lineno}) works out the same values again and again: keep each result "
            "the first time and look it up later, or build the results up from the smallest one."
        )
    for call in calls:
        for arg in call.args:
            if isinstance(arg, ast.Subscript) and isinstance(arg.slice, ast.Slice):
                yield (
                    f"`{function.name}` copies the rest of its sequence in every call (line {call.lineno}): pass a "
                    "position instead of a slice."
                )
                return


def _in_loop(loop: ast.For | ast.While | ast.AsyncFor) -> Iterator[str]:
    """Calls in a loop's body that go through a whole collection."""
    changing = {
        node.id for stmt in loop.body for node in walk(stmt) if isinstance(node, ast.Name) and _stored(node)
    } | {name.id for name in walk(getattr(loop, "target", loop.body[0])) if isinstance(name, ast.Name)}
    for stmt in loop.body:
        for node in walk(stmt):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            arguments = {part.id for part in walk(node.args[0]) if isinstance(part, ast.Name)}
            if isinstance(node.func, ast.Attribute) and node.func.attr == "count" and arguments & changing:
                if isinstance(node.func.value, ast.Name) and node.func.value.id not in changing:
                    yield (
                        f"`{node.func.value.id}.count` goes through everything in each round (line {node.lineno}): "
                        "count all items once in a dictionary before the loop."
                    )
            elif (
                isinstance(node.func, ast.Name) and node.func.id == "sorted" and arguments and not changing & arguments
            ):
                yield (
                    f"The same values are sorted in each round (line {node.lineno}): sort them once before the loop."
                )


def _stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store | ast.Del)


def _pairs(outer: ast.For) -> Iterator[str]:
    """Two nested loops that only look for equal items."""
    mine = _targets(outer)
    for inner in walk(outer):
        if not isinstance(inner, ast.For) or inner is outer:
            continue
        other = _targets(inner)
        for node in walk(inner):
            if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
                continue
            sides = [_names(node.left), _names(node.comparators[0])]
            apart = (sides[0] & mine and sides[1] & other) or (sides[1] & mine and sides[0] & other)
            if apart and not (sides[0] & mine and sides[0] & other) and not (sides[1] & mine and sides[1] & other):
                yield (
                    f"The loops on the lines {outer.lineno} and {inner.lineno} compare every item with every other: a "
                    "set or dictionary of one side answers the question for each item at once."
                )
                return


def _targets(loop: ast.For) -> set[str]:
    return {node.id for node in walk(loop.target) if isinstance(node, ast.Name)}


def _names(node: ast.expr) -> set[str]:
    return {part.id for part in walk(node) if isinstance(part, ast.Name)}
