"""Collections that change while they are walked through, and iterators that are used up."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import len_of, own, range_args
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

WHILE_ITERATING = Rule(
    name="changed-while-iterating",
    category="logic",
    severity="warning",
    concept="mutating-while-iterating",
    confidence=0.92,
    message="`{code}` changes `{symbol}` while the loop on line {loop} goes through it, so {effect}.",
    why="The loop keeps a position in the collection; when items move, it loses its place.",
    check="Run it with two neighbouring items that should both be changed, and print `{symbol}` in each round.",
    fix="Go through a copy, or build a new collection with the items that you want to keep.",
    nudge="What happens to the positions of the other items when one is removed?",
)
DICT_WHILE_ITERATING = Rule(
    name="changed-while-iterating",
    category="runtime",
    severity="error",
    concept="mutating-while-iterating",
    confidence=0.93,
    message="`{code}` changes the size of `{symbol}` while the loop on line {loop} goes through it.",
    why="A dictionary or set must keep its size during a loop: a RuntimeError follows.",
    check="Run it with one entry that meets the condition.",
    fix="Go through a list of the keys, or build a new dictionary.",
    nudge="What may not happen to a dictionary while a loop goes through it?",
)
BY_INDEX = Rule(
    name="shrinks-while-counted",
    category="logic",
    severity="warning",
    concept="mutating-while-iterating",
    confidence=0.85,
    message=(
        "`{code}` removes items of `{symbol}`, but range(len(…)) on line {loop} was worked out before, "
        "for the full length."
    ),
    why="After a removal the last positions no longer exist (IndexError), and the item after a removed one is skipped.",
    check="Run it with an item that is removed early, and print the index and len({symbol}) in each round.",
    fix="Build a new list with the items to keep, or go from the end to the start.",
    nudge="Is the last number of the range still a valid position after a removal?",
)
LATE_BINDING = Rule(
    name="closure-in-loop",
    category="logic",
    severity="warning",
    concept="closures",
    confidence=0.88,
    message=(
        "The function made here looks `{symbol}` up only when it is called; by then the loop has ended "
        "and `{symbol}` has its last value."
    ),
    why="A function keeps the variable, not the value that it had when the function was made.",
    check="Call the stored functions after the loop and print their results: all alike.",
    fix="Bind the value when the function is made, for example as a parameter's default.",
    nudge="When is `{symbol}` looked up?",
)
EXHAUSTED = Rule(
    name="iterator-used-twice",
    category="logic",
    severity="warning",
    concept="iterators",
    confidence=0.88,
    message="`{symbol}` is {what}, which can be gone through only once; line {first} used it up already.",
    why="Such an object gives each item once; a second pass finds nothing.",
    check="Print list({symbol}) twice.",
    fix="Turn it into a list first if it is needed more than once.",
    nudge="What is left of `{symbol}` after the first pass?",
)

_SHRINKING = frozenset({"remove", "pop", "clear", "popitem", "discard"})
_GROWING = frozenset({"append", "insert", "extend", "add", "update", "setdefault"})
_LIST_CHANGES = frozenset({"append", "insert", "extend", "remove", "pop", "clear"})


def check(program: Program) -> Iterator[Finding]:
    """All rules about collections that change during a loop."""
    for loop in program.all(ast.For):
        yield from while_iterating(program, loop)
        yield from by_index(program, loop)
        yield from late_binding(program, loop)
    yield from exhausted(program)


def _walked(program: Program, node: ast.expr) -> tuple[ast.expr, bool] | None:
    """What a loop goes through directly, and whether it is seen as a dictionary: xs, enumerate(xs), d.keys()."""
    if isinstance(node, ast.Name | ast.Attribute):
        return node, False
    if isinstance(node, ast.Call):
        if program.scopes.is_builtin(node.func, "enumerate", "reversed") and node.args:
            return _walked(program, node.args[0])
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("keys", "items", "values") and not node.args:
            inner = node.func.value
            return (inner, True) if isinstance(inner, ast.Name | ast.Attribute) else None
    return None


def _same_variable(program: Program, one: ast.expr, two: ast.AST) -> bool:
    if isinstance(one, ast.Name):
        return isinstance(two, ast.Name) and program.symbol(one) is program.symbol(two)
    return isinstance(two, ast.Attribute) and ast.dump(one).replace("Store", "Load") == ast.dump(two).replace(
        "Store", "Load"
    )


def _leaves_at_once(program: Program, node: ast.AST) -> bool:
    """Whether the statement after this one ends the loop: `xs.remove(x); break`."""
    at: ast.AST | None = program.statement_of(node)
    while at is not None:
        parent = program.parent(at)
        if parent is None:
            return False
        for name in ("body", "orelse", "finalbody"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and at in block:
                if any(isinstance(stmt, ast.Break | ast.Return | ast.Raise) for stmt in block[block.index(at) + 1 :]):
                    return True
                break
        if isinstance(parent, ast.For | ast.While | FunctionNode):
            return False
        at = parent
    return False


def while_iterating(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`for x in xs: xs.remove(x)`, `for k in d: del d[k]`."""
    walked = _walked(program, loop.iter)
    if walked is None:
        return
    target, as_dict = walked
    if isinstance(target, ast.Name) and target.id == "self":
        return  # what its own methods do with it is the class's own affair
    kind = "dict" if as_dict else program.types.sole(target)
    if kind in ("str", "tuple", "int", "range"):
        return
    symbol = program.symbol(target)
    if any(found.symbol is symbol for found in program.scopes.region_defs.get(loop, ()) if symbol is not None):
        if not any(
            isinstance(node, ast.AugAssign) and _same_variable(program, target, node.target) and kind == "list"
            for node in own(loop.body)
        ):
            return
    name = program.text(target)
    for node in own(loop.body):
        shrinking = True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if not _same_variable(program, target, node.func.value):
                continue
            shrinking = node.func.attr in _SHRINKING
            if node.func.attr in ("clear", "popitem") and node.args:
                continue
            if not shrinking and node.func.attr not in _GROWING:
                continue
            if kind in ("dict", "set") and not shrinking and node.func.attr not in ("add", "update", "setdefault"):
                continue
        elif isinstance(node, ast.Delete):
            if not any(
                isinstance(part, ast.Subscript) and _same_variable(program, target, part.value) for part in node.targets
            ):
                continue
        elif isinstance(node, ast.AugAssign) and kind == "list" and _same_variable(program, target, node.target):
            shrinking = False
        else:
            continue
        if _leaves_at_once(program, node):
            continue
        by_key = isinstance(node, ast.Delete) or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                                                  and node.func.attr == "pop" and bool(node.args))  # fmt: skip
        if kind in ("dict", "set"):
            yield DICT_WHILE_ITERATING.at(program, node, symbol=name, code=program.text(node), loop=loop.lineno,
                                          severity=None if shrinking else "warning")  # fmt: skip
        else:
            effect = "it skips items" if shrinking or by_key else "it also meets the new items and may never end"
            careful = _asks_collection(program, node, target, loop)
            yield WHILE_ITERATING.at(
                program, node, symbol=name, code=program.text(node), loop=loop.lineno, effect=effect,
                severity="info" if careful else None, confidence=0.7 if careful else None,
            )  # fmt: skip
        return


