"""Beginners' slips beyond single operators, constants and names: each undone gives one candidate program.

They only serve to find the line at fault; nothing of them is ever shown.
"""

import ast
from collections.abc import Iterator
from itertools import pairwise

from ai_engine.challenges.repair.mutations import Mutant
from ai_engine.tutor.evidence.slips_in_values import (
    LIKELY,
    POSSIBLE,
    RARE,
    blocks,
    call_of,
    method_of,
    set_field,
    value_slips,
)

_METHODS_OF_TEXT = ("split", "lower", "strip")
_VIEWS = ("items", "values")


def slips(owner: ast.FunctionDef | ast.ClassDef, words: str) -> Iterator[tuple[float, Mutant]]:
    """Changes with how likely each slip is. `words` is the task: a constant may be another of its numbers or texts."""
    functions = [node for node in ast.walk(owner) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        given = [item.arg for item in function.args.args if item.arg not in ("self", "cls")]
        yield from _statements(function, given)
        yield from value_slips(function, given, words)


def _statements(function: ast.FunctionDef, given: list[str]) -> Iterator[tuple[float, Mutant]]:
    loops = [node for node in ast.walk(function) if isinstance(node, ast.For | ast.While)]
    in_loop = {id(part) for loop in loops for part in ast.walk(loop) if part is not loop}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            own = {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
            if id(node) in in_loop and target.id not in own:
                both = ast.BinOp(ast.Name(target.id, ast.Load()), ast.Add(), node.value)
                yield LIKELY, set_field(node, "value", both, node)
            if id(node) not in in_loop and isinstance(node.value, ast.Constant):
                for start in _starts(given):
                    yield POSSIBLE, set_field(node, "value", start, node)
        if isinstance(node, ast.AugAssign) and id(node) in in_loop:
            yield RARE, set_field(node, "value", ast.Constant(1), node)
        if isinstance(node, ast.For):
            yield from _iterations(node)
        if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp) and _is_range(node.generators[0].iter):
            yield from _of_range(node.generators[0].iter, node)
    yield from _orders(function, loops)
    for owner, name, block in blocks(function):
        for index, statement in enumerate(block[1:], 1):
            before = block[index - 1]
            if not (isinstance(statement, ast.AugAssign) and isinstance(before, ast.AugAssign)):
                continue
            if ast.unparse(statement.target) == ast.unparse(before.target):  # one change too many
                for gone in (index - 1, index):
                    rest = [item for place, item in enumerate(block) if place != gone]
                    yield LIKELY, Mutant(((owner, name, rest),), block[gone].lineno, block[gone].lineno, 1)
    yield from _chains(function)


def _starts(given: list[str]) -> Iterator[ast.expr]:
    for name in given[:2]:
        yield ast.Subscript(ast.Name(name, ast.Load()), ast.Constant(0), ast.Load())
        yield ast.Name(name, ast.Load())
    yield ast.Call(ast.Name("float", ast.Load()), [ast.Constant("inf")], [])
    yield ast.Call(ast.Name("float", ast.Load()), [ast.Constant("-inf")], [])
    yield ast.List([], ast.Load())
    yield ast.Constant("")


def _iterations(node: ast.For) -> Iterator[tuple[float, Mutant]]:
    over = node.iter
    if isinstance(over, ast.Name):
        for name in (*_METHODS_OF_TEXT, *_VIEWS):
            likely = RARE if name == "lower" else POSSIBLE  # what is compared is the place where the case matters
            yield likely, set_field(node, "iter", method_of(over, name), node)
        yield RARE, set_field(node, "iter", call_of("range", over), node)
        yield RARE, set_field(node, "iter", call_of("range", call_of("len", over)), node)
        yield POSSIBLE, set_field(node, "iter", call_of("list", over), node)
        yield POSSIBLE, set_field(node, "iter", call_of("str", over), node)
        for lower, upper in ((ast.Constant(1), None), (None, ast.Constant(-1))):
            part = ast.Subscript(over, ast.Slice(lower, upper), ast.Load())
            yield RARE, set_field(node, "iter", part, node)
    if isinstance(node.target, ast.Tuple) and len(node.target.elts) == 2:
        counted = isinstance(over, ast.Call) and ast.unparse(over.func) == "enumerate"
        yield LIKELY if counted else RARE, set_field(node.target, "elts", node.target.elts[::-1], node)
    if _is_range(over):
        yield from _of_range(over, node)


def _is_range(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"


def _of_range(over: ast.expr, node: ast.AST) -> Iterator[tuple[float, Mutant]]:
    """Where a `range` begins and ends; `node` is the statement or expression whose line counts."""
    if not isinstance(over, ast.Call):
        return
    if len(over.args) == 3:
        step = ast.UnaryOp(ast.USub(), over.args[2])
        yield RARE, set_field(over, "args", [*over.args[:2], step], node)
        yield POSSIBLE, set_field(over, "args", [*over.args[:1], ast.Constant(-1), over.args[2]], node)
        one_more = ast.BinOp(over.args[1], ast.Add(), ast.Constant(1))
        for start in (0, 1, 2):
            yield POSSIBLE, set_field(over, "args", [ast.Constant(start), one_more, over.args[2]], node)
    if len(over.args) in (1, 2):
        last = over.args[-1]
        for start in (0, 1, 2):
            for end in (
                last,
                ast.BinOp(last, ast.Add(), ast.Constant(1)),
                ast.BinOp(last, ast.Sub(), ast.Constant(1)),
            ):
                yield POSSIBLE, set_field(over, "args", [ast.Constant(start), end], node)
        if not isinstance(last, ast.Call):
            yield RARE, set_field(over, "args", [*over.args[:-1], call_of("len", last)], node)


def _orders(function: ast.FunctionDef, loops: list[ast.For | ast.While]) -> Iterator[tuple[float, Mutant]]:
    """Statements before a loop that belong into it, and the other way round; two assignments meant at once."""
    for owner, name, block in blocks(function):
        for index, (one, two) in enumerate(pairwise(block)):
            if isinstance(one, ast.Assign) and isinstance(two, ast.Assign):
                targets = ast.Tuple([one.targets[0], two.targets[0]], ast.Store())
                values = ast.Tuple([one.value, two.value], ast.Load())
                together = [*block[:index], ast.Assign([targets], values), *block[index + 2 :]]
                yield LIKELY, Mutant(((owner, name, together),), one.lineno, two.lineno, 1)
            if isinstance(two, ast.For | ast.While) and isinstance(one, ast.Assign):
                sets = ((owner, name, [*block[:index], *block[index + 1 :]]), (two, "body", [one, *two.body]))
                yield POSSIBLE, Mutant(sets, one.lineno, one.lineno, 2)
        for index, statement in enumerate(block):
            if isinstance(statement, ast.For | ast.While) and isinstance(first := statement.body[0], ast.Assign):
                rest = statement.body[1:] or [ast.Pass()]
                moved = [*block[:index], first, *block[index:]]
                yield LIKELY, Mutant(((owner, name, moved), (statement, "body", rest)), first.lineno, first.lineno, 2)
            orelse = getattr(statement, "orelse", None)
            if not (isinstance(statement, ast.If) and orelse and isinstance(owner, ast.For | ast.While)):
                continue
            if len(orelse) == 1 and isinstance(orelse[0], ast.Return):
                yield from _decided_after(function, owner, statement, orelse[0])
    for owner, name, block in blocks(function):
        for index, statement in enumerate(block):
            if isinstance(statement, ast.Continue | ast.Break):
                leaving: ast.stmt = ast.Break() if isinstance(statement, ast.Continue) else ast.Continue()
                left = [*block[:index], leaving, *block[index + 1 :]]
                yield LIKELY, Mutant(((owner, name, left),), statement.lineno, statement.lineno, 1)
        last = block[-1]
        if isinstance(last, ast.Return) and isinstance(owner, ast.For | ast.While | ast.If):
            without = block[:-1] or [ast.Pass()]
            for outer, field, other in blocks(function):
                if owner in other and (outer, field) != (owner, name):
                    end = ((outer, field, [*other, last]), (owner, name, without))
                    yield POSSIBLE, Mutant(end, last.lineno, last.lineno, 2)
            if isinstance(function.body[-1], ast.For | ast.While):
                end = ((function, "body", [*function.body, last]), (owner, name, without))
                yield LIKELY, Mutant(end, last.lineno, last.lineno, 2)


def _chains(function: ast.FunctionDef) -> Iterator[tuple[float, Mutant]]:
    """Conditions one after another that exclude each other, and a special case that is asked after the general ones."""
    for owner, name, block in blocks(function):
        for start, first in enumerate(block):
            run = [first]
            while start + len(run) < len(block) and isinstance(block[start + len(run)], ast.If):
                run.append(block[start + len(run)])
            tests = [item for item in run if isinstance(item, ast.If)]
            if len(tests) == len(run) and len(run) > 1 and not any(item.orelse for item in tests[:-1]):
                rest = [*block[:start], first, *block[start + len(run) :]]
                links = [(one, "orelse", [two]) for one, two in pairwise(tests)]
                yield LIKELY, Mutant(((owner, name, rest), *links), run[1].lineno, run[1].lineno, 1)
    heads = [node for node in ast.walk(function) if isinstance(node, ast.If)]
    inner = {id(node.orelse[0]) for node in heads if len(node.orelse) == 1}
    for head in heads:
        chain = [head]
        while len(chain[-1].orelse) == 1 and isinstance(following := chain[-1].orelse[0], ast.If):
            chain.append(following)
        if len(chain) > 1 and id(head) not in inner:
            for later in chain[1:]:
                moved: tuple[tuple[ast.AST, str, object], ...] = (
                    (head, "test", later.test),
                    (head, "body", later.body),
                    (later, "test", head.test),
                    (later, "body", head.body),
                )
                yield LIKELY, Mutant(moved, head.lineno, head.lineno, 1)


def _decided_after(
    function: ast.FunctionDef, loop: ast.For | ast.While, test: ast.If, early: ast.Return
) -> Iterator[tuple[float, Mutant]]:
    if loop in function.body:
        place = function.body.index(loop)
        after = [*function.body[: place + 1], early, *function.body[place + 1 :]]
        yield LIKELY, Mutant(((function, "body", after), (test, "orelse", [])), early.lineno, early.lineno, 2)
