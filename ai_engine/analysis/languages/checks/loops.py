"""Loops without a body, without an end, with only one round, or that move away from their end."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.flow import always_true, has_break, leaves
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names, Variable
from ai_engine.analysis.languages.tree import Node

EMPTY = Rule(
    name="empty-loop-body",
    category="logic",
    severity="warning",
    concept="loops",
    confidence=0.95,
    message="The semicolon right after the heading is the whole body of the {word} loop: it repeats nothing.",
    why="The block below isn't part of the loop and runs once, after it{ending}.",
    check="Put an output in the block below and count how often it appears.",
    fix="Take the semicolon after the loop's heading away.",
    nudge="Which statement does the loop repeat?",
)
ENDLESS = Rule(
    name="infinite-loop",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.93,
    message=(
        "Nothing in the loop changes {watched}, so `{symbol}` stays as it is and the loop never ends once it started."
    ),
    why="A loop ends when its condition becomes false, and for that something in the condition must change.",
    check="Show {watched} with {show} in each round.",
    fix="Change what the condition asks for inside of the loop, in the direction that ends it.",
    nudge="What must happen so that the condition becomes false?",
)
NO_EXIT = Rule(
    name="infinite-loop",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.9,
    message="The loop has no end: its condition is always true, and no break or return leaves it.",
    why="A loop without a way out keeps the program busy for ever.",
    check="Put an output behind the loop: it never appears.",
    fix="Add a condition under which the loop is left.",
    nudge="When should this loop be over?",
)
AWAY = Rule(
    name="loop-moves-away",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.93,
    message="`{name}` {moves}, away from the end that `{symbol}` asks for.",
    why="The counter must move towards the value at which the condition becomes false.",
    check="Show `{name}` with {show} in each round.",
    fix="Turn the step or the comparison round.",
    nudge="Does `{name}` come closer to the end with each round?",
)
NEVER_RUNS = Rule(
    name="empty-range",
    category="logic",
    severity="warning",
    concept="for-loops",
    confidence=0.92,
    message="The loop never runs: `{name}` starts at {start}, where `{symbol}` is already false.",
    why="The condition is asked before the first round too.",
    check="Put an output into the loop: it never appears.",
    fix="Check the start value and the sign of the comparison.",
    nudge="What is the condition's answer before the first round?",
)
ONCE = Rule(
    name="loop-runs-once",
    category="logic",
    severity="warning",
    concept="loops",
    confidence=0.88,
    message="The loop is always left in its first round, by the {word} on line {exit_line}.",
    why="What stands in a loop should be able to happen several times.",
    check="Put an output at the start of the loop and count how often it appears.",
    fix="Put the {word} under a condition, or behind the loop.",
    nudge="What happens at the end of the first round?",
)
CHANGED = Rule(
    name="loop-variable-changed",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.7,
    message="`{name}` is changed in the body of the loop that counts it too.",
    why="Two places that move one counter make it hard to see how often the loop runs.",
    check="Show `{name}` with {show} in each round.",
    fix="Let only the heading count, or use a while loop.",
    nudge="Who decides how often this loop runs?",
)


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about loops."""
    for node in program.of("for", "foreach", "while"):
        yield from _empty(program, node)
    for node in program.of("for", "while", "do"):
        yield from _endless(program, names, node)
    for node in program.of("for"):
        yield from _counting(program, names, node)
    for node in program.of("for", "foreach", "while"):
        yield from _once(program, node)


def _empty(program: Program, node: Node) -> Iterator[Finding]:
    body = program.body(node)
    if body is None or not (program.role(body) == "empty" or body.kind == ";"):
        return
    role = program.role(node)
    condition = program.condition(node)
    if role in ("while", "for"):
        # A heading that does the work itself: `while (*p++);`, `for (; s[n]; n++);`
        works = condition is not None and any(
            program.role(part) in ("call", "update", "assign", "new") for part in condition.walk()
        )
        if works:
            return
        if role == "for" and not _block_follows(program, node):
            return
        if node.parent is not None and node.parent.kind == "do_statement":
            return
    word = "while" if role == "while" else "for"
    ending = ", if the loop ends at all" if role == "while" else ""
    yield EMPTY.at(program, body, symbol=";", word=word, ending=ending)


def _block_follows(program: Program, node: Node) -> bool:
    if node.parent is None:
        return False
    siblings = [one for one in node.parent.children if one.named]
    place = siblings.index(node) if node in siblings else -1
    if place < 0 or place + 1 >= len(siblings):
        return False
    following = siblings[place + 1]
    return program.role(following) == "block" or following.column > node.column


