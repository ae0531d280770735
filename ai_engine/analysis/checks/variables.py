"""Variables that are overwritten, reset, swapped wrongly, never used, or that hide something."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_pure, is_stub, loads_of, number, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.flow import MANY
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import BUILTINS, Def, FunctionNode, Symbol, all_args

SELF_ASSIGNED = Rule(
    name="self-assignment",
    category="logic",
    severity="warning",
    concept="assignment",
    confidence=0.93,
    message="`{symbol}` is assigned to itself; nothing changes.",
    why="The right side is worked out first and gives the value that the name already has.",
    check="Print it before and after this line.",
    fix="Put the new value, or the other variable that you meant, on one side.",
    nudge="Which of the two names should be another one?",
)
BROKEN_SWAP = Rule(
    name="broken-swap",
    category="logic",
    severity="warning",
    concept="swap",
    confidence=0.95,
    message=(
        "These two lines don't swap: the first one overwrites `{symbol}`, so afterwards both hold the "
        "value of `{other}`."
    ),
    why="The old value of `{symbol}` is gone when the second line wants it.",
    check="Print both before and after the two lines.",
    fix="Keep the old value in a third variable, or assign both at once.",
    nudge="What is in `{symbol}` when the second line runs?",
)
RESET = Rule(
    name="accumulator-reset-in-loop",
    category="logic",
    severity="warning",
    concept="accumulator-pattern",
    confidence=0.88,
    message=(
        "`{symbol}` is set back to {value} in every round, so after the loop it holds only what the last round added."
    ),
    why="A starting value inside the loop wipes out what the earlier rounds collected.",
    check="Print `{symbol}` at the end of each round.",
    fix="Give `{symbol}` its starting value before the loop.",
    nudge="What does `{symbol}` hold at the start of the second round?",
)
NOT_COLLECTED = Rule(
    name="accumulator-overwritten",
    category="logic",
    severity="info",
    concept="accumulator-pattern",
    confidence=0.8,
    message="Each round replaces `{symbol}` instead of adding to it, so after the loop only the last round counts.",
    why="An assignment forgets the old value; what the rounds before worked out is lost.",
    check="Print `{symbol}` in each round and after the loop.",
    fix="Add to the old value of `{symbol}`, if all rounds should count.",
    nudge="What happens to the value of the round before?",
)
SIGN_TYPO = Rule(
    name="swapped-augmented-operator",
    category="logic",
    severity="warning",
    concept="augmented-assignment",
    confidence=0.9,
    message="`={op}` assigns the value {value} anew; it doesn't change `{symbol}` by it.",
    why="Python reads the sign as part of the number: the old value of `{symbol}` is lost.",
    check="Print `{symbol}` after this line.",
    fix="Write the sign before the equals sign.",
    nudge="In which order do the two characters of this operator stand?",
)
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
SHADOWS_BUILTIN = Rule(
    name="shadowed-builtin",
    category="style",
    severity="info",
    concept="shadowing",
    confidence=0.9,
    message="`{symbol}` is also the name of something built into Python, which can't be reached here any more.",
    why="After this, `{symbol}(…)` no longer means Python's own.",
    check="Call {symbol}() after this line.",
    fix="Choose another name.",
)
SHADOWS_IMPORT = Rule(
    name="shadowed-import",
    category="style",
    severity="info",
    concept="shadowing",
    confidence=0.8,
    message="`{symbol}` was imported on line {earlier} and gets another meaning here.",
    why="After this line the module can't be reached by that name.",
    check="Print `{symbol}` before and after this line.",
    fix="Choose another name for the variable.",
)
SHADOWS_OUTER = Rule(
    name="shadowed-variable",
    category="style",
    severity="info",
    concept="scope",
    confidence=0.6,
    message="`{symbol}` inside `{function}` is a variable of its own; the `{symbol}` outside stays as it is.",
    why="Parameters and what a function assigns are local to it, whatever names exist outside.",
    check="Print `{symbol}` after calling `{function}`.",
    fix="Return the new value and assign it where the function is called, if the outer variable should change.",
)
REDEFINED = Rule(
    name="redefined-function",
    category="logic",
    severity="warning",
    concept="functions",
    confidence=0.88,
    message="`{symbol}` is defined twice (line {earlier} and here); the second definition replaces the first.",
    why="A name means one thing at a time; the first version can't be called any more.",
    check="Put a print into the first version: it never appears.",
    fix="Give one of them another name, or take one away.",
    nudge="Which of the two definitions does Python use?",
)
OWN_NAME = Rule(
    name="variable-named-like-function",
    category="style",
    severity="info",
    concept="shadowing",
    confidence=0.75,
    message="`{symbol}` is the name of a function of this program, and here it becomes something else.",
    why="After this the function can't be called by its name {where}.",
    check="Call `{symbol}` after this line.",
    fix="Give the variable a name of its own.",
)
GLOBAL_STATEMENT = Rule(
    name="global-variable",
    category="style",
    severity="info",
    concept="global-variables",
    confidence=0.8,
    message="`{function}` changes the global variable `{symbol}`.",
    why="Who reads a call can't see that it changes something outside; a parameter and a return value show it.",
    check="Call `{function}` twice with the same arguments: is the result the same?",
    fix="Pass the value in as a parameter and return the new one.",
)
GLOBAL_NEEDLESS = Rule(
    name="needless-global",
    category="style",
    severity="info",
    concept="global-variables",
    confidence=0.85,
    message="`{function}` declares `{symbol}` as global but never assigns to it.",
    why="Reading a global variable needs no declaration.",
    check="Take the line out: the function does the same.",
    fix="Take it out, or pass the value in as a parameter.",
)
GLOBAL_AT_TOP = Rule(
    name="global-at-module-level",
    category="style",
    severity="info",
    concept="global-variables",
    confidence=0.95,
    message="`global {symbol}` outside a function does nothing: here every variable is global already.",
    why="The statement is meant for functions.",
    check="Take the line out: the program does the same.",
    fix="Take it out.",
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
MIN_MAX_START = Rule(
    name="min-max-start-value",
    category="logic",
    severity="info",
    concept="min-max-pattern",
    confidence=0.7,
    message="`{symbol}` starts at {value}, so the result is wrong when all values are {side} {value}.",
    why="The starting value takes part in the comparison as if it were one of the values.",
    check="Try it with values that are all {side} {value}.",
    fix="Start with the first of the values, or with None.",
    nudge="What is the result for values that are all {side} {value}?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about variables."""
    for assignment in program.all(ast.Assign):
        yield from self_assigned(program, assignment)
        yield from sign_typo(program, assignment)
    yield from swaps(program)
    for loop in program.either(ast.For, ast.While):
        yield from reset(program, loop)
        yield from overwritten(program, loop)
    for function in program.functions:
        yield from parameters(program, function)
    yield from unused(program)
    yield from shadowing(program)
    yield from globals_used(program)
    for each in program.all(ast.For):
        yield from min_max(program, each)


