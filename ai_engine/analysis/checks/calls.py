"""Calls that can't work: wrong number of arguments, unknown keywords, calling a value, unknown attributes."""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import same_scope
from ai_engine.analysis.checks.words import type_words
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import BUILTINS, FunctionNode
from ai_engine.analysis.tree import walk

ARGUMENT_COUNT = Rule(
    name="wrong-number-of-arguments",
    category="runtime",
    severity="error",
    concept="arguments",
    confidence=0.95,
    message="`{code}` passes {given}, but `{symbol}` takes {wanted}.",
    why="Every parameter without a default needs exactly one argument: this call stops with a TypeError.",
    check="Compare the call, argument by argument, with the def line of `{symbol}`{where}.",
    fix="Pass one argument for each parameter, or change the parameters.",
    nudge="How many values does `{symbol}` want, and how many does it get?",
)
KEYWORD = Rule(
    name="unknown-keyword-argument",
    category="runtime",
    severity="error",
    concept="keyword-arguments",
    confidence=0.95,
    message="`{symbol}` has no parameter called `{keyword}`.{guess}",
    why="A keyword argument must have the name of a parameter: this call stops with a TypeError.",
    check="Look at the def line of `{symbol}`{where}.",
    fix="Use the parameter's exact name.",
    nudge="What are the parameters of `{symbol}` called?",
)
NOT_CALLABLE = Rule(
    name="not-callable",
    category="runtime",
    severity="error",
    concept="functions",
    confidence=0.95,
    message="`{symbol}` is {what}, so it can't be called with parentheses.{hint}",
    why="Only functions, methods and classes can be called: this line stops with a TypeError.",
    check="Print type({symbol}) just before this line.",
    fix="{advice}",
    nudge="What is `{symbol}` at this moment?",
)
NO_ATTRIBUTE = Rule(
    name="unknown-attribute",
    category="runtime",
    severity="error",
    concept="attribute-errors",
    confidence=0.95,
    message="{What} has no `{symbol}`.{guess}",
    why="Each type has its own methods: this line stops with an AttributeError.",
    check="Print dir({receiver}) to see what it can do.",
    fix="{advice}",
    nudge="What can {what} do?",
)

_ADVICE: dict[tuple[str, str], str] = {
    ("list", "add"): "To put one item at the end of a list, use append.",
    ("list", "push"): "To put one item at the end of a list, use append.",
    ("list", "length"): "Use the function len.",
    ("str", "length"): "Use the function len.",
    ("list", "size"): "Use the function len.",
    ("str", "size"): "Use the function len.",
    ("dict", "length"): "Use the function len.",
    ("list", "len"): "Use the function len.",
    ("str", "len"): "Use the function len.",
    ("str", "contains"): "Ask with `in` whether one text stands in another.",
    ("list", "contains"): "Ask with `in` whether an item is in the list.",
    ("str", "reverse"): "A text has no reverse; a slice with a negative step goes backwards.",
    ("str", "sort"): "A text can't be sorted in place; sorted gives a list of its characters.",
    ("tuple", "append"): "A tuple never changes; use a list.",
    ("tuple", "sort"): "A tuple never changes; sorted gives a sorted list.",
    ("str", "append"): "A text never changes; join texts with + or collect them in a list.",
    ("dict", "append"): "A dictionary gets a new entry by assigning to a key in square brackets.",
    ("dict", "add"): "A dictionary gets a new entry by assigning to a key in square brackets.",
    ("set", "append"): "A set gets an item with add.",
    ("dict", "has_key"): "Ask with `in` whether a key is in the dictionary.",
    ("dict", "sort"): "Sort its items or keys with sorted.",
    ("str", "toUpperCase"): "The method is called upper.",
    ("str", "toLowerCase"): "The method is called lower.",
    ("list", "join"): "join belongs to the text that stands between the items.",
    ("list", "split"): "split belongs to a text; the list is its result.",
    ("str", "remove"): "A text never changes; replace gives a new text without the part.",
    ("str", "trim"): "The method is called strip.",
    ("str", "substring"): "Use a slice in square brackets.",
    ("str", "charAt"): "Use square brackets with the position.",
    ("list", "indexOf"): "The method is called index.",
    ("str", "indexOf"): "The method is called find or index.",
    ("list", "sorted"): "sorted is a function; the list's own method is called sort.",
}
_MEMBERS: dict[str, frozenset[str]] = {
    kind.__name__: frozenset(dir(kind)) for kind in (str, list, dict, tuple, set, int, float, bool, range)
}
_PLAIN_VALUES = frozenset({"int", "float", "str", "list", "tuple", "dict", "set", "bool", "NoneType", "range"})

