"""What an operator makes of two types."""

import ast

from ai_engine.analysis.builtin_types import ANY, BOOL, FLOAT, INT, NOTHING, NUMBERS, STR, Types, one
from ai_engine.analysis.constants import int_value

_NEVER_MIX = NUMBERS | {"str", "list", "tuple", "dict", "NoneType"}


def pair(left: str, op: ast.operator, right: str, right_node: ast.expr | None) -> Types:
    """The type of `left op right`; NOTHING where Python refuses it, ANY where that isn't known."""
    if left in NUMBERS and right in NUMBERS:
        if "complex" in (left, right):
            return one("complex")
        if isinstance(op, ast.Div):
            return FLOAT
        if isinstance(op, ast.BitAnd | ast.BitOr | ast.BitXor):
            return BOOL if left == right == "bool" else INT
        if "float" in (left, right):
            return FLOAT
        if isinstance(op, ast.Pow):
            value = int_value(right_node) if right_node is not None else None
            return INT if value is not None and value >= 0 else frozenset({"int", "float"})
        return INT
    if isinstance(op, ast.Add) and left == right and left in ("str", "list", "tuple", "bytes"):
        return one(left)
    if isinstance(op, ast.Mult):
        if left in ("str", "list", "tuple") and right in ("int", "bool"):
            return one(left)
        if right in ("str", "list", "tuple") and left in ("int", "bool"):
            return one(right)
    if isinstance(op, ast.Sub | ast.BitOr | ast.BitAnd | ast.BitXor) and left == right == "set":
        return one("set")
    if isinstance(op, ast.Mod) and left == "str":
        return STR
    if left in _NEVER_MIX and right in _NEVER_MIX and isinstance(op, ast.Add | ast.Sub | ast.Div):
        return NOTHING  # fails: no value comes out of it
    return ANY
