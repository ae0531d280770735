"""JavaScript and TypeScript: a promise used as its value, and typed texts that are added like numbers."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names, Variable
from ai_engine.analysis.languages.tree import Node

NOT_AWAITED = Rule(
    name="missing-await",
    category="logic",
    severity="warning",
    concept="functions",
    confidence=0.9,
    message="`{call}` gives back a promise, and `{symbol}` takes it for its value.",
    why="An async function gives back a promise at once; its value comes later, so its properties are undefined now.",
    check="Show the result of `{call}` with {show}: what is it?",
    fix="Wait for the promise before its value is used.",
    nudge="Is the value there already when this line runs?",
)
JOINED = Rule(
    name="input-not-converted",
    category="logic",
    severity="info",
    concept="type-conversion",
    confidence=0.8,
    message="In `{symbol}` the + joins two texts: {name} comes from prompt, which always gives text.",
    why="With a text on one side, + writes the two one behind the other and doesn't add.",
    check="Show typeof {name} with {show}.",
    fix="Make a number of what was typed before calculating with it.",
    nudge="Of which type is what the user typed?",
)

CALLED_AT_ONCE = Rule(
    name="callback-called-at-once",
    category="logic",
    severity="warning",
    concept="higher-order-functions",
    confidence=0.92,
    message="`{symbol}` runs at once, on this line; {method} gets its result, which is nothing, and not the function.",
    why="Parentheses behind a function's name call it; the name alone is the function, which can be called later.",
    check="Put {show} into the function: it shows something before anything has happened.",
    fix="Hand over the function and not the result of a call.",
    nudge="When does the function run: on this line or later?",
)

_LATER = frozenset({"setTimeout", "setInterval", "addEventListener", "requestAnimationFrame"})
_OF_PROMISES = frozenset({"then", "catch", "finally"})
_GIVING_PROMISES = frozenset({"fetch"})


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about promises and typed input; nothing for other languages."""
    if not program.is_script:
        return
    waiting = {
        program.function_name(node)
        for node in program.functions
        if any(child.kind == "async" for child in node.children)
    }
    waiting = (waiting | _GIVING_PROMISES) - {""}
    for variable in names.variables:
        value = program.bare(variable.value)
        plain = variable.node.parent is not None and variable.node.parent.kind == "variable_declarator"
        if value is None or not plain or variable.writes or program.role(value) != "call":
            continue
        callee = program.callee(value)
        if callee in waiting:
            yield from _not_awaited(program, variable, value)
    for node in program.of("member"):
        held = program.bare(node.part("object"))
        if held is not None and program.role(held) == "call" and program.callee(held) in waiting:
            if program.source(node.part("property")) not in _OF_PROMISES:
                yield NOT_AWAITED.at(program, node, call=program.short(held))
    for call in program.of("call"):
        yield from _at_once(program, call)
    for node in program.of("binary"):
        if program.operator(node) == "+":
            yield from _joined(program, names, node)


def _at_once(program: Program, call: Node) -> Iterator[Finding]:
    """A call where a function is to be handed over; one that gives back a function is left alone."""
    method = program.callee(call).rpartition(".")[2]
    arguments = program.arguments(call)
    place = 1 if method == "addEventListener" else 0
    if method not in _LATER or len(arguments) <= place or program.role(arguments[place]) != "call":
        return
    given = arguments[place]
    own = [one for one in program.functions if program.function_name(one) == program.callee(given)]
    if own and not any(program.role(one) == "return" and one.inner for one in program.within(own[0])):
        yield CALLED_AT_ONCE.at(program, given, method=method)


def _not_awaited(program: Program, variable: Variable, call: Node) -> Iterator[Finding]:
    uses = []
    for read in variable.reads:
        parent = read.parent
        if parent is None or parent.kind == "await_expression" or program.role(parent) in ("return", "call"):
            return
        if parent.kind == "arguments" and "Promise" in program.source(parent.parent):
            return
        if parent.kind in ("array", "spread_element"):
            return
        if program.role(parent) == "member" and read.field == "object":
            if program.source(parent.part("property")) in _OF_PROMISES:
                return
            uses.append(parent)
    if uses:
        yield NOT_AWAITED.at(program, uses[0], call=program.short(call))


def _joined(program: Program, names: Names, node: Node) -> Iterator[Finding]:
    left, right = program.sides(node)
    typed = [_is_typed(program, names, side) for side in (left, right)]
    number = [side is not None and program.number(side) is not None for side in (left, right)]
    if all(typed) or (any(typed) and any(number)):
        name = program.source(left if typed[0] else right)
        yield JOINED.at(program, node, name=f"`{name}`", severity="warning" if any(number) else "info")


def _is_typed(program: Program, names: Names, node: Node | None) -> bool:
    """Whether a side is what prompt gave, as it came."""
    bare = program.bare(node)
    if bare is None:
        return False
    if program.role(bare) == "call":
        return program.callee(bare) in ("prompt", "window.prompt")
    variable = names.variable(bare)
    value = program.bare(variable.value) if variable is not None and not variable.writes else None
    return value is not None and program.role(value) == "call" and program.callee(value) in ("prompt", "window.prompt")
