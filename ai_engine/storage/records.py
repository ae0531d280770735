"""What the repository of conversations gives out: immutable records, free of the database."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

TurnStatus = Literal["complete", "cut"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said. `status` is "cut" when the answer was broken off."""

    number: int
    role: Literal["user", "assistant"]
    content: str
    status: TurnStatus
    created_at: datetime
    move: str | None = None
    hint_level: int | None = None
    evidence: list[dict[str, Any]] = field(default_factory=list)
    model_used: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a learner's list of conversations. `turns` counts both sides."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with its turns, oldest first. `state` is what the tutor keeps: hint levels, what was shown."""

    id: str
    learner_id: str | None
    title: str
    created_at: datetime
    updated_at: datetime
    turns: tuple[Turn, ...]
    state: dict[str, Any]
    busy: bool


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """The right to answer one message: `begin_turn` gives it, `finish_turn` or `discard_turn` takes it back.

    `conversation` is as it was before the learner's message; `number` is the answer's number.
    """

    conversation: Conversation
    token: str
    number: int

    @property
    def conversation_id(self) -> str:
        """The conversation it belongs to."""
        return self.conversation.id


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One of the tutor's answers as a report needs it: what it rested on, what the learner thought of it, no words.

    `helpful` is None where the learner gave no feedback.
    """

    conversation_id: str
    learner_id: str | None
    number: int
    created_at: datetime
    status: TurnStatus
    move: str
    hint_level: int
    evidence: list[dict[str, Any]]
    model_used: str
    helpful: bool | None
    why: str
    feedback_at: datetime | None
