"""Parameters, variables, imports and functions that nothing uses."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_stub
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.flow import MANY
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, Symbol, all_args
from ai_engine.analysis.tree import walk

PARAMETER_OVERWRITTEN = Rule(
    name="parameter-overwritten",
    category="logic",
    severity="warning",
    concept="parameters",
    confidence=0.92,
    message=(
        "The parameter `{symbol}` of `{function}` gets a new value before the old one was used, so what "
        "the caller passes is lost."
    ),
    why="The argument of the call is the parameter's value at the start; overwriting it ignores the caller.",
    check="Call `{function}` with two different values for `{symbol}`: the result is the same.",
    fix="Use the value that was passed, and take the line away that replaces it.",
    nudge="Where does the value that the caller passes for `{symbol}` go?",
)
UNUSED_PARAMETER = Rule(
    name="unused-parameter",
    category="style",
    severity="info",
    concept="parameters",
    confidence=0.7,
    message="`{function}` never uses its parameter `{symbol}`.",
    why="A parameter that isn't used makes callers pass something that has no effect.",
    check="Call `{function}` with two different values for `{symbol}`.",
    fix="Use it where it was meant to be used, or take it out.",
)
UNUSED_VARIABLE = Rule(
    name="unused-variable",
    category="style",
    severity="info",
    concept="unused-code",
    confidence=0.8,
    message="`{symbol}` gets a value here that is never used.",
    why="A value that nobody reads is often a sign of a misspelt name or a forgotten step.",
    check="Search the function for places that read `{symbol}`.",
    fix="Use the value, or take the line out.",
)
OVERWRITTEN = Rule(
    name="value-never-used",
    category="style",
    severity="info",
    concept="unused-code",
    confidence=0.7,
    message="The value that `{symbol}` gets here is replaced (line {later}) before anything uses it.",
    why="The first assignment has no effect.",
    check="Take this line out: does anything change?",
    fix="Take the line out, or use the value before it is replaced.",
)
UNUSED_IMPORT = Rule(
    name="unused-import",
    category="style",
    severity="info",
    concept="import",
    confidence=0.9,
    message="`{symbol}` is imported but never used.",
    why="An unused import makes readers look for a use that isn't there.",
    check="Search the program for `{symbol}`.",
    fix="Take the import out.",
)
MAIN_NEVER_CALLED = Rule(
    name="main-never-called",
    category="style",
    severity="info",
    concept="functions",
    confidence=0.85,
    message="`{symbol}` is defined, but nothing calls it, so the program does nothing when it runs.",
    why="def only describes what a function does; a call makes it happen.",
    check="Run the program: nothing appears.",
    fix="Call it at the end of the program.",
)
UNUSED_FUNCTION = Rule(
    name="function-never-called",
    category="logic",
    severity="info",
    concept="functions",
    confidence=0.75,
    message="`{symbol}` is defined inside `{outer}` but nothing there calls it, returns it or passes it on.",
    why="A nested function can be reached only from inside the function around it, so this one never runs.",
    check="Put a print into `{symbol}`: it never appears.",
    fix="Call it where its work is needed.",
    nudge="Which line runs `{symbol}`?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about what is not used."""
    for function in program.functions:
        yield from parameters(program, function)
    yield from unused(program)


