"""What a program reads: its own helpers that read, lists of a fixed length, tokens taken one after the other."""

import ast
from collections.abc import Iterable, Iterator

from ai_engine.analysis.complexity.nodes import of, walk
from ai_engine.analysis.complexity.shapes import called_name, names_in
from ai_engine.analysis.tree import children

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

_LINES = frozenset({"input", "readline"})
_HELPER = "_reads_a_line"


def reads_line(node: ast.AST) -> bool:
    """Whether it reads a line of the input, by itself or by a helper of the program's own."""
    return any(isinstance(part, ast.Call) and is_line(part) for part in walk(node))


def is_line(call: ast.Call) -> bool:
    """Whether a call reads a line."""
    return called_name(call) in _LINES or _HELPER in call.__dict__


def mark_helpers(functions: Iterable[FunctionNode], lambdas: dict[str, ast.Lambda], tree: ast.Module) -> None:
    """Notes on calls of `def ints(): return map(int, input().split())` and its like that they read a line."""
    names = {name for name, given in lambdas.items() if not given.args.args and reads_line(given.body)}
    for function in functions:
        loops = bool(of(function, ast.For, ast.While))
        if len(function.body) <= 2 and not loops and isinstance(function.body[-1], ast.Return):
            if not function.args.args and any(reads_line(statement) for statement in function.body):
                names.add(function.name)
    if names:
        for node in of(tree, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in names:
                node.__dict__[_HELPER] = True


LONG_ROWS = "_long_rows"


def mark_long_rows(tree: ast.Module) -> None:
    """Notes on comprehensions that read a table that its rows are long: an element is asked for by two positions."""
    tables = {
        node.targets[0].id: node.value
        for node in of(tree, ast.Assign)
        if isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.ListComp) and reads_line(node.value.elt)
    }
    if tables:
        for node in of(tree, ast.Subscript):
            if isinstance(node.value, ast.Subscript):
                if isinstance(node.value.value, ast.Name) and not isinstance(node.slice, ast.Constant):
                    table = tables.get(node.value.value.id)
                    if table is not None:
                        table.__dict__[LONG_ROWS] = True


def io_methods(tree: ast.Module) -> set[ast.AST]:
    """Methods of classes that stand in for standard input and output: what they do is reading and writing."""
    return {
        method
        for node in of(tree, ast.ClassDef)
        if any("IOBase" in ast.unparse(base) for base in node.bases)
        for method in node.body
    }


def answer_names(tree: ast.Module) -> frozenset[str]:
    """Collections that are only filled and printed."""
    filled: set[str] = set()
    printed: set[int] = set()
    for node in of(tree, ast.Call):
        if called_name(node) in ("append", "add", "extend") and isinstance(node.func, ast.Attribute):
            if isinstance(node.func.value, ast.Name):
                filled.add(node.func.value.id)
                printed.add(id(node.func.value))
        elif called_name(node) in ("print", "write", "join", "writelines"):
            printed |= {id(part) for part in walk(node)}
    for loop in of(tree, ast.For):
        if len(loop.body) == 1 and isinstance(loop.iter, ast.Name):
            only = loop.body[0]
            if isinstance(only, ast.Expr) and isinstance(only.value, ast.Call) and called_name(only.value) == "print":
                printed.add(id(loop.iter))
    used = {node.id for node in of(tree, ast.Name) if isinstance(node.ctx, ast.Load) and id(node) not in printed}
    return frozenset(filled - used)


def token_names(tree: ast.Module) -> frozenset[str]:
    """Names that hold all of the input, cut in pieces or to be taken piece by piece."""
    return frozenset(
        target.id
        for node in of(tree, ast.Assign)
        if any(
            isinstance(part, ast.Call) and called_name(part) in ("read", "readlines", "iter")
            for part in walk(node.value)
        )
        for target in node.targets
        if isinstance(target, ast.Name)
    )


def token_pointers(tree: ast.Module, tokens: frozenset[str]) -> frozenset[str]:
    """Names that say how far the program has come in an input that it read at once and cut in pieces."""
    if not tokens:
        return frozenset()
    used = {
        name
        for node in of(tree, ast.Subscript)
        if isinstance(node.value, ast.Name) and node.value.id in tokens
        for name in names_in(node.slice)
    }
    moved = {node.target.id for node in of(tree, ast.AugAssign) if isinstance(node.target, ast.Name)}
    return frozenset(used & moved)


