"""What comes out of one turn: events while it is answered, and the whole answer at the end."""

from dataclasses import dataclass, field
from typing import Any, Literal

from ai_engine.inference.events import Delta, Queued, Started
from ai_engine.inference.protocol import Usage

__all__ = [
    "Delta",
    "Done",
    "Evidence",
    "GuardReport",
    "Move",
    "Queued",
    "Resource",
    "Started",
    "Timing",
    "TutorAnswer",
    "TutorEvent",
]

Move = Literal[
    "ask",
    "question",
    "hint",
    "explain",
    "explain_error",
    "point",
    "experiment",
    "celebrate",
    "redirect",
    "unknown",
    "support",
]


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read: a note of the bank (`note`) or a page of Python's documentation (`documentation`)."""

    title: str
    url: str
    type: Literal["note", "documentation"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that the answer rests on. `id` is a finding's, a run's or a note's; score 0 to 1."""

    kind: Literal["finding", "run", "passage"]
    id: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds since the request arrived at the tutor."""

    queue_ms: float = 0.0
    first_token_ms: float = 0.0
    total_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class GuardReport:
    """What the guard did to the model's words: counts and reasons, never the words it withheld."""

    checked_sentences: int = 0
    withheld_sentences: int = 0
    withheld_blocks: int = 0
    replaced: bool = False
    reasons: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The `guard` object of an answer."""
        return {
            "checked_sentences": self.checked_sentences,
            "withheld_sentences": self.withheld_sentences,
            "withheld_blocks": self.withheld_blocks,
            "replaced": self.replaced,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorAnswer:
    """The whole answer of one turn."""

    message: str
    move: Move
    conversation_id: str
    hint_level: int = 0
    model_used: str = "grounded"
    suggestions: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    guard: GuardReport = field(default_factory=GuardReport)
    usage: Usage = field(default_factory=Usage)
    timing: Timing = field(default_factory=Timing)
    truncated_messages: int = 0
    finish_reason: Literal["stop", "length"] = "stop"
    turn: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer object of POST /ai-tutor/chat."""
        return {
            "success": True,
            "response": {
                "message": self.message,
                "suggestions": list(self.suggestions),
                "resources": [{"title": r.title, "url": r.url, "type": r.type} for r in self.resources],
                "model_used": self.model_used,
                "move": self.move,
                "hint_level": self.hint_level,
                "evidence": [
                    {"kind": e.kind, "id": e.id, "title": e.title, "score": round(e.score, 3)} for e in self.evidence
                ],
                "guard": self.guard.to_json(),
            },
            "conversation_id": self.conversation_id,
            "turn": self.turn,
            "usage": {
                "prompt_tokens": self.usage.prompt_tokens,
                "completion_tokens": self.usage.completion_tokens,
                "cached_tokens": self.usage.cached_tokens,
            },
            "timing": {
                "queue_ms": round(self.timing.queue_ms, 1),
                "first_token_ms": round(self.timing.first_token_ms, 1),
                "total_ms": round(self.timing.total_ms, 1),
            },
            "truncated_messages": self.truncated_messages,
        }


@dataclass(frozen=True, slots=True)
class Done:
    """The end: the whole answer, whose message is all deltas joined."""

    answer: TutorAnswer


# Waiting, beginning and a piece of text are the same for the tutor as for its engine.
TutorEvent = Queued | Started | Delta | Done
