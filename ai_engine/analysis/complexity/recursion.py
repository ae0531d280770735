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
    Growth,
)
from ai_engine.analysis.complexity.nodes import of, walk
from ai_engine.analysis.complexity.values import Value
from ai_engine.analysis.tree import children

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
                states = states * (EXPONENTIAL if _is_selection(function, calls, name) else LINEAR)
        if states == LINEAR and all(_shrink(function, call) == "divide" for call in calls):
            states = LOG
        states = states if states != CONSTANT else LINEAR
        reason = (
            f"`{function.name}` (line {line}) remembers its results: each of {states.named()[2:-1]} is worked out once"
        )
        return Cost(states * own, (reason, *body.reasons), 0.75)
    in_loop = [call for call in calls if call.loops]
    if _visits(function) or _goes_down(function, in_loop):
        reason = f"`{function.name}` (line {line}) meets every element once"
        # The neighbours of all together are as many as the connections; a count to n is made for each anew.
        own = CONSTANT if own == LINEAR and not any(_counts(call) for call in in_loop) else own
        return Cost(LINEAR * own, (reason, *body.reasons), 0.7)
    if _result_doubles(function, calls):
        return Cost(EXPONENTIAL, (f"each call of `{function.name}` (line {line}) doubles what it collects",), 0.75)
    if in_loop:
        reason = (
            f"`{function.name}` (line {line}) calls itself in a loop, once for each choice, "
            f"and so does each of those calls"
        )
        return Cost(EXPONENTIAL, (reason,), 0.7)
    shrinks = [_shrink(function, call) for call in calls]
    together = _at_once(function, calls)
    if all(s == "part" for s in shrinks):
        return Cost(LINEAR * own, (f"`{function.name}` (line {line}) goes down into every part",), 0.7)
    if all(s == "divide" for s in shrinks) or ("divide" in shrinks and together == 1 and _asks_parity(function)):
        return _dividing(function, calls, together, own, body)
    if together >= 2:
        reason = (
            f"`{function.name}` (line {line}) calls itself {together} times with a problem hardly smaller: "
            f"the calls multiply"
        )
        return Cost(EXPONENTIAL, (reason,), 0.8)
    reason = f"`{function.name}` (line {line}) calls itself once for each step down"
    return Cost(LINEAR * own, (reason, *body.reasons), 0.75)


def depth(function: FunctionNode, calls: Sequence[SelfCall]) -> Growth:
    """How many calls are open at once."""
    return LOG if all(_shrink(function, call) == "divide" for call in calls) else LINEAR


def _counts(call: SelfCall) -> bool:
    """Whether the loop around a call counts to a number that grows, in place of going over neighbours."""
    loop = call.loops[-1]
    return isinstance(loop.node, ast.For) and loop.rounds != CONSTANT and _is_range(loop.node.iter)


def _is_range(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"


def _goes_down(function: FunctionNode, in_loop: Sequence[SelfCall]) -> bool:
    """A walk over a tree: into each neighbour but the one it came from, or into each child.

    What is put down before a call and taken up after it, or handed on longer, makes it a search over all paths.
    """
    if not in_loop or _taken_back(function):
        return False
    parameters = set(_parameters(function))
    for call in in_loop:
        loop = call.loops[-1].node
        if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
            return False
        over = loop.iter
        if isinstance(over, ast.Name) and over.id in parameters:
            over = ast.Attribute(over, "", ast.Load())  # an element of what was given
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and over.func.attr in ("get", "items"):
            over = over.func.value if over.func.attr == "items" else ast.Subscript(over.func.value, over.args[0])
        place = (
            over.slice if isinstance(over, ast.Subscript) else over.value if isinstance(over, ast.Attribute) else None
        )
        if not isinstance(place, ast.Name) or place.id not in parameters:
            return False
        if not any(isinstance(a, ast.Name) and a.id == loop.target.id for a in call.node.args):
            return False
        if any(isinstance(a, ast.BinOp) and isinstance(a.right, ast.List) for a in call.node.args):
            return False
    return True


def _taken_back(function: FunctionNode) -> set[str]:
    """The collections from which it takes again what it put there: it goes back on its path."""
    found: set[str] = set()
    assigned: dict[str, int] = {}
    for node in walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("remove", "discard", "pop"):
                found |= _names(node.func.value)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            place = ast.dump(node.targets[0])
            assigned[place] = assigned.get(place, 0) + 1
            # Marked a second time as something else, as a search does that has done with an element, it stays marked.
            stays = isinstance(node.value, ast.Constant) and bool(node.value.value)
            if assigned[place] > 1 and not stays:
                found |= _names(node.targets[0].value)
    return found


def _is_selection(function: FunctionNode, calls: Sequence[SelfCall], name: str) -> bool:
    """Whether a parameter's bits say what was chosen: `mask | 1 << j`. There are as many as subsets."""
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    for call in calls:
        place = names.index(name) - (len(names) - len(_parameters(function)) if len(names) > len(call.node.args) else 0)
        if 0 <= place < len(call.node.args):
            for part in walk(call.node.args[place]):
                if isinstance(part, ast.BinOp) and isinstance(part.op, (ast.BitOr, ast.BitXor, ast.BitAnd)):
                    if name in _names(part):
                        return True
    return False


def _asks_parity(function: FunctionNode) -> bool:
    """`if n % 2`: what takes one away in an odd case halves in the next."""
    return any(
        isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Mod, ast.BitAnd))
        for node in of(function, ast.If, ast.IfExp)
        for part in walk(node.test)
    )


