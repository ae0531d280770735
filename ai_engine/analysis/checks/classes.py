"""Classes: self forgotten, attributes shared by mistake, __init__ misspelt."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import MUTATORS, is_stub, own
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


def _is_static(program: Program, method: FunctionNode) -> bool:
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


def _self_name(program: Program, method: FunctionNode) -> str:
    args = [*method.args.posonlyargs, *method.args.args]
    return args[0].arg if args and not _is_static(program, method) else ""


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
        self_name = _self_name(program, method) or "self"
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
        methods = [item for item in owner.body if isinstance(item, FunctionNode) and not _is_static(program, item)]
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
        if not isinstance(stmt, FunctionNode) or _is_static(program, stmt) or not plain:
            continue
        self_name = _self_name(program, stmt)
        for part in walk(stmt):
            if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Attribute) and part.target.attr in plain:
                if isinstance(part.target.value, ast.Name) and part.target.value.id == self_name:
                    plain.discard(part.target.attr)
                    yield OWN_COUNTER.at(program, part, symbol=part.target.attr, owner=owner.name)


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


def never_set(program: Program, owner: ast.ClassDef, methods: dict[str, FunctionNode]) -> Iterator[Finding]:
    """`self.nmae` where only `self.name` is set."""
    if owner.bases or owner.keywords or owner.decorator_list:
        return
    if any(name in methods for name in ("__getattr__", "__getattribute__", "__setattr__")):
        return
    if any(program.scopes.builtin_name(call.func) in ("setattr", "vars") for call in program.all(ast.Call)):
        return
    known = attributes_set(program, owner)
    known |= program.stored_attributes
    subclassed = any(
        isinstance(base, ast.Name) and base.id == owner.name
        for node in program.all(ast.ClassDef)
        for base in node.bases
    )
    if subclassed or any(isinstance(node, ast.Attribute) and node.attr == "__dict__" for node in walk(owner)):
        return
    reported: set[str] = set()
    made = any(isinstance(call.func, ast.Name) and call.func.id == owner.name for call in program.all(ast.Call))
    for method in methods.values():
        self_name = _self_name(program, method)
        if not self_name or method.decorator_list:
            continue
        for node in own(method.body):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Load)
                and isinstance(node.value, ast.Name)
                and node.value.id == self_name
                and node.attr not in known
                and not node.attr.startswith("__")
                and node.attr not in reported
            ):
                reported.add(node.attr)
                near = [
                    name for name in sorted(known) if abs(len(name) - len(node.attr)) < 2 and _close(name, node.attr)
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
    self_name = _self_name(program, init)
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
    if method is None or _is_static(program, method) or len(call.args) >= len(method.args.args):
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
