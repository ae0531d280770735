"""Results thrown away, and None taken for a result."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_none, is_stub, own, same_scope
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode

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
NONE_ASSIGNED = Rule(
    name="none-from-method",
    category="logic",
    severity="warning",
    concept="list-methods",
    confidence=0.95,
    message="`{symbol}` changes `{receiver}` in place and gives back None; {effect}.",
    why="Methods that change a {kind} return None, so that nobody takes them for a copy.",
    check="Print the result of `{symbol}`, and then `{receiver}`.",
    fix="Call the method on a line of its own and go on working with `{receiver}`.",
    nudge="What does `{name}` give back?",
)
NONE_USED = Rule(
    name="none-used-as-value",
    category="runtime",
    severity="error",
    concept="none",
    confidence=0.93,
    message="`{symbol}` is None here, and None has no {what}.",
    why="{reason}",
    check="Print `{symbol}` just before this line.",
    fix="Use the value that was meant instead of the None that `{symbol}` gives.",
    nudge="Which value does `{symbol}` have?",
)
NO_RETURN_USED = Rule(
    name="function-returns-nothing",
    category="logic",
    severity="warning",
    concept="return-values",
    confidence=0.93,
    message="`{symbol}` is used as a value, but `{name}` never returns one, so it is None.",
    why="A function without a return that runs gives back None.",
    check="Print the call: it shows None.",
    fix="Return the result in `{name}`.",
    nudge="Which line of `{name}` hands a value back to the caller?",
)
PRINT_FOR_RETURN = Rule(
    name="print-instead-of-return",
    category="logic",
    severity="warning",
    concept="return-vs-print",
    confidence=0.93,
    message="`{symbol}` is used as a value, but `{name}` only prints its result and returns None.",
    why="print shows a value on the screen; return hands it back to the place of the call.",
    check="Print the call: after the function's own output, None appears.",
    fix="Return the value in `{name}`, and print it where the function is called.",
    nudge="What is the difference between showing a value and handing it back?",
)
PRINT_RETURNED = Rule(
    name="print-returned",
    category="logic",
    severity="warning",
    concept="return-vs-print",
    confidence=0.9,
    message="`{symbol}` hands back what print gives, and that is always None.",
    why="print shows its arguments and returns None; the value itself is lost.",
    check="Print the result of calling the function: None appears.",
    fix="Return the value itself, and print where the function is called.",
    nudge="What does print give back?",
)
PRINTS_RESULT = Rule(
    name="prints-its-result",
    category="logic",
    severity="info",
    concept="return-vs-print",
    confidence=0.6,
    message="`{name}` prints the value that it works out, but doesn't return it.",
    why="A printed value can be read, but no other part of the program can go on computing with it.",
    check="Try to use the result in another calculation.",
    fix="Return the value, and print it where the function is called, if the task doesn't ask for printing here.",
    nudge="Could another function use the result of `{name}`?",
)
PRINT_OF_PRINT = Rule(
    name="print-of-print",
    category="logic",
    severity="warning",
    concept="return-vs-print",
    confidence=0.95,
    message="`{symbol}` uses the result of print, which is None.",
    why="print shows its arguments and gives back None.",
    check="Run the line: None appears after the text.",
    fix="Use the value itself instead of the result of print.",
    nudge="What does print give back?",
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
_ALSO_DATA = frozenset({"title", "center", "split"})  # often the names of plain attributes
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
    """Thrown-away results first, then None where a value is needed."""
    own_methods = {
        stmt.name
        for node in program.all(ast.ClassDef)
        for stmt in node.body
        if isinstance(stmt, FunctionNode) and not stmt.decorator_list
    }
    for statement in program.all(ast.Expr):
        yield from thrown_away(program, statement, own_methods)
    for call in program.all(ast.Call):
        yield from none_from_method(program, call, own_methods)
        yield from none_from_function(program, call)
    for attribute in program.all(ast.Attribute):
        yield from attribute_of_none(program, attribute)
        yield from method_not_called(program, attribute, own_methods)
    for subscript in program.all(ast.Subscript):
        value = subscript.value
        if program.types.is_(value, "NoneType") and not is_none(value) and same_scope(program, value):
            yield NONE_USED.at(program, subscript, symbol=program.text(subscript.value), what="items",
                               reason=_reason(program, subscript.value))  # fmt: skip
    yield from printing_functions(program)


def _reason(program: Program, node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return f"`{program.text(node.func)}` gives back None, so the rest of the line works on None."
    return "None stands for `no value`; it got there from a function or method that returns nothing, or by assignment."


# --- thrown away ---------------------------------------------------------------------------------------------------


def thrown_away(program: Program, statement: ast.Expr, own_methods: set[str]) -> Iterator[Finding]:
    """Statements that are only a value."""
    value = statement.value
    at_module_end = program.last_command is statement
    match value:
        case ast.Call(func=ast.Attribute(value=ast.Call() as fresh, attr=name)) if (
            name in IN_PLACE and name not in own_methods and _makes_new(program, fresh)
        ):
            yield CHANGE_LOST.at(program, value, symbol=program.text(value), fresh=program.text(fresh))
        case ast.Call(func=ast.Attribute(value=receiver, attr=name)):
            kind = program.types.sole(receiver)
            text = kind == "str" and name in TYPED_TEXT_METHODS
            likely = not kind and name in TEXT_METHODS and name not in own_methods
            if name in NO_ARGUMENTS and (value.args or value.keywords):
                likely = False  # another object's method of that name
            if kind and kind != "str" and not kind.startswith("instance"):
                if name == "copy" and kind in ("list", "dict", "set"):
                    yield PURE_CALL.at(program, value, symbol=program.text(value), name=name)
                return
            if name == "replace" and not kind and name not in own_methods and len(value.args) == 2:
                likely = all(isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in value.args)
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
                value.attr in own_methods
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
            if not any(isinstance(part, ast.Call) for part in ast.walk(value)):
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


def name_alone(program: Program, statement: ast.Expr, node: ast.Name, at_module_end: bool) -> Iterator[Finding]:
    """A line that is just a name."""
    found = program.flow.only_def(node)
    builtin = program.scopes.builtin_name(node)
    if (found is not None and found.kind == "function") or (builtin in ("exit", "quit", "print", "input", "help")):
        yield NOT_CALLED.at(program, node, symbol=node.id)
    elif program.symbol(node) is not None and not _inside_try(program, statement):
        at_module = isinstance(program.parent(statement), ast.Module)
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


# --- None ----------------------------------------------------------------------------------------------------------


def _use(program: Program, call: ast.expr) -> str:
    """How the value of an expression is used: '' if not at all."""
    parent = program.parent(call)
    match parent:
        case ast.Assign() | ast.AnnAssign() | ast.NamedExpr():
            return "assigned"
        case ast.AugAssign():
            return "computed"
        case ast.Return():
            return "returned"
        case ast.Call() if call in parent.args:
            return "printed" if program.scopes.is_builtin(parent.func, "print") else "passed"
        case ast.keyword():
            return "passed"
        case ast.For() | ast.comprehension() if parent.iter is call:
            return "looped"
        case ast.If() | ast.While() | ast.IfExp() if parent.test is call:
            return "asked"
        case ast.BinOp() | ast.Compare() | ast.UnaryOp():
            return "computed"
        case ast.FormattedValue():
            return "printed"
        case ast.Subscript() if parent.value is call:
            return "indexed"
        case ast.Attribute():
            return "chained"
    return ""


_EFFECTS = {
    "assigned": "the name gets that None",
    "computed": "the calculation works with that None",
    "returned": "the function returns that None",
    "printed": "so None is printed",
    "passed": "that None is passed on",
    "looped": "a loop over None fails",
    "asked": "as a condition that is always false",
}


def none_from_method(program: Program, call: ast.Call, own_methods: set[str]) -> Iterator[Finding]:
    """`x = x.sort()`, `return xs.append(y)`, `print(xs.reverse())`, `random.shuffle(xs)` assigned."""
    func = call.func
    use = _use(program, call)
    if not isinstance(func, ast.Attribute) or not use:
        return
    name = func.attr
    receiver = program.text(func.value)
    if name == "shuffle" and receiver == "random":
        if use in ("assigned", "printed", "looped", "returned") and call.args:
            yield NONE_ASSIGNED.at(program, call, symbol=program.text(call), receiver=program.text(call.args[0]),
                                   name="shuffle", kind="list", effect=_EFFECTS[use])  # fmt: skip
        return
    if name not in IN_PLACE or name in own_methods:
        return
    kind = program.types.sole(func.value)
    if kind:
        if program.types.sole(call) != "NoneType":
            return
    elif name not in SURE_IN_PLACE or program.types.of(func.value) is not None:
        return
    if use == "chained":
        parent = program.parent(call)
        what = f"`.{parent.attr}`" if isinstance(parent, ast.Attribute) else "methods"
        if kind:
            return
        yield NONE_USED.at(program, call, symbol=program.text(call), what=what, reason=_reason(program, call))
        return
    if use == "indexed" or (use == "returned" and isinstance(program.function_of(call), ast.Lambda)):
        return
    yield NONE_ASSIGNED.at(
        program, call, symbol=program.text(call), receiver=receiver, name=name, kind=kind or IN_PLACE[name],
        effect=_EFFECTS[use],
    )  # fmt: skip


def none_from_function(program: Program, call: ast.Call) -> Iterator[Finding]:
    """The value of a function that never returns one."""
    use = _use(program, call)
    if not use:
        return
    if program.scopes.is_builtin(call.func, "print"):
        if use == "returned":
            yield PRINT_RETURNED.at(program, call, symbol=program.text(call))
        elif use in ("printed", "computed", "looped", "indexed", "chained", "asked"):
            yield PRINT_OF_PRINT.at(program, call, symbol=program.text(call))
        elif use == "assigned":
            yield PRINT_OF_PRINT.at(
                program,
                call,
                symbol=program.text(call),
                message="`{symbol}` shows the text and gives back None, which is what gets assigned.",
            )
        return
    function = program.called_function(call)
    if function is None or is_stub(function) or program.types.returns(function) != frozenset({"NoneType"}):
        return
    says_none = any(is_none(item.value) for item in program.types.return_values(function))
    if use == "returned":
        return
    if use == "passed" and not _to_builtin(program, call):
        return
    prints = any(
        isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "print") for node in own(function.body)
    )
    rule = PRINT_FOR_RETURN if prints else NO_RETURN_USED
    yield rule.at(program, call, symbol=program.text(call), name=function.name, severity="info" if says_none else None)


def _to_builtin(program: Program, call: ast.Call) -> bool:
    parent = program.parent(call)
    return isinstance(parent, ast.Call) and program.scopes.builtin_name(parent.func) is not None


def attribute_of_none(program: Program, node: ast.Attribute) -> Iterator[Finding]:
    """`xs.sort().reverse()`, `x = f()` (None), then `x.upper()`."""
    if not same_scope(program, node.value):
        return
    if program.types.is_(node.value, "NoneType") and not (isinstance(node.attr, str) and node.attr.startswith("__")):
        yield NONE_USED.at(program, node, symbol=program.text(node.value), what=f"`.{node.attr}`",
                           reason=_reason(program, node.value))  # fmt: skip


def method_not_called(program: Program, node: ast.Attribute, own_methods: set[str]) -> Iterator[Finding]:
    """`name = name.strip`, `print(text.upper)`, `if word.isdigit:`."""
    if not isinstance(node.ctx, ast.Load):
        return
    name = node.attr
    kind = program.types.sole(node.value)
    if name in own_methods and name not in program.stored_attributes and kind.startswith("instance"):
        if _use(program, node) in ("printed", "computed", "asked") or isinstance(program.parent(node), ast.BoolOp):
            yield NOT_CALLED.at(program, node, symbol=program.text(node))
        return
    known = kind in ("str", "list", "dict", "tuple", "set", "file") and name in _METHODS[kind]
    likely = not kind and name in (TEXT_METHODS | SURE_IN_PLACE) and program.types.of(node.value) is None
    likely = likely and name not in program.stored_attributes and name not in _ALSO_DATA
    if not (known or (likely and name not in own_methods)) or (name in ("split",) and not known):
        return
    if isinstance(node.value, ast.Name) and program.symbol(node.value) is None:
        return  # str.upper as a key function, or a module's member
    parent = program.parent(node)
    use = _use(program, node)
    if isinstance(parent, ast.Call) and parent.func is node:
        return
    if use in ("printed", "computed", "asked", "looped") or isinstance(parent, ast.BoolOp):
        yield NOT_CALLED.at(program, node, symbol=program.text(node))
    elif use == "assigned" and isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        symbol = program.symbol(parent.targets[0])
        called = symbol is not None and any(
            isinstance(around := program.parent(load), ast.Call) and (around.func is load or load in around.args)
            for load in symbol.loads
        )
        if not called and symbol is not None and not symbol.captured:
            yield NOT_CALLED.at(program, node, symbol=program.text(node))
    elif use == "returned" and known:
        yield NOT_CALLED.at(program, node, symbol=program.text(node), severity="info")


_METHODS: dict[str, frozenset[str]] = {
    kind.__name__: frozenset(name for name in dir(kind) if not name.startswith("_"))
    for kind in (str, list, dict, tuple, set)
} | {"file": frozenset({"read", "readline", "readlines", "write", "close"})}


# --- printing instead of returning ---------------------------------------------------------------------------------


def printing_functions(program: Program) -> Iterator[Finding]:
    """A function with parameters that only prints what it computed."""
    for function in program.functions:
        if program.class_of(function) is not None or not (function.args.args or function.args.vararg):
            continue
        if program.types.return_values(function) or program.types.is_generator(function):
            continue
        last = function.body[-1]
        if not (isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)):
            continue
        call = last.value
        if not program.scopes.is_builtin(call.func, "print") or len(call.args) != 1:
            continue
        value = call.args[0]
        found = program.flow.only_def(value)
        local = (
            isinstance(value, ast.Name)
            and program.symbol(value) is not None
            and any(item.kind in ("assign", "augment") for item in program.flow.reaching.get(value, ()))
        )
        computed = isinstance(value, ast.BinOp | ast.Compare | ast.BoolOp) and not any(
            isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(value)
        )
        called = isinstance(value, ast.Call) and program.scopes.builtin_name(value.func) in (
            "sum", "len", "max", "min", "sorted", "abs", "round"
        )  # fmt: skip
        if computed or called or (local and (found is None or found.kind != "param")):
            yield PRINTS_RESULT.at(program, last, name=function.name, symbol=function.name)
