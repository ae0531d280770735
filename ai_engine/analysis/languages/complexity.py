"""Time and space of programs in the other languages, from the nesting of their loops, their calls and recursion.

Simpler than Python's walk: values aren't followed, so the confidence is lower.
"""

from dataclasses import dataclass, field
from typing import Any

from ai_engine.analysis.complexity.growth import (
    CONSTANT,
    EXPONENTIAL,
    FREE,
    LINEAR,
    LINEARITHMIC,
    LOG,
    Cost,
    Growth,
)
from ai_engine.analysis.languages.program import LOOPS, Program
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node
from ai_engine.analysis.report import Performance

_SORTS = frozenset({
    "sort", "Sort", "Ints", "Strings", "Slice", "SliceStable", "stable_sort", "qsort", "sorted", "toSorted", "Float64s",
})  # fmt: skip
_SCANS = frozenset({
    "includes", "indexOf", "lastIndexOf", "find", "findIndex", "filter", "map", "reduce", "some", "every", "forEach",
    "reverse", "join", "concat", "slice", "splice", "shift", "unshift", "accumulate", "max_element", "min_element",
    "strlen", "strcpy", "strcat", "strcmp", "memset", "memcpy", "fill", "copy", "count", "split", "find_if",
    "Contains", "Join", "Split", "Repeat", "toCharArray", "substring", "copyOf", "copyOfRange", "keys", "values",
})  # fmt: skip
_LOGS = frozenset(
    {"lower_bound", "upper_bound", "binary_search", "binarySearch", "Search", "SearchInts", "poll", "offer"}
)
_DEEPEST = 40
_SHRINKS = frozenset({"/", ">>", ">>>"})


@dataclass
class _State:
    """What is known of the functions while one program is walked."""

    functions: dict[str, Node]
    known: dict[int, Cost] = field(default_factory=dict)
    active: list[int] = field(default_factory=list)
    called: set[str] = field(default_factory=set)


def performance(program: Program, names: Names) -> Performance:
    """The classes of the program and of each named function. Never raises on any tree."""
    named = {program.function_name(node).rpartition("::")[2]: node for node in program.functions}
    named.pop("", None)
    state = _State(named)
    functions: list[dict[str, Any]] = []
    costs: dict[str, Cost] = {}
    for name, node in named.items():
        cost = _function(program, names, state, node)
        costs[name] = cost
        functions.append(
            {
                "name": name,
                "line": node.line,
                "time_complexity": cost.growth.named(),
                "space_complexity": _space(program, state, node).named(),
                "reason": _reason(cost),
                "confidence": round(min(cost.sure, 0.7), 2),
            }
        )
    if program.is_script:
        whole = _block(program, names, state, program.root, 0)
        if whole.growth == CONSTANT and not state.called:
            whole = max(costs.values(), key=lambda one: one.growth, default=whole)
    else:
        whole = costs.get("main") or max(costs.values(), key=lambda one: one.growth, default=FREE)
    space = _space(program, state, program.root)
    return Performance(
        whole.growth.named(), space.named(), (), _reason(whole), round(min(whole.sure, 0.7), 2), tuple(functions)
    )


def _reason(cost: Cost) -> str:
    reasons = list(dict.fromkeys(reason for reason in cost.reasons if reason))
    if cost.growth == CONSTANT or not reasons:
        return "Nothing in it runs more often when the input grows."
    text = ", and inside it ".join(reasons[:3])
    return text[0].upper() + text[1:] + "."


def _function(program: Program, names: Names, state: _State, node: Node) -> Cost:
    if id(node) in state.known:
        return state.known[id(node)]
    if id(node) in state.active or len(state.active) > _DEEPEST:
        return FREE
    state.active.append(id(node))
    body = program.body(node)
    cost = _block(program, names, state, body, 0) if body is not None else FREE
    state.active.pop()
    cost = _recursion(program, node, cost)
    state.known[id(node)] = cost
    return cost


def _block(program: Program, names: Names, state: _State, node: Node, depth: int) -> Cost:
    """The dearest part of some code. Named functions inside of it cost where they are called."""
    best = FREE
    stack = list(node.children)
    while stack:
        one = stack.pop()
        role = program.role(one)
        if role in LOOPS and depth < _DEEPEST:
            body = program.body(one)
            inner = _block(program, names, state, body, depth + 1) if body is not None else FREE
            rounds, sure = _rounds(program, names, one)
            best = best.plus(inner.times(rounds, f"the loop on line {one.line}", sure))
            continue
        if role == "function" and (program.function_name(one) or node is program.root):
            continue
        if role == "call":
            best = best.plus(_call(program, names, state, one, depth))
        stack.extend(one.children)
    return best


