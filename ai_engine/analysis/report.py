"""The report about one program: its findings in the order in which they help, and what is derived from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ai_engine.analysis.findings import Finding, Severity
from ai_engine.analysis.metrics import FunctionMetrics
from ai_engine.analysis.ruff_rules import TOLD_BETTER
from ai_engine.analysis.scores import Scores

_WORTH: dict[Severity, float] = {"error": 3.0, "warning": 2.0, "info": 1.0, "praise": 0.0}

# How many suggestions a learner can take in at once.
_SUGGESTIONS = 3

_HABITS = frozenset({"style", "complexity", "performance", "security"})


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """One entry of API.md's `syntax_errors`."""

    line: int
    column: int
    message: str
    type: str

    def to_json(self) -> dict[str, Any]:
        """The object that leaves the server."""
        return {"line": self.line, "column": self.column, "message": self.message, "type": self.type}


@dataclass(frozen=True, slots=True)
class Performance:
    """Time and space classes of the program, and what would lower them."""

    time_complexity: str = "unknown"
    space_complexity: str = "unknown"
    opportunities: tuple[str, ...] = ()
    reason: str = ""
    confidence: float = 0.0
    functions: tuple[dict[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """API.md's `performance`."""
        return {
            "time_complexity": self.time_complexity,
            "space_complexity": self.space_complexity,
            "optimization_opportunities": list(self.opportunities),
            "reason": self.reason,
            "confidence": self.confidence,
            "functions": list(self.functions),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All that the analysis says about one program. `findings` stand best first, praise last."""

    language: str
    findings: tuple[Finding, ...]
    syntax_errors: tuple[SyntaxProblem, ...]
    scores: Scores
    metrics: tuple[FunctionMetrics, ...] = ()
    performance: Performance = field(default_factory=Performance)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What to do next: how to repair the three findings that matter most."""
        chosen: list[str] = []
        for finding in self.findings:
            text = f"Line {finding.line}: {finding.message} {finding.how_to_fix}"
            if finding.severity != "praise" and finding.category != "positive" and text not in chosen:
                chosen.append(text)
            if len(chosen) == _SUGGESTIONS:
                break
        return tuple(chosen)

    @property
    def best_practices(self) -> tuple[str, ...]:
        """The habits worth taking up, and what was done well."""
        praise = [f.message for f in self.findings if f.severity == "praise"]
        habits = [
            f"{f.message} {f.how_to_fix}" for f in self.findings if f.severity == "info" and f.category in _HABITS
        ]
        return tuple(dict.fromkeys([*habits, *praise]))

    def to_json(self) -> dict[str, Any]:
        """API.md's `analysis`, less `ai_insights`."""
        return {
            "language": self.language,
            "syntax_errors": [problem.to_json() for problem in self.syntax_errors],
            "code_quality": self.scores.to_json(),
            "performance": self.performance.to_json(),
            "best_practices": list(self.best_practices),
            "suggestions": list(self.suggestions),
            "findings": [finding.to_json() for finding in self.findings],
            "metrics": {
                "functions": [one.to_json() for one in self.metrics],
                "highest_cyclomatic": self.scores.complexity_score,
            },
        }


def arrange(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Say each thing once, count what repeats, and put the certain and weighty first.

    The order is settled by worth times confidence, then by the place in the text, so that the same program always
    gives the same report.
    """
    counted: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(_said_once(findings), key=_place):
        counted.setdefault((finding.rule, finding.message), []).append(finding)
    merged = [_merge(group) for group in counted.values()]
    return tuple(sorted(merged, key=lambda finding: (-_rank(finding), *_place(finding))))


def _rank(finding: Finding) -> float:
    """Worth times confidence; among hints, what may be wrong comes before what could be shorter or faster."""
    worth = _WORTH[finding.severity]
    if finding.severity == "info" and finding.category not in _HABITS:
        worth += 0.6
    return worth * (0.5 + 0.5 * finding.confidence)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.rule


def _merge(group: Sequence[Finding]) -> Finding:
    """The first of several alike, counted; the lines of the others stand in its evidence."""
    first = group[0]
    if len(group) == 1:
        return first
    lines = sorted({finding.line for finding in group})
    total = sum(finding.occurrences for finding in group)
    return replace(first, occurrences=total, evidence={**first.evidence, "lines": lines[:20]})


# Of several analysers that tell the same thing the one further left is believed.
_TRUST = {name: place for place, name in enumerate(("syntax", "python", "tree-sitter", "ruff", "codet5"))}


def _said_once(findings: Iterable[Finding]) -> list[Finding]:
    """Drop what a more trusted analyser has told already: the same rule, or the same concept, on the same line."""
    kept: list[Finding] = []
    told: dict[tuple[int, str], str] = {}
    for finding in sorted(findings, key=lambda one: _TRUST.get(one.source, len(_TRUST))):
        names = {finding.concept, finding.rule, *TOLD_BETTER.get(finding.rule, ())}
        if finding.severity == "praise":
            kept.append(finding)
            continue
        if any(told.get((finding.line, name), finding.source) != finding.source for name in names):
            continue
        for line in {finding.line, finding.evidence.get("about_line", finding.line)}:
            for name in (finding.concept, finding.rule):
                told.setdefault((line, name), finding.source)
        kept.append(finding)
    return kept
