"""Values that may be missing: a result that is None on some path, a length that may be zero."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.nothing import use_of
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import len_of, own, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

MAYBE_NONE = Rule(
    name="result-may-be-none",
    category="runtime",
    severity="info",
    concept="none",
    confidence=0.65,
    message="`{name}` gives back None on one of its paths, and `{symbol}` is used here without asking.",
    why="None has no items and no methods and can't be computed with: an error follows when that path is taken.",
    check="Call `{name}` with a value for which it gives None.",
    fix="Keep the result under a name and ask whether it is None before using it.",
    nudge="What does `{name}` give back when it finds nothing?",
)
MAYBE_EMPTY = Rule(
    name="length-may-be-zero",
    category="runtime",
    severity="info",
    concept="edge-cases",
    confidence=0.4,
    message="If `{symbol}` is empty, this divides by its length, which is zero.",
    why="Dividing by zero stops the program with a ZeroDivisionError.",
    check="Call it with something empty.",
    fix="Decide what the answer shall be for something empty, and return that first.",
    nudge="What happens when there is nothing in `{symbol}`?",
)


def check(program: Program) -> Iterator[Finding]:
    """Both rules."""
    for call in program.all(ast.Call):
        called = program.called_function(call)
        kinds = program.types.returns(called) if called is not None else None
        if called is not None and kinds and "NoneType" in kinds and len(kinds) > 1:
            if use_of(program, call) in ("chained", "indexed"):
                yield MAYBE_NONE.at(program, call, symbol=program.text(call), name=called.name)
    told: set[ast.AST] = set()
    for node in program.all(ast.BinOp):
        function = program.function_of(node)
        if isinstance(function, FunctionNode) and function not in told:
            for finding in maybe_empty(program, node, function):
                told.add(function)
                yield finding


def maybe_empty(program: Program, node: ast.BinOp, function: FunctionNode) -> Iterator[Finding]:
    """`sum(xs) / len(xs)`, where nothing in the function asks about `xs`."""
    length = len_of(program, node.right) if isinstance(node.op, ast.Div | ast.FloorDiv) else None
    if not isinstance(length, ast.Name) or length.id not in {arg.arg for arg in function.args.args}:
        return
    symbol = program.symbol(length)
    if symbol is not None and len(symbol.defs) == 1 and not _asked(program, function, length):
        yield MAYBE_EMPTY.at(program, node, symbol=length.id)


def _asked(program: Program, function: FunctionNode, name: ast.Name) -> bool:
    """Whether a condition, an assert or a try in the function may take care of the empty case."""
    for node in own(function.body):
        if isinstance(node, ast.Try | ast.Assert):
            return True
        if isinstance(node, ast.If | ast.While | ast.IfExp) and any(_is_named(part, name) for part in walk(node.test)):
            return True
        if isinstance(node, ast.For) and same(node.iter, name) and _divides(node):
            return True
    return False


def _is_named(node: ast.AST, name: ast.Name) -> bool:
    """Whether a node reads the variable."""
    return isinstance(node, ast.Name) and node.id == name.id


def _divides(loop: ast.For) -> bool:
    """Whether a loop divides: it does so only where there are items."""
    return any(isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv) for node in own(loop.body))
