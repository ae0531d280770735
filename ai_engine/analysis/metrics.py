"""Numbers about each function: cyclomatic and cognitive complexity, nesting, length, Halstead, maintainability.

All are counted on the syntax tree, so that renaming, reformatting and comments change none. Cyclomatic complexity,
Halstead's numbers and the maintainability index are radon's.
"""

import ast
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from radon.metrics import halstead_visitor_report, mi_compute
from radon.visitors import ComplexityVisitor, HalsteadVisitor

from ai_engine.analysis.cognitive import cognitive_complexity

# The code outside any function, where it does something.
PROGRAM = "(program)"

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class FunctionMetrics:
    """The numbers of one function.

    Attributes:
        name: qualified, as in `Account.pay`; PROGRAM for the code outside functions.
        cyclomatic: independent paths: 1 and the number of decisions (McCabe 1976, counted by radon).
        cognitive: how hard it is to follow (Campbell 2018).
        nesting: how many blocks deep its deepest statement stands.
        lines: physical lines, from `def` to the last one.
        statements: statements, docstrings not counted: the length that reformatting doesn't change.
        parameters: how many it takes, `self` and `cls` not counted.
        halstead_volume, halstead_difficulty, halstead_effort: Halstead (1977), counted by radon.
        maintainability: the maintainability index (Oman and Hagemeister 1992, radon's form, 0-100) with statements
            as length and without the comments' part.
    """

    name: str
    line: int
    end_line: int
    cyclomatic: int
    cognitive: int
    nesting: int
    lines: int
    statements: int
    parameters: int
    halstead_volume: float
    halstead_difficulty: float
    halstead_effort: float
    maintainability: float

    def to_json(self) -> dict[str, Any]:
        """The object that leaves the server."""
        return asdict(self)


def function_metrics(tree: ast.Module) -> list[FunctionMetrics]:
    """The metrics of each function and method, in the order of the text, then of the program outside them.

    Empty where the tree is too deep to walk.
    """
    try:
        found = [_measure(node, name) for node, name in _functions(tree.body, "")]
        outside = [statement for statement in tree.body if not isinstance(statement, (*_FUNCTIONS, ast.ClassDef))]
        if any(not isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in _without_docstring(outside)):
            found.append(_measure_program(outside))
    except RecursionError:
        return []
    return found


def _functions(body: list[ast.stmt], prefix: str) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    """Every function with its qualified name, also those inside of classes, functions and blocks."""
    for statement in body:
        if isinstance(statement, _FUNCTIONS):
            yield statement, prefix + statement.name
            yield from _functions(statement.body, f"{prefix}{statement.name}.")
        elif isinstance(statement, ast.ClassDef):
            yield from _functions(statement.body, f"{prefix}{statement.name}.")
        elif not isinstance(statement, ast.Match):
            for part in ("body", "orelse", "finalbody"):
                yield from _functions(getattr(statement, part, None) or [], prefix)


def _measure(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> FunctionMetrics:
    cyclomatic = ComplexityVisitor.from_ast(node).functions[0].complexity
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    owner = 1 if named and named[0].arg in ("self", "cls") else 0
    parameters = len(named) - owner + bool(arguments.vararg) + bool(arguments.kwarg)
    return _numbers(name, node.name, node.body, node.lineno, cyclomatic, parameters)


def _measure_program(body: list[ast.stmt]) -> FunctionMetrics:
    cyclomatic = ComplexityVisitor.from_ast(ast.Module(body=body, type_ignores=[])).complexity
    return _numbers(PROGRAM, "", body, body[0].lineno, cyclomatic, 0)


def _numbers(
    name: str, own_name: str, body: list[ast.stmt], line: int, cyclomatic: int, parameters: int
) -> FunctionMetrics:
    measured = _without_docstring(body)
    cognitive, nesting = cognitive_complexity(measured, own_name)
    end_line = body[-1].end_lineno or line
    statements = sum(isinstance(node, ast.stmt) for part in measured for node in ast.walk(part))
    halstead = halstead_visitor_report(HalsteadVisitor.from_ast(ast.Module(body=measured, type_ignores=[])))
    return FunctionMetrics(
        name=name,
        line=line,
        end_line=end_line,
        cyclomatic=cyclomatic,
        cognitive=cognitive,
        nesting=nesting,
        lines=end_line - line + 1,
        statements=statements,
        parameters=parameters,
        halstead_volume=round(halstead.volume, 1),
        halstead_difficulty=round(halstead.difficulty, 1),
        halstead_effort=round(halstead.effort, 1),
        maintainability=round(mi_compute(halstead.volume, cyclomatic, statements, 0), 1),
    )


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0] if body else None
    is_docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return body[1:] if is_docstring else body
