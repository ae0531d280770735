"""Recurrences: how often a function calls itself, and how much smaller the problem gets each time.

The solutions are the textbook ones: the master theorem for dividing, repeated substitution for subtracting.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ai_engine.analysis.complexity.growth import (
    CONSTANT,
    EXPONENTIAL,
    LINEAR,
    LOG,
    Cost,
)
from ai_engine.analysis.complexity.values import Value
from ai_engine.analysis.tree import children, walk

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class SelfCall:
    """One call of a function within itself: the call, its arguments' values, the loops around it."""

    node: ast.Call
    values: tuple[Value, ...]
    loops: tuple[Any, ...]


def solve(
    function: FunctionNode, calls: Sequence[SelfCall], body: Cost, names: Mapping[str, Value], remembered: bool = False
) -> Cost:
    """The cost of the whole recursion, `body` being one call's own work; `remembered` as if it kept its results."""
    unique = {id(call.node): call for call in calls}
    calls = list(unique.values())
    line = function.lineno
    own = body.growth
    if _climbs(function, calls):
        return Cost(own, (*body.reasons,), 0.6)
    if remembered or _remembers(function):
        states = CONSTANT
        for name in _parameters(function):
            value = names.get(name)
            if value is not None and value.kind in ("number", "unknown") and _changes(function, calls, name):
                states = states * LINEAR
        states = states if states != CONSTANT else LINEAR
        reason = f"{function.name} (line {line}) remembers its results: each is worked out once"
        return Cost(states * own, (reason, *body.reasons), 0.75)
    if _visits(function):
        reason = f"{function.name} (line {line}) meets every element once"
        own = CONSTANT if own == LINEAR else own
        return Cost(LINEAR * own, (reason, *body.reasons), 0.7)
    if _result_doubles(function, calls):
        return Cost(EXPONENTIAL, (f"each call of {function.name} (line {line}) doubles what it collects",), 0.75)
    in_loop = [call for call in calls if call.loops]
    if in_loop:
        reason = f"{function.name} (line {line}) calls itself in a loop, once for each choice"
        return Cost(EXPONENTIAL, (reason,), 0.7)
    shrinks = [_shrink(function, call) for call in calls]
    together = _at_once(function, calls)
    if all(s == "part" for s in shrinks):
        return Cost(LINEAR * own, (f"{function.name} (line {line}) goes down into every part",), 0.7)
    if all(s == "divide" for s in shrinks):
        return _dividing(function, together, own, body)
    if together >= 2:
        reason = f"{function.name} (line {line}) calls itself {together} times with a problem hardly smaller"
        return Cost(EXPONENTIAL, (reason,), 0.8)
    reason = f"{function.name} (line {line}) calls itself once for each step"
    return Cost(LINEAR * own, (reason, *body.reasons), 0.75)


def _dividing(function: FunctionNode, together: int, own: Any, body: Cost) -> Cost:
    name, line = function.name, function.lineno
    if together <= 1:
        growth = LOG if own == CONSTANT else own
        return Cost(growth, (f"{name} (line {line}) halves the problem each time", *body.reasons), 0.85)
    growth = LINEAR if own < LINEAR else LINEAR * LOG if own == LINEAR else own
    return Cost(growth, (f"{name} (line {line}) halves the problem and solves both halves", *body.reasons), 0.85)


def _parameters(function: FunctionNode) -> list[str]:
    return [a.arg for a in (*function.args.posonlyargs, *function.args.args) if a.arg not in ("self", "cls")]


def _changes(function: FunctionNode, calls: Sequence[SelfCall], name: str) -> bool:
    """Whether a parameter takes other values in the calls."""
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    for call in calls:
        shift = 1 if names and names[0] == "self" and isinstance(call.node.func, ast.Attribute) else 0
        place = names.index(name) - shift
        if 0 <= place < len(call.node.args):
            argument = call.node.args[place]
            if not (isinstance(argument, ast.Name) and argument.id == name):
                return True
    return False


def _remembers(function: FunctionNode) -> bool:
    """A cache by decorator, or by hand: it looks its arguments up and stores its result under them."""
    for decorator in function.decorator_list:
        text = ast.unparse(decorator)
        if any(word in text for word in ("cache", "memo")):
            return True
    parameters = set(_parameters(function))
    stored, looked = set(), set()
    for node in walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                held: ast.expr = target
                while isinstance(held, ast.Subscript):
                    if _names(held.slice) & parameters:
                        stored |= _names(held.value) - parameters
                    held = held.value
        elif isinstance(node, (ast.If, ast.IfExp)):
            looked |= _names(node.test)
    return bool(stored & looked) and any(isinstance(n, ast.Return) and n.value is not None for n in walk(function))


def _result_doubles(function: FunctionNode, calls: Sequence[SelfCall]) -> bool:
    """`rest + [[x] + r for r in rest]`, with `rest` from the call of itself."""
    own = {id(call.node) for call in calls}
    kept = {
        node.targets[0].id
        for node in walk(function)
        if isinstance(node, ast.Assign) and id(node.value) in own and isinstance(node.targets[0], ast.Name)
    }
    for node in walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                over = {
                    part.iter.id
                    for part in walk(other)
                    if isinstance(part, ast.comprehension) and isinstance(part.iter, ast.Name)
                }
                if isinstance(one, ast.Name) and one.id in kept & over:
                    return True
    return False


