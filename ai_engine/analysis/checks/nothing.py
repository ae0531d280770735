"""None taken for a result: methods that change in place, functions that print instead of returning."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.results import IN_PLACE, SURE_IN_PLACE
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_none, is_stub, own, same_scope
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.tree import walk

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


def check(program: Program) -> Iterator[Finding]:
    """None where a value is needed."""
    for call in program.all(ast.Call):
        yield from none_from_method(program, call)
        yield from none_from_function(program, call)
    for attribute in program.all(ast.Attribute):
        yield from attribute_of_none(program, attribute)
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


def use_of(program: Program, call: ast.expr) -> str:
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


def none_from_method(program: Program, call: ast.Call) -> Iterator[Finding]:
    """`x = x.sort()`, `return xs.append(y)`, `print(xs.reverse())`, `random.shuffle(xs)` assigned."""
    func = call.func
    use = use_of(program, call)
    if not isinstance(func, ast.Attribute) or not use:
        return
    name = func.attr
    receiver = program.text(func.value)
    if name == "shuffle" and receiver == "random":
        if use in ("assigned", "printed", "looped", "returned") and call.args:
            yield NONE_ASSIGNED.at(program, call, symbol=program.text(call), receiver=program.text(call.args[0]),
                                   name="shuffle", kind="list", effect=_EFFECTS[use])  # fmt: skip
        return
    if name not in IN_PLACE or name in program.own_methods:
        return
    kind = program.types.sole(func.value)
    if kind:
        if program.types.sole(call) != "NoneType":
            return
    elif program.types.of(func.value) is not None or _another_sort(program, call):
        return
    elif name not in SURE_IN_PLACE:
        if use in ("assigned", "returned") and name in ("reverse", "remove", "clear", "update", "add"):
            yield NONE_ASSIGNED.at(
                program, call, symbol=program.text(call), receiver=receiver, name=name, kind=IN_PLACE[name],
                effect=_EFFECTS[use], severity="info", confidence=0.7,
            )  # fmt: skip
        return
    if use == "chained":
        parent = program.parent(call)
        what = f"`.{parent.attr}`" if isinstance(parent, ast.Attribute) else "methods"
        if kind:
            return
        yield NONE_USED.at(program, call, symbol=program.text(call), what=what, reason=_reason(program, call))
        return
    if use == "indexed" and not kind:
        yield NONE_USED.at(program, call, symbol=program.text(call), what="items", reason=_reason(program, call))
        return
    if use == "indexed" or (use == "returned" and isinstance(program.function_of(call), ast.Lambda)):
        return
    yield NONE_ASSIGNED.at(
        program, call, symbol=program.text(call), receiver=receiver, name=name, kind=kind or IN_PLACE[name],
        effect=_EFFECTS[use],
    )  # fmt: skip


def _another_sort(program: Program, call: ast.Call) -> bool:
    """Whether a method of an unknown object only shares its name with a list's: other keywords, or several results."""
    if any(item.arg not in ("key", "reverse") for item in call.keywords):
        return True
    parent = program.parent(call)
    return isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Tuple | ast.List)


def none_from_function(program: Program, call: ast.Call) -> Iterator[Finding]:
    """The value of a function that never returns one."""
    use = use_of(program, call)
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
            isinstance(part, ast.Constant) and isinstance(part.value, str) for part in walk(value)
        )
        called = isinstance(value, ast.Call) and program.scopes.builtin_name(value.func) in (
            "sum", "len", "max", "min", "sorted", "abs", "round"
        )  # fmt: skip
        if computed or called or (local and (found is None or found.kind != "param")):
            yield PRINTS_RESULT.at(program, last, name=function.name, symbol=function.name)
