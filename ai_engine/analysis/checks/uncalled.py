"""Functions and methods that are named but not called."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.builtin_types import MODULE_RESULTS
from ai_engine.analysis.checks.nothing import use_of
from ai_engine.analysis.checks.results import NOT_CALLED, SURE_IN_PLACE, TEXT_METHODS
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

_ALSO_DATA = frozenset({"title", "center", "split"})  # often the names of plain attributes

_COMPUTING = ("len", "sum", "max", "min", "input", "abs", "round", "sorted")


def check(program: Program) -> Iterator[Finding]:
    """All rules about forgotten parentheses."""
    for attribute in program.all(ast.Attribute):
        yield from method_not_called(program, attribute)
    for assignment in program.all(ast.Assign):
        yield from function_assigned(program, assignment)
    for call in program.all(ast.Call):
        if program.scopes.is_builtin(call.func, "str", "print") and len(call.args) == 1 and not call.keywords:
            given = call.args[0]
            if isinstance(given, ast.Name) and program.types.is_(given, "function"):
                shown = program.text(call.func) == "print"
                yield NOT_CALLED.at(program, given, symbol=given.id, severity="info" if shown else None)
    for comparison in program.all(ast.Compare):
        for side in (comparison.left, *comparison.comparators):
            if program.scopes.is_builtin(side, *_COMPUTING):  # a function never equals a value
                yield NOT_CALLED.at(program, side, symbol=program.text(side))


def function_assigned(program: Program, node: ast.Assign) -> Iterator[Finding]:
    """`name = input`, `result = compute`, `now = time.time`, and the variable is then used like a value."""
    target, value = node.targets[0], node.value
    if not isinstance(target, ast.Name) or not (
        (isinstance(value, ast.Name) and program.types.is_(value, "function")) or known_function(program, value)
    ):
        return
    symbol = program.symbol(target)
    mine = set(program.scopes.defs_at.get(target, ()))
    uses = [load for load in symbol.loads if mine & program.flow.reaching.get(load, frozenset())] if symbol else []
    if any(isinstance(program.parent(load), ast.Compare) for load in uses):
        return
    if uses and all(use_of(program, load) in ("printed", "computed", "asked", "looped", "indexed") for load in uses):
        yield NOT_CALLED.at(program, value, symbol=program.text(value))


def known_function(program: Program, node: ast.expr) -> bool:
    """Whether an attribute is a well-known function of an imported module, such as `random.random`."""
    return isinstance(node, ast.Attribute) and (program.types.module_of(node.value), node.attr) in MODULE_RESULTS


def method_not_called(program: Program, node: ast.Attribute) -> Iterator[Finding]:
    """`name = name.strip`, `print(text.upper)`, `if word.isdigit:`."""
    if not isinstance(node.ctx, ast.Load):
        return
    name = node.attr
    if known_function(program, node) and use_of(program, node) in ("printed", "computed", "asked", "looped"):
        yield NOT_CALLED.at(program, node, symbol=program.text(node))
        return
    kind = program.types.sole(node.value)
    if name in program.own_methods and name not in program.stored_attributes and kind.startswith("instance"):
        if use_of(program, node) in ("printed", "computed", "asked") or isinstance(program.parent(node), ast.BoolOp):
            yield NOT_CALLED.at(program, node, symbol=program.text(node))
        return
    known = kind in ("str", "list", "dict", "tuple", "set", "file") and name in _METHODS[kind]
    likely = not kind and name in (TEXT_METHODS | SURE_IN_PLACE) and program.types.of(node.value) is None
    likely = likely and name not in program.stored_attributes and name not in _ALSO_DATA
    likely = likely and isinstance(node.value, ast.Name | ast.Subscript | ast.Call)
    if not (known or (likely and name not in program.own_methods)) or (name in ("split",) and not known):
        return
    if isinstance(node.value, ast.Name) and program.symbol(node.value) is None:
        return  # str.upper as a key function, or a module's member
    parent = program.parent(node)
    use = use_of(program, node)
    if isinstance(parent, ast.Call) and parent.func is node:
        return
    if use in ("printed", "computed", "asked", "looped") or isinstance(parent, ast.BoolOp):
        yield NOT_CALLED.at(program, node, symbol=program.text(node))
    elif use == "passed" and isinstance(parent, ast.Call) and _kept_as_value(program, parent):
        yield NOT_CALLED.at(program, node, symbol=program.text(node), severity=None if known else "info")
    elif use == "assigned" and isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        symbol = program.symbol(parent.targets[0])
        called = symbol is not None and any(
            isinstance(around := program.parent(load), ast.Call)
            and (around.func is load or not program.scopes.is_builtin(around.func, "print", "str", "len", "int"))
            for load in symbol.loads
        )
        if not called and symbol is not None and not symbol.captured:
            yield NOT_CALLED.at(program, node, symbol=program.text(node))
    elif use == "returned" and known:
        yield NOT_CALLED.at(program, node, symbol=program.text(node), severity="info")


def _kept_as_value(program: Program, call: ast.Call) -> bool:
    """Whether a call takes a plain value: `xs.append(…)`, `str(…)`, `len(…)`."""
    if program.scopes.is_builtin(call.func, "str", *_COMPUTING):
        return not call.keywords
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("append", "add", "insert")


_METHODS: dict[str, frozenset[str]] = {
    kind.__name__: frozenset(name for name in dir(kind) if not name.startswith("_"))
    for kind in (str, list, dict, tuple, set)
} | {"file": frozenset({"read", "readline", "readlines", "write", "close"})}