def _asks_collection(program: Program, node: ast.AST, collection: ast.expr, loop: ast.For) -> bool:
    """Whether the change depends on a question about the collection itself, such as how often an item is in it."""
    for around in program.source.ancestors(node):
        if around is loop:
            return False
        if isinstance(around, ast.If | ast.While):
            if any(_same_variable(program, collection, part) for part in walk(around.test)):
                return True
    return False


def _measures(program: Program, node: ast.AST, collection: ast.expr) -> bool:
    """Whether a condition looks at the collection's present length."""
    if not isinstance(node, ast.Compare):
        return False
    lengths = [len_of(program, part) for part in walk(node)]
    return any(item is not None and _same_variable(program, collection, item) for item in lengths)


def by_index(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`for i in range(len(xs)): … xs.pop(i)`."""
    parts = range_args(program, loop.iter)
    measured = len_of(program, parts[1]) if parts is not None else None
    if parts is None or measured is None or parts[2] is not None or not isinstance(measured, ast.Name):
        return
    symbol = program.symbol(measured)
    if any(found.symbol is symbol for found in program.scopes.region_defs.get(loop, ())):
        return
    indexed = any(
        isinstance(node, ast.Subscript) and _same_variable(program, measured, node.value) for node in own(loop.body)
    )
    for node in own(loop.body):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr not in ("pop", "remove") or not _same_variable(program, measured, node.func.value):
                continue
            if node.func.attr == "pop" and not (node.args and isinstance(node.args[0], ast.Name)):
                continue
        elif isinstance(node, ast.Delete):
            if not any(
                isinstance(part, ast.Subscript) and _same_variable(program, measured, part.value)
                for part in node.targets
            ):
                continue
        else:
            continue
        if (indexed or isinstance(node, ast.Call)) and not _leaves_at_once(program, node):
            grows = any(
                isinstance(other, ast.Call) and isinstance(other.func, ast.Attribute)
                and other.func.attr in ("append", "insert") and _same_variable(program, measured, other.func.value)
                for other in own(loop.body)
            )  # fmt: skip
            if not grows:
                careful = any(_measures(program, part, measured) for part in own(loop.body))
                yield BY_INDEX.at(program, node, symbol=measured.id, code=program.text(node), loop=loop.lineno,
                                  severity="info" if careful else None)  # fmt: skip
                return


def late_binding(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`fs.append(lambda: i)` inside `for i in …`."""
    symbols = {program.symbol(node) for node in walk(loop.target) if isinstance(node, ast.Name)}
    for node in own(loop.body):
        if not isinstance(node, ast.Lambda | ast.FunctionDef):
            continue
        if isinstance(node, ast.Lambda):
            parent = program.parent(node)
            kept = (
                isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute)
                and parent.func.attr in ("append", "add", "insert")
            ) or isinstance(parent, ast.Dict | ast.List | ast.Tuple) or (
                isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Subscript)
            )  # fmt: skip
        else:
            symbol = program.symbol(node)
            kept = symbol is not None and any(
                isinstance(around := program.parent(load), ast.Call) and load in around.args
                and isinstance(around.func, ast.Attribute) and around.func.attr == "append"
                for load in symbol.loads
            )  # fmt: skip
        body = [node.body] if isinstance(node, ast.Lambda) else node.body
        if kept:
            for part in (item for stmt in body for item in walk(stmt)):
                if isinstance(part, ast.Name) and program.symbol(part) in symbols and isinstance(part.ctx, ast.Load):
                    yield LATE_BINDING.at(program, node, symbol=part.id)
                    break


