"""Where the words of a task and the program don't agree: parts left out, ends and limits read otherwise."""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.suspects import Suspect, describe_place

_INCLUSIVE = re.compile(
    r"\binclusive\w*|\bincluded\b|\bup to and including\b|\bincluding n\b|\bfrom (?:1|one|0|zero|\w) (?:up )?to \w+\b|\bbetween \w+ and \w+\b",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    r"\bor (?:more|above|older|higher|greater|over|later)\b|\bat least\b|\bminimum of\b|\bor equal\b|\bnot less\b",
    re.IGNORECASE,
)
_OR_LESS = re.compile(
    r"\bor (?:less|fewer|below|younger|lower|under)\b|\bat most\b|\bmaximum of\b|\bup to\b|\bor equal\b|\bnot more\b",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\b(?:more|greater|larger|longer|bigger|higher|older) than\b(?! or equal)|\b(?:exceeds?|above|over)\b",
    re.IGNORECASE,
)
_LARGEST = re.compile(r"\b(?:largest|biggest|maximum|highest|longest|greatest|most|oldest|best)\b", re.IGNORECASE)
_SMALLEST = re.compile(r"\b(?:smallest|minimum|lowest|shortest|least|youngest|cheapest)\b", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"\b(?:divisible by|multiples? of|except|unless|at least|at most|or more|or less|or older|(?:more|less|greater|fewer|longer|shorter) than|below|above|under|over|if)\b[^.\n]{0,30}?(?<![\w.])(\d+)\b"
)
_IGNORE_CASE = re.compile(
    r"\b(?:ignor\w+|regardless of|case[- ]?insensitive\w*|no matter)\b[^.\n]{0,30}\bcases?\b|\bcase[- ]?insensitive|\bupper ?-?(?:case)? (?:and|or) lower ?-?case\b",
    re.IGNORECASE,
)
_METHODS = frozenset(
    {
        "upper",
        "lower",
        "strip",
        "split",
        "title",
        "capitalize",
        "replace",
        "join",
        "count",
        "find",
        "items",
        "keys",
        "values",
        "copy",
        "isdigit",
        "isalpha",
        "isupper",
        "islower",
    }
)
_FIRST_THEN = re.compile(r"\b(?:then|and then|after that|average|mean|middle|difference|sum of)\b", re.IGNORECASE)
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], object]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
}  # fmt: skip


def find_mismatch(words: str, program: Program) -> Suspect | None:
    """The first line where the task's words and the program disagree; None where nothing shows."""
    try:
        tree = ast.parse(program.text)
    except (SyntaxError, ValueError, RecursionError):
        return None
    for check in (
        _uncalled,
        _never_entered,
        _never_changed,
        _unused_parameter,
        _early_return,
        _overwritten,
        _limits,
        _extremes,
        _ends,
        _left_out,
        _grouping,
        _case,
        _exchanged,
    ):
        found = next(check(words, tree), None)
        if found is not None:
            return found
    return None


def _unused_parameter(words: str, tree: ast.Module) -> Iterator[Suspect]:
    for function in _functions(tree):
        used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        for argument in function.args.args:
            if argument.arg not in used and argument.arg not in ("self", "cls", "_"):
                yield Suspect(function.lineno, "unused", argument.arg, 0.6)


