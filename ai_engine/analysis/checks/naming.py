"""Names against the forms that Python programmers expect."""

import ast
import re
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

NAMING_FUNCTION = Rule(
    name="function-naming",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.8,
    message="The function name `{symbol}` isn't in small letters with underscores.",
    why="Python programmers recognise functions by that form, and classes by capital letters.",
    check="Compare with the names of Python's own functions.",
    fix="Write the words of the name in small letters with underscores between them.",
)
NAMING_CLASS = Rule(
    name="class-naming",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.85,
    message="The class name `{symbol}` doesn't begin with a capital letter.",
    why="Python programmers recognise classes by that form.",
    check="Compare with the names of exceptions such as ValueError.",
    fix="Begin each word of the name with a capital letter, without underscores.",
)
NAMING_VARIABLE = Rule(
    name="variable-naming",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.7,
    message="The variable name `{symbol}` mixes small and capital letters.",
    why="By custom variables have small letters with underscores.",
    check="Compare with the names in Python's own documentation.",
    fix="Write the words of the name in small letters with underscores between them.",
)
AMBIGUOUS = Rule(
    name="ambiguous-name",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.8,
    message="The name `{symbol}` is hard to tell from a digit.",
    why="In many fonts l, I and 1, or O and 0, look the same.",
    check="Read the line in another font.",
    fix="Choose a name that says what it holds.",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about the form of names."""
    yield from naming(program)


def naming(program: Program) -> Iterator[Finding]:
    """Names against the usual forms."""
    for function in program.functions:
        name = function.name
        if re.search(r"[a-z0-9][A-Z]", name) or (name[:1].isupper() and not name.isupper()):
            if not name.startswith(("visit_", "test", "setUp", "tearDown")):
                yield NAMING_FUNCTION.at(program, function, symbol=name)
    for node in program.all(ast.ClassDef):
        if node.name.lstrip("_")[:1].islower() or "_" in node.name.strip("_"):
            yield NAMING_CLASS.at(program, node, symbol=node.name)
    for scope in program.scopes.all:
        if scope.kind == "class":
            continue
        for symbol in scope.symbols.values():
            if not symbol.defs or symbol.defs[0].kind in ("function", "class", "import"):
                continue
            if symbol.name in ("l", "O", "I"):
                yield AMBIGUOUS.at(program, symbol.defs[0].node, symbol=symbol.name)
            elif re.search(r"[a-z][A-Z]", symbol.name) or (
                scope.kind == "function" and symbol.name[:1].isupper() and not symbol.name.isupper()
            ):
                yield NAMING_VARIABLE.at(program, symbol.defs[0].node, symbol=symbol.name)
