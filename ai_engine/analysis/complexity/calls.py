"""What calls cost and give: of Python's functions and methods, and of the program's own."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from ai_engine.analysis.complexity import recursion
from ai_engine.analysis.complexity.builtins import function_call, method_call
from ai_engine.analysis.complexity.frames import Frame, FunctionNode, Loop
from ai_engine.analysis.complexity.growth import CONSTANT, EXPONENTIAL, FREE, LINEAR, QUADRATIC, Cost
from ai_engine.analysis.complexity.nodes import walk
from ai_engine.analysis.complexity.parameters import guess_parameters
from ai_engine.analysis.complexity.reading import reads_line
from ai_engine.analysis.complexity.run import DEEPEST, KEPT_AFTER, Run
from ai_engine.analysis.complexity.shapes import called_name, is_negative
from ai_engine.analysis.complexity.values import SMALL, UNKNOWN, Value, brief, held, joined

_COLLECTION_METHODS = frozenset(
    {
        "append",
        "pop",
        "add",
        "remove",
        "get",
        "insert",
        "update",
        "clear",
        "count",
        "index",
        "sort",
        "push",
        "put",
        "popleft",
    }
)


class Calls(Run):
    """Follows calls."""

    def call(self, node: ast.Call, frame: Frame) -> tuple[Cost, Value]:
        """A call: of a method, of a function of the program's own, or of Python's."""
        nodes = [a.value if isinstance(a, ast.Starred) else a for a in node.args]
        cost, values = FREE, []
        for argument in nodes:
            one, value = self.expression(argument, frame)
            cost = cost.plus(one)
            values.append(value)
        given = values
        if any(isinstance(a, ast.Starred) for a in node.args):
            # How many elements a starred collection hands over is told by the function's parameters.
            given = [
                one
                for a, value in zip(node.args, values, strict=True)
                for one in ([value.inner()] * 8 if isinstance(a, ast.Starred) else [value])
            ]
        for keyword in node.keywords:
            cost = cost.plus(self.expression(keyword.value, frame)[0])
        name = called_name(node)
        if name == "product" and any(
            k.arg == "repeat" and self.expression(k.value, frame)[1].magnitude() != CONSTANT for k in node.keywords
        ):
            return cost, Value("sequence", EXPONENTIAL, Value("sequence", LINEAR))
        times = [k.value for k in node.keywords if k.arg == "repeat"]
        if name == "product" and times and isinstance(times[0], ast.Constant) and values:
            size = values[0].iterated()
            for _ in range(min(int(times[0].value), 4) - 1 if isinstance(times[0].value, int) else 0):
                size = size * values[0].iterated()
            return cost, Value("sequence", size, Value("sequence", CONSTANT, values[0].inner()))
        if isinstance(node.func, ast.Attribute):
            one, owner = self.expression(node.func.value, frame)
            cost = cost.plus(one)
            method = self._method(node, name, owner, values, frame)
            if method is not None:
                return cost.plus(method[0]), method[1]
        if name in self.functions and not isinstance(node.func, ast.Attribute):
            one, value = self._own(name, node, given, frame)
            return cost.plus(one), value
        if name in self.makers and self.makers[name] not in self.active and len(self.active) < DEEPEST:
            return cost.plus(self.function(self.makers[name], [UNKNOWN, *given])[0]), UNKNOWN
        if name in self.lambdas and isinstance(node.func, ast.Name):
            one, value = self._lambda(self.lambdas[name], values, frame)
            return cost.plus(one), value
        if name == "Thread":
            for target in (k.value for k in node.keywords if k.arg == "target"):
                if isinstance(target, ast.Name) and target.id in self.functions:
                    cost = cost.plus(self._own(target.id, node, [], frame)[0])
        called = function_call(name, values, node.args, node.lineno)
        if name == "print" and any(isinstance(a, ast.Starred) for a in node.args):
            return cost.plus(Cost(max(v.iterated() for v in values), ("printing every element",))), SMALL
        if called is None:
            return cost, UNKNOWN
        applied = self._applied(name, node, values, frame)
        if called.value.kind in ("sequence", "set", "dict"):
            if name in ("list", "sorted", "set", "dict", "tuple", "Counter"):
                frame.largest = max(frame.largest, held(called.value))
        if called.growth != CONSTANT and self._is_reading(node):
            return cost, called.value
        if frame.loops and values and values[0].word:
            return cost.plus(applied), replace(called.value, word=True)
        return cost.plus(applied).plus(Cost(called.growth, (called.why,) if called.why else (), 0.95)), called.value

    def _lambda(self, function: ast.Lambda, values: Sequence[Value], frame: Frame) -> tuple[Cost, Value]:
        """A call of a lambda that has a name."""
        if function in self._open_lambdas:
            return FREE, UNKNOWN
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        inner = Frame({**frame.names, **dict(zip(names, values, strict=False))}, [], None, frame.function)
        self._open_lambdas.append(function)
        try:
            return self.expression(function.body, inner)
        finally:
            self._open_lambdas.pop()

    def _is_reading(self, node: ast.Call) -> bool:
        """`list(map(int, input().split()))` only takes in what is there."""
        if called_name(node) not in ("list", "tuple", "map", "set"):
            return False
        return reads_line(node)

    def _applied(self, name: str, node: ast.Call, values: Sequence[Value], frame: Frame) -> Cost:
        """A function handed to map, filter, sorted and the like is called for each element."""
        given = [k.value for k in node.keywords if k.arg == "key"]
        if name in ("map", "filter") and node.args:
            given = [node.args[0]]
        total = FREE
        rounds = max((v.iterated() for v in values), default=CONSTANT)
        for function in given:
            if isinstance(function, ast.Lambda):
                inner = Frame(
                    {**frame.names, **{a.arg: (values[-1].inner() if values else UNKNOWN) for a in function.args.args}}
                )
                total = total.plus(self.expression(function.body, inner)[0].times(rounds))
            elif isinstance(function, ast.Name) and function.id in self.functions:
                total = total.plus(self._own(function.id, node, [values[-1].inner()], frame)[0].times(rounds))
        return total

    def _method(
        self, node: ast.Call, name: str, owner: Value, values: Sequence[Value], frame: Frame
    ) -> tuple[Cost, Value] | None:
        assert isinstance(node.func, ast.Attribute)
        if name in ("append", "add", "appendleft", "insert", "extend", "update", "setdefault", "put"):
            self._grow(node.func.value, values, frame, name)
        if name == "pop" and owner.kind in ("sequence", "unknown") and node.args:
            first = isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
            inside = first or not (isinstance(node.args[0], ast.Constant) or is_negative(node.args[0]))
            if inside and len(node.args) == 1 and owner.kind == "sequence":
                if not self._works_off(node.func.value, frame):
                    which = "0" if first else "…"
                    why = f".pop({which}) on line {node.lineno} moves every element"
                    return Cost(owner.iterated(), (why,), 0.8), owner.inner()
            return FREE, owner.inner()
        if name in self.functions and owner.kind in ("unknown", "function") and not self._is_builtin_method(node, name):
            return self._own(name, node, [UNKNOWN, *values], frame)
        module = isinstance(node.func.value, ast.Name) and node.func.value.id in (
            "math", "heapq", "bisect", "itertools", "functools", "collections", "sys", "stdin", "stdout", "copy",
            "operator", "chain",
        )  # fmt: skip
        if module or (isinstance(node.func.value, ast.Attribute) and node.func.value.attr in ("stdin", "stdout")):
            called = function_call(name, values, node.args, node.lineno)
        else:
            called = method_call(owner, name, values, node.lineno)
        if called is None:
            return None
        if frame.loops and (owner.word or (values and values[0].word)):
            return FREE, replace(called.value, word=True)
        return Cost(called.growth, (called.why,) if called.why else (), 0.9), called.value

    def _works_off(self, owner: ast.expr, frame: Frame) -> bool:
        """Whether a loop works off a queue into which it puts what is new: such a queue is short most of the time.

        Where each round puts back what it took, the queue stays as long as it was.
        """
        text = ast.unparse(owner)
        for loop in frame.loops:
            if loop.drains and isinstance(loop.node, ast.While):
                put = [part for part in walk(loop.node) if _puts_into(part, text)]
                back = [s for s in loop.node.body if isinstance(s, ast.Expr) and _puts_into(s.value, text)]
                if put and not back:
                    return True
        return False

    def _is_builtin_method(self, node: ast.Call, name: str) -> bool:
        """`self.items.pop()` inside of a method pop: what is kept in an attribute is another thing than the object."""
        assert isinstance(node.func, ast.Attribute)
        inside = isinstance(node.func.value, (ast.Attribute, ast.Subscript)) or not isinstance(
            node.func.value, ast.Name
        )
        return inside and name in _COLLECTION_METHODS and bool(self.active) and self.active[-1].name == name

    def _grow(self, owner: ast.expr, values: Sequence[Value], frame: Frame, name: str) -> None:
        """A collection that is filled in a loop becomes as long as the loops make it."""
        if isinstance(owner, ast.Subscript) and isinstance(owner.value, ast.Name):
            self.fill(owner.value.id, Value("sequence"), frame)
        if not isinstance(owner, ast.Name) or owner.id in self.fixed_length:
            return
        known = self.look(owner.id, frame)
        if known.kind not in ("sequence", "set", "dict", "unknown") or (
            known.kind == "unknown" and name in self.functions
        ):
            return
        element = values[-1] if values and name not in ("extend", "update") else known.element
        size = max(known.size, min(frame.repeats(owner.id), QUADRATIC))
        grown = Value(
            known.kind if known.kind != "unknown" else "sequence", size, joined(known.element, element or UNKNOWN)
        )
        where = frame if owner.id in frame.names else self.globals
        where.names[owner.id] = grown
        frame.largest = max(frame.largest, size)

    def _own(self, name: str, node: ast.Call, values: Sequence[Value], frame: Frame) -> tuple[Cost, Value]:
        """A call of a function that the program defines."""
        function = self.functions[name]
        self.called.add(name)
        if function in self.active:
            holder = frame
            if holder.function is not function:
                holder = next((f for f in self._frames if f.function is function), frame)
            self.reached = min(self.reached, self.active.index(function))
            holder.self_calls.append(recursion.SelfCall(node, tuple(values), tuple(frame.loops)))
            return FREE, holder.returned or UNKNOWN
        if len(self.active) >= DEEPEST:
            return Cost(CONSTANT, (), 0.3), UNKNOWN
        cost, value = self._kept(function, values)
        loop = next((one for one in frame.loops if self._marks_last(function, node, one)), None)
        if loop is not None:
            loop.together = loop.together.plus(cost)
            return FREE, value
        return cost, value

    def _kept(self, function: FunctionNode, values: Sequence[Value]) -> tuple[Cost, Value]:
        """A function's cost, kept for the next call with the same values in a program where calls fan out."""
        key = None
        if self.steps > KEPT_AFTER:
            known = self.globals.names.values()
            key = (id(function), tuple(brief(v, 3) for v in values), tuple(brief(v, 1) for v in known))
            if key in self.kept:
                return self.kept[key]
        depth, before = len(self.active), self.reached
        self.reached = DEEPEST
        cost, value, _ = self.function(function, values)
        inside = self.reached
        self.reached = min(before, inside)
        if key is not None and inside >= depth:
            self.kept[key] = (cost, value)
        return cost, value

    def _marks_last(self, function: FunctionNode, node: ast.Call, loop: Loop) -> bool:
        """Whether a search keeps its marks from round to round of a loop, so that all rounds meet each once."""
        marks = recursion.marks(function)
        if not marks or not recursion.calls_itself(function):
            return False
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        for mark in marks:
            if mark not in names:
                if mark in loop.sets:
                    return False
                continue
            place = names.index(mark)
            if place >= len(node.args):
                return False
            given = node.args[place]
            if not isinstance(given, ast.Name) or given.id in loop.sets:
                return False
        return True

    def function(self, function: FunctionNode, values: Sequence[Value]) -> tuple[Cost, Value, Frame]:
        """A function's whole cost for these arguments, recursion solved."""
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        guessed = guess_parameters(function)
        frame = Frame(function=function)
        for number, name in enumerate(names):
            given = values[number] if number < len(values) else UNKNOWN
            frame.names[name] = guessed.get(name, UNKNOWN) if given.kind == "unknown" else given
        self.active.append(function)
        self._frames = [*self._frames, frame]
        try:
            body = self.block(function.body, frame)
        finally:
            self.active.pop()
            self._frames = self._frames[:-1]
        if frame.self_calls:
            frame.largest = max(frame.largest, recursion.depth(function, frame.self_calls))
            body = recursion.solve(function, frame.self_calls, body, frame.names, id(function) in self.freed)
        self.globals.largest = max(self.globals.largest, frame.largest)
        return body, frame.returned or UNKNOWN, frame


def _puts_into(node: ast.AST, owner: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("append", "extend", "insert")
        and ast.unparse(node.func.value) == owner
    )
