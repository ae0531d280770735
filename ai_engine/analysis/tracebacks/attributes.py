"""AttributeError: what this kind of value doesn't have."""

import ast

from ai_engine.analysis.tracebacks.told import Case, Told

_METHODS = {
    "str": dir(str), "list": dir(list), "dict": dir(dict), "int": dir(int), "float": dir(float), "tuple": dir(tuple),
    "set": dir(set), "bytes": dir(bytes), "bool": dir(bool), "range": dir(range),
}  # fmt: skip
_ELSEWHERE = {
    ("str", "append"): "a text can't be changed; texts are joined with +, and append belongs to lists",
    ("str", "push"): "push is another language's word",
    ("list", "push"): "Python's lists have append for that",
    ("list", "add"): "add belongs to sets; lists have append",
    ("list", "length"): "the length of a list comes from the function len",
    ("str", "length"): "the length of a text comes from the function len",
    ("list", "size"): "the length of a list comes from the function len",
    ("list", "contains"): "whether a list contains something is asked with the word in",
    ("str", "contains"): "whether a text contains something is asked with the word in",
    ("list", "split"): "split belongs to texts: the list is already split",
    ("list", "join"): "join belongs to the separating text, and the list is its argument",
    ("list", "strip"): "strip belongs to texts, so it is for one element of the list",
    ("list", "lower"): "lower belongs to texts, so it is for one element of the list",
    ("list", "upper"): "upper belongs to texts, so it is for one element of the list",
    ("list", "replace"): "replace belongs to texts, so it is for one element of the list",
    ("list", "keys"): "keys belongs to dictionaries",
    ("list", "items"): "items belongs to dictionaries",
    ("list", "get"): "get belongs to dictionaries; a list gives an element by its index in square brackets",
    ("dict", "append"): "append belongs to lists; a dictionary gets an entry by assigning to a key in square brackets",
    ("dict", "add"): "add belongs to sets; a dictionary gets an entry by assigning to a key in square brackets",
    ("dict", "has_key"): "has_key is Python 2; whether a key is there is asked with the word in",
    ("dict", "iteritems"): "iteritems is Python 2; items does it now",
    ("dict", "sort"): "a dictionary isn't sorted in place; sorted gives a sorted list of its keys",
    ("tuple", "append"): "a tuple can't be changed after it is made; a list can",
    ("tuple", "sort"): "a tuple can't be changed; sorted gives a sorted list of its elements",
    ("set", "append"): "sets have add for that",
    ("int", "append"): "append belongs to lists",
    ("int", "split"): "split belongs to texts",
    ("int", "isdigit"): "isdigit belongs to texts; this value is already a number",
    ("int", "upper"): "upper belongs to texts",
    ("float", "append"): "append belongs to lists",
}
_KINDS = {"str": "text (str)", "int": "a whole number (int)", "float": "a decimal number (float)", "list": "a list",
    "dict": "a dictionary", "tuple": "a tuple", "set": "a set", "NoneType": "None", "bool": "True or False (bool)",
    "function": "a function", "builtin_function_or_method": "a built-in function", "method": "a method",
    "type": "a class", "range": "a range", "module": "a module", "generator": "a generator", "bytes": "bytes",
    "file": "an open file", "number": "a number"}  # fmt: skip


def kind_words(kind: str) -> str:
    """A type's name in words."""
    return _KINDS.get(kind, f"an object of the class {kind}" if kind else "a value")


