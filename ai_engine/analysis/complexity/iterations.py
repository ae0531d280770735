"""What loops cost: their rounds, times what a round does."""

import ast
from collections.abc import Sequence

from ai_engine.analysis.complexity.frames import Frame, Loop
from ai_engine.analysis.complexity.growth import CONSTANT, FREE, LINEAR, LOG, Cost, Growth
from ai_engine.analysis.complexity.loops import while_rounds
from ai_engine.analysis.complexity.nodes import walk
from ai_engine.analysis.complexity.patterns import (
    always_leaves,
    carries_over,
    counts_down,
    follows_marks,
    goes_on,
    is_draining,
    keeps_marks,
    steps_by_outer,
)
from ai_engine.analysis.complexity.run import Run
from ai_engine.analysis.complexity.shapes import (
    differ_by_constant,
    is_negative,
    loop_targets,
    names_fresh_in,
    names_in,
    names_set_in,
)
from ai_engine.analysis.complexity.values import Value


class Iterations(Run):
    """Follows loops."""

    def for_loop(self, node: ast.For | ast.AsyncFor, frame: Frame) -> Cost:
        """A for loop: its rounds, each with its body."""
        before, value = self.expression(node.iter, frame)
        rounds = self.range_rounds(node.iter, frame)
        element = value.inner()
        if rounds is None:
            rounds = value.iterated()
        why = f"the loop on line {node.lineno}"
        if self.met_once(node.iter, frame):
            rounds, why = CONSTANT, ""
        if self._is_case_loop(node, frame):
            rounds = CONSTANT
        self.assign_target(node.target, value, element, frame)
        if always_leaves(node.body) or id(node) in self.freed:
            rounds = CONSTANT
        loop = Loop(node, names_set_in(node.body), rounds, names_fresh_in(node.body))
        inside = self._rounds(loop, node.body, frame)
        work = inside.times(rounds, f"{why} runs {_often(rounds)}", 0.95)
        if work.growth == CONSTANT and rounds != CONSTANT:
            work = Cost(rounds, (f"{why} runs {_often(rounds)}",), 0.95)
        return before.plus(work).plus(loop.together).plus(self.block(node.orelse, frame))

    def _rounds(self, loop: Loop, body: Sequence[ast.stmt], frame: Frame) -> Cost:
        """A loop's body as a later round finds it: with the collections that the rounds before have filled."""
        frame.loops.append(loop)
        before = {name: value.size for name, value in (self.globals.names | frame.names).items()}
        inside = self.block(body, frame)
        after = {name: value.size for name, value in (self.globals.names | frame.names).items()}
        if any(after[name] > size for name, size in before.items()):
            loop.together = FREE
            inside = inside.plus(self.block(body, frame))
        frame.loops.pop()
        return inside

    def assign_target(self, target: ast.expr, value: Value, element: Value, frame: Frame) -> None:
        """Give a loop's variable, or several, what a round brings."""
        if isinstance(target, ast.Name):
            frame.names[target.id] = element
        elif isinstance(target, (ast.Tuple, ast.List)):
            items = element.items
            for number, inner in enumerate(target.elts):
                one = items[number] if number < len(items) else element.inner()
                self.assign_target(inner, element, one, frame)

    def range_rounds(self, node: ast.expr, frame: Frame) -> Growth | None:
        """The rounds of `range(…)`, seen through reversed and enumerate; None for anything else."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id in ("reversed", "enumerate", "list", "tqdm") and len(node.args) == 1:
                return self.range_rounds(node.args[0], frame)
            if node.func.id in ("range", "xrange"):
                return self._range_size(node.args, frame)
        return None

    def _range_size(self, arguments: Sequence[ast.expr], frame: Frame) -> Growth:
        values = [self.expression(argument, frame)[1] for argument in arguments]
        if len(arguments) == 1:
            return values[0].magnitude()
        start, stop = arguments[0], arguments[1]
        if differ_by_constant(start, stop):
            return CONSTANT
        if len(arguments) == 3 and is_negative(arguments[2]):
            return values[0].magnitude()
        if len(arguments) == 3 and not isinstance(arguments[2], ast.Constant):
            # Every multiple of the outer loop's variable: the rounds of all together are n log n.
            steps = names_in(arguments[2])
            for loop in frame.loops:
                if loop.rounds != CONSTANT and steps & _counted(loop.node):
                    return values[1].magnitude().shared(loop.rounds) * LOG
        return values[1].magnitude()

    def while_loop(self, node: ast.While, frame: Frame) -> Cost:
        """A while loop, whose rounds are read from what changes in it."""
        rounds = while_rounds(node, lambda part: self.expression(part, frame)[1])
        growth = rounds.growth
        test, _ = self.expression(node.test, frame)
        sets = names_set_in(node.body)
        drains = is_draining(node)
        if self._is_case_loop(node, frame):
            growth = CONSTANT
        elif steps_by_outer(node, frame.loops):
            growth = LOG  # a step as long as the outer loop's number: all rounds together are n log n
        outer = frame.loops[-1] if frame.loops else None
        # Its rounds belong to all of the outer loop's together: what is marked stays marked, or what is moved
        # forward never goes back.
        shared = outer is not None and (
            ((drains or follows_marks(node)) and keeps_marks(node, outer))
            or (growth == LINEAR and goes_on(rounds.carriers, outer, node))
        )
        loop = Loop(node, sets, CONSTANT if shared else growth, names_fresh_in(node.body), drains)
        inside = self._rounds(loop, node.body, frame)
        work = inside.plus(test).times(growth, f"{rounds.why} runs {_often(growth)}", rounds.sure)
        if work.growth == CONSTANT and growth != CONSTANT:
            work = Cost(growth, (f"{rounds.why} runs {_often(growth)}",), rounds.sure)
        work = work.plus(loop.together)
        if outer is not None and shared:
            outer.together = outer.together.plus(work)
            return FREE
        return work.plus(self.block(node.orelse, frame))

    def met_once(self, node: ast.expr, frame: Frame) -> bool:
        """A loop over one element's neighbours while a queue is worked off: all of them together are linear."""
        draining = any(loop.drains for loop in frame.loops)
        if not draining:
            return False
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "items"):
            node = node.func.value
        return isinstance(node, (ast.Subscript, ast.Attribute))

    def _is_case_loop(self, node: ast.stmt, frame: Frame) -> bool:
        """Whether a loop goes over separate test cases: each round reads, answers and leaves nothing over."""
        if frame.loops or not isinstance(node, (ast.For, ast.While)):
            return False
        if isinstance(node, ast.For) and not self._counts_cases(node.iter):
            return False
        if isinstance(node, ast.While) and not counts_down(node):
            return False
        body = ast.Module(body=node.body, type_ignores=[])
        called = self.definitions.reached(body)
        if not called.keys() & _READS and not any(
            isinstance(part, ast.Name) and part.id in self.pointers for part in walk(body)
        ):
            return False
        if not called.keys() & _ANSWERS or carries_over(node, self.pointers, self.answers):
            return False
        return not self._asks_about_input(body, called, frame)

    def _asks_about_input(self, body: ast.Module, called: dict[str, ast.AST], frame: Frame) -> bool:
        """Whether the rounds ask about, or change, one thing that was read before: they are queries, not cases."""
        names = {
            part.id
            for piece in (body, *(called[name] for name in called if name in self.functions))
            for part in walk(piece)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)
        }
        own = {name for name in names if name in frame.names or name in self.globals.names}
        fresh = names_set_in(body.body)
        return any(
            self.look(name, frame).kind in ("sequence", "set", "dict") and self.look(name, frame).size != CONSTANT
            for name in own - fresh - self.tokens - self.answers
        )

    def _counts_cases(self, node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("range", "xrange")
            and len(node.args) <= 2
        )


_READS = frozenset({"input", "readline", "read", "next"})
_ANSWERS = frozenset({"print", "write", "append"})


def _counted(node: ast.stmt) -> set[str]:
    """The names that a loop counts with."""
    if isinstance(node, ast.For):
        return loop_targets(node)
    if not isinstance(node, ast.While):
        return set()
    return {
        part.target.id
        for statement in node.body
        for part in walk(statement)
        if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name)
    } & names_in(node.test)


def _often(growth: Growth) -> str:
    if growth == LINEAR.root():
        return "√n times"
    return {"O(1)": "a fixed number of times"}.get(growth.named(), f"{growth.named()[2:-1]} times")
