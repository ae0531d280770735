"""Adds up what code costs, following values and calls: an abstract run in which every number is a growth."""

import ast
from collections.abc import Iterable, Mapping, Sequence

from ai_engine.analysis.complexity import recursion
from ai_engine.analysis.complexity.builtins import function_call, method_call
from ai_engine.analysis.complexity.frames import Definitions, Frame, FunctionNode, Loop
from ai_engine.analysis.complexity.growth import CONSTANT, EXPONENTIAL, FREE, LINEAR, LOG, Cost, Growth
from ai_engine.analysis.complexity.loops import while_rounds
from ai_engine.analysis.complexity.parameters import guess_parameters
from ai_engine.analysis.complexity.patterns import (
    always_leaves,
    carries_over,
    doubles,
    goes_on,
    goes_over,
    is_draining,
    keeps_marks,
    steps_by_outer,
    unpacks_input,
)
from ai_engine.analysis.complexity.shapes import (
    called_name,
    differ_by_constant,
    is_negative,
    loop_targets,
    names_in,
    names_set_in,
)
from ai_engine.analysis.complexity.values import SMALL, UNKNOWN, Value, joined
from ai_engine.analysis.tree import children, walk

__all__ = ["Definitions", "Frame", "FunctionNode", "TooMuch", "Walker"]

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
DEEPEST = 12  # calls within calls that are followed
MOST_STEPS = 60_000  # statements and expressions looked at in all: keeps a hostile program from taking long


class TooMuch(Exception):
    """The program is too tangled to be followed to the end."""


