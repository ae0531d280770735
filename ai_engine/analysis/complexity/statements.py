"""What statements cost, and what they make of the variables."""

import ast

from ai_engine.analysis.complexity.frames import Frame
from ai_engine.analysis.complexity.growth import CONSTANT, EXPONENTIAL, FREE, LINEAR, Cost
from ai_engine.analysis.complexity.patterns import (
    doubles,
    goes_over,
    unpacks_input,
)
from ai_engine.analysis.complexity.run import Run
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
            return test.plus(self.block(node.body, frame)).plus(self.block(node.orelse, frame))
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
            if frame.loops and doubles(node.targets[0], node.value):
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
            frame.returned = joined(frame.returned, value)
            return cost
        if isinstance(node, (ast.Expr, ast.Await)):
            return self.expression(node.value, frame)[0]
        if isinstance(node, ast.ClassDef):
            return FREE
        return FREE

    def _assign(self, target: ast.expr, value: Value, source: ast.expr, frame: Frame) -> Cost:
        if isinstance(target, ast.Name):
            if target.id in self.fixed_length and value.kind == "sequence":
                value = Value("sequence", CONSTANT, value.element)
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
            return self.expression(target.value, frame)[0]
        return FREE

    def _augmented(self, node: ast.AugAssign, frame: Frame) -> Cost:
        cost, value = self.expression(node.value, frame)
        if isinstance(node.target, ast.Name):
            before = self.look(node.target.id, frame)
            if isinstance(node.op, ast.Mult) and before.kind == "number":
                value = Value("number", max(before.size, value.magnitude()))
            if before.kind == "sequence" and value.kind in ("sequence", "unknown"):
                grown = LINEAR if frame.loops else max(before.size, value.iterated())
                if frame.loops and goes_over(node.value, node.target.id):
                    grown = EXPONENTIAL  # each round makes it twice as long
                value = Value("sequence", grown, before.element or value.element)
            elif before.kind in ("number", "unknown") and frame.loops and value.kind == "number":
                value = Value("number", LINEAR)
            elif before.kind == "text":
                value = Value("text", LINEAR)
            frame.names[node.target.id] = joined(before, value)
        return cost