def fixed_length_names(tree: ast.Module) -> frozenset[str]:
    """Lists that hold one line's few numbers: only ever used by fixed positions, or read before any count is.

    An input that holds a list of any length says first how long it is. A list before which no count was read has as
    many elements as the task says, if its places are asked for one by one, or if it is one of several cases.
    """
    read = dict(_lists_read(tree))
    if not read:
        return frozenset()
    counts = _counts(tree)
    few = {
        target.id
        for node in of(tree, ast.For)
        if _is_fixed_range(node.iter) and isinstance(node.target, ast.Name)
        for target in (node.target,)
    }
    places, whole, other = set(), set(), set()
    for node, above in _with_parents(tree):
        if node.id not in read or not isinstance(node.ctx, ast.Load):
            continue
        one = isinstance(above, ast.Subscript) and above.value is node and _is_place(above.slice, few)
        if one or (isinstance(above, ast.Assign) and isinstance(above.targets[0], ast.Tuple) and above.value is node):
            places.add(node.id)
        elif _takes_whole(node, above):
            whole.add(node.id)
        else:
            other.add(node.id)
    uncounted = {name for name, line in read.items() if not any(first < line for first in counts)}
    in_cases = bool(_case_counts(tree)) or any(reads_line(loop.iter) for loop in of(tree, ast.For))
    numbers = {name for name in whole & uncounted if in_cases and name in _numbers_read(tree)}
    return frozenset(
        name
        for name in read
        if name not in other and (name in numbers or (name in places and (name not in whole or name in uncounted)))
    )


def _numbers_read(tree: ast.Module) -> set[str]:
    """Names of lists of which each piece is made a number."""
    return {
        target.id
        for node in of(tree, ast.Assign)
        if "int" in names_in(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _lists_read(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in of(tree, ast.Assign):
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            if isinstance(node.value, ast.Subscript):
                continue
            calls = [part for part in walk(node.value) if isinstance(part, ast.Call)]
            if any(is_line(call) for call in calls) and (
                any(called_name(call) == "split" for call in calls) or _HELPER in calls[0].__dict__
            ):
                yield node.targets[0].id, node.lineno


def _counts(tree: ast.Module) -> list[int]:
    """The lines on which a number is read that may say how many follow: not how many cases there are."""
    found = []
    cases = _case_counts(tree)
    for node in of(tree, ast.Assign):
        if not reads_line(node.value):
            continue
        names = {n.id for target in node.targets for n in walk(target) if isinstance(n, ast.Name)}
        single = isinstance(node.targets[0], (ast.Tuple, ast.List)) or any(
            isinstance(part, ast.Call) and called_name(part) == "int" for part in (node.value,)
        )
        if single and not names <= cases:
            found.append(node.lineno)
    return found


def _case_counts(tree: ast.Module) -> set[str]:
    """Names that are asked for in loop headings alone, by loops in which more is read."""
    readers = {f.name for f in of(tree, ast.FunctionDef) if reads_line(f)}
    headings: set[ast.AST] = set()
    names: set[str] = set()
    for loop in of(tree, ast.For, ast.While):
        head = loop.iter if isinstance(loop, ast.For) else loop.test
        counts = isinstance(loop, ast.While) or (isinstance(head, ast.Call) and called_name(head) == "range")
        if counts and any(
            isinstance(part, ast.Call) and (is_line(part) or called_name(part) in readers)
            for statement in loop.body
            for part in walk(statement)
        ):
            headings |= set(walk(head))
            names |= names_in(head) - {"range"}
    elsewhere = {node.id for node in of(tree, ast.Name) if isinstance(node.ctx, ast.Load) and node not in headings}
    return names - elsewhere


def _is_fixed_range(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and called_name(node) == "range"
        and bool(node.args)
        and all(isinstance(one, ast.Constant) for one in node.args)
    )


def _is_place(index: ast.expr, few: set[str]) -> bool:
    """A constant place, or one that a loop over a fixed range counts."""
    if isinstance(index, ast.UnaryOp):
        index = index.operand
    if isinstance(index, ast.Constant):
        return isinstance(index.value, int) and index.value <= 8
    names = names_in(index)
    if isinstance(index, ast.Slice):
        return names <= few and not (index.upper is None and index.lower is None)
    return bool(names) and names <= few


_WHOLE = frozenset({"sorted", "max", "min", "sum", "set", "len", "tuple", "list", "permutations", "Counter", "print"})


def _takes_whole(node: ast.Name, above: ast.AST | None) -> bool:
    """Something that looks at every element, which is no more than a few where the list is short."""
    if isinstance(above, ast.Attribute):
        return above.attr in ("sort", "count", "index", "reverse", "copy")
    if isinstance(above, ast.Compare):
        return True
    if isinstance(above, (ast.Starred, ast.comprehension)):
        return True
    if isinstance(above, ast.For):
        return above.iter is node
    return isinstance(above, ast.Call) and called_name(above) in _WHOLE


def _with_parents(tree: ast.AST) -> Iterator[tuple[ast.Name, ast.AST | None]]:
    parents: dict[ast.AST, ast.AST] = {}
    for node in walk(tree):
        for child in children(node):
            parents[child] = node
    for node in of(tree, ast.Name):
        yield node, parents.get(node)