def self_assigned(program: Program, node: ast.Assign) -> Iterator[Finding]:
    """`x = x`; `self.name = self.name`."""
    target = node.targets[0]
    if len(node.targets) != 1:
        return
    if isinstance(target, ast.Name) and isinstance(node.value, ast.Name) and target.id == node.value.id:
        if isinstance(program.parent(node), ast.ClassDef) or target.id in BUILTINS:
            return
        habit = isinstance(program.parent(node), ast.If)  # `else: x = x` says: leave it as it is
        yield SELF_ASSIGNED.at(program, node, symbol=target.id, severity="info" if habit else None)
    elif isinstance(target, ast.Attribute | ast.Subscript) and program.text(target) == program.text(node.value):
        if is_pure(target):
            yield SELF_ASSIGNED.at(program, node, symbol=program.text(target))


def sign_typo(program: Program, node: ast.Assign) -> Iterator[Finding]:
    """`total =+ x` and, where the variable already had a value in a loop, `total = -1` written `total =- 1`."""
    value = node.value
    if not isinstance(value, ast.UnaryOp) or not isinstance(value.op, ast.UAdd | ast.USub):
        return
    target = node.targets[0]
    if not isinstance(target, ast.Name):
        return
    symbol = program.symbol(target)
    earlier = symbol is not None and any(found.node is not target for found in symbol.defs)
    if isinstance(value.op, ast.UAdd):
        yield SIGN_TYPO.at(program, node, symbol=target.id, op="+", value=program.text(value.operand))
    elif (
        earlier
        and program.loop_of(node) is not None
        and not (isinstance(value.operand, ast.Constant) or (symbol is not None and loads_of(program, symbol, value)))
    ):
        yield SIGN_TYPO.at(program, node, symbol=target.id, op="-", value=program.text(value))


