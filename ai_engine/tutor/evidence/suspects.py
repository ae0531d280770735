"""The line that seems to be at fault: where one small change makes every told example come out right.

The change itself is never said; it only tells where to look, and what to ask about.
"""

import ast
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from ai_engine.challenges.repair.mutations import Mutant, mutants
from ai_engine.challenges.repair.verify import OutOfTime, Test, Verifier
from ai_engine.sandbox import Session, Step
from ai_engine.tutor.evidence.slips import slips

Kind = Literal[
    "test",
    "range",
    "iteration",
    "start",
    "update",
    "result",
    "part",
    "place",
    "call",
    "unused",
    "left_out",
    "none",
    "endless",
    "unchanged",
]

SURELY = 0.6
"""From this certainty on a suspect comes before what merely could be."""
CERTAIN = 0.9
"""A suspect that a likely slip explains."""
_CALL_S = 0.006
_BATCHES = (16, 24, 40)
_ENOUGH = 5
_OFTEN = {
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Lt, ast.Gt), (ast.LtE, ast.GtE), (ast.Eq, ast.NotEq),
    (ast.In, ast.NotIn), (ast.Add, ast.Sub), (ast.Add, ast.Mult), (ast.Div, ast.FloorDiv), (ast.Div, ast.Mult),
    (ast.And, ast.Or), (ast.FloorDiv, ast.Mod),
}  # fmt: skip
_MOST = 700
_TRUSTED = 0.2
_LIKELY = 0.65


@dataclass(frozen=True, slots=True)
class Suspect:
    """A line to ask about: what kind of thing it is, the piece of code in question, and how sure that is (0 to 1)."""

    line: int
    kind: Kind
    piece: str
    certainty: float


def suspect_to_text(suspect: Suspect | None) -> str:
    """A suspect as it is kept from turn to turn; "" for none."""
    return "" if suspect is None else f"{suspect.line}|{suspect.kind}|{suspect.certainty}|{suspect.piece}"


def suspect_from_text(text: str) -> Suspect | None:
    """Read what was kept; None where it is of another version of this program."""
    parts = text.split("|", 3)
    if len(parts) < 4 or not parts[0].isdigit() or parts[1] not in get_args(Kind):
        return None
    try:
        return Suspect(int(parts[0]), cast(Kind, parts[1]), parts[3], float(parts[2]))
    except ValueError:
        return None


