"""Slips inside expressions: order and brackets, ends of slices, a conversion left out, another number of the task."""

import ast
import re
from collections.abc import Iterator

from ai_engine.challenges.repair.mutations import Mutant

LIKELY = 0.95
POSSIBLE = 0.7
RARE = 0.45
_TWINS = (
    ("max", "min"), ("sorted", "set"), ("list", "set"), ("sum", "len"), ("sorted", "list"), ("round", "int"),
    ("append", "extend"), ("upper", "lower"), ("startswith", "endswith"), ("isalpha", "isdigit"), ("keys", "values"),
    ("values", "items"), ("keys", "items"), ("capitalize", "title"), ("isupper", "islower"), ("any", "all"),
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?!\w)")
_QUOTED = re.compile(r"\"([^\"\n]{0,12})\"|'([^'\n]{0,12})'")


def value_slips(function: ast.FunctionDef, given: list[str], words: str) -> Iterator[tuple[float, Mutant]]:
    """Changes inside the expressions of a function, with how likely each slip is."""
    for node in ast.walk(function):
        if isinstance(node, ast.expr):
            yield from _expressions(node)
    yield from _wrapped(function)
    yield from _constants(function, given, words)


def set_field(node: ast.AST, name: str, value: object, at: ast.AST | None = None) -> Mutant:
    """A change of one field; `at` is the node whose line counts."""
    place = at if at is not None else node
    line = getattr(place, "lineno", 0)
    return Mutant(((node, name, value),), line, line, 1)


