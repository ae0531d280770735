"""The caret taken for a power."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

CARET = Rule(
    name="caret-for-power",
    category="logic",
    severity="warning",
    concept="numbers",
    confidence=0.85,
    message="`{code}` is no power: `^` compares the bits of two whole numbers (exclusive or).",
    why="Mathematics and some other tools write a power with ^, but Python doesn't, so the result is another number.",
    check="Print `{code}` for a small value whose power you know.",
    fix="Use Python's power operator, two asterisks.",
    nudge="Which operator of Python raises a number to a power?",
)
_BITS = ast.BitAnd | ast.BitOr | ast.LShift | ast.RShift


def check(program: Program) -> Iterator[Finding]:
    """`n ^ 2` or `10 ^ n` in a program that works with bits nowhere else."""
    if any(isinstance(node.op, _BITS) for node in program.either(ast.BinOp, ast.AugAssign)) or program.all(ast.Invert):
        return
    for node in program.all(ast.BinOp):
        if not isinstance(node.op, ast.BitXor):
            continue
        kinds = (program.types.of(node.left) or frozenset()) | (program.types.of(node.right) or frozenset())
        power = number(node.right) in (2, 3) or (number(node.left) in (2, 10) and number(node.right) is None)
        if power and kinds <= {"int", "float"}:
            yield CARET.at(program, node, code=program.text(node), symbol="^")
