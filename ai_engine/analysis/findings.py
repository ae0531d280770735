"""A finding: one thing that the analyser saw in a learner's program, in a learner's words."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Category = Literal[
    "syntax", "runtime", "logic", "specification", "style", "complexity", "performance", "security", "positive"
]
Severity = Literal["error", "warning", "info", "praise"]


_QUESTIONS: dict[Category, str] = {
    "style": "Line {line} works; how would you say the same more simply?",
    "performance": "How much work does line {line} cause when the input is ten times as long?",
    "complexity": "Could you tell in one sentence what the part at line {line} does?",
    "security": "Who decides what the values in line {line} are?",
    "runtime": "Which values meet in line {line}, and of what type is each?",
}


def first_question(category: Category, line: int) -> str:
    """The weakest hint of a finding that has none of its own: a question that gives nothing away."""
    return _QUESTIONS.get(category, "Read line {line} aloud: what does it do, step by step?").format(line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding, as API.md's Finding. Lines and columns are 1-based, columns in code points.

    Severity: error = it fails or never ends on some input; warning = very likely not what was meant;
    info = clarity, habit, speed; praise = done well.

    Attributes:
        rule: kebab-case name of the rule, stable over releases.
        confidence: 0 to 1, how sure the analyser is that this is really so.
        symbol: the name, operator or literal it is about, as it stands in the code; "" if none.
        message: what is the case, one sentence that names line-independent facts (the learner's own names).
        why: why it matters, one sentence.
        how_to_check: how the learner can see it for themselves: a print, a value to try.
        how_to_fix: in words, never the finished code.
        concept: an id of the knowledge bank.
        evidence: the facts behind it (the source line, values, related lines).
        hints: weakest first; none holds the finished fix.
        occurrences: how often the same thing was found; the positions are of the first.
        source: which analyser: python, syntax, ruff, tree-sitter, codet5.
    """

    rule: str
    category: Category
    severity: Severity
    confidence: float
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    why: str
    how_to_check: str
    how_to_fix: str
    concept: str
    source: str
    symbol: str = ""
    hints: tuple[str, ...] = ()
    evidence: dict[str, Any] = field(default_factory=dict)
    occurrences: int = 1

    @property
    def id(self) -> str:
        """Names this finding within one report: rule and position."""
        return f"{self.rule}:{self.line}:{self.column}"

    def to_json(self) -> dict[str, Any]:
        """The object that leaves the server."""
        return {"id": self.id, **asdict(self), "hints": list(self.hints)}
