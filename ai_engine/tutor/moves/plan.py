"""The chosen move of a turn, as the stages after it see it."""

from dataclasses import dataclass
from typing import Literal

from ai_engine.analysis.findings import Finding
from ai_engine.knowledge import Note
from ai_engine.tutor.events import Move

Subject = Literal[
    "distress",
    "language",
    "greeting",
    "thanks",
    "goodbye",
    "meta",
    "solution",
    "off_topic",
    "other_language",
    "unknown",
    "elsewhere",
    "missing_code",
    "missing_expectation",
    "missing_task",
    "avoided",
    "error",
    "finding",
    "hint",
    "approach",
    "why",
    "concept",
    "example",
    "documented",
    "again",
    "values",
    "failure",
    "deeper",
    "trace",
    "fine",
    "review",
    "explain_code",
    "missing_error",
    "predict",
    "practice",
    "reply",
    "solved",
    "what_next",
    "start",
    "unclear",
    "feelings",
    "strategy",
    "exam",
    "course",
    "ladder",
    "shown_solution",
    "follow_up",
    "remark",
    "predicted",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The chosen move.

    Attributes:
        subject: what the move speaks about; each has its composer.
        finding: the finding it is about; `again` says that the code changed and this finding stayed.
        level: the hint level, 0 where the move is no hint.
        solved: the rule that the last hint was about and that is gone from the new code.
        missing: what is asked for.
        given: a hint of the challenge's own ladder, why none is due, or a solution that the class policy lets out.
    """

    move: Move
    subject: Subject
    finding: Finding | None = None
    note: Note | None = None
    level: int = 0
    again: bool = False
    solved: str = ""
    missing: Literal["", "code", "expectation", "task", "error"] = ""
    given: str = ""
