"""Texts put together by tools that don't take what they get."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

SUM_OF_TEXTS = Rule(
    name="sum-of-texts",
    category="runtime",
    severity="error",
    concept="string-concatenation",
    confidence=0.97,
    message="`{symbol}` fails: sum adds numbers, it can't put texts together.",
    why="Python refuses a text as the start of sum with a TypeError.",
    check="Run just this line.",
    fix="Use the text method that puts a list of texts together.",
    nudge="Which values can sum add?",
)
JOIN_OF_NUMBERS = Rule(
    name="join-needs-texts",
    category="runtime",
    severity="error",
    concept="string-methods",
    confidence=0.95,
    message="`{symbol}` fails: join puts texts together, but it gets {what}.",
    why="join takes a collection of texts only: anything else in it is a TypeError.",
    check="Print type() of the first item that join gets.",
    fix="Turn each item into a text before joining.",
    nudge="What type do the items have?",
)


def check(program: Program) -> Iterator[Finding]:
    """`sum(words, "")`, `",".join([1, 2])`."""
    for call in program.all(ast.Call):
        if (
            program.scopes.is_builtin(call.func, "sum")
            and len(call.args) == 2
            and program.types.is_(call.args[1], "str")
        ):
            yield SUM_OF_TEXTS.at(program, call, symbol=program.text(call))
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "join" and len(call.args) == 1:
            if program.types.is_(call.func.value, "str"):
                what = _numbers(program, call.args[0])
                if what:
                    yield JOIN_OF_NUMBERS.at(program, call, symbol=program.text(call), what=what)


def _numbers(program: Program, node: ast.expr) -> str:
    """What other than texts the argument surely holds, in words; '' if nothing is certain."""
    kinds = program.types.of(node)
    if kinds and kinds <= {"int", "float", "bool"}:
        return "a single number"
    if kinds and kinds <= {"range"}:
        return "numbers"
    found = program.flow.only_def(node)
    source = found.value if found is not None and found.kind == "assign" else node
    if isinstance(node, ast.Name) and (found is None or _grows(program, node)):
        return ""
    if isinstance(source, ast.List | ast.Tuple) and any(number(item) is not None for item in source.elts):
        return "numbers"
    if isinstance(source, ast.ListComp | ast.GeneratorExp) and program.types.is_(source.elt, "int", "float"):
        return "numbers"
    return ""


def _grows(program: Program, node: ast.Name) -> bool:
    """Whether the list may have got other items than it started with."""
    symbol = program.symbol(node)
    for load in symbol.loads if symbol is not None else ():
        parent = program.parent(load)
        if isinstance(parent, ast.Subscript) and not isinstance(parent.ctx, ast.Load):
            return True
        if isinstance(parent, ast.Attribute | ast.Assign | ast.Call) and load is not node:
            return True
    return False
