"""Functions: a way without a return, a result thrown away, recursion without an end."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.flow import leaves
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

NO_RETURN = Rule(
    name="missing-return",
    category="logic",
    severity="error",
    concept="return-values",
    confidence=0.93,
    message="`{symbol}` promises a result, but it can reach its end without a return{effect}.",
    why="A function that returns a value must do so on every way through it.",
    check="Follow the function for a value for which none of its conditions is true.",
    fix="Add a return for the remaining case, usually at the end of the function.",
    nudge="What does the function give back if no condition is true?",
)
SOME_RETURN = Rule(
    name="missing-return",
    category="logic",
    severity="info",
    concept="return-values",
    confidence=0.75,
    message="`{symbol}` returns a value on some ways and nothing on others; there the result is undefined.",
    why="Whoever calls the function gets undefined where the function reaches its end.",
    check="Call it with a value for which none of its conditions is true, and show the result.",
    fix="Add a return for the remaining case.",
    nudge="What does the function give back if no condition is true?",
)
NO_BASE = Rule(
    name="recursion-without-base-case",
    category="runtime",
    severity="error",
    concept="base-case",
    confidence=0.93,
    message="`{symbol}` always calls itself again: there is no case in which it stops.",
    why="Each call waits for the next one until the memory for calls is used up.",
    check="Follow the calls for a small value by hand.",
    fix="Before the call, return directly for the smallest case.",
    nudge="For which value should the function stop calling itself?",
)
SAME_ARGUMENTS = Rule(
    name="recursion-without-progress",
    category="runtime",
    severity="error",
    concept="recursion",
    confidence=0.9,
    message="`{symbol}` calls `{name}` again with the same arguments, so it never comes closer to its end.",
    why="With the same arguments the same happens again, without end.",
    check="Show the arguments with {show} at the start of the function.",
    fix="Call it with a smaller problem.",
    nudge="What is different in the next call?",
)


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about functions."""
    for function in program.functions:
        body = program.body(function)
        if body is None or program.role(body) != "block":
            continue
        name = program.function_name(function)
        yield from _returns(program, function, body, name)
        if name:
            yield from _recursion(program, function, body, name)


def _returns(program: Program, function: Node, body: Node, name: str) -> Iterator[Finding]:
    if leaves(program, body) or any(
        node.kind in ("ERROR", "asm_statement", "yield_expression") for node in body.walk()
    ):
        return
    shown = name or "this function"
    result = _result_type(program, function)
    if program.is_script:
        returns = [node for node in program.within(body) if program.role(node) == "return"]
        if not any(node.inner and program.source(node.inner[0]) != "undefined" for node in returns):
            return
        if _ends_in_switch(program, body):
            return  # the cases may be all that there are
        if _ends_in_never(program, body):
            return
        if result and not any(word in result for word in ("void", "undefined", "any", "Promise", "unknown")):
            yield NO_RETURN.at(
                program, function, symbol=shown, severity="warning", effect=", where the result is undefined"
            )
        else:
            yield SOME_RETURN.at(program, function, symbol=shown)
        return
    if not result or result in ("void", "Void") or name == "main" or function.kind == "constructor_declaration":
        return
    if program.language == "cpp" and (function.kind == "lambda_expression" or result in ("auto", "constexpr")):
        return
    if program.is_c and name.isupper():
        return
    if program.is_c:
        effect = ", and then its result is whatever happens to be there"
        yield NO_RETURN.at(program, function, symbol=shown, severity="warning", effect=effect)
    else:
        yield NO_RETURN.at(
            program, function, symbol=shown, effect=f", so {program.grammar.title} refuses to compile it"
        )


def _ends_in_switch(program: Program, body: Node) -> bool:
    """Whether a function ends with a switch whose cases all leave it."""
    statements = program.statements(body)
    if not statements or program.role(statements[-1]) != "switch":
        return False
    groups = [program.statements(case) for case in program.cases(statements[-1])]
    return all(any(leaves(program, one) for one in group) for group in groups if group)


def _ends_in_never(program: Program, body: Node) -> bool:
    """Whether the last statement calls a function of the program that is declared never to come back."""
    statements = program.statements(body)
    call = program.bare(statements[-1].inner[0]) if statements and statements[-1].inner else None
    if call is None or program.role(call) != "call":
        return False
    return any(
        program.function_name(one) == program.callee(call) and _result_type(program, one).lstrip(": ") == "never"
        for one in program.functions
    )


def _result_type(program: Program, function: Node) -> str:
    if program.is_script:
        return program.source(function.part("return_type"))
    if program.is_go:
        return program.source(function.part("result"))
    result = function.part("type")
    if result is None:
        return ""
    if program.is_c and program.source(result) == "void":
        declarator = function.part("declarator")
        return "void *" if declarator is not None and declarator.kind == "pointer_declarator" else "void"
    return program.source(result)


def _recursion(program: Program, function: Node, body: Node, name: str) -> Iterator[Finding]:
    calls = [node for node in program.within(body) if program.role(node) == "call" and _calls(program, node, name)]
    if not calls:
        return
    parameters = _parameters(program, function)
    for call in calls:
        arguments = [program.source(one) for one in program.arguments(call)]
        if arguments and arguments == parameters and not any(
            program.source(part) in parameters
            for node in program.within(body)
            if program.role(node) in ("assign", "update")
            for part in node.inner[:1]
        ) and not program.is_java and not any(program.role(one) == "member" for one in call.children):  # fmt: skip
            yield SAME_ARGUMENTS.at(program, call, name=name)
            return
    if program.is_java and len(parameters) != len(program.arguments(calls[0])):
        return
    if _always_calls(program, body, calls):
        yield NO_BASE.at(program, calls[0], symbol=name)


def _calls(program: Program, call: Node, name: str) -> bool:
    """Whether a call means the function itself, as far as the tree can tell: no owner but `this`."""
    return program.callee(call) in (name, f"this.{name}", f"this->{name}")


def _parameters(program: Program, function: Node) -> list[str]:
    held = function.part("parameters")
    if held is None and program.is_c:
        declarator = function.part("declarator")
        while declarator is not None and declarator.kind != "function_declarator":
            declarator = declarator.part("declarator")
        held = declarator.part("parameters") if declarator is not None else None
    found: list[str] = []
    for child in held.inner if held is not None else []:
        if program.is_go:
            found.extend(program.source(name) for name in child.parts("name"))
            continue
        name = (
            program.declared_name(child.part("declarator")) if program.is_c else child.part("name", "pattern") or child
        )
        found.append(program.source(name))
    return found


def _always_calls(program: Program, body: Node, calls: list[Node]) -> bool:
    """Whether one of the calls is reached on every way: nothing before it decides or leaves."""
    for statement in program.statements(body):
        role = program.role(statement)
        inside = [call for call in calls if statement.start <= call.start < statement.end]
        if (inside and role in ("return", "expression", "declare")) or (
            inside and statement.kind.endswith("declaration")
        ):
            decided = (
                node
                for call in inside[:1]
                for node in call.ancestors()
                if node.start >= statement.start
                and (
                    program.role(node) in ("ternary", "if", "switch", "function")
                    or (program.role(node) == "binary" and program.operator(node) in ("&&", "||", "??"))
                )
            )
            return next(decided, None) is None
        if role not in ("expression", "declare", "empty") and not statement.kind.endswith("declaration"):
            return False
        if any(program.role(node) in ("return", "throw") for node in statement.walk()):
            return False
    return False
