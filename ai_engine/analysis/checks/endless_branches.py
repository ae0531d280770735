"""While loops whose step stands in a branch, or is skipped by continue."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.endless_unchanged import is_reader, tested
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol
from ai_engine.analysis.tree import walk

SKIPPED_STEP = Rule(
    name="continue-skips-the-step",
    category="logic",
    severity="warning",
    concept="infinite-loops",
    confidence=0.85,
    message=(
        "When `{test}` is true, `continue` jumps back before `{symbol}` is changed, so the same round repeats for ever."
    ),
    why="`continue` skips the rest of the body, also the line that moves the loop on.",
    check="Follow one round by hand in which `{test}` is true: what is `{symbol}` afterwards?",
    fix="Change `{symbol}` before the `continue`, or turn the condition round so that no `continue` is needed.",
    nudge="Which lines of the body does `continue` skip?",
)
ONLY_IN_BRANCH = Rule(
    name="step-only-in-branch",
    category="logic",
    severity="warning",
    concept="infinite-loops",
    confidence=0.85,
    message=(
        "`{symbol}` changes only when `{test}` is {when}; when it is {otherwise}, the loop repeats the same round "
        "for ever."
    ),
    why="Each round has to change something that the loop's condition, or this question, looks at.",
    check="Follow one round by hand in which `{test}` is {otherwise}: what is different afterwards?",
    fix="Move the step out of the if, or change `{symbol}` in the other case too.",
    nudge="What happens in a round in which `{test}` is {otherwise}?",
)


def _changes(program: Program, nodes: list[ast.stmt]) -> set[Symbol]:
    return {found.symbol for node in own(nodes) for found in program.scopes.defs_at.get(node, ())}


def only_in_branch(program: Program, loop: ast.While) -> Iterator[Finding]:
    """`while i < n: if …: i += 1`, where nothing else, and nothing in the else, moves the loop on."""
    symbols = tested(program, loop)
    if not symbols:
        return
    holders = [stmt for stmt in loop.body if _changes(program, [stmt]) & set(symbols)]
    if len(holders) != 1 or not isinstance(holders[0], ast.If):
        return
    branch = holders[0]
    stuck, moving = (branch.orelse, branch.body)
    if _changes(program, branch.orelse) & set(symbols):
        stuck, moving = moving, stuck
    if _changes(program, stuck) & set(symbols):
        return
    others = [*(stmt for stmt in loop.body if stmt is not branch), *stuck]
    asked = {symbol for node in walk(branch.test) if (symbol := program.symbol(node)) is not None}
    changing = _changes(program, others)
    calls = any(
        isinstance(node, ast.Call) and not is_reader(program, node) for node in (*own(others), *walk(branch.test))
    )
    stored = any(
        isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store) for node in own(others)
    )
    unsafe = any(isinstance(node, ast.Subscript | ast.Attribute) for node in walk(loop.test))
    if asked & changing or calls or stored or unsafe or any(symbol.foreign_defs for symbol in symbols):
        return
    moved = next(symbol for symbol in symbols if symbol in _changes(program, moving))
    same_question = {ast.dump(part) for part in walk(loop.test) if isinstance(part, ast.Compare)}
    if ast.dump(branch.test) not in same_question:
        when, otherwise = ("true", "false") if moving is branch.body else ("false", "true")
        yield ONLY_IN_BRANCH.at(
            program, branch, symbol=moved.name, test=program.text(branch.test), when=when, otherwise=otherwise
        )


def skipped_step(program: Program, loop: ast.While) -> Iterator[Finding]:
    """`if …: continue` above the only line that changes the loop's variable."""
    symbols = tested(program, loop) or []
    changed_here: set[Symbol] = set()
    for place, stmt in enumerate(loop.body):
        if (
            isinstance(stmt, ast.If)
            and stmt.body
            and isinstance(stmt.body[-1], ast.Continue)
            and not any(isinstance(node, ast.Call) for node in walk(stmt.test))
        ):
            parts = {program.symbol(node) for node in walk(stmt.test) if isinstance(node, ast.Name)}
            bound = {found.symbol for node in own(stmt.body) for found in program.scopes.defs_at.get(node, ())}
            later = {
                found.symbol for node in own(loop.body[place + 1 :]) for found in program.scopes.defs_at.get(node, ())
            }
            touched = changed_here | bound
            only = [symbol for symbol in symbols if symbol in later]
            calls = any(isinstance(node, ast.Call) and not is_reader(program, node) for node in own(stmt.body))
            if only and not calls and not touched & set(symbols) and not touched & {part for part in parts if part}:
                yield SKIPPED_STEP.at(program, stmt, symbol=only[0].name, test=program.text(stmt.test))
                return
        changed_here |= {found.symbol for node in own(stmt) for found in program.scopes.defs_at.get(node, ())}
