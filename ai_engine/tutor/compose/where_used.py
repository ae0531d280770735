"""Where the learner's own program has what a question is about: an example that they know already."""

import ast
from collections.abc import Callable

from ai_engine.analysis.parsing import normalise, parse

_TEXT_METHODS = frozenset(
    [
        "upper",
        "lower",
        "strip",
        "split",
        "replace",
        "join",
        "find",
        "count",
        "startswith",
        "endswith",
        "isdigit",
        "title",
    ]
)
_LIST_METHODS = frozenset(["append", "remove", "pop", "sort", "extend", "insert", "reverse", "index"])
_DICT_METHODS = frozenset(["get", "items", "keys", "values", "setdefault", "update"])


def _calls(*names: str) -> Callable[[ast.AST], bool]:
    wanted = frozenset(names)
    return lambda node: isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in wanted


def _methods(names: frozenset[str]) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names


def _is(*kinds: type[ast.AST]) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, kinds)


def _operator(*kinds: type[ast.operator]) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, kinds)


def _value(*kinds: type) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.Constant) and type(node.value) in kinds


def _compares(*kinds: type[ast.cmpop]) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.Compare) and isinstance(node.ops[0], kinds)


def _with_parameters(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and bool(node.args.args)


def _with_defaults(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and bool(node.args.defaults)


_SHOWN_BY: dict[str, Callable[[ast.AST], bool]] = {
    "variables": _is(ast.Assign),
    "assignment": _is(ast.Assign),
    "augmented-assignment": _is(ast.AugAssign),
    "print-output": _calls("print"),
    "input": _calls("input"),
    "type-conversion": _calls("int", "float", "str"),
    "modulo": _operator(ast.Mod),
    "integer-division": _operator(ast.FloorDiv),
    "booleans": _value(bool),
    "none": _value(type(None)),
    "strings": _value(str),
    "string-methods": _methods(_TEXT_METHODS),
    "f-strings": _is(ast.JoinedStr),
    "conditionals": _is(ast.If),
    "comparison": _is(ast.Compare),
    "equality-and-identity": _compares(ast.Eq, ast.Is, ast.NotEq, ast.IsNot),
    "membership": _compares(ast.In, ast.NotIn),
    "logical-operators": _is(ast.BoolOp),
    "loops": _is(ast.For, ast.While),
    "for-loops": _is(ast.For),
    "while-loops": _is(ast.While),
    "range": _calls("range"),
    "enumerate": _calls("enumerate"),
    "zip": _calls("zip"),
    "break-and-continue": _is(ast.Break, ast.Continue),
    "functions": _is(ast.FunctionDef),
    "parameters": _with_parameters,
    "default-arguments": _with_defaults,
    "return-values": _is(ast.Return),
    "lambda": _is(ast.Lambda),
    "lists": _is(ast.List),
    "list-methods": _methods(_LIST_METHODS),
    "list-slicing": _is(ast.Slice),
    "list-comprehensions": _is(ast.ListComp),
    "tuples": _is(ast.Tuple),
    "sets": _is(ast.Set),
    "dictionaries": _is(ast.Dict),
    "dictionary-methods": _methods(_DICT_METHODS),
    "classes": _is(ast.ClassDef),
    "attributes": _is(ast.Attribute),
    "import": _is(ast.Import, ast.ImportFrom),
    "modules": _is(ast.Import, ast.ImportFrom),
    "try-except": _is(ast.Try),
    "with-statement": _is(ast.With),
    "list-indexing": _is(ast.Subscript),
    "string-indexing": _is(ast.Subscript),
    "sorting": lambda node: _calls("sorted")(node) or _methods(frozenset({"sort"}))(node),
}


def lines_with(concept: str, code: str) -> list[int]:
    """The lines of the program that have what the concept is about, in order; [] where none has or it can't be told."""
    shown = _SHOWN_BY.get(concept)
    tree = parse(normalise(code))[0].tree if shown is not None and code.strip() else None
    if tree is None or shown is None:
        return []
    return sorted({node.lineno for node in ast.walk(tree) if shown(node) and hasattr(node, "lineno")})
