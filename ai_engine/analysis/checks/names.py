"""Names without a value: undefined, used too early, local by accident, or set on some paths only."""

import ast
import difflib
import math
import sys
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding, Severity
from ai_engine.analysis.flow import UNBOUND
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import BUILTINS, FunctionNode, Scope, Symbol
from ai_engine.analysis.tree import walk

FOREIGN = {
    "true": "True", "false": "False", "null": "None", "nil": "None", "NULL": "None", "none": "None", "TRUE": "True",
    "FALSE": "False", "undefined": "None", "NaN": "float('nan')", "this": "self", "String": "str", "Integer": "int",
    "printf": "print", "println": "print", "raw_input": "input", "xrange": "range", "unicode": "str", "length": "len",
    "elseif": "elif",
}  # fmt: skip

UNDEFINED = Rule(
    name="undefined-name",
    category="runtime",
    severity="error",
    concept="name-errors",
    confidence=0.95,
    message="The name `{symbol}` is used here, but nothing in this program gives it a value.{guess}",
    why="When Python reaches this line it stops with NameError: name '{symbol}' is not defined.",
    check="Search the program for a line that sets `{symbol}` before line {line}, letter by letter.",
    fix="Give `{symbol}` a value first, or use the name that you meant.",
    nudge="Where does `{symbol}` get its value?",
)
NOT_IMPORTED = Rule(
    name="undefined-name",
    category="runtime",
    severity="error",
    concept="import",
    confidence=0.96,
    message="`{symbol}` is used here, but {what}.",
    why="Python knows a module's names only after an import: NameError.",
    check="Look for the import lines at the top of the program.",
    fix="{advice}",
    nudge="Where does `{symbol}` come from?",
)
ONLY_INSIDE = Rule(
    name="undefined-name",
    category="runtime",
    severity="error",
    concept="scope",
    confidence=0.96,
    message="`{symbol}` is used here, but it exists only inside `{function}` (line {inside}).",
    why="A function's own variables are gone when the function ends, and nobody outside sees them: NameError.",
    check="Print `{symbol}` inside `{function}`, and then outside.",
    fix="Return the value from `{function}` and keep the result of the call.",
    nudge="Where does `{symbol}` live?",
)
TOO_EARLY = Rule(
    name="used-before-assignment",
    category="runtime",
    severity="error",
    concept="name-errors",
    confidence=0.95,
    message="`{symbol}` is used on line {line} before it has a value: it gets one only later (line {later}).",
    why="Python runs a program from top to bottom, so at this moment the name doesn't exist and a NameError follows.",
    check="Walk through the lines in the order in which they run and note when `{symbol}` appears first.",
    fix="Move the line that sets `{symbol}` above its first use.",
    nudge="In which order do these lines run?",
)
UNBOUND_LOCAL = Rule(
    name="unbound-local",
    category="runtime",
    severity="error",
    concept="scope",
    confidence=0.95,
    message=(
        "`{symbol}` is a local variable of `{function}`, because the function assigns to it, but it is "
        "read before it has a value."
    ),
    why="An assignment anywhere in a function makes the name local in the whole function{outer}: UnboundLocalError.",
    check="Find every line of `{function}` that assigns to `{symbol}`, then ask which of them ran before line {line}.",
    fix="Give `{symbol}` a starting value inside the function, or pass it in as a parameter and return the new value.",
    nudge="Which `{symbol}` does this line mean: one inside the function, or one outside?",
)
NO_START = Rule(
    name="used-before-assignment",
    category="runtime",
    severity="error",
    concept="accumulator-pattern",
    confidence=0.93,
    message="`{symbol}` has no value when line {line} reads it for the first time: only this same line ever sets it.",
    why="The right side is worked out first and needs the old value of `{symbol}`; in the first round there is none.",
    check="Put a print of `{symbol}` before the loop.",
    fix="Give `{symbol}` its starting value before the loop.",
    nudge="What is in `{symbol}` before the first round?",
)
MAYBE = Rule(
    name="possibly-undefined",
    category="runtime",
    severity="info",
    concept="conditionals",
    confidence=0.7,
    message="`{symbol}` may have no value here: it is set only {where}.",
    why="When that part doesn't run, this line stops with an error, because the name doesn't exist.",
    check="Try an input for which {case}, and see what happens on line {line}.",
    fix="Give `{symbol}` a value on every path, for example a starting value before it.",
    nudge="Is there an input for which `{symbol}` never gets a value?",
)


_GUESSES = 40  # comparing a name with all others takes its time; nobody misspells so many


def check(program: Program) -> Iterator[Finding]:
    """Undefined names, then names that are bound somewhere but not (surely) here."""
    yield from undefined(program)
    yield from unbound(program)


