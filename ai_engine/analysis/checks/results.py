"""Results that are worked out and thrown away."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

PURE_METHOD = Rule(
    name="result-thrown-away",
    category="logic",
    severity="warning",
    concept="string-immutability",
    confidence=0.95,
    message="`{symbol}` gives a new {what} and leaves `{receiver}` as it was; here the result is thrown away.",
    why="Texts can't be changed in place: every text method returns a new text.",
    check="Print `{receiver}` before and after this line.",
    fix="Keep the result: assign it to a name, or use it where you need it.",
    nudge="Where does the result of `{symbol}` go?",
)
PURE_CALL = Rule(
    name="result-thrown-away",
    category="logic",
    severity="warning",
    concept="return-values",
    confidence=0.93,
    message="`{symbol}` works out a result, but nothing keeps or uses it.",
    why="`{name}` changes nothing by itself; it only gives back a value.",
    check="Print the arguments before and after this line: they are the same.",
    fix="Assign the result to a name, or use it directly.",
    nudge="Where does the result of `{name}` go?",
)
UNUSED_CALL = Rule(
    name="returned-value-ignored",
    category="logic",
    severity="info",
    concept="return-values",
    confidence=0.7,
    message="`{name}` returns a value, but this line doesn't use it.",
    why="A returned value that nobody keeps is lost; nothing is printed by itself in a program.",
    check="Print the call.",
    fix="Assign the result to a name, or print it.",
    nudge="Where does the value that `{name}` returns go?",
)
USELESS = Rule(
    name="statement-without-effect",
    category="logic",
    severity="warning",
    concept="statements-and-expressions",
    confidence=0.9,
    message="The line `{symbol}` works out a value and throws it away; it changes nothing.",
    why="An expression alone is no command: its value has to be assigned, printed, returned or passed on.",
    check="Take the line out: the program does the same.",
    fix="Say what should happen with the value.",
    nudge="What should happen with the value of this line?",
)
NOT_CALLED = Rule(
    name="function-not-called",
    category="logic",
    severity="warning",
    concept="functions",
    confidence=0.95,
    message="`{symbol}` without parentheses only names the function; it doesn't run it.",
    why="A function or method runs only when parentheses follow its name.",
    check="Put a print into the function, or print `{symbol}`: what appears?",
    fix="Put parentheses after the name, with the arguments it needs.",
    nudge="What makes Python run a function?",
)
CHANGE_LOST = Rule(
    name="change-is-lost",
    category="logic",
    severity="warning",
    concept="list-mutation",
    confidence=0.92,
    message="`{symbol}` changes the new collection that `{fresh}` makes, and nobody keeps that.",
    why="The change happens to a copy that is gone after this line.",
    check="Print the original collection after this line.",
    fix="Give the new collection a name first, or change the original one.",
    nudge="Which collection is changed here?",
)
TEXT_METHODS = frozenset(
    {"upper", "lower", "strip", "lstrip", "rstrip", "title", "capitalize", "swapcase", "casefold", "zfill", "ljust",
     "rjust", "center", "split", "splitlines", "isdigit", "isalpha", "isupper", "islower", "startswith", "endswith",
     "isnumeric", "isalnum", "isspace", "removeprefix", "removesuffix"}
)  # fmt: skip
TYPED_TEXT_METHODS = TEXT_METHODS | {
    "replace",
    "join",
    "format",
    "find",
    "index",
    "count",
    "encode",
    "rfind",
    "partition",
}
PURE_METHODS: dict[str, frozenset[str]] = {
    "list": frozenset({"copy", "count", "index"}),
    "tuple": frozenset({"count", "index"}),
    "dict": frozenset({"copy", "get", "keys", "values", "items"}),
    "set": frozenset({"copy", "union", "intersection", "difference", "issubset", "symmetric_difference"}),
}
NO_ARGUMENTS = frozenset(
    {"upper", "lower", "title", "capitalize", "swapcase", "casefold", "isdigit", "isalpha", "isupper", "islower",
     "isnumeric", "isalnum", "isspace"}
)  # fmt: skip
PURE_BUILTINS = frozenset(
    {"sorted", "len", "abs", "round", "sum", "min", "max", "int", "float", "str", "reversed", "list", "tuple", "set",
     "dict", "bool", "range", "zip", "enumerate", "map", "filter", "ord", "chr", "pow", "isinstance", "type", "bin",
     "hex", "divmod", "any", "all", "repr"}
)  # fmt: skip
IN_PLACE: dict[str, str] = {
    "append": "list", "extend": "list", "insert": "list", "sort": "list", "reverse": "list", "remove": "list",
    "clear": "list", "add": "set", "discard": "set", "update": "dict",
}  # fmt: skip
SURE_IN_PLACE = frozenset({"append", "extend", "sort", "insert"})


def check(program: Program) -> Iterator[Finding]:
    """Statements that are only a value."""
    for statement in program.all(ast.Expr):
        yield from thrown_away(program, statement)


def thrown_away(program: Program, statement: ast.Expr) -> Iterator[Finding]:
    """Statements that are only a value."""
    value = statement.value
    at_module_end = program.last_command is statement
    match value:
        case ast.Call(func=ast.Attribute(value=ast.Call() as fresh, attr=name)) if (
            name in IN_PLACE and name not in program.own_methods and _makes_new(program, fresh)
        ):
            yield CHANGE_LOST.at(program, value, symbol=program.text(value), fresh=program.text(fresh))
        case ast.Call(func=ast.Attribute(value=receiver, attr=name)):
            kind = program.types.sole(receiver)
            text = kind == "str" and name in TYPED_TEXT_METHODS
            likely = not kind and name in TEXT_METHODS and name not in program.own_methods
            if name in NO_ARGUMENTS and (value.args or value.keywords):
                likely = False  # another object's method of that name
            if kind and kind != "str" and not kind.startswith("instance"):
                if name in PURE_METHODS.get(kind, ()) and not _inside_try(program, statement):
                    yield PURE_CALL.at(program, value, symbol=program.text(value), name=name)
                return
            if name == "replace" and len(value.args) == 2 and not kind and name not in program.own_methods:
                if isinstance(receiver, ast.Name) and program.symbol(receiver) is not None:
                    yield PURE_METHOD.at(program, value, symbol=program.text(value), receiver=receiver.id, what="text",
                                         severity=None if _texts_only(value) else "info")  # fmt: skip
                return
            if name in ("encode", "index") and _inside_try(program, statement):
                return
            if text or (likely and program.types.of(receiver) is None):
                if isinstance(receiver, ast.Name) and program.symbol(receiver) is None:
                    return
                what = {"split": "list", "splitlines": "list"}.get(name, "value" if name.startswith("is") else "text")
                yield PURE_METHOD.at(
                    program, value, symbol=program.text(value), receiver=program.text(receiver), what=what
                )
        case ast.Call(func=ast.Name() as func):
            name = program.scopes.builtin_name(func) or ""
            if name in PURE_BUILTINS:
                if name in (
                    "list",
                    "tuple",
                    "set",
                    "dict",
                    "any",
                    "all",
                    "sum",
                    "max",
                    "min",
                    "int",
                    "float",
                    "str",
                ) and (program.source.lines and _inside_try(program, statement)):
                    return
                if name in ("list", "tuple") and value.args and program.types.is_(value.args[0], "map"):
                    return
                yield PURE_CALL.at(program, value, symbol=program.text(value), name=name)
                return
            function = program.called_function(value)
            if function is not None and _pure_function(program, function):
                yield UNUSED_CALL.at(program, value, name=function.name, symbol=function.name)
        case ast.Name():
            if isinstance(value.ctx, ast.Load):
                yield from name_alone(program, statement, value, at_module_end)
        case ast.Attribute():
            if value.attr in ("append", "sort", "pop", "close", "clear", "reverse", "upper", "lower") or (
                value.attr in program.own_methods
            ):
                yield NOT_CALLED.at(program, value, symbol=program.text(value))
            elif not _inside_try(program, statement):
                yield USELESS.at(program, statement, symbol=program.text(value), severity="info", confidence=0.7)
        case ast.BinOp(op=op):
            if isinstance(op, ast.RShift | ast.LShift | ast.BitOr):
                return
            left_print = isinstance(value.left, ast.Call) and program.scopes.is_builtin(value.left.func, "print")
            if not left_print:
                yield USELESS.at(program, statement, symbol=program.text(value),
                                 severity="info" if at_module_end else None)  # fmt: skip
        case ast.UnaryOp() | ast.BoolOp() | ast.IfExp():
            if not any(isinstance(part, ast.Call) for part in walk(value)):
                typo = isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.UAdd | ast.USub)
                yield USELESS.at(program, statement, symbol=program.text(value), confidence=0.93 if typo else None)
        case ast.Constant(value=constant):
            if not isinstance(constant, str | bytes) and constant is not Ellipsis:
                yield USELESS.at(program, statement, symbol=program.text(value), severity="info", confidence=0.8)
        case ast.List() | ast.Dict() | ast.Set() | ast.Subscript() | ast.JoinedStr() | ast.Lambda():
            if not (isinstance(value, ast.Subscript) and _inside_try(program, statement)):
                yield USELESS.at(program, statement, symbol=program.text(value), severity="info", confidence=0.8)
        case ast.Tuple():
            bare = any(isinstance(item, ast.Name) and program.types.is_(item, "function") for item in value.elts)
            yield USELESS.at(program, statement, symbol=program.text(value), severity="warning" if bare else "info")


def _makes_new(program: Program, call: ast.Call) -> bool:
    """Whether a call surely makes a new list, set or dictionary: sorted(…), list(…), x.copy(), text.split()."""
    if program.scopes.is_builtin(call.func, "sorted", "list", "set", "dict"):
        return True
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("copy", "split") and len(call.args) <= 1


def _texts_only(call: ast.Call) -> bool:
    return all(isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in call.args)


def name_alone(program: Program, statement: ast.Expr, node: ast.Name, at_module_end: bool) -> Iterator[Finding]:
    """A line that is just a name."""
    found = program.flow.only_def(node)
    builtin = program.scopes.builtin_name(node)
    if (found is not None and found.kind == "function") or (builtin in ("exit", "quit", "print", "input", "help")):
        yield NOT_CALLED.at(program, node, symbol=node.id)
    elif program.symbol(node) is not None and not _inside_try(program, statement):
        parent = program.parent(statement)
        # A name alone in a branch says: do nothing here.
        at_module = isinstance(parent, ast.Module) or (
            isinstance(parent, ast.If) and [statement] in (parent.body, parent.orelse)
        )
        yield USELESS.at(program, statement, symbol=node.id, severity="info" if at_module or at_module_end else None)


def _inside_try(program: Program, node: ast.AST) -> bool:
    return any(isinstance(around, ast.Try) for around in program.source.ancestors(node))


def _pure_function(program: Program, function: FunctionNode) -> bool:
    """Whether a function returns a value on every path and does nothing that shows outside."""
    kinds = program.types.returns(function)
    returns = [item for item in program.types.return_values(function) if item.value is not None]
    if not returns or (kinds is not None and "NoneType" in kinds) or program.types.is_generator(function):
        return False
    for node in own(function.body):
        if isinstance(node, ast.Global | ast.Nonlocal | ast.Raise | ast.Assert):
            return False
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            return False
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in TYPED_TEXT_METHODS:
                continue
            if program.scopes.builtin_name(node.func) not in PURE_BUILTINS:
                return False
    return True
