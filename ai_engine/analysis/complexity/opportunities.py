"""What would lower a program's time class: each idea is tried, by a walk without the cost that it takes away."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ai_engine.analysis.complexity.nodes import of, walk
from ai_engine.analysis.complexity.shapes import called_name, names_fresh_in
from ai_engine.analysis.tree import children

Loop = ast.For | ast.AsyncFor | ast.While
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Idea:
    """Advice, and the nodes whose cost it takes away."""

    kind: str
    line: int
    text: str
    nodes: tuple[ast.AST, ...]


def ideas(tree: ast.Module) -> list[Idea]:
    """All that might help, in the order of the text; whether it does is for the walk to say."""
    return sorted((idea for finder in (_in_loops, _recursions) for idea in finder(tree)), key=lambda one: one.line)


def lowering(tree: ast.Module, lowers: Callable[[frozenset[int]], bool]) -> list[str]:
    """The advice of the ideas that lower the class. Those of one kind are tried together: one alone may not do."""
    found: list[str] = []
    kinds: dict[str, list[Idea]] = {}
    for idea in ideas(tree):
        kinds.setdefault(idea.kind, []).append(idea)
    for group in kinds.values():
        if lowers(frozenset(id(node) for idea in group for node in idea.nodes)):
            found.extend(idea.text for idea in group[:3])
    return list(dict.fromkeys(found))


def _in_loops(tree: ast.Module) -> Iterator[Idea]:
    quick = _looked_up_at_once(tree)
    nowhere: tuple[Loop, ...] = ()
    stack: list[tuple[ast.AST, tuple[Loop, ...], frozenset[str]]] = [(tree, nowhere, frozenset())]
    while stack:
        node, loops, moving = stack.pop()
        if loops and isinstance(node, (ast.Compare, ast.Call)):
            if not (isinstance(node, ast.Compare) and _names(node.comparators[0]) & quick):
                yield from _repeated(node, loops, moving)
        if isinstance(node, (*_functions(), ast.Lambda)):
            loops, moving = (), frozenset()
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            if loops and isinstance(node, ast.For):
                yield from _search(node, loops)
            if isinstance(node, (ast.For, ast.AsyncFor)):
                stack.append((node.iter, loops, moving))  # worked out once
            loops = (*loops, node)
            if isinstance(node, ast.For):
                moving |= _names(node.target)
            stack.extend((child, loops, moving) for child in children(node) if child is not getattr(node, "iter", None))
            continue
        stack.extend((child, loops, moving) for child in children(node))


def _looked_up_at_once(tree: ast.Module) -> set[str]:
    """Names of sets and dictionaries."""
    return {
        target.id
        for node in of(tree, ast.Assign)
        if isinstance(node.value, (ast.Set, ast.Dict, ast.SetComp, ast.DictComp))
        or (
            isinstance(node.value, ast.Call)
            and called_name(node.value) in ("set", "frozenset", "dict", "Counter", "defaultdict", "OrderedDict")
        )
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _functions() -> tuple[type[ast.FunctionDef], type[ast.AsyncFunctionDef]]:
    return ast.FunctionDef, ast.AsyncFunctionDef


def _repeated(node: ast.AST, loops: Sequence[Loop], moving: frozenset[str]) -> Iterator[Idea]:
    """Work in a loop that goes over a whole collection each time; `moving` is what the loops go over with."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        side = node.comparators[0]
        if isinstance(side, ast.Name) and side.id not in moving:
            text = f"Line {node.lineno}: `in` searches the list `{side.id}` in each round; a set answers at once."
            yield Idea("membership", node.lineno, text, (node,))
        elif isinstance(side, ast.Subscript) and isinstance(side.slice, ast.Slice) and isinstance(side.value, ast.Name):
            text = (
                f"Line {node.lineno}: `in` copies and searches a part of `{side.value.id}` in each round; "
                f"a dictionary from value to place, filled on the way, answers at once."
            )
            yield Idea("membership", node.lineno, text, (node, side))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = ast.unparse(node.func.value)[:40]
        still = not _names(node.func.value) & (moving | names_fresh_in(loops[-1].body))
        if node.func.attr in ("count", "index") and still:
            what = "a dictionary of counts" if node.func.attr == "count" else "a dictionary from value to place"
            text = (
                f"Line {node.lineno}: `{owner}.{node.func.attr}` goes over the whole collection in "
                f"each round; {what} answers at once."
            )
            yield Idea("lookup", node.lineno, text, (node,))
        elif node.func.attr == "sort" and still:
            yield Idea("sorting", node.lineno, _sorting(node.lineno), (node,))
        elif (
            node.func.attr == "pop" and node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
        ):
            text = f"Line {node.lineno}: `{owner}.pop(0)` moves every element; a deque takes from its left end at once."
            yield Idea("queue", node.lineno, text, (node,))
        elif (
            node.func.attr == "insert"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and node.args[0].value == 0
        ):
            text = (
                f"Line {node.lineno}: `{owner}.insert(0, …)` moves every element; a deque adds at its left end at once."
            )
            yield Idea("queue", node.lineno, text, (node,))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        argument = node.args[0]
        if node.func.id in ("sum", "min", "max") and len(node.args) == 1:
            if isinstance(argument, ast.Name) and argument.id not in moving | _set_in(loops[-1]):
                text = (
                    f"Line {node.lineno}: `{node.func.id}({argument.id})` is worked out anew in each "
                    f"round; do it once, before the loop."
                )
                yield Idea("same-result", node.lineno, text, (node,))
            elif (
                node.func.id == "sum" and isinstance(argument, ast.Subscript) and isinstance(argument.slice, ast.Slice)
            ):
                text = (
                    f"Line {node.lineno}: the sum of a part is added up anew in each round; running "
                    f"totals give it by one subtraction."
                )
                yield Idea("prefix-sums", node.lineno, text, (node, argument))
        elif node.func.id == "sorted" and not _names(argument) & (moving | _set_in(loops[-1])) and _names(argument):
            yield Idea("sorting", node.lineno, _sorting(node.lineno), (node,))


