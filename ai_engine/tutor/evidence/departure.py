"""Where the values of a watched call leave the way to the wanted result, seen without changing the program."""

import ast
from collections.abc import Sequence
from itertools import pairwise

from ai_engine.sandbox import Step
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.suspects import SURELY, Suspect, describe_place
from ai_engine.tutor.evidence.watching import enclosing_loop


def find_departure(program: Program, steps: Sequence[Step], expected: str) -> Suspect | None:
    """The line that made the returned name wrong; for a constant given back, the condition that led there."""
    if not steps:
        return None
    try:
        tree = ast.parse(program.text)
    except (SyntaxError, ValueError, RecursionError):
        return None
    last = steps[-1]
    given = next((node for node in ast.walk(tree) if isinstance(node, ast.Return) and node.lineno == last.line), None)
    if given is None:
        return None
    if isinstance(given.value, ast.Constant):
        return _condition(tree, given, program)
    own = [step for step in steps if step.function == last.function]
    name = _named(given.value, own)
    if isinstance(given.value, ast.Compare | ast.BinOp | ast.BoolOp):
        return Suspect(last.line, "result", ast.unparse(given.value), 0.45)
    place = _first_wrong(own, name, _value(expected)) if isinstance(given.value, ast.Name) else None
    line = own[_made(tree, own, place, _value(expected))].line if place is not None else _last_change(own, name)
    line = _working_later(tree, own, line, program) or line
    if not line or line == last.line:
        return None
    certainty = SURELY if place is not None else 0.4
    short = place is None and _unfinished(own, name, _value(expected))
    test = _deciding(tree, line, short)
    if test is not None:
        return Suspect(test.lineno, "test", ast.unparse(test.test), certainty)
    kind, piece = describe_place(tree, line)
    return Suspect(line, kind, piece, certainty)


def _deciding(tree: ast.Module, line: int, always: bool) -> ast.If | None:
    """The condition that decides whether a line counts one up or takes over a value: it is in doubt, not the line.

    `always`: the result only lacks something, so that whatever adds to it is right and runs too seldom.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.If):
            continue
        for item in node.body:
            plain = isinstance(item, ast.Assign) and isinstance(item.value, ast.Name)
            counts = isinstance(item, ast.AugAssign) and isinstance(item.value, ast.Constant)
            if item.lineno == line and (always or plain or counts):
                return node
    return None


def _unfinished(steps: Sequence[Step], name: str, wanted: object) -> bool:
    """Whether the text or list that is given back is right as far as it goes, and too short."""
    got = _value(steps[-1].variables.get(name, ""))
    if not isinstance(wanted, str | list) or type(got) is not type(wanted):
        return False
    return len(got) < len(wanted) and wanted[: len(got)] == got


def _named(value: ast.expr | None, steps: Sequence[Step]) -> str:
    """The name that is given back; in an expression the first one that has a value of its own."""
    names = [node.id for node in ast.walk(value) if isinstance(node, ast.Name)] if value is not None else []
    return next((name for name in names if name in steps[-1].variables), "")


def _first_wrong(steps: Sequence[Step], name: str, wanted: object) -> int | None:
    """The place among the steps after which a growing text or list no longer begins as the wanted one does."""
    if not isinstance(wanted, str | list):
        return None
    for index, (before, after) in enumerate(pairwise(steps)):
        old, new = _value(before.variables.get(name, "")), _value(after.variables.get(name, ""))
        if type(new) is type(wanted) and old != new and wanted[: len(new)] != new:
            return index
    return None


def _made(tree: ast.Module, steps: Sequence[Step], place: int, wanted: object) -> int:
    """Where a wrong item that a list takes in was itself made; the place given where it takes in no name."""
    for node in ast.walk(tree):
        if getattr(node, "lineno", 0) != steps[place].line or not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "append" and isinstance(node.args[0], ast.Name):
            before = _value(steps[place].variables.get(ast.unparse(node.func.value), ""))
            if isinstance(before, list) and isinstance(wanted, list) and len(before) < len(wanted):
                inner = _first_wrong(steps[: place + 1], node.args[0].id, wanted[len(before)])
                return inner if inner is not None else place
    return place


def _working_later(tree: ast.Module, steps: Sequence[Step], line: int, program: Program) -> int:
    """A line in a loop that assigns after the result got its last value, and so changes nothing of it."""
    if enclosing_loop(line, program) is not None:
        return 0
    assigned = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AugAssign)}
    later = [step.line for step in steps if step.line > line and step.line in assigned]
    return next((number for number in reversed(later) if enclosing_loop(number, program) is not None), 0)


def _last_change(steps: Sequence[Step], name: str) -> int:
    for before, after in reversed(list(pairwise(steps))):
        if name and before.variables.get(name) != after.variables.get(name):
            return before.line
    return 0


def _condition(tree: ast.Module, given: ast.Return, program: Program) -> Suspect | None:
    """The test that decided for a constant: the one around it, or the last one of the loop before it."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and any(part is given for part in ast.walk(node)) and node.lineno < given.lineno
    ]
    if around:
        test = max(around, key=lambda node: node.lineno)
        return Suspect(test.lineno, "test", ast.unparse(test.test), 0.4)
    before = [node for node in ast.walk(tree) if isinstance(node, ast.If) and node.lineno < given.lineno]
    inside = [node for node in before if enclosing_loop(node.lineno, program) is not None]
    if inside or before:
        test = max(inside or before, key=lambda node: node.lineno)
        return Suspect(test.lineno, "test", ast.unparse(test.test), 0.35)
    return None


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
