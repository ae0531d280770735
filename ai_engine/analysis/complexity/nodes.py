"""All nodes of a piece of code, listed once: the walk and its many small questions go over the same pieces again."""

import ast
from collections.abc import Sequence
from typing import Any, TypeVar, overload

from ai_engine.analysis.tree import walk as stepping

_One = TypeVar("_One", bound=ast.AST)
_Two = TypeVar("_Two", bound=ast.AST)

_KEY = "_listed_parts"
# Longer lists are not kept: in a chain of a thousand links each link would hold all that follow.
_MOST_KEPT = 2_000


def walk(node: ast.AST) -> Sequence[ast.AST]:
    """The node and everything below it but the marks of loading and storing, outer nodes before inner ones."""
    found: tuple[ast.AST, ...] | None = node.__dict__.get(_KEY)
    if found is None:
        found = tuple(part for part in stepping(node) if not isinstance(part, ast.expr_context))
        if len(found) <= _MOST_KEPT:
            node.__dict__[_KEY] = found
    return found


_KINDS = "_parts_by_kind"


@overload
def of(node: ast.AST, one: type[_One], /) -> list[_One]: ...
@overload
def of(node: ast.AST, one: type[_One], two: type[_Two], /) -> list[_One | _Two]: ...
@overload
def of(node: ast.AST, /, *kinds: type[ast.AST]) -> list[ast.AST]: ...
def of(node: ast.AST, /, *kinds: type[ast.AST]) -> list[Any]:
    """All nodes of these kinds in a program or function, kind after kind."""
    table: dict[type, list[ast.AST]] | None = node.__dict__.get(_KINDS)
    if table is None:
        table = node.__dict__[_KINDS] = {}
        for part in walk(node):
            table.setdefault(type(part), []).append(part)
    return [part for kind in kinds for part in table.get(kind, ())]
