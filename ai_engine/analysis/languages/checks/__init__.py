"""The checks of the other languages' programs, each a module with `check(program, names)`."""

from collections.abc import Callable, Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.checks import (
    branches,
    calls,
    conditions,
    conversions,
    copies,
    declarations,
    functions,
    go_errors,
    indexes,
    loops,
    names,
    nothing,
    operations,
    scripts,
    switches,
    usage,
    variables,
    waiting,
)
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.scopes import Names

Check = Callable[[Program, Names], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    conditions.check,
    branches.check,
    loops.check,
    indexes.check,
    switches.check,
    functions.check,
    operations.check,
    variables.check,
    usage.check,
    names.check,
    calls.check,
    scripts.check,
    go_errors.check,
    conversions.check,
    copies.check,
    declarations.check,
    nothing.check,
    waiting.check,
)


def run_checks(program: Program) -> list[Finding]:
    """What all checks find, in no order."""
    known = Names(program)
    return [finding for check in CHECKS for finding in check(program, known)]
