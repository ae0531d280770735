"""Single small changes to a function, of the kinds by which beginners' programs differ from what they meant.

A mutant is a list of fields to set, so that it can be tried in place and taken back: copying trees costs more than
everything else here.
"""

import ast
import builtins
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ai_engine.challenges.repair.variables import FunctionNode, Unit, local_names, parameters

_COMPARISONS: tuple[type[ast.cmpop], ...] = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_ARITHMETIC: tuple[type[ast.operator], ...] = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Div, ast.Mod)
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)


@dataclass(frozen=True, slots=True)
class Mutant:
    """Fields to set on the learner's own nodes; `line` to `end_line` is what would change; `cost` the nodes touched."""

    sets: tuple[tuple[ast.AST, str, object], ...]
    line: int
    end_line: int
    cost: float

    @contextmanager
    def applied(self) -> Iterator[None]:
        """The change, for as long as the block lasts."""
        before = [(node, name, getattr(node, name)) for node, name, _ in self.sets]
        for node, name, value in self.sets:
            setattr(node, name, value)
        try:
            yield
        finally:
            for node, name, value in reversed(before):
                setattr(node, name, value)


class _Maker:
    """Makes mutants of one function; knows where each node stands."""

    def __init__(self, function: FunctionNode) -> None:
        self.function = function
        self.nodes = list(ast.walk(function))
        self.names = local_names(function)
        self.place: dict[ast.AST, tuple[ast.AST, str, int | None]] = {}
        for node in self.nodes:
            for name, value in ast.iter_fields(node):
                if isinstance(value, list):
                    self.place.update({v: (node, name, k) for k, v in enumerate(value) if isinstance(v, ast.AST)})
                elif isinstance(value, ast.AST):
                    self.place[value] = (node, name, None)

    def lines(self, node: ast.AST) -> tuple[int, int]:
        """Where a node stands; for one without a position, where what holds it stands."""
        while not hasattr(node, "lineno"):
            node = self.place[node][0]
        return node.lineno, getattr(node, "end_lineno", None) or node.lineno

    def set(self, node: ast.AST, name: str, value: object, cost: float, at: ast.AST | None = None) -> Mutant:
        """Set one field."""
        return Mutant(((node, name, value),), *self.lines(at or node), cost)

    def replace(self, node: ast.AST, new: ast.AST | list[ast.stmt], cost: float) -> Mutant:
        """Put another node (or, for a statement, several or none) in a node's place."""
        parent, name, index = self.place[node]
        if index is None:
            return self.set(parent, name, new, cost, at=node)
        block = list(getattr(parent, name))
        block[index : index + 1] = new if isinstance(new, list) else [new]
        return self.set(parent, name, block or [ast.Pass()], cost, at=node)

    def blocks(self) -> Iterator[tuple[ast.AST, str, list[ast.stmt]]]:
        """Every list of statements in the function."""
        for node in self.nodes:
            for name in ("body", "orelse", "finalbody"):
                block = getattr(node, name, None)
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    yield node, name, block


def mutants(function: Unit, results: Sequence[ast.expr] = ()) -> Iterator[Mutant]:
    """All single changes, the smallest kinds first; of a class, those of its methods. `results` are literals worth
    returning."""
    if isinstance(function, ast.ClassDef):
        for method in function.body:
            if isinstance(method, FunctionNode):
                yield from mutants(method, results)
        return
    maker = _Maker(function)
    for kind in (_operators, _constants, _names, _conditions, _off_by_one, _moves):
        yield from kind(maker)
    yield from _endings(maker, results)
    yield from _deletions(maker)


def _size(node: ast.AST) -> int:
    return sum(1 for part in ast.walk(node) if not isinstance(part, ast.expr_context))


def _operators(make: _Maker) -> Iterator[Mutant]:
    for node in make.nodes:
        if isinstance(node, ast.Compare):
            for index, op in enumerate(node.ops):
                others = [c for c in _COMPARISONS if not isinstance(op, c)] if isinstance(op, _COMPARISONS) else []
                others += [_OPPOSITES[type(op)]] if type(op) in _OPPOSITES else []
                for other in others:
                    yield make.set(node, "ops", [*node.ops[:index], other(), *node.ops[index + 1 :]], 1)
        elif isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, _ARITHMETIC):
            for kind in _ARITHMETIC:
                if not isinstance(node.op, kind):
                    yield make.set(node, "op", kind(), 1)
        elif isinstance(node, ast.BoolOp):
            yield make.set(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And(), 1)


def _constants(make: _Maker) -> Iterator[Mutant]:
    for node in make.nodes:
        if not isinstance(node, ast.Constant):
            continue
        value = node.value
        others: list[object] = []
        if isinstance(value, bool):
            others = [not value]
        elif isinstance(value, int):
            others = [value + 1, value - 1, *([0] if value not in (0, 1, -1) else []), *([-1] if value == 1 else [])]
        elif value is None:
            others = [True, False, 0]
        for other in others:
            yield make.set(node, "value", other, 1)


