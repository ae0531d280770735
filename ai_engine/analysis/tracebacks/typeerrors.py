"""TypeError: the right thing done with the wrong kind of value."""

import ast
import builtins
import re

from ai_engine.analysis.tracebacks.facts import Value
from ai_engine.analysis.tracebacks.names import kind_words, none_reason
from ai_engine.analysis.tracebacks.told import Case, Rule, Told

_BUILTINS = frozenset(dir(builtins))


def _named_values(case: Case, *kinds: str) -> list[tuple[str, Value]]:
    """The names on the line whose values are, or may be, of one of some kinds."""
    found = []
    seen = set()
    for node in case.facts.nodes:
        on_line = getattr(node, "lineno", 0) == case.line if case.line else True
        if isinstance(node, ast.Name) and on_line and isinstance(node.ctx, ast.Load) and node.id not in seen:
            seen.add(node.id)
            value = case.facts.value_before(node.id, case.line)
            if value is not None and value.kind in kinds:
                found.append((node.id, value))
    return found


def _origin(case: Case, name: str, value: Value) -> str:
    """Where a value comes from, in a sentence."""
    if value.code.startswith("input("):
        return f"{name} comes from input() on line {value.line}, and input always gives text, even if digits are typed."
    reason = none_reason(case, value.code) if value.kind == "NoneType" else ""
    return f"{name} is {kind_words(value.kind)}, from line {value.line}: {value.code}. {reason}".strip()


def _prints(names: list[tuple[str, Value]], fallback: str = "each value on the line") -> tuple[str, ...]:
    if names:
        return tuple(f"print(type({name}), {name}) right before that line." for name, _ in names[:2])
    return (f"Print the type of {fallback} right before it: print(type(value)).",)


def _line_names(case: Case) -> list[tuple[str, Value]]:
    """The names on the line, whatever they hold."""
    kinds = ("str", "int", "float", "list", "dict", "NoneType", "tuple", "set", "bool", "number", "")
    return _named_values(case, *kinds) if case.line else []


def _operands(case: Case) -> Told:
    operator, left, right = case.groups
    names = _named_values(case, left, right)
    causes = [
        _origin(case, name, value) for name, value in names if value.kind in ("str", "NoneType") or len(names) == 1
    ]
    causes = causes or [_origin(case, name, value) for name, value in names]
    concept, fix = "type-errors", f"Make both sides values that {operator} can join."
    if "NoneType" in (left, right):
        concept = "none"
        causes.append("None often comes from a function without return, or from a method such as sort or append.")
        fix = "Find out which side is None and why; a function must return its result."
    elif {left, right} & {"str"} and {left, right} & {"int", "float"}:
        concept = "type-conversion"
        causes.append("Text and numbers don't mix: digits in quotation marks, and whatever is typed in, are text.")
        fix = (
            "Turn the text into a number with int or float to calculate, or the number into text with str or "
            "an f-string to show it."
        )
    elif "list" in (left, right):
        concept = "lists"
        causes.append(
            f"{operator} between a list and {kind_words(right if left == 'list' else left)} has no meaning; an "
            "element is taken by its index, one is added with append."
        )
        fix = "Work with one element of the list, or use the list's own methods."
    elif "function" in (left, right) or "builtin_function_or_method" in (left, right) or "method" in (left, right):
        concept = "functions"
        causes.append("One side is a function itself: its parentheses are missing, so it isn't called.")
        fix = "Call the function, with parentheses after its name."
    return Told(
        concept,
        f"The operator {operator}{case.place()} gets {kind_words(left)} on its left and {kind_words(right)} on "
        "its right, and can't join the two.",
        tuple(dict.fromkeys(causes)),
        _prints(names or _line_names(case)),
        fix,
        operator,
    )  # fmt: skip


def _concatenate(case: Case) -> Told:
    right, left = case.groups[1] or "int", case.groups[0] or "str"
    names = _named_values(case, right) or _named_values(case, left)
    causes = [_origin(case, name, value) for name, value in names]
    causes.append(f"+ joins two texts or two lists, not {kind_words(left)} and {kind_words(right)}.")
    concept = "none" if right == "NoneType" else "type-conversion" if left == "str" else "lists"
    fix = (
        "Turn the value into text with str, or put it into an f-string."
        if left == "str"
        else "Put the value into a list of its own, or use append."
    )
    return Told(
        concept,
        f"Python should join {kind_words(left)} and {kind_words(right)} by +{case.place()}, which it can't.",
        tuple(causes),
        _prints(names or _line_names(case)),
        fix,
        "+",
    )


