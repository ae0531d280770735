"""Cognitive complexity and nesting of one function.

After G. Ann Campbell, "Cognitive Complexity: a new way of measuring understandability" (SonarSource, 2018): each
break in the linear flow adds one, plus one for each level it is nested in; `else` and `elif` add one without the
nesting; each run of like boolean operators adds one; recursion adds one.
"""

import ast
from dataclasses import dataclass

_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Match, ast.ExceptHandler, ast.IfExp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(slots=True)
class _Count:
    total: int = 0
    deepest: int = 0


def cognitive_complexity(body: list[ast.stmt], name: str = "") -> tuple[int, int]:
    """The cognitive complexity and the deepest nesting of some statements; `name` is the function they belong to."""
    count = _Count()
    # An explicit stack: a long elif chain nests as deep as it is long.
    stack: list[tuple[ast.AST, int, bool]] = [(statement, 0, False) for statement in body]
    while stack:
        node, nesting, is_elif = stack.pop()
        if isinstance(node, ast.If):
            count.total += 1 if is_elif else 1 + nesting
            inner = nesting if is_elif else nesting + 1
            count.deepest = max(count.deepest, inner)
            stack.append((node.test, nesting, False))
            stack.extend((child, inner, False) for child in node.body)
            if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If) and _is_elif(node, node.orelse[0]):
                stack.append((node.orelse[0], inner, True))
            elif node.orelse:
                count.total += 1
                stack.extend((child, inner, False) for child in node.orelse)
            continue
        inner = nesting
        if isinstance(node, _BRANCHES):
            count.total += 1 + nesting
            inner = nesting + 1
            if isinstance(node, (ast.For, ast.AsyncFor, ast.While)) and node.orelse:
                count.total += 1
        elif isinstance(node, _FUNCTIONS):
            inner = nesting + 1
        elif isinstance(node, ast.BoolOp) or _calls(node, name):
            count.total += 1
        if not isinstance(node, (ast.IfExp, ast.Lambda)):
            count.deepest = max(count.deepest, inner)
        stack.extend((child, inner, False) for child in ast.iter_child_nodes(node))
    return count.total, count.deepest


def _is_elif(outer: ast.If, inner: ast.If) -> bool:
    """`elif` stands in the outer `if`'s column; an `if` under `else:` stands further right (or on another line)."""
    return inner.col_offset == outer.col_offset


def _calls(node: ast.AST, name: str) -> bool:
    return bool(name) and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