def attribute(case: Case) -> Told:
    """A kind of value without this attribute."""
    kind, name = case.groups
    facts = case.facts
    owner = _owner(case, name)
    shown = owner or "the value before the dot"
    if kind == "NoneType":
        return _attribute_of_none(case, name, owner)
    causes = []
    reason = _ELSEWHERE.get((kind, name))
    if reason:
        causes.append(f"For {kind_words(kind)}, {reason}.")
    if kind == "dict" and not reason and _is_key(case, name):
        causes.append(f"{name} is a key: a dictionary gives its value in square brackets, not behind a dot.")
    known = [one for one in _METHODS.get(kind, []) if not one.startswith("_")] or facts.attributes_of(kind)
    near = facts.similar(name, known) if not reason else ""
    if near:
        causes.append(f"{name} may be a misspelling of {near}.")
    value = facts.value_before(owner, case.line) if owner.isidentifier() else None
    if value is not None:
        causes.append(
            f"{owner} gets its value on line {value.line}: {value.code}. There it becomes {kind_words(kind)}."
        )
    if kind in facts.classes and not near:
        causes.append(
            f"No method of {kind} sets self.{name}, or the method that does hasn't run: attributes belong into "
            "__init__, with self. before them."
        )
    if not causes:
        causes.append(f"{shown} is {kind_words(kind)} here, which may not be what you expect.")
    return Told(
        "attribute-errors" if kind not in facts.classes else "attributes",
        f"{shown} is {kind_words(kind)}{case.place()}, and that has nothing called {name}.",
        tuple(causes),
        (f"print(type({owner or 'it'}), {owner or 'it'}) right before that line.",),
        f"Check what {shown} is at this point, and the spelling of {name}.",
        f"{owner}.{name}" if owner else name,
    )


def _attribute_of_none(case: Case, name: str, owner: str) -> Told:
    facts = case.facts
    shown = owner or "the value before the dot"
    causes = []
    value = facts.value_before(owner, case.line) if owner.isidentifier() else None
    if value is not None:
        reason = none_reason(case, value.code)
        causes.append(f"{owner} gets its value on line {value.line}: {value.code}. {reason}".strip())
    elif owner:
        causes.append(none_reason(case, owner) or f"{owner} gives None here.")
    else:
        causes.append(
            "A function without return gives None, and methods such as sort or append change a list and give None."
        )
    return Told(
        "none",
        f"{shown} is None{case.place()}, the value that means nothing, and None has no {name}.",
        tuple(causes),
        (f"print({owner or 'the value'}) right before that line: it shows None.",),
        f"Find out why {shown} is None: return a value from the function, or don't assign what a changing "
        "method gives.",
        f"{owner}.{name}" if owner else name,
    )


def _is_key(case: Case, name: str) -> bool:
    """Whether some dictionary of the program has this key."""
    return any(
        isinstance(key, ast.Constant) and key.value == name
        for node in case.facts.nodes
        if isinstance(node, ast.Dict)
        for key in node.keys
    )


def none_reason(case: Case, code: str) -> str:
    """Why an expression gives None, as far as its text tells."""
    for method in ("sort", "append", "reverse", "extend", "remove", "insert", "add", "update", "clear", "shuffle"):
        if f".{method}(" in code or code.startswith(f"{method}("):
            return f"{method} changes the thing itself and gives None, so its result mustn't be assigned."
    if code.startswith("print("):
        return "print shows its text and gives None."
    name = code.split("(")[0].split(".")[-1].strip()
    if case.facts.returns_nothing(name):
        return f"The function {name} has no return with a value, so it gives None."
    if name in case.facts.functions:
        return f"On some path through {name} no return is reached, so it gives None."
    if ".get(" in code:
        return "get gives None when the key isn't there."
    if "re." in code or ".match(" in code or ".search(" in code:
        return "A search that finds nothing gives None."
    return ""


def _owner(case: Case, attribute: str) -> str:
    """What stands before `.attribute` on the line."""
    for node in case.facts.at_line(case.line) if case.line else []:
        if isinstance(node, ast.Attribute) and node.attr == attribute:
            return case.facts.code(node.value)
    before, dot, _ = case.source.partition(f".{attribute}")
    if not dot:
        return ""
    name = ""
    for character in reversed(before):
        if not (character.isalnum() or character in "_."):
            break
        name = character + name
    return name


def attribute_unknown(case: Case) -> Told:
    """An AttributeError whose message isn't known."""
    return Told(
        "attribute-errors",
        f"Something behind a dot doesn't exist{case.place()}.",
        ("The value before the dot is of another type than you think, or the name behind it is misspelt.",),
        ("Print the type of the value before the dot.",),
        "Check what stands before the dot, and the spelling behind it.",
    )