def _unary(case: Case) -> Told:
    operator, kind = case.groups
    names = _named_values(case, kind)
    return Told(
        "type-errors",
        f"The sign {operator}{case.place()} stands before {kind_words(kind)}, which has no such form.",
        tuple(_origin(case, name, value) for name, value in names)
        or (f"A {operator} or a comma too many may stand before it.",),
        _prints(names),
        "Check the value's type, and whether the sign belongs there.",
        operator,
    )


def _compare(case: Case) -> Told:
    operator, left, right = case.groups
    names = _named_values(case, left, right)
    texts = [pair for pair in names if pair[1].kind in ("str", "NoneType")]
    causes = [_origin(case, name, value) for name, value in texts or names]
    concept = "none" if "NoneType" in (left, right) else "comparison"
    if {"str"} & {left, right} and {"int", "float"} & {left, right}:
        concept = "type-conversion"
        causes.append(
            "Text and numbers have no order between them; typed digits are text until they are turned into a number."
        )
    return Told(
        concept,
        f"Python can't say whether {kind_words(left)} {operator} {kind_words(right)}{case.place()}: the two "
        "kinds have no order.",
        tuple(causes) or ("The two sides are of different kinds.",),
        _prints(names or _line_names(case)),
        "Make both sides the same kind, for example with int around the input.",
        operator,
    )


def _not_callable(case: Case) -> Told:
    kind = case.groups[0]
    called = [node for node in case.facts.at_line(case.line) if isinstance(node, ast.Call)] if case.line else []
    name = next(
        (node.func.id for node in called if isinstance(node.func, ast.Name) and node.func.id in case.facts.values), ""
    )
    causes = []
    concept = "functions"
    value = case.facts.values[name][0] if name else None
    hidden = name in _BUILTINS or name in case.facts.functions
    if value is not None and not hidden:
        causes.append(f"{name} gets its value on line {value.line}: {value.code}. That is no function.")
    if value is not None and hidden:
        causes.append(
            f"On line {value.line} the name {name} gets a value ({value.code}), so it no longer means the "
            f"function {name}."
        )
        concept = "shadowing"
    elif kind in ("int", "float", "str") and re.search(r"[\w)\"']\s*\(", case.source):
        causes.append("An operator is missing before the parentheses: 2(x) doesn't multiply, it tries to call 2.")
    elif kind in ("list", "dict", "tuple"):
        causes.append(
            "Elements are taken with square brackets, not with parentheses; or a comma is missing before a parenthesis."
        )
    elif kind == "NoneType":
        causes.append(
            "What stands before the parentheses gives None; perhaps there is a second pair of parentheses too many."
        )
    elif kind == "module":
        causes.append("The name means the module; the function in it comes after a dot.")
        concept = "modules"
    causes.append(f"Parentheses after a value mean: call it; but {kind_words(kind)} can't be called.")
    return Told(
        concept,
        f"{name or 'The value before the parentheses'} is {kind_words(kind)}{case.place()}, and only functions "
        "and classes can be called.",
        tuple(causes),
        (f"print(type({name or 'it'})) right before that line.",),
        "Rename your variable if it hides a function, use square brackets for an element, or write the operator "
        "that is missing.",
        name,
    )


def _not_subscriptable(case: Case) -> Told:
    kind = case.groups[0]
    names = _named_values(case, kind) or [pair for pair in _line_names(case) if f"{pair[0]}[" in case.source]
    causes = [_origin(case, name, value) for name, value in names[:1]]
    concept = "none" if kind == "NoneType" else "type-errors"
    if kind in ("function", "method", "builtin_function_or_method", "type"):
        causes.append("It is a function: call it with parentheses, not with square brackets.")
        concept = "functions"
    elif kind in ("int", "float"):
        causes.append(
            "A number has no elements; perhaps the list's name or its index was meant, or the value must "
            "become text first."
        )
    elif kind == "NoneType":
        causes.append("None comes from a function without return, or from a method such as sort that changes its list.")
    return Told(
        concept,
        f"Square brackets{case.place()} ask {kind_words(kind)} for an element, and it has none.",
        tuple(causes) or (f"The value before the brackets is {kind_words(kind)}.",),
        _prints(names, "the value before the square brackets"),
        "Check what stands before the square brackets; it must be a list, text, tuple or dictionary.",
        names[0][0] if names else "",
    )