def _call(program: Program, names: Names, state: _State, call: Node, depth: int) -> Cost:
    name = program.callee(call).replace("->", ".").replace("::", ".").rpartition(".")[2]
    own = state.functions.get(name)
    if own is not None:
        state.called.add(name)
        return _function(program, names, state, own)
    if name in _SORTS:
        return Cost(LINEARITHMIC, (f"sorting on line {call.line}",), 0.8)
    if name in _LOGS:
        return Cost(LOG, (f"{name} on line {call.line}",), 0.7)
    if name in _SCANS and not (program.is_java and name == "split"):
        inner = FREE
        for argument in program.arguments(call):
            body = program.body(argument) if program.role(argument) == "function" else None
            if body is not None and depth < _DEEPEST:
                inner = inner.plus(_block(program, names, state, body, depth + 1))
        return inner.times(LINEAR, f"{name} on line {call.line}, which goes over every element", 0.6)
    return FREE


def _rounds(program: Program, names: Names, loop: Node) -> tuple[Growth, float]:
    """How often a loop runs, and how sure that is."""
    role, condition, body = program.role(loop), program.condition(loop), program.body(loop)
    if role == "foreach":
        return LINEAR, 0.75
    changed = _changes(program, loop)
    asked = {program.source(part) for part in condition.walk() if part.kind == "identifier"} if condition else set()
    if any(kind == "scale" for name, kind in changed if name in asked or not asked) or _halves(program, body, asked):
        return LOG, 0.8
    if condition is not None and program.role(condition) == "binary":
        left, right = program.sides(condition)
        if left is not None and program.role(left) == "binary" and program.operator(left) == "*":
            one, other = program.sides(left)
            if program.source(one) == program.source(other):
                return LINEAR.root(), 0.8
        if right is not None and "sqrt" in program.source(right).lower():
            return LINEAR.root(), 0.8
        if role == "for" and _is_fixed(program, names, loop, left, right):
            return CONSTANT, 0.8
    if role in ("while", "do") and _goes_on(program, names, loop, asked, {name for name, _ in changed}):
        return CONSTANT, 0.6  # all rounds of the outer loop together make n
    return LINEAR, 0.7 if role == "for" else 0.55


def _is_fixed(program: Program, names: Names, loop: Node, left: Node | None, right: Node | None) -> bool:
    """A counting loop between two numbers."""
    start, _ = program.loop_parts(loop)
    limit = program.number(right)
    if limit is None:
        variable = names.variable(right)
        if variable is None or variable.kind != "field" or not variable.name.isupper():
            return False
    numbers = [program.number(part) for part in start.walk() if program.number(part) is not None] if start else []
    return bool(numbers)


def _changes(program: Program, loop: Node) -> list[tuple[str, str]]:
    """Names that a loop changes, by a step or by a factor."""
    found = []
    for node in loop.walk():
        role = program.role(node)
        if role == "update" and node.inner:
            found.append((program.source(node.inner[0]), "step"))
        elif role == "assign":
            left, right = program.sides(node)
            operator = program.operator(node)
            name = program.source(left)
            if operator in ("/=", "*=", ">>=", "<<=", ">>>="):
                found.append((name, "scale"))
            elif operator == "=" and right is not None:
                value = _unwrapped(program, right)
                scaled = program.role(value) == "binary" and program.operator(value) in ("/", ">>", "*", "<<", ">>>")
                same = scaled and name in (program.source(side) for side in program.sides(value))
                remainder = program.role(value) == "binary" and program.operator(value) == "%"
                found.append((name, "scale" if same or remainder else "set"))
            else:
                found.append((name, "step"))
    return found


def _unwrapped(program: Program, node: Node) -> Node:
    """Without `Math.floor(…)`, casts and parentheses."""
    bare = program.bare(node) or node
    if program.role(bare) == "call" and len(program.arguments(bare)) == 1:
        return program.bare(program.arguments(bare)[0]) or bare
    if bare.kind == "cast_expression":
        return program.bare(bare.part("value")) or bare
    return bare


def _halves(program: Program, body: Node | None, asked: set[str]) -> bool:
    """A search that takes the middle of its two ends."""
    if body is None or len(asked) < 2:
        return False
    middles = set()
    for node in body.walk():
        if node.kind in ("variable_declarator", "init_declarator", "short_var_declaration", "assignment_expression",
                         "assignment_statement"):  # fmt: skip
            value = program.source(node.part("value", "right")).replace(" ", "")
            if ("/2" in value or ">>1" in value) and sum(name in value for name in asked) >= 2:
                middles.add(program.source(node.part("name", "declarator", "left")))
    for node in body.walk():
        if program.role(node) == "assign" and program.operator(node) == "=":
            left, right = program.sides(node)
            text = program.source(right)
            if program.source(left) in asked and any(middle in text for middle in middles):
                return True
    return False


def _goes_on(program: Program, names: Names, loop: Node, asked: set[str], changed: set[str]) -> bool:
    """Whether an inner while loop goes on where it stopped in the outer loop's last round."""
    outer = next((one for one in loop.ancestors() if program.role(one) in (*LOOPS, "function")), None)
    if outer is None or program.role(outer) == "function":
        return False
    carriers = asked & changed
    if not carriers:
        return False
    for name in carriers:
        variable = names.scope_of(loop).find(name)
        if variable is None or outer.start <= variable.node.start:
            return False
        for place in variable.writes:
            if outer.start <= place.start < loop.start and place.parent is not None:
                if program.role(place.parent) == "assign" and program.operator(place.parent) == "=":
                    return False
    return True


