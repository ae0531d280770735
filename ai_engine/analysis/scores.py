"""The scores of a report. docs/scores.md defines them in words.

Both scores start at 100 and lose points for findings and for structure. They depend on the findings' number and
severity and on counts of the syntax tree, so renaming and reformatting change neither; taking a finding away never
lowers one, because each finding costs more than the statement or two that its repair may add.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ai_engine.analysis.findings import Category, Finding, Severity
from ai_engine.analysis.metrics import FunctionMetrics

# Points that one occurrence costs.
_READABILITY: dict[Severity, float] = {"error": 12, "warning": 8, "info": 4, "praise": 0}
_MAINTAINABILITY: dict[Severity, float] = {"error": 15, "warning": 10, "info": 4, "praise": 0}

# Speed and safety are no matter of reading.
_NOT_READABILITY: frozenset[Category] = frozenset({"performance", "security", "positive"})

# What a renaming or a formatter would change must not count, or the scores would change with it.
_ABOUT_FORM = frozenset({"naming", "code-style", "comments"})
_RULES_ABOUT_FORM = frozenset(
    {"tuple-by-trailing-comma", "missing-f-prefix", "main-never-called", "reads-outer-variable"}
)

# Further occurrences of one finding cost a quarter of the first: a habit is one thing to learn.
_REPEATED = 0.25


@dataclass(frozen=True, slots=True)
class Scores:
    """Readability and maintainability, 0-100, higher is better; complexity is the highest cyclomatic one found."""

    readability_score: int
    complexity_score: int
    maintainability_score: int

    def to_json(self) -> dict[str, int]:
        """API.md's `code_quality`."""
        return asdict(self)


def scores(findings: Sequence[Finding], metrics: Sequence[FunctionMetrics], *, parsed: bool) -> Scores:
    """Score a program. One that doesn't parse can't be read or kept: it has 0 until it does."""
    if not parsed:
        return Scores(0, 0, 0)
    reading = sum(_cost(f, _READABILITY) for f in findings if f.category not in _NOT_READABILITY)
    keeping = sum(_cost(f, _MAINTAINABILITY) for f in findings)
    return Scores(
        readability_score=_whole(100 - reading - _structure(metrics)),
        complexity_score=max((one.cyclomatic for one in metrics), default=1),
        maintainability_score=_whole(100 - keeping - _upkeep(metrics)),
    )


def _cost(finding: Finding, table: dict[Severity, float]) -> float:
    if finding.category == "style" and (finding.concept in _ABOUT_FORM or finding.rule in _RULES_ABOUT_FORM):
        return 0.0
    return table[finding.severity] * (1 + _REPEATED * (finding.occurrences - 1))


def _structure(metrics: Sequence[FunctionMetrics]) -> float:
    """What the hardest function costs: cognitive complexity above 8, nesting above 3, statements above 25."""
    return max(
        (
            min(25.0, 0.8 * max(0, one.cognitive - 8))
            + min(15.0, 3.0 * max(0, one.nesting - 3))
            + min(15.0, 0.3 * max(0, one.statements - 25))
            for one in metrics
        ),
        default=0.0,
    )


def _upkeep(metrics: Sequence[FunctionMetrics]) -> float:
    """Half of what the functions' maintainability index lacks to 100, weighed by their length."""
    length = sum(one.statements for one in metrics)
    if not length:
        return 0.0
    return 0.5 * sum((100 - one.maintainability) * one.statements for one in metrics) / length


def _whole(score: float) -> int:
    return round(min(100.0, max(0.0, score)))
