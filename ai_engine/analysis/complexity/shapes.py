"""Small questions about syntax that the walk asks again and again: which names, what is called."""

import ast
from collections.abc import Iterable

from ai_engine.analysis.complexity.nodes import of, walk

_MARK = "_called_as"


def called_name(node: ast.Call) -> str:
    """The last name of what is called; what an alias of input or readline stands for."""
    marked: str | None = node.__dict__.get(_MARK)
    if marked is not None:
        return marked
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def mark_readers(tree: ast.Module) -> None:
    """Notes on calls by another name, of input, sys.stdin.readline or something imported, what they really call."""
    names = {
        alias.asname: alias.name
        for node in of(tree, ast.ImportFrom)
        for alias in node.names
        if alias.asname is not None
    }
    for node in of(tree, ast.Assign):
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Attribute) and value.attr in ("readline", "read", "readlines"):
                names[node.targets[0].id] = value.attr
            elif isinstance(value, ast.Name) and value.id in ("input", "raw_input"):
                names[node.targets[0].id] = "input"
            elif node.targets[0].id == "input":
                names["input"] = "input"
    if names:
        for call in of(tree, ast.Call):
            if isinstance(call.func, ast.Name) and call.func.id in names:
                call.__dict__[_MARK] = names[call.func.id]


def names_in(node: ast.AST) -> set[str]:
    """All names in a piece of code."""
    return {n.id for n in walk(node) if isinstance(n, ast.Name)}


def names_set_in(body: Iterable[ast.stmt]) -> frozenset[str]:
    """The names that statements give a value."""
    found = set()
    for statement in body:
        for node in walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
    return frozenset(found)


def names_fresh_in(body: Iterable[ast.stmt]) -> frozenset[str]:
    """The names that statements give a value which doesn't come from the value before."""
    found: set[str] = set()
    for statement in body:
        for node in walk(statement):
            if isinstance(node, ast.Assign):
                before = names_in(node.value)
                found |= {name for target in node.targets for name in _stored(target) if name not in before}
            elif isinstance(node, ast.For):
                found |= _stored(node.target)
    return frozenset(found)


def _stored(target: ast.expr) -> set[str]:
    return {n.id for n in walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def loop_targets(node: ast.For) -> set[str]:
    """The names that a for loop counts or goes over with."""
    return names_in(node.target)


def differ_by_constant(one: ast.expr, other: ast.expr) -> bool:
    """Two expressions that differ by a constant: `i` and `i + 3`."""
    base_one, base_other = _base(one), _base(other)
    return base_one == base_other and not isinstance(one, ast.Constant) and not isinstance(other, ast.Constant)


def _base(node: ast.expr) -> str:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)) and isinstance(node.right, ast.Constant):
        return _base(node.left)
    return ast.dump(node)


def is_negative(node: ast.expr | None) -> bool:
    """Whether an expression has a minus before it."""
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
