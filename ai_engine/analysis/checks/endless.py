"""While loops that never end: which of them is asked about, and the rules of the files endless_*."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.endless_branches import only_in_branch, skipped_step
from ai_engine.analysis.checks.endless_steps import misses, moves_away
from ai_engine.analysis.checks.endless_unchanged import READERS, attribute_unchanged, unchanged
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import leaves, number, own
from ai_engine.analysis.constants import constant_truth
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

NO_EXIT = Rule(
    name="infinite-loop",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.95,
    message="This `while {test}` loop never ends: its condition is always true and nothing inside leaves it.",
    why="The program stays in the loop for ever and never reaches what comes after it.",
    check="Put a print as the first line of the loop and watch it repeat without end.",
    fix="Decide what must happen for the loop to end, and leave it there or put that into the condition.",
    nudge="What would have to happen for this loop to stop?",
)
SET_BACK = Rule(
    name="loop-variable-set-back",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.93,
    message="Each round ends with `{symbol}` set to {value}, for which `{test}` is true, so the loop never ends.",
    why="Whatever the round did to `{symbol}` before is wiped out by this line.",
    check="Print `{symbol}` at the start of each round.",
    fix="Set the start value before the loop, and move `{symbol}` on inside it.",
    nudge="Which value does `{symbol}` have each time the condition is asked?",
)


def check(program: Program) -> Iterator[Finding]:
    """Loops without a way out."""
    for loop in program.all(ast.While):
        if constant_truth(loop.test) is True:
            if program.flow.ends.get(loop, True) or leaves(program, loop.body, loop=loop):
                continue
            if not _error_leaves(program, loop):
                yield NO_EXIT.at(program, loop, test=program.text(loop.test))
            continue
        if leaves(program, loop.body, loop=loop):
            stuck = unchanged(program, loop) if _leaves_first_or_never(program, loop) else None
            yield from [stuck] if stuck is not None else skipped_step(program, loop)
            continue
        finding = (
            unchanged(program, loop)
            or attribute_unchanged(program, loop)
            or set_back(program, loop)
            or moves_away(program, loop)
            or misses(program, loop)
        )
        if finding is not None:
            yield finding
            continue
        skipped = list(skipped_step(program, loop))
        yield from skipped or only_in_branch(program, loop)


def _error_leaves(program: Program, loop: ast.While) -> bool:
    """Whether a try around the loop waits for an error that a call inside may raise."""
    child: ast.AST = loop
    for around in program.source.ancestors(loop):
        if isinstance(around, FunctionNode | ast.ClassDef):
            break
        if isinstance(around, ast.Try) and around.handlers and child in around.body:
            return any(isinstance(node, ast.Call | ast.Subscript) for node in own(loop.body))
        child = around
    return False


def _leaves_first_or_never(program: Program, loop: ast.While) -> bool:
    """Whether every way out stands under a condition whose variables the loop never changes."""
    changed = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
    for node in own(loop.body):
        if isinstance(node, ast.Raise | ast.Yield | ast.YieldFrom | ast.Await | ast.Try | ast.With):
            return False
        if isinstance(node, ast.Call) and not program.scopes.is_builtin(node.func, *READERS):
            return False
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return False
        if isinstance(node, ast.Return | ast.Break):
            asked = [around.test for around in program.source.ancestors(node) if isinstance(around, ast.If)
                     and around.lineno >= loop.lineno]  # fmt: skip
            if not asked or isinstance(program.parent(node), ast.While):
                return False
            if any(
                program.symbol(part) in changed for test in asked for part in walk(test) if isinstance(part, ast.Name)
            ):
                return False
    return True


def set_back(program: Program, loop: ast.While) -> Finding | None:
    """`while i <= 10: …; i = 1`: at the end of each round the variable has the same value, and the condition holds."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.left, ast.Name):
        return None
    symbol, bound = program.symbol(test.left), number(test.comparators[0])
    defs = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
    last = next((found for found in reversed(defs) if found.stmt in loop.body), None)
    if symbol is None or bound is None or last is None or last is not defs[-1] or symbol.foreign_defs:
        return None
    value = number(last.value)
    if value is None or any(isinstance(node, ast.Continue) for node in own(loop.body)):
        return None
    holds = {
        ast.Lt: value < bound, ast.LtE: value <= bound, ast.Gt: value > bound, ast.GtE: value >= bound,
        ast.NotEq: value != bound, ast.Eq: value == bound,
    }.get(type(test.ops[0]), False)  # fmt: skip
    if not holds:
        return None
    return SET_BACK.at(program, last.node, symbol=symbol.name, test=program.text(test), value=value)
