"""What only JavaScript and TypeScript have: var, for…in, implicit globals, async, callbacks without return."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.flow import leaves
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

VAR = Rule(
    name="var-used",
    category="style",
    severity="info",
    concept="scope",
    confidence=0.9,
    message="`{name}` is declared with var, which ignores the block it stands in.",
    why="A var is visible in the whole function, even before its line, which leads to surprises in loops.",
    check="Show `{name}` with {show} behind the block.",
    fix="Declare it with let, or with const if it never changes.",
    nudge="Where should `{name}` be visible?",
)
IMPLICIT_GLOBAL = Rule(
    name="implicit-global",
    category="logic",
    severity="info",
    concept="global-variables",
    confidence=0.9,
    message="`{symbol}` is assigned but nowhere declared, so it becomes a global variable.",
    why="Every function can change a global by accident; in modules and strict mode the line fails.",
    check='Put "use strict" at the top of the file and run it.',
    fix="Declare `{symbol}` with let or const where it gets its first value.",
    nudge="Where is `{symbol}` declared?",
)
FOR_IN = Rule(
    name="for-in-over-array",
    category="logic",
    severity="warning",
    concept="for-loops",
    confidence=0.85,
    message="for…in over the array `{collection}` gives its indexes as texts, not its elements.",
    why='for…in goes over the names of properties; `{name}` is "0", "1" and so on.',
    check="Show `{name}` and typeof `{name}` with {show} in the loop.",
    fix="Use for…of for the elements, or a counting loop for the indexes.",
    nudge="What is in `{name}` in the first round?",
)
NEEDLESS_ASYNC = Rule(
    name="async-without-await",
    category="style",
    severity="info",
    concept="functions",
    confidence=0.8,
    message="`{symbol}` is async but never waits for anything.",
    why="async wraps the result in a promise, which every caller then has to unwrap.",
    check="Show the result of a call with {show}: it is a promise.",
    fix="Take async away, or await what the function should wait for.",
    nudge="What does the function wait for?",
)
NO_CALLBACK_RETURN = Rule(
    name="callback-without-return",
    category="logic",
    severity="warning",
    concept="return-values",
    confidence=0.93,
    message="The function handed to {method} returns nothing, so every result is undefined.",
    why="With braces an arrow function needs a return; without them the value is returned by itself.",
    check="Show the result of {method} with {show}.",
    fix="Return the value, or take the braces away.",
    nudge="What does the function give back for each element?",
)
CONST_CHANGED = Rule(
    name="const-reassigned",
    category="runtime",
    severity="error",
    concept="constants",
    confidence=0.97,
    message="`{symbol}` was declared with const on line {declared_line} and can't get another value.",
    why="The program stops with a TypeError at this line.",
    check="Run the line: it says that a constant is assigned.",
    fix="Declare it with let if it has to change.",
    nudge="May `{symbol}` change?",
)
ARRAY_COMPARED = Rule(
    name="array-compared-by-reference",
    category="logic",
    severity="warning",
    concept="equality-and-identity",
    confidence=0.97,
    message="`{symbol}` is always {result}: a new array or object is equal to nothing but itself.",
    why="{op} on arrays and objects asks whether both are the same one, not whether they hold the same.",
    check="Show [] == [] with {show}.",
    fix="Ask for the length or compare the elements.",
    nudge="When are two arrays the same one?",
)

_RESULTS = frozenset({"map", "filter", "reduce", "find", "some", "every", "findIndex", "flatMap", "reduceRight"})


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about JavaScript and TypeScript; nothing for other languages."""
    if not program.is_script:
        return
    for node in program.of("declare"):
        if node.kind == "variable_declaration":
            declarator = node.child("variable_declarator")
            name = program.short(declarator.part("name")) if declarator is not None else ""
            yield VAR.at(program, node, symbol="var", name=name)
    yield from _globals(program, names)
    for node in program.of("foreach"):
        yield from _for_in(program, names, node)
    for node in program.functions:
        yield from _async(program, node)
    for node in program.of("call"):
        yield from _callback(program, node)
    for variable in names.variables:
        if variable.keyword == "const" and variable.kind == "variable":
            for place in variable.writes:
                if not (place.parent is not None and place.parent.kind == "variable_declarator"):
                    yield CONST_CHANGED.at(program, place, declared_line=variable.node.line)
                    break
    for node in program.of("binary"):
        operator = program.operator(node)
        left, right = program.sides(node)
        if operator in ("==", "===", "!=", "!==") and left is not None and right is not None:
            if {left.kind, right.kind} & {"array", "object"} and not (operator in ("==", "!=") and not right.inner):
                yield ARRAY_COMPARED.at(program, node, op=operator, result="true" if operator[0] == "!" else "false")


def _globals(program: Program, names: Names) -> Iterator[Finding]:
    told: set[str] = set()
    for node, _ in names.unknown:
        name = program.source(node)
        if name in told or node.kind != "identifier" or not names.is_written(node):
            continue
        parent = node.parent
        if parent is not None and program.role(parent) in ("assign", "foreach") and name not in (
            "module", "exports", "window", "location", "name", "status", "onload", "onclick", "document",
        ):  # fmt: skip
            told.add(name)
            yield IMPLICIT_GLOBAL.at(program, node)


def _for_in(program: Program, names: Names, node: Node) -> Iterator[Finding]:
    if program.source(node.part("operator")) != "in":
        return
    collection = node.part("right")
    variable = names.variable(collection)
    value = collection if variable is None else variable.value
    if value is None or collection is None:
        return
    new_array = value.kind == "new_expression" and program.source(value.part("constructor")) == "Array"
    if value.kind != "array" and not new_array:
        return
    counter = program.source(node.part("left"))
    body = program.body(node)
    as_index = body is not None and any(
        program.role(one) == "index" and program.source(program.subscript(one)[1]) == counter for one in body.walk()
    )
    yield FOR_IN.at(
        program, node, symbol="for…in", collection=program.short(collection), name=counter,
        severity="info" if as_index else "warning",
    )  # fmt: skip


def _async(program: Program, node: Node) -> Iterator[Finding]:
    if not any(child.kind == "async" for child in node.children):
        return
    body = program.body(node)
    name = program.function_name(node)
    if body is None or not name or (program.role(body) == "block" and not program.statements(body)):
        return
    if any(one.kind == "await_expression" or (one.kind == "await" and not one.named) for one in body.walk()):
        return
    if any(
        one.kind in ("new_expression", "yield_expression") and "Promise" in program.source(one)[:30]
        for one in body.walk()
    ):
        return
    if node.kind != "method_definition":
        yield NEEDLESS_ASYNC.at(program, node, symbol=name)


def _callback(program: Program, call: Node) -> Iterator[Finding]:
    method = program.callee(call).rpartition(".")[2]
    function = call.part("function")
    arguments = program.arguments(call)
    if method not in _RESULTS or function is None or program.role(function) != "member" or not arguments:
        return
    callback = arguments[0]
    body = program.body(callback) if program.role(callback) == "function" else None
    if body is None or program.role(body) != "block" or leaves(program, body):
        return
    if any(program.role(one) == "return" and one.inner for one in program.within(body)):
        return
    used = call.parent is not None and program.role(call.parent) != "expression"
    if used or method != "map":
        yield NO_CALLBACK_RETURN.at(program, callback, symbol=method, method=method)
