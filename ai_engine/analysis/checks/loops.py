"""Loops that run once or never, whose variable is changed in vain, and loop patterns with a better form."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_bool, len_of, loads_of, number, own, range_args
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Loop, Program
from ai_engine.analysis.tree import walk

RUNS_ONCE = Rule(
    name="loop-runs-once",
    category="logic",
    severity="warning",
    concept="loops",
    confidence=0.85,
    message="This loop never gets to a second round: the first one always ends with `{end}` (line {end_line}).",
    why="A loop that always leaves in its first round looks at one item only.",
    check="Print the loop's variable as the first line of the body and count how often it appears.",
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
        "Both branches of this `if` return, so the loop decides everything by its first item and never "
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
VARIABLE_CHANGED = Rule(
    name="loop-variable-changed",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.8,
    message="Changing `{symbol}` inside `for {symbol} in …` doesn't change the course of the loop.",
    why="At the start of each round the for loop gives `{symbol}` its next value, whatever it was before.",
    check="Print `{symbol}` at the start of each round.",
    fix="Use a variable of its own for this, or a while loop if you want to steer the steps yourself.",
    nudge="Who decides the value of `{symbol}` at the start of the next round?",
)
ITEM_CHANGED = Rule(
    name="item-changed-in-vain",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.85,
    message="This line gives the variable `{symbol}` a new value that nothing uses; `{items}` itself stays as it is.",
    why="The loop's variable is a name for the item; assigning to the name doesn't change the collection.",
    check="Print `{items}` after the loop.",
    fix="Collect the new values in a new list, or assign them to their positions.",
    nudge="What does this line change: the variable, or the collection?",
)
SAME_VARIABLE = Rule(
    name="nested-loops-share-variable",
    category="logic",
    severity="warning",
    concept="nested-loops",
    confidence=0.85,
    message="The inner loop uses `{symbol}` too, so it overwrites the outer loop's `{symbol}` (line {outer}).",
    why="After the inner loop `{symbol}` holds the inner loop's last value.",
    check="Print `{symbol}` before and after the inner loop.",
    fix="Give the inner loop a variable of its own.",
    nudge="What is `{symbol}` after the inner loop?",
)
UNUSED_VARIABLE = Rule(
    name="unused-loop-variable",
    category="style",
    severity="info",
    concept="for-loops",
    confidence=0.6,
    message="The loop gives `{symbol}` each item in turn, but the body never uses it.",
    why="A loop over items usually does something with each one; perhaps another name was meant in the body.",
    check="Look for the place in the body where the item should be used.",
    fix="Use `{symbol}` in the body, or name it `_` if only the number of rounds matters.",
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
RANGE_LEN = Rule(
    name="range-len",
    category="style",
    severity="info",
    concept="enumerate",
    confidence=0.8,
    message="This loop counts `{symbol}` only to look up `{item}`; {better}.",
    why="Going over the items themselves is easier to read and leaves no room for index mistakes.",
    check="Look whether `{symbol}` is used for anything but `{item}`.",
    fix="Loop over the items of `{sequence}`, with enumerate where the position is needed too.",
)
MANUAL_COUNTER = Rule(
    name="manual-counter",
    category="style",
    severity="info",
    concept="enumerate",
    confidence=0.7,
    message="`{symbol}` counts the rounds of this for loop by hand.",
    why="enumerate counts along, so the counter can't be forgotten or moved.",
    check="Compare `{symbol}` with the numbers that enumerate gives.",
    fix="Let enumerate give position and item together.",
)
WHILE_AS_FOR = Rule(
    name="while-counts",
    category="style",
    severity="info",
    concept="for-loops",
    confidence=0.6,
    message="This while loop only counts `{symbol}` up in equal steps; a for loop over a range does that by itself.",
    why="In a for loop the start, the bound and the step stand in one line and none can be forgotten.",
    check="Find the three lines that a `for … in range(…)` would replace.",
    fix="Use a for loop over a range.",
)
CHANGED_ITERATOR = Rule(
    name="loop-overwrites-its-collection",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.7,
    message="The loop's variable has the same name as the collection it goes through, `{symbol}`.",
    why="After the loop `{symbol}` is the last item; the collection can't be reached by its name any more.",
    check="Print `{symbol}` after the loop.",
    fix="Give the item a name of its own, such as the singular.",
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
            yield EARLY_RETURN.at(program, last)
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
    severity = "warning" if isinstance(loop, ast.For) else "info"
    if isinstance(final, ast.Break) and isinstance(loop, ast.For):
        severity = "warning"
    yield RUNS_ONCE.at(
        program, loop, end="return" if isinstance(final, ast.Return) else "break", end_line=final.lineno,
        severity="warning" if severity == "warning" else "info",
    )  # fmt: skip


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


def variable(program: Program, loop: ast.For) -> Iterator[Finding]:
    """The loop's own variable: changed in vain, never used, or hiding the collection."""
    names = [node for node in walk(loop.target) if isinstance(node, ast.Name)]
    symbols = {program.symbol(node): node for node in names}
    for stmt in own(loop.body):
        if isinstance(stmt, ast.AugAssign) and program.symbol(stmt.target) in symbols:
            if _used_after(program, stmt, loop):
                continue
            if range_args(program, loop.iter) is not None:
                yield VARIABLE_CHANGED.at(program, stmt, symbol=program.text(stmt.target))
            elif program.types.is_(stmt.target, "int", "float", "str", "bool"):
                yield ITEM_CHANGED.at(
                    program, stmt, symbol=program.text(stmt.target), items=program.text(loop.iter, 30)
                )
        elif (
            isinstance(stmt, ast.Assign)
            and len(stmt.targets) == 1
            and isinstance(stmt.targets[0], ast.Name)
            and program.symbol(stmt.targets[0]) in symbols
            and isinstance(stmt.value, ast.BinOp | ast.Constant | ast.Call)
            and not _used_after(program, stmt, loop)
        ):
            if range_args(program, loop.iter) is not None:
                yield VARIABLE_CHANGED.at(program, stmt, symbol=stmt.targets[0].id)
            else:
                yield ITEM_CHANGED.at(program, stmt, symbol=stmt.targets[0].id, items=program.text(loop.iter, 30))
    for symbol, node in symbols.items():
        if symbol is None:
            continue
        if isinstance(loop.iter, ast.Name) and program.symbol(loop.iter) is symbol:
            yield CHANGED_ITERATOR.at(program, loop.target, symbol=node.id)
        elif (
            len(names) == 1
            and not node.id.startswith("_")
            and range_args(program, loop.iter) is None
            and not symbol.scope.calls_locals
            and not any(found in program.flow.reaching.get(load, ()) for found in program.scopes.defs_at.get(node, ())
                        for load in symbol.loads)
            and not symbol.captured
            and not any(isinstance(load, ast.Name) and load not in program.flow.reaching for load in symbol.loads)
        ):  # fmt: skip
            yield UNUSED_VARIABLE.at(program, node, symbol=node.id)