def _no_item_assignment(case: Case) -> Told:
    kind = case.groups[0]
    names = _named_values(case, kind)
    causes = [_origin(case, name, value) for name, value in names]
    causes.append("Texts and tuples can't be changed after they are made; only a new one can be built.")
    return Told(
        "string-immutability" if kind == "str" else "tuples" if kind == "tuple" else "mutability",
        f"One element of {kind_words(kind)} should be changed{case.place()}, but it can't be changed.",
        tuple(causes),
        _prints(names),
        "Build a new value from the parts, or turn it into a list first.",
        names[0][0] if names else "",
    )


def _not_iterable(case: Case) -> Told:
    kind = case.groups[0]
    names = _named_values(case, kind, "number")
    causes = [_origin(case, name, value) for name, value in names]
    concept = "for-loops"
    if kind in ("int", "float"):
        causes.append("A loop can't go through a number; to count up to it, it goes through a range.")
        concept = "range"
    elif kind == "NoneType":
        causes.append("A function without return, or a method such as sort, gives None.")
        concept = "none"
    elif kind in ("function", "builtin_function_or_method", "method"):
        causes.append("The function isn't called: its parentheses are missing.")
        concept = "functions"
    return Told(
        concept,
        f"Python should go through the elements of {kind_words(kind)}{case.place()}, but it has none.",
        tuple(causes),
        _prints(names or _line_names(case)),
        "Go through a list, a text or a range.",
        names[0][0] if names else "",
    )


def _argument_count(case: Case) -> Told:
    function, takes, given = case.groups[0], case.groups[1], case.groups[2]
    name = function.split(".")[-1]
    defined = case.facts.functions.get(name)
    is_method = (
        "." in function or any(defined in one.body for one in case.facts.classes.values())
        if defined
        else "." in function
    )
    causes = []
    if defined is not None:
        parameters = [one.arg for one in [*defined.args.posonlyargs, *defined.args.args]]
        if is_method and (not parameters or parameters[0] not in ("self", "cls")):
            causes.append(
                f"{name} is a method, and Python hands it the object first; its parameters (line "
                f"{defined.lineno}) lack self."
            )
        causes.append(
            f"On line {defined.lineno} {name} is defined with the parameters {', '.join(parameters)}."
            if parameters
            else f"On line {defined.lineno} {name} is defined without parameters."
        )
    if is_method:
        causes.append("The object before the dot counts as one argument, the one called self.")
    return Told(
        "self" if causes and "lack self" in causes[0] else "arguments",
        f"{name} is called{case.place()} with {given} argument{'' if given == '1' else 's'}, but it takes {takes}.",
        tuple(causes) or ("The call and the definition don't agree.",),
        (f"Compare the call with the line that defines {name}: count what stands between the commas.",),
        "Give exactly the arguments that the definition lists, or change the definition.",
        name,
    )


def _argument_missing(case: Case) -> Told:
    function, count, missing = case.groups
    name = function.split(".")[-1]
    defined = case.facts.functions.get(name)
    causes = []
    if name == "__init__":
        owner = function.split(".")[0]
        causes.append(
            f"An object of {owner if '.' in function else 'the class'} is created without the values that "
            "__init__ asks for."
        )
    if "self" in missing:
        causes.append("The method is called on the class; it must be called on an object, which then becomes self.")
    if defined is not None:
        parameters = [one.arg for one in [*defined.args.posonlyargs, *defined.args.args]]
        causes.append(f"On line {defined.lineno} {name} is defined with the parameters {', '.join(parameters)}.")
    return Told(
        "self" if "self" in missing else "init-method" if name == "__init__" else "arguments",
        f"{name} is called{case.place()} without {missing}: {count} required "
        f"argument{'s are' if count != '1' else ' is'} missing.",
        tuple(causes) or ("The call gives fewer values than the definition asks for.",),
        (f"Compare the call with the line that defines {name}.",),
        f"Give a value for {missing} in the call, or give the parameter a default in the definition.",
        name,
    )


def _unexpected_keyword(case: Case) -> Told:
    function, argument = case.groups[0].split(".")[-1], case.groups[1]
    defined = case.facts.functions.get(function)
    known = [one.arg for one in [*defined.args.args, *defined.args.kwonlyargs]] if defined is not None else []
    near = case.facts.similar(argument, known) if known else ""
    causes = [f"{argument} may be a misspelling of {near}."] if near else []
    if known:
        causes.append(f"The parameters of {function} are {', '.join(known)}.")
    return Told(
        "keyword-arguments",
        f"{function} is called{case.place()} with an argument named {argument}, which it doesn't know.",
        tuple(causes) or (f"{function} has no parameter of that name.",),
        (f"help({function}) shows its parameters.",),
        "Use one of the function's own parameter names, or leave the name out.",
        argument,
    )


