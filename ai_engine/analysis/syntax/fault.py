"""A fault: one syntax error with its true cause, at the place where the learner must look."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.source import Source
from ai_engine.analysis.syntax.causes import CAUSES

_BRACKETS = {
    "(": "parenthesis", "[": "square bracket", "{": "curly brace",
    ")": "parenthesis", "]": "square bracket", "}": "curly brace",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One syntax error.

    Attributes:
        cause: a key of causes.CAUSES.
        kind: Python's class for it: SyntaxError, IndentationError or TabError.
        symbol: the piece of code that it is about.
        words: what the cause's texts need besides the symbol.
        parser_line, parser_message: where the parser tripped, and what it said.
    """

    cause: str
    line: int
    column: int
    end_line: int
    end_column: int
    kind: str = "SyntaxError"
    symbol: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    confidence: float = 0.9
    parser_line: int = 0
    parser_message: str = ""

    @property
    def message(self) -> str:
        """What is wrong, one sentence."""
        return self._fill(CAUSES[self.cause].message)

    def _fill(self, template: str) -> str:
        known = {"bracket": _BRACKETS.get(self.symbol, "bracket"), **self.words, "symbol": self.symbol or "this"}
        return template.format_map(defaultdict(str, known))

    def finding(self, source: Source) -> Finding:
        """The fault as a finding."""
        cause = CAUSES[self.cause]
        lines = source.lines
        evidence: dict[str, Any] = {
            "source_line": lines[self.line - 1].strip()[:200] if self.line <= len(lines) else ""
        }
        if self.parser_message:
            evidence["python_says"] = self.parser_message
        if self.parser_line and self.parser_line != self.line:
            evidence["noticed_at_line"] = self.parser_line
        fix = self._fill(cause.how_to_fix)
        return Finding(
            rule=self.cause,
            category="syntax",
            severity="error",
            confidence=self.confidence,
            line=self.line,
            column=self.column,
            end_line=self.end_line,
            end_column=self.end_column,
            symbol=self.symbol,
            message=self.message,
            why=self._fill(cause.why),
            how_to_check=self._fill(cause.how_to_check),
            how_to_fix=fix,
            concept=cause.concept,
            evidence=evidence,
            hints=(f"Look closely at line {self.line}.", self._fill(cause.why)),
            source="syntax",
        )
