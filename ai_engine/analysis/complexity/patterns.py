"""Loops whose rounds can't be read off their heading: queues that are worked off, windows, searches, test cases."""

import ast
from collections.abc import Sequence

from ai_engine.analysis.complexity import recursion
from ai_engine.analysis.complexity.frames import Loop
from ai_engine.analysis.complexity.nodes import walk
from ai_engine.analysis.complexity.reading import reads_line
from ai_engine.analysis.complexity.shapes import called_name, loop_targets, names_in


def always_leaves(body: Sequence[ast.stmt]) -> bool:
    """Whether a loop is left in its first round, whatever happens."""
    return (
        bool(body)
        and isinstance(body[-1], (ast.Return, ast.Break))
        and not any(isinstance(node, ast.Continue) for statement in body for node in walk(statement))
    )


def is_draining(node: ast.While) -> bool:
    """A loop that works off a queue, stack or heap which it fills itself."""
    watched = names_in(node.test)
    takes = any(
        isinstance(part, ast.Call) and called_name(part) in ("pop", "popleft", "heappop", "get")
        for statement in node.body
        for part in walk(statement)
    )
    tested = (
        isinstance(node.test, ast.Name)
        or (isinstance(node.test, ast.Call) and called_name(node.test) == "len")
        or any(isinstance(p, ast.Call) and called_name(p) in ("len", "empty") for p in walk(node.test))
    )
    return takes and bool(watched) and (tested or isinstance(node.test, ast.Compare))


def unpacks_input(node: ast.Assign) -> bool:
    """`a, b = [int(x) for x in input().split()]`."""
    target = node.targets[0]
    if not isinstance(target, (ast.Tuple, ast.List)) or any(isinstance(one, ast.Starred) for one in target.elts):
        return False
    return not isinstance(node.value, ast.Tuple) and reads_line(node.value)


def goes_over(node: ast.expr, name: str) -> bool:
    """Whether a comprehension in it goes over the named collection."""
    return any(
        isinstance(part, ast.comprehension) and isinstance(part.iter, ast.Name) and part.iter.id == name
        for part in walk(node)
    )


def doubles(target: ast.expr, value: ast.expr, loops: Sequence[Loop]) -> bool:
    """`subsets = subsets + [s + [x] for s in subsets]`, or `subsets + new` with `new` filled in a loop over subsets."""
    if not isinstance(target, ast.Name):
        return False
    if isinstance(value, ast.ListComp) and len(value.generators) > 1 and not any(g.ifs for g in value.generators):
        return goes_over(value, target.id) and _several(value.generators[1].iter)
    if isinstance(value, ast.Name):
        return bool(loops) and filled_over(value.id, target.id, loops[-1].node, 2)
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add):
        return False
    sides = (value.left, value.right)
    return any(
        isinstance(one, ast.Name)
        and one.id == target.id
        and (
            goes_over(other, target.id)
            or (isinstance(other, ast.Name) and bool(loops) and filled_over(other.id, target.id, loops[-1].node))
        )
        for one, other in (sides, sides[::-1])
    )


def _several(node: ast.expr) -> bool:
    """Something with a fixed number of elements, as the letters to put after each word, or a range."""
    return isinstance(node, (ast.Constant, ast.List, ast.Tuple)) or (
        isinstance(node, ast.Call) and called_name(node) == "range"
    )


def filled_over(new: str, old: str, holder: ast.stmt, least: int = 1) -> bool:
    """Whether a loop over one list puts at least so many elements into the other for each of its own."""
    return any(
        isinstance(loop, ast.For) and old in names_in(loop.iter) and _put(loop.body, new) >= least
        for loop in walk(holder)
    )


def _put(body: Sequence[ast.stmt], name: str) -> int:
    """How many elements are put into a list whatever the conditions: two stand for a loop's many."""
    total = 0
    for statement in body:
        if isinstance(statement, ast.For) and _several(statement.iter):
            total += 2 * _put(statement.body, name)
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            owner = statement.value.func
            if isinstance(owner, ast.Attribute) and owner.attr == "append":
                total += isinstance(owner.value, ast.Name) and owner.value.id == name
    return total


def steps_by_outer(node: ast.While, loops: Sequence[Loop]) -> bool:
    """`j += i` where an outer for loop counts `i`, and the condition asks for `j`."""
    counted = {name for loop in loops if isinstance(loop.node, ast.For) for name in loop_targets(loop.node)}
    return any(
        isinstance(part, ast.AugAssign)
        and isinstance(part.op, ast.Add)
        and isinstance(part.target, ast.Name)
        and part.target.id in names_in(node.test)
        and isinstance(part.value, ast.Name)
        and part.value.id in counted
        for part in node.body
    )


