"""A repair: one small change that may turn a broken program into a sound one, and the cause that it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ai_engine.analysis.syntax.lexer import Token


class Edit(NamedTuple):
    """Replace the text between two offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One candidate.

    Attributes:
        cause: a key of causes.CAUSES.
        at, until: offsets of the place to show to the learner.
        rank: how plausible the cause is before the repair is tried; 0 is most plausible.
        certain: the pattern can mean nothing else, so it counts even where the program has other errors.
    """

    cause: str
    edits: tuple[Edit, ...]
    at: int
    until: int
    rank: float = 2.0
    symbol: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    kind: str = "SyntaxError"
    certain: bool = False


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after some edits that don't overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def insertion(at: int, text: str) -> Edit:
    """Put a text at an offset."""
    return Edit(at, at, text)


def replacement(token: Token, text: str) -> Edit:
    """Put a text in a token's place."""
    return Edit(token.start, token.end, text)


def blank(text: str) -> str:
    """As many spaces as there are characters, line ends kept."""
    return "".join("\n" if character == "\n" else " " for character in text)
