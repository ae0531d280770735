"""Imports: wildcards, inside functions, done twice."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode

WILDCARD = Rule(
    name="wildcard-import",
    category="style",
    severity="info",
    concept="import",
    confidence=0.95,
    message="`{symbol}` brings in every name of the module, known and unknown.",
    why="It can replace names of yours or of Python, and readers can't see where a name comes from.",
    check="Print dir() after the import.",
    fix="Import the names that you use, or the module itself.",
)
IMPORT_INSIDE = Rule(
    name="import-in-function",
    category="style",
    severity="info",
    concept="import",
    confidence=0.7,
    message="This import stands inside `{function}`.",
    why="Imports at the top show at once what a program needs.",
    check="Move it up: does anything change?",
    fix="Put it at the top of the file.",
)
DOUBLE_IMPORT = Rule(
    name="imported-twice",
    category="style",
    severity="info",
    concept="import",
    confidence=0.9,
    message="`{symbol}` is imported twice.",
    why="The second import does nothing.",
    check="Take one of the two out.",
    fix="Keep one import.",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about imports."""
    yield from imports(program)


def imports(program: Program) -> Iterator[Finding]:
    """Wildcards, imports inside functions, imports done twice."""
    seen: set[tuple[ast.AST | None, str]] = set()
    for node in program.either(ast.Import, ast.ImportFrom):
        function = program.function_of(node)
        if isinstance(function, FunctionNode):
            yield IMPORT_INSIDE.at(program, node, function=function.name, symbol=program.text(node))
        for alias in node.names:
            if alias.name == "*":
                yield WILDCARD.at(program, node, symbol=program.text(node))
                continue
            key = (program.parent(node), ast.dump(alias) + str(getattr(node, "module", "")))
            if key in seen:
                yield DOUBLE_IMPORT.at(program, alias, symbol=alias.asname or alias.name)
            seen.add(key)