def _used_after(program: Program, stmt: ast.stmt, loop: ast.For) -> bool:
    target = (
        stmt.target if isinstance(stmt, ast.AugAssign) else stmt.targets[0] if isinstance(stmt, ast.Assign) else None
    )
    symbol = program.symbol(target) if target is not None else None
    if symbol is None or target is None:
        return True
    mine = program.scopes.defs_at.get(target, [])
    return any(found in program.flow.reaching.get(load, ()) for found in mine for load in symbol.loads)


def nested(program: Program) -> Iterator[Finding]:
    """An inner for loop that binds the outer loop's variable."""
    for inner in program.all(ast.For):
        outer = program.loop_of(inner)
        while outer is not None:
            if isinstance(outer, ast.For):
                mine = {program.symbol(node) for node in walk(inner.target) if isinstance(node, ast.Name)}
                for node in walk(outer.target):
                    symbol = program.symbol(node)
                    if isinstance(node, ast.Name) and symbol is not None and symbol in mine:
                        mine_defs = set(program.scopes.region_defs.get(inner, ()))
                        inside = set(loads_of(program, symbol, inner))
                        later = [
                            load
                            for load in loads_of(program, symbol, outer.body)
                            if load not in inside and mine_defs & program.flow.reaching.get(load, frozenset())
                        ]
                        if loads_of(program, symbol, outer.body):
                            yield SAME_VARIABLE.at(
                                program, inner.target, symbol=node.id, outer=outer.lineno,
                                severity="warning" if later else "info",
                            )  # fmt: skip
            outer = program.loop_of(outer)


