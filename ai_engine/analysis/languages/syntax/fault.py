"""A fault: one syntax error with its cause, at the place where the learner must look; and a repair that proves it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.grammar import Grammar
from ai_engine.analysis.languages.syntax.texts import CAUSES

_BRACKETS = {"(": "parenthesis", "[": "square bracket", "{": "curly brace"}


@dataclass(frozen=True, slots=True)
class Fault:
    """`start` and `end` are offsets in the learner's text."""

    cause: str
    start: int
    end: int
    symbol: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    confidence: float = 0.9

    def finding(self, text: str, grammar: Grammar) -> Finding:
        """The fault as a finding."""
        cause = CAUSES[self.cause]
        words = defaultdict(str, {
            "symbol": self.symbol, "title": grammar.title,
            "bracket": _BRACKETS.get(self.symbol, "bracket"), **self.words,
        })  # fmt: skip
        line, column = _place(text, self.start)
        end_line, end_column = _place(text, max(self.end, self.start))
        source_line = text.split("\n", line)[line - 1]
        if end_line != line:
            end_line, end_column = line, max(column, len(source_line) + 1)
        message, why, fix, check = (
            part.format_map(words) for part in (cause.message, cause.why, cause.fix, cause.check)
        )
        return Finding(
            rule=self.cause,
            category="syntax",
            severity="error",
            confidence=self.confidence,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            symbol=self.symbol,
            message=message,
            why=why,
            how_to_check=check,
            how_to_fix=fix,
            concept=cause.concept,
            evidence={"source_line": source_line.strip()[:200]},
            hints=(f"Look closely at line {line}.", why),
            source="tree-sitter",
        )


def _place(text: str, offset: int) -> tuple[int, int]:
    offset = min(offset, len(text))
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of the text that may make it parse, and the fault that it would prove.

    Attributes:
        edits: (start, end, new text), not overlapping.
        rank: the smaller the likelier, among repairs that work equally well.
        last: whether what follows can't be judged any more.
    """

    fault: Fault
    edits: tuple[tuple[int, int, str], ...]
    rank: float
    last: bool = False

    def apply(self, text: str) -> str:
        """The repaired text."""
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text