def _sorting(line: int) -> str:
    return (
        f"Line {line}: the same collection is sorted in each round; sort it once before the loop, or keep it in a heap."
    )


def _search(node: ast.For, loops: Sequence[Loop]) -> Iterator[Idea]:
    """A loop inside of a loop that only looks for an equal element."""
    if not _is_equality_search(node) or any(
        isinstance(part, (ast.For, ast.While)) for s in node.body for part in walk(s)
    ):
        return
    outer = {name for loop in loops if isinstance(loop, ast.For) for name in _names(loop.target)}
    inner = _names(node.target)
    found = node.body[-1]
    if isinstance(found, ast.If) and not all(_only_notes(s, outer, inner) for s in found.body):
        return
    if isinstance(node.iter, ast.Name) and node.iter.id in outer:
        return
    if not any(_apart(part, outer, _names(node.target)) for s in node.body for part in walk(s)):
        return
    text = (
        f"Line {node.lineno}: the inner loop only looks for a fitting element; a dictionary or a set finds it at once."
    )
    yield Idea("search", node.lineno, text, (node,))


def _only_notes(statement: ast.stmt, outer: set[str], inner: set[str]) -> bool:
    """What is done with a fitting element: left, counted, noted; not pairs put together, of which there are many."""
    if isinstance(statement, ast.Assign):
        return all(isinstance(target, ast.Name) for target in statement.targets)
    if isinstance(statement, ast.Expr):
        used = _names(statement.value)
        return not (used & outer and used & inner)
    return isinstance(statement, (ast.Return, ast.Break, ast.Continue, ast.Pass, ast.AugAssign))


def _apart(node: ast.AST, outer: set[str], inner: set[str]) -> bool:
    """An equality with the outer loop's element on one side and the inner loop's on the other."""
    if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq):
        return False
    left, right = _names(node.left), _names(node.comparators[0])
    both = (left & outer and left & inner) or (right & outer and right & inner)
    return not both and bool((left & outer and right & inner) or (left & inner and right & outer))


def _is_equality_search(node: ast.For) -> bool:
    body = [one for one in node.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    if len(body) != 1 or not isinstance(body[0], ast.If) or body[0].orelse:
        return False
    test = body[0].test
    tests = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) else [test]
    return any(isinstance(one, ast.Compare) and isinstance(one.ops[0], ast.Eq) for one in tests)


def _recursions(tree: ast.Module) -> Iterator[Idea]:
    for function in of(tree, *_functions()):
        calls = [
            node for node in of(function, ast.Call) if isinstance(node.func, ast.Name) and node.func.id == function.name
        ]
        if not calls:
            continue
        slices = [
            part
            for call in calls
            for argument in call.args
            for part in walk(argument)
            if isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice)
        ]
        if slices:
            text = (
                f"Line {slices[0].lineno}: each call copies a part of the collection; hand over "
                f"positions in place of copies."
            )
            yield Idea("slices", slices[0].lineno, text, tuple(slices))
        if _recomputes(function, calls):
            text = (
                f"Line {function.lineno}: `{function.name}` is called again and again with the same "
                f"arguments; remember each result, in a dictionary or with functools.cache."
            )
            yield Idea("remember", function.lineno, text, (function,))


def _recomputes(function: _Function, calls: Sequence[ast.Call]) -> bool:
    """Two calls or more with numbers that are counted down, and a result that depends on nothing but them."""
    parameters = [a.arg for a in function.args.args]
    if len(calls) < 2 or not parameters:
        return False
    counts = all(
        any(
            isinstance(a, ast.BinOp) and isinstance(a.op, (ast.Sub, ast.Add)) and _names(a) & set(parameters)
            for a in call.args
        )
        for call in calls
    )
    changes = any(
        isinstance(node, ast.Attribute) and node.attr in ("append", "pop", "add", "remove") for node in walk(function)
    ) or any(isinstance(node, (ast.Nonlocal, ast.Global)) for node in walk(function))
    gives = any(isinstance(node, ast.Return) and node.value is not None for node in walk(function))
    # As many different arguments as parameters allow are few only where each is a number.
    copied = any(isinstance(a, (ast.List, ast.JoinedStr, ast.Constant)) for call in calls for a in call.args)
    return counts and gives and not changes and not copied and _overlaps(calls)


def _overlaps(calls: Sequence[ast.Call]) -> bool:
    """Whether different ways lead to the same arguments: not where each call puts the arguments in another order."""
    orders = {tuple(a.id for a in call.args if isinstance(a, ast.Name)) for call in calls}
    return len({tuple(sorted(order)) for order in orders if len(order) > 1}) == len(
        {order for order in orders if len(order) > 1}
    )


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in walk(node) if isinstance(n, ast.Name)}


def _set_in(loop: Loop) -> set[str]:
    """Names that a loop's body sets or changes."""
    found: set[str] = set()
    for statement in loop.body:
        for node in walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found |= _names(node.func.value)
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                found |= _names(node.value)
    return found
