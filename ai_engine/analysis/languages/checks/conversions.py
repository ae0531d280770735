"""Values whose kind doesn't fit: a lost fraction, types that don't mix, a placeholder of another type."""

import re
from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.kinds import Kind, kind_named, kind_of, of_variable
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

FRACTION_LOST = Rule(
    name="integer-division",
    category="logic",
    severity="warning",
    concept="integer-division",
    confidence=0.85,
    message=(
        "`{symbol}` divides two whole numbers, so {title} drops the fraction before the result comes into `{target}`."
    ),
    why="The types of the two sides decide how a division works, not the type of the variable that gets the result.",
    check="Show `{symbol}` with {show} for two numbers of which one doesn't divide the other.",
    fix="Make one of the two sides a decimal number before the division.",
    nudge="Of which type are the two sides of the division?",
)
TOO_SMALL = Rule(
    name="types-dont-mix",
    category="runtime",
    severity="error",
    concept="integers-and-floats",
    confidence=0.95,
    message="`{target}` is declared as {declared}, and `{symbol}` is a decimal number, which doesn't fit into it.",
    why="{effect}",
    check="Look at the type in the declaration of `{target}`.",
    fix="Change the declared type, or make a whole number of the value where that is meant.",
    nudge="Which values should `{target}` be able to hold?",
)
MISMATCH = Rule(
    name="mismatched-types",
    category="runtime",
    severity="error",
    concept="integers-and-floats",
    confidence=0.93,
    message="`{symbol}` mixes {left} on its left with {right} on its right.",
    why="Go never converts by itself: both sides of an operator must have the same type.",
    check="Look at the lines that give the two sides their first values: which types do they have?",
    fix="Convert one side to the type of the other.",
    nudge="Which type should the result have?",
)
PLACEHOLDER = Rule(
    name="format-mismatch",
    category="runtime",
    severity="error",
    concept="string-formatting",
    confidence=0.93,
    message="The placeholder {place} is for {wanted}, and `{symbol}` is {given}.",
    why="{effect}",
    check="Go through the placeholders and the values behind the text, one by one.",
    fix="Use the placeholder for the type of the value.",
    nudge="Of which type is `{symbol}`, and for which type is {place}?",
)

