"""Methods against the methods and attributes of the same name around them."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.calls import signature
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import without_docstring
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

DIFFERENT = Rule(
    name="override-changes-parameters",
    category="logic",
    severity="info",
    concept="inheritance",
    confidence=0.8,
    message="`{symbol}` of `{owner}` takes other arguments than `{symbol}` of `{base}`, which it replaces.",
    why="Code that works with a `{base}` calls the method in one way and fails with a `{owner}`.",
    check="Call `{symbol}` with the same arguments on an object of each class.",
    fix="Give both the same parameters, or give the further ones a default.",
    nudge="Can a `{owner}` be used wherever a `{base}` can?",
)
ONLY_DELEGATES = Rule(
    name="needless-override",
    category="style",
    severity="info",
    concept="inheritance",
    confidence=0.85,
    message="`{symbol}` of `{owner}` only calls the inherited `{symbol}`.",
    why="Without it the inherited method would run anyway.",
    check="Take the method out: nothing changes.",
    fix="Take it out.",
)
HIDDEN = Rule(
    name="attribute-hides-method",
    category="runtime",
    severity="error",
    concept="attributes",
    confidence=0.9,
    message=(
        "The attribute `{symbol}` has the name of a method of `{owner}`, so the method can't be called on its objects."
    ),
    why="An object's own attribute comes before the class's method: calling it gives a TypeError.",
    check="Call the method on an object.",
    fix="Give one of the two another name.",
    nudge="What does the name `{symbol}` mean on an object?",
)
GENERATOR_INIT = Rule(
    name="init-is-generator",
    category="runtime",
    severity="error",
    concept="init-method",
    confidence=0.96,
    message="`__init__` of `{owner}` contains yield, so it gives a generator instead of filling the object.",
    why="Python stops with a TypeError when an object is made.",
    check="Make an object of the class.",
    fix="Move the yield to a method of its own.",
)


def check(program: Program) -> Iterator[Finding]:
    """Overrides, needless overrides, hidden methods."""
    classes = {node.name: node for node in program.all(ast.ClassDef)}
    for node in program.all(ast.ClassDef):
        methods = {stmt.name: stmt for stmt in node.body if isinstance(stmt, FunctionNode)}
        init = methods.get("__init__")
        if init is not None:
            if program.types.is_generator(init):
                yield GENERATOR_INIT.at(program, init, symbol="__init__", owner=node.name)
            yield from hidden(program, node, init, methods)
        for base in node.bases:
            parent = classes.get(base.id) if isinstance(base, ast.Name) else None
            if parent is None or parent is node:
                continue
            inherited = {stmt.name: stmt for stmt in parent.body if isinstance(stmt, FunctionNode)}
            for name, method in methods.items():
                other = inherited.get(name)
                if other is not None and not name.startswith("__"):
                    yield from different(program, node, parent, method, other)
        if node.bases:
            for method in methods.values():
                yield from delegates(program, node, method)


def different(
    program: Program, owner: ast.ClassDef, base: ast.ClassDef, method: FunctionNode, other: FunctionNode
) -> Iterator[Finding]:
    """An override that can't be called like the original."""
    if method.decorator_list or other.decorator_list:
        return
    one, two = signature(method, bound=True), signature(other, bound=True)
    more = one.least > two.least or bool(one.needed_keywords - two.names)
    fewer = one.most is not None and (two.most is None or one.most < two.most)
    if (more or fewer) and one.names != two.names:
        yield DIFFERENT.at(program, method, symbol=method.name, owner=owner.name, base=base.name)


def delegates(program: Program, owner: ast.ClassDef, method: FunctionNode) -> Iterator[Finding]:
    """`def eat(self, food): super().eat(food)`."""
    body = without_docstring(method.body)
    if len(body) != 1 or method.decorator_list or method.args.defaults:
        return
    value = body[0].value if isinstance(body[0], ast.Expr | ast.Return) else None
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute) or value.keywords:
        return
    if program.text(value.func.value) == "super()" and value.func.attr == method.name:
        if [program.text(arg) for arg in value.args] == [arg.arg for arg in method.args.args[1:]]:
            yield ONLY_DELEGATES.at(program, method, symbol=method.name, owner=owner.name)


def hidden(
    program: Program, owner: ast.ClassDef, init: FunctionNode, methods: dict[str, FunctionNode]
) -> Iterator[Finding]:
    """`self.area = …` where the class has a method called area."""
    if not init.args.args:
        return
    first = init.args.args[0].arg
    for node in walk(init):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            method = methods.get(node.attr)
            value = getattr(program.parent(node), "value", None)
            if isinstance(value, ast.Attribute | ast.Lambda | ast.Call):
                continue  # perhaps a function on purpose
            if node.value.id == first and method is not None and not method.decorator_list:
                yield HIDDEN.at(program, node, symbol=node.attr, owner=owner.name)
                return
