"""Statements written out again and again where a loop or a function would do."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import children, walk

REPEATED = Rule(
    name="repeated-statements",
    category="style",
    severity="info",
    concept="duplication",
    confidence=0.7,
    message="The lines {line} to {last} do the same {times} times, with other values at most.",
    why="What is written several times must also be read, tested and changed several times.",
    check="Lay the groups side by side and mark what differs.",
    fix="Write the group once, in a loop or in a function that gets what differs as a parameter.",
    nudge="What differs from one group of lines to the next?",
)
_LONGEST_GROUP = 8
_FEWEST_STATEMENTS = 6
_MOST_TIMES = 40


def check(program: Program) -> Iterator[Finding]:
    """Groups of statements of the same shape that follow one another."""
    for body in program.bodies:
        if len(body) < 4:
            continue
        shapes = [_shape(stmt, place) for place, stmt in enumerate(body)]
        place = 0
        while place < len(body):
            group, times = _repetition(body, shapes, place)
            if times:
                end = body[place + group * times - 1]
                yield REPEATED.at(program, body[place], last=end.end_lineno or end.lineno, times=times)
            place += max(1, group * times)


def _shape(stmt: ast.stmt, place: int) -> str:
    """The statement's kinds of nodes, with the names of what it calls and without other names and values."""
    if isinstance(stmt, FunctionNode | ast.ClassDef):
        return f"definition {place}"
    parts: list[str] = []
    for node in walk(stmt):
        parts.append(f"{type(node).__name__}{len(children(node))}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            parts.append(node.func.id)
        elif isinstance(node, ast.Attribute):
            parts.append(node.attr)
    return " ".join(parts)


def _repetition(body: list[ast.stmt], shapes: list[str], place: int) -> tuple[int, int]:
    """The length of the group that repeats from `place`, and how often it stands there; (0, 0) if none does."""
    for group in range(1, _LONGEST_GROUP + 1):
        first = shapes[place : place + group]
        times = 1
        while times < _MOST_TIMES and shapes[place + times * group : place + (times + 1) * group] == first:
            times += 1
        stmts = body[place : place + group * times]
        if group == 1:
            if times >= 4 and _one_after_the_other(stmts):
                return group, times
            continue
        enough = (times >= 3 or (times == 2 and group >= 4)) and group * times >= _FEWEST_STATEMENTS
        if enough and len(set(first)) > 1 and any(_works(stmt) for stmt in body[place : place + group]):
            return group, times
    return 0, 0


def _works(stmt: ast.stmt) -> bool:
    return any(isinstance(node, ast.Call | ast.AugAssign) for node in walk(stmt))


def _one_after_the_other(stmts: list[ast.stmt]) -> bool:
    """Whether single statements are all the same, or differ only in an index that counts up."""
    if not all(_works(stmt) for stmt in stmts):
        return False
    dumps = {ast.dump(stmt) for stmt in stmts}
    if len(dumps) == 1:
        return True
    indexes = [[place for node in walk(stmt) if (place := _index(node)) is not None] for stmt in stmts]
    if not all(len(found) == 1 for found in indexes):
        return False
    return all(two[0] == one[0] + 1 for one, two in itertools.pairwise(indexes))


def _index(node: ast.AST) -> int | None:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and type(node.slice.value) is int:
        return node.slice.value
    return None
