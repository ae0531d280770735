"""Which places of a program can have raised an error: for each exception the expressions and statements that fit."""

import ast
import re
from collections.abc import Callable

from ai_engine.analysis.tracebacks.parse import PastedError

SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
}  # fmt: skip
_CHANGING = frozenset(["pop", "add", "remove", "discard", "popitem", "clear", "update", "setdefault"])
_DIVIDING = (ast.Div, ast.FloorDiv, ast.Mod)


def called(node: ast.AST) -> str:
    """The name of what a call calls; "" for everything else."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _unknown_name(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Name) and quoted[:1] == [node.id]


def _attribute(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Attribute) and quoted[-1:] == [node.attr]


def _index(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    if error.message.startswith("pop "):
        return called(node) in ("pop", "popleft")
    return isinstance(node, ast.Subscript)


def _key(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return False
    # A text as the index that isn't the missing key can't be the place.
    return not (isinstance(node.slice, ast.Constant) and repr(node.slice.value) != error.message.strip())


def _division(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, _DIVIDING)


def _value(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    message = error.message
    if "unpack" in message:
        return _takes_apart(node)
    if "list.remove" in message:
        return called(node) == "remove"
    if "not in list" in message or "not in tuple" in message:
        return called(node) == "index"
    if "substring" in message:
        return called(node) in ("index", "rindex")
    if "empty" in message:
        return called(node) in ("max", "min") and called(node) in message
    if "math domain" in message:
        return called(node) in ("sqrt", "log", "log10", "log2", "acos", "asin")
    wanted = ("int",) if "int()" in message else ("float",) if "float" in message else ("int", "float")
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in wanted


def _takes_apart(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Tuple | ast.List) for target in node.targets)
    return isinstance(node, ast.For) and isinstance(node.target, ast.Tuple)


def _call_of(*names: str) -> "Callable[[ast.AST, PastedError, list[str]], bool]":
    def fits(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
        return called(node) in names

    return fits


def _any_call(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Call)


def _assertion(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Assert)


def _import(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "") in quoted or any(alias.name in quoted for alias in node.names)
    return isinstance(node, ast.Import) and any(alias.name.split(".")[0] in quoted for alias in node.names)


def _huge(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return called(node) in ("exp", "pow", "cosh", "sinh") or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    )


def _changing_loop(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    """A loop over a collection that its own body adds to or takes from."""
    if not isinstance(node, ast.For) or "changed" not in error.message:
        return False
    over = (
        node.iter.func.value
        if isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Attribute)
        else node.iter
    )
    whole = ast.dump(over)
    for part in (one for statement in node.body for one in ast.walk(statement)):
        if (
            isinstance(part, ast.Subscript)
            and isinstance(part.ctx, ast.Store | ast.Del)
            and ast.dump(part.value) == whole
        ):
            return True
        method = called(part) if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) else ""
        if method in _CHANGING and ast.dump(part.func.value) == whole:  # type: ignore[attr-defined]
            return True
    return False


def _wrong_type(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    """The operation or the call that the message of a TypeError is about."""
    message = error.message
    if isinstance(node, ast.Call):
        return _wrong_call(node, message)
    if isinstance(node, ast.Compare):
        return "not supported between" in message
    if isinstance(node, ast.Subscript):
        return "subscriptable" in message or "indices must be" in message or "item assignment" in message
    if isinstance(node, ast.BinOp | ast.AugAssign):
        sign = re.search(r"unsupported operand type\(s\) for (\S+?):", message)
        if sign:
            return SIGNS.get(type(node.op)) in (sign[1], sign[1].removesuffix("="))
        if "multiply sequence" in message:
            return isinstance(node.op, ast.Mult)
        return isinstance(node.op, ast.Add) and "concatenate" in message
    if "cannot unpack" in message:
        return _takes_apart(node)
    return isinstance(node, ast.For) and "is not iterable" in message and "argument of type" not in message


def _wrong_call(node: ast.Call, message: str) -> bool:
    name = called(node)
    if "integer" in message and "interpreted" in message:
        return name == "range"
    if message.startswith("object of type") and "len()" in message:
        return name == "len"
    if message.startswith("sequence item"):
        return name == "join"
    if "()" not in message:
        return False
    owner, _, method = message.split("()")[0].rpartition(".")
    return bool(name) and (name == method or (method == "__init__" and name == owner))


FITS: dict[str, Callable[[ast.AST, PastedError, list[str]], bool]] = {
    "NameError": _unknown_name,
    "AttributeError": _attribute,
    "IndexError": _index,
    "KeyError": _key,
    "ZeroDivisionError": _division,
    "ValueError": _value,
    "FileNotFoundError": _call_of("open"),
    "UnicodeDecodeError": _call_of("open", "read_text"),
    "RecursionError": _any_call,
    "TypeError": _wrong_type,
    "AssertionError": _assertion,
    "ModuleNotFoundError": _import,
    "ImportError": _import,
    "OverflowError": _huge,
    "RuntimeError": _changing_loop,
    "EOFError": _call_of("input"),
    "StopIteration": _call_of("next"),
    "JSONDecodeError": _call_of("loads", "load"),
}
