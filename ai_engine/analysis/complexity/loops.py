"""How often a `while` loop runs, read from how its condition's variables change in its body."""

import ast
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from ai_engine.analysis.complexity.growth import CONSTANT, LINEAR, LOG, Growth
from ai_engine.analysis.complexity.nodes import walk
from ai_engine.analysis.complexity.values import Value
from ai_engine.analysis.tree import children

Look = Callable[[ast.expr], Value]


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often, why, how sure, and the variables that carry the loop on."""

    growth: Growth
    why: str
    sure: float
    carriers: frozenset[str]


def while_rounds(node: ast.While, look: Look) -> Rounds:
    """The rounds of a while loop."""
    watched = {n.id for n in walk(node.test) if isinstance(n, ast.Name)}
    if _is_true(node.test):
        watched |= {n.id for test in _exits(node) for n in walk(test) if isinstance(n, ast.Name)}
    changes = [c for c in _changes(node.body) if c.name in watched or _is_true(node.test)]
    carriers = frozenset(c.name for c in changes)
    line = node.lineno
    if _halves_a_range(node, watched):
        return Rounds(LOG, f"the loop on line {line}, which halves its range each round,", 0.9, carriers)
    counted = [c for c in changes if c.kind in ("up", "down")]
    if counted and not _is_true(node.test) and isinstance(node.test, ast.BoolOp):
        if _counting(node, counted, look) == CONSTANT:
            return Rounds(CONSTANT, f"the loop on line {line}", 0.7, carriers)
    if any(c.kind == "remainder" for c in changes):
        return Rounds(LOG, f"the loop on line {line}, which goes on with remainders as Euclid did,", 0.85, carriers)
    scaled = [c for c in changes if c.kind == "scale"]
    if _climbs(node):
        return Rounds(CONSTANT, f"the loop on line {line}", 0.6, carriers)
    if scaled:
        only = {c.name for c in scaled}
        if not [c for c in counted if c.name in _names(node.test) and c.name not in only]:
            return Rounds(
                LOG, f"the loop on line {line}, which multiplies or divides its number each round,", 0.85, carriers
            )
    if _squares(node.test, {c.name for c in counted}):
        return Rounds(LINEAR.root(), f"the loop on line {line}, which stops at the square root,", 0.85, carriers)
    if counted and _raises(node.test, {c.name for c in counted}):
        return Rounds(LOG, f"the loop on line {line}, which counts powers,", 0.85, carriers)
    if counted:
        growth = _counting(node, counted, look)
        if growth == CONSTANT and _is_true(node.test):
            growth = LINEAR
        return Rounds(growth, f"the loop on line {line}", 0.8, carriers)
    if any(c.kind in ("take", "grow") for c in changes):
        return Rounds(
            LINEAR, f"the loop on line {line}, which works off a collection until it is empty,", 0.75, carriers
        )
    if changes and all(c.value is not None and c.name in _names(c.value) for c in changes):
        # A number that is replaced by its digits' sum, or another as small, gets there at once.
        if all(c.value is not None and look(c.value).magnitude() < LINEAR for c in changes):
            return Rounds(LOG, f"the loop on line {line}", 0.4, carriers)
    return Rounds(LINEAR, f"the loop on line {line}", 0.4, carriers)


@dataclass(frozen=True, slots=True)
class _Change:
    name: str
    kind: str  # up, down, scale, remainder, take, grow, other
    value: ast.expr | None = None  # the other value


def _is_true(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and bool(test.value)


def _exits(node: ast.While) -> Iterator[ast.expr]:
    """The conditions under which a `while True` is left."""
    for part in walk(node):
        if isinstance(part, ast.If) and any(isinstance(x, (ast.Break, ast.Return)) for s in part.body for x in walk(s)):
            yield part.test


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in walk(node) if isinstance(n, ast.Name)}


def _changes(body: Iterable[ast.stmt]) -> Iterator[_Change]:
    low = _lowest_bits(body)
    derived = _derived(body)
    for statement in body:
        for node in walk(statement):
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                taken = isinstance(node.value, ast.Name) and node.target.id in derived.get(node.value.id, ("", ()))[1]
                lowest = bool(_names(node.value) & low) or (taken and isinstance(node.op, ast.Sub))
                yield _Change(node.target.id, "scale" if lowest else _augmented(node))
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    yield from _assigned(target, node.value, derived)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and node.func.attr in ("pop", "popleft", "remove", "get"):
                    yield _Change(owner.id, "take")
                elif isinstance(owner, ast.Name) and node.func.attr in ("append", "add", "appendleft", "put"):
                    yield _Change(owner.id, "grow")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "heappop":
                yield from (_Change(name, "take") for a in node.args[:1] for name in _names(a))


def _lowest_bits(body: Iterable[ast.stmt]) -> set[str]:
    """Names that stand for a number's lowest bit, `k & -k`: taking it away is done as often as there are bits."""
    return {
        target.id
        for statement in body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.BinOp)
        and isinstance(statement.value.op, ast.BitAnd)
        and isinstance(statement.value.right, ast.UnaryOp)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _augmented(node: ast.AugAssign) -> str:
    if isinstance(node.op, (ast.Add, ast.Sub)):
        # i += i doubles.
        if _names(node.value) == _names(node.target):
            return "scale"
        return "up" if isinstance(node.op, ast.Add) else "down"
    if isinstance(node.op, (ast.Mult, ast.FloorDiv, ast.Div, ast.LShift, ast.RShift)):
        return "scale"
    if isinstance(node.op, ast.BitAnd) and _names(node.value) == _names(node.target):
        return "scale"  # n &= n - 1 takes one bit away
    return "remainder" if _is_remainder(node.op, node.value) else "other"


