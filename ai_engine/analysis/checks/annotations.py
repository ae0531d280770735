"""Type hints that the program itself contradicts, and types where values were meant."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.builtin_types import ANNOTATIONS
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.words import type_words
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

MISMATCH = Rule(
    name="type-hint-contradicted",
    category="logic",
    severity="warning",
    concept="type-hints",
    confidence=0.9,
    message="{subject} is hinted as `{hint}`, but {given} is {what}.",
    why="Python doesn't check hints, so the wrong type goes on until something else fails.",
    check="Print type() of the value.",
    fix="Change the value, or the hint.",
    nudge="Which type does the hint promise?",
)
TYPE_ASSIGNED = Rule(
    name="type-as-value",
    category="logic",
    severity="info",
    concept="type-hints",
    confidence=0.8,
    message="`{symbol}` gets the type `{kind}` itself as its value, not a value of that type.",
    why="A type behind = is assigned like any value; a type behind a colon is a hint.",
    check="Print `{symbol}`.",
    fix="Write a hint with a colon, or call the type to make a value.",
    nudge="What is the difference between : and = here?",
)
_WIDER = {"float": {"int", "float", "bool"}, "int": {"int", "bool"}, "complex": {"int", "float", "complex", "bool"}}
_TYPES = ("int", "str", "float", "bool", "list", "dict", "set", "tuple")


def check(program: Program) -> Iterator[Finding]:
    """Hints of variables, parameters and results."""
    for assignment in program.all(ast.AnnAssign):
        if assignment.value is not None:
            yield from type_as_value(program, assignment, assignment.target, assignment.value)
            yield from mismatch(
                program, assignment.annotation, assignment.value, f"`{program.text(assignment.target)}`"
            )
    for plain in program.all(ast.Assign):
        yield from type_as_value(program, plain, plain.targets[0], plain.value)
    for call in program.all(ast.Call):
        function = program.called_function(call)
        if function is not None:
            for arg, value in zip(function.args.args, call.args, strict=False):
                yield from mismatch(program, arg.annotation, value, f"The parameter `{arg.arg}` of `{function.name}`")
    for function in program.functions:
        if function.returns is not None and not program.types.is_generator(function):
            for item in program.types.return_values(function):
                if item.value is not None:
                    yield from mismatch(program, function.returns, item.value, f"The result of `{function.name}`")


def _allowed(node: ast.expr | None) -> set[str] | None:
    """The type names that a plain hint allows; None where it says more than these checks understand."""
    if isinstance(node, ast.Constant) and node.value is None:
        return {"NoneType"}
    if isinstance(node, ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name) and node.id in ANNOTATIONS:
        kind = ANNOTATIONS[node.id]
        return _WIDER.get(node.id, {kind})
    return None


def mismatch(program: Program, hint: ast.expr | None, value: ast.expr, subject: str) -> Iterator[Finding]:
    """A value whose certain type the hint doesn't allow."""
    allowed = _allowed(hint)
    kinds = program.types.of(value)
    if allowed is None or hint is None or not kinds or kinds & allowed:
        return
    known = {"int", "float", "bool", "str", "list", "dict", "set", "tuple", "NoneType"}
    if kinds <= known and kinds != {"NoneType"}:
        what = " or ".join(sorted(type_words(kind) for kind in kinds))
        yield MISMATCH.at(program, value, subject=subject, hint=program.text(hint), given=f"`{program.text(value)}`",
                          what=what, symbol=program.text(value))  # fmt: skip


def type_as_value(program: Program, node: ast.stmt, target: ast.expr, value: ast.expr) -> Iterator[Finding]:
    """`age = int` where `age: int` was meant."""
    if not program.scopes.is_builtin(value, *_TYPES) or not isinstance(target, ast.Name):
        return
    symbol = program.symbol(target)
    called = symbol is not None and any(
        isinstance(parent := program.parent(load), ast.Call) and (parent.func is load or load in parent.args)
        for load in symbol.loads
    )
    if not called:
        yield TYPE_ASSIGNED.at(program, node, symbol=target.id, kind=program.text(value))
