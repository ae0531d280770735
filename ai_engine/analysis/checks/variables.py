"""Variables that are assigned to themselves, swapped wrongly, or changed by a mistyped operator."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_pure, loads_of
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import BUILTINS

SELF_ASSIGNED = Rule(
    name="self-assignment",
    category="logic",
    severity="warning",
    concept="assignment",
    confidence=0.93,
    message="`{symbol}` is assigned to itself; nothing changes.",
    why="The right side is worked out first and gives the value that the name already has.",
    check="Print it before and after this line.",
    fix="Put the new value, or the other variable that you meant, on one side.",
    nudge="Which of the two names should be another one?",
)
BROKEN_SWAP = Rule(
    name="broken-swap",
    category="logic",
    severity="warning",
    concept="swap",
    confidence=0.95,
    message=(
        "These two lines don't swap: the first one overwrites `{symbol}`, so afterwards both hold the "
        "value of `{other}`."
    ),
    why="The old value of `{symbol}` is gone when the second line wants it.",
    check="Print both before and after the two lines.",
    fix="Keep the old value in a third variable, or assign both at once.",
    nudge="What is in `{symbol}` when the second line runs?",
)
SIGN_TYPO = Rule(
    name="swapped-augmented-operator",
    category="logic",
    severity="warning",
    concept="augmented-assignment",
    confidence=0.9,
    message="`={op}` assigns the value {value} anew; it doesn't change `{symbol}` by it.",
    why="Python reads the sign as part of the number: the old value of `{symbol}` is lost.",
    check="Print `{symbol}` after this line.",
    fix="Write the sign before the equals sign.",
    nudge="In which order do the two characters of this operator stand?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about single assignments."""
    for assignment in program.all(ast.Assign):
        yield from self_assigned(program, assignment)
        yield from sign_typo(program, assignment)
    yield from swaps(program)


def self_assigned(program: Program, node: ast.Assign) -> Iterator[Finding]:
    """`x = x`; `self.name = self.name`."""
    target = node.targets[0]
    if len(node.targets) != 1:
        return
    if isinstance(target, ast.Name) and isinstance(node.value, ast.Name) and target.id == node.value.id:
        if isinstance(program.parent(node), ast.ClassDef) or target.id in BUILTINS:
            return
        habit = isinstance(program.parent(node), ast.If)  # `else: x = x` says: leave it as it is
        yield SELF_ASSIGNED.at(program, node, symbol=target.id, severity="info" if habit else None)
    elif isinstance(target, ast.Attribute | ast.Subscript) and program.text(target) == program.text(node.value):
        if is_pure(target):
            yield SELF_ASSIGNED.at(program, node, symbol=program.text(target))


def sign_typo(program: Program, node: ast.Assign) -> Iterator[Finding]:
    """`total =+ x` and, where the variable already had a value in a loop, `total = -1` written `total =- 1`."""
    value = node.value
    if not isinstance(value, ast.UnaryOp) or not isinstance(value.op, ast.UAdd | ast.USub):
        return
    target = node.targets[0]
    if not isinstance(target, ast.Name):
        return
    symbol = program.symbol(target)
    earlier = symbol is not None and any(found.node is not target for found in symbol.defs)
    if isinstance(value.op, ast.UAdd):
        yield SIGN_TYPO.at(program, node, symbol=target.id, op="+", value=program.text(value.operand))
    elif (
        earlier
        and (loop := program.loop_of(node)) is not None
        and not isinstance(value.operand, ast.Constant)
        and not (symbol is not None and loads_of(program, symbol, loop))  # else it is a value of its own each round
    ):
        yield SIGN_TYPO.at(program, node, symbol=target.id, op="-", value=program.text(value))


def swaps(program: Program) -> Iterator[Finding]:
    """`a = b` followed by `b = a`."""
    for body in program.bodies:
        for first, second in itertools.pairwise(body):
            if not (isinstance(first, ast.Assign) and isinstance(second, ast.Assign)):
                continue
            if len(first.targets) != 1 or len(second.targets) != 1:
                continue
            left, right = first.targets[0], first.value
            if not isinstance(left, ast.Name | ast.Subscript | ast.Attribute) or not isinstance(
                right, ast.Name | ast.Subscript | ast.Attribute
            ):
                continue
            texts = (program.text(left), program.text(right))
            if texts[0] == texts[1] or not is_pure(left) or not is_pure(right):
                continue
            if (program.text(second.value), program.text(second.targets[0])) == texts:
                yield BROKEN_SWAP.at(program, first, symbol=texts[0], other=texts[1])
