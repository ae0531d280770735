"""TypeError: the right thing done with the wrong kind of value. Items, calls and conversions; and all its rules."""

import ast
import builtins
import re

from ai_engine.analysis.tracebacks.argument_errors import argument_count, argument_missing, unexpected_keyword
from ai_engine.analysis.tracebacks.attributes import kind_words
from ai_engine.analysis.tracebacks.operands import (
    bytes_and_text,
    compare,
    concatenate,
    multiply,
    operands,
    placeholder,
    unary,
)
from ai_engine.analysis.tracebacks.told import Case, Rule, Told
from ai_engine.analysis.tracebacks.witnesses import line_names, named_values, origin, prints

_BUILTINS = frozenset(dir(builtins))


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
    names = named_values(case, kind) or [pair for pair in line_names(case) if f"{pair[0]}[" in case.source]
    causes = [origin(case, name, value) for name, value in names[:1]]
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
        if ".get(" in case.facts.text:
            causes.append("The method get of a dictionary gives None for a key that isn't there.")
    owners = [case.facts.code(one.value) for one in case.facts.at_line(case.line) if isinstance(one, ast.Subscript)]
    return Told(
        concept,
        f"Square brackets{case.place()} ask {kind_words(kind)} for an element, and it has none.",
        tuple(causes) or (f"The value before the brackets is {kind_words(kind)}.",),
        prints(names, owners[0] if owners and case.line else "the value before the square brackets"),
        "Check what stands before the square brackets; it must be a list, text, tuple or dictionary.",
        names[0][0] if names else "",
    )


def _no_item_assignment(case: Case) -> Told:
    kind = case.groups[0]
    names = named_values(case, kind)
    causes = [origin(case, name, value) for name, value in names]
    causes.append("Texts and tuples can't be changed after they are made; only a new one can be built.")
    return Told(
        "string-immutability" if kind == "str" else "tuples" if kind == "tuple" else "mutability",
        f"One element of {kind_words(kind)} should be changed{case.place()}, but it can't be changed.",
        tuple(causes),
        prints(names),
        "Build a new value from the parts, or turn it into a list first.",
        names[0][0] if names else "",
    )


def _not_iterable(case: Case) -> Told:
    kind = case.groups[0]
    names = named_values(case, kind, "number")
    causes = [origin(case, name, value) for name, value in names]
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
        prints(names or line_names(case)),
        "Go through a list, a text or a range.",
        names[0][0] if names else "",
    )


def _index_kind(case: Case) -> Told:
    owner, kind = case.groups[0], case.groups[1]
    names = named_values(case, kind)
    causes = [origin(case, name, value) for name, value in names]
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
        prints(names or line_names(case), "the index"),
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
    names = named_values(case, kind)
    causes = [origin(case, name, value) for name, value in names]
    causes.append(f"{function}() takes a text or a number, not {kind_words(kind)}.")
    return Told(
        "none" if kind == "NoneType" else "type-conversion",
        f"{function}() gets {kind_words(kind)}{case.place()} and can't turn it into a number.",
        tuple(causes),
        prints(names or line_names(case)),
        "Give it one text or number; go through a list element by element.",
        names[0][0] if names else function,
    )


def _has_no_len(case: Case) -> Told:
    kind = case.groups[0]
    names = named_values(case, kind)
    causes = [origin(case, name, value) for name, value in names]
    causes.append(
        "len counts the elements of a list, the characters of a text, and the like; a single number has none."
    )
    return Told(
        "none" if kind == "NoneType" else "type-errors",
        f"len gets {kind_words(kind)}{case.place()}, which has no length.",
        tuple(causes),
        prints(names or line_names(case)),
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
    names = named_values(case, kind)
    causes = [origin(case, name, value) for name, value in names]
    if kind == "float":
        causes.append("Division with / always gives a decimal number; // gives a whole one.")
    elif kind == "list":
        causes.append("range counts up to a number; the number of elements comes from len.")
    return Told(
        "range" if "range" in case.source else "type-conversion",
        f"A whole number is needed{case.place()}, but there is {kind_words(kind)}.",
        tuple(causes) or (f"The value is {kind_words(kind)}.",),
        prints(names or line_names(case)),
        "Give a whole number: int around typed text, // in place of /, len for a list.",
        names[0][0] if names else "",
    )


def _other(case: Case) -> Told:
    names = line_names(case)
    return Told(
        "type-errors",
        f"An operation or call{case.place()} got a value of a kind that it can't work with. Python says: "
        f"{case.error.message or 'no more'}.",
        tuple(origin(case, name, value) for name, value in names[:2] if value.kind) or ("One of the values on "
                                                                                         "the line has another "
                                                                                         "type than you think.",),
        prints(names),
        "Find out the type of each value on the line, and convert the one that is wrong.",
    )  # fmt: skip


RULES = (
    Rule("TypeError", r"^%\w format: a (?:real )?number is required, not (\w+)", placeholder),
    Rule("TypeError", r"can't concat (?:str to bytes|bytes to str)|can't concat \w+ to bytes", bytes_and_text),
    Rule("TypeError", r"can only concatenate str \(not \"bytes\"\) to str", bytes_and_text),
    Rule("TypeError", r"unsupported operand type\(s\) for (\S+?):? '([\w.]+)' and '([\w.]+)'", operands),
    Rule("TypeError", r"can only concatenate (\w+) \(not \"([\w.]+)\"\) to \w+", concatenate),
    Rule("TypeError", r"must be (str), not (\w+)$", concatenate),
    Rule("TypeError", r"can't multiply sequence by non-int of type '()(\w+)'()", multiply),
    Rule("TypeError", r"bad operand type for (?:unary )?(\S+?):? '(\w+)'", unary),
    Rule("TypeError", r"'(\S+)' not supported between instances of '([\w.]+)' and '([\w.]+)'", compare),
    Rule("TypeError", r"'([\w.]+)' object is not callable", _not_callable),
    Rule("TypeError", r"'([\w.]+)' object is not subscriptable", _not_subscriptable),
    Rule("TypeError", r"'([\w.]+)' object does(?:n't| not) support item (?:assignment|deletion)", _no_item_assignment),
    Rule("TypeError", r"cannot unpack non-iterable ([\w.]+) object", _unpack),
    Rule("TypeError", r"(?:argument of type )?'([\w.]+)' (?:object )?is not (?:iterable|a container)", _not_iterable),
    Rule(
        "TypeError",
        r"([\w.<>]+)\(\) takes (.*?)(?: positional)? arguments? but (\d+|\w+) (?:was|were) given",
        argument_count,
    ),
    Rule(
        "TypeError",
        r"([\w.<>]+)\(\) missing (\d+) required (?:positional|keyword-only) arguments?: (.*)",
        argument_missing,
    ),
    Rule("TypeError", r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'", unexpected_keyword),
    Rule("TypeError", r"(list|tuple|string|str|range) indices must be integers.*, not '?(\w+)", _index_kind),
    Rule("TypeError", r"unhashable type: '(\w+)'", _unhashable),
    Rule("TypeError", r"(int|float)\(\) argument must be .*, not '(\w+)'", _conversion),
    Rule("TypeError", r"object of type '([\w.]+)' has no len\(\)", _has_no_len),
    Rule("TypeError", r"sequence item \d+: expected str instance, (\w+) found", _join_items),
    Rule("TypeError", r"'([\w.]+)' object cannot be interpreted as an integer", _not_an_integer),
    Rule("TypeError", r"", _other),
)  # fmt: skip
