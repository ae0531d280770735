"""Parameters that get a new value which nobody sees, and functions that take their input from outside."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_constant_code, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Def, FunctionNode, Symbol

IN_VAIN = Rule(
    name="parameter-changed-in-vain",
    category="logic",
    severity="warning",
    concept="parameters",
    confidence=0.85,
    message="The new value of `{symbol}` is lost: `{symbol}` is the function's own name for it, and nothing uses it.",
    why="Assigning to a parameter changes nothing for the caller; the value is gone when `{function}` ends.",
    check="Print the caller's variable before and after the call of `{function}`.",
    fix="Return the new value from `{function}`, and let the caller keep it.",
    nudge="Who can see the new value of `{symbol}`?",
)
OUTER = Rule(
    name="reads-outer-variable",
    category="style",
    severity="info",
    concept="global-variables",
    confidence=0.6,
    message="`{function}` has no parameters and reads `{symbol}` from outside.",
    why="A function that gets its values as parameters can be used for other values, and tested alone.",
    check="Try to call `{function}` for a second set of values.",
    fix="Give `{function}` a parameter for `{symbol}` and pass the value in the call.",
    nudge="Could `{function}` work on another value than this one?",
)
_IMMUTABLE = frozenset({"int", "float", "str", "bool", "tuple", "NoneType"})


def check(program: Program) -> Iterator[Finding]:
    """Both rules about what goes into a function."""
    for function in program.functions:
        if program.types.is_generator(function) or program.class_of(function) is not None:
            continue
        if not any(item.value is not None for item in program.types.return_values(function)):
            yield from in_vain(program, function)
        yield from reads_outside(program, function)


def in_vain(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """`def add_one(n): n = n + 1`."""
    scope = program.scopes.of_node[function]
    for symbol in scope.symbols.values():
        if symbol.captured or not any(found.kind == "param" for found in symbol.defs):
            continue
        read = {found for load in symbol.loads for found in program.flow.reaching.get(load, ())}
        for found in symbol.defs:
            if found.kind in ("assign", "augment") and found not in read and _rebinds(program, found):
                yield IN_VAIN.at(program, found.stmt, symbol=symbol.name, function=function.name)
                break


def _rebinds(program: Program, found: Def) -> bool:
    """Whether the statement surely makes a new value, instead of changing the caller's object in place."""
    if not isinstance(found.stmt, ast.AugAssign):
        return isinstance(found.stmt, ast.Assign) and not isinstance(found.value, ast.Constant | ast.Name)
    kinds = program.types.of(found.stmt.value)
    return kinds is not None and kinds <= _IMMUTABLE


def reads_outside(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """A function without parameters that works on a variable of the main program."""
    arguments = function.args
    if arguments.args or arguments.vararg or arguments.kwonlyargs or arguments.kwarg or arguments.posonlyargs:
        return
    if any(isinstance(node, ast.Global) for node in own(function.body)):
        return
    for node in own(function.body):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            symbol = program.symbol(node)
            if symbol is not None and symbol.scope is program.scopes.module and _is_variable(symbol):
                yield OUTER.at(program, node, symbol=node.id, function=function.name)
                return


def _is_variable(symbol: Symbol) -> bool:
    """Whether the name stands for data that may change, not for a constant, a function or a module."""
    if symbol.name.isupper() or not symbol.defs:
        return False
    if any(found.kind not in ("assign", "augment", "unpack", "for") for found in symbol.defs):
        return False
    value = symbol.defs[0].value
    fixed = len(symbol.defs) == 1 and value is not None and is_constant_code(value)
    return not (fixed and not isinstance(value, ast.List))