def _index_kind(case: Case) -> Told:
    owner, kind = case.groups[0], case.groups[1]
    names = _named_values(case, kind)
    causes = [_origin(case, name, value) for name, value in names]
    if kind == "str" and owner in ("list", "tuple"):
        causes.append("Elements of a list are found by their position; only dictionaries are asked by text.")
    if kind == "float":
        causes.append("Division with / gives a decimal number, even if it comes out even; // gives a whole one.")
    if kind == "tuple":
        causes.append(
            "A comma stands in the square brackets; an element of a list in a list needs two pairs of brackets."
        )
    if kind == "list":
        causes.append("The loop variable is already the element, not its position.")
    return Told(
        "list-indexing" if owner != "str" and owner != "string" else "string-indexing",
        f"The position in the square brackets{case.place()} is {kind_words(kind)}, but the position in a "
        f"{owner} must be a whole number.",
        tuple(causes) or (f"The index is {kind_words(kind)}.",),
        _prints(names or _line_names(case), "the index"),
        "Use a whole number as index; a typed number must first go through int.",
        names[0][0] if names else "",
    )


def _unhashable(case: Case) -> Told:
    kind = case.groups[0]
    return Told(
        "dictionaries" if kind != "dict" else "sets",
        f"{kind_words(kind).capitalize()} is used{case.place()} as a key of a dictionary or as an element of a "
        "set, which must never change.",
        (
            f"{kind_words(kind).capitalize()} can be changed later, so Python doesn't accept it there; a tuple "
            "can't, so it is accepted.",
        ),
        ("Print the type of what you use as the key.",),
        "Use a text, a number or a tuple as the key.",
    )


def _conversion(case: Case) -> Told:
    function, kind = case.groups[0], case.groups[1]
    names = _named_values(case, kind)
    causes = [_origin(case, name, value) for name, value in names]
    causes.append(f"{function}() takes a text or a number, not {kind_words(kind)}.")
    return Told(
        "none" if kind == "NoneType" else "type-conversion",
        f"{function}() gets {kind_words(kind)}{case.place()} and can't turn it into a number.",
        tuple(causes),
        _prints(names or _line_names(case)),
        "Give it one text or number; go through a list element by element.",
        names[0][0] if names else function,
    )


def _has_no_len(case: Case) -> Told:
    kind = case.groups[0]
    names = _named_values(case, kind)
    causes = [_origin(case, name, value) for name, value in names]
    causes.append(
        "len counts the elements of a list, the characters of a text, and the like; a single number has none."
    )
    return Told(
        "none" if kind == "NoneType" else "type-errors",
        f"len gets {kind_words(kind)}{case.place()}, which has no length.",
        tuple(causes),
        _prints(names or _line_names(case)),
        "Ask for the length of the list or text; turn a number into text first if you want its digits.",
        names[0][0] if names else "len",
    )


def _join_items(case: Case) -> Told:
    kind = case.groups[0]
    return Told(
        "string-methods",
        f"join{case.place()} finds {kind_words(kind)} among the elements, but it joins texts only.",
        ("The list holds numbers or other values that aren't text.",),
        ("Print the list: numbers in it have no quotation marks.",),
        "Turn each element into text with str before joining.",
        "join",
    )


def _unpack(case: Case) -> Told:
    kind = case.groups[0]
    return Told(
        "unpacking",
        f"Several names on the left should share the parts of {kind_words(kind)}{case.place()}, which has no parts.",
        ("The loop or assignment expects pairs, but each element is a single value; for a dictionary, items() "
         "gives pairs.",
         "A function that should return several values may return one, or None."),
        ("Print the value on the right before this line.",),
        "Use one name on the left, or make sure that the right side has as many parts.",
    )  # fmt: skip


def _not_an_integer(case: Case) -> Told:
    kind = case.groups[0]
    names = _named_values(case, kind)
    causes = [_origin(case, name, value) for name, value in names]
    if kind == "float":
        causes.append("Division with / always gives a decimal number; // gives a whole one.")
    elif kind == "list":
        causes.append("range counts up to a number; the number of elements comes from len.")
    return Told(
        "range" if "range" in case.source else "type-conversion",
        f"A whole number is needed{case.place()}, but there is {kind_words(kind)}.",
        tuple(causes) or (f"The value is {kind_words(kind)}.",),
        _prints(names or _line_names(case)),
        "Give a whole number: int around typed text, // in place of /, len for a list.",
        names[0][0] if names else "",
    )