_ONCE = {"map": "a map object", "filter": "a filter object", "zip": "a zip object", "generator": "a generator",
         "reversed": "a reversed object", "enumerate": "an enumerate object"}  # fmt: skip


def exhausted(program: Program) -> Iterator[Finding]:
    """A generator, map, filter or zip that is gone through twice."""
    for scope in program.scopes.all:
        for symbol in scope.symbols.values():
            if len(symbol.defs) != 1 or symbol.defs[0].kind != "assign":
                continue
            passes = [load for load in symbol.loads if _goes_through(program, load)]
            if len(passes) < 2 or not (kinds := program.types.of(passes[0])) or not kinds <= _ONCE.keys():
                continue
            first, second = passes[0], passes[1]
            blocks = [program.parent(program.statement_of(item) or item) for item in (first, second)]
            if blocks[0] is blocks[1] and not _leaves_loop_early(program, first):
                yield EXHAUSTED.at(
                    program, second, symbol=symbol.name, first=first.lineno, what=_ONCE[sorted(kinds)[0]]
                )


def _goes_through(program: Program, load: ast.Name) -> bool:
    parent = program.parent(load)
    if isinstance(parent, ast.For | ast.comprehension):
        return parent.iter is load
    return (
        isinstance(parent, ast.Call)
        and load in parent.args
        and program.scopes.is_builtin(parent.func, "list", "sum", "max", "min", "sorted", "tuple", "set", "len", "dict")
    )


def _leaves_loop_early(program: Program, load: ast.Name) -> bool:
    parent = program.parent(load)
    return isinstance(parent, ast.For) and any(isinstance(node, ast.Break) for node in own(parent.body))
