"""What the tutor keeps of a conversation from turn to turn, beside the words themselves."""

import ast
import hashlib
import zlib
from dataclasses import asdict, dataclass, fields
from typing import Any

from ai_engine.analysis.parsing import normalise, parse

# The focus of a conversation that is about a call with a wrong result, and not about a finding.
FAILURE = "failed-example"
# What was asked: the topic on which the learner wants to be questioned.
QUIZ = "quiz"


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorState:
    """The memory of one conversation. Every field has a JSON value, so that it can be stored.

    Attributes:
        turns: answers given so far.
        concept: the concept id that the conversation is about at present.
        code, error, expected: the last ones that the learner gave.
        code_mark: identifies the code's content; a new attempt has another mark.
        attempts: how many different programs the learner has shown.
        focus: the rule, or exception, that the last hint was about; focus_line its line.
        level: the hint level reached for `focus`.
        unanswered: hints given in a row without a new attempt between them.
        asked_for: what was missing and was asked for already.
        asked: what the tutor's last answer asked: a note's self-check ("check:<id>"), whether to explain a concept
            ("explain:<id>"), the output of a program ("predict"), the topic of a quiz (QUIZ),
            or "".
        last_move: the move of the last answer.
        shown: what was shown already ("example:<id>", "note:<id>", "misconception:<id>:<n>").
        cause: the last fault that was pointed to, in words, also after it is gone.
        suspect: the line that seemed to be at fault in `code`, as text; "" where none did.
        salt: tells conversations apart in the choice among equal wordings.
        language: the programming language of the last turn, where that wasn't Python.
        task: the exercise in the learner's words, once they told it.
        dropped: how many old messages the last prompt left out.
    """

    turns: int = 0
    concept: str = ""
    code: str = ""
    error: str = ""
    expected: str = ""
    code_mark: str = ""
    attempts: int = 0
    focus: str = ""
    focus_line: int = 0
    level: int = 0
    unanswered: int = 0
    asked_for: tuple[str, ...] = ()
    asked: str = ""
    last_move: str = ""
    shown: tuple[str, ...] = ()
    dropped: int = 0
    task: str = ""
    language: str = ""
    cause: str = ""
    suspect: str = ""
    salt: int = 0

    def to_json(self) -> dict[str, Any]:
        """What is stored."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @staticmethod
    def from_json(stored: dict[str, Any]) -> "TutorState":
        """Read what was stored; fields of another version of this program, or of another type, are left out."""
        plain = TutorState()
        kept: dict[str, Any] = {}
        for known in fields(TutorState):
            default = getattr(plain, known.name)
            value = stored.get(known.name, default)
            if isinstance(default, tuple) and isinstance(value, list):
                kept[known.name] = tuple(str(item) for item in value)
            elif type(value) is type(default):
                kept[known.name] = value
        return TutorState(**kept)


def code_mark(code: str) -> str:
    """A mark that changes with what the code does, not with blank lines or comments; "" for no code."""
    if not code.strip():
        return ""
    tree = parse(normalise(code))[0].tree
    if tree is not None:
        content = ast.dump(tree)
    else:
        content = "\n".join(line.rstrip() for line in code.split("\n") if line.strip())
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def salt_of(message: str) -> int:
    """A number from a conversation's first message, never 0."""
    return zlib.crc32(message.encode("utf-8", "replace")) % 10_000 + 1