def swaps(program: Program) -> Iterator[Finding]:
    """`a = b` followed by `b = a`."""
    for body in program.bodies:
        for first, second in itertools.pairwise(body):
            if not (isinstance(first, ast.Assign) and isinstance(second, ast.Assign)):
                continue
            if len(first.targets) != 1 or len(second.targets) != 1:
                continue
            left, right = first.targets[0], first.value
            if not isinstance(left, ast.Name | ast.Subscript | ast.Attribute) or not isinstance(
                right, ast.Name | ast.Subscript | ast.Attribute
            ):
                continue
            texts = (program.text(left), program.text(right))
            if texts[0] == texts[1] or not is_pure(left) or not is_pure(right):
                continue
            if (program.text(second.value), program.text(second.targets[0])) == texts:
                yield BROKEN_SWAP.at(program, first, symbol=texts[0], other=texts[1])


def reset(program: Program, loop: ast.For | ast.While) -> Iterator[Finding]:
    """`total = 0` inside the loop that adds to it, with the total used only afterwards."""
    for place, stmt in enumerate(loop.body):
        if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1 or not isinstance(stmt.targets[0], ast.Name):
            continue
        value = stmt.value
        neutral = (number(value) in (0, 1)) or (isinstance(value, ast.Constant) and value.value == "") or (
            isinstance(value, ast.List | ast.Tuple) and not value.elts
        )  # fmt: skip
        symbol = program.symbol(stmt.targets[0])
        if not neutral or symbol is None:
            continue
        rest = loop.body[place + 1 :]
        updates = [item for item in rest if _updates(program, item, symbol)]
        if not updates:
            updates = [
                inner
                for item in rest
                if isinstance(item, ast.If) and not item.orelse
                for inner in item.body
                if _updates(program, inner, symbol)
            ]
        inside = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
        if len(updates) != 1 or len(inside) > 2:
            continue
        reads = [load for load in loads_of(program, symbol, loop.body) if not _within(program, load, updates[0])]
        after = [
            load
            for load in symbol.loads
            if load.lineno > (loop.end_lineno or 0)
            and any(found in program.flow.reaching.get(load, ()) for found in inside)
        ]
        if after and not reads:
            yield RESET.at(program, stmt, symbol=symbol.name, value=program.text(value))


def _within(program: Program, node: ast.AST, stmt: ast.AST) -> bool:
    return program.statement_of(node) is stmt


def _updates(program: Program, stmt: ast.stmt, symbol: Symbol) -> bool:
    if isinstance(stmt, ast.AugAssign):
        return program.symbol(stmt.target) is symbol
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and program.symbol(stmt.targets[0]) is symbol:
        return isinstance(stmt.value, ast.BinOp) and bool(loads_of(program, symbol, stmt.value))
    if isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call) and isinstance(stmt.value.func, ast.Attribute):
        func = stmt.value.func
        return func.attr in ("append", "extend", "insert") and program.symbol(func.value) is symbol
    return False