def _other(case: Case) -> Told:
    names = _line_names(case)
    return Told(
        "type-errors",
        f"An operation or call{case.place()} got a value of a kind that it can't work with. Python says: "
        f"{case.error.message or 'no more'}.",
        tuple(_origin(case, name, value) for name, value in names[:2] if value.kind) or ("One of the values on "
                                                                                         "the line has another "
                                                                                         "type than you think.",),
        _prints(names),
        "Find out the type of each value on the line, and convert the one that is wrong.",
    )  # fmt: skip


def _multiply(case: Case) -> Told:
    kind = case.groups[1]
    names = _named_values(case, kind, "str", "list")
    causes = [_origin(case, name, value) for name, value in names]
    causes.append("A text or list can be repeated a whole number of times, nothing else.")
    return Told(
        "type-conversion",
        f"A text or list should be multiplied by {kind_words(kind)}{case.place()}, which Python can't do.",
        tuple(causes),
        _prints(names or _line_names(case)),
        "Turn typed text into a number with int or float before calculating.",
        "*",
    )


def _placeholder(case: Case) -> Told:
    return Told(
        "string-formatting",
        f"A placeholder of the text{case.place()} asks for a number and gets {kind_words(case.groups[0])}.",
        ("%d and %f take numbers only; %s takes anything.", *(_origin(case, *pair) for pair in _line_names(case)[:2])),
        _prints(_line_names(case)),
        "Convert the value to a number first, or choose a placeholder that takes text.",
        "%",
    )


def _bytes(case: Case) -> Told:
    return Told(
        "unicode-and-encoding",
        f"Text (str) and bytes are joined{case.place()}, and the two don't mix.",
        ("A text with b before its quotes, and what is read from a binary file or a network, are bytes.",),
        _prints(_line_names(case)),
        "Make both sides the same: decode turns bytes into text, encode turns text into bytes.",
    )


RULES = (
    Rule("TypeError", r"^%\w format: a (?:real )?number is required, not (\w+)", _placeholder),
    Rule("TypeError", r"can't concat (?:str to bytes|bytes to str)|can't concat \w+ to bytes", _bytes),
    Rule("TypeError", r"can only concatenate str \(not \"bytes\"\) to str", _bytes),
    Rule("TypeError", r"unsupported operand type\(s\) for (\S+?):? '([\w.]+)' and '([\w.]+)'", _operands),
    Rule("TypeError", r"can only concatenate (\w+) \(not \"([\w.]+)\"\) to \w+", _concatenate),
    Rule("TypeError", r"must be (str), not (\w+)$", _concatenate),
    Rule("TypeError", r"can't multiply sequence by non-int of type '()(\w+)'()", _multiply),
    Rule("TypeError", r"bad operand type for (?:unary )?(\S+?):? '(\w+)'", _unary),
    Rule("TypeError", r"'(\S+)' not supported between instances of '([\w.]+)' and '([\w.]+)'", _compare),
    Rule("TypeError", r"'([\w.]+)' object is not callable", _not_callable),
    Rule("TypeError", r"'([\w.]+)' object is not subscriptable", _not_subscriptable),
    Rule("TypeError", r"'([\w.]+)' object does(?:n't| not) support item (?:assignment|deletion)", _no_item_assignment),
    Rule("TypeError", r"cannot unpack non-iterable ([\w.]+) object", _unpack),
    Rule("TypeError", r"(?:argument of type )?'([\w.]+)' (?:object )?is not (?:iterable|a container)", _not_iterable),
    Rule(
        "TypeError",
        r"([\w.<>]+)\(\) takes (.*?)(?: positional)? arguments? but (\d+|\w+) (?:was|were) given",
        _argument_count,
    ),
    Rule(
        "TypeError",
        r"([\w.<>]+)\(\) missing (\d+) required (?:positional|keyword-only) arguments?: (.*)",
        _argument_missing,
    ),
    Rule("TypeError", r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'", _unexpected_keyword),
    Rule("TypeError", r"(list|tuple|string|str|range) indices must be integers.*, not '?(\w+)", _index_kind),
    Rule("TypeError", r"unhashable type: '(\w+)'", _unhashable),
    Rule("TypeError", r"(int|float)\(\) argument must be .*, not '(\w+)'", _conversion),
    Rule("TypeError", r"object of type '([\w.]+)' has no len\(\)", _has_no_len),
    Rule("TypeError", r"sequence item \d+: expected str instance, (\w+) found", _join_items),
    Rule("TypeError", r"'([\w.]+)' object cannot be interpreted as an integer", _not_an_integer),
    Rule("TypeError", r"", _other),
)  # fmt: skip