_Derived = Mapping[str, tuple[str, Collection[str]]]


def _derived(body: Iterable[ast.stmt]) -> _Derived:
    """Names that a round works out from others: whether as a remainder or a part, and from which."""
    found = {}
    for statement in body:
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            pairs = [(target, statement.value)]
            if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                pairs = list(zip(target.elts, statement.value.elts, strict=False))
            for one, value in pairs:
                if isinstance(one, ast.Name) and not isinstance(value, ast.Name):
                    kind = "remainder" if isinstance(value, ast.BinOp) and _is_remainder(value.op, value.right) else ""
                    found[one.id] = (kind, _names(value))
    return found


def _assigned(target: ast.expr, value: ast.expr, derived: _Derived) -> Iterator[_Change]:
    if isinstance(target, (ast.Tuple, ast.List)):
        parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "divmod":
            yield from (_Change(t.id, "scale") for t in target.elts if isinstance(t, ast.Name))
        if any(isinstance(p, ast.BinOp) and _is_remainder(p.op, p.right) for p in parts):
            yield from (_Change(t.id, "remainder") for t in target.elts if isinstance(t, ast.Name))
        else:
            for inner, part in zip(target.elts, parts, strict=False):
                yield from _assigned(inner, part, derived)
        return
    if not isinstance(target, ast.Name):
        return
    inside = value.args[0] if isinstance(value, ast.Call) and value.args and _is_int(value) else value
    if isinstance(inside, ast.BinOp) and target.id in _names(inside):
        if isinstance(inside.op, (ast.Add, ast.Sub)) and not _is_term(inside, target.id):
            # Put together anew from its own parts, as `s // 10 + s % 10`.
            scaled = any(isinstance(part, ast.BinOp) and _scales(part, target.id) for part in walk(inside))
            yield _Change(target.id, "scale" if scaled else "other", inside)
        elif isinstance(inside.op, (ast.Add, ast.Sub)):
            yield _Change(target.id, "up" if isinstance(inside.op, ast.Add) else "down")
        elif _scales(inside, target.id):
            yield _Change(target.id, "scale")
        else:
            yield _Change(target.id, "remainder" if _is_remainder(inside.op, inside.right) else "other", inside)
    elif isinstance(inside, ast.Name) and derived.get(inside.id, ("",))[0] == "remainder":
        yield _Change(target.id, "remainder", inside)
    elif isinstance(inside, ast.Subscript) and target.id in _names(inside):
        yield _Change(target.id, "take")
    else:
        yield _Change(target.id, "other", inside)


def _is_term(total: ast.expr, name: str) -> bool:
    """Whether a sum has the name itself as one of its terms."""
    if isinstance(total, ast.BinOp) and isinstance(total.op, (ast.Add, ast.Sub)):
        return _is_term(total.left, name) or _is_term(total.right, name)
    return isinstance(total, ast.Name) and total.id == name


def _is_remainder(op: ast.operator, divisor: ast.expr) -> bool:
    """The remainder by another variable, as Euclid takes; not a clock's, by a constant."""
    return isinstance(op, ast.Mod) and bool(_names(divisor))


def _scales(node: ast.BinOp, name: str) -> bool:
    """Whether it multiplies or divides, or takes one bit away as `n & (n - 1)` does."""
    if isinstance(node.op, ast.BitAnd):
        return _names(node.right) == {name}
    return isinstance(node.op, (ast.Mult, ast.FloorDiv, ast.Div, ast.LShift, ast.RShift))