def _climbs(function: FunctionNode, calls: Sequence[SelfCall]) -> bool:
    """The way up to a root, `find(parent[x])` where `parent[x] != x`, which union and find keep short."""
    for call in calls:
        if not any(isinstance(a, ast.Subscript) for a in call.node.args):
            return False
    for node in walk(function):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)):
            for one, other in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
                if (
                    isinstance(one, ast.Subscript)
                    and isinstance(other, ast.Name)
                    and ast.dump(one.slice) == ast.dump(other)
                ):
                    return True
    return False


def calls_itself(function: FunctionNode) -> bool:
    """Whether it calls a function of its own name."""
    return any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == function.name)
            or (isinstance(node.func, ast.Attribute) and node.func.attr == function.name)
        )
        for node in walk(function)
    )


def marked_names(holder: ast.AST) -> set[str]:
    """The names of collections that are written to at an index, or added to."""
    marked: set[str] = set()
    for node in walk(holder):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add":
            marked |= _names(node.func.value)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            target: ast.expr = node.targets[0]
            while isinstance(target, ast.Subscript):
                target = target.value
            marked |= _names(target)
    return marked


def marks(function: FunctionNode) -> set[str]:
    """The collections in which a search marks what it met, asks for what is marked, and never takes a mark back."""
    undone = set()
    for node in walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("remove", "discard", "pop"):
                undone |= _names(node.func.value)
    assignments = [ast.dump(n.targets[0]) for n in walk(function) if isinstance(n, ast.Assign)]
    for node in walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            if assignments.count(ast.dump(node.targets[0])) > 1:  # marked and unmarked: backtracking
                undone |= _names(node.targets[0].value)
    tested: set[str] = set()
    for node in walk(function):
        if isinstance(node, (ast.If, ast.IfExp)):
            tested |= _names(node.test)
    return (marked_names(function) & tested) - undone


def _visits(function: FunctionNode) -> bool:
    """A search through a graph: what was met is marked, and only what isn't marked is gone into."""
    return bool(marks(function))


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in walk(node) if isinstance(n, ast.Name)}


def _shrink(function: FunctionNode, call: SelfCall) -> Literal["divide", "part", "subtract"]:
    halves = _halved_names(function)
    for argument in call.node.args:
        for node in walk(argument):
            if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.FloorDiv, ast.Div, ast.RShift)):
                return "divide"
            if isinstance(node, ast.Name) and node.id in halves:
                return "divide"
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and len(call.node.args) == 2:
                return "divide"  # Euclid
    parts = [a for a in call.node.args if isinstance(a, ast.Attribute)]
    return "part" if parts and not isinstance(call.node.args[0], ast.BinOp) else "subtract"


def _halved_names(function: FunctionNode) -> set[str]:
    """Names that stand for a half: `mid = (a + b) // 2`, and what is cut out with one."""
    found: set[str] = set()
    for _ in range(2):
        for node in walk(function):
            if isinstance(node, ast.Assign):
                halved = any(
                    isinstance(part, ast.BinOp) and isinstance(part.op, (ast.FloorDiv, ast.Div, ast.RShift))
                    for part in walk(node.value)
                )
                if halved or (_names(node.value) & found and isinstance(node.value, (ast.Subscript, ast.Tuple))):
                    for target in node.targets:
                        found |= {
                            n.id for n in walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
                        }
    # Pivots part a list as halves do, on average.
    for node in walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.ListComp):
            if any(isinstance(test, ast.Compare) for g in node.value.generators for test in g.ifs):
                found |= _names(node.targets[0])
    return found


def _at_once(function: FunctionNode, calls: Sequence[SelfCall]) -> int:
    """How many of the calls can happen in one run: those on different ways exclude one another."""
    wanted = {id(call.node) for call in calls}

    def count(statements: Sequence[ast.stmt]) -> tuple[int, bool]:
        total = 0
        for statement in statements:
            if isinstance(statement, ast.If):
                here = own(statement.test)
                one, left_one = count(statement.body)
                other, left_other = count(statement.orelse)
                if left_one and not left_other:
                    # The way that leaves is instead of all that follows.
                    rest, left = count(statements[statements.index(statement) + 1 :])
                    return total + here + max(one, other + rest), left
                total += here + max(one, other)
                if left_one and left_other:
                    return total, True
                continue
            if isinstance(statement, ast.Try):
                total += count([*statement.body, *statement.orelse])[0]
                continue
            total += own(statement)
            if isinstance(statement, (ast.Return, ast.Raise)):
                return total, True
        return total, False

    def own(node: ast.AST) -> int:
        if isinstance(node, ast.IfExp):
            return own(node.test) + max(own(node.body), own(node.orelse))
        here = 1 if id(node) in wanted else 0
        return here + sum(own(child) for child in children(node))

    return count(function.body)[0]