def parameters(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """Parameters that are overwritten before use, or never used."""
    if is_stub(function) or program.scopes.of_node[function].calls_locals:
        return
    method = program.class_of(function) is not None
    args = all_args(function.args)
    if method and args and not any(program.text(item) == "staticmethod" for item in function.decorator_list):
        args = args[1:]
    for arg in args:
        symbol = program.symbol(arg)
        if symbol is None:
            continue
        others = [found for found in symbol.defs if found.node is not arg]
        read = list(symbol.loads)
        mine = program.scopes.defs_at.get(arg, [])
        reached = symbol.captured or any(
            found in reaching or MANY in reaching
            for load in (*read, *(found.node for found in others if found.kind in ("augment", "delete")))
            if isinstance(load, ast.Name)
            for reaching in (program.flow.reaching.get(load, frozenset(mine)),)
            for found in mine
        )
        if reached:
            continue
        if others:
            first = min(others, key=lambda found: getattr(found.node, "lineno", 0))
            if first.kind == "comprehension":
                continue
            top = first.stmt in function.body and first.kind in ("assign", "for")
            yield PARAMETER_OVERWRITTEN.at(
                program, first.node, symbol=arg.arg, function=function.name, severity="warning" if top else "info"
            )
        elif not arg.arg.startswith("_") and not method and arg not in (function.args.vararg, function.args.kwarg):
            yield UNUSED_PARAMETER.at(program, arg, symbol=arg.arg, function=function.name)


def unused(program: Program) -> Iterator[Finding]:
    """Local variables, imports and nested functions that nothing reads; values replaced before use."""
    exported = _exported(program)
    main = program.scopes.module.symbols.get("main")
    if main is not None and not main.loads and main.defs and main.defs[0].kind == "function":
        yield MAIN_NEVER_CALLED.at(program, main.defs[0].node, symbol="main")
    for scope in program.scopes.all:
        if scope.calls_locals:
            continue
        for symbol in scope.symbols.values():
            if symbol.name.startswith("_") or symbol.foreign_defs:
                continue
            imports = [found for found in symbol.defs if found.kind == "import"]
            if imports and not symbol.loads and symbol.name not in exported:
                if not (isinstance(imports[0].stmt, ast.ImportFrom) and imports[0].stmt.module == "__future__"):
                    yield UNUSED_IMPORT.at(program, imports[0].node, symbol=symbol.name)
            if scope.kind == "function":
                yield from _unused_local(program, symbol)
            elif scope.kind == "module" and symbol.name not in exported:
                yield from _unused_global(program, symbol)


def _exported(program: Program) -> set[str]:
    """Names listed in __all__."""
    found: set[str] = set()
    for node in program.all(ast.Assign):
        if isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            found |= {
                item.value
                for item in walk(node.value)
                if isinstance(item, ast.Constant) and isinstance(item.value, str)
            }
    return found


def _unused_local(program: Program, symbol: Symbol) -> Iterator[Finding]:
    plain = [
        found for found in symbol.defs if found.kind in ("assign", "augment", "with", "except", "walrus", "function")
    ]
    if not plain or any(found.kind in ("param", "import", "class") for found in symbol.defs):
        return
    if any(found.kind in ("for", "unpack", "match") for found in symbol.defs) and symbol.loads:
        return
    if not symbol.loads:
        if len(plain) != len(symbol.defs):
            return
        found = plain[0]
        if found.kind == "function":
            outer = getattr(symbol.scope.node, "name", "the function")
            if not getattr(found.node, "decorator_list", None):
                yield UNUSED_FUNCTION.at(program, found.node, symbol=symbol.name, outer=outer)
        elif found.kind in ("assign", "augment"):
            yield UNUSED_VARIABLE.at(program, found.node, symbol=symbol.name)
        return
    if symbol.captured:
        return
    used = {item for load in symbol.loads for item in program.flow.reaching.get(load, frozenset(symbol.defs))}
    used |= {
        item
        for other in symbol.defs
        if other.kind in ("augment", "delete") and isinstance(other.node, ast.Name)
        for item in program.flow.reaching.get(other.node, ())
    }
    if MANY in used:
        return
    if symbol.defs and all(found.kind == "function" for found in symbol.defs):
        recursive = all(_inside_of(program, load, symbol.defs[0].node) for load in symbol.loads)
        if recursive:
            outer = getattr(symbol.scope.node, "name", "the function")
            yield UNUSED_FUNCTION.at(program, symbol.defs[0].node, symbol=symbol.name, outer=outer)
        return
    for found in plain:
        if found in used or found.kind != "assign" or found.stmt in program.flow.unreachable:
            continue
        if any(isinstance(around, ast.Try) for around in program.source.ancestors(found.node)):
            continue
        later = [
            line for item in symbol.defs if (line := getattr(item.node, "lineno", 0)) > getattr(found.node, "lineno", 0)
        ]
        start = isinstance(found.value, ast.Constant | ast.List | ast.Dict | ast.Tuple)
        if later and not start:
            yield OVERWRITTEN.at(program, found.node, symbol=symbol.name, later=min(later))
        elif not later:
            yield UNUSED_VARIABLE.at(program, found.node, symbol=symbol.name, confidence=0.7)
        else:
            yield OVERWRITTEN.at(program, found.node, symbol=symbol.name, later=min(later), confidence=0.6)
        return


def _unused_global(program: Program, symbol: Symbol) -> Iterator[Finding]:
    """A variable of the main program that nothing reads, or whose value is replaced at once."""
    plain = [found for found in symbol.defs if found.kind == "assign"]
    if not plain or len(plain) != len(symbol.defs) or symbol.name.isupper() or symbol.captured:
        return
    if not symbol.loads:
        top = all(program.parent(found.stmt) is program.tree for found in plain)
        if top and len(program.tree.body) > len(plain):
            yield UNUSED_VARIABLE.at(program, plain[0].node, symbol=symbol.name, confidence=0.5)
        return
    used = {item for load in symbol.loads for item in program.flow.reaching.get(load, frozenset(symbol.defs))}
    for found in plain:
        later = [item for item in plain if getattr(item.node, "lineno", 0) > getattr(found.node, "lineno", 0)]
        if found not in used and MANY not in used and later and found.stmt not in program.flow.unreachable:
            if not any(isinstance(around, ast.Try) for around in program.source.ancestors(found.node)):
                yield OVERWRITTEN.at(program, found.node, symbol=symbol.name, later=getattr(later[0].node, "lineno", 0))
            return


def _inside_of(program: Program, node: ast.AST, function: ast.AST) -> bool:
    return any(around is function for around in program.source.ancestors(node))