_WORDS: dict[Kind, str] = {
    "whole": "a whole number", "decimal": "a decimal number", "text": "a text", "char": "a single character",
    "bool": "a boolean",
}  # fmt: skip
_PLACE = re.compile(r"%(?:%|n|[-+ #0,(]*(\*|\d+)?(?:\.(\*|\d+))?(?:hh|h|ll|l|L|z|j|t)?([a-zA-Z]))")
_COUNTING: frozenset[Kind] = frozenset({"whole", "char", "bool"})
_FITS: dict[str, tuple[str, frozenset[Kind]]] = {
    "d": ("a whole number", _COUNTING), "i": ("a whole number", _COUNTING), "u": ("a whole number", _COUNTING),
    "f": ("a decimal number", frozenset({"decimal"})),
    "s": ("a text", frozenset({"text"})), "c": ("a single character", frozenset({"char", "whole"})),
}  # fmt: skip
_TEXT_PLACE = {"printf": 0, "fprintf": 1, "System.out.printf": 0, "String.format": 0, "fmt.Printf": 0, "fmt.Sprintf": 0}
_MIXED = frozenset({"+", "-", "*", "/", "%", "<", ">", "<=", ">=", "==", "!="})


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about kinds of values in the typed languages."""
    if program.is_script:
        return
    for variable in names.variables:
        declared = program.source(variable.typed)
        if variable.value is not None and variable.kind in ("variable", "field") and declared:
            if of_variable(program, names, variable) == kind_named(declared):
                yield from _given(program, names, variable.value, variable.name, declared)
    for node in program.of("assign"):
        left, right = program.sides(node)
        target = names.variable(left)
        if target is not None and program.operator(node) == "=" and of_variable(program, names, target):
            declared = program.source(target.typed)
            if declared and right is not None:
                yield from _given(program, names, right, target.name, declared)
    if program.is_go:
        for node in program.of("binary"):
            yield from _mixed(program, names, node)
    for call in program.of("call"):
        yield from _placeholders(program, names, call)


def _given(program: Program, names: Names, value: Node, target: str, declared: str) -> Iterator[Finding]:
    """What a variable of a declared type is given."""
    bare = program.bare(value)
    if bare is None:
        return
    wanted, kind = kind_named(declared), kind_of(program, names, bare)
    if wanted == "decimal" and program.role(bare) == "binary" and program.operator(bare) == "/" and kind == "whole":
        left, right = program.sides(bare)
        if not (program.role(left or bare) == "number" and program.role(right or bare) == "number"):
            yield FRACTION_LOST.at(program, bare, target=target)
    elif wanted == "whole" and kind == "decimal":
        if program.is_java or (program.is_go and program.role(bare) != "binary"):
            effect = f"{program.grammar.title} refuses to compile it, because the fraction would be lost."
            yield TOO_SMALL.at(program, bare, target=target, declared=declared, effect=effect)
        elif program.is_c and isinstance(number := program.number(bare), float) and number != int(number):
            effect = f"{program.grammar.title} cuts the fraction off without a word."
            yield TOO_SMALL.at(program, bare, target=target, declared=declared, effect=effect, severity="warning")


def _mixed(program: Program, names: Names, node: Node) -> Iterator[Finding]:
    left, right = program.sides(node)
    if program.operator(node) not in _MIXED or left is None or right is None:
        return
    a, b = kind_of(program, names, left), kind_of(program, names, right)
    if {a, b} == {"whole", "decimal"}:
        # A constant takes the type of the other side, if its value allows it.
        for side, kind in ((left, a), (right, b)):
            value = program.number(side)
            if value is not None and (kind == "whole" or value == int(value)):
                return
        if _is_constant(program, names, left) or _is_constant(program, names, right):
            return
    elif not ("text" in (a, b) and {a, b} & {"whole", "decimal"}):
        return
    yield MISMATCH.at(program, node, left=_WORDS[a], right=_WORDS[b])


def _is_constant(program: Program, names: Names, node: Node) -> bool:
    """Whether a side is built of names of constants, whose type isn't settled."""
    return any(
        (variable := names.variable(one)) is not None
        and any(above.kind == "const_spec" for above in variable.node.ancestors())
        for one in node.walk()
    )


def _placeholders(program: Program, names: Names, call: Node) -> Iterator[Finding]:
    name = program.callee(call).removeprefix("std::")
    arguments = program.arguments(call)
    place = _TEXT_PLACE.get(name)
    if place is None or len(arguments) <= place or program.role(arguments[place]) != "string":
        return
    text = program.source(arguments[place])
    if "*" in text or "$" in text or "%[" in text or "%<" in text or "PRI" in text:
        return
    found = [one for one in _PLACE.finditer(text) if one[3]]
    given = arguments[place + 1 :]
    if len(found) != len(given):
        return
    for one, value in zip(found, given, strict=True):
        wanted, fits = _FITS.get(one[3], ("", frozenset()))
        kind = kind_of(program, names, value)
        if not wanted or not kind or kind in fits or (one[3] == "s" and not program.is_c):
            continue
        if program.is_c and one[3] == "f" and kind == "char":
            continue
        if not program.is_c and (kind == "char" or one[3] in "iu"):
            continue
        effect = {
            "java": "Java stops the program there with an exception.",
            "go": "Go shows the value with a remark about the wrong placeholder.",
        }.get(program.language, "Nobody converts: what is shown is meaningless, and a text may end the program.")
        yield PLACEHOLDER.at(
            program, value, place=one[0], wanted=wanted, given=_WORDS[kind], effect=effect,
            severity="warning" if program.is_go else "error",
        )  # fmt: skip
