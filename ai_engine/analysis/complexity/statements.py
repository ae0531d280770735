"""What statements cost, and what they make of the variables."""

import ast
from dataclasses import replace

from ai_engine.analysis.complexity.frames import Frame
from ai_engine.analysis.complexity.growth import CONSTANT, EXPONENTIAL, FREE, LINEAR, QUADRATIC, Cost
from ai_engine.analysis.complexity.patterns import (
    doubles,
    filled_over,
    goes_over,
    unpacks_input,
)
from ai_engine.analysis.complexity.reading import reads_line
from ai_engine.analysis.complexity.run import Run
from ai_engine.analysis.complexity.shapes import names_in
from ai_engine.analysis.complexity.values import Value, held, joined


class Statements(Run):
    """Follows statements."""

    def statement(self, node: ast.stmt, frame: Frame) -> Cost:
        """One statement."""
        if isinstance(node, (ast.For, ast.AsyncFor)):
            return self.for_loop(node, frame)
        if isinstance(node, ast.While):
            return self.while_loop(node, frame)
        if isinstance(node, ast.If):
            test, _ = self.expression(node.test, frame)
            for way in (node.body, node.orelse):
                test = test.plus(self._way(way, frame))
            return test
        if isinstance(node, (ast.With, ast.AsyncWith)):
            return self.block(node.body, frame)
        if isinstance(node, ast.Try):
            handlers = [s for handler in node.handlers for s in handler.body]
            return self.block([*node.body, *handlers, *node.orelse, *node.finalbody], frame)
        if isinstance(node, ast.Match):
            return self.block([s for case in node.cases for s in case.body], frame)
        if isinstance(node, ast.Assign):
            cost, value = self.expression(node.value, frame)
            if unpacks_input(node):
                cost = FREE  # as many values as there are names
            elif value.kind in ("sequence", "set", "dict") and value.size != CONSTANT and reads_line(node.value):
                cost = self._read_list(node, cost, frame)
            if frame.loops and doubles(node.targets[0], node.value, frame.loops):
                value = Value(value.kind, EXPONENTIAL, value.element)
            for target in node.targets:
                cost = cost.plus(self._assign(target, value, node.value, frame))
            return cost
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            cost, value = self.expression(node.value, frame)
            return cost.plus(self._assign(node.target, value, node.value, frame))
        if isinstance(node, ast.AugAssign):
            return self._augmented(node, frame)
        if isinstance(node, ast.Return):
            if node.value is None:
                return FREE
            cost, value = self.expression(node.value, frame)
            if value.kind in ("sequence", "set", "dict") and isinstance(node.value, (ast.BinOp, ast.Subscript)):
                frame.largest = max(frame.largest, value.size)
            frame.returned = joined(frame.returned, value)
            return cost
        if isinstance(node, (ast.Expr, ast.Await)):
            return self.expression(node.value, frame)[0]
        if isinstance(node, ast.ClassDef):
            return FREE
        return FREE

    def _way(self, body: list[ast.stmt], frame: Frame) -> Cost:
        """One way of a condition. One that leaves the loop is gone at most once in all of its rounds."""
        cost = self.block(body, frame)
        if body and frame.loops and cost.growth != CONSTANT:
            if isinstance(body[-1], ast.Break):
                frame.loops[-1].together = frame.loops[-1].together.plus(cost)
                return FREE
            if isinstance(body[-1], ast.Return):
                frame.loops[0].together = frame.loops[0].together.plus(cost)
                return FREE
        return cost

    def _read_list(self, node: ast.Assign, cost: Cost, frame: Frame) -> Cost:
        """A list read from one line: nothing where its length is fixed; rows read in a loop are told by their use."""
        targets = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if targets & self.fixed_length:
            return FREE
        if any(loop.rounds != CONSTANT for loop in frame.loops):
            return cost
        return cost.plus(Cost(LINEAR, (f"reading the numbers on line {node.lineno} takes a step for each",), 0.8, True))

    def _assign(self, target: ast.expr, value: Value, source: ast.expr, frame: Frame) -> Cost:
        if isinstance(target, ast.Name):
            if target.id in self.fixed_length and value.kind == "sequence":
                value = Value("sequence", CONSTANT, value.element)
            if frame.loops and value.kind == "number" and value.size < LINEAR and _adds_to(target.id, source):
                value = Value("number", max(value.size, min(frame.repeats(target.id), LINEAR)))
            elif frame.loops and value.kind in ("sequence", "text") and value.size < LINEAR and _adds(source):
                if target.id in names_in(source):
                    value = replace(value, size=max(value.size, min(frame.repeats(target.id), LINEAR)))
            frame.names[target.id] = joined(frame.names.get(target.id), value) if frame.loops else value
            if value.kind in ("sequence", "set", "dict"):
                frame.largest = max(frame.largest, held(value))
        elif isinstance(target, (ast.Tuple, ast.List)):
            parts = source.elts if isinstance(source, (ast.Tuple, ast.List)) else []
            for number, inner in enumerate(target.elts):
                if number < len(parts) and len(parts) == len(target.elts):
                    _, one = self.expression(parts[number], frame)
                elif number < len(value.items):
                    one = value.items[number]
                else:
                    one = value.inner()
                plain = inner.value if isinstance(inner, ast.Starred) else inner
                if isinstance(inner, ast.Starred):
                    one = Value("sequence", LINEAR, one)
                self._assign(plain, one, source, frame)
        elif isinstance(target, (ast.Subscript, ast.Attribute)):
            if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                self.fill(target.value.id, value, frame)
            return self.expression(target.value, frame)[0]
        return FREE

    def fill(self, name: str, value: Value, frame: Frame) -> None:
        """A dictionary that loops store in has as many keys as they have rounds, at most."""
        known = self.look(name, frame)
        if known.kind == "dict" and known.size < LINEAR and (grown := frame.repeats(name)) > known.size:
            where = frame if name in frame.names else self.globals
            where.names[name] = Value("dict", grown, joined(known.element, value))
            frame.largest = max(frame.largest, grown)

    def _augmented(self, node: ast.AugAssign, frame: Frame) -> Cost:
        cost, value = self.expression(node.value, frame)
        if isinstance(node.target, ast.Name):
            before = self.look(node.target.id, frame)
            repeats = frame.repeats(node.target.id)
            if isinstance(node.op, ast.Mult) and before.kind == "number":
                grows = LINEAR if repeats != CONSTANT else before.size
                value = Value("number", max(before.size, value.magnitude(), grows))
            if before.kind == "sequence" and value.kind in ("sequence", "unknown"):
                grown = max(before.size, min(value.iterated() * repeats, QUADRATIC))
                if frame.loops and (
                    goes_over(node.value, node.target.id)
                    or (
                        isinstance(node.value, ast.Name)
                        and filled_over(node.value.id, node.target.id, frame.loops[-1].node)
                    )
                ):
                    grown = EXPONENTIAL  # each round makes it twice as long
                value = Value("sequence", grown, before.element or value.element)
            elif before.kind in ("number", "unknown") and value.kind == "number":
                value = Value("number", max(before.magnitude(), min(value.size * repeats, LINEAR)))
            elif before.kind == "text":
                value = Value("text", max(before.size, min(value.size * repeats, LINEAR)))
            frame.names[node.target.id] = joined(before, value)
        elif isinstance(node.target, ast.Subscript):
            cost = cost.plus(self.expression(node.target.slice, frame)[0])
            if isinstance(node.target.value, ast.Name):
                self.fill(node.target.value.id, value, frame)
        return cost


def _adds_to(name: str, source: ast.expr) -> bool:
    """`count = count + 1`, or `size = size * 2`."""
    return (
        isinstance(source, ast.BinOp)
        and isinstance(source.op, (ast.Add, ast.Mult))
        and any(isinstance(side, ast.Name) and side.id == name for side in (source.left, source.right))
    )


def _adds(source: ast.expr) -> bool:
    return isinstance(source, ast.BinOp) and isinstance(source.op, ast.Add)
