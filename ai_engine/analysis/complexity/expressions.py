"""What expressions cost and give."""

import ast
from dataclasses import replace

from ai_engine.analysis.complexity.frames import Frame, Loop
from ai_engine.analysis.complexity.growth import CONSTANT, EXPONENTIAL, FREE, LINEAR, Cost, Growth
from ai_engine.analysis.complexity.reading import LONG_ROWS, reads_line
from ai_engine.analysis.complexity.run import Run, TooMuch
from ai_engine.analysis.complexity.shapes import (
    differ_by_constant,
    is_negative,
    names_in,
)
from ai_engine.analysis.complexity.values import SMALL, UNKNOWN, Value, held, joined
from ai_engine.analysis.tree import children


class Expressions(Run):
    """Follows expressions."""

    def expression(self, node: ast.expr, frame: Frame) -> tuple[Cost, Value]:
        """What an expression costs and gives."""
        self.steps += 1
        if self.steps > self.most:
            raise TooMuch
        if isinstance(node, ast.Constant):
            return FREE, Value("text", CONSTANT) if isinstance(node.value, (str, bytes)) else SMALL
        if isinstance(node, ast.Name):
            return FREE, self.look(node.id, frame)
        if isinstance(node, ast.Call):
            return self._unless_freed(node, self.call(node, frame))
        if isinstance(node, ast.BinOp):
            return self._binary(node, frame)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            return self._comprehension(node, frame)
        if isinstance(node, ast.Subscript):
            return self._unless_freed(node, self._subscript(node, frame))
        if isinstance(node, ast.Compare):
            return self._unless_freed(node, self._compare(node, frame))
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return self._display(node, frame)
        if isinstance(node, ast.Dict):
            cost = self.all_of([v for v in (*node.keys, *node.values) if v is not None], frame)
            return cost, Value("dict", CONSTANT)
        if isinstance(node, ast.IfExp):
            test, _ = self.expression(node.test, frame)
            one, first = self.expression(node.body, frame)
            other, second = self.expression(node.orelse, frame)
            return test.plus(one).plus(other), joined(first, second)
        if isinstance(node, ast.NamedExpr):
            cost, value = self.expression(node.value, frame)
            frame.names[node.target.id] = value
            return cost, value
        if isinstance(node, ast.Attribute):
            cost, _ = self.expression(node.value, frame)
            return cost, frame.names.get(ast.unparse(node), UNKNOWN)
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return self.expression(node.value, frame) if node.value is not None else (FREE, UNKNOWN)
        if isinstance(node, ast.Lambda):
            return FREE, Value("function")
        if isinstance(node, (ast.BoolOp, ast.UnaryOp, ast.JoinedStr, ast.Starred, ast.FormattedValue, ast.Await)):
            parts = [child for child in children(node) if isinstance(child, ast.expr)]
            value = self.expression(parts[-1], frame)[1] if parts else SMALL
            return self.all_of(parts, frame), value if not isinstance(node, ast.JoinedStr) else Value("text")
        return FREE, UNKNOWN

    def _unless_freed(self, node: ast.expr, found: tuple[Cost, Value]) -> tuple[Cost, Value]:
        return (FREE, found[1]) if id(node) in self.freed else found

    def _binary(self, node: ast.BinOp, frame: Frame) -> tuple[Cost, Value]:
        one, left = self.expression(node.left, frame)
        other, right = self.expression(node.right, frame)
        cost = one.plus(other)
        collections = ("sequence", "text")
        if left.kind in collections or right.kind in collections:
            made = self._joined_collections(node, left, right, frame)
            if isinstance(node.op, ast.Mult) and made.size != CONSTANT:
                cost = cost.plus(
                    Cost(
                        made.size,
                        (f"making the list on line {node.lineno} takes a step for each element",),
                        0.8,
                        True,
                    )
                )
            return cost, made
        if left.kind == "set" or (right.kind == "set" and left.kind == "unknown"):
            size = max(left.iterated(), right.iterated())
            return cost.plus(
                Cost(size, (f"putting sets together on line {node.lineno} goes over their elements",), 0.8)
            ), left
        a, b = left.magnitude(), right.magnitude()
        if isinstance(node.op, ast.Mult):
            size = a * b
        elif isinstance(node.op, ast.Pow):
            size = self._power(node, a, b)
        elif isinstance(node.op, ast.LShift):
            size = EXPONENTIAL if b != CONSTANT else a
        elif isinstance(node.op, ast.Mod):
            size = b
        elif isinstance(node.op, (ast.FloorDiv, ast.Div, ast.RShift)):
            size = a
        elif isinstance(node.op, ast.Sub):
            size = b if a == CONSTANT else a  # what counts rounds is no less than nothing
        else:
            size = max(a, b)
        return cost, Value("number", size)

    def _power(self, node: ast.BinOp, base: Growth, exponent: Growth) -> Growth:
        fixed = node.right.value if isinstance(node.right, ast.Constant) else None
        if isinstance(fixed, float) and fixed == 0.5:
            return base.root()
        if isinstance(fixed, int) and fixed >= 0:
            return Growth(base.exponential, base.power * fixed, base.logs * fixed)
        return EXPONENTIAL if exponent != CONSTANT else base

    def _joined_collections(self, node: ast.BinOp, left: Value, right: Value, frame: Frame) -> Value:
        one, other = (left, right) if left.kind in ("sequence", "text") else (right, left)
        if isinstance(node.op, ast.Mult):
            count = other.magnitude() if other.kind in ("number", "unknown") else CONSTANT
            made = Value(one.kind, one.size * count, one.element)
            frame.largest = max(frame.largest, held(made))
            return made
        if isinstance(node.op, ast.Mod):
            return one
        return Value(one.kind, max(left.size, right.size), one.element or other.element)

    def _display(self, node: ast.List | ast.Tuple | ast.Set, frame: Frame) -> tuple[Cost, Value]:
        cost, element = FREE, None
        size = CONSTANT
        items = []
        for part in node.elts:
            one, value = self.expression(part.value if isinstance(part, ast.Starred) else part, frame)
            cost = cost.plus(one)
            if isinstance(part, ast.Starred):
                size = max(size, value.iterated())
                value = value.inner()
            items.append(value)
            element = joined(element, value)
        kind = "set" if isinstance(node, ast.Set) else "sequence"
        return cost, Value(kind, size, element, tuple(items) if len(items) <= 6 else ())  # type: ignore[arg-type]

    def _subscript(self, node: ast.Subscript, frame: Frame) -> tuple[Cost, Value]:
        cost, owner = self.expression(node.value, frame)
        if isinstance(node.slice, ast.Slice):
            bounds = [part for part in (node.slice.lower, node.slice.upper) if part is not None]
            fixed = node.slice.upper is not None and isinstance(node.slice.upper, ast.Constant)
            length = owner.iterated()
            near = len(bounds) == 2 and differ_by_constant(bounds[0], bounds[1])
            if (fixed and not is_negative(node.slice.upper)) or near:
                length = CONSTANT
            made = Value(owner.kind if owner.kind != "unknown" else "sequence", length, owner.element)
            if made.kind == "sequence":
                frame.largest = max(frame.largest, length)
            reason = f"the slice on line {node.lineno} copies its elements"
            return cost.plus(Cost(length, (reason,), 0.8)), made
        inside, _index = self.expression(node.slice, frame)
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int) and owner.items:
            place = node.slice.value
            if -len(owner.items) <= place < len(owner.items):
                return cost.plus(inside), owner.items[place]
        return cost.plus(inside), owner.inner()

    def _compare(self, node: ast.Compare, frame: Frame) -> tuple[Cost, Value]:
        cost, _ = self.expression(node.left, frame)
        for op, side in zip(node.ops, node.comparators, strict=True):
            one, value = self.expression(side, frame)
            cost = cost.plus(one)
            if isinstance(op, (ast.In, ast.NotIn)) and value.kind == "sequence" and value.size != CONSTANT:
                if not isinstance(side, ast.Call):  # `x in d.keys()` and `x in range(n)` are no search
                    cost = cost.plus(Cost(value.size, (f"`in` on line {node.lineno} searches a list",), 0.85))
            elif isinstance(op, (ast.In, ast.NotIn)) and value.kind == "text" and isinstance(side, ast.Name):
                if not any(side.id in loop.sets for loop in frame.loops):
                    cost = cost.plus(Cost(value.size, (f"`in` on line {node.lineno} searches a text",), 0.85))
        return cost, SMALL

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, frame: Frame
    ) -> tuple[Cost, Value]:
        inner = Frame({**frame.names}, [*frame.loops], None, frame.function, frame.self_calls)
        rounds, before = CONSTANT, FREE
        for generator in node.generators:
            cost, value = self.expression(generator.iter, inner)
            before = before.plus(cost.times(rounds))
            size = self.range_rounds(generator.iter, inner)
            size = value.iterated() if size is None else size
            if self.met_once(generator.iter, frame):
                size = CONSTANT
            if size != CONSTANT and self._reads_cases(node):
                size = size if rounds == CONSTANT else CONSTANT
            rounds = rounds * size
            self.assign_target(generator.target, value, value.inner(), inner)
            # For all that is asked inside, it is a loop like any other.
            loop = ast.For(generator.target, generator.iter, [], [], lineno=node.lineno)
            targets = frozenset(names_in(generator.target))
            inner.loops.append(Loop(loop, targets, size, targets))
            for test in generator.ifs:
                before = before.plus(self.expression(test, inner)[0].times(rounds))
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        work, element = FREE, UNKNOWN
        for part in parts:
            one, element = self.expression(part, inner)
            work = work.plus(one)
        if reads_line(parts[-1]):
            long = LONG_ROWS in node.__dict__ and rounds != CONSTANT
            why = f"reading each row on line {node.lineno} takes a step for each number"
            work = Cost(LINEAR if long else CONSTANT, (why,) if long else (), 1.0, True)
            if rounds == CONSTANT and element.kind in ("text", "sequence"):
                element = Value(element.kind, CONSTANT)  # so many lines of a fixed form: a board
            elif element.kind == "text":
                element = replace(element, word=True)
        for one_loop in inner.loops[len(frame.loops) :]:
            before = before.plus(one_loop.together)
        reason = f"the comprehension on line {node.lineno} goes over {_many(rounds)} elements"
        total = before.plus(work.times(rounds, reason, 0.95))
        if total.growth < rounds:
            total = Cost(rounds, (reason,), 0.95, work.quiet)
        kinds = {ast.SetComp: "set", ast.DictComp: "dict"}
        made = Value(kinds.get(type(node), "sequence"), rounds, element)  # type: ignore[arg-type]
        if not isinstance(node, ast.GeneratorExp):
            frame.largest = max(frame.largest, held(made))
        return total, made

    def _reads_cases(self, node: ast.expr) -> bool:
        return reads_line(node)


def _many(rounds: Growth) -> str:
    return "a few" if rounds == CONSTANT else rounds.named()[2:-1]