def overwritten(program: Program, loop: ast.For | ast.While) -> Iterator[Finding]:
    """`total = 0`, then `total = x` in each round, and the total is used after the loop."""
    for stmt in loop.body:
        if not isinstance(stmt, ast.Assign) or len(stmt.targets) != 1 or not isinstance(stmt.targets[0], ast.Name):
            continue
        symbol = program.symbol(stmt.targets[0])
        if symbol is None or len(symbol.defs) != 2 or isinstance(stmt.value, ast.Constant):
            continue
        start = next((found for found in symbol.defs if found.stmt is not stmt), None)
        neutral = start is not None and (
            number(start.value) in (0, 1)
            or (isinstance(start.value, ast.Constant) and start.value.value == "")
            or (isinstance(start.value, ast.List) and not start.value.elts)
        )
        if not neutral or start is None or start in program.scopes.region_defs.get(loop, ()):
            continue
        tested = loads_of(program, symbol, loop.test) if isinstance(loop, ast.While) else []
        inside = [*loads_of(program, symbol, loop.body), *tested]
        mine = set(program.scopes.defs_at.get(stmt.targets[0], ()))
        after = [load for load in symbol.loads if mine & program.flow.reaching.get(load, frozenset())]
        if after and not inside and not symbol.captured:
            yield NOT_COLLECTED.at(program, stmt, symbol=symbol.name)


# --- parameters ----------------------------------------------------------------------------------------------------


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


# --- unused --------------------------------------------------------------------------------------------------------


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
                for item in ast.walk(node.value)
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


# --- shadowing -----------------------------------------------------------------------------------------------------

_OFTEN_SHADOWED = BUILTINS - {"_", "copyright", "credits", "license", "__name__", "__doc__", "__file__"}


def shadowing(program: Program) -> Iterator[Finding]:
    """Names that hide builtins, imports or functions; functions defined twice."""
    for scope in program.scopes.all:
        if scope.kind == "comprehension":
            continue
        for symbol in scope.symbols.values():
            if not symbol.defs:
                continue
            first = symbol.defs[0]
            if symbol.name in _OFTEN_SHADOWED and not symbol.name.startswith("__") and scope.kind != "class":
                if first.kind != "import":
                    yield SHADOWS_BUILTIN.at(program, first.node, symbol=symbol.name)
            elif scope.kind != "class":
                yield from _shadows_import(program, symbol)
            yield from _redefined(program, symbol)
            yield from _own_name(program, symbol)
            if scope.kind == "function" and isinstance(scope.node, FunctionNode):
                outer = program.scopes.module.symbols.get(symbol.name)
                if outer is not None and outer.defs and outer.defs[0].kind in ("assign", "for", "augment"):
                    if first.kind in ("assign", "for", "param"):
                        yield SHADOWS_OUTER.at(program, first.node, symbol=symbol.name, function=scope.node.name,
                                               confidence=0.6 if first.kind == "assign" else 0.5)  # fmt: skip


def _shadows_import(program: Program, symbol: Symbol) -> Iterator[Finding]:
    imports = [found for found in symbol.defs if found.kind == "import"]
    others = [
        found
        for found in symbol.defs
        if found.kind in ("assign", "for", "function", "with", "param", "unpack", "augment")
    ]
    if imports and others and not any(_alternative(program, found) for found in imports):
        later = [found for found in others if getattr(found.node, "lineno", 0) > getattr(imports[0].node, "lineno", 0)]
        if later:
            yield SHADOWS_IMPORT.at(program, later[0].node, symbol=symbol.name,
                                    earlier=getattr(imports[0].node, "lineno", 1))  # fmt: skip
        return
    outer = program.scopes.module.symbols.get(symbol.name)
    if symbol.scope.kind == "function" and outer is not None and symbol.defs[0].kind in ("assign", "param", "for"):
        imported = next((found for found in outer.defs if found.kind == "import"), None)
        if imported is not None:
            yield SHADOWS_IMPORT.at(program, symbol.defs[0].node, symbol=symbol.name,
                                    earlier=getattr(imported.node, "lineno", 1))  # fmt: skip


def _alternative(program: Program, found: Def) -> bool:
    """Whether a definition is one of several alternatives: inside if or try."""
    return any(isinstance(around, ast.If | ast.Try) for around in program.source.ancestors(found.node))