def _uncalled(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A method that is named, and not called, where its result is meant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(value := node.value, ast.Attribute) and value.attr in _METHODS:
            kind, piece = describe_place(tree, node.lineno)
            yield Suspect(node.lineno, kind, piece, 0.7)


def _never_entered(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A loop whose condition is false with the values that stand right before it."""
    for block in _blocks(tree):
        values: dict[str, object] = {}
        for statement in block:
            if isinstance(statement, ast.While) and _truth(statement.test, values) is False:
                yield Suspect(statement.lineno, "test", ast.unparse(statement.test), 0.8)
            target = statement.targets[0] if isinstance(statement, ast.Assign) else None
            if isinstance(statement, ast.Assign) and isinstance(target, ast.Name):
                known = isinstance(statement.value, ast.Constant)
                values.pop(target.id, None)
                if known and isinstance(statement.value, ast.Constant):
                    values[target.id] = statement.value.value
            elif not isinstance(statement, ast.Expr | ast.FunctionDef | ast.Import):
                values.clear()  # what runs sometimes, or more than once, may have changed anything


def _truth(test: ast.expr, values: Mapping[str, object]) -> bool | None:
    """Whether a comparison of two known values is true; None where that isn't known."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    sides: list[object] = []
    for side in (test.left, test.comparators[0]):
        if isinstance(side, ast.Constant):
            sides.append(side.value)
        elif isinstance(side, ast.Name) and side.id in values:
            sides.append(values[side.id])
        else:
            return None
    compare = _COMPARE.get(type(test.ops[0]))
    if compare is None:
        return None
    try:
        return bool(compare(sides[0], sides[1]))
    except TypeError:
        return None


def _blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    yield tree.body
    for function in _functions(tree):
        yield function.body


def _never_changed(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A start value that is given back at the end, and that no line in between changes."""
    for function in _functions(tree):
        loops = any(isinstance(node, ast.For | ast.While) for node in ast.walk(function))
        ends = function.body[-1]
        if not loops or not isinstance(ends, ast.Return) or not isinstance(ends.value, ast.Name):
            continue
        name = ends.value.id
        uses = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
        starts = [item for item in function.body if isinstance(item, ast.Assign) and _only_target(item) == name]
        if len(starts) == 1 and len(uses) == 2 and isinstance(starts[0].value, ast.Constant | ast.List | ast.Dict):
            yield Suspect(starts[0].lineno, "unchanged", name, 0.7)


def _only_target(node: ast.Assign) -> str:
    return ast.unparse(node.targets[0]) if len(node.targets) == 1 else ""


def _exchanged(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A call whose two numbers stand side by side in the words, in the other order."""
    own = {function.name for function in _functions(tree)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own):
            continue
        given = [
            str(item.value) for item in node.args if isinstance(item, ast.Constant) and type(item.value) in (int, float)
        ]
        if len(given) != 2 or len(node.args) != 2 or given[0] == given[1]:
            continue
        one, two = (re.escape(text) for text in given)
        if re.search(rf"(?<![\w.(]){two} [a-z ]{{1,24}} {one}(?![\w.]*\d)", words) and ast.unparse(node) not in words:
            yield Suspect(node.lineno, "call", ast.unparse(node), 0.6)


def _early_return(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """What a loop collects is given back from inside the loop."""
    for function in _functions(tree):
        for loop in (node for node in ast.walk(function) if isinstance(node, ast.For)):
            for node in ast.walk(loop):
                if isinstance(node, ast.Return) and isinstance(node.value, ast.Name):
                    name = node.value.id
                    grows = [part for part in ast.walk(loop) if _changes(part, name)]
                    starts = [
                        item for item in function.body if isinstance(item, ast.Assign) and item.lineno < loop.lineno
                    ]
                    if grows and any(ast.unparse(item.targets[0]) == name for item in starts):
                        yield Suspect(node.lineno, "place", f"return {name}", 0.7)


def _changes(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.AugAssign):
        return ast.unparse(node.target) == name
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "append" and ast.unparse(called.value) == name


def _overwritten(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A name that each pass of a loop sets anew without reading it, and that counts only after the loop."""
    for function in _functions(tree):
        for loop in (node for node in function.body if isinstance(node, ast.For)):
            read = {n.id for n in ast.walk(loop) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
            after = function.body[function.body.index(loop) + 1 :]
            used = {n.id for item in after for n in ast.walk(item) if isinstance(n, ast.Name)}
            for node in loop.body:
                if not isinstance(node, ast.Assign) or isinstance(node.value, ast.Constant):
                    continue
                target = ast.unparse(node.targets[0])
                if target in used and target not in read:
                    yield Suspect(node.lineno, "update", target, 0.65)


def _limits(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A limit that counts, or doesn't, in the words and the other way round in the comparison."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.comparators[0], ast.Constant):
            continue
        near = _around(words, str(node.comparators[0].value))
        if not near:
            continue
        op = node.ops[0]
        wrong = (
            (isinstance(op, ast.Gt) and _OR_MORE.search(near))
            or (isinstance(op, ast.Lt) and _OR_LESS.search(near))
            or (isinstance(op, ast.GtE) and _STRICT.search(near) and not _OR_MORE.search(near))
        )
        if wrong:
            yield Suspect(node.lineno, "test", ast.unparse(node), 0.6)


def _around(words: str, number: str) -> str:
    found = re.search(rf"(?<![\w.]){re.escape(number)}(?![\w.]*\d)", words)
    return (
        re.split(r"[.;,\n]", words[: found.start()])[-1] + re.split(r"[.;,\n]", words[found.start() :])[0]
        if found
        else ""
    )


def _extremes(words: str, tree: ast.Module) -> Iterator[Suspect]:
    largest, smallest = _LARGEST.search(words), _SMALLEST.search(words)
    if bool(largest) == bool(smallest):
        return
    taken = {name for node in ast.walk(tree) if isinstance(node, ast.For) for name in _named(node.target)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.If) or not isinstance(test := node.test, ast.Compare) or len(test.ops) != 1:
            continue
        for part in node.body:
            target = _only_target(part) if isinstance(part, ast.Assign) else ""
            if target in taken & _named(test):  # the item is overwritten, and not the best one so far
                yield Suspect(part.lineno, "update", target, 0.7)
        kept = {
            target.id
            for part in node.body
            if isinstance(part, ast.Assign)
            for target in part.targets
            if isinstance(target, ast.Name)
        }
        left, right = _named(test.left), _named(test.comparators[0])
        less, more = isinstance(test.ops[0], ast.Lt | ast.LtE), isinstance(test.ops[0], ast.Gt | ast.GtE)
        old_right, old_left = bool(kept & right), bool(kept & left)
        wrong = (less if largest else more) if old_right else (more if largest else less) if old_left else False
        if wrong:
            yield Suspect(test.lineno, "test", ast.unparse(test), 0.6)


def _ends(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A range that stops before the parameter that the words count in."""
    if not _INCLUSIVE.search(words):
        return
    for function in _functions(tree):
        given = {argument.arg for argument in function.args.args}
        for node in ast.walk(function):
            if (
                isinstance(node, ast.For)
                and isinstance(call := node.iter, ast.Call)
                and ast.unparse(call.func) == "range"
            ):
                stop = call.args[0] if len(call.args) == 1 else call.args[1] if len(call.args) > 1 else None
                if isinstance(stop, ast.Name) and stop.id in given:
                    yield Suspect(node.lineno, "range", ast.unparse(call), 0.6)


def _left_out(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """A number that the words make a condition of, and that the program never names."""
    named = {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    missing = [number for number in dict.fromkeys(_CONDITIONAL.findall(words)) if number not in named]
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.If | ast.While | ast.IfExp)]
    if missing and tests:
        yield Suspect(tests[0].lineno, "left_out", ", ".join(missing[:2]), 0.6)


def _grouping(words: str, tree: ast.Module) -> Iterator[Suspect]:
    """Sums and products side by side without brackets, where the words give an order."""
    if not _FIRST_THEN.search(words):
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)):
            continue
        if isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Div | ast.FloorDiv):
            kind, piece = describe_place(tree, node.lineno)
            yield Suspect(node.lineno, kind, piece, 0.5)


def _case(words: str, tree: ast.Module) -> Iterator[Suspect]:
    if not _IGNORE_CASE.search(words) or re.search(r"\.(?:lower|upper|casefold)\(", ast.unparse(tree)):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            kind, piece = describe_place(tree, node.lineno)
            yield Suspect(node.lineno, kind, piece, 0.5)


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _named(node: ast.expr) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
