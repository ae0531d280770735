"""The checks: each module looks for one family of misconceptions and yields findings."""

import ast
from collections.abc import Callable, Iterator

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks import (
    annotations,
    calls,
    classes,
    conditions,
    endless,
    exceptions,
    files,
    habits,
    idioms,
    indexes,
    inheritance,
    inputs,
    literals,
    loops,
    mutation,
    names,
    operations,
    positives,
    recursion,
    results,
    returns,
    security,
    sharing,
    simplify,
    specification,
    texts,
    variables,
)
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.source import Source

Check = Callable[[Program], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    names.check,
    endless.check,
    loops.check,
    indexes.check,
    conditions.check,
    results.check,
    operations.check,
    inputs.check,
    literals.check,
    calls.check,
    annotations.check,
    mutation.check,
    sharing.check,
    returns.check,
    variables.check,
    recursion.check,
    exceptions.check,
    files.check,
    classes.check,
    inheritance.check,
    texts.check,
    habits.check,
    idioms.check,
    simplify.check,
    security.check,
    positives.check,
)

# Where both rules speak about one statement, the second says nothing new.
IMPLIED: dict[str, frozenset[str]] = {
    "infinite-loop": frozenset({"while-counts", "constant-condition"}),
    "loop-moves-away": frozenset({"while-counts"}),
    "return-too-early": frozenset({"if-else-boolean", "loop-runs-once", "else-after-return"}),
    "input-is-text": frozenset({"types-dont-mix"}),
    "or-with-constant": frozenset({"constant-condition"}),
    "confusing-chain": frozenset({"comparison-with-boolean"}),
    "bitwise-for-logical": frozenset({"confusing-chain"}),
    "comparison-as-statement": frozenset({"constant-condition", "same-operands", "statement-without-effect"}),
    "membership-in-wrong-type": frozenset({"constant-condition", "comparison-as-statement"}),
    "types-dont-mix": frozenset({"function-returns-nothing", "statement-without-effect"}),
    "division-by-zero": frozenset({"statement-without-effect"}),
    "wrong-number-of-arguments": frozenset({"no-length", "result-thrown-away", "returned-value-ignored"}),
    "unknown-keyword-argument": frozenset({"returned-value-ignored"}),
    "no-length": frozenset({"result-thrown-away"}),
    "range-needs-whole-numbers": frozenset({"result-thrown-away"}),
    "index-not-a-whole-number": frozenset({"statement-without-effect"}),
    "not-iterable": frozenset({"unused-loop-variable"}),
    "unknown-attribute": frozenset({"statement-without-effect", "function-not-called"}),
    "condition-decided-by-constant": frozenset({"constant-condition", "or-with-constant"}),
    "type-as-value": frozenset({"unused-variable"}),
    "accumulator-reset-in-loop": frozenset({"value-never-used"}),
    "swapped-augmented-operator": frozenset({"augmented-assignment-possible"}),
    "shadowed-variable": frozenset({"unused-variable"}),
    "attribute-without-self": frozenset({"unused-variable"}),
    "unreachable-branch": frozenset({"duplicate-branches"}),
    "repeated-condition": frozenset({"duplicate-branches"}),
    "none-from-method": frozenset({"result-thrown-away"}),
}


def run_checks(source: Source, challenge: ChallengeContext | None = None) -> list[Finding]:
    """All findings of the checks about a program that parses, by line.

    Raises RecursionError on nesting that is deeper than Python's own limits; the caller reports that.
    """
    if source.tree is None:
        return []
    program = Program(source, source.tree)
    found: list[Finding] = []
    for check in CHECKS:
        found.extend(check(program))
    if challenge is not None:
        found.extend(specification.check(program, challenge))
    return without_echoes(found, program)


def without_echoes(found: list[Finding], program: Program) -> list[Finding]:
    """Drops what another finding about the same statement already says, and exact repetitions."""
    drowned: dict[ast.AST, set[str]] = {}
    for finding in found:
        drowned.setdefault(_anchor(program, finding), set()).update(IMPLIED.get(finding.rule, ()))
    kept: dict[tuple[str, int, int], Finding] = {}
    for finding in sorted(found, key=lambda item: (item.line, item.column, -item.confidence)):
        if finding.rule not in drowned[_anchor(program, finding)]:
            kept.setdefault((finding.rule, finding.line, finding.column), finding)
    return list(kept.values())


def _anchor(program: Program, finding: Finding) -> ast.AST:
    return program.anchors[finding.rule, finding.line, finding.column]


def all_rules() -> dict[str, Rule]:
    """Every rule by name, for documentation and for the knowledge bank's cross-references."""
    modules = (
        annotations,
        calls,
        classes,
        conditions,
        endless,
        exceptions,
        files,
        habits,
        idioms,
        indexes,
        inheritance,
        inputs,
        literals,
        loops,
        mutation,
        names,
        operations,
        positives,
        recursion,
        results,
        returns,
        security,
        sharing,
        simplify,
        specification,
        texts,
        variables,
    )
    return {item.name: item for module in modules for item in vars(module).values() if isinstance(item, Rule)}
