"""Where in the learner's code a pasted error happened, also where the pasted text names no line."""

import ast
import re
from collections.abc import Callable

from ai_engine.analysis.tracebacks.facts import CodeFacts
from ai_engine.analysis.tracebacks.parse import PastedError

_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
}  # fmt: skip
_DIVIDING = (ast.Div, ast.FloorDiv, ast.Mod)


def line_of(error: PastedError, facts: CodeFacts) -> int:
    """The line in the code that was given, 0 if unknown.

    It is found by its text where the traceback shows it, else by its number, else by what the message names.
    """
    frame = error.frame
    if frame is not None and facts.text.strip():
        if frame.source and " ".join(facts.line(frame.line).split()) != " ".join(frame.source.split()):
            return facts.find_line(frame.source) or (frame.line if frame.line <= len(facts.lines) else 0)
        return frame.line if frame.line <= len(facts.lines) else 0
    return error.line or _only_place(error, facts)


def _only_place(error: PastedError, facts: CodeFacts) -> int:
    """The one line that can have raised the error, if there is just one; the first for an unknown name."""
    fits = _FITS.get(error.exception)
    if fits is None:
        return 0
    quoted = re.findall(r"'(\w+)'", error.message)
    lines = {node.lineno for node in facts.nodes if isinstance(node, ast.expr | ast.stmt) and fits(node, error, quoted)}
    if error.exception == "RecursionError":
        lines = {line for line in lines if _calls_itself(facts, line)}
    if error.exception == "NameError" and lines:
        return min(lines)
    return lines.pop() if len(lines) == 1 else 0


def _calls_itself(facts: CodeFacts, line: int) -> bool:
    function = facts.function_at(line)
    return function is not None and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function.name
        for node in facts.at_line(line)
    )


def _unknown_name(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Name) and quoted[:1] == [node.id]


def _augmented_name(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and quoted[:1] == [node.target.id]


def _attribute(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Attribute) and quoted[-1:] == [node.attr]


def _subscript(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Subscript)


def _read_subscript(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)


def _division(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, _DIVIDING)


def _conversion(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    if "unpack" in error.message:
        return isinstance(node, ast.Assign) and any(isinstance(target, ast.Tuple) for target in node.targets)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("int", "float")


def _opening(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"


def _self_call(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    return isinstance(node, ast.Call)


def _wrong_type(node: ast.AST, error: PastedError, quoted: list[str]) -> bool:
    """The operation or the call that the message of a TypeError is about."""
    message = error.message
    if isinstance(node, ast.Call) and "()" in message:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return bool(called) and called == message.split("()")[0].split(".")[-1]
    if isinstance(node, ast.Compare):
        return "not supported between" in message
    if isinstance(node, ast.Subscript):
        return "subscriptable" in message or "indices must be" in message or "item assignment" in message
    if isinstance(node, ast.BinOp | ast.AugAssign):
        sign = re.search(r"unsupported operand type\(s\) for (\S+?):", message)
        if sign:
            return _SIGNS.get(type(node.op)) in (sign[1], sign[1].removesuffix("="))
        return isinstance(node.op, ast.Add) and "concatenate" in message
    return False


_FITS: dict[str, Callable[[ast.AST, PastedError, list[str]], bool]] = {
    "NameError": _unknown_name,
    "UnboundLocalError": _augmented_name,
    "AttributeError": _attribute,
    "IndexError": _subscript,
    "KeyError": _read_subscript,
    "ZeroDivisionError": _division,
    "ValueError": _conversion,
    "FileNotFoundError": _opening,
    "RecursionError": _self_call,
    "TypeError": _wrong_type,
}