def undefined(program: Program) -> Iterator[Finding]:
    """Names that nothing defines."""
    scopes = program.scopes
    if scopes.star_import or any(scope.calls_locals and scope.kind == "module" for scope in scopes.all):
        return
    if any(scopes.is_builtin(node, "globals", "exec") for node in program.all(ast.Name)):
        return
    handled = _names_that_may_fail(program)
    seen: set[tuple[str, Scope]] = set()
    for node in scopes.undefined:
        key = (node.id, scopes.scope_at[node])
        if key in seen or node in handled:
            continue
        seen.add(key)
        special = _not_imported(program, node) or _only_inside(program, node)
        if special is not None:
            yield special
            continue
        if node.id in FOREIGN:
            guess = f" Python's word for it is `{FOREIGN[node.id]}`."
        else:
            near = _near(node.id, scopes.scope_at[node]) if len(seen) <= _GUESSES else ""
            guess = _of_the_object(program, node) or (f" Did you mean `{near}`?" if near else "")
        yield UNDEFINED.at(program, node, symbol=node.id, guess=guess)


def _of_the_object(program: Program, node: ast.Name) -> str:
    """What to say where a method uses the bare name of an attribute or method of its own object; else ''."""
    function = program.function_of(node)
    while function is not None and program.class_of(function) is None:
        function = program.function_of(function)
    holder = program.class_of(function) if function is not None else None
    if holder is None or not isinstance(function, FunctionNode) or not function.args.args:
        return ""
    me = function.args.args[0].arg
    for part in walk(holder):
        method = isinstance(part, FunctionNode) and part.name == node.id and program.parent(part) is holder
        stored = (
            isinstance(part, ast.Attribute)
            and part.attr == node.id
            and isinstance(part.ctx, ast.Store)
            and isinstance(part.value, ast.Name)
            and part.value.id == me
        )
        if method or stored:
            return f" The object's own `{node.id}` is reached only through `{me}`."
    return ""


_MEMBERS = {
    **{name: "math" for name in dir(math) if not name.startswith("_")},
    "randint": "random", "choice": "random", "shuffle": "random", "randrange": "random", "sample": "random",
    "sleep": "time", "datetime": "datetime", "Counter": "collections", "defaultdict": "collections",
    "deque": "collections", "namedtuple": "collections", "reduce": "functools", "permutations": "itertools",
    "combinations": "itertools", "dataclass": "dataclasses", "Enum": "enum", "Path": "pathlib",
}  # fmt: skip
_MODULES = sys.stdlib_module_names - {
    "this",
    "token",
    "code",
    "test",
    "select",
    "string",
    "types",
    "array",
    "copy",
    "site",
}


def _not_imported(program: Program, node: ast.Name) -> Finding | None:
    """`math.sqrt(2)` without `import math`; `sqrt(2)` with or without it."""
    name = node.id
    if isinstance(program.parent(node), ast.Attribute) and (name in _MODULES or name in ("string", "copy", "array")):
        return NOT_IMPORTED.at(program, node, symbol=name, what="the module was never imported",
                               advice=f"Import `{name}` at the top of the program.")  # fmt: skip
    module = _MEMBERS.get(name)
    parent = program.parent(node)
    called = isinstance(parent, ast.Call) and parent.func is node
    if module is not None and (called or name == "pi" or isinstance(parent, ast.Attribute | ast.ClassDef)):
        imported = program.scopes.module.symbols.get(module)
        if imported is not None and any(found.kind == "import" for found in imported.defs):
            advice = f"Put the module's name and a dot in front of `{name}`."
            return NOT_IMPORTED.at(
                program, node, symbol=name, what=f"it belongs to the module `{module}`", advice=advice
            )
        return NOT_IMPORTED.at(
            program,
            node,
            symbol=name,
            what=f"it comes from the module `{module}`, which isn't imported",
            advice=f"Import it from `{module}`.",
        )
    return None


def _only_inside(program: Program, node: ast.Name) -> Finding | None:
    """A local variable of some function, used outside of it."""
    for scope in program.scopes.all:
        if scope.kind == "function" and isinstance(scope.node, FunctionNode):
            symbol = scope.symbols.get(node.id)
            if symbol is not None and symbol.defs and symbol.defs[0].kind != "param":
                return ONLY_INSIDE.at(program, node, symbol=node.id, function=scope.node.name,
                                      inside=getattr(symbol.defs[0].node, "lineno", 1))  # fmt: skip
    return None


def _near(name: str, scope: Scope) -> str:
    known: dict[str, None] = {}
    at: Scope | None = scope
    while at is not None:
        known.update(dict.fromkeys(at.symbols))
        at = at.parent
    known.update(dict.fromkeys(item for item in BUILTINS if item.islower()))
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.75)), "") if len(name) > 1 else ""


