"""What is told about one kind of error, and how the kinds are looked up."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ai_engine.analysis.tracebacks.facts import CodeFacts
from ai_engine.analysis.tracebacks.parse import PastedError


@dataclass(frozen=True, slots=True)
class Told:
    """The explanation of one error, in a learner's words.

    Attributes:
        concept: an id of the knowledge bank.
        explanation: what happened, naming the learner's own names.
        causes: likely reasons in this code, the likeliest first.
        prints: what to print or try to find out.
        fix: what to do, in words.
        symbol: the name or expression it is about.
    """

    concept: str
    explanation: str
    causes: tuple[str, ...]
    prints: tuple[str, ...]
    fix: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One error to explain: what was pasted, the facts of the code, the line within it (0 if unknown)."""

    error: PastedError
    facts: CodeFacts
    line: int
    groups: tuple[str, ...] = field(default=())

    @property
    def source(self) -> str:
        """The line at which it happened: of the code, else of the traceback."""
        from_code = self.facts.line(self.line)
        return from_code or (self.error.frame.source if self.error.frame else "")

    def place(self) -> str:
        """` on line 3`, or nothing where the line isn't known."""
        return f" on line {self.line}" if self.line else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of message: which exceptions, what the message looks like, who explains it."""

    exceptions: str
    pattern: str
    tell: Callable[[Case], Told]

    def match(self, error: PastedError) -> tuple[str, ...] | None:
        """The pattern's groups if the error has this shape."""
        if error.exception not in self.exceptions.split():
            return None
        found = re.search(self.pattern, error.message)
        return tuple(group or "" for group in found.groups()) if found else None