def _asks_for_part(function: FunctionNode, calls: Sequence[SelfCall]) -> bool:
    """A query of a tree over a range: what lies outside of the part asked for is left at once.

    The part asked for is handed on as it is, or cut to a half; the range itself is halved.
    """
    names = _parameters(function)
    halves = _halved_names(function)
    kept = set(names)
    halved: set[str] = set()
    for call in calls:
        for name, given in zip(names, call.node.args, strict=False):
            cut = isinstance(given, ast.Call) and isinstance(given.func, ast.Name) and given.func.id in ("min", "max")
            if not (cut and name in _names(given)) and not (isinstance(given, ast.Name) and given.id == name):
                kept.discard(name)
                if _names(given) & halves or _names(given) & halved:
                    halved.add(name)
    moved = {name for name in names if name not in kept}
    for node in of(function, ast.If):
        leaves = any(isinstance(s, ast.Return) for s in node.body)
        for part in walk(node.test):
            if leaves and isinstance(part, ast.Compare) and isinstance(part.ops[0], (ast.Lt, ast.Gt, ast.LtE, ast.GtE)):
                asked = _names(part)
                if asked & kept and (asked & (moved | kept)) == asked and len(asked) > 1:
                    return True
    return False


def _dividing(function: FunctionNode, calls: Sequence[SelfCall], together: int, own: Any, body: Cost) -> Cost:
    name, line = function.name, function.lineno
    if together >= 2 and own == CONSTANT and _asks_for_part(function, calls):
        return Cost(LOG, (f"`{name}` (line {line}) goes down a tree to the part that is asked for",), 0.8)
    if together <= 1:
        growth = LOG if own == CONSTANT else own
        return Cost(growth, (f"`{name}` (line {line}) halves the problem each time", *body.reasons), 0.85)
    growth = LINEAR if own < LINEAR else LINEAR * LOG if own == LINEAR else own
    return Cost(growth, (f"`{name}` (line {line}) halves the problem and solves both halves", *body.reasons), 0.85)


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
    for node in of(function, ast.Assign, ast.If, ast.IfExp):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                held: ast.expr = target
                while isinstance(held, ast.Subscript):
                    if _names(held.slice) & parameters:
                        stored |= _names(held.value) - parameters
                    held = held.value
        elif isinstance(node, (ast.If, ast.IfExp)):
            looked |= _names(node.test)
    given = {name for n in of(function, ast.Return) if n.value is not None for name in _names(n.value)}
    return bool(stored & looked & given)


def _result_doubles(function: FunctionNode, calls: Sequence[SelfCall]) -> bool:
    """`rest + [[x] + r for r in rest]`, with `rest` from the call of itself."""
    own = {id(call.node) for call in calls}
    kept = {
        node.targets[0].id
        for node in of(function, ast.Assign)
        if id(node.value) in own and isinstance(node.targets[0], ast.Name)
    }
    for node in walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            one, other = _gone_over(node.left), _gone_over(node.right)
            if one & other & kept:
                return True
        if isinstance(node, ast.For) and _names(node.iter) & kept and _grows_by(node.body) >= 2:
            return True
    return False