def _names_that_may_fail(program: Program) -> set[ast.AST]:
    """Names inside a try that catches NameError: the learner knows."""
    found: set[ast.AST] = set()
    for node in program.all(ast.Try):
        for handler in node.handlers:
            kinds = [handler.type] if not isinstance(handler.type, ast.Tuple) else handler.type.elts
            if any(kind is None or getattr(kind, "id", "") in ("NameError", "Exception") for kind in kinds):
                for stmt in node.body:
                    found.update(item for item in walk(stmt) if isinstance(item, ast.Name))
    return found


def unbound(program: Program) -> Iterator[Finding]:
    """Names whose every, or some, path arrives without a value."""
    handled = _names_that_may_fail(program)
    seen: set[Symbol] = set()
    for node, reaching in program.flow.reaching.items():
        if UNBOUND not in reaching or node in handled:
            continue
        symbol = program.scopes.symbol_of[node]
        if (
            symbol in seen
            or symbol.scope.calls_locals
            or (program.scopes.star_import and symbol.scope.kind == "module")
        ):
            continue
        seen.add(symbol)
        if len(reaching) == 1:
            yield from _surely_unbound(program, node, symbol)
        else:
            yield from _perhaps_unbound(program, node, symbol)


def _surely_unbound(program: Program, node: ast.Name, symbol: Symbol) -> Iterator[Finding]:
    if isinstance(program.parent(node), ast.Delete) or any(found.kind == "delete" for found in symbol.defs):
        return
    scope = symbol.scope
    if scope.kind != "function" and symbol.name in BUILTINS:
        return
    if scope.kind == "class" and symbol.name in program.scopes.module.symbols:
        return  # a class body falls back on the name outside
    if scope.kind == "function" and isinstance(scope.node, FunctionNode):
        outer = scope.parent
        shared = outer is not None and symbol.name in outer.symbols
        words = f", so the `{symbol.name}` outside isn't the one that is read here" if shared else ""
        own = _of_the_object(program, node)
        yield UNBOUND_LOCAL.at(
            program, node, symbol=symbol.name, function=scope.node.name, outer=words,
            message=UNBOUND_LOCAL.message + own if own else "",
        )  # fmt: skip
    elif scope.kind in ("module", "class"):
        later = [line for found in symbol.defs if (line := getattr(found.node, "lineno", 0)) >= node.lineno]
        if later:
            yield TOO_EARLY.at(program, node, symbol=symbol.name, later=min(later))


def _conditional(program: Program, node: ast.AST, holder: ast.AST) -> bool:
    """Whether the use itself depends on something, so that it may run only when the holder's branch ran."""
    common = program.parent(holder)
    for around in program.source.ancestors(node):
        if around is common:
            return False
        if isinstance(around, ast.If | ast.IfExp | ast.While | ast.BoolOp | ast.Try | ast.For | ast.Match):
            return True
    return False


def _perhaps_unbound(program: Program, node: ast.Name, symbol: Symbol) -> Iterator[Finding]:
    if any(found.kind == "delete" for found in symbol.defs):
        return
    if symbol.scope.kind != "function" and symbol.name in BUILTINS:
        return
    sources = [found for found in program.flow.reaching[node] if found is not UNBOUND]
    if len(symbol.defs) == 1 and not symbol.foreign_defs and sources[0].stmt is program.statement_of(node):
        if sources[0].kind in ("assign", "augment"):
            yield NO_START.at(program, node, symbol=symbol.name)
            return
    around = set(program.source.ancestors(node))
    first = min(sources, key=lambda found: getattr(found.node, "lineno", 0))
    holder = next(
        (
            item
            for item in program.source.ancestors(first.node)
            if isinstance(item, ast.If | ast.For | ast.While | ast.Try | ast.Match | ast.With) and item not in around
        ),
        None,
    )
    severity: Severity = "info"
    match holder:
        case ast.If():
            test = program.text(holder.test, 40)
            where, case = f"in a branch of `if {test}`", "that branch is not taken"
            if not holder.orelse and len(sources) == 1 and not program.loop_of(holder):
                severity = "info" if _conditional(program, node, holder) else "warning"
        case ast.For() | ast.AsyncFor():
            where = f"inside the loop `for {program.text(holder.target, 30)} in …`"
            case = "the loop has nothing to go through"
        case ast.While():
            where, case = "inside the while loop", "the loop doesn't run even once"
        case ast.Try():
            where, case = "inside a try that can fail before it", "the try fails"
        case ast.Match():
            where, case = "in some cases of the match", "no case fits"
        case _:
            where, case = "on some of the paths that lead here", "another path is taken"
    yield MAYBE.at(program, node, symbol=symbol.name, where=where, case=case, severity=severity,
                   confidence=0.85 if severity == "warning" else None)  # fmt: skip
