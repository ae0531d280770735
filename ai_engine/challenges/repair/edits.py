"""A fix taken apart into single changes, each of a kind that can be named without giving the change away."""

import ast
from dataclasses import dataclass
from typing import Literal

from ai_engine.challenges.repair.distance import Distance, Sizes
from ai_engine.challenges.repair.merge import Hunk, Merge
from ai_engine.challenges.repair.variables import Unit

Kind = Literal[
    "comparison", "arithmetic", "logic", "off_by_one", "constant", "variable", "returned_value", "missing_return",
    "missing_case", "missing_step", "extra_step", "condition", "loop", "argument", "index", "expression",
    "missing_function", "start_value", "parameters", "syntax", "wrong_name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: its kind, the learner's lines, the text before and after ("" where nothing stood or stands)."""

    kind: Kind
    line: int
    end_line: int
    before: str
    after: str
    cost: float

    @classmethod
    def missing(cls, name: str, source: str, line: int, cost: float) -> "Edit":
        """A whole function that isn't there."""
        return cls("missing_function", line, line, name, source, cost)

    @classmethod
    def helper(cls, source: str, line: int) -> "Edit":
        """A function that the fix brings along."""
        return cls("missing_step", line, line, "", source, float(Sizes().size(ast.parse(source).body)))


def edits(function: Unit, fixed: str) -> list[Edit]:
    """The single changes that make a learner's function into the fixed one, in order of lines."""
    theirs = ast.parse(fixed).body[0]
    merge = Merge.of(function, theirs, Distance(Sizes()))
    parents = {child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)}
    found = [
        Edit(_kind(hunk, parents), hunk.line, hunk.end_line, _text(hunk.mine), _text(hunk.theirs), hunk.cost)
        for hunk in merge.hunks
    ]
    return sorted(found, key=lambda edit: edit.line)


def _text(node: ast.AST | None) -> str:
    if node is None:
        return ""
    try:
        return ast.unparse(ast.fix_missing_locations(node))
    except (AttributeError, ValueError):
        return ""  # an operator alone has no text of its own


def _kind(hunk: Hunk, parents: dict[ast.AST, ast.AST]) -> Kind:
    mine, theirs = hunk.mine, hunk.theirs
    if isinstance(mine or theirs, (ast.cmpop,)):
        return "comparison"
    if isinstance(mine or theirs, ast.operator):
        return "arithmetic"
    if isinstance(mine or theirs, ast.boolop):
        return "logic"
    if mine is None:
        return _put_in(theirs)
    if theirs is None:
        return "extra_step" if isinstance(mine, ast.stmt) else "expression"
    if isinstance(mine, ast.arguments):
        return "parameters"
    if isinstance(mine, ast.stmt):
        return "loop" if isinstance(mine, (ast.For, ast.While)) else "missing_step"
    return _expression(mine, theirs, parents)


def _put_in(theirs: ast.AST | None) -> Kind:
    if isinstance(theirs, ast.Return):
        return "missing_return"
    if isinstance(theirs, (ast.If, ast.Try)):
        return "missing_case"
    return "missing_step" if isinstance(theirs, ast.stmt) else "expression"


def _expression(mine: ast.AST, theirs: ast.AST, parents: dict[ast.AST, ast.AST]) -> Kind:
    if _differs_by_one(mine, theirs):
        return "off_by_one"
    if isinstance(mine, ast.Name) and isinstance(theirs, ast.Name):
        return "variable"
    parent = parents.get(mine)
    if isinstance(mine, ast.Constant) and isinstance(parent, ast.Assign):
        return "start_value"
    if isinstance(parent, ast.Return):
        return "returned_value"
    if isinstance(parent, (ast.If, ast.While, ast.IfExp)):
        return "condition"
    if isinstance(parent, ast.For):
        return "loop"
    if isinstance(parent, ast.Subscript):
        return "index"
    if isinstance(parent, ast.Call):
        return "argument"
    return "constant" if isinstance(mine, ast.Constant) else "expression"


def _differs_by_one(mine: ast.AST, theirs: ast.AST) -> bool:
    if isinstance(mine, ast.Constant) and isinstance(theirs, ast.Constant):
        one, other = mine.value, theirs.value
        plain = type(one) is int and type(other) is int
        return plain and abs(one - other) == 1  # type: ignore[operator]
    for whole, part in ((mine, theirs), (theirs, mine)):
        if isinstance(whole, ast.BinOp) and isinstance(whole.op, (ast.Add, ast.Sub)):
            step = whole.right
            if isinstance(step, ast.Constant) and step.value == 1 and ast.dump(whole.left) == ast.dump(part):
                return True
    return False
