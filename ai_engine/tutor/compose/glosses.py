"""What the calls in a line mean, in words and with the learner's own names: for reading code, not for judging it."""

import ast
from collections.abc import Iterator

from ai_engine.tutor.compose.wording import code

_FUNCTIONS = {
    "len": "how many items {0} has",
    "sum": "all items of {0} added up",
    "max": "the largest of {0}",
    "min": "the smallest of {0}",
    "sorted": "a new, sorted list of the items of {0}",
    "reversed": "the items of {0} from the last to the first",
    "enumerate": "position and item of {0} together",
    "int": "{0} as a whole number",
    "float": "{0} as a decimal number",
    "str": "{0} as text",
    "set": "the items of {0}, each once",
    "abs": "{0} without its sign",
}
_METHODS = {
    ("get", 2): "what {self} has under {0}, or {1} where it has nothing there yet",
    ("get", 1): "what {self} has under {0}, or None where it has nothing there",
    ("items", 0): "the pairs of key and value in {self}",
    ("keys", 0): "the keys of {self}",
    ("values", 0): "the values in {self}",
    ("split", 0): "the words of {self}, as a list",
    ("split", 1): "the parts of {self} between each {0}, as a list",
    ("join", 1): "the texts in {0} put together, with {self} between them",
    ("upper", 0): "{self} in capitals",
    ("lower", 0): "{self} in small letters",
    ("strip", 0): "{self} without the spaces at both ends",
    ("replace", 2): "{self} with {1} in place of each {0}",
    ("count", 1): "how often {0} stands in {self}",
    ("index", 1): "the position of the first {0} in {self}",
}


def glosses(node: ast.AST) -> list[tuple[str, str]]:
    """(the call as written, what it is) for the calls inside a statement's own line that are known; inner ones last."""
    return list(dict.fromkeys(_calls(node)))


def _calls(node: ast.AST) -> Iterator[tuple[str, str]]:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and (told := _told(part)):
            yield ast.unparse(part), told


def _told(call: ast.Call) -> str:
    values = [code(ast.unparse(argument)) for argument in call.args]
    if any(len(value) > 40 for value in values):
        return ""
    key = next((word.value for word in call.keywords if word.arg == "key"), None)
    match call.func:
        case ast.Name(id=name) if name in _FUNCTIONS and len(values) == 1:
            told = _FUNCTIONS[name].format(*values)
            return f"{told}, compared by what {code(ast.unparse(key))} gives for each" if key is not None else told
        case ast.Attribute(value=owner, attr=name) if not call.keywords:
            wording = _METHODS.get((name, len(values)), "")
            return wording.format(*values, self=code(ast.unparse(owner))) if wording else ""
    return ""
