"""What functions give back, and code that can never run."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import FLIPPED, is_none
from ai_engine.analysis.findings import Finding, Severity
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode

MISSING = Rule(
    name="missing-return",
    category="logic",
    severity="info",
    concept="return-values",
    confidence=0.75,
    message="`{symbol}` returns a value on some paths, but {path} it ends without one and gives back None.",
    why="Where no return runs, the caller gets None, whatever it expected.",
    check="Call `{symbol}` with a value for which {case}, and print the result.",
    fix="Return a fitting value on that path too.",
    nudge="Which value does `{symbol}` give when {case}?",
)
EMPTY_RETURN = Rule(
    name="missing-return",
    category="logic",
    severity="info",
    concept="return-values",
    confidence=0.7,
    message="This `return` of `{symbol}` gives back None, while others give back a value.",
    why="A return without a value gives None.",
    check="Call `{symbol}` so that this line runs, and print the result.",
    fix="Say which value shall be returned here.",
    nudge="Which value does this return hand back?",
)
UNREACHABLE = Rule(
    name="unreachable-code",
    category="logic",
    severity="info",
    concept="unreachable-code",
    confidence=0.93,
    message="`{symbol}` never runs: {reason}.",
    why="Code that can't be reached does nothing, though it looks as if it did.",
    check="Put a print here: it never appears.",
    fix="Move the line above, change the indentation, or take it out.",
    nudge="What happens just before this line?",
)
INIT_RETURN = Rule(
    name="init-returns-value",
    category="runtime",
    severity="error",
    concept="init-method",
    confidence=0.96,
    message="`__init__` returns a value, but it may only fill the new object.",
    why="Python stops with TypeError: __init__() should return None.",
    check="Make an object of the class.",
    fix="Take the return away and store what is needed in self.",
    nudge="What is __init__ for?",
)


def check(program: Program) -> Iterator[Finding]:
    """Missing returns and unreachable lines."""
    for function in program.functions:
        yield from missing(program, function)
    for stmt in program.flow.unreachable:
        yield from unreachable(program, stmt)


def missing(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """Some paths return a value, others fall off the end."""
    returns = program.types.return_values(function)
    valued = [item for item in returns if item.value is not None and not is_none(item.value)]
    if function.name == "__init__" and program.class_of(function) is not None:
        for item in valued:
            yield INIT_RETURN.at(program, item)
        return
    if not valued or program.types.is_generator(function):
        return
    if all(isinstance(item.value, ast.Call) and program.scopes.is_builtin(item.value.func, "print") for item in valued):
        return
    bare = [item for item in returns if item.value is None]
    if program.flow.falls_through.get(function):
        path, case, severity, confidence = _open_path(program, function)
        yield MISSING.at(program, function, symbol=function.name, path=path, case=case, severity=severity,
                         confidence=confidence)  # fmt: skip
    elif bare:
        yield EMPTY_RETURN.at(program, bare[0], symbol=function.name)


def _open_path(program: Program, function: FunctionNode) -> tuple[str, str, Severity, float]:
    last = function.body[-1]
    match last:
        case ast.If():
            tests, total = _chain(last)
            if total or _exhaustive(tests):
                return "at its end", "no return runs", "info", 0.5
            test = program.text(tests[-1], 40)
            single = len(tests) == 1
            nested = not all(isinstance(stmt, ast.Return | ast.Raise) for stmt in _ends(last))
            words = f"when `{test}` is false" if single else "when none of its conditions is true"
            plain: Severity = "warning" if single and not nested else "info"
            return words, words.removeprefix("when "), plain, 0.85 if plain == "warning" else 0.75
        case ast.For() | ast.AsyncFor():
            return "when the loop ends without returning", "nothing in the loop returns", "info", 0.75
        case ast.While():
            return "when the while loop ends without returning", "nothing in the loop returns", "info", 0.7
    return "at its end", "the last line runs", "info", 0.75


def _chain(node: ast.If) -> tuple[list[ast.expr], bool]:
    tests = [node.test]
    while len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        node = node.orelse[0]
        tests.append(node.test)
    return tests, bool(node.orelse)


def _ends(node: ast.If) -> list[ast.stmt]:
    found = [node.body[-1]]
    if node.orelse:
        found.extend(_ends(node.orelse[0]) if isinstance(node.orelse[0], ast.If) else [node.orelse[-1]])
    return found


def _exhaustive(tests: list[ast.expr]) -> bool:
    """Whether comparisons of the same two things cover <, = and >, or a condition and its opposite."""
    covered: set[str] = set()
    pair: tuple[str, str] | None = None
    for test in tests:
        if not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return False
        key = (ast.dump(test.left), ast.dump(test.comparators[0]))
        op = type(test.ops[0])
        if pair is not None and key == (pair[1], pair[0]):
            op = FLIPPED.get(op, op)
        elif pair is not None and key != pair:
            return False
        pair = pair or key
        covered |= {
            ast.Lt: {"<"},
            ast.Gt: {">"},
            ast.Eq: {"="},
            ast.LtE: {"<", "="},
            ast.GtE: {">", "="},
            ast.NotEq: {"<", ">"},
            ast.In: {"in"},
            ast.NotIn: {"not in"},
            ast.Is: {"is"},
            ast.IsNot: {"is not"},
        }[op]
    return covered >= {"<", "=", ">"} or covered >= {"in", "not in"} or covered >= {"is", "is not"}


def unreachable(program: Program, stmt: ast.stmt) -> Iterator[Finding]:
    """The first of the statements that can't be reached."""
    parent = program.parent(stmt)
    previous: ast.stmt | None = None
    for name in ("body", "orelse", "finalbody"):
        block = getattr(parent, name, None)
        if isinstance(block, list) and stmt in block:
            place = block.index(stmt)
            previous = block[place - 1] if place else None
    match previous:
        case ast.Return():
            reason = "the `return` before it always ends the function"
        case ast.Break():
            reason = "the `break` before it always leaves the loop"
        case ast.Continue():
            reason = "the `continue` before it always starts the next round"
        case ast.Raise():
            reason = "the `raise` before it always stops here"
        case ast.While():
            reason = f"the loop on line {previous.lineno} never ends"
        case ast.If():
            reason = "every branch above leaves"
        case ast.Expr():
            reason = "the call before it ends the program"
        case _:
            reason = "what stands before it always leaves"
    if isinstance(stmt, ast.Pass):
        return
    yield UNREACHABLE.at(program, stmt, symbol=headline(program, stmt), reason=reason)


_KINDS: dict[type[ast.stmt], str] = {
    ast.If: "if", ast.For: "for", ast.While: "while", ast.With: "with", ast.Try: "try", ast.Match: "match",
}  # fmt: skip


def headline(program: Program, stmt: ast.stmt) -> str:
    """A simple statement's code, or the first word of one that holds others."""
    return _KINDS.get(type(stmt)) or program.text(stmt)