def _endless(program: Program, names: Names, node: Node) -> Iterator[Finding]:
    body, condition = program.body(node), program.condition(node)
    if body is None:
        return
    if always_true(program, condition):
        if not _has_way_out(program, body) and not _waits(program, body) and program.statements(body):
            yield NO_EXIT.at(program, node, symbol=program.short(condition) or "for")
        return
    if condition is None or _has_way_out(program, body):
        return
    watched, sized = _watched(program, condition)
    if not watched:
        return
    inside = [one for one in (body, program.loop_parts(node)[1]) if one is not None]
    for name in watched:
        variable = names.variable(name)
        if (
            variable is None
            or variable.kind not in ("variable", "parameter")
            or not _is_own(program, names, variable, node)
        ):
            return
        if name in sized:
            if any(_may_resize(program, read) for read in variable.reads if _in(body, read)):
                return
        elif _is_reached_otherwise(program, variable.reads):
            return
        for place in variable.writes:
            if any(one.start <= place.start < one.end for one in inside):
                return
    shown = " or ".join(f"`{name}`" for name in dict.fromkeys(program.source(name) for name in watched))
    yield ENDLESS.at(program, node, symbol=program.short(condition), watched=shown)


def _watched(program: Program, condition: Node) -> tuple[list[Node], list[Node]]:
    """The names that a condition asks for, and those of them that it only asks for their length.

    Empty where it asks for something that can change out of sight.
    """
    watched: list[Node] = []
    sized: list[Node] = []
    stack = [condition]
    while stack:
        part = stack.pop()
        owner = _measured(program, part)
        if owner is not None:
            sized.append(owner)
            watched.append(owner)
            continue
        role = program.role(part)
        if role in ("call", "index", "member", "update", "assign", "new") or part.kind in (
            "pointer_expression", "await_expression", "yield_expression", "instanceof_expression", "field_expression",
        ):  # fmt: skip
            return [], []
        if role == "unary" and program.operator(part) in ("*", "<-", "typeof"):
            return [], []
        if part.kind == "identifier":
            watched.append(part)
        stack.extend(reversed(part.children))
    return watched, sized


def _measured(program: Program, node: Node) -> Node | None:
    """The name in `a.length`, `a.size()`, `len(a)`."""
    role = program.role(node)
    if role == "member" and program.source(node.part("property", "field")) == "length":
        owner = node.part("object")
    elif role == "call" and program.callee(node).split(".")[-1] in ("size", "length") and not program.arguments(node):
        owner = node.part("object")
        function = node.part("function")
        if function is not None:
            owner = function.part("argument", "object")
    elif role == "call" and program.callee(node) in ("len", "strlen") and len(program.arguments(node)) == 1:
        owner = program.arguments(node)[0]
    else:
        return None
    return owner if owner is not None and owner.kind == "identifier" else None


def _may_resize(program: Program, read: Node) -> bool:
    """Whether a use of a collection may change its length: a method call, or handing it to a function."""
    parent = read.parent
    if parent is None:
        return False
    if program.role(parent) == "index" or _measured(program, parent) is read:
        return False
    above = parent.parent
    return above is None or _measured(program, above) is not read


def _is_own(program: Program, names: Names, variable: Variable, loop: Node) -> bool:
    """Whether only the loop's own function can change a variable."""
    if variable.scope.function is not None:
        return variable.scope.function is names.scope_of(loop).function
    return (
        program.is_script
        and names.scope_of(loop).function is None
        and all(names.scope_of(place).function is None for place in variable.writes)
    )


def _is_reached_otherwise(program: Program, reads: list[Node]) -> bool:
    """Whether something else may change the variable: by its address, by a reference, by reading a stream."""
    for read in reads:
        parent = read.parent
        if parent is None:
            continue
        if parent.kind in ("pointer_expression", "reference_declarator") or program.source(parent).startswith("&"):
            return True
        if parent.kind == "binary_expression" and program.operator(parent) == ">>":
            return True
        if program.language == "cpp" and parent.kind == "argument_list":
            return True  # it may be handed over by reference
        if parent.kind in ("unary_expression",) and program.operator(parent) == "&":
            return True
    return False


def _has_way_out(program: Program, body: Node) -> bool:
    if has_break(program, body):
        return True
    for node in body.walk():
        role = program.role(node)
        if role in ("return", "throw", "goto") or node.kind in (
            "throw_expression",
            "yield_expression",
            "await_expression",
        ):
            return True
        if role == "continue" and node.inner:
            return True
        if role == "call":
            name = program.callee(node)
            if "exit" in name.lower() or name in ("panic", "abort", "longjmp") or name.startswith("log.Fatal"):
                return True
    return False