# How many positional arguments builtins take: at least, at most.
_BUILTIN_ARITY = {
    "len": (1, 1), "abs": (1, 1), "ord": (1, 1), "chr": (1, 1), "input": (0, 1), "sorted": (1, 1), "any": (1, 1),
    "all": (1, 1), "round": (1, 2), "int": (0, 2), "float": (0, 1), "bool": (0, 1), "list": (0, 1), "tuple": (0, 1),
    "set": (0, 1), "range": (1, 3), "sum": (1, 2), "enumerate": (1, 2), "reversed": (1, 1), "isinstance": (2, 2),
    "divmod": (2, 2), "pow": (2, 3), "max": (1, 999), "min": (1, 999), "hex": (1, 1), "bin": (1, 1), "callable": (1, 1),
}  # fmt: skip
_METHOD_ARITY: dict[tuple[str, str], tuple[int, int]] = {
    ("list", "append"): (1, 1), ("list", "extend"): (1, 1), ("list", "insert"): (2, 2), ("list", "remove"): (1, 1),
    ("list", "pop"): (0, 1), ("list", "sort"): (0, 0), ("list", "reverse"): (0, 0), ("list", "index"): (1, 3),
    ("list", "count"): (1, 1), ("list", "clear"): (0, 0), ("list", "copy"): (0, 0), ("str", "upper"): (0, 0),
    ("str", "lower"): (0, 0), ("str", "replace"): (2, 3), ("str", "join"): (1, 1), ("str", "count"): (1, 3),
    ("str", "title"): (0, 0), ("str", "isdigit"): (0, 0), ("str", "capitalize"): (0, 0), ("str", "find"): (1, 3),
    ("str", "startswith"): (1, 3), ("str", "endswith"): (1, 3), ("str", "strip"): (0, 1), ("str", "split"): (0, 2),
    ("str", "isalpha"): (0, 0), ("str", "isupper"): (0, 0), ("str", "islower"): (0, 0),
    ("dict", "keys"): (0, 0), ("dict", "values"): (0, 0), ("dict", "items"): (0, 0), ("dict", "get"): (1, 2),
    ("set", "add"): (1, 1), ("set", "remove"): (1, 1), ("set", "discard"): (1, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function accepts."""

    least: int
    most: int | None
    names: frozenset[str]
    positional: tuple[str, ...]
    needed_keywords: frozenset[str]
    any_keyword: bool


def signature(function: FunctionNode, *, bound: bool = False) -> Signature:
    """The signature of a def; `bound` leaves out the first parameter (self)."""
    args = function.args
    positional = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    least = len(positional) - len(args.defaults)
    if bound and positional:
        positional, least = positional[1:], max(least - 1, 0)
    keyword_only = [arg.arg for arg in args.kwonlyargs]
    needed = frozenset(name for name, default in zip(keyword_only, args.kw_defaults, strict=True) if default is None)
    return Signature(
        least=least,
        most=None if args.vararg is not None else len(positional),
        names=frozenset([*positional, *keyword_only]) - frozenset(arg.arg for arg in args.posonlyargs),
        positional=tuple(positional),
        needed_keywords=needed,
        any_keyword=args.kwarg is not None,
    )


def check(program: Program) -> Iterator[Finding]:
    """Every call and every attribute of a value with a certain type."""
    own_classes = {node.name: node for node in program.all(ast.ClassDef)}
    for call in program.all(ast.Call):
        yield from arguments(program, call, own_classes)
        yield from callable_value(program, call)
    for attribute in program.all(ast.Attribute):
        yield from member(program, attribute)


def arguments(program: Program, call: ast.Call, classes: dict[str, ast.ClassDef]) -> Iterator[Finding]:
    """Argument counts against functions, classes and methods of this program, and against well-known builtins."""
    if any(isinstance(item, ast.Starred) for item in call.args) or any(item.arg is None for item in call.keywords):
        return
    function = program.called_function(call)
    if function is not None and program.class_of(function) is None:
        yield from _compare(program, call, function, signature(function), function.name)
        return
    found = program.flow.only_def(call.func)
    if found is not None and isinstance(found.node, ast.ClassDef) and len(found.symbol.defs) == 1:
        yield from construction(program, call, found.node)
        return
    if isinstance(call.func, ast.Attribute):
        yield from method_call(program, call, call.func, classes)
        return
    name = program.scopes.builtin_name(call.func)
    if name in _BUILTIN_ARITY:
        least, most = _BUILTIN_ARITY[name]
        if name in ("max", "min", "int") and call.keywords:
            return
        if name in ("sum", "enumerate", "round", "pow", "divmod"):
            least = max(0, least - len(call.keywords))
        if not least <= len(call.args) <= most:
            yield ARGUMENT_COUNT.at(
                program, call, symbol=name, code=program.text(call), where="", given=_count(len(call.args), "argument"),
                wanted=_range(least, most),
            )  # fmt: skip


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def _range(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {_count(least, 'argument')}"
    if least == most:
        return "none" if least == 0 else str(least)
    return f"{least} to {most}"


def _compare(
    program: Program, call: ast.Call, function: FunctionNode, wanted: Signature, name: str
) -> Iterator[Finding]:
    where = f" on line {function.lineno}"
    keywords = [item.arg for item in call.keywords if item.arg is not None]
    if not wanted.any_keyword:
        for keyword in keywords:
            if keyword not in wanted.names:
                near = difflib.get_close_matches(keyword, sorted(wanted.names), n=1)
                guess = f" Did you mean `{near[0]}`?" if near else ""
                yield KEYWORD.at(program, call, symbol=name, keyword=keyword, guess=guess, where=where)
                return
    given = len(call.args)
    twice = [name for name in wanted.positional[:given] if name in keywords]
    if twice:
        yield KEYWORD.at(
            program,
            call,
            symbol=name,
            keyword=twice[0],
            guess="",
            where=where,
            message="`{keyword}` of `{symbol}` gets a value twice: by its place and by its name.",
        )
        return
    required = wanted.positional[: wanted.least]
    missing = [item for item in required[given:] if item not in keywords]
    missing.extend(sorted(wanted.needed_keywords - set(keywords)))
    if (wanted.most is not None and given > wanted.most) or missing:
        text = _range(wanted.least + len(wanted.needed_keywords), wanted.most)
        detail = f"; `{missing[0]}` is missing" if missing and given <= len(wanted.positional) else ""
        yield ARGUMENT_COUNT.at(
            program, call, symbol=name, code=program.text(call), where=where,
            given=_count(given + len(keywords), "argument"), wanted=text + detail,
        )  # fmt: skip


def construction(program: Program, call: ast.Call, node: ast.ClassDef) -> Iterator[Finding]:
    """Arguments against the class's own __init__."""
    if node.decorator_list or node.keywords or any(program.text(base) != "object" for base in node.bases):
        return
    inits = [stmt for stmt in node.body if isinstance(stmt, FunctionNode) and stmt.name in ("__init__", "__new__")]
    if len(inits) == 1 and inits[0].name == "__init__" and not inits[0].decorator_list and inits[0].args.args:
        yield from _compare(program, call, inits[0], signature(inits[0], bound=True), node.name)
    elif not inits and (call.args or call.keywords):
        misspelt = any(isinstance(stmt, FunctionNode) and "init" in stmt.name for stmt in node.body)
        hint = " (its __init__ is spelt differently)" if misspelt else " (the class has no __init__)"
        yield ARGUMENT_COUNT.at(
            program, call, symbol=node.name, code=program.text(call), where=f" on line {node.lineno}",
            given=_count(len(call.args) + len(call.keywords), "argument"), wanted="none" + hint,
        )  # fmt: skip


def method_call(
    program: Program, call: ast.Call, func: ast.Attribute, classes: dict[str, ast.ClassDef]
) -> Iterator[Finding]:
    """`self.area(2)`, `circle.area(2)`, `names.append(1, 2)`."""
    kind = program.types.sole(func.value)
    if (kind, func.attr) in _METHOD_ARITY:
        least, most = _METHOD_ARITY[kind, func.attr]
        given = len(call.args)
        if not call.keywords and not least <= given <= most:
            yield ARGUMENT_COUNT.at(
                program, call, symbol=func.attr, code=program.text(call), where="", given=_count(given, "argument"),
                wanted=_range(least, most),
            )  # fmt: skip
        return
    node: ast.ClassDef | None = None
    if kind.startswith("instance "):
        node = classes.get(kind.removeprefix("instance "))
    elif kind == "class" and (made := _class_of(program, func.value)) is not None:
        yield from _through_class(program, call, func, made)
        return
    elif isinstance(func.value, ast.Name):
        method = program.function_of(call)
        if isinstance(method, FunctionNode) and method.args.args and not method.decorator_list:
            found = program.flow.only_def(func.value)
            if found is not None and found.node is method.args.args[0]:
                node = program.class_of(method)
    if node is None or node.bases or node.keywords or node.decorator_list:
        return
    methods = [stmt for stmt in node.body if isinstance(stmt, FunctionNode) and stmt.name == func.attr]
    if len(methods) != 1 or methods[0].decorator_list or not (methods[0].args.args or methods[0].args.vararg):
        return
    if func.attr in program.stored_attributes:
        return
    if methods[0].args.args:
        yield from _compare(program, call, methods[0], signature(methods[0], bound=True), func.attr)


def _class_of(program: Program, node: ast.expr) -> ast.ClassDef | None:
    found = program.flow.only_def(node)
    return found.node if found is not None and isinstance(found.node, ast.ClassDef) else None


def _through_class(program: Program, call: ast.Call, func: ast.Attribute, owner: ast.ClassDef) -> Iterator[Finding]:
    """`Dog.bark()`: the object is missing."""
    methods = [stmt for stmt in owner.body if isinstance(stmt, FunctionNode) and stmt.name == func.attr]
    if func.attr.startswith("__") or owner.bases:
        return
    if len(methods) == 1 and not methods[0].decorator_list and methods[0].args.args:
        wanted = signature(methods[0])
        if len(call.args) < wanted.least and not call.keywords:
            yield ARGUMENT_COUNT.at(
                program, call, symbol=func.attr, code=program.text(call), where=f" on line {methods[0].lineno}",
                given=_count(len(call.args), "argument"),
                wanted=f"{wanted.least}; called through the class, it also needs the object",
            )  # fmt: skip


def callable_value(program: Program, call: ast.Call) -> Iterator[Finding]:
    """`x(3)` where x is a number, `list(…)` after `list = …`, `2(x + 1)`."""
    kinds = program.types.of(call.func)
    if not kinds or not kinds <= _PLAIN_VALUES or isinstance(call.func, ast.Call):
        return
    if "NoneType" in kinds and not same_scope(program, call.func):
        return
    symbol = program.text(call.func)
    what = " or ".join(sorted(type_words(kind) for kind in kinds))
    if isinstance(call.func, ast.Name) and symbol in BUILTINS:
        found = min(getattr(item.node, "lineno", 0) for item in program.flow.reaching.get(call.func, ()))
        hint = f" Line {found} gave the name of Python's own `{symbol}` to something else."
        advice = f"Give your variable another name, so that `{symbol}` keeps its meaning."
    elif kinds <= {"int", "float"}:
        hint = " Between a number and a parenthesis Python expects an operator such as *."
        advice = "Write the operator that you meant, or use another name for the function or for the variable."
    elif kinds <= {"list", "tuple", "str", "dict"}:
        hint = " Items are looked up with square brackets."
        advice = "Use square brackets, or use another name for the function or for the variable."
    else:
        hint = ""
        advice = "Use another name for the function or for the variable."
    yield NOT_CALLABLE.at(program, call, symbol=symbol, what=what, hint=hint, advice=advice)


def own_member(program: Program, node: ast.Attribute) -> Iterator[Finding]:
    """`Cat().roar()` where the class Cat has no such member."""
    kind = program.types.sole(node.value)
    if not kind.startswith("instance ") or not isinstance(node.ctx, ast.Load) or node.attr.startswith("__"):
        return
    owners = [item for item in program.all(ast.ClassDef) if item.name == kind.removeprefix("instance ")]
    if len(owners) != 1 or owners[0].bases or owners[0].keywords or owners[0].decorator_list:
        return
    members = {part.name for part in owners[0].body if isinstance(part, FunctionNode | ast.ClassDef)}
    members |= {part.id for stmt in owners[0].body for part in walk(stmt) if isinstance(part, ast.Name)}
    if node.attr in members | program.stored_attributes or any(name.startswith("__getattr") for name in members):
        return
    if any(program.scopes.builtin_name(call.func) in ("setattr", "vars") for call in program.all(ast.Call)):
        return
    near = difflib.get_close_matches(node.attr, sorted(members | program.stored_attributes), n=1)
    yield NO_ATTRIBUTE.at(
        program,
        node,
        symbol=node.attr,
        what=f"an object of `{owners[0].name}`",
        What=f"`{program.text(node.value)}` is an object of `{owners[0].name}`, which",
        receiver=program.text(node.value),
        guess=f" Did you mean `{near[0]}`?" if near else "",
        advice="Use a member that the class has, or add it to the class.",
    )


def member(program: Program, node: ast.Attribute) -> Iterator[Finding]:
    """`names.push(1)`, `word.length`, `(1, 2).append(3)`."""
    kinds = program.types.of(node.value)
    yield from own_member(program, node)
    if not kinds or not kinds <= _MEMBERS.keys() or any(node.attr in _MEMBERS[kind] for kind in kinds):
        return
    kind = sorted(kinds)[0]
    what = " or ".join(sorted(type_words(item) for item in kinds))
    known = sorted(name for name in _MEMBERS[kind] if not name.startswith("_"))
    near = difflib.get_close_matches(node.attr, known, n=1)
    advice = _ADVICE.get((kind, node.attr), "Use a method that this type has.")
    guess = f" Did you mean `{near[0]}`?" if near and (kind, node.attr) not in _ADVICE else ""
    store = isinstance(node.ctx, ast.Store)
    yield NO_ATTRIBUTE.at(
        program, node, symbol=node.attr, what=what, What=f"`{program.text(node.value)}` is {what} and",
        receiver=program.text(node.value), guess=guess,
        advice="Only objects of your own classes take new attributes." if store else advice,
    )  # fmt: skip
