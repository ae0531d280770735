"""The analysis of a Python program: syntax first; where that is in order, everything else."""

import ast

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks import run_checks
from ai_engine.analysis.complexity import program_complexity
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.metrics import function_metrics
from ai_engine.analysis.parsing import ParserError, normalise, parse
from ai_engine.analysis.report import Performance, Report, SyntaxProblem, arrange
from ai_engine.analysis.ruff import RuffRun
from ai_engine.analysis.scores import scores
from ai_engine.analysis.source import Source
from ai_engine.analysis.syntax import find_faults

# Nobody writes so much by hand: what is longer was generated, and gets its syntax checked and ruff's findings.
_LONGEST = 300_000


def analyse_python(code: str, challenge: ChallengeContext | None = None) -> Report:
    """Analyse a Python program; never raises on any text."""
    text = normalise(code)
    source, error = parse(text)
    if error is not None or source.tree is None:
        return _syntax_report(source, error)
    ruff = RuffRun(source)
    try:
        short = len(text) <= _LONGEST
        metrics = tuple(function_metrics(source.tree)) if short else ()
        found = arrange([*(_checked(source, challenge) if short else [_too_long()]), *ruff.findings()])
    finally:
        ruff.close()
    return Report(
        language="python",
        findings=found,
        syntax_errors=(),
        scores=scores(found, metrics, parsed=True),
        metrics=metrics,
        performance=_performance(source.tree, found) if short else Performance(),
    )


def _performance(tree: ast.Module, findings: tuple[Finding, ...]) -> Performance:
    """Classes of time and space with the reason, for the program and each function; what would lower them."""
    found = program_complexity(tree)
    functions = [
        {
            "name": name,
            "line": line,
            "time_complexity": one.time,
            "space_complexity": one.space,
            "reason": one.reason,
            "confidence": one.confidence,
        }
        for (name, line), one in found.functions.items()
    ]
    whole = found.program
    lowering = found.opportunities
    told = tuple(dict.fromkeys((*lowering, *_opportunities(findings, lowering))))
    return Performance(whole.time, whole.space, told, whole.reason, whole.confidence, tuple(functions))


def _checked(source: Source, challenge: ChallengeContext | None) -> list[Finding]:
    try:
        return run_checks(source, challenge)
    except RecursionError:  # nested deeper than a walk over the tree can go; the parser takes a little more
        return []


def _syntax_report(source: Source, error: ParserError | None) -> Report:
    """The report about a program that doesn't parse: its faults in the order of the text, none of them merged."""
    faults = find_faults(source.text, error)
    return Report(
        language="python",
        findings=tuple(fault.finding(source) for fault in faults),
        syntax_errors=tuple(SyntaxProblem(one.line, one.column, one.message, one.kind) for one in faults),
        scores=scores((), (), parsed=False),
    )


def _too_long() -> Finding:
    return Finding(
        rule="too-long-to-check",
        category="complexity",
        severity="info",
        confidence=1.0,
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        message="The program is so long that only its syntax and some habits were checked.",
        why="Beyond some thousands of lines a full analysis takes longer than a reader waits.",
        how_to_check="Analyse one part of the program at a time.",
        how_to_fix="Split the program into several files.",
        concept="problem-decomposition",
        source="python",
    )


def _opportunities(findings: tuple[Finding, ...], lowering: tuple[str, ...]) -> tuple[str, ...]:
    """The findings about speed, but those on lines that have been told of."""
    told = {text.split(":", 1)[0] for text in lowering}
    costly = (
        f"{one.message} {one.how_to_fix}"
        for one in findings
        if one.category == "performance" and f"Line {one.line}" not in told
    )
    return tuple(dict.fromkeys(costly))
