"""Steps that a method, or a builtin function, takes in one."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.idioms import habit
from ai_engine.analysis.checks.walk import FLIPPED, is_pure, len_of, number, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

PREFIX = habit(
    "slice-for-prefix",
    "string-methods",
    "`{symbol}` cuts out {count} characters to compare them with a text of that length.",
    "{method} asks the same without counting, and can't get the number wrong.",
    "Use {method}.",
    confidence=0.65,
)
READLINES = habit(
    "needless-readlines",
    "reading-files",
    "`{symbol}` reads the whole file into a list, only to loop over it.",
    "A file hands out its lines one by one when a loop goes through it.",
    "Loop over the file itself.",
    confidence=0.65,
)
EXTREME = habit(
    "extreme-by-if",
    "min-max-pattern",
    "This if only picks the {which} of `{one}` and `{two}`.",
    "The builtin `{name}` says the same in a word.",
    "Use {name}.",
    confidence=0.5,
)
MISSES_FIRST = habit(
    "slice-misses-first",
    "list-slicing",
    "`{symbol}` goes backwards and stops before position 0, so the first item is missing.",
    "The stop of a slice never belongs to it, also backwards.",
    "Leave the stop out to go down to the first item.",
    category="logic",
    confidence=0.75,
)


def check(program: Program) -> Iterator[Finding]:
    """All four hints."""
    for comparison in program.all(ast.Compare):
        yield from prefix(program, comparison)
    for loop in program.all(ast.For):
        call = loop.iter
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "readlines":
            if not call.args and program.types.sole(call.func.value) in ("", "file"):
                yield READLINES.at(program, call, symbol=program.text(call))
    for branch in program.all(ast.If):
        yield from extreme(program, branch)
    for subscript in program.all(ast.Subscript):
        yield from backwards(program, subscript)


def prefix(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """`line[:2] == "//"`, `name[-4:] == ".txt"`."""
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return
    cut, text = node.left, node.comparators[0]
    if not isinstance(cut, ast.Subscript) or not isinstance(cut.slice, ast.Slice) or cut.slice.step is not None:
        return
    if not isinstance(text, ast.Constant) or not isinstance(text.value, str) or not text.value:
        return
    length, low, high = len(text.value), cut.slice.lower, cut.slice.upper
    if (low is None or number(low) == 0) and high is not None and number(high) == length:
        yield PREFIX.at(program, node, symbol=program.text(node), count=length, method="startswith")
    elif high is None and low is not None and number(low) == -length:
        yield PREFIX.at(program, node, symbol=program.text(node), count=length, method="endswith")


def extreme(program: Program, node: ast.If) -> Iterator[Finding]:
    """`if a > b: best = a`, `else: best = b`; the same with return."""
    test = node.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or len(node.body) != 1 or len(node.orelse) != 1:
        return
    match node.body[0], node.orelse[0]:
        case ast.Assign(targets=[target], value=value), ast.Assign(targets=[again], value=other) if same(target, again):
            pass
        case ast.Return(value=ast.expr() as value), ast.Return(value=ast.expr() as other):
            pass
        case _:
            return
    left, right, op = test.left, test.comparators[0], type(test.ops[0])
    if not is_pure(left) or not is_pure(right) or number(right) is not None or number(left) is not None:
        return
    if same(value, right) and same(other, left):
        left, right, op = right, left, FLIPPED.get(op, op)
    if same(value, left) and same(other, right) and op in (ast.Lt, ast.LtE, ast.Gt, ast.GtE):
        larger = op in (ast.Gt, ast.GtE)
        yield EXTREME.at(
            program, node, which="larger" if larger else "smaller", name="max" if larger else "min",
            one=program.text(left), two=program.text(right),
        )  # fmt: skip


def backwards(program: Program, node: ast.Subscript) -> Iterator[Finding]:
    """`text[len(text) - 1:0:-1]`, `xs[:0:-1]`."""
    part = node.slice
    if not isinstance(part, ast.Slice) or number(part.step) != -1 or number(part.upper) != 0:
        return
    start = part.lower
    last = isinstance(start, ast.BinOp) and isinstance(start.op, ast.Sub) and len_of(program, start.left) is not None
    if start is None or number(start) == -1 or last:
        yield MISSES_FIRST.at(program, node, symbol=program.text(node))
