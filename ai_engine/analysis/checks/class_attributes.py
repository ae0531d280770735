"""What stands in a class and belongs to all its objects: lists shared by mistake, counters that count for one."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.self_parameter import first_name, is_static
from ai_engine.analysis.checks.walk import MUTATORS
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

SHARED = Rule(
    name="shared-class-attribute",
    category="logic",
    severity="warning",
    concept="class-vs-instance-attributes",
    confidence=0.93,
    message=(
        "`{symbol}` belongs to the class `{owner}`, so all objects share one {kind}, and `{code}` "
        "changes it for all of them."
    ),
    why="What is assigned directly in the class body exists once, for the whole class.",
    check="Make two objects, change `{symbol}` through one and print it through the other.",
    fix="Make the {kind} in __init__, through self.",
    nudge="How many {kind}s are there if there are two objects?",
)
OWN_COUNTER = Rule(
    name="class-attribute-copied",
    category="logic",
    severity="info",
    concept="class-vs-instance-attributes",
    confidence=0.75,
    message=(
        "`{symbol}` belongs to the class `{owner}`, but this line makes an attribute of the same name for one object."
    ),
    why="Assigning through the object never changes the class's attribute, so the objects don't count together.",
    check="Make two objects, run the line for one and print `{symbol}` of the class and of both.",
    fix="Change it through the class if all objects share it, or set it in __init__ if each has its own.",
    nudge="Shall all objects share `{symbol}`, or does each have its own?",
)
SHARED_UNUSED = Rule(
    name="mutable-class-attribute",
    category="style",
    severity="info",
    concept="class-vs-instance-attributes",
    confidence=0.6,
    message="`{symbol}` is a {kind} in the class body, so all objects of `{owner}` share it.",
    why="A change through one object shows in all of them.",
    check="Change it through one object and print it through another.",
    fix="Make it in __init__ if each object needs its own.",
)


def _kind(program: Program, node: ast.expr | None) -> str:
    if isinstance(node, ast.List) or (isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "list")):
        return "list"
    if isinstance(node, ast.Dict) or (isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "dict")):
        return "dictionary"
    if isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "set"):
        return "set"
    return ""


def shared(program: Program, owner: ast.ClassDef) -> Iterator[Finding]:
    """A list in the class body that methods change through self."""
    if owner.decorator_list:
        return
    for stmt in owner.body:
        target = (
            stmt.targets[0]
            if isinstance(stmt, ast.Assign)
            else stmt.target
            if isinstance(stmt, ast.AnnAssign)
            else None
        )
        value = stmt.value if isinstance(stmt, ast.Assign | ast.AnnAssign) else None
        kind = _kind(program, value)
        if not isinstance(target, ast.Name) or not kind:
            continue
        own_copy = change = None
        methods = [item for item in owner.body if isinstance(item, FunctionNode) and not is_static(program, item)]
        for node in (part for method in methods for part in walk(method)):
            if isinstance(node, ast.Attribute) and node.attr == target.id and isinstance(node.value, ast.Name):
                parent = program.parent(node)
                if node.value.id == owner.name:
                    continue
                if isinstance(node.ctx, ast.Store) and not isinstance(parent, ast.AugAssign):
                    own_copy = node
                elif isinstance(parent, ast.Attribute) and parent.attr in MUTATORS:
                    change = change or program.parent(parent)
                elif isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Store | ast.Del):
                    change = change or program.statement_of(node)
        if own_copy is not None:
            continue
        if change is not None:
            yield SHARED.at(program, stmt, symbol=target.id, owner=owner.name, kind=kind, code=program.text(change))
        elif not target.id.isupper() and not target.id.startswith("__"):
            yield SHARED_UNUSED.at(program, stmt, symbol=target.id, owner=owner.name, kind=kind)


def counters(program: Program, owner: ast.ClassDef) -> Iterator[Finding]:
    """`count = 0` in the class body and `self.count += 1` in a method."""
    plain = {
        stmt.targets[0].id
        for stmt in owner.body
        if isinstance(stmt, ast.Assign)
        and isinstance(stmt.targets[0], ast.Name)
        and isinstance(stmt.value, ast.Constant)
    }
    for stmt in owner.body:
        if not isinstance(stmt, FunctionNode) or is_static(program, stmt) or not plain:
            continue
        self_name = first_name(program, stmt)
        for part in walk(stmt):
            if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Attribute) and part.target.attr in plain:
                if isinstance(part.target.value, ast.Name) and part.target.value.id == self_name:
                    plain.discard(part.target.attr)
                    yield OWN_COUNTER.at(program, part, symbol=part.target.attr, owner=owner.name)
