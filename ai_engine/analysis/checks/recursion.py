"""Recursive functions that never stop, or that don't use what they get back."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.intervals import NEGATED
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import FLIPPED, is_stub, number, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import children, walk

NO_BASE = Rule(
    name="recursion-without-base-case",
    category="runtime",
    severity="error",
    concept="base-case",
    confidence=0.93,
    message="Every path through `{symbol}` calls `{symbol}` again, so the calls never end.",
    why="Each call waits for the next one, until Python gives up with a RecursionError.",
    check="Print the arguments as the first line of `{symbol}`.",
    fix="Add a case that is answered directly, without another call, and ask for it first.",
    nudge="For which argument is the answer known without another call?",
)
SAME_ARGUMENTS = Rule(
    name="recursion-without-progress",
    category="runtime",
    severity="error",
    concept="recursion",
    confidence=0.93,
    message="`{symbol}` calls itself with exactly the arguments that it got, so the next call is in the same place.",
    why="Without a smaller problem the base case is never reached: RecursionError.",
    check="Print the arguments at the start of `{symbol}`: they never change.",
    fix="Pass something that is nearer to the base case.",
    nudge="What is different in the next call?",
)
AWAY = Rule(
    name="recursion-moves-away",
    category="runtime",
    severity="error",
    concept="recursion",
    confidence=0.85,
    message="The base case `{test}` needs a {wanted} `{symbol}`, but each call passes a {actual} one: `{code}`.",
    why="The arguments move away from the base case, so the calls end only with a RecursionError.",
    check="Print `{symbol}` at the start of each call.",
    fix="Change the argument in the direction of the base case.",
    nudge="In which direction does `{symbol}` change from call to call?",
)
LOST = Rule(
    name="recursive-result-lost",
    category="logic",
    severity="warning",
    concept="recursion",
    confidence=0.85,
    message="`{symbol}` calls itself here, but what that call returns is thrown away.",
    why="The inner call's result reaches the caller only if it is returned or used.",
    check="Print what the recursive call gives.",
    fix="Return the result of the call, or combine it with the rest.",
    nudge="Where does the result of the inner call go?",
)
MISSED_BASE = Rule(
    name="recursion-misses-base-case",
    category="logic",
    severity="warning",
    concept="base-case",
    confidence=0.88,
    message="A call of `{symbol}` takes {step} off `{name}`, so it can jump over {values}, where the recursion ends.",
    why="Below the base case nothing stops the calls any more: a RecursionError follows.",
    check="Write down the values of `{name}` from call to call, for a start of {start}.",
    fix="Let the base case cover every value that a call can reach, for example with <= instead of ==.",
    nudge="Which values can `{name}` have when it gets small?",
)


def check(program: Program) -> Iterator[Finding]:
    """Direct recursion."""
    for function in program.functions:
        calls = [
            node for node in own(function.body) if isinstance(node, ast.Call) and _calls_itself(program, node, function)
        ]
        if not calls or is_stub(function):
            continue
        if _always_recurs(program, function.body, set(calls)):
            yield NO_BASE.at(program, function, symbol=function.name)
            continue
        yield from _misses_base(program, function, calls)
        for call in calls:
            if _same_arguments(program, call, function):
                yield SAME_ARGUMENTS.at(program, call, symbol=function.name)
            elif (finding := _moves_away(program, call, function)) is not None:
                yield finding
            yield from _lost(program, call, function)


def _misses_base(program: Program, function: FunctionNode, calls: list[ast.Call]) -> Iterator[Finding]:
    """`if n == 0: return 0`, and then `f(n - 1) + f(n - 2)`: from 1 a call goes to -1."""
    if len(function.args.args) != 1:
        return
    name = function.args.args[0].arg
    steps = [(_step(call.args[0], name), call) for call in calls if len(call.args) == 1]
    furthest = max((-step for step, _ in steps if step is not None), default=0)
    if len(steps) != len(calls) or any(step is None or step >= 0 for step, _ in steps) or furthest < 2:
        return
    ends: set[float] = set()
    for node in own(function.body):
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            test = node.test
            value = number(test.comparators[0]) if isinstance(test, ast.Compare) and len(test.ops) == 1 else None
            plain = isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == name
            if value is None or not plain or not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
                return
            ends.add(value)
        elif isinstance(node, ast.BoolOp | ast.Try | ast.Match):
            return
    if ends and len(ends) < furthest:
        call = next(call for step, call in steps if step == -furthest)
        values = " and ".join(f"{value:g}" for value in sorted(ends))
        yield MISSED_BASE.at(
            program, call, symbol=function.name, step=f"{furthest:g}", name=name, values=values,
            start=f"{max(ends) + 1:g}",
        )  # fmt: skip


def _calls_itself(program: Program, call: ast.Call, function: FunctionNode) -> bool:
    if isinstance(call.func, ast.Name):
        symbol = program.symbol(call.func)
        return (
            symbol is not None
            and symbol is program.symbol(function)
            and len(symbol.defs) == 1
            and not function.decorator_list
        )
    owner = program.class_of(function)
    return (
        isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and owner is not None
        and bool(function.args.args)
        and call.func.value.id == function.args.args[0].arg
        and call.func.attr == function.name
        and not owner.bases
    )


def _always_recurs(program: Program, body: list[ast.stmt], calls: set[ast.Call]) -> bool:
    """Whether every path through the block meets a recursive call before it can leave."""
    for stmt in body:
        if isinstance(stmt, ast.If):
            if _sure(program, stmt.test, calls):
                return True
            if (
                stmt.orelse
                and _always_recurs(program, stmt.body, calls)
                and _always_recurs(program, stmt.orelse, calls)
            ):
                return True
            if _may_leave([*stmt.body, *stmt.orelse]):
                return False
        elif isinstance(stmt, ast.For | ast.While | ast.Try | ast.Match):
            if isinstance(stmt, ast.For) and _sure(program, stmt.iter, calls):
                return True
            if _may_leave([stmt]):
                return False
        elif isinstance(stmt, ast.With):
            if _always_recurs(program, stmt.body, calls):
                return True
            if _may_leave(stmt.body):
                return False
        elif isinstance(stmt, FunctionNode | ast.ClassDef):
            continue
        else:
            if _sure(program, stmt, calls):
                return True
            if isinstance(stmt, ast.Return | ast.Raise | ast.Break | ast.Continue):
                return False
            if any(isinstance(node, ast.Yield | ast.YieldFrom | ast.Await) for node in own(stmt)):
                return False
    return False


def _may_leave(body: list[ast.stmt]) -> bool:
    return any(
        isinstance(node, ast.Return | ast.Raise | ast.Break | ast.Continue | ast.Yield)
        or (
            isinstance(node, ast.Call)
            and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in ("exit", "quit")
        )
        for node in own(body)
    )


def _sure(program: Program, node: ast.AST, calls: set[ast.Call]) -> bool:
    """Whether evaluating `node` surely evaluates one of the calls."""
    if node in calls:
        return True
    match node:
        case ast.BoolOp(values=values):
            return _sure(program, values[0], calls)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _sure(program, test, calls) or (_sure(program, body, calls) and _sure(program, orelse, calls))
        case ast.Lambda():
            return False
        case (
            ast.ListComp(generators=generators)
            | ast.SetComp(generators=generators)
            | ast.DictComp(generators=generators)
        ):
            return _sure(program, generators[0].iter, calls)
        case ast.GeneratorExp():
            return False
        case ast.Compare(left=left, comparators=comparators):
            return _sure(program, left, calls) or _sure(program, comparators[0], calls)
    return any(_sure(program, child, calls) for child in children(node))


def _parameters(function: FunctionNode, call: ast.Call) -> list[str]:
    names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    return names[1:] if isinstance(call.func, ast.Attribute) else names


def _unchanged(program: Program, node: ast.expr, name: str, function: FunctionNode) -> bool:
    if not isinstance(node, ast.Name) or node.id != name:
        return False
    symbol = program.symbol(node)
    if symbol is None or len(symbol.defs) != 1 or symbol.defs[0].kind != "param":
        return False
    kind = program.types.of(node)
    mutated = any(
        (
            not isinstance(program.parent(load), ast.Compare | ast.BinOp | ast.Call | ast.Return | ast.If | ast.UnaryOp)
            and not _looked_up(program, load)
        )
        or _passed_elsewhere(program, load)
        for load in symbol.loads
        if load is not node
    )
    return not mutated or (kind is not None and kind <= {"int", "float", "str", "bool", "tuple"})


def _passed_elsewhere(program: Program, load: ast.Name) -> bool:
    parent = program.parent(load)
    return (
        isinstance(parent, ast.Call)
        and program.scopes.builtin_name(parent.func) is None
        and program.called_function(parent) is None
    )


def _looked_up(program: Program, load: ast.Name) -> bool:
    parent = program.parent(load)
    return isinstance(parent, ast.Subscript) and parent.value is load and isinstance(parent.ctx, ast.Load)


def _same_arguments(program: Program, call: ast.Call, function: FunctionNode) -> bool:
    names = _parameters(function, call)
    if not names or call.keywords or len(call.args) != len(names) or isinstance(call.func, ast.Attribute):
        return False
    if any(isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "input") for node in own(function.body)):
        return False
    if any(isinstance(node, ast.Global | ast.Nonlocal) for node in own(function.body)):
        return False
    return all(_unchanged(program, arg, name, function) for arg, name in zip(call.args, names, strict=True))


def _step(node: ast.expr, name: str) -> float | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and isinstance(node.left, ast.Name):
        value = number(node.right)
        if node.left.id == name and value is not None:
            return value if isinstance(node.op, ast.Add) else -value
    return None


def _stopping(program: Program, test: ast.Compare, op: type[ast.cmpop], call: ast.Call) -> type[ast.cmpop]:
    """The comparison that ends the recursion: the test itself, or its opposite where the call stands in its branch."""
    branch = program.parent(test)
    if (isinstance(branch, ast.If) and branch.test is test) or (isinstance(branch, ast.IfExp) and branch.test is test):
        inside = any(node is call for node in own(branch.body))
    else:
        return ast.In
    return NEGATED.get(op, ast.In) if inside else op


def _moves_away(program: Program, call: ast.Call, function: FunctionNode) -> Finding | None:
    """`if n == 0: return 1` … `f(n + 1)`, where nothing else bounds n."""
    names = _parameters(function, call)
    for arg, name in zip(call.args, names, strict=False):
        step = _step(arg, name)
        if step is None:
            continue
        tests: list[tuple[type[ast.cmpop], float]] = []
        other = False
        for node in own(function.body):
            if not isinstance(node, ast.Compare) or not any(
                isinstance(part, ast.Name) and part.id == name for part in walk(node)
            ):
                continue
            value = number(node.comparators[0])
            if isinstance(node.left, ast.Name) and len(node.ops) == 1 and value is not None:
                tests.append((_stopping(program, node, type(node.ops[0]), call), value))
            elif isinstance(node.comparators[0], ast.Name) and len(node.ops) == 1 and number(node.left) is not None:
                flipped = FLIPPED.get(type(node.ops[0]), ast.In)
                tests.append((_stopping(program, node, flipped, call), number(node.left) or 0))
            else:
                other = True
        truthy = any(
            isinstance(node, ast.If | ast.While | ast.IfExp | ast.UnaryOp | ast.BoolOp)
            and any(isinstance(part, ast.Name) and part.id == name for part in children(node))
            for node in own(function.body)
        )
        if other or truthy or len(tests) != 1:
            continue
        op, value = tests[0]
        others_change = any(
            not (isinstance(item, ast.Name) and item.id == parameter)
            for item, parameter in zip(call.args, names, strict=False)
            if parameter != name
        )
        if others_change or any(
            isinstance(node, ast.Compare | ast.If) and not any(
                isinstance(part, ast.Name) and part.id == name for part in walk(node)
            )
            for node in own(function.body)
        ):  # fmt: skip
            continue
        low = op in (ast.Eq, ast.Lt, ast.LtE) and value <= 1
        high = op in (ast.Gt, ast.GtE)
        if (low and step > 0) or (high and step < 0):
            return AWAY.at(
                program, call, symbol=name, code=program.text(call), test=f"{name} {_WORDS[op]} {value}",
                wanted="smaller" if low else "greater", actual="greater" if low else "smaller",
            )  # fmt: skip
    return None


_WORDS: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def _lost(program: Program, call: ast.Call, function: FunctionNode) -> Iterator[Finding]:
    if not isinstance(program.parent(call), ast.Expr):
        return
    returns = [item for item in program.types.return_values(function) if item.value is not None]
    valued = [item for item in returns if not (isinstance(item.value, ast.Constant) and item.value.value is None)]
    if not valued:
        return
    changes = any(
        (isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del))
        or isinstance(node, ast.Global | ast.Nonlocal)
        or (
            isinstance(node, ast.Call)
            and node not in (call,)
            and not _calls_itself(program, node, function)
            and program.scopes.builtin_name(node.func)
            not in ("len", "int", "str", "range", "abs", "max", "min", "sum", "print")
        )
        for node in own(function.body)
    )
    yield LOST.at(program, call, symbol=function.name, severity="info" if changes else None)