def find_suspect(
    session: Session, source: str, tests: Sequence[tuple[str, str]], words: str, steps: Sequence[Step], deadline: float
) -> Suspect | None:
    """The most plausible line, within the time; None where no small change helps."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return None
    ran = Counter(step.line for step in steps)
    wanted = {value.strip("\"'") for _, value in tests}
    tried = sorted(_candidates(tree, words, ran, wanted), key=lambda item: -item[0])[:_MOST]
    verifier = Verifier(session, [Test(call, value) for call, value in tests], "", deadline, _CALL_S)
    found: list[tuple[float, Mutant]] = []
    try:
        start = 0
        for size in (*_BATCHES, *(_BATCHES[-1:] * (_MOST // _BATCHES[-1]))):
            found += _working(verifier, tree, tried[start : start + size])
            start += size
            if len(found) >= _ENOUGH or start >= len(tried) or time.monotonic() > deadline:
                break
    except OutOfTime:
        pass
    return _chosen(tree, found)


def _working(
    verifier: Verifier, tree: ast.Module, batch: Sequence[tuple[float, Mutant]]
) -> Iterator[tuple[float, Mutant]]:
    sources = []
    for _, mutant in batch:
        with mutant.applied():
            sources.append(_written(tree))
    start = 0
    while start < len(batch):
        place = verifier.first_passing(sources[start:])
        if place is None:
            return
        yield batch[start + place]
        start += place + 1


def _written(tree: ast.Module) -> str:
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return "raise ValueError"


def _candidates(tree: ast.Module, words: str, ran: Counter[int], wanted: set[str]) -> Iterator[tuple[float, Mutant]]:
    """Small changes with how likely such a slip is. What never ran in the failing call is hardly it, and a change that
    only writes a wanted result into a `return` explains nothing."""
    given = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Return)}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        for weight, mutant in slips(node, words):
            yield weight * _seen(mutant, ran) * _explains(mutant, given, wanted), mutant
        sums = _sums(node)
        for mutant in mutants(node):
            if id(mutant.sets[0][0]) in sums:
                yield 0.3, mutant  # another start of a sum only shifts the one result that is known
                continue
            yield _weight(mutant) * _seen(mutant, ran) * _explains(mutant, given, wanted), mutant


def _sums(owner: ast.AST) -> set[int]:
    """The starting values and the steps of what is only counted or added up."""
    changes = [node for node in ast.walk(owner) if isinstance(node, ast.AugAssign)]
    grown = {ast.unparse(node.target) for node in changes}
    for node in ast.walk(owner):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
            name = ast.unparse(node.targets[0])
            if name in (ast.unparse(node.value.left), ast.unparse(node.value.right)):
                grown.add(name)
    values = [node.value for node in changes]
    values += [
        node.value for node in ast.walk(owner) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in grown
    ]
    return {id(value) for value in values if isinstance(value, ast.Constant) and value.value in (0, 1)}


def _seen(mutant: Mutant, ran: Counter[int]) -> float:
    if not ran or any(line in ran for line in range(mutant.line, mutant.end_line + 1)):
        return 1.0
    return 0.3


def _explains(mutant: Mutant, given: set[int], wanted: set[str]) -> float:
    node, name, value = mutant.sets[0]
    if name == "ops" and id(node) in given and len(wanted) == 1:
        return 0.4  # yes for no explains every single answer
    written = name == "value" and id(node) in given and not isinstance(value, ast.AST)
    return 0.25 if written and str(value) in wanted else 1.0


def _confused(old: object, new: object) -> float:
    """How often one operator is written for another: those that differ in the border most, then opposites."""
    before, after = (type(item[0] if isinstance(item, list) else item) for item in (old, new))
    if (before, after) in _OFTEN or (after, before) in _OFTEN:
        return 1.0
    equal = (ast.Eq, ast.NotEq)
    order = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
    if (before in equal and after in order) or (before in order and after in equal):
        return 0.5  # nobody writes "bigger than" for "equal to" by a slip
    return 0.75


def _weight(mutant: Mutant) -> float:
    node, name, value = mutant.sets[0]
    if name in ("op", "ops"):
        return _confused(getattr(node, name), value)
    if name == "value" and isinstance(node, ast.Constant):
        return 0.7
    if isinstance(node, ast.Name):
        return 0.6
    if isinstance(node, ast.Return):
        return 0.15
    if isinstance(value, ast.BinOp) or name == "args":
        return 0.35 if isinstance(node, ast.Assign) else 0.5 if isinstance(node, ast.Compare) else 0.75
    if isinstance(value, ast.UnaryOp | ast.Name):
        return 0.5
    if name in ("body", "orelse"):
        owner, field, block = mutant.sets[-1]
        longer = isinstance(block, list) and len(block) > len(getattr(owner, field))
        if isinstance(block, list) and longer and isinstance(block[-1], ast.Return):
            return 0.2  # a result is hardly ever meant to be given back in the middle
        return 0.65 if mutant.cost <= 2 and len(mutant.sets) > 1 else 0.3
    return 0.4


def _chosen(tree: ast.Module, found: Sequence[tuple[float, Mutant]]) -> Suspect | None:
    if not found:
        return None
    votes = Counter(mutant.line for _, mutant in found)
    weight, mutant = max(found, key=lambda item: (item[0], votes[item[1].line]))
    if weight < _TRUSTED:
        return None
    kind, piece = describe_place(tree, mutant.line, mutant)
    return Suspect(mutant.line, kind, piece, CERTAIN if weight >= _LIKELY else SURELY)


def describe_place(tree: ast.Module, line: int, mutant: Mutant | None = None) -> tuple[Kind, str]:
    """What stands on a line, as something to ask about, and its text."""
    moved = mutant is not None and sum(name in ("body", "orelse") for _, name, _ in mutant.sets) > 1
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While)]
    inside = any(loop.lineno < line <= (loop.end_lineno or 0) for loop in loops)
    for node in ast.walk(tree):
        if getattr(node, "lineno", 0) != line or not isinstance(node, ast.stmt):
            continue
        if isinstance(node, ast.For):
            ranged = isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func) == "range"
            return ("range" if ranged else "iteration"), ast.unparse(node.iter)
        if isinstance(node, ast.If | ast.While):
            return "test", ast.unparse(node.test)
        if moved:
            return "place", ast.unparse(node).split("\n")[0]
        if isinstance(node, ast.Return):
            return "result", ast.unparse(node.value) if node.value is not None else ""
        if isinstance(node, ast.AugAssign):
            return "update", ast.unparse(node.target)
        if isinstance(node, ast.Assign):
            constant = isinstance(node.value, ast.Constant | ast.List | ast.Dict | ast.UnaryOp)
            name = ast.unparse(node.targets[0])
            return ("start" if constant and not inside else "update"), name
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            return "call", ast.unparse(node.value)
    return "part", ""
