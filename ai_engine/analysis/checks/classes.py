"""Classes: __init__ misspelt or not called, objects not made, __str__ that prints; and the other files' rules."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.class_attributes import counters, shared
from ai_engine.analysis.checks.object_attributes import never_set, set_too_late
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.self_parameter import first_parameter, forgotten_self, is_static
from ai_engine.analysis.checks.walk import is_stub, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

INIT_MISSPELT = Rule(
    name="misspelt-init",
    category="logic",
    severity="warning",
    concept="init-method",
    confidence=0.95,
    message=(
        "The method `{symbol}` of `{owner}` looks like __init__, but it is spelt differently, so Python "
        "never calls it by itself."
    ),
    why="Only a method called exactly __init__, with two underscores on each side, fills a new object.",
    check="Put a print into it and make an object.",
    fix="Spell it with two underscores on both sides.",
    nudge="How is the method called that fills a new object?",
)
SUPER_INIT = Rule(
    name="super-init-not-called",
    category="logic",
    severity="info",
    concept="inheritance",
    confidence=0.75,
    message="`{owner}.__init__` doesn't call the `__init__` of `{base}`, so what that sets up is missing.",
    why="A class with its own __init__ replaces the inherited one.",
    check="Make an object and print an attribute that `{base}` sets.",
    fix="Call the inherited __init__ at the start.",
    nudge="Who sets the attributes of `{base}`?",
)
NOT_MADE = Rule(
    name="class-not-called",
    category="runtime",
    severity="error",
    concept="objects",
    confidence=0.93,
    message=(
        "`{symbol}` is the class `{owner}` itself, not an object of it, because the parentheses are "
        "missing on line {line_made}."
    ),
    why="A class makes an object only when it is called; its methods need such an object: a TypeError follows.",
    check="Print `{symbol}`.",
    fix="Put parentheses after `{owner}`, with the arguments that it needs.",
    nudge="What makes an object out of a class?",
)
STR_PRINTS = Rule(
    name="str-method-without-return",
    category="runtime",
    severity="error",
    concept="str-method",
    confidence=0.95,
    message="`{symbol}` has to return a text, but it {what}.",
    why="print(object) calls it and needs a text back: a TypeError follows.",
    check="Print an object of the class.",
    fix="Return the text instead.",
    nudge="What does print do with the result of `{symbol}`?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about classes."""
    classes = {node.name: node for node in program.all(ast.ClassDef)}
    unknown = set(program.scopes.undefined)
    by_class: dict[ast.ClassDef, dict[str, FunctionNode]] = {
        node: {stmt.name: stmt for stmt in node.body if isinstance(stmt, FunctionNode)} for node in classes.values()
    }
    for node in program.all(ast.ClassDef):
        methods = by_class.get(node) or {stmt.name: stmt for stmt in node.body if isinstance(stmt, FunctionNode)}
        for method in methods.values():
            yield from first_parameter(program, node, method)
            yield from misspelt(program, node, method)
            yield from text_method(program, method)
        yield from forgotten_self(program, node, methods, unknown)
        yield from shared(program, node)
        yield from counters(program, node)
        yield from inherited_init(program, node, methods, classes)
        yield from never_set(program, node, methods)
        yield from set_too_late(program, node, methods)
    for attribute in program.all(ast.Attribute):
        yield from not_made(program, attribute, by_class)


_INIT_LIKE = frozenset(
    {
        "_init_",
        "__init",
        "init__",
        "__int__",
        "_init__",
        "__init_",
        "init",
        "__inti__",
        "__Init__",
        "__INIT__",
        "__initialize__",
    }
)


def misspelt(program: Program, owner: ast.ClassDef, method: FunctionNode) -> Iterator[Finding]:
    """`_init_`, `__int__` with parameters."""
    if method.name not in _INIT_LIKE or method.decorator_list:
        return
    sets = any(isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) for node in walk(method))
    if method.name in ("init", "__int__") and not (sets or (method.name == "__int__" and len(method.args.args) > 1)):
        return
    called = any(node.attr == method.name for node in program.all(ast.Attribute))
    if not called:
        yield INIT_MISSPELT.at(program, method, symbol=method.name, owner=owner.name)


def inherited_init(
    program: Program, node: ast.ClassDef, methods: dict[str, FunctionNode], classes: dict[str, ast.ClassDef]
) -> Iterator[Finding]:
    """A subclass whose __init__ doesn't call the inherited one."""
    init = methods.get("__init__")
    if init is None or len(node.bases) != 1 or not isinstance(node.bases[0], ast.Name):
        return
    base = classes.get(node.bases[0].id)
    if base is None or base is node:
        return
    inherited = [stmt for stmt in base.body if isinstance(stmt, FunctionNode) and stmt.name == "__init__"]
    if not inherited or is_stub(inherited[0]):
        return
    calls = any(isinstance(part, ast.Attribute) and part.attr == "__init__" for part in walk(init))
    if not calls:
        yield SUPER_INIT.at(program, init, symbol=node.name, owner=node.name, base=base.name)


def not_made(
    program: Program, node: ast.Attribute, by_class: dict[ast.ClassDef, dict[str, FunctionNode]]
) -> Iterator[Finding]:
    """`d = Dog`, then `d.bark()`."""
    found = program.flow.only_def(node.value)
    if found is None or found.kind != "assign" or not isinstance(found.value, ast.Name):
        return
    source = program.flow.only_def(found.value)
    call = program.parent(node)
    if (
        source is None
        or not isinstance(source.node, ast.ClassDef)
        or not isinstance(call, ast.Call)
        or call.func is not node
    ):
        return
    method = by_class.get(source.node, {}).get(node.attr)
    if method is None or is_static(program, method) or len(call.args) >= len(method.args.args):
        return
    yield NOT_MADE.at(
        program,
        node,
        symbol=program.text(node.value),
        owner=source.node.name,
        line_made=getattr(found.node, "lineno", 1),
    )


def text_method(program: Program, method: FunctionNode) -> Iterator[Finding]:
    """__str__ that prints, or returns no text."""
    if method.name not in ("__str__", "__repr__") or is_stub(method) or method.decorator_list:
        return
    kinds = program.types.returns(method)
    if kinds == frozenset({"NoneType"}):
        prints = any(
            isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "print") for node in own(method.body)
        )
        yield STR_PRINTS.at(
            program, method, symbol=method.name, what="prints it and returns None" if prints else "returns None"
        )
    elif kinds and kinds <= {"int", "float", "list", "tuple", "dict", "bool"}:
        yield STR_PRINTS.at(program, method, symbol=method.name, what="returns something else")