def _is_int(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "int"


def _halves_a_range(node: ast.While, watched: set[str]) -> bool:
    """lo and hi move to a middle: `mid = (lo + hi) // 2` and an assignment from it to one that is watched."""
    middles: dict[str, set[str]] = {}
    for part in walk(node):
        if isinstance(part, ast.Assign) and len(part.targets) == 1 and isinstance(part.targets[0], ast.Name):
            value = part.value.args[0] if isinstance(part.value, ast.Call) and part.value.args else part.value
            for inner in walk(value):
                halved = isinstance(inner, ast.BinOp) and isinstance(inner.op, (ast.FloorDiv, ast.Div, ast.RShift))
                if halved and len(_names(inner)) >= 2:
                    middles[part.targets[0].id] = _names(inner)
    for part in walk(node):
        if isinstance(part, ast.Assign) and (used := _names(part.value) & set(middles)):
            ends = watched.union(*(middles[name] for name in used)) if _is_true(node.test) else watched
            if any(_names(target) & ends for target in part.targets):
                return True
    return False


def _climbs(node: ast.While) -> bool:
    """The way up to a root, `while parent[x] != x: x = parent[x]`, which union and find keep short.

    Where roots hold their size as a negative number, the way up ends there.
    """
    test = node.test
    if not isinstance(test, ast.Compare):
        return False
    if isinstance(test.ops[0], ast.GtE) and isinstance(test.left, ast.Subscript):
        zero = isinstance(test.comparators[0], ast.Constant) and test.comparators[0].value == 0
        return zero and any(isinstance(s, ast.Assign) and ast.dump(s.value) == ast.dump(test.left) for s in node.body)
    if not isinstance(test.ops[0], ast.NotEq):
        return False
    sides = (test.left, test.comparators[0])
    for one, other in (sides, sides[::-1]):
        if isinstance(one, ast.Subscript) and isinstance(other, ast.Name) and ast.dump(one.slice) == ast.dump(other):
            return True
    return False


def _squares(test: ast.expr, counted: set[str]) -> bool:
    """`i * i <= n` or `i ** 2 <= n`."""
    for node in walk(test):
        if isinstance(node, ast.BinOp):
            doubled = isinstance(node.op, ast.Mult) and ast.dump(node.left) == ast.dump(node.right)
            squared = isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 2
            if (doubled or squared) and _names(node) & counted:
                return True
    return False


def _raises(test: ast.expr, counted: set[str]) -> bool:
    """`1 << j <= n` or `2 ** j <= n`, with j counted."""
    return any(
        isinstance(part, ast.BinOp)
        and isinstance(part.op, (ast.LShift, ast.Pow))
        and isinstance(part.left, ast.Constant)
        and _names(part.right) & counted
        for part in walk(test)
    )


def _counting(node: ast.While, counted: Sequence[_Change], look: Look) -> Growth:
    """The rounds of a loop that counts. Of several conditions that must all hold, the first to fail ends it."""
    found = [growth for test in _conditions(node) if (growth := _until_it_fails(test, counted, look)) is not None]
    return min(found, default=LINEAR)


def _conditions(node: ast.While) -> Iterator[ast.expr]:
    tests, joint = (list(_exits(node)), ast.Or) if _is_true(node.test) else ([node.test], ast.And)
    for test in tests:
        yield from test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, joint) else [test]


def _until_it_fails(test: ast.expr, counted: Sequence[_Change], look: Look) -> Growth | None:
    """How far the counted variables can go while one condition holds; None where it doesn't ask for them."""
    sides = [test.left, *test.comparators] if isinstance(test, ast.Compare) else [test]
    asked = [_outside_of_brackets(side) for side in sides]
    growths: list[Growth] = []
    for change in counted:
        if not any(change.name in names for names in asked):
            # As the place of an element it stays within the list.
            growths.extend(look(part.value).iterated() for part in walk(test) if _is_place(part, change.name))
            continue
        if change.kind == "down":
            growths.append(look(ast.Name(change.name, ast.Load())).magnitude())
            continue
        bounds = [look(side) for side, names in zip(sides, asked, strict=True) if change.name not in names]
        bounds.extend(look(part) for side in sides for part in _less(side, change.name))
        growths.extend(bound.magnitude() for bound in bounds if bound.kind in ("number", "unknown"))
        if not bounds:
            growths.append(LINEAR)
    return max(growths, default=None)


def _is_place(part: ast.AST, name: str) -> TypeGuard[ast.Subscript]:
    return isinstance(part, ast.Subscript) and name in _outside_of_brackets(part.slice)


def _less(side: ast.expr, name: str) -> Iterator[ast.expr]:
    """What a counted variable is taken from: in `i - k >= 0` k can go as far as i."""
    for part in walk(side):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Sub) and name in _outside_of_brackets(part.right):
            yield part.left


def _outside_of_brackets(node: ast.expr) -> set[str]:
    """The names that a number is made of; not those that only say which element is meant."""
    if isinstance(node, ast.Name):
        return {node.id}
    if isinstance(node, (ast.Subscript, ast.Call)):
        return set()
    return {name for child in children(node) if isinstance(child, ast.expr) for name in _outside_of_brackets(child)}
