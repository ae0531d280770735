"""Code that only tries something out: it shows an input or looks at a value, and says nothing about the way there."""

import ast
import re

from ai_engine.tutor.guard.literal_values import NotWorkedOut, value_of
from ai_engine.tutor.guard.scene_text import SceneText, squeeze

_LOOKERS = frozenset({"print", "type", "len", "repr", "id", "str", "list", "sorted", "bool"})
_LONGEST = 80
_LONGEST_TEXT = 24
# A text that is itself a piece of a program is no example value.
_CODE = re.compile(r"\b(?:def|return|for|while|if|elif|else|import|lambda|class|and|or|not)\b|=")


def is_probe(code: str, known: SceneText) -> bool:
    """Whether it calls something known with example values, or shows something that stands in the known text.

    `average([10, 20])`, `box.put_in(20)`, `print(total)`, `type(items[0])`, `print(best is current)`.
    """
    if len(code) > _LONGEST:
        return False
    try:
        node = ast.parse(code.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return isinstance(node, ast.Call) and _tries(node, known)


def is_self_contained(code: str) -> bool:
    """Whether an expression is made of values, operators and Python's own functions alone, as `7 // 2` is."""
    try:
        value_of(code)
    except NotWorkedOut:
        return False
    return True


def _tries(node: ast.expr, known: SceneText) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name), args=shown, keywords=[]) if name in _LOOKERS and shown:
            return all(_is_value(item) or _looks(item, known) for item in shown)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=items, keywords=keywords):
            given = [*items, *(keyword.value for keyword in keywords)]
            return name.lower() in known.words and _owner_known(node.func, known) and all(map(_is_value, given))
    return False


def _looks(node: ast.expr, known: SceneText) -> bool:
    match node:
        case ast.Name(id=name):
            return name.lower() in known.words
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant() | ast.UnaryOp()):
            return name.lower() in known.words
        case ast.Compare(left=ast.Name() as left, ops=[ast.Is()], comparators=[ast.Name() as right]):
            return _looks(left, known) and _looks(right, known)
        case _ if squeeze(ast.unparse(node)).replace("'", '"') in known.squeezed.replace("'", '"'):
            return True
    return _tries(node, known)


def _owner_known(function: ast.expr, known: SceneText) -> bool:
    match function:
        case ast.Name():
            return True
        case ast.Attribute(value=ast.Name(id=owner)):
            return owner.lower() in known.words
        case ast.Attribute(value=ast.Call() as made):
            return _tries(made, known)
    return False


def _is_value(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return len(text) <= _LONGEST_TEXT and "\n" not in text and not _CODE.search(text)
        case ast.Constant():
            return True
        case ast.UnaryOp(operand=operand):
            return _is_value(operand)
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return all(map(_is_value, items))
        case ast.Dict(keys=keys, values=values):
            return all(key is not None and _is_value(key) for key in keys) and all(map(_is_value, values))
    return False