def _redefined(program: Program, symbol: Symbol) -> Iterator[Finding]:
    defs = [
        found
        for found in symbol.defs
        if found.kind == "function"
        and isinstance(found.node, FunctionNode)
        and not found.node.decorator_list
        and not _alternative(program, found)
    ]
    for first, second in itertools.pairwise(defs):
        between = any(
            getattr(first.node, "end_lineno", 0) < load.lineno < getattr(second.node, "lineno", 0)
            and first in program.flow.reaching.get(load, ())
            for load in symbol.loads
        )
        identical = same(first.node, second.node)
        if not between:
            yield REDEFINED.at(
                program, second.node, symbol=symbol.name, earlier=getattr(first.node, "lineno", 1),
                severity="info" if identical or symbol.scope.kind != "class" else None,
            )  # fmt: skip


def _own_name(program: Program, symbol: Symbol) -> Iterator[Finding]:
    if symbol.scope.kind == "function":
        function = symbol.scope.node
        if (
            isinstance(function, FunctionNode)
            and function.name == symbol.name
            and symbol.defs[0].kind in ("assign", "augment")
        ) and program.class_of(function) is None:
            yield OWN_NAME.at(program, symbol.defs[0].node, symbol=symbol.name, where="inside itself")
        return
    if symbol.scope.kind == "module" and symbol.defs[0].kind == "function":
        other = next((found for found in symbol.defs if found.kind in ("assign", "for", "augment")), None)
        if other is not None and other.scope is symbol.scope:
            decorated = isinstance(other.value, ast.Call) and any(
                isinstance(arg, ast.Name) and arg.id == symbol.name for arg in other.value.args
            )
            if not decorated:
                yield OWN_NAME.at(program, other.node, symbol=symbol.name, where="")


def globals_used(program: Program) -> Iterator[Finding]:
    """`global` in functions and outside."""
    for node in program.all(ast.Global):
        function = program.function_of(node)
        if function is None:
            yield GLOBAL_AT_TOP.at(program, node, symbol=", ".join(node.names))
        elif isinstance(function, FunctionNode):
            scope = program.scopes.of_node[function]
            assigned = {found.symbol.name for symbol in scope.declared.values() for found in symbol.foreign_defs
                        if found.scope is scope}  # fmt: skip
            needless = [name for name in node.names if name not in assigned]
            if needless:
                yield GLOBAL_NEEDLESS.at(program, node, symbol=", ".join(needless), function=function.name)
            else:
                yield GLOBAL_STATEMENT.at(program, node, symbol=", ".join(node.names), function=function.name)


# --- minimum and maximum -------------------------------------------------------------------------------------------


def min_max(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`largest = 0` before `if x > largest: largest = x`."""
    for stmt in loop.body:
        if not isinstance(stmt, ast.If) or not isinstance(stmt.test, ast.Compare) or len(stmt.test.ops) != 1:
            continue
        op = stmt.test.ops[0]
        left, right = stmt.test.left, stmt.test.comparators[0]
        if isinstance(op, ast.Lt | ast.LtE):
            left, right = right, left
        elif not isinstance(op, ast.Gt | ast.GtE):
            continue
        for big, small, best in ((left, right, right), (left, right, left)):
            other = big if best is small else small
            symbol = program.symbol(best)
            if not isinstance(best, ast.Name) or symbol is None:
                continue
            taken = any(
                isinstance(inner, ast.Assign)
                and program.symbol(inner.targets[0]) is symbol
                and same(inner.value, other)
                for inner in stmt.body
            )
            starts = [found for found in symbol.defs if found.value is not None and number(found.value) == 0
                      and getattr(found.node, "lineno", 0) < loop.lineno]  # fmt: skip
            if taken and len(starts) == 1 and len(symbol.defs) == 2:
                if _counts_up(program, other):
                    continue
                side = "below" if best is small else "above"
                yield MIN_MAX_START.at(program, starts[0].node, symbol=best.id, value=0, side=side)


def _counts_up(program: Program, node: ast.expr) -> bool:
    """Whether the compared value is a length or a count, which is never negative."""
    if isinstance(node, ast.Call):
        return program.text(node.func) == "len" or program.text(node.func).endswith(".count")
    found = program.flow.only_def(node)
    return found is not None and isinstance(found.value, ast.Call) and _counts_up(program, found.value)