def _waits(program: Program, body: Node) -> bool:
    """A server's or a device's loop is meant to run for ever."""
    return any(
        word in program.callee(node).lower()
        for node in body.walk()
        if program.role(node) == "call"
        for word in ("sleep", "accept", "wait", "listen", "delay", "recv", "select", "poll", "take", "next")
    ) or any(node.kind in ("select_statement", "receive_statement", "send_statement") for node in body.walk())


def _counting(program: Program, names: Names, node: Node) -> Iterator[Finding]:
    start, step = program.loop_parts(node)
    condition = program.condition(node)
    body = program.body(node)
    if condition is None or step is None or program.role(condition) != "binary":
        return
    left, right = program.sides(condition)
    operator = program.operator(condition)
    if left is None or right is None or left.kind != "identifier":
        return
    name = program.source(left)
    up = _direction(program, step, name)
    inside = [one for one in (names.variable(left).writes if names.variable(left) else []) if _in(body, one)]  # type: ignore[union-attr]
    if up is None or names.variable(left) is None:
        return
    if inside:
        yield CHANGED.at(program, inside[0], name=name)
        return
    away = (up and operator in (">", ">=")) or (not up and operator in ("<", "<="))
    first = _first_value(program, start, name)
    last = program.number(right)
    if away:
        if first is not None and last is not None and not _holds(first, operator, last):
            yield NEVER_RUNS.at(program, condition, name=name, start=first)
        elif body is not None and not has_break(program, body) and "unsigned" not in program.source(start):
            moves = "grows with each round" if up else "gets smaller with each round"
            if not _has_way_out(program, body):
                yield AWAY.at(program, condition, name=name, moves=moves)
    elif first is not None and last is not None and operator in ("<", "<=", ">", ">="):
        if not _holds(first, operator, last):
            yield NEVER_RUNS.at(program, condition, name=name, start=first)


def _in(body: Node | None, node: Node) -> bool:
    return body is not None and body.start <= node.start < body.end


def _direction(program: Program, step: Node, name: str) -> bool | None:
    """Whether a step makes the counter grow; None where it can't be told."""
    if step.kind == "expression_statement" and step.inner:
        step = step.inner[0]
    role, operator = program.role(step), program.operator(step)
    if role == "update":
        target = step.inner[0] if step.inner else None
        if program.source(target) != name:
            return None
        return operator == "++"
    if role == "assign" and program.source(program.sides(step)[0]) == name and operator in ("+=", "-="):
        value = program.number(program.sides(step)[1])
        if value is None or value == 0:
            return None
        return (operator == "+=") == (value > 0)
    return None


def _first_value(program: Program, start: Node | None, name: str) -> int | float | None:
    if start is None:
        return None
    for part in start.walk():
        if (
            part.kind in ("variable_declarator", "init_declarator")
            and program.source(part.part("name", "declarator")) == name
        ):
            return program.number(part.part("value"))
        if program.role(part) == "assign" and program.source(program.sides(part)[0]) == name:
            return program.number(program.sides(part)[1])
        if part.kind == "short_var_declaration" and program.source(part.part("left")) == name:
            right = part.part("right")
            return program.number(right.inner[0]) if right is not None and len(right.inner) == 1 else None
    return None


def _holds(first: float, operator: str, last: float) -> bool:
    return {"<": first < last, "<=": first <= last, ">": first > last, ">=": first >= last}[operator]


def _once(program: Program, node: Node) -> Iterator[Finding]:
    body = program.body(node)
    statements = program.statements(body)
    if not statements or body is None or program.role(body) != "block":
        return
    last = statements[-1]
    if program.role(last) not in ("break", "return") and not (program.role(last) == "if" and leaves(program, last)):
        return
    if any(program.role(part) == "continue" for part in body.walk()):
        return
    exits = [part for part in last.walk() if program.role(part) in ("break", "return", "throw", "goto")]
    if not exits or any(program.role(one) not in ("break", "return") for one in exits):
        return
    if program.role(node) == "foreach" and program.role(last) in ("return", "break") and len(statements) == 1:
        return  # taking the first element
    if program.role(node) == "while" and program.role(last) == "break":
        if always_true(program, program.condition(node)) and len(statements) > 1:
            return  # `while (true) { …; break; }` with gotos or continues in mind
    if program.role(node) == "foreach" and program.role(last) != "if":
        return
    word = program.source(exits[0]).split()[0].rstrip(";")
    yield ONCE.at(program, node, symbol=word, word=word, exit_line=exits[0].line)