def _gone_over(node: ast.expr) -> set[str]:
    """The names of which a side of a sum takes every element."""
    if isinstance(node, ast.Name):
        return {node.id}
    return {name for part in walk(node) if isinstance(part, ast.comprehension) for name in _names(part.iter)}


def _grows_by(body: Sequence[ast.stmt]) -> int:
    """How many elements a round adds."""
    return sum(
        isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in ("append", "add")
        for statement in body
        for part in walk(statement)
    )


def _climbs(function: FunctionNode, calls: Sequence[SelfCall]) -> bool:
    """The way up to a root, `find(parent[x])` where `parent[x] != x`, which union and find keep short."""
    for call in calls:
        if not any(isinstance(a, ast.Subscript) for a in call.node.args):
            return False
    given = {ast.dump(a) for call in calls for a in call.node.args if isinstance(a, ast.Subscript)}
    own = {id(call.node) for call in calls}
    for node in walk(function):
        if isinstance(node, ast.Assign) and id(node.value) in own:
            # What the way up ends at is noted under the element itself: the next way is short.
            if any(ast.dump(t).replace("Store()", "Load()") in given for t in node.targets):
                return True
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
    tested: set[str] = set()
    set_inside = {n.id for n in of(function, ast.Name) if isinstance(n.ctx, ast.Store)}
    for node in of(function, ast.If, ast.IfExp):
        tested |= _asked_for_marks(node.test, set_inside)
    return (marked_names(function) & tested) - _taken_back(function)


def _asked_for_marks(test: ast.expr, changing: set[str]) -> set[str]:
    """The collections of which a condition asks whether an element is marked: not how two elements compare."""
    if isinstance(test, ast.BoolOp):
        return {name for part in test.values for name in _asked_for_marks(part, changing)}
    if isinstance(test, ast.UnaryOp):
        return _asked_for_marks(test.operand, changing)
    if not isinstance(test, ast.Compare):
        return _names(test)
    found = set()
    sides = [test.left, *test.comparators]
    for op, one, other in zip(test.ops, sides, sides[1:], strict=False):
        if isinstance(op, (ast.In, ast.NotIn)):
            found |= _names(other)
        else:
            for side, mark in ((one, other), (other, one)):
                fixed = isinstance(mark, (ast.Constant, ast.UnaryOp)) or (
                    isinstance(mark, ast.Name) and mark.id not in changing
                )
                if fixed and not isinstance(side, (ast.Call, ast.BinOp)):
                    found |= _names(side)
    return found


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
        for node in of(function, ast.Assign):
            halved = any(
                isinstance(part, ast.BinOp) and isinstance(part.op, (ast.FloorDiv, ast.Div, ast.RShift))
                for part in walk(node.value)
            )
            if halved or (_names(node.value) & found and isinstance(node.value, (ast.Subscript, ast.Tuple))):
                for target in node.targets:
                    found |= {n.id for n in walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    found |= _parted(function)
    # Pivots part a list as halves do, on average.
    for node in of(function, ast.Assign):
        if isinstance(node.value, ast.ListComp):
            if any(isinstance(test, ast.Compare) for g in node.value.generators for test in g.ifs):
                found |= _names(node.targets[0])
    return found


def _parted(function: FunctionNode) -> set[str]:
    """Lists into which a loop parts its elements, each into one of two."""
    found: set[str] = set()
    for node in of(function, ast.If):
        if isinstance(node.test, ast.Compare) and node.orelse:
            one, other = _put_into(node.body), _put_into(node.orelse)
            if one and other and one != other:
                found |= one | other
    return found


def _put_into(body: Sequence[ast.stmt]) -> set[str]:
    return {
        part.func.value.id
        for statement in body
        for part in walk(statement)
        if isinstance(part, ast.Call)
        and isinstance(part.func, ast.Attribute)
        and part.func.attr == "append"
        and isinstance(part.func.value, ast.Name)
    }


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
