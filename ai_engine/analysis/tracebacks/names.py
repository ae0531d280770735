"""NameError, UnboundLocalError, AttributeError, ImportError: a name that Python doesn't find."""

import ast
import difflib
import sys

from ai_engine.analysis.tracebacks.told import Case, Rule, Told

_OTHER_LANGUAGES = {
    "true": "True", "false": "False", "null": "None", "nil": "None", "undefined": "None", "none": "None",
    "TRUE": "True", "FALSE": "False", "NULL": "None", "console": "print", "System": "print", "printf": "print",
    "println": "print", "cout": "print", "Math": "the module math", "raw_input": "input", "xrange": "range",
    "unicode": "str", "length": "len", "self": "self",
}  # fmt: skip
_MODULES = frozenset({
    "math", "random", "time", "datetime", "os", "sys", "re", "json", "csv", "string", "itertools", "collections",
    "turtle", "statistics", "copy", "pathlib"
})  # fmt: skip
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


def _name_error(case: Case) -> Told:
    name = case.groups[0]
    facts = case.facts
    causes: list[str] = []
    concept = "name-errors"
    bound = facts.bound.get(name, 0)
    if name in _OTHER_LANGUAGES and not bound:
        python = _OTHER_LANGUAGES[name]
        if name != "self":
            causes.append(f"{name} is how another language (or Python 2) says it; Python writes {python}.")
        else:
            causes.append("The method doesn't list self as its first parameter, so self means nothing in it.")
            concept = "self"
    if name in _MODULES and not bound:
        causes.append(f"The module {name} isn't imported: a program must import it before using it.")
        concept = "import"
    near = facts.similar(name) if not bound else ""
    if near:
        where = (
            f", which gets its value on line {facts.bound[near]}"
            if near in facts.bound
            else ", which Python brings along"
        )
        causes.append(f"{name} may be a misspelling of {near}{where}; capitals and small letters count.")
    causes += _scope_causes(case, name, bound)
    if not bound and not near:
        if case.source and _looks_like_text(case, name):
            causes.append(f"If {name} is meant as text, its quotation marks are missing.")
        causes.append(f"Nothing in the program gives {name} a value before this line.")
    return Told(
        concept,
        f"Python came to the name {name}{case.place()} and doesn't know it: no variable, function or import of "
        "that name exists there.",
        tuple(causes),
        (f"Search the program for {name}: is there a line above that assigns it, spelt in exactly the same way?",
         f"Put print(\"before\") right before that line, to see that the line that should create {name} has run."),
        f"Spell the name as where it was created, create {name} before this line, or put quotation marks "
        "around it if it is text.",
        name,
    )  # fmt: skip


def _scope_causes(case: Case, name: str, bound: int) -> list[str]:
    """The name exists, but later, or only inside of a function or class."""
    facts = case.facts
    if not bound or facts.tree is None:
        return []
    here = facts.function_at(case.line) if case.line else None
    for function in facts.functions.values():
        inside = any(
            (isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store))
            or (isinstance(node, ast.arg) and node.arg == name)
            for node in ast.walk(function)
        )
        if inside and function is not here:
            return [
                f"{name} exists only inside the function {function.name}; what a function creates is gone "
                "after it ends, "
                "so return it and store what the call gives."
            ]
        if function.name == name:
            owner = next((one for one in facts.classes.values() if function in one.body), None)
            if owner is not None:
                return [
                    f"{name} is a method of the class {owner.name}, so it is called on an object: self.{name} "
                    f"or object.{name}."
                ]
            if case.line and function.lineno > case.line:
                return [
                    f"The function {name} is defined on line {function.lineno}, below this use; Python reads "
                    "from top to bottom."
                ]
    if case.line and bound > case.line:
        return [f"{name} gets its first value on line {bound}, after this line."]
    return [
        f"The line that gives {name} its value ({bound}) may not have run: perhaps it stands in an if or a "
        "loop that was skipped."
    ]


def _looks_like_text(case: Case, name: str) -> bool:
    return f"({name})" in case.source or f"== {name}" in case.source or f"= {name}" in case.source


def _unbound(case: Case) -> Told:
    name = case.groups[0]
    facts = case.facts
    function = facts.function_at(case.line) if case.line else None
    causes = []
    inner = [
        value.line
        for value in facts.values.get(name, [])
        if function and function.lineno <= value.line <= (function.end_lineno or 0)
    ]
    outer = [value.line for value in facts.values.get(name, []) if value.line not in inner]
    augmented = next(
        (
            node.lineno
            for node in facts.nodes
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id == name
        ),
        0,
    )
    line = augmented or (inner[0] if inner else 0)
    where = f" (line {line})" if line else ""
    if outer and (augmented or inner):
        causes.append(
            f"There is a variable {name} outside, from line {outer[0]}, but because the function assigns "
            f"{name} itself{where}, "
            "it has its own variable of that name, which is still empty."
        )
    elif inner:
        causes.append(
            f"The line that gives {name} its value{where} didn't run first, for example because an if was false."
        )
    causes.append(f"A function that assigns {name} anywhere treats it as its own variable everywhere in its body.")
    return Told(
        "scope",
        f"The function uses its own variable {name}{case.place()} before that variable has a value.",
        tuple(causes),
        (f'Put print("assigning {name}") before the line that assigns it, and see whether it runs in time.',),
        f"Give {name} to the function as a parameter and return the new value, or assign it before it is used "
        "on every path.",
        name,
    )  # fmt: skip


