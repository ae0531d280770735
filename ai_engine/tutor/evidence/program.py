"""The shape of a learner's program: the names, loops, returns and literals that the tutor may speak about."""

import ast
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from ai_engine.analysis.parsing import normalise, parse


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop: its header as written, the names it binds, the collection it goes through, and what its body updates."""

    line: int
    header: str
    targets: tuple[str, ...]
    over: str
    updates: tuple[str, ...]
    is_while: bool


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its parameters, whether it gives something back or only prints, and whether it is called."""

    name: str
    line: int
    parameters: tuple[str, ...]
    returns: tuple[tuple[int, str], ...]
    prints: bool
    called: bool
    calls_itself: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """The test of an `if` or `while`, as written."""

    line: int
    test: str


@dataclass(frozen=True, slots=True)
class Program:
    """What stands in the program, in its own words. Empty where the code doesn't parse.

    `lists` are (name, items, line) of literal lists; `printed` are (line, what); `kinds` says of a name whether it is
    used as a "number", as "text" or as "items".
    """

    text: str
    parses: bool
    lines: tuple[str, ...] = ()
    functions: tuple[Function, ...] = ()
    loops: tuple[Loop, ...] = ()
    conditions: tuple[Condition, ...] = ()
    assigned: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[object, ...], int], ...] = ()
    printed: tuple[tuple[int, str], ...] = ()
    reads_input: bool = False
    calls: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)

    def line_text(self, number: int) -> str:
        """The line's code without indentation; "" if there is no such line."""
        return self.lines[number - 1].strip() if 0 < number <= len(self.lines) else ""


def read_program(code: str) -> Program:
    """Look at a program. Never raises: what doesn't parse has only its lines."""
    lines = tuple(code.split("\n"))
    tree = parse(normalise(code))[0].tree if code.strip() else None
    if tree is None:
        return Program(text=code, parses=False, lines=lines)
    reader = _Reader()
    reader.visit(tree)
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return Program(
        text=code,
        parses=True,
        lines=lines,
        functions=tuple(_function(node, called) for node in reader.functions),
        loops=tuple(_loop(node, code) for node in reader.loops),
        conditions=tuple(Condition(node.lineno, _text(node.test)) for node in reader.tests),
        assigned=tuple(dict.fromkeys(reader.assigned)),
        lists=tuple(reader.lists),
        printed=tuple(reader.printed),
        reads_input="input" in called,
        calls=tuple(sorted(called)),
        kinds=_kinds(tree),
    )


class _Reader(ast.NodeVisitor):
    def __init__(self) -> None:
        self.functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        self.loops: list[ast.For | ast.While | ast.AsyncFor] = []
        self.tests: list[ast.If | ast.While] = []
        self.assigned: list[str] = []
        self.lists: list[tuple[str, tuple[object, ...], int]] = []
        self.printed: list[tuple[int, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.functions.append(node)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self.loops.append(node)
        if isinstance(node.iter, ast.List | ast.Tuple) and isinstance(node.target, ast.Name):
            self._keep_list(node.target.id, node.iter)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self.loops.append(node)
        self.tests.append(node)
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        self.tests.append(node)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.assigned.append(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if isinstance(target, ast.Name) and isinstance(node.value, ast.List | ast.Tuple) and node.value.elts:
            self._keep_list(target.id, node.value)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name):
            if node.func.id == "print" and node.args:
                self.printed.append((node.lineno, ", ".join(_text(argument) for argument in node.args)))
            for argument in node.args:
                if isinstance(argument, ast.List) and argument.elts and node.func.id not in ("print", "len"):
                    self._keep_list(node.func.id, argument)
        self.generic_visit(node)

    def _keep_list(self, name: str, node: ast.expr) -> None:
        with contextlib.suppress(ValueError, TypeError):
            self.lists.append((name, tuple(ast.literal_eval(node)), node.lineno))


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, called: set[str]) -> Function:
    own = [child for child in ast.walk(node) if child is not node]
    returns = [child for child in own if isinstance(child, ast.Return) and child.value is not None]
    calls = [child.func.id for child in own if isinstance(child, ast.Call) and isinstance(child.func, ast.Name)]
    arguments = node.args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return Function(
        name=node.name,
        line=node.lineno,
        parameters=tuple(name for name in names if name not in ("self", "cls")),
        returns=tuple((item.lineno, _text(item.value)) for item in returns if item.value is not None),
        prints="print" in calls,
        called=node.name in called,
        calls_itself=node.name in calls,
    )


def _loop(node: ast.For | ast.While | ast.AsyncFor, code: str) -> Loop:
    updates = [
        name.id
        for statement in node.body
        for name in ast.walk(statement)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    ]
    header = code.split("\n")[node.lineno - 1].strip()
    if isinstance(node, ast.While):
        names = tuple(dict.fromkeys(part.id for part in ast.walk(node.test) if isinstance(part, ast.Name)))
        return Loop(node.lineno, header, names, _text(node.test), tuple(dict.fromkeys(updates)), True)
    targets = tuple(part.id for part in ast.walk(node.target) if isinstance(part, ast.Name))
    return Loop(node.lineno, header, targets, _text(node.iter), tuple(dict.fromkeys(updates)), False)


def _text(node: ast.AST) -> str:
    return ast.unparse(node)


_TEXT_METHODS = frozenset(
    [
        "upper",
        "lower",
        "strip",
        "split",
        "replace",
        "title",
        "startswith",
        "endswith",
        "isdigit",
        "isalpha",
        "find",
        "capitalize",
    ]
)


def _kinds(tree: ast.Module) -> dict[str, str]:
    """How each name is used. The first use that tells counts."""
    kinds: dict[str, str] = {}

    def note(node: ast.expr | None, kind: str) -> None:
        if isinstance(node, ast.Name):
            kinds.setdefault(node.id, kind)

    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr=attribute)) if attribute in _TEXT_METHODS:
                note(value, "text")
            case ast.For(iter=over) | ast.comprehension(iter=over):
                note(over, "items")
            case ast.Call(func=ast.Name(id="len" | "sum" | "max" | "min" | "sorted"), args=[first]):
                note(first, "items")
            case ast.Subscript(value=value):
                note(value, "items")
            case ast.BinOp(left=left, op=ast.Sub() | ast.Div() | ast.Mod() | ast.FloorDiv() | ast.Pow(), right=right):
                note(left, "number")
                note(right, "number")
            case ast.Compare(left=left, ops=[ast.Lt() | ast.Gt() | ast.LtE() | ast.GtE()]):
                note(left, "number")
    return kinds
