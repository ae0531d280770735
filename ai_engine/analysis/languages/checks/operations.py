"""Arithmetic and assignments that do something other than they look like."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

INTEGER_DIVISION = Rule(
    name="integer-division",
    category="logic",
    severity="warning",
    concept="integer-division",
    confidence=0.9,
    message="`{symbol}` divides two whole numbers, so {title} drops the fraction: the result is {result}.",
    why="A division of whole numbers gives a whole number, even where the result is stored with a fractional part.",
    check="Show `{symbol}` with {show}.",
    fix="Make one of the two a number with a fractional part before dividing.",
    nudge="What is the type of the result?",
)
SELF_ASSIGNMENT = Rule(
    name="self-assignment",
    category="logic",
    severity="warning",
    concept="assignment",
    confidence=0.95,
    message="`{symbol}` stores a value in itself, which changes nothing.",
    why="{reason}",
    check="Show `{name}` with {show} before and after: it is the same.",
    fix="{remedy}",
    nudge="Which two things are the two sides?",
)
STEP_LOST = Rule(
    name="step-assigned-to-itself",
    category="logic",
    severity="warning",
    concept="augmented-assignment",
    confidence=0.96,
    message="`{symbol}` {effect}.",
    why="`{name}{op}` changes the variable but gives the old value, and assigning on top makes the order matter.",
    check="Show `{name}` with {show} after it.",
    fix="Write the step alone, without the assignment.",
    nudge="Which of the two changes of `{name}` comes last?",
)
TURNED_SIGN = Rule(
    name="swapped-augmented-operator",
    category="logic",
    severity="warning",
    concept="augmented-assignment",
    confidence=0.93,
    message="`{symbol}` assigns {value}; it doesn't {verb}: the sign before = is on the wrong side.",
    why="The operator stands before the = when a variable is to be changed by a value.",
    check="Show the variable with {show} after two rounds.",
    fix="Turn the two signs round.",
    nudge="Is it =+ or +=?",
)
NO_EFFECT = Rule(
    name="statement-without-effect",
    category="logic",
    severity="warning",
    concept="statements-and-expressions",
    confidence=0.93,
    message="`{symbol}` {what}, and the result is thrown away.",
    why="A line that only works out a value changes nothing in the program.",
    check="Take the line away: the program does the same.",
    fix="{remedy}",
    nudge="What should happen to the result?",
)
DIVISION_BY_ZERO = Rule(
    name="division-by-zero",
    category="runtime",
    severity="error",
    concept="zero-division",
    confidence=0.97,
    message="`{symbol}` divides by zero.",
    why="A division by zero has no result{effect}.",
    check="Read what stands behind the {op}.",
    fix="Divide by something else, or ask before whether the divisor is zero.",
    nudge="What is the divisor?",
)
POWER = Rule(
    name="caret-is-no-power",
    category="logic",
    severity="info",
    concept="numbers",
    confidence=0.7,
    message="`{symbol}` isn't a power: ^ compares the bits of two numbers.",
    why="In {title} the sign ^ means exclusive or.",
    check="Show `{symbol}` with {show}.",
    fix="Multiply, or use the language's function for powers.",
    nudge="What should the result be?",
)

_TYPED = frozenset({"java", "c", "cpp", "go"})


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about operations."""
    for node in program.of("binary"):
        operator = program.operator(node)
        if operator in ("/", "%"):
            yield from _division(program, node, operator)
        elif (
            operator == "^"
            and program.number(node.part("left")) in (2, 10)
            and program.number(node.part("right")) is None
        ):
            yield POWER.at(program, node)
    for node in program.of("assign"):
        yield from _assignment(program, names, node)
    for node in program.of("expression"):
        yield from _effect(program, node)


