"""Work that a loop or a recursion does again and again for nothing."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.idioms import habit
from ai_engine.analysis.checks.walk import MUTATORS, number, own, range_args, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, all_args
from ai_engine.analysis.tree import walk

SORTED_AGAIN = habit(
    "sorted-in-every-round",
    "sorting",
    "`{symbol}` sorts the same list again in every round of the loop.",
    "Nothing in the loop changes the order, so the first sorting was enough.",
    "Sort once before the loop.",
    category="performance",
    confidence=0.85,
)
COUNTED_AGAIN = habit(
    "counted-in-every-round",
    "counting-with-dictionaries",
    "`{symbol}` goes through the whole list once for each of its items.",
    "For a list twice as long that is four times the work.",
    "Count all items in one pass beforehand, with a dictionary or a Counter.",
    category="performance",
    confidence=0.8,
)
REPEATED_CALLS = habit(
    "same-calls-again",
    "recursion",
    "Each call of `{symbol}` makes {count} more for smaller values, which work out the same again and again.",
    "The number of calls doubles or worse with each step, so the time is exponential.",
    "Keep results that were worked out (a dictionary or functools.cache), or build them up in a loop.",
    category="performance",
    confidence=0.75,
)


def check(program: Program) -> Iterator[Finding]:
    """All three hints."""
    for call in program.all(ast.Call):
        yield from in_loop(program, call)
    for function in program.functions:
        if function.name not in program.called_names:
            continue
        yield from repeated_calls(program, function)


def in_loop(program: Program, call: ast.Call) -> Iterator[Finding]:
    """`xs.sort()` in a loop that doesn't change `xs`; `xs.count(x)` in a loop over `xs`."""
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Name):
        return
    name, method = call.func.value, call.func.attr
    symbol, loop = program.symbol(name), program.loop_of(call)
    if symbol is None or loop is None or method not in ("sort", "count") or method in program.own_methods:
        return
    if any(found.symbol is symbol for found in program.scopes.region_defs.get(loop, ())):
        return
    if method == "sort":
        others = [node for node in own(loop.body) if isinstance(node, ast.Name) and program.symbol(node) is symbol]
        if all(node is name or _reads(program, node) for node in others):
            yield SORTED_AGAIN.at(program, call, symbol=program.text(call))
    elif isinstance(loop, ast.For) and len(call.args) == 1 and program.types.sole(name) in ("", "list", "tuple"):
        parts = range_args(program, loop.iter)
        through = same(loop.iter, name) or (parts is not None and any(
            isinstance(part, ast.Name) and program.symbol(part) is symbol for part in walk(parts[1])
        ))  # fmt: skip
        if through and any(isinstance(part, ast.Name) for part in walk(call.args[0])):
            yield COUNTED_AGAIN.at(program, call, symbol=program.text(call))


def _reads(program: Program, node: ast.Name) -> bool:
    """Whether a use of a list surely leaves it as it is."""
    parent = program.parent(node)
    match parent:
        case ast.Subscript():
            return isinstance(parent.ctx, ast.Load)
        case ast.Attribute():
            return parent.attr not in MUTATORS
        case ast.Call():
            return program.scopes.is_builtin(parent.func, "len", "print", "sum", "min", "max", "str")
        case ast.Compare():
            return True
    return False


def repeated_calls(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """`return f(n - 1) + f(n - 2)` without a memory."""
    names = {arg.arg for arg in all_args(function.args)}
    if function.decorator_list or not names:
        return
    if any(isinstance(node, ast.Dict | ast.DictComp | ast.Try | ast.In) for node in own(function.body)):
        return
    for node in own(function.body):
        if not isinstance(node, ast.Return | ast.Assign) or node.value is None:
            continue
        steps: set[float] = set()
        count = 0
        for call in walk(node.value):
            if not isinstance(call, ast.Call) or program.called_function(call) is not function or len(call.args) != 1:
                continue
            match call.args[0]:
                case ast.BinOp(left=ast.Name(id=name), op=ast.Sub(), right=right) if name in names:
                    step = number(right)
                    if step is not None:
                        count += 1
                        steps.add(step)
        if count >= 2 and len(steps) >= 1 and len(names) == 1:
            yield REPEATED_CALLS.at(program, node, symbol=function.name, count=count)
            return
