"""One object under several names: aliases, chained assignment, shared defaults and rows."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import MUTATORS, number
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, Symbol

MUTABLE_DEFAULT = Rule(
    name="mutable-default",
    category="logic",
    severity="warning",
    concept="mutable-defaults",
    confidence=0.93,
    message="The default {kind} of `{symbol}` is made once, when `{function}` is defined, and shared by all calls.",
    why="What one call changes in it, the next call finds.",
    check="Call `{function}` twice without that argument and print the result each time.",
    fix="Use None as the default and make a new {kind} inside the function.",
    nudge="How often is the default value of a parameter made?",
)
SHARED_ROWS = Rule(
    name="rows-share-one-list",
    category="logic",
    severity="warning",
    concept="nested-lists",
    confidence=0.93,
    message="`{symbol}` repeats one and the same inner {kind}: all rows change together.",
    why="* copies the reference, not the inner {kind}.",
    check="Change one item of the first row and print everything.",
    fix="Make each row anew, in a loop or a list comprehension.",
    nudge="How many inner lists does this line make?",
)
ALIAS = Rule(
    name="alias-instead-of-copy",
    category="logic",
    severity="warning",
    concept="aliasing",
    confidence=0.8,
    message=(
        "`{symbol}` is no copy: since line {alias_line} it is another name for the same {kind} as "
        "`{other}`, and `{code}` changes both."
    ),
    why="Assigning a {kind} to a second name doesn't copy it.",
    check="Print `{other}` before and after this line.",
    fix="Make a copy where the second name is assigned.",
    nudge="How many {kind}s are there, and how many names?",
)
SEVERAL_NAMES = Rule(
    name="names-share-one-object",
    category="logic",
    severity="info",
    concept="aliasing",
    confidence=0.85,
    message="{symbol} all name one and the same {kind}; it isn't made once for each.",
    why="An assignment with several = gives one object several names.",
    check="Change it through one name and print the other.",
    fix="Assign each name a {kind} of its own.",
    nudge="How many {kind}s does this line make?",
)
FROM_KEYS = Rule(
    name="fromkeys-shares-value",
    category="logic",
    severity="warning",
    concept="aliasing",
    confidence=0.92,
    message="`{symbol}` gives all keys one and the same {kind}.",
    why="The value is made once, before fromkeys is called.",
    check="Change the value of one key and print the dictionary.",
    fix="Use a dictionary comprehension, which makes a new {kind} for each key.",
    nudge="How many {kind}s does this line make?",
)
CALL_DEFAULT = Rule(
    name="default-computed-once",
    category="logic",
    severity="info",
    concept="default-arguments",
    confidence=0.75,
    message="The default `{code}` of `{symbol}` is worked out once, when `{function}` is defined, not at each call.",
    why="Python evaluates default values when it reads the def line.",
    check="Call `{function}` twice at different times and compare.",
    fix="Use None as the default and work the value out inside the function.",
    nudge="When is the default of a parameter worked out?",
)

_MUTABLE_CALLS = ("list", "dict", "set")
_SAFE_DEFAULTS = frozenset({"tuple", "frozenset", "int", "float", "str", "bool", "range", "len"})


def check(program: Program) -> Iterator[Finding]:
    """All rules about shared objects."""
    for function in program.functions:
        yield from defaults(program, function)
        yield from computed_defaults(program, function)
    for operation in program.all(ast.BinOp):
        yield from shared_rows(program, operation)
    for assignment in program.all(ast.Assign):
        kind = _mutable(program, assignment.value) if len(assignment.targets) > 1 else ""
        if kind:
            names = " and ".join(f"`{program.text(target)}`" for target in assignment.targets)
            yield SEVERAL_NAMES.at(program, assignment, symbol=names, kind=kind)
    for call in program.all(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "fromkeys" and len(call.args) == 2:
            kind = _mutable(program, call.args[1])
            if kind:
                yield FROM_KEYS.at(program, call, symbol=program.text(call), kind=kind)
    yield from aliases(program)


def computed_defaults(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """`def f(now=time.time())`."""
    args = function.args
    positional = [*args.posonlyargs, *args.args]
    for arg, value in zip(reversed(positional), reversed(args.defaults), strict=False):
        if isinstance(value, ast.Call) and not _mutable(program, value):
            if program.scopes.builtin_name(value.func) not in _SAFE_DEFAULTS:
                yield CALL_DEFAULT.at(program, value, symbol=arg.arg, code=program.text(value), function=function.name)


def _mutable(program: Program, node: ast.expr) -> str:
    if isinstance(node, ast.List | ast.ListComp):
        return "list"
    if isinstance(node, ast.Dict | ast.DictComp):
        return "dictionary"
    if isinstance(node, ast.Set | ast.SetComp):
        return "set"
    if isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, *_MUTABLE_CALLS):
        return {"list": "list", "dict": "dictionary", "set": "set"}[program.text(node.func)]
    return ""


def defaults(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """`def f(items=[])`: a warning where the function changes or hands out the default, else a habit."""
    args = function.args
    positional = [*args.posonlyargs, *args.args]
    pairs = list(zip(positional[len(positional) - len(args.defaults) :], args.defaults, strict=True))
    pairs.extend(
        (arg, value) for arg, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value is not None
    )
    for arg, value in pairs:
        kind = _mutable(program, value)
        if not kind:
            continue
        symbol = program.symbol(arg)
        remembers = (
            kind == "dictionary" and symbol is not None and any(_asked_for(program, load) for load in symbol.loads)
        )
        risky = symbol is not None and not remembers and any(_escapes(program, load, symbol) for load in symbol.loads)
        yield MUTABLE_DEFAULT.at(program, value, symbol=arg.arg, kind=kind, function=function.name,
                                 severity="warning" if risky else "info")  # fmt: skip


def _asked_for(program: Program, node: ast.Name) -> bool:
    """Whether this use asks for a key: a dictionary that is asked and filled keeps results from call to call."""
    parent = program.parent(node)
    return (
        isinstance(parent, ast.Compare) and node in parent.comparators and isinstance(parent.ops[0], ast.In | ast.NotIn)
    )


def _escapes(program: Program, node: ast.Name, symbol: Symbol) -> bool:
    """Whether this use changes the value or hands it out."""
    parent = program.parent(node)
    match parent:
        case ast.Attribute(attr=attr) if attr in MUTATORS:
            return True
        case ast.Subscript(ctx=ast.Store() | ast.Del()):
            return parent.value is node
        case ast.Return() | ast.AugAssign():
            return True
        case ast.Assign():
            return True
    return False


def shared_rows(program: Program, node: ast.BinOp) -> Iterator[Finding]:
    """`[[0] * n] * m`."""
    if not isinstance(node.op, ast.Mult) or isinstance(program.parent(node), ast.Call | ast.keyword):
        return
    for side, times in ((node.left, node.right), (node.right, node.left)):
        if isinstance(side, ast.List) and len(side.elts) == 1 and number(times) not in (0, 1):
            inner = side.elts[0]
            made = isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Mult) and (
                isinstance(inner.left, ast.List) or isinstance(inner.right, ast.List)
            )  # fmt: skip
            named = {"list": "list", "dict": "dictionary", "set": "set"}.get(program.types.sole(inner), "")
            kind = "list" if made else _mutable(program, inner) or named
            if kind:
                yield SHARED_ROWS.at(program, node, symbol=program.text(node), kind=kind)
                return


def aliases(program: Program) -> Iterator[Finding]:
    """`b = a`, then b is changed in place, and a is used again."""
    for assignment in program.all(ast.Assign):
        value = assignment.value
        if not isinstance(value, ast.Name) or len(assignment.targets) != 1:
            continue
        target = assignment.targets[0]
        kind = {"list": "list", "dict": "dictionary", "set": "set"}.get(program.types.sole(value), "")
        mine, other = program.symbol(target), program.symbol(value)
        unsure = not kind and program.types.of(value) is None
        if unsure and mine is not None and any(_list_method(program, load) for load in mine.loads):
            kind = "list"
        if not kind or not isinstance(target, ast.Name) or mine is None or other is None or mine is other:
            continue
        definition = program.scopes.defs_at[target][0]
        changes = [
            load
            for load in mine.loads
            if program.flow.reaching.get(load) == frozenset({definition})
            and _changes_in_place(program, load)
            and load.lineno > assignment.lineno
        ]
        if not changes:
            continue
        change = changes[0]
        before = program.flow.reaching.get(value)
        again = [
            load for load in other.loads if load.lineno > change.lineno and program.flow.reaching.get(load) == before
        ]
        rebound = program.loop_of(assignment) is not None
        given = unsure and other.defs[0].kind == "param"
        if (again or given) and not rebound:
            statement = program.statement_of(change) or change
            code = (
                program.text(statement, 40)
                if isinstance(statement, ast.Expr | ast.Assign | ast.AugAssign)
                else target.id
            )
            yield ALIAS.at(program, statement, symbol=target.id, other=value.id, kind=kind, code=code,
                           alias_line=assignment.lineno, severity="info" if unsure else None)  # fmt: skip


def _list_method(program: Program, load: ast.Name) -> bool:
    parent = program.parent(load)
    if isinstance(parent, ast.Subscript) and parent.value is load and isinstance(parent.ctx, ast.Store):
        return True
    return isinstance(parent, ast.Attribute) and parent.attr in (
        "append",
        "extend",
        "insert",
        "sort",
        "reverse",
        "remove",
        "pop",
    )


def _changes_in_place(program: Program, load: ast.Name) -> bool:
    parent = program.parent(load)
    if isinstance(parent, ast.Attribute) and parent.attr in MUTATORS:
        return isinstance(program.parent(parent), ast.Call)
    return isinstance(parent, ast.Subscript) and parent.value is load and isinstance(parent.ctx, ast.Store | ast.Del)
