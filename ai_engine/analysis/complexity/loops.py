"""How often a `while` loop runs, read from how its condition's variables change in its body."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ai_engine.analysis.complexity.growth import CONSTANT, LINEAR, LOG, Growth
from ai_engine.analysis.complexity.values import Value
from ai_engine.analysis.tree import walk

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
        return Rounds(LOG, f"the loop on line {line} halves its range each round", 0.9, carriers)
    if any(c.kind == "remainder" for c in changes):
        return Rounds(LOG, f"the loop on line {line} takes remainders, as Euclid did", 0.85, carriers)
    counted = [c for c in changes if c.kind == "step"]
    scaled = [c for c in changes if c.kind == "scale"]
    if _climbs(node):
        return Rounds(CONSTANT, f"the loop on line {line}", 0.6, carriers)
    if scaled:
        only = {c.name for c in scaled}
        if not [c for c in counted if c.name in _names(node.test) and c.name not in only]:
            return Rounds(LOG, f"the loop on line {line} multiplies or divides each round", 0.85, carriers)
    if _squares(node.test, {c.name for c in counted}):
        return Rounds(LINEAR.root(), f"the loop on line {line} runs to the square root", 0.85, carriers)
    if counted:
        bounds = [look(part) for part in _bounds(node, {c.name for c in counted})]
        known = [b.magnitude() for b in bounds if b.kind in ("number", "unknown")]
        growth = max(known) if known else LINEAR
        if growth == CONSTANT and _is_true(node.test):
            growth = LINEAR
        if growth == CONSTANT and all(b.kind == "number" for b in bounds) and known:
            # Down to a constant: what it starts from counts.
            starts = [look(ast.Name(c.name, ast.Load())).magnitude() for c in counted]
            growth = max(starts, default=CONSTANT)
        return Rounds(growth, f"the loop on line {line}", 0.8, carriers)
    if any(c.kind in ("take", "grow") for c in changes):
        return Rounds(LINEAR, f"the loop on line {line} takes from a collection until it is empty", 0.75, carriers)
    return Rounds(LINEAR, f"the loop on line {line}", 0.4, carriers)


@dataclass(frozen=True, slots=True)
class _Change:
    name: str
    kind: str  # step, scale, remainder, take, grow, other


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
    for statement in body:
        for node in walk(statement):
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                yield _Change(node.target.id, _augmented(node))
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    yield from _assigned(target, node.value)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and node.func.attr in ("pop", "popleft", "remove", "get"):
                    yield _Change(owner.id, "take")
                elif isinstance(owner, ast.Name) and node.func.attr in ("append", "add", "appendleft", "put"):
                    yield _Change(owner.id, "grow")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "heappop":
                yield from (_Change(name, "take") for a in node.args[:1] for name in _names(a))


def _augmented(node: ast.AugAssign) -> str:
    if isinstance(node.op, (ast.Add, ast.Sub)):
        # i += i doubles.
        return "scale" if _names(node.value) == _names(node.target) else "step"
    if isinstance(node.op, (ast.Mult, ast.FloorDiv, ast.Div, ast.LShift, ast.RShift)):
        return "scale"
    if isinstance(node.op, ast.BitAnd) and _names(node.value) == _names(node.target):
        return "scale"  # n &= n - 1 takes one bit away
    return "remainder" if isinstance(node.op, ast.Mod) else "other"


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[_Change]:
    if isinstance(target, (ast.Tuple, ast.List)):
        parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "divmod":
            yield from (_Change(t.id, "scale") for t in target.elts if isinstance(t, ast.Name))
        if any(isinstance(p, ast.BinOp) and isinstance(p.op, ast.Mod) for p in parts):
            yield from (_Change(t.id, "remainder") for t in target.elts if isinstance(t, ast.Name))
        else:
            for inner, part in zip(target.elts, parts, strict=False):
                yield from _assigned(inner, part)
        return
    if not isinstance(target, ast.Name):
        return
    inside = value.args[0] if isinstance(value, ast.Call) and value.args and _is_int(value) else value
    if isinstance(inside, ast.BinOp) and target.id in _names(inside):
        if isinstance(inside.op, (ast.Add, ast.Sub)):
            yield _Change(target.id, "step")
        elif _scales(inside, target.id):
            yield _Change(target.id, "scale")
        elif isinstance(inside.op, ast.Mod):
            yield _Change(target.id, "remainder")
    elif isinstance(inside, ast.Subscript) and target.id in _names(inside):
        yield _Change(target.id, "take")
    else:
        yield _Change(target.id, "other")


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
    """The way up to a root, `while parent[x] != x: x = parent[x]`, which union and find keep short."""
    test = node.test
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.NotEq):
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


def _bounds(node: ast.While, counted: set[str]) -> list[ast.expr]:
    """What the counted variables are compared with."""
    tests = list(_exits(node)) if _is_true(node.test) else [node.test]
    found = []
    for test in tests:
        for part in walk(test):
            if isinstance(part, ast.Compare):
                for side in (part.left, *part.comparators):
                    if not _names(side) & counted:
                        found.append(side)
                    elif isinstance(side, ast.BinOp) and len(_names(side)) > 1:
                        found.append(ast.Name(next(iter(_names(side) - counted)), ast.Load()))
    return found
