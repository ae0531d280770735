"""What an expression of values alone comes to: `7 // 2` is 3, `"abc"[::-1]` is "cba". Nothing of a program is run.

Only pure operators, builtins and methods are worked out, on small values, so that no text can take time or memory.
"""

import ast
import math
import operator
from collections.abc import Callable
from typing import Any

_LONGEST = 120
_LARGEST = 10**9
_MOST = 1_000
_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow, ast.USub: operator.neg,
    ast.UAdd: operator.pos, ast.Not: operator.not_, ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt,
    ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right, ast.NotIn: lambda left, right: left not in right,
}  # fmt: skip
_BUILTINS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        len,
        sum,
        min,
        max,
        sorted,
        abs,
        round,
        int,
        float,
        str,
        bool,
        list,
        tuple,
        set,
        any,
        all,
        divmod,
        ord,
        chr,
    )
}
_MATHS: dict[str, Callable[..., Any]] = {
    function.__name__: function for function in (math.sqrt, math.floor, math.ceil, math.trunc, math.fabs)
}
_METHOD_NAMES = (
    "upper lower title capitalize strip lstrip rstrip split splitlines join replace count find startswith endswith "
    "isdigit isalpha isupper islower isspace isalnum index get"
)
_METHODS = frozenset(_METHOD_NAMES.split())


class NotWorkedOut(Exception):
    """An expression that isn't made of small values alone."""


def value_of(expression: str) -> Any:
    """The value of an expression. Raises NotWorkedOut where it holds names, is too large, or fails."""
    if len(expression) > _LONGEST:
        raise NotWorkedOut
    try:
        return _value(ast.parse(expression.strip(), mode="eval").body)
    except (SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError) as error:
        raise NotWorkedOut from error
    except MemoryError as error:
        raise NotWorkedOut from error


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return _small(value)
        case ast.List(elts=items):
            return [_value(item) for item in items]
        case ast.Tuple(elts=items):
            return tuple(_value(item) for item in items)
        case ast.Set(elts=items):
            return {_value(item) for item in items}
        case ast.Dict(keys=keys, values=values) if all(keys):
            return {_value(key): _value(value) for key, value in zip(keys, values, strict=True) if key is not None}
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(operand))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _combined(op, _value(left), _value(right))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left), _value(right))
        case ast.BoolOp(op=op, values=values):
            result = _value(values[0])
            for other in values[1:]:
                if bool(result) is isinstance(op, ast.Or):
                    return result
                result = _value(other)
            return result
        case ast.Subscript(value=value, slice=ast.Slice(lower=lower, upper=upper, step=step)):
            parts = [_value(part) if part is not None else None for part in (lower, upper, step)]
            return _value(value)[slice(*parts)]
        case ast.Subscript(value=value, slice=place):
            return _value(value)[_value(place)]
        case ast.Call(func=ast.Name(id="range"), args=items, keywords=[]):
            return _small(list(range(*(_bounded(_value(item)) for item in items))))
        case ast.Call(func=ast.Attribute(value=ast.Name(id="math"), attr=name), args=[item], keywords=[]) if (
            name in _MATHS
        ):
            return _small(_MATHS[name](_value(item)))
        case ast.Call(
            func=ast.Name(id="sorted"),
            args=[item],
            keywords=[ast.keyword(arg="reverse", value=ast.Constant(value=turned))],
        ):
            return sorted(_value(item), reverse=bool(turned))
        case ast.Call(func=ast.Name(id=name), args=items, keywords=[]) if name in _BUILTINS:
            return _small(_BUILTINS[name](*(_value(item) for item in items)))
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=items, keywords=[]) if name in _METHODS:
            return _small(getattr(_value(value), name)(*(_value(item) for item in items)))
    raise NotWorkedOut


def _combined(op: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(op, ast.Pow) and not (isinstance(right, int) and 0 <= right <= 20):
        raise NotWorkedOut
    sizes = [item for item in (left, right) if not isinstance(item, int | float)]
    if isinstance(op, ast.Mult) and sizes and len(sizes[0]) * max(0, left if sizes[0] is right else right) > _MOST:
        raise NotWorkedOut
    if isinstance(op, ast.Mod) and isinstance(left, str):
        raise NotWorkedOut
    return _small(_OPERATORS[type(op)](left, right))


def _bounded(number: Any) -> int:
    if not isinstance(number, int) or abs(number) > _MOST:
        raise NotWorkedOut
    return number


def _small(value: Any) -> Any:
    if isinstance(value, int | float) and not -_LARGEST < value < _LARGEST:
        raise NotWorkedOut
    if hasattr(value, "__len__") and len(value) > _MOST:
        raise NotWorkedOut
    return value
