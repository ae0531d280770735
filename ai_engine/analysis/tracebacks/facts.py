"""What the learner's code says about the names in an error: where they get their values, and of what kind those are."""

import ast
import builtins
import difflib
from dataclasses import dataclass
from functools import cached_property

from ai_engine.analysis.parsing import normalise, parse

_BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))
_NONE_METHODS = frozenset(
    ["append", "extend", "insert", "remove", "sort", "reverse", "clear", "update", "add", "discard"]
)
_TEXT_METHODS = frozenset({
    "strip", "lower", "upper", "replace", "join", "title", "capitalize", "lstrip", "rstrip", "format", "read",
    "readline", "zfill"
})  # fmt: skip
_CALLS = {
    "input": "str", "int": "int", "float": "float", "str": "str", "len": "int", "list": "list", "dict": "dict",
    "set": "set", "tuple": "tuple", "sorted": "list", "range": "range", "sum": "number", "round": "number",
    "open": "file", "print": "NoneType", "bool": "bool", "abs": "number", "map": "map", "filter": "filter",
    "zip": "zip",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """Where a name got a value: the line, the kind of value ("" if unknown), and the code of it."""

    line: int
    kind: str
    code: str


class CodeFacts:
    """Facts about one program; all are empty where it doesn't parse."""

    def __init__(self, code: str) -> None:
        self.text = normalise(code)
        self.lines = self.text.split("\n")
        source, _ = parse(self.text) if self.text.strip() else (None, None)
        self.source = source
        self.tree = source.tree if source is not None else None

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of the tree."""
        return list(ast.walk(self.tree)) if self.tree is not None else []

    def line(self, number: int) -> str:
        """A line's text without its indentation; "" outside of the program."""
        return self.lines[number - 1].strip() if 0 < number <= len(self.lines) else ""

    def find_line(self, source: str) -> int:
        """The line whose text is `source`; 0 if none or several."""
        wanted = " ".join(source.split())
        found = [number for number, line in enumerate(self.lines, 1) if wanted and " ".join(line.split()) == wanted]
        return found[0] if len(found) == 1 else 0

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
        """The functions and methods by name."""
        return {node.name: node for node in self.nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """The classes by name."""
        return {node.name: node for node in self.nodes if isinstance(node, ast.ClassDef)}

    @cached_property
    def values(self) -> dict[str, list[Value]]:
        """For each name its values, in the order of the text."""
        found: dict[str, list[Value]] = {}
        for node in self.nodes:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._note(found, target, node.value)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                self._note(found, node.target, node.value)
            elif isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name):
                over = node.iter
                kind = "int" if isinstance(over, ast.Call) and _called(over) == "range" else ""
                code = f"for {node.target.id} in {self.code(over)}"
                found.setdefault(node.target.id, []).append(Value(node.target.lineno, kind, code))
        for values in found.values():
            values.sort(key=lambda value: value.line)
        return found

    def _note(self, found: dict[str, list[Value]], target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            found.setdefault(target.id, []).append(Value(target.lineno, self.kind(value), self.code(value)))
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for one, part in zip(target.elts, value.elts, strict=True):
                self._note(found, one, part)

    def value_before(self, name: str, line: int) -> Value | None:
        """The last value that a name gets above a line, else its first anywhere."""
        values = self.values.get(name, [])
        above = [value for value in values if not line or value.line <= line]
        return above[-1] if above else (values[0] if values else None)

    def kind(self, value: ast.expr) -> str:
        """The kind of an expression's value by its form; "" if that doesn't tell."""
        if isinstance(value, ast.Constant):
            return type(value.value).__name__
        if isinstance(value, ast.JoinedStr):
            return "str"
        for form, name in ((ast.List, "list"), (ast.ListComp, "list"), (ast.Dict, "dict"), (ast.Set, "set"),
                           (ast.Tuple, "tuple"), (ast.DictComp, "dict"), (ast.Lambda, "function")):  # fmt: skip
            if isinstance(value, form):
                return name
        if isinstance(value, ast.Call):
            return self._call_kind(value)
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div):
            return "float"
        return ""

    def _call_kind(self, call: ast.Call) -> str:
        name = _called(call)
        if isinstance(call.func, ast.Attribute):
            if name in _NONE_METHODS:
                return "NoneType"
            if name in _TEXT_METHODS:
                return "str"
            return "list" if name in ("split", "readlines", "splitlines") else ""
        if name in self.functions:
            return "NoneType" if self.returns_nothing(name) else ""
        if name in self.classes:
            return name
        return _CALLS.get(name, "")

    def returns_nothing(self, name: str) -> bool:
        """Whether a function of this program has no return with a value."""
        function = self.functions.get(name)
        if function is None:
            return False
        return not any(
            (isinstance(node, ast.Return) and node.value is not None) or isinstance(node, (ast.Yield, ast.YieldFrom))
            for node in ast.walk(function)
        )

    def code(self, node: ast.AST) -> str:
        """The text of a node, shortened."""
        text = self.source.segment(node) if self.source is not None else ""
        return text if len(text) <= 60 else text[:57] + "…"

    @cached_property
    def bound(self) -> dict[str, int]:
        """Every name that the program gives a meaning to, with the first line."""
        found: dict[str, int] = {}
        for node in self.nodes:
            name, line = "", getattr(node, "lineno", 0)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name = node.id
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                name = node.name
            elif isinstance(node, ast.arg):
                name = node.arg
            elif isinstance(node, ast.alias):
                name = (node.asname or node.name).split(".")[0]
            if name and (name not in found or line < found[name]):
                found[name] = line
        return found

    @staticmethod
    def is_builtin(name: str) -> bool:
        """Whether Python brings the name along."""
        return name in _BUILTINS or name in ("__name__", "__file__", "__doc__")

    def similar(self, name: str, choices: list[str] | None = None) -> str:
        """The known name nearest to a misspelt one; "" if none is near."""
        known = choices if choices is not None else [*self.bound, *_BUILTINS]
        others = [one for one in known if one != name]
        same = [one for one in others if one.lower() == name.lower()]
        near = same or difflib.get_close_matches(name, others, n=1, cutoff=0.72)
        return near[0] if near else ""

    def at_line(self, line: int) -> list[ast.AST]:
        """The nodes that start on a line."""
        return [node for node in self.nodes if getattr(node, "lineno", 0) == line]

    def function_at(self, line: int) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        """The innermost function around a line."""
        around = [one for one in self.functions.values() if one.lineno <= line <= (one.end_lineno or 0)]
        return max(around, key=lambda one: one.lineno) if around else None

    def attributes_of(self, name: str) -> list[str]:
        """Methods and attributes of a class of this program."""
        owner = self.classes.get(name)
        if owner is None:
            return []
        found = [node.name for node in owner.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        found += [
            node.attr
            for node in ast.walk(owner)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
        ]
        return found


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""