def _recursion(program: Program, function: Node, body: Cost) -> Cost:
    name = program.function_name(function).rpartition("::")[2]
    block = program.body(function)
    if not name or block is None:
        return body
    calls = [
        node for node in block.walk()
        if program.role(node) == "call" and program.callee(node).rpartition(".")[2] in (name, f"this->{name}")
    ]  # fmt: skip
    if not calls:
        return body
    together = _together(program, calls)
    halves = any(_shrinks(program, call) for call in calls) or _splits(program, block)
    line = calls[0].line
    if halves:
        if together > 1:
            growth = LINEARITHMIC if body.growth == LINEAR else max(LINEAR, body.growth)
            return Cost(growth, (f"the recursion on line {line} splits its problem in two halves", *body.reasons), 0.7)
        growth = max(LOG, body.growth)
        return Cost(growth, (f"the recursion on line {line} halves its problem", *body.reasons), 0.7)
    in_loop = any(
        program.role(above) in LOOPS for call in calls for above in call.ancestors() if above.start > block.start
    )
    marks = _remembers(program, block)
    if (together > 1 or in_loop) and not marks:
        if all(program.role(one) != "binary" for call in calls for one in program.arguments(call)) and not in_loop:
            return body.times(LINEAR, f"the recursion on line {line} visits every node", 0.55)
        return Cost(EXPONENTIAL, (f"the recursion on line {line} calls itself several times for each call",), 0.65)
    if in_loop:
        return Cost(max(LINEAR, body.growth), (f"the recursion on line {line} visits everything once",), 0.5)
    return body.times(LINEAR, f"the recursion on line {line}", 0.65)


def _together(program: Program, calls: list[Node]) -> int:
    """How many of the calls one run of the function makes: those in different branches count once."""
    branches: dict[int, int] = {}
    for call in calls:
        holder = next(
            (one for one in call.ancestors() if program.role(one) in ("block", "return", "case", "ternary")), None
        )
        block = next((one for one in call.ancestors() if program.role(one) in ("block", "case")), None)
        key = id(block) if holder is None or program.role(holder) != "return" else id(holder)
        branches[key] = branches.get(key, 0) + 1
    return max(branches.values(), default=0)


def _shrinks(program: Program, call: Node) -> bool:
    return any(
        program.role(part) == "binary" and program.operator(part) in _SHRINKS
        for argument in program.arguments(call)
        for part in argument.walk()
    )


def _splits(program: Program, block: Node) -> bool:
    """Whether the function works out a middle."""
    for node in block.walk():
        if program.role(node) == "binary" and program.operator(node) in ("/", ">>", ">>>"):
            if program.number(program.sides(node)[1]) in (1, 2) and program.source(program.sides(node)[0]).count(
                "+"
            ) + (
                program.source(program.sides(node)[0]).count("ength")
                + program.source(program.sides(node)[0]).count("ize")
            ):
                return True
    return False


def _remembers(program: Program, block: Node) -> bool:
    """Whether results are stored in a collection, or visits marked there, and asked for first."""
    stored = any(
        program.role(node) == "assign" and program.role(node.part("left") or node) == "index" for node in block.walk()
    )
    stored = stored or any(
        program.role(node) == "call" and program.callee(node).rpartition(".")[2] in ("set", "put", "add", "insert")
        for node in block.walk()
    )
    asked = any(program.role(node) == "if" for node in block.walk())
    undone = any(
        program.role(node) == "call"
        and program.callee(node).rpartition(".")[2] in ("pop", "pop_back", "delete", "remove")
        for node in block.walk()
    )
    return stored and asked and not undone


_COLLECTING = frozenset({"push", "push_back", "add", "append", "put", "set", "insert", "emplace_back", "unshift"})
_CREATING = frozenset({"malloc", "calloc", "make", "slice", "split", "toCharArray", "map", "filter"})


def _space(program: Program, state: _State, node: Node) -> Growth:
    """What is kept at once: collections that grow, copies, the calls of a recursion."""
    for one in node.walk():
        role = program.role(one)
        if role == "call":
            name = program.callee(one).rpartition(".")[2]
            in_loop = any(program.role(above) in LOOPS for above in one.ancestors())
            if name in _CREATING or (name in _COLLECTING and in_loop):
                return LINEAR
            own = state.functions.get(name)
            if own is not None and own.start <= one.start < own.end:
                return LINEAR
        elif one.kind == "array_creation_expression":
            dimension = one.part("dimensions")
            if dimension is not None and dimension.inner and program.number(dimension.inner[0]) is None:
                return LINEAR
        elif one.kind == "array_declarator":
            size = one.part("size")
            if size is not None and program.number(size) is None and not program.source(size).isupper():
                return LINEAR
    return CONSTANT
