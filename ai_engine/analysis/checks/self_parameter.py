"""self: left out as a parameter, oddly named, forgotten before an attribute."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

NO_SELF = Rule(
    name="missing-self-parameter",
    category="runtime",
    severity="error",
    concept="self",
    confidence=0.93,
    message="The method `{symbol}` of `{owner}` has no parameter for the object itself.",
    why="A call on an object passes the object as the first argument: a TypeError follows.",
    check="Make an object of `{owner}` and call `{symbol}` on it.",
    fix="Make self the first parameter.",
    nudge="Which argument does Python pass by itself when a method is called?",
)
ODD_SELF = Rule(
    name="first-parameter-not-self",
    category="style",
    severity="info",
    concept="self",
    confidence=0.8,
    message="The first parameter of the method `{symbol}` is called `{first}`; it receives the object itself.",
    why="By custom it is called self; another name suggests that it is an ordinary parameter.",
    check="Print `{first}` inside the method.",
    fix="Make self the first parameter.",
)
PLAIN_ATTRIBUTE = Rule(
    name="undefined-name",
    category="runtime",
    severity="error",
    concept="self",
    confidence=0.93,
    message=(
        "`{symbol}` is an attribute of the object, but inside the method `{method}` it is used without `{self_name}.`"
    ),
    why="A method reaches the object's attributes and methods only through its first parameter: a NameError follows.",
    check="Print `{symbol}` inside the method.",
    fix="Put `{self_name}.` in front of it.",
    nudge="Where is `{symbol}` stored?",
)
LOCAL_IN_INIT = Rule(
    name="attribute-without-self",
    category="logic",
    severity="warning",
    concept="self",
    confidence=0.88,
    message=(
        "`{symbol}` in `{method}` is a local variable that is gone when the method ends; the object doesn't keep it."
    ),
    why="Only what is assigned through `{self_name}.` is stored in the object.",
    check="Make an object and print its attribute `{symbol}`.",
    fix="Assign it to an attribute of `{self_name}`.",
    nudge="Where does the object keep its values?",
)


def is_static(program: Program, method: FunctionNode) -> bool:
    """Whether a method takes no object: a staticmethod or a classmethod."""
    return any(program.text(item) in ("staticmethod", "classmethod") for item in method.decorator_list)


def first_parameter(program: Program, owner: ast.ClassDef, method: FunctionNode) -> Iterator[Finding]:
    """Methods without self."""
    if (
        method.decorator_list
        or method.args.vararg is not None
        or method.name in ("__new__", "__init_subclass__", "__class_getitem__")
    ):
        return
    args = [*method.args.posonlyargs, *method.args.args]
    if not args:
        through_class = any(
            isinstance(node.value, ast.Name) and node.value.id == owner.name and node.attr == method.name
            for node in program.all(ast.Attribute)
        )
        yield NO_SELF.at(program, method, symbol=method.name, owner=owner.name,
                         severity="info" if through_class else None)  # fmt: skip
    elif args[0].arg not in ("self", "cls", "mcs", "_"):
        yield ODD_SELF.at(program, args[0], symbol=method.name, first=args[0].arg)


def first_name(program: Program, method: FunctionNode) -> str:
    """The name under which a method knows its object, usually self; "" where it has none."""
    args = [*method.args.posonlyargs, *method.args.args]
    return args[0].arg if args and not is_static(program, method) else ""


def attributes_set(program: Program, owner: ast.ClassDef) -> set[str]:
    """The attributes that the class body or any method sets."""
    found: set[str] = set()
    for stmt in owner.body:
        found |= {part.name for part in own(stmt) if isinstance(part, FunctionNode | ast.ClassDef)}
        for node in walk(stmt):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and not isinstance(stmt, FunctionNode):
                found.add(node.id)
    return found


def forgotten_self(
    program: Program, owner: ast.ClassDef, methods: dict[str, FunctionNode], unknown: set[ast.Name]
) -> Iterator[Finding]:
    """`balance` for `self.balance`, `area()` for `self.area()`, a local variable in __init__ meant as an attribute."""
    known = attributes_set(program, owner)
    for method in methods.values():
        self_name = first_name(program, method) or "self"
        reported: set[str] = set()
        for part in walk(method):
            if isinstance(part, ast.Name) and part in unknown and part.id in known and part.id not in reported:
                reported.add(part.id)
                yield PLAIN_ATTRIBUTE.at(program, part, symbol=part.id, method=method.name, self_name=self_name)
        if method.name == "__init__":
            for symbol in program.scopes.of_node[method].symbols.values():
                if symbol.name != "_" and not symbol.loads and all(found.kind == "assign" for found in symbol.defs):
                    yield LOCAL_IN_INIT.at(program, symbol.defs[0].node, symbol=symbol.name, method=method.name,
                                           self_name=self_name)  # fmt: skip
