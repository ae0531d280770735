"""Walking syntax trees quickly: the children of a node are listed once, however many checks ask for them."""

import ast
from collections.abc import Iterator

_KEY = "_listed_children"


def children(node: ast.AST) -> tuple[ast.AST, ...]:
    """The direct child nodes. They are kept on the node: dozens of checks walk the same tree."""
    found: tuple[ast.AST, ...] | None = node.__dict__.get(_KEY)
    if found is None:
        found = node.__dict__[_KEY] = tuple(ast.iter_child_nodes(node))
    return found


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """The node and everything below it, outer nodes before inner ones, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(children(current)[::-1])
