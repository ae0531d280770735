"""Collections that are still empty: reading or writing what was never put in."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import loads_of
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol

NO_FIRST_VALUE = Rule(
    name="key-without-first-value",
    category="runtime",
    severity="error",
    concept="counting-with-dictionaries",
    confidence=0.92,
    message="`{symbol}` starts out empty and no line puts a key into it, so `{code}` finds no value for its key.",
    why="A key must get its first value before it can be read or counted up: a KeyError follows.",
    check="Print `{symbol}` and the key just before this line.",
    fix="Give a new key its first value first, or ask with get and a starting value.",
    nudge="What does `{symbol}` hold for this key when it comes for the first time?",
)
NO_ITEM_YET = Rule(
    name="item-of-empty-list",
    category="runtime",
    severity="error",
    concept="list-indexing",
    confidence=0.92,
    message="`{symbol}` starts out empty and nothing is ever added to it, so `{code}` has no position to reach.",
    why="An index reaches only positions that exist already: an IndexError follows.",
    check="Print len({symbol}) just before this line.",
    fix="Add new items at the end with append instead of assigning to an index.",
    nudge="How many items does `{symbol}` have at this moment?",
)

_READING_METHODS = frozenset({"get", "items", "keys", "values", "copy", "index", "count"})
_READERS = ("len", "print", "sum", "sorted", "max", "min", "str", "list", "enumerate", "range", "any", "all", "set")


def check(program: Program) -> Iterator[Finding]:
    """`counts = {}` and then only `counts[word] += 1`; `squares = []` and then only `squares[i] = …`."""
    for assignment in program.all(ast.Assign):
        kind = _empty(program, assignment.value)
        target = assignment.targets[0]
        if not kind or len(assignment.targets) != 1 or not isinstance(target, ast.Name):
            continue
        symbol = program.symbol(target)
        if symbol is None or len(symbol.defs) != 1 or symbol.foreign_defs or symbol.captured:
            continue
        if symbol.scope.kind == "class":
            continue
        first = _first_failure(program, symbol, kind)
        if first is not None:
            rule = NO_FIRST_VALUE if kind == "dict" else NO_ITEM_YET
            yield rule.at(program, first, symbol=symbol.name, code=program.text(first))


def _empty(program: Program, node: ast.expr) -> str:
    if isinstance(node, ast.Dict) and not node.keys:
        return "dict"
    if isinstance(node, ast.List) and not node.elts:
        return "list"
    if isinstance(node, ast.Call) and not node.args and not node.keywords:
        name = program.scopes.builtin_name(node.func)
        return name if name in ("dict", "list") else ""
    return ""


def _first_failure(program: Program, symbol: Symbol, kind: str) -> ast.Subscript | None:
    """The first use that must fail, or None where any use might fill the collection or ask about it."""
    failing: list[ast.Subscript] = []
    for load in symbol.loads:
        parent = program.parent(load)
        match parent:
            case ast.Subscript() if parent.value is load:
                if isinstance(parent.slice, ast.Slice):
                    if not isinstance(parent.ctx, ast.Load):
                        return None
                    continue
                counted = isinstance(program.parent(parent), ast.AugAssign)
                if kind == "dict" and isinstance(parent.ctx, ast.Store) and not counted:
                    return None
                failing.append(parent)
            case ast.Attribute() if parent.attr in _READING_METHODS:
                continue
            case ast.Call() if program.scopes.is_builtin(parent.func, *_READERS):
                continue
            case ast.Return() | ast.FormattedValue():
                continue
            case ast.For() | ast.comprehension() if parent.iter is load:
                continue
            case _:
                return None
    return next((one for one in failing if not _guarded(program, symbol, one)), None)


def _guarded(program: Program, symbol: Symbol, node: ast.AST) -> bool:
    """Whether a condition or loop that looks at the collection stands around the use."""
    child = node
    for around in program.source.ancestors(node):
        header: ast.AST | None = None
        match around:
            case ast.If() | ast.While() | ast.IfExp():
                header = around.test
            case ast.For() | ast.comprehension():
                header = around.iter
            case ast.BoolOp() | ast.ListComp() | ast.DictComp() | ast.SetComp() | ast.GeneratorExp():
                return True
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return False
        if header is not None and header is not child and loads_of(program, symbol, header):
            return True
        child = around
    return False
