"""What belongs to one object: attributes that are read and never set, or set too late."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.self_parameter import attributes_set, first_name
from ai_engine.analysis.checks.walk import own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

NEVER_SET = Rule(
    name="attribute-never-set",
    category="runtime",
    severity="error",
    concept="attributes",
    confidence=0.88,
    message="No method of `{owner}` ever sets `{symbol}`.{guess}",
    why="Reading an attribute that doesn't exist stops with an AttributeError.",
    check="Search the class for an assignment to `{symbol}`.",
    fix="Set it in __init__, or use the name that was set.",
    nudge="Where does `{symbol}` get its value?",
)
SET_TOO_LATE = Rule(
    name="attribute-used-before-set",
    category="runtime",
    severity="error",
    concept="init-method",
    confidence=0.9,
    message="`__init__` uses `{symbol}` before anything has set it.",
    why="A new object has no attributes until __init__ gives it some: an AttributeError follows.",
    check="Walk through __init__ line by line: which attributes exist at this line?",
    fix="Set it first.",
    nudge="Which attributes does the object have at this line?",
)


def never_set(program: Program, owner: ast.ClassDef, methods: dict[str, FunctionNode]) -> Iterator[Finding]:
    """`self.nmae` where only `self.name` is set."""
    if owner.bases or owner.keywords or owner.decorator_list:
        return
    if any(name in methods for name in ("__getattr__", "__getattribute__", "__setattr__")):
        return
    if program.called_names & {"setattr", "vars"}:
        return
    mine = attributes_set(program, owner)
    if owner.name in program.base_names or any(
        isinstance(node, ast.Attribute) and node.attr == "__dict__" for node in walk(owner)
    ):
        return
    reported: set[str] = set()
    made = owner.name in program.called_names
    for method in methods.values():
        self_name = first_name(program, method)
        if not self_name or method.decorator_list:
            continue
        for node in own(method.body):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Load)
                and isinstance(node.value, ast.Name)
                and node.value.id == self_name
                and node.attr not in mine
                and node.attr not in program.stored_attributes
                and not node.attr.startswith("__")
                and node.attr not in reported
            ):
                reported.add(node.attr)
                near = [
                    name
                    for name in sorted(mine | program.stored_attributes)
                    if abs(len(name) - len(node.attr)) < 2 and _close(name, node.attr)
                ]
                guess = f" Did you mean `{near[0]}`?" if near else ""
                yield NEVER_SET.at(program, node, symbol=node.attr, owner=owner.name, guess=guess,
                                   severity=None if made else "warning")  # fmt: skip


def _close(one: str, two: str) -> bool:
    return sorted(one) == sorted(two) or sum(a != b for a, b in zip(one, two, strict=False)) <= 1


def set_too_late(program: Program, owner: ast.ClassDef, methods: dict[str, FunctionNode]) -> Iterator[Finding]:
    """`self.total += 1` as the first mention of an attribute in __init__."""
    init = methods.get("__init__")
    if init is None or owner.bases or owner.decorator_list or any(name.startswith("__getattr") for name in methods):
        return
    self_name = first_name(program, init)
    shared_names = {part.id for stmt in owner.body for part in own(stmt) if isinstance(part, ast.Name)}
    shared_names |= {stmt.name for stmt in owner.body if isinstance(stmt, FunctionNode | ast.ClassDef)}
    done: set[str] = set()
    for stmt in init.body:
        if not isinstance(stmt, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr | ast.If):
            return
        if any(
            isinstance(part, ast.Call)
            and any(isinstance(name, ast.Name) and name.id == self_name for name in (part.func, *part.args))
            for part in walk(stmt)
        ) or any(
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Attribute)
            and isinstance(part.func.value, ast.Name)
            and part.func.value.id == self_name
            and part.func.attr in methods
            for part in walk(stmt)
        ):
            return
        for part in own(stmt):
            if (
                not isinstance(part, ast.Attribute)
                or not isinstance(part.value, ast.Name)
                or part.value.id != self_name
            ):
                continue
            reads = isinstance(part.ctx, ast.Load) or (isinstance(stmt, ast.AugAssign) and stmt.target is part)
            stored = part.attr in program.stored_attributes
            if reads and stored and part.attr not in done and part.attr not in shared_names:
                yield SET_TOO_LATE.at(program, part, symbol=program.text(part))
                return
            if isinstance(stmt, ast.If) and not isinstance(part.ctx, ast.Load):
                return
        done |= {
            part.attr for part in walk(stmt) if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
        }