def _division(program: Program, node: Node, operator: str) -> Iterator[Finding]:
    left, right = program.sides(node)
    a, b = program.number(left), program.number(right)
    if b == 0 and isinstance(b, int):
        if program.is_script:
            return
        yield DIVISION_BY_ZERO.at(program, node, op=operator, effect=", and the program stops or worse")
        return
    if program.language in _TYPED and operator == "/" and isinstance(a, int) and isinstance(b, int) and a % b:
        yield INTEGER_DIVISION.at(program, node, result=int(a / b))


def _assignment(program: Program, names: Names, node: Node) -> Iterator[Finding]:
    left, right = program.sides(node)
    operator = program.operator(node)
    if left is None or right is None:
        return
    name = program.source(left)
    if operator == "=" and name == program.source(right) and not any(program.role(p) == "call" for p in right.walk()):
        variable = names.variable(left)
        parameter = variable is not None and variable.kind == "parameter"
        inside = program.function_of(node) is not None and program.is_java
        if parameter and inside:
            reason = f"The parameter `{name}` hides a field of that name, so both sides mean the parameter."
            remedy = "Put this. before the side that should be the field."
        else:
            reason = "Both sides are the same variable."
            remedy = "Change the side that should be something else, or take the line away."
        yield SELF_ASSIGNMENT.at(program, node, name=name, reason=reason, remedy=remedy)
        return
    value = program.bare(right)
    if value is not None and program.role(value) == "update" and operator == "=":
        target = value.inner[0] if value.inner else None
        step = program.operator(value)
        if program.source(target) == name and program.source(value).startswith(name):
            effect = (
                "leaves the variable unchanged"
                if not program.is_c
                else "changes the variable twice, in no defined order"
            )
            yield STEP_LOST.at(program, node, name=name, op=step, effect=effect)
        return
    if operator == "=" and value is not None and program.role(value) == "unary" and program.operator(value) in "+-!":
        sign = value.children[0]
        equals = next((child for child in node.children if child.kind == "="), None)
        if equals is not None and equals.end == sign.start and sign.end < value.children[-1].start:
            verb = {"+": "add", "-": "subtract", "!": "compare"}[program.operator(value)]
            yield TURNED_SIGN.at(program, node, value=f"`{program.short(value)}`", verb=verb)


def _effect(program: Program, node: Node) -> Iterator[Finding]:
    inner = node.inner[0] if len(node.inner) == 1 else None
    if inner is None or node.parent is None or node.parent.kind in ("for_statement", "for_clause", "ERROR"):
        return
    if node.field in ("condition", "initializer"):
        return
    role = program.role(inner)
    if role == "binary":
        operator = program.operator(inner)
        if operator in ("==", "===", "!=", "!==", "<=", ">="):
            yield NO_EFFECT.at(
                program, inner, what="compares and doesn't assign" if operator in ("==", "===") else "compares",
                remedy=(
                    "If a value should be stored, use a single =; if a question is asked, use its answer in a "
                    "condition."
                ),
            )  # fmt: skip
        elif operator in ("+", "-", "*", "%") or (operator == "/" and not program.is_script):
            if program.is_c and program.language == "cpp" and "<<" in program.source(inner):
                return
            yield NO_EFFECT.at(
                program, inner, what="works out a value", remedy="Store the result in a variable, or use it."
            )
    elif role == "name" and not program.is_script and program.language != "go":
        if not program.source(inner).isupper():
            yield NO_EFFECT.at(
                program, inner, what="only names a variable",
                remedy="If a function should run, put parentheses after its name; else take the line away.",
            )  # fmt: skip
    elif role == "name" and program.is_script and not program.source(node).isupper() and node.parent.kind != "program":
        yield NO_EFFECT.at(
            program, inner, severity="info", what="only names a variable",
            remedy="If a function should run, put parentheses after its name; else take the line away.",
        )  # fmt: skip
    elif role in ("number", "index") and not program.is_go and not (program.is_script and role == "index"):
        yield NO_EFFECT.at(program, inner, what="only names a value", remedy="Use the value, or take the line away.")