def pointless_continue(program: Program) -> Iterator[Finding]:
    """`continue` as the last statement of a loop's body, or at the end of its last if."""
    for node in program.all(ast.Continue):
        at: ast.AST = node
        parent = program.parent(node)
        while isinstance(parent, ast.If) and (parent.body[-1] is at or (parent.orelse and parent.orelse[-1] is at)):
            at, parent = parent, program.parent(parent)
        if isinstance(parent, ast.For | ast.While) and parent.body[-1] is at and at not in parent.orelse:
            yield LAST_CONTINUE.at(program, node)


def range_len(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`for i in range(len(x))` whose body only reads `x[i]`."""
    parts = range_args(program, loop.iter)
    if parts is None or not isinstance(loop.target, ast.Name):
        return
    start, stop, step = parts
    sequence = len_of(program, stop)
    symbol = program.symbol(loop.target)
    if sequence is None or step is not None or (start is not None and number(start) != 0) or symbol is None:
        return
    text = program.text(sequence)
    lookups = others = 0
    for node in loads_of(program, symbol, loop.body):
        around = program.parent(node)
        if isinstance(around, ast.Subscript) and around.slice is node and program.text(around.value) == text:
            if not isinstance(around.ctx, ast.Load):
                return
            lookups += 1
        else:
            if isinstance(around, ast.BinOp):
                return
            others += 1
    if lookups:
        name = loop.target.id
        better = (
            "`for item in …` over the items is enough" if not others else "enumerate gives position and item together"
        )
        yield RANGE_LEN.at(program, loop.iter, symbol=name, item=f"{text}[{name}]", sequence=text, better=better)


def counters(program: Program) -> Iterator[Finding]:
    """`i = 0` before a for loop and `i += 1` as part of every round."""
    for loop in program.all(ast.For):
        for stmt in loop.body:
            if (
                isinstance(stmt, ast.AugAssign)
                and isinstance(stmt.op, ast.Add)
                and number(stmt.value) == 1
                and isinstance(stmt.target, ast.Name)
            ):
                symbol = program.symbol(stmt.target)
                if symbol is None:
                    continue
                used = [
                    node
                    for node in loads_of(program, symbol, loop.body)
                    if isinstance(program.parent(node), ast.Subscript)
                ]
                inside = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
                if used and len(inside) == 1:
                    yield MANUAL_COUNTER.at(program, stmt, symbol=stmt.target.id)


def while_as_for(program: Program) -> Iterator[Finding]:
    """`while i < n: …; i += 1` with no other change of i."""
    for loop in program.all(ast.While):
        test, last = loop.test, loop.body[-1]
        if (
            isinstance(test, ast.Compare)
            and len(test.ops) == 1
            and isinstance(test.ops[0], ast.Lt | ast.LtE)
            and isinstance(test.left, ast.Name)
            and isinstance(last, ast.AugAssign)
            and isinstance(last.op, ast.Add)
            and number(last.value) is not None
        ):
            symbol = program.symbol(test.left)
            if symbol is None or program.symbol(last.target) is not symbol:
                continue
            inside = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
            changed = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
            bound = [node for node in walk(test.comparators[0]) if isinstance(node, ast.Name)]
            leaving = any(isinstance(node, ast.Break | ast.Continue) for node in own(loop.body))
            if len(inside) == 1 and not leaving and not any(program.symbol(node) in changed for node in bound):
                if is_bool(test.comparators[0]):
                    continue
                yield WHILE_AS_FOR.at(program, loop, symbol=test.left.id)
