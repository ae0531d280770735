"""NameError and UnboundLocalError: a name that isn't found; and all rules about names, attributes and modules."""

import ast

from ai_engine.analysis.tracebacks.attributes import attribute, attribute_unknown
from ai_engine.analysis.tracebacks.modules import import_name, import_other, module_attribute, no_module
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


RULES = (
    Rule("NameError", r"free variable '(\w+)'", _unbound),
    Rule("NameError", r"name '(\w+)' is not defined", _name_error),
    Rule("UnboundLocalError", r"(?:local variable|variable) '(\w+)'", _unbound),
    Rule("AttributeError", r"(?:partially initialized )?module '([\w.]+)' has no attribute '(\w+)'", module_attribute),
    Rule("AttributeError", r"type object '(\w+)' has no attribute '(\w+)'", attribute),
    Rule("AttributeError", r"'([\w.]+)' object has no attribute '(\w+)'", attribute),
    Rule("NameError UnboundLocalError", r"", _name_unknown),
    Rule("AttributeError", r"", attribute_unknown),
    Rule("ModuleNotFoundError ImportError", r"No module named '?([\w.]+)'?", no_module),
    Rule("ImportError", r"cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'", import_name),
    Rule("ImportError ModuleNotFoundError", r"", import_other),
)  # fmt: skip