def _attribute(case: Case) -> Told:
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


def _module_attribute(case: Case) -> Told:
    module, name = case.groups[0], case.groups[1]
    causes = []
    if "partially initialized" in case.error.message or "circular" in case.error.message:
        causes.append(
            f"Your own file is probably called {module}.py, so Python imports it in place of the real module."
        )
    elif module in sys.stdlib_module_names:
        near = case.facts.similar(name, _module_names(module))
        if near:
            causes.append(f"{name} may be a misspelling of {near}.")
        causes.append(f"If a file of yours in this folder is called {module}.py, Python imports that one.")
    else:
        causes.append(f"{name} may be misspelt, or it isn't in the module {module}.")
    return Told(
        "modules",
        f"The module {module} has nothing called {name}.",
        tuple(causes),
        (f"print({module}.__file__) shows which file was imported; print(dir({module})) shows what is in it.",),
        f"Check the spelling of {name}, and rename your own file if it has the module's name.",
        f"{module}.{name}",
    )


def _module_names(module: str) -> list[str]:
    """What a well-known module offers; only those that are loaded anyway are looked at."""
    loaded = sys.modules.get(module)
    return [name for name in dir(loaded) if not name.startswith("_")] if loaded is not None else []


def _no_module(case: Case) -> Told:
    name = case.groups[0]
    base = name.split(".")[0]
    near = difflib.get_close_matches(base, [*sys.stdlib_module_names], n=1, cutoff=0.75)
    causes = []
    if base in sys.stdlib_module_names:
        causes.append(
            f"{base} comes with Python, but {name} isn't in it; or a file of yours called {base}.py hides it."
        )
    elif near and near[0] != base:
        causes.append(f"{base} may be a misspelling of {near[0]}, which comes with Python.")
    causes.append(f"If {base} is a package from outside, it isn't installed in the Python that runs this program.")
    causes.append(
        f"If {base} is a file of yours, it must lie in the same folder as the program and be called {base}.py."
    )
    return Told(
        "import-errors" if base not in sys.stdlib_module_names else "modules",
        f"Python looked for a module called {name}{case.place()} and found none.",
        tuple(causes),
        ("import sys; print(sys.executable) shows which Python runs; packages must be installed for that one.",),
        f"Check the spelling of {base}, or install it with pip in the environment you use.",
        name,
    )


def _import_name(case: Case) -> Told:
    name, module = case.groups[0], case.groups[1]
    causes = []
    if "circular" in case.error.message or "partially initialized" in case.error.message:
        causes.append("Two files import each other (a circular import), or your own file has the module's name.")
    near = case.facts.similar(name, _module_names(module))
    if near:
        causes.append(f"{name} may be a misspelling of {near}.")
    causes.append(
        f"The module {module} was found, but nothing called {name} is in it; a file of yours called "
        f"{module}.py would hide the real one."
    )
    return Told(
        "import-errors",
        f"{name} can't be imported from {module}{case.place()}: the module has no such name.",
        tuple(causes),
        (f"import {module}; print({module}.__file__) shows which file was really imported.",),
        "Check the spelling, and rename your own file if it is called like the module.",
        name,
    )


def _import_other(case: Case) -> Told:
    return Told(
        "import-errors",
        f"An import failed{case.place()}.",
        ("The module or the name in it may be misspelt, or not installed.",),
        ("Try the import alone in an empty program.",),
        "Check the name of the module, and whether it is installed.",
    )


def _name_unknown(case: Case) -> Told:
    """A NameError of which only the class is known: look for names that nothing defines."""
    facts = case.facts
    unknown = [
        node
        for node in facts.nodes
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Load)
        and node.id not in facts.bound
        and not facts.is_builtin(node.id)
    ]
    if unknown:
        first = min(unknown, key=lambda node: (node.lineno, node.col_offset))
        return _name_error(Case(case.error, facts, case.line or first.lineno, (first.id,)))
    return Told(
        "name-errors",
        f"Python came to a name that it doesn't know{case.place()}.",
        ("The name is misspelt, used before it gets a value, or text without quotation marks.",),
        ("The last line of the error shows the name: search the program for it.",),
        "Spell the name as where it was created, or create it first.",
    )


def _attribute_unknown(case: Case) -> Told:
    return Told(
        "attribute-errors",
        f"Something behind a dot doesn't exist{case.place()}.",
        ("The value before the dot is of another type than you think, or the name behind it is misspelt.",),
        ("Print the type of the value before the dot.",),
        "Check what stands before the dot, and the spelling behind it.",
    )


RULES = (
    Rule("NameError", r"free variable '(\w+)'", _unbound),
    Rule("NameError", r"name '(\w+)' is not defined", _name_error),
    Rule("UnboundLocalError", r"(?:local variable|variable) '(\w+)'", _unbound),
    Rule("AttributeError", r"(?:partially initialized )?module '([\w.]+)' has no attribute '(\w+)'", _module_attribute),
    Rule("AttributeError", r"type object '(\w+)' has no attribute '(\w+)'", _attribute),
    Rule("AttributeError", r"'([\w.]+)' object has no attribute '(\w+)'", _attribute),
    Rule("NameError UnboundLocalError", r"", _name_unknown),
    Rule("AttributeError", r"", _attribute_unknown),
    Rule("ModuleNotFoundError ImportError", r"No module named '?([\w.]+)'?", _no_module),
    Rule("ImportError", r"cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'", _import_name),
    Rule("ImportError ModuleNotFoundError", r"", _import_other),
)  # fmt: skip