class Walker:
    """Follows one program, or one function of it. `names` are the global names that are known before."""

    def __init__(self, definitions: Definitions, names: Mapping[str, Value] | None = None) -> None:
        self.functions = definitions.functions
        self.freed = definitions.freed
        self.lambdas = definitions.lambdas
        self.fixed_length = definitions.fixed_length
        self.active: list[FunctionNode] = []
        self.called: set[str] = set()
        self.globals = Frame(names=dict(names or {}))
        self.steps = 0
        self._frames: list[Frame] = []
        self._open_lambdas: list[ast.Lambda] = []

    # statements

    def block(self, statements: Iterable[ast.stmt], frame: Frame) -> Cost:
        """Statements one after the other."""
        total = FREE
        for statement in statements:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise TooMuch
            total = total.plus(self.statement(statement, frame))
        return total

    def statement(self, node: ast.stmt, frame: Frame) -> Cost:
        """One statement."""
        if isinstance(node, (ast.For, ast.AsyncFor)):
            return self._for(node, frame)
        if isinstance(node, ast.While):
            return self._while(node, frame)
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
                frame.largest = max(frame.largest, _held(value))
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
            before = self._look(node.target.id, frame)
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

    # loops

    def _for(self, node: ast.For | ast.AsyncFor, frame: Frame) -> Cost:
        before, value = self.expression(node.iter, frame)
        rounds = self._range_rounds(node.iter, frame)
        element = value.inner()
        if rounds is None:
            rounds = value.iterated()
        why = f"the loop on line {node.lineno}"
        if self._met_once(node.iter, frame):
            rounds, why = CONSTANT, ""
        if self._is_case_loop(node, frame):
            rounds = CONSTANT
        self._assign_target(node.target, value, element, frame)
        loop = Loop(node, names_set_in(node.body))
        inside = self._rounds(loop, node.body, frame)
        if always_leaves(node.body) or id(node) in self.freed:
            rounds = CONSTANT
        work = inside.times(rounds, f"{why} runs {_often(rounds)}", 0.95)
        if work.growth == CONSTANT and rounds != CONSTANT:
            work = Cost(rounds, (why,), 0.95)
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

    def _assign_target(self, target: ast.expr, value: Value, element: Value, frame: Frame) -> None:
        if isinstance(target, ast.Name):
            frame.names[target.id] = element
        elif isinstance(target, (ast.Tuple, ast.List)):
            items = element.items
            for number, inner in enumerate(target.elts):
                one = items[number] if number < len(items) else element.inner()
                self._assign_target(inner, element, one, frame)

    def _range_rounds(self, node: ast.expr, frame: Frame) -> Growth | None:
        """The rounds of `range(…)`, seen through reversed and enumerate; None for anything else."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id in ("reversed", "enumerate", "list", "tqdm") and len(node.args) == 1:
                return self._range_rounds(node.args[0], frame)
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
        size = max(values[0].magnitude(), values[1].magnitude())
        if len(arguments) == 3 and values[2].magnitude() != CONSTANT:
            # Every multiple of the outer loop's variable: the rounds of all together are n log n.
            steps = {n.id for n in walk(arguments[2]) if isinstance(n, ast.Name)}
            outer = [loop for loop in frame.loops if isinstance(loop.node, ast.For) and steps & loop_targets(loop.node)]
            if outer:
                return LOG
        return size

    def _while(self, node: ast.While, frame: Frame) -> Cost:
        rounds = while_rounds(node, lambda part: self.expression(part, frame)[1])
        growth = rounds.growth
        test, _ = self.expression(node.test, frame)
        sets = names_set_in(node.body)
        drains = is_draining(node)
        if self._is_case_loop(node, frame):
            growth = CONSTANT
        elif steps_by_outer(node, frame.loops):
            growth = LOG  # a step as long as the outer loop's number: all rounds together are n log n
        loop = Loop(node, sets, drains)
        outer = frame.loops[-1] if frame.loops else None
        inside = self._rounds(loop, node.body, frame)
        work = inside.plus(test).times(growth, f"{rounds.why} runs {_often(growth)}", rounds.sure)
        if work.growth == CONSTANT and growth != CONSTANT:
            work = Cost(growth, (rounds.why,), rounds.sure)
        work = work.plus(loop.together)
        if drains and outer is not None and keeps_marks(node, outer):
            outer.together = outer.together.plus(work)
            return FREE
        if outer is not None and growth == LINEAR and goes_on(rounds.carriers, outer, node):
            # What it moves forward never goes back: all its rounds together are counted once.
            outer.together = outer.together.plus(work)
            return FREE
        return work.plus(self.block(node.orelse, frame))

    def _met_once(self, node: ast.expr, frame: Frame) -> bool:
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
        if isinstance(node, ast.While) and not (isinstance(node.test, ast.Constant) or names_in(node.test)):
            return False
        body = ast.Module(body=node.body, type_ignores=[])
        reads = self._reaches(body, {"input", "readline", "read", "next"}, 3)
        answers = self._reaches(body, {"print", "write", "append"}, 3)
        return reads and answers and not carries_over(node)

    def _counts_cases(self, node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("range", "xrange")
            and len(node.args) <= 2
        )

    def _reaches(self, node: ast.AST, names: set[str], depth: int) -> bool:
        for part in walk(node):
            if isinstance(part, ast.Call):
                name = called_name(part)
                if name in names:
                    return True
                inside = self.functions.get(name) or self.lambdas.get(name)
                if depth and inside is not None and self._reaches(inside, names, depth - 1):
                    return True
        return False

    # expressions

    def expression(self, node: ast.expr, frame: Frame) -> tuple[Cost, Value]:
        """What an expression costs and gives."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooMuch
        if isinstance(node, ast.Constant):
            return FREE, Value("text", CONSTANT) if isinstance(node.value, (str, bytes)) else SMALL
        if isinstance(node, ast.Name):
            return FREE, self._look(node.id, frame)
        if isinstance(node, ast.Call):
            return self._unless_freed(node, self._call(node, frame))
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
            cost = self._all([v for v in (*node.keys, *node.values) if v is not None], frame)
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
        if isinstance(node, ast.Lambda):
            return FREE, Value("function")
        if isinstance(node, (ast.BoolOp, ast.UnaryOp, ast.JoinedStr, ast.Starred, ast.FormattedValue, ast.Await)):
            parts = [child for child in children(node) if isinstance(child, ast.expr)]
            value = self.expression(parts[-1], frame)[1] if parts else SMALL
            return self._all(parts, frame), value if not isinstance(node, ast.JoinedStr) else Value("text")
        return FREE, UNKNOWN

    def _unless_freed(self, node: ast.expr, found: tuple[Cost, Value]) -> tuple[Cost, Value]:
        return (FREE, found[1]) if id(node) in self.freed else found

    def _all(self, nodes: Iterable[ast.expr], frame: Frame) -> Cost:
        total = FREE
        for node in nodes:
            total = total.plus(self.expression(node, frame)[0])
        return total

    def _look(self, name: str, frame: Frame) -> Value:
        if name in frame.names:
            return frame.names[name]
        if name in self.globals.names:
            return self.globals.names[name]
        if name in self.functions:
            return Value("function")
        return UNKNOWN

    def _binary(self, node: ast.BinOp, frame: Frame) -> tuple[Cost, Value]:
        one, left = self.expression(node.left, frame)
        other, right = self.expression(node.right, frame)
        cost = one.plus(other)
        collections = ("sequence", "text")
        if left.kind in collections or right.kind in collections:
            made = self._joined_collections(node, left, right, frame)
            if isinstance(node.op, ast.Mult) and made.size != CONSTANT:
                cost = cost.plus(Cost(made.size, (f"the repetition on line {node.lineno} makes every element",), 0.8))
            return cost, made
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
            frame.largest = max(frame.largest, _held(made))
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
        return cost, SMALL

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, frame: Frame
    ) -> tuple[Cost, Value]:
        inner = Frame({**frame.names}, frame.loops, None, frame.function, frame.self_calls)
        rounds, before = CONSTANT, FREE
        for generator in node.generators:
            cost, value = self.expression(generator.iter, inner)
            before = before.plus(cost.times(rounds))
            size = self._range_rounds(generator.iter, inner)
            size = value.iterated() if size is None else size
            if self._met_once(generator.iter, frame):
                size = CONSTANT
            if size != CONSTANT and self._reads_cases(node):
                size = size if rounds == CONSTANT else CONSTANT
            rounds = rounds * size
            self._assign_target(generator.target, value, value.inner(), inner)
            for test in generator.ifs:
                before = before.plus(self.expression(test, inner)[0].times(rounds))
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        work, element = FREE, UNKNOWN
        for part in parts:
            one, element = self.expression(part, inner)
            work = work.plus(one)
        reason = f"the comprehension on line {node.lineno}"
        total = before.plus(work.times(rounds, reason, 0.95))
        if total.growth < rounds:
            total = Cost(rounds, (reason,), 0.95)
        kinds = {ast.SetComp: "set", ast.DictComp: "dict"}
        made = Value(kinds.get(type(node), "sequence"), rounds, element)  # type: ignore[arg-type]
        if not isinstance(node, ast.GeneratorExp):
            frame.largest = max(frame.largest, _held(made))
        return total, made

    def _reads_cases(self, node: ast.expr) -> bool:
        return any(isinstance(part, ast.Call) and called_name(part) == "input" for part in walk(node))

    # calls

    def _call(self, node: ast.Call, frame: Frame) -> tuple[Cost, Value]:
        nodes = [a.value if isinstance(a, ast.Starred) else a for a in node.args]
        cost, values = FREE, []
        for argument in nodes:
            one, value = self.expression(argument, frame)
            cost = cost.plus(one)
            values.append(value)
        for keyword in node.keywords:
            cost = cost.plus(self.expression(keyword.value, frame)[0])
        name = called_name(node)
        if isinstance(node.func, ast.Attribute):
            one, owner = self.expression(node.func.value, frame)
            cost = cost.plus(one)
            method = self._method(node, name, owner, values, frame)
            if method is not None:
                return cost.plus(method[0]), method[1]
        if name in self.functions and not isinstance(node.func, ast.Attribute):
            one, value = self._own(name, node, values, frame)
            return cost.plus(one), value
        if name == "product" and any(
            k.arg == "repeat" and self.expression(k.value, frame)[1].magnitude() != CONSTANT for k in node.keywords
        ):
            return cost, Value("sequence", EXPONENTIAL, Value("sequence", LINEAR))
        if name in self.lambdas and isinstance(node.func, ast.Name):
            one, value = self._lambda(self.lambdas[name], values, frame)
            return cost.plus(one), value
        called = function_call(name, values, node.args, node.lineno)
        if name == "print" and any(isinstance(a, ast.Starred) for a in node.args):
            return cost.plus(Cost(max(v.iterated() for v in values), ("printing every element",))), SMALL
        if called is None:
            return cost, UNKNOWN
        applied = self._applied(name, node, values, frame)
        if called.value.kind in ("sequence", "set", "dict"):
            if name in ("list", "sorted", "set", "dict", "tuple", "Counter"):
                frame.largest = max(frame.largest, _held(called.value))
        if called.growth != CONSTANT and self._is_reading(node):
            return cost, called.value
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
        return any(isinstance(p, ast.Call) and called_name(p) in ("input", "readline") for p in walk(node))

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
            if first and owner.kind == "sequence" and not any(loop.drains for loop in frame.loops):
                return Cost(
                    owner.iterated(), (f".pop(0) on line {node.lineno} moves every element",), 0.8
                ), owner.inner()
            return FREE, owner.inner()
        if name in self.functions and owner.kind in ("unknown", "function") and not self._is_builtin_method(node, name):
            return self._own(name, node, [UNKNOWN, *values], frame)
        module = isinstance(node.func.value, ast.Name) and node.func.value.id in (
            "math", "heapq", "bisect", "itertools", "functools", "collections", "sys", "stdin", "stdout", "copy",
            "operator",
        )  # fmt: skip
        if module or (isinstance(node.func.value, ast.Attribute) and node.func.value.attr in ("stdin", "stdout")):
            called = function_call(name, values, node.args, node.lineno)
        else:
            called = method_call(owner, name, values, node.lineno)
        if called is None:
            return None
        return Cost(called.growth, (called.why,) if called.why else (), 0.9), called.value

    def _is_builtin_method(self, node: ast.Call, name: str) -> bool:
        """`self.items.pop()` inside of a method pop: what is kept in an attribute is another thing than the object."""
        assert isinstance(node.func, ast.Attribute)
        inside = isinstance(node.func.value, (ast.Attribute, ast.Subscript)) or not isinstance(
            node.func.value, ast.Name
        )
        return inside and name in _COLLECTION_METHODS and bool(self.active) and self.active[-1].name == name

    def _grow(self, owner: ast.expr, values: Sequence[Value], frame: Frame, name: str) -> None:
        """A collection that is filled in a loop becomes as long as the loops make it."""
        if not isinstance(owner, ast.Name) or owner.id in self.fixed_length:
            return
        known = self._look(owner.id, frame)
        if known.kind not in ("sequence", "set", "dict", "unknown"):
            return
        element = values[-1] if values and name not in ("extend", "update") else known.element
        size = max(known.size, LINEAR) if frame.loops else known.size
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
            holder.self_calls.append(recursion.SelfCall(node, tuple(values), tuple(frame.loops)))
            return FREE, holder.returned or UNKNOWN
        if len(self.active) >= DEEPEST:
            return Cost(CONSTANT, (), 0.3), UNKNOWN
        cost, value, _ = self.function(function, values)
        loop = next((one for one in frame.loops if self._marks_last(function, node, one)), None)
        if loop is not None:
            loop.together = loop.together.plus(cost)
            return FREE, value
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
            body = recursion.solve(function, frame.self_calls, body, frame.names, id(function) in self.freed)
        self.globals.largest = max(self.globals.largest, frame.largest)
        return body, frame.returned or UNKNOWN, frame


def _held(value: Value) -> Growth:
    """What a collection takes in memory, its elements' elements included."""
    inner = value.element
    if inner is not None and inner.kind in ("sequence", "set", "dict") and inner is not UNKNOWN:
        return value.size * _held(inner)
    return value.size


def _often(growth: Growth) -> str:
    return {"O(1)": "a fixed number of times"}.get(growth.named(), f"{growth.named()[2:-1]} times")
