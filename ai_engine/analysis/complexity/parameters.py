"""What a function's parameters must be, judged from their annotations and uses."""

import ast
from collections.abc import Iterable

from ai_engine.analysis.complexity.frames import FunctionNode
from ai_engine.analysis.complexity.growth import LINEAR
from ai_engine.analysis.complexity.nodes import of
from ai_engine.analysis.complexity.values import NUMBER, UNKNOWN, Value


def guess_parameters(function: FunctionNode) -> dict[str, Value]:
    """What the parameters must be, from how they are used: collections, texts, or numbers that count."""
    found: dict[str, Value] = {}
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    notes = {a.arg: ast.unparse(a.annotation) for a in function.args.args if a.annotation is not None}
    for name in names:
        kinds = set(_uses(function, name))
        note = notes.get(name, "")
        if note in ("int", "float"):
            found[name] = NUMBER
        elif note == "str":
            found[name] = Value("text", LINEAR)
        elif note.lower().startswith(("list", "sequence", "tuple")):
            nested = note.lower().count("list") > 1
            found[name] = Value("sequence", LINEAR, Value("sequence", LINEAR, NUMBER) if nested else NUMBER)
        elif note.lower().startswith(("dict", "set")):
            found[name] = Value("dict", LINEAR)
        elif "set" in kinds and "collection" not in kinds:
            found[name] = Value("set", LINEAR)
        elif "dict" in kinds or _is_looked_up(function, name):
            found[name] = Value("dict", LINEAR)
        elif "collection" in kinds:
            element = Value("sequence", LINEAR, NUMBER) if "nested" in kinds else None
            found[name] = Value("sequence", LINEAR, element or UNKNOWN)
        elif "number" in kinds:
            found[name] = NUMBER
        elif _members(function, name):
            found[name] = Value("sequence", LINEAR, UNKNOWN)  # only searched: a list, until told otherwise
    return found


def _members(function: FunctionNode, name: str) -> set[str]:
    """What is asked to be in it."""
    return {
        ast.dump(node.left)
        for node in of(function, ast.Compare)
        if isinstance(node.ops[0], (ast.In, ast.NotIn))
        and isinstance(node.comparators[0], ast.Name)
        and node.comparators[0].id == name
    }


def _is_looked_up(function: FunctionNode, name: str) -> bool:
    """`if key in table` and `table[key]`."""
    keys = _members(function, name)
    return bool(keys) and any(
        isinstance(node.value, ast.Name) and node.value.id == name and ast.dump(node.slice) in keys
        for node in of(function, ast.Subscript)
    )


def _uses(function: FunctionNode, name: str) -> Iterable[str]:
    for node in of(function, ast.Attribute, ast.Call, ast.For, ast.comprehension, ast.Subscript, ast.BinOp):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name:
            if node.attr in ("add", "discard", "issubset", "union", "intersection", "difference"):
                yield "set"
            elif node.attr in ("items", "keys", "values", "get", "setdefault"):
                yield "dict"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            inside = [a.id for a in node.args if isinstance(a, ast.Name)]
            if name in inside:
                if node.func.id in (
                    "len",
                    "sum",
                    "sorted",
                    "enumerate",
                    "zip",
                    "list",
                    "set",
                    "max",
                    "min",
                    "reversed",
                ):
                    yield "collection"
                elif node.func.id in ("range", "abs", "int", "sqrt", "pow"):
                    yield "number"
            if node.func.id == "len" and node.args and isinstance(node.args[0], ast.Subscript):
                if isinstance(node.args[0].value, ast.Name) and node.args[0].value.id == name:
                    yield "nested"
        elif (
            isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.iter, ast.Name) and node.iter.id == name
        ) or (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == name):
            yield "collection"
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Subscript):
            if isinstance(node.value.value, ast.Name) and node.value.value.id == name:
                yield "nested"
        elif isinstance(node, ast.BinOp):
            if any(isinstance(side, ast.Name) and side.id == name for side in (node.left, node.right)):
                if isinstance(node.op, (ast.Sub, ast.FloorDiv, ast.Mod, ast.Mult, ast.Pow)):
                    yield "number"
