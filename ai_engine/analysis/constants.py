"""What an expression is, whatever happens before it: always true, never empty, this whole number."""

import ast

from ai_engine.analysis.scopes import Scopes


def constant_truth(node: ast.expr) -> bool | None:
    """Whether a condition made of constants alone is true, false, or (None) something else."""
    if isinstance(node, ast.Constant):
        return None if node.value is Ellipsis else bool(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = constant_truth(node.operand)
        return None if inner is None else not inner
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.Is):
        left, right = node.left, node.comparators[0]
        if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
            same = left.value == right.value and type(left.value) is type(right.value)
            return not same if isinstance(node.ops[0], ast.NotEq) else same
    return None


def never_empty(node: ast.expr, scopes: Scopes) -> bool:
    """Whether a loop over `node` surely runs its body at least once."""
    match node:
        case ast.Constant(value=str() as text):
            return bool(text)
        case ast.List(elts=elts) | ast.Tuple(elts=elts) | ast.Set(elts=elts):
            return any(not isinstance(item, ast.Starred) for item in elts)
        case ast.Dict(keys=keys):
            return any(key is not None for key in keys)
        case ast.Call(func=ast.Name(id="range") as func, args=args) if scopes.is_builtin(func, "range"):
            numbers = [int_value(item) for item in args]
            if not numbers or len(numbers) > 3 or any(number is None for number in numbers):
                return False
            values = [number for number in numbers if number is not None]
            return (len(values) < 3 or values[2] != 0) and bool(range(*values))
        case ast.Call(
            func=ast.Name(id="enumerate" | "reversed" | "sorted" | "list" | "tuple") as func, args=[inner, *_]
        ):
            return scopes.builtin_name(func) is not None and never_empty(inner, scopes)
    return False


def int_value(node: ast.expr) -> int | None:
    """The value of an integer literal, perhaps with a minus."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = int_value(node.operand)
        return None if inner is None else -inner
    return None