def follows_marks(node: ast.While) -> bool:
    """`while not seen[j]: seen[j] = True`: goes on from element to element as long as they are new."""
    tests = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
    new = {
        name
        for test in tests
        for name in names_in(test)
        if (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and isinstance(test.operand, ast.Subscript))
        or (isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotIn))
        or (
            isinstance(test, ast.Compare)
            and isinstance(test.left, ast.Subscript)
            and isinstance(test.ops[0], (ast.Eq, ast.Is))
        )
    }
    return bool(new & recursion.marked_names(ast.Module(body=node.body, type_ignores=[])))


def keeps_marks(node: ast.While, outer: Loop) -> bool:
    """A search from several starts: what it marks is asked for first, and stays marked for the next round."""
    marked = recursion.marked_names(node)
    tested = {name for part in walk(node) if isinstance(part, (ast.If, ast.While)) for name in names_in(part.test)}
    kept = (marked & tested) - outer.sets
    return bool(kept) and not (marked & tested & outer.sets)


def goes_on(carriers: frozenset[str], outer: Loop, node: ast.While) -> bool:
    """Whether what carries an inner loop is never set back by the outer loop outside of it."""
    if not carriers or outer.drains:
        return False
    body = outer.node.body if isinstance(outer.node, (ast.For, ast.While)) else []
    for statement in body:
        if statement is node:
            continue
        for part in walk(statement):
            if part is node:
                break
            if isinstance(part, ast.Assign) and any(names_in(t) & carriers for t in part.targets):
                if not names_in(part.value) & carriers and not (
                    isinstance(outer.node, ast.While) and _catches_up(carriers, outer.node, node)
                ):
                    return False
            if isinstance(part, ast.For) and loop_targets(part) & carriers:
                return False
    if isinstance(outer.node, ast.For) and loop_targets(outer.node) & carriers:
        return False
    if isinstance(outer.node, ast.While) and _catches_up(carriers, outer.node, node):
        return True
    # Carried by names that the outer loop knows from before.
    return not any(
        isinstance(s, ast.Assign) and any(names_in(t) & carriers for t in s.targets) and s.lineno < node.lineno
        for s in body
    )


def _catches_up(carriers: frozenset[str], outer: ast.While, inner: ast.While) -> bool:
    """The inner loop starts where the outer one stands, and the outer one then goes on where the inner one stopped."""
    starts: set[str] = set()
    for statement in outer.body:
        if statement is inner:
            continue
        if isinstance(statement, ast.Assign) and any(names_in(t) & carriers for t in statement.targets):
            if statement.lineno < inner.lineno:
                starts |= names_in(statement.value)
        if (
            isinstance(statement, ast.Assign)
            and statement.lineno > inner.lineno
            and names_in(statement.value) & carriers
        ):
            if any(names_in(t) & starts & names_in(outer.test) for t in statement.targets):
                return True
    return False


def carries_over(node: ast.For | ast.While, pointers: frozenset[str], answers: frozenset[str]) -> bool:
    """Whether a loop's body changes something from before the loop step by step: a counter, a collection.

    `pointers` only say how far the reading has come, `answers` are only printed.
    """
    fresh = {
        n.id
        for statement in node.body
        for part in walk(statement)
        if isinstance(part, (ast.Assign, ast.AnnAssign, ast.For, ast.comprehension))
        for target in (part.targets if isinstance(part, ast.Assign) else [part.target])
        for n in walk(target)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    if _keeps_collection(node, fresh, answers):
        return True
    tested = names_in(node.test) if isinstance(node, ast.While) else set()
    for statement in node.body:
        for part in walk(statement):
            if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
                if part.target.id not in fresh | tested | pointers:
                    return True
    return False


def counts_down(node: ast.While) -> bool:
    """`while True`, or `while t > 0` with `t -= 1`."""
    if isinstance(node.test, ast.Constant):
        return True
    names = names_in(node.test)
    taken = set()
    for part in node.body:
        if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
            taken.add(part.target.id)
        elif isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            if isinstance(part.value, ast.BinOp) and names_in(part.value) == {part.targets[0].id}:
                taken.add(part.targets[0].id)
    return bool(names & taken) and len(names) <= 2


_CHANGERS = frozenset({"append", "add", "pop", "popleft", "appendleft", "remove", "discard", "insert", "update"})


_HEAP_CHANGERS = frozenset(
    {"heappush", "heappop", "insort", "insort_left", "insort_right", "heapreplace", "heappushpop"}
)


def _keeps_collection(node: ast.For | ast.While, fresh: set[str], answers: frozenset[str]) -> bool:
    """Whether a collection from before the loop is changed in it: not only filled with answers."""
    for statement in node.body:
        for part in walk(statement):
            owner: ast.expr | None = None
            if isinstance(part, ast.Subscript) and isinstance(part.ctx, (ast.Store, ast.Del)):
                owner = part.value
            elif isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in _CHANGERS:
                owner = part.func.value
            elif isinstance(part, ast.Call) and called_name(part) in _HEAP_CHANGERS and part.args:
                owner = part.args[0]
            while isinstance(owner, ast.Subscript):
                owner = owner.value
            if isinstance(owner, ast.Name) and owner.id not in fresh | answers:
                return True
    return False
