"""Loops that run once or never, and what is needless in them; and the rules of the files loop_*."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.loop_forms import counters, range_len, while_as_for
from ai_engine.analysis.checks.loop_variables import nested, variable
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import len_of, number, own, range_args
from ai_engine.analysis.findings import Finding, Severity
from ai_engine.analysis.program import Loop, Program
from ai_engine.analysis.tree import walk

RUNS_ONCE = Rule(
    name="loop-runs-once",
    category="logic",
    severity="warning",
    concept="loops",
    confidence=0.85,
    message="This loop never gets to a second round: the first one always ends with `{end}` (line {end_line}).",
    why="A loop that always leaves in its first round repeats nothing.",
    check="Print something as the first line of the body and count how often it appears.",
    fix="Leave the loop only under the condition that you mean, or move `{end}` behind the loop.",
    nudge="How often does the body of this loop run?",
)
EARLY_RETURN = Rule(
    name="return-too-early",
    category="logic",
    severity="warning",
    concept="return-values",
    confidence=0.9,
    message=(
        "The branch before this `return` returns too, so the loop decides everything by its first item and never "
        "looks at the rest."
    ),
    why=(
        "`return` ends the function at once; whether something holds for all, or for none, is known only "
        "after the loop."
    ),
    check="Call the function with a list whose second item, not its first, decides the answer.",
    fix="Return inside the loop only what one item can decide, and return the other answer after the loop.",
    nudge="After looking at the first item only, which of the two answers is already certain?",
)
EMPTY_RANGE = Rule(
    name="empty-range",
    category="logic",
    severity="warning",
    concept="range",
    confidence=0.95,
    message="`{symbol}` holds no numbers: {reason}.",
    why="range counts from the start towards the stop by the step, and stops before it would reach the stop.",
    check="Print list({symbol}).",
    fix="Swap the bounds, or give a step whose sign leads from the start to the stop.",
    nudge="Which numbers does `{symbol}` hold?",
)
EMPTY_LOOP = Rule(
    name="loop-over-nothing",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.9,
    message="This loop goes through `{symbol}`, which is empty, so its body never runs.",
    why="A for loop runs once for each item; without items it does nothing.",
    check="Put a print into the body: it never appears.",
    fix="Loop over the collection that you meant.",
)
ELSE_WITHOUT_BREAK = Rule(
    name="loop-else-without-break",
    category="logic",
    severity="info",
    concept="loop-else",
    confidence=0.8,
    message="The `else` of this loop always runs, because the loop has no `break`.",
    why="A loop's else means: no break happened. It doesn't mean: the condition was false.",
    check="Run it with and without items: the else part runs in both cases.",
    fix="Write the lines after the loop without else, or break where something was found.",
)
LAST_CONTINUE = Rule(
    name="pointless-continue",
    category="style",
    severity="info",
    concept="break-and-continue",
    confidence=0.9,
    message="This `continue` changes nothing: the round is over here anyway.",
    why="`continue` jumps to the next round; at the end of the body that happens by itself.",
    check="Take the line away and run the program: it does the same.",
    fix="Leave the `continue` out.",
)


def check(program: Program) -> Iterator[Finding]:
    """Everything about single loops."""
    for loop in program.either(ast.For, ast.While):
        yield from runs_once(program, loop)
        yield from else_without_break(program, loop)
    for node in program.all(ast.For):
        yield from empty(program, node)
        yield from variable(program, node)
        yield from range_len(program, node)
    for call in program.all(ast.Call):
        yield from empty_range(program, call)
    yield from nested(program)
    yield from pointless_continue(program)
    yield from counters(program)
    yield from while_as_for(program)


def _ends_with_return(stmts: list[ast.stmt]) -> bool:
    return bool(stmts) and isinstance(stmts[-1], ast.Return)


def runs_once(program: Program, loop: Loop) -> Iterator[Finding]:
    """The first round always leaves the loop."""
    if program.flow.repeats.get(loop, True):
        return
    last = loop.body[-1]
    if isinstance(loop, ast.For) and isinstance(last, ast.If) and _ends_with_return(last.body):
        if _ends_with_return(last.orelse):
            yield EARLY_RETURN.at(program, last.orelse[-1], about=last)
            return
        if len(last.orelse) == 1 and isinstance(last.orelse[0], ast.If):
            yield EARLY_RETURN.at(
                program, last, message="Every branch of this `if` returns, so the loop never looks at a second item."
            )
            return
    exits = [node for node in own(loop.body) if isinstance(node, ast.Return | ast.Break)]
    if not exits or isinstance(last, ast.Raise):
        return
    final = last if isinstance(last, ast.Return | ast.Break) else exits[-1]
    counts = isinstance(loop, ast.For) and not _takes_first(program, loop)
    severity: Severity = "warning" if counts else "info"
    if final is last and isinstance(final, ast.Return):
        yield EARLY_RETURN.at(
            program, final, severity=severity, confidence=EARLY_RETURN.confidence if counts else 0.7,
            message="This `return` stands inside the loop and ends it in the first round, so the loop looks at one "
            "item only.",
        )  # fmt: skip
        return
    end = "return" if isinstance(final, ast.Return) else "break"
    yield RUNS_ONCE.at(program, loop, end=end, end_line=final.lineno, severity=severity)


def _takes_first(program: Program, loop: ast.For) -> bool:
    """Whether the body only gives the first item a name or hands it out: a way to get one item of a collection."""
    for stmt in loop.body:
        if not isinstance(stmt, ast.Assign | ast.Return | ast.Break | ast.Delete):
            return False
    bound = [found for stmt in loop.body for node in own(stmt) for found in program.scopes.defs_at.get(node, ())]
    if any(isinstance(node, ast.Name) and program.symbol(node) is found.symbol and isinstance(node.ctx, ast.Load)
           for found in bound for node in own(loop.body)):  # fmt: skip
        return False
    targets = {program.symbol(node) for node in walk(loop.target)} - {None}
    read = {program.symbol(node) for node in own(loop.body) if isinstance(node, ast.Name)}
    return bool(targets & read)


def else_without_break(program: Program, loop: Loop) -> Iterator[Finding]:
    """`for … else` with no break."""
    if loop.orelse and not any(
        isinstance(node, ast.Break) and program.loop_of(node) is loop for node in own(loop.body)
    ):
        yield ELSE_WITHOUT_BREAK.at(program, loop.orelse[0])


def empty(program: Program, loop: ast.For) -> Iterator[Finding]:
    """A loop over an empty literal or an empty range."""
    node = loop.iter
    if (isinstance(node, ast.List | ast.Tuple) and not node.elts) or (
        isinstance(node, ast.Constant) and node.value == ""
    ):
        yield EMPTY_LOOP.at(program, node, symbol=program.text(node))


def empty_range(program: Program, node: ast.expr) -> Iterator[Finding]:
    """range(10, 0), range(len(x), 0), range(0, 5, -1)."""
    parts = range_args(program, node)
    if parts is None:
        return
    start, stop, step = parts
    step_value = 1 if step is None else number(step)
    start_value = 0 if start is None else number(start)
    stop_value = number(stop)
    if step_value is None or step_value == 0:
        return
    reason = ""
    if start_value is not None and stop_value is not None:
        if (stop_value - start_value) * step_value <= 0:
            if start_value == stop_value:
                reason = (
                    f"it starts and stops at {stop_value}" if start is not None else "its stop is 0 and it starts at 0"
                )
            else:
                direction = "down" if step_value > 0 else "up"
                reason = f"it starts at {start_value} and would have to go {direction} to {stop_value}"
    elif start is not None and stop_value is not None and stop_value <= 0 and step_value > 0:
        length = any(len_of(program, part) is not None for part in walk(start))
        if length or isinstance(start, ast.Name):
            reason = f"it counts up from {program.text(start)}, and {stop_value} lies below"
    elif start_value is not None and start_value <= 0 and step_value < 0 and len_of(program, stop) is not None:
        reason = f"it counts down from {start_value}, and {program.text(stop)} lies above"
    if reason:
        looped = isinstance(program.parent(node), ast.For | ast.comprehension)
        yield EMPTY_RANGE.at(program, node, symbol=program.text(node), reason=reason,
                             severity=None if looped else "info")  # fmt: skip


def pointless_continue(program: Program) -> Iterator[Finding]:
    """`continue` as the last statement of a loop's body, or at the end of its last if."""
    for node in program.all(ast.Continue):
        at: ast.AST = node
        parent = program.parent(node)
        while isinstance(parent, ast.If) and (parent.body[-1] is at or (parent.orelse and parent.orelse[-1] is at)):
            at, parent = parent, program.parent(parent)
        if isinstance(parent, ast.For | ast.While) and parent.body[-1] is at and at not in parent.orelse:
            yield LAST_CONTINUE.at(program, node)