def call_of(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of a function by its name."""
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def method_of(value: ast.expr, name: str) -> ast.Call:
    """A call of a method without arguments."""
    return ast.Call(ast.Attribute(value, name, ast.Load()), [], [])


def blocks(function: ast.FunctionDef) -> Iterator[tuple[ast.AST, str, list[ast.stmt]]]:
    """Every list of statements in a function, with what holds it."""
    for node in ast.walk(function):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield node, name, block


def _expressions(node: ast.expr) -> Iterator[tuple[float, Mutant]]:
    if isinstance(node, ast.BinOp):
        left, right = node.left, node.right
        swapped = ((node, "left", right), (node, "right", left))
        yield RARE, Mutant(swapped, node.lineno, node.lineno, 1)
        if isinstance(right, ast.BinOp):
            grouped = ast.BinOp(ast.BinOp(left, node.op, right.left), right.op, right.right)
            yield from _whole(node, grouped)
            if isinstance(first := right.left, ast.BinOp):
                inner = ast.BinOp(ast.BinOp(left, node.op, first.left), first.op, first.right)
                yield from _whole(node, ast.BinOp(inner, right.op, right.right))
        if isinstance(left, ast.BinOp):
            grouped = ast.BinOp(left.left, left.op, ast.BinOp(left.right, node.op, right))
            yield from _whole(node, grouped)
            if isinstance(left.right, ast.BinOp):
                inner = ast.BinOp(ast.BinOp(left.left, left.op, left.right.left), left.right.op, left.right.right)
                yield LIKELY, set_field(node, "left", inner, node)
        if isinstance(node.op, ast.BitXor):
            yield LIKELY, set_field(node, "op", ast.Pow(), node)
        if isinstance(node.op, ast.Mult):
            yield POSSIBLE, set_field(node, "op", ast.Pow(), node)
        if isinstance(node.op, ast.Pow):
            yield POSSIBLE, set_field(node, "op", ast.Mult(), node)
        for factor in (100, 60, 2):
            for kind in (ast.Div, ast.Mult):
                yield RARE, set_field(node, "right", ast.BinOp(right, kind(), ast.Constant(factor)), node)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        for name in ("lower", "upper", "step"):
            if getattr(node.slice, name) is not None:
                yield POSSIBLE, set_field(node.slice, name, None, node)
        yield POSSIBLE, set_field(node.slice, "step", ast.UnaryOp(ast.USub(), ast.Constant(1)), node)
    if isinstance(node, ast.Call):
        if len(node.args) == 2:
            yield POSSIBLE, set_field(node, "args", node.args[::-1], node)
        yield from _twins(node)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name):
        yield RARE, set_field(node, "slice", ast.UnaryOp(ast.USub(), node.slice), node)


def _whole(node: ast.BinOp, other: ast.BinOp) -> Iterator[tuple[float, Mutant]]:
    sets = ((node, "left", other.left), (node, "op", other.op), (node, "right", other.right))
    yield LIKELY, Mutant(sets, node.lineno, node.lineno, 1)


def _twins(node: ast.Call) -> Iterator[tuple[float, Mutant]]:
    func = node.func
    name = func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
    for pair in _TWINS:
        if name in pair:
            other = pair[1 - pair.index(name)]
            field = "id" if isinstance(func, ast.Name) else "attr"
            yield POSSIBLE, set_field(func, field, other, node)


def _wrapped(function: ast.FunctionDef) -> Iterator[tuple[float, Mutant]]:
    """A value that had to be converted where it is compared, joined or given back; a negated or reversed result."""
    for node in ast.walk(function):
        if isinstance(node, ast.Compare) and len(node.comparators) == 1:
            both = (node.left, node.comparators[0])
            if all(isinstance(side, ast.Name | ast.Subscript | ast.Attribute | ast.Call) for side in both):
                sets = (
                    (node, "left", method_of(both[0], "lower")),
                    (node, "comparators", [method_of(both[1], "lower")]),
                )
                yield POSSIBLE, Mutant(sets, node.lineno, node.lineno, 1)
            if isinstance(both[0], ast.Name | ast.Subscript):
                yield POSSIBLE, set_field(node, "left", method_of(both[0], "lower"), node)
                yield POSSIBLE, set_field(node, "left", call_of("int", both[0]), node)
                yield POSSIBLE, set_field(node, "left", call_of("len", both[0]), node)
        if isinstance(node, ast.Compare) and len(node.comparators) == 1:
            yield from _positions(node)
        if isinstance(node, ast.BinOp | ast.AugAssign):
            name = "right" if isinstance(node, ast.BinOp) else "value"
            value = getattr(node, name)
            if not isinstance(value, ast.Constant):
                for wrap in ("int", "str", "len"):
                    yield POSSIBLE, set_field(node, name, call_of(wrap, value), node)
        if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            flipped = ast.Subscript(
                node.value, ast.Slice(None, None, ast.UnaryOp(ast.USub(), ast.Constant(1))), ast.Load()
            )
            for value in (
                ast.UnaryOp(ast.Not(), node.value),
                flipped,
                call_of("str", node.value),
                call_of("int", node.value),
            ):
                yield RARE, set_field(node, "value", value, node)
    for owner, name, block in blocks(function):
        for statement in block:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Subscript):
                target = statement.targets[0]
                exchanged = ((target, "slice", statement.value), (statement, "value", target.slice))
                yield POSSIBLE, Mutant(exchanged, statement.lineno, statement.lineno, 1)
        del owner, name


def _positions(node: ast.Compare) -> Iterator[tuple[float, Mutant]]:
    """An item compared with a position, where the item at that position is meant."""
    left, right = node.left, node.comparators[0]
    for item, other, name in ((left, right, "comparators"), (right, left, "left")):
        if isinstance(item, ast.Subscript) and isinstance(other, ast.Name) and not isinstance(item.slice, ast.Slice):
            there = ast.Subscript(item.value, other, ast.Load())
            yield LIKELY, set_field(node, name, [there] if name == "comparators" else there, node)


def _constants(function: ast.FunctionDef, given: list[str], words: str) -> Iterator[tuple[float, Mutant]]:
    """Constants that another number or text of the task, or a parameter, should stand for."""
    numbers = [float(text) if "." in text else int(text) for text in dict.fromkeys(_NUMBER.findall(words))][:12]
    texts = list(dict.fromkeys(one or two for one, two in _QUOTED.findall(words)))[:6]
    for node in ast.walk(function):
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
            continue
        others: list[float | int | str] = []
        if isinstance(node.value, int | float):
            others = [number for number in numbers if number != node.value]
        elif isinstance(node.value, str):
            others = [*(text for text in texts if text != node.value), "", " ", node.value.swapcase()]
        for other in others:
            yield RARE, set_field(node, "value", other, node)
    for node in ast.walk(function):
        if isinstance(node, ast.Compare):
            for index, side in enumerate(node.comparators):
                if isinstance(side, ast.Constant):
                    for name in given:
                        sides = [*node.comparators[:index], ast.Name(name, ast.Load()), *node.comparators[index + 1 :]]
                        yield POSSIBLE, set_field(node, "comparators", sides, node)
