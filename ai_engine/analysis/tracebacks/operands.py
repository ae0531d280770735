"""TypeError of an operator: two kinds that it can't put together."""

import re

from ai_engine.analysis.tracebacks.attributes import kind_words
from ai_engine.analysis.tracebacks.told import Case, Told
from ai_engine.analysis.tracebacks.witnesses import line_names, named_values, operand_texts, origin, print_texts, prints


def operands(case: Case) -> Told:
    """An operator between two kinds that it doesn't take."""
    operator, left, right = case.groups
    names = named_values(case, left, right)
    causes = [
        origin(case, name, value) for name, value in names if value.kind in ("str", "NoneType") or len(names) == 1
    ]
    causes = causes or [origin(case, name, value) for name, value in names]
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
    texts = operand_texts(case, operator)
    summed = re.search(r"\bsum\(([^()]+)", case.source)
    if summed and not texts:
        causes.insert(0, f"sum adds the elements of {summed[1]} one by one to 0; one of them is no number.")
        texts = [summed[1]]
    if "function" in (left, right) and texts:
        causes.append(f"{texts[0]} on that line is such a side." if len(texts) == 1 else f"See {' and '.join(texts)}.")
    return Told(
        concept,
        f"The operator {operator}{case.place()} gets {kind_words(left)} on its left and {kind_words(right)} on "
        "its right, and can't join the two.",
        tuple(dict.fromkeys(causes)),
        print_texts(texts) or prints(names or line_names(case)),
        fix,
        operator,
    )  # fmt: skip


def concatenate(case: Case) -> Told:
    """+ between a text or list and something else."""
    right, left = case.groups[1] or "int", case.groups[0] or "str"
    names = named_values(case, right) or named_values(case, left)
    causes = [origin(case, name, value) for name, value in names]
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
        print_texts(operand_texts(case, "+")) or prints(names or line_names(case)),
        fix,
        "+",
    )


def unary(case: Case) -> Told:
    """A sign or ~ before something that is no number."""
    operator, kind = case.groups
    names = named_values(case, kind)
    return Told(
        "type-errors",
        f"The sign {operator}{case.place()} stands before {kind_words(kind)}, which has no such form.",
        tuple(origin(case, name, value) for name, value in names)
        or (f"A {operator} or a comma too many may stand before it.",),
        prints(names),
        "Check the value's type, and whether the sign belongs there.",
        operator,
    )


def compare(case: Case) -> Told:
    """< and the like between two kinds without an order."""
    operator, left, right = case.groups
    names = named_values(case, left, right)
    texts = [pair for pair in names if pair[1].kind in ("str", "NoneType")]
    causes = [origin(case, name, value) for name, value in texts or names]
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
        prints(names or line_names(case)),
        "Make both sides the same kind, for example with int around the input.",
        operator,
    )


def multiply(case: Case) -> Told:
    """* between two texts or lists."""
    kind = case.groups[1]
    names = named_values(case, kind, "str", "list")
    causes = [origin(case, name, value) for name, value in names]
    causes.append("A text or list can be repeated a whole number of times, nothing else.")
    return Told(
        "type-conversion",
        f"A text or list should be multiplied by {kind_words(kind)}{case.place()}, which Python can't do.",
        tuple(causes),
        prints(names or line_names(case)),
        "Turn typed text into a number with int or float before calculating.",
        "*",
    )


def placeholder(case: Case) -> Told:
    """% formatting with the wrong kind of value."""
    return Told(
        "string-formatting",
        f"A placeholder of the text{case.place()} asks for a number and gets {kind_words(case.groups[0])}.",
        ("%d and %f take numbers only; %s takes anything.", *(origin(case, *pair) for pair in line_names(case)[:2])),
        prints(line_names(case)),
        "Convert the value to a number first, or choose a placeholder that takes text.",
        "%",
    )


def bytes_and_text(case: Case) -> Told:
    """Bytes and text put together."""
    return Told(
        "unicode-and-encoding",
        f"Text (str) and bytes are joined{case.place()}, and the two don't mix.",
        ("A text with b before its quotes, and what is read from a binary file or a network, are bytes.",),
        prints(line_names(case)),
        "Make both sides the same: decode turns bytes into text, encode turns text into bytes.",
    )