def _names(make: _Maker) -> Iterator[Mutant]:
    for node in make.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id not in make.names and hasattr(builtins, node.id):
                continue
            for name in make.names:
                if name != node.id:
                    yield make.set(node, "id", name, 1)


def _conditions(make: _Maker) -> Iterator[Mutant]:
    for node in make.nodes:
        if isinstance(node, (ast.If, ast.While, ast.IfExp)):
            yield make.replace(node.test, ast.UnaryOp(ast.Not(), node.test), 1)
        if isinstance(node, ast.BoolOp) and len(node.values) == 2:
            for kept in (0, 1):
                yield make.replace(node, node.values[kept], 1.0 + _size(node.values[1 - kept]))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield make.replace(node, node.operand, 1)
        if isinstance(node, ast.If) and node.orelse:
            swap = ((node, "body", node.orelse), (node, "orelse", node.body))
            yield Mutant(swap, *make.lines(node), 2)


def _off_by_one(make: _Maker) -> Iterator[Mutant]:
    for node in make.nodes:
        places: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
            places = list(node.args)
            if len(node.args) == 1:
                yield make.set(node, "args", [ast.Constant(1), *node.args], 1)
            elif len(node.args) == 2:
                yield make.set(node, "args", node.args[1:], 1)
        elif isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
            places = [node.slice]
        elif isinstance(node, ast.Slice):
            places = [part for part in (node.lower, node.upper) if part is not None]
        elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            places = [node.value]
        elif isinstance(node, ast.Compare):
            places = [part for part in (node.left, *node.comparators) if not isinstance(part, ast.Constant)]
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            places = [node.value]
        for place in places:
            for sign in (ast.Add(), ast.Sub()):
                yield make.replace(place, ast.BinOp(place, sign, ast.Constant(1)), 2)


def _moves(make: _Maker) -> Iterator[Mutant]:
    """Statements at the wrong depth: out of their block, into the one before; `if` that should be `elif`."""
    for node, name, block in make.blocks():
        for index, statement in enumerate(block):
            follower = block[index + 1] if index + 1 < len(block) else None
            rest = block[index + 2 :]
            for field in ("body", "orelse"):
                inner = getattr(statement, field, None)
                if not (isinstance(inner, list) and inner and isinstance(inner[-1], ast.stmt)):
                    continue
                if isinstance(statement, ast.FunctionDef):
                    continue
                moved = inner[-1]
                shorter = inner[:-1] or ([ast.Pass()] if field == "body" else [])
                out = ((node, name, [*block[: index + 1], moved, *block[index + 1 :]]), (statement, field, shorter))
                yield Mutant(out, *make.lines(moved), 2)
                if follower is not None:
                    into = ((node, name, [*block[: index + 1], *rest]), (statement, field, [*inner, follower]))
                    yield Mutant(into, *make.lines(follower), 2)
            if follower is None:
                continue
            if isinstance(statement, ast.If) and not statement.orelse:
                chain = ((node, name, [*block[: index + 1], *rest]), (statement, "orelse", [follower]))
                yield Mutant(chain, *make.lines(follower), 2)
            exchanged = [*block[:index], follower, statement, *rest]
            yield Mutant(((node, name, exchanged),), make.lines(statement)[0], make.lines(follower)[1], 2)


def _endings(make: _Maker, results: Sequence[ast.expr]) -> Iterator[Mutant]:
    """A missing return or break at the end of a block, a return of another value, a guard for an empty argument."""
    given = parameters(make.function)
    values: list[ast.expr] = [*results, ast.Constant(None)]
    guards = list(values)
    values += [ast.Name(name, ast.Load()) for name in make.names]
    values += [ast.Call(ast.Name("len", ast.Load()), [ast.Name(name, ast.Load())], []) for name in given]
    for node in make.nodes:
        if isinstance(node, ast.Return):
            for value in values:
                yield make.set(node, "value", value, 2)
    for node, name, block in make.blocks():
        if isinstance(block[-1], _LEAVING):
            continue
        for value in values:
            yield make.set(node, name, [*block, ast.Return(value)], 2, at=block[-1])
        if isinstance(node, (ast.If, ast.Try)) or name == "orelse":
            yield make.set(node, name, [*block, ast.Break()], 1, at=block[-1])
    body = make.function.body
    for who in given:
        for value in guards:
            guard = ast.If(ast.UnaryOp(ast.Not(), ast.Name(who, ast.Load())), [ast.Return(value)], [])
            yield make.set(make.function, "body", [guard, *body], 6, at=body[0])


def _deletions(make: _Maker) -> Iterator[Mutant]:
    for _, _, block in make.blocks():
        for statement in block:
            yield make.replace(statement, [], _size(statement))
            if isinstance(statement, ast.If) and not statement.orelse:
                yield make.replace(statement, statement.body, 1 + _size(statement.test))
            elif isinstance(statement, ast.If):
                yield make.set(statement, "orelse", [], sum(_size(s) for s in statement.orelse), at=statement.orelse[0])
