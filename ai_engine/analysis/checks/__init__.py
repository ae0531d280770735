"""The checks: each module looks for one family of misconceptions and yields findings."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks import (
    accumulators,
    annotations,
    branches,
    calls,
    carets,
    class_attributes,
    classes,
    comparisons,
    conditions,
    costs,
    decisions,
    dictionaries,
    downwards,
    endless,
    endless_branches,
    endless_steps,
    endless_unchanged,
    exceptions,
    files,
    fresh,
    habits,
    idioms,
    imports,
    indexes,
    inheritance,
    inputs,
    joining,
    layout,
    literals,
    lookups,
    loop_forms,
    loop_variables,
    loops,
    mutation,
    names,
    naming,
    nothing,
    object_attributes,
    operations,
    pairs,
    parameters,
    perhaps,
    positions,
    positives,
    recursion,
    repetition,
    results,
    returns,
    rounds,
    security,
    self_parameter,
    sequences,
    settled,
    shadowing,
    sharing,
    shortcuts,
    simplify,
    specification,
    task_answers,
    task_constructs,
    task_results,
    task_types,
    texts,
    uncalled,
    unused,
    variables,
)
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.task_calls import may_give_none
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.source import Source
from ai_engine.analysis.tree import walk

Check = Callable[[Program], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    names.check,
    endless.check,
    loops.check,
    indexes.check,
    conditions.check,
    comparisons.check,
    branches.check,
    results.check,
    nothing.check,
    uncalled.check,
    operations.check,
    sequences.check,
    inputs.check,
    literals.check,
    calls.check,
    annotations.check,
    mutation.check,
    sharing.check,
    returns.check,
    variables.check,
    accumulators.check,
    unused.check,
    shadowing.check,
    recursion.check,
    exceptions.check,
    files.check,
    classes.check,
    inheritance.check,
    texts.check,
    lookups.check,
    habits.check,
    naming.check,
    imports.check,
    layout.check,
    idioms.check,
    simplify.check,
    security.check,
    fresh.check,
    positions.check,
    carets.check,
    decisions.check,
    parameters.check,
    repetition.check,
    downwards.check,
    rounds.check,
    costs.check,
    dictionaries.check,
    joining.check,
    pairs.check,
    perhaps.check,
    settled.check,
    shortcuts.check,
    positives.check,
)

# Where both rules speak about one statement, the second says nothing new.
IMPLIED: dict[str, frozenset[str]] = {
    "infinite-loop": frozenset({"while-counts", "constant-condition"}),
    "loop-moves-away": frozenset({"while-counts"}),
    "return-too-early": frozenset({"if-else-boolean", "loop-runs-once", "else-after-return"}),
    "input-is-text": frozenset({"types-dont-mix"}),
    "or-with-constant": frozenset({"constant-condition", "if-else-boolean"}),
    "is-with-literal": frozenset({"if-else-boolean"}),
    "position-as-condition": frozenset({"if-else-boolean"}),
    "constant-condition": frozenset({"if-else-boolean"}),
    "condition-never-changes": frozenset({"if-else-boolean"}),
    "unbound-local": frozenset({"augmented-assignment-possible", "shadowed-variable"}),
    "loop-variable-changed": frozenset({"augmented-assignment-possible"}),
    "format-arguments": frozenset({"older-formatting"}),
    "changed-while-iterating": frozenset({"slow-at-the-front"}),
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
    "swapped-augmented-operator": frozenset({"augmented-assignment-possible", "accumulator-overwritten"}),
    "shadowed-variable": frozenset({"unused-variable"}),
    "attribute-without-self": frozenset({"unused-variable"}),
    "unreachable-branch": frozenset({"duplicate-branches"}),
    "repeated-condition": frozenset({"duplicate-branches"}),
    "none-from-method": frozenset({"result-thrown-away"}),
    "flag-overwritten-in-loop": frozenset({"if-else-boolean"}),
    "missing-key": frozenset({"key-without-first-value"}),
    "index-out-of-range": frozenset({"item-of-empty-list"}),
    "parameter-changed-in-vain": frozenset({"augmented-assignment-possible", "value-never-used"}),
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
        found = [one for one in found if one.rule != "missing-return" or not may_give_none(challenge, one.symbol)]
        found.extend(specification.check(program, challenge))
    return without_echoes(found, program)


def without_echoes(found: list[Finding], program: Program) -> list[Finding]:
    """Drops what another finding about the same statement already says, and exact repetitions."""
    drowned: dict[ast.AST, set[str]] = {}
    for finding in found:
        drowned.setdefault(_anchor(program, finding), set()).update(IMPLIED.get(finding.rule, ()))
    kept: dict[tuple[str, int, int], Finding] = {}
    for finding in sorted(found, key=lambda item: (item.line, item.column, -item.confidence)):
        anchor = _anchor(program, finding)
        if finding.rule in drowned[anchor]:
            continue
        caught = finding.category == "runtime" and _expected(program, anchor)
        told = replace(finding, severity="info", confidence=0.5) if caught else finding
        kept.setdefault((finding.rule, finding.line, finding.column), told)
    return list(kept.values())


def _anchor(program: Program, finding: Finding) -> ast.AST:
    return program.anchors[finding.rule, finding.line, finding.column]


_CAUGHT = frozenset(
    {"Exception", "BaseException", "TypeError", "ValueError", "IndexError", "KeyError", "LookupError", "NameError",
     "AttributeError", "ZeroDivisionError", "ArithmeticError", "RuntimeError", "RecursionError", "UnboundLocalError"}
)  # fmt: skip


def _expected(program: Program, node: ast.AST) -> bool:
    """Whether a try around the statement waits for such an error: it may well be shown on purpose."""
    child = node
    for around in program.source.ancestors(node):
        if isinstance(around, FunctionNode):
            return False
        if isinstance(around, ast.Try) and child in around.body:
            for handler in around.handlers:
                names = (
                    {part.id for part in walk(handler.type) if isinstance(part, ast.Name)} if handler.type else _CAUGHT
                )
                if names & _CAUGHT:
                    return True
        child = around
    return False


def all_rules() -> dict[str, Rule]:
    """Every rule by name, for documentation and for the knowledge bank's cross-references."""
    modules = (
        accumulators,
        annotations,
        branches,
        calls,
        classes,
        class_attributes,
        object_attributes,
        self_parameter,
        comparisons,
        conditions,
        endless,
        endless_branches,
        endless_steps,
        endless_unchanged,
        exceptions,
        files,
        habits,
        idioms,
        imports,
        indexes,
        inheritance,
        inputs,
        layout,
        literals,
        lookups,
        loops,
        loop_forms,
        loop_variables,
        mutation,
        names,
        naming,
        nothing,
        operations,
        positives,
        recursion,
        results,
        returns,
        security,
        sequences,
        shadowing,
        sharing,
        simplify,
        specification,
        task_answers,
        task_constructs,
        task_results,
        task_types,
        texts,
        uncalled,
        unused,
        variables,
        costs,
        dictionaries,
        joining,
        pairs,
        perhaps,
        settled,
        shortcuts,
    )
    return {item.name: item for module in modules for item in vars(module).values() if isinstance(item, Rule)}
