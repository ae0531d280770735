"""What the tutor is asked: one typed, checked request."""

from dataclasses import dataclass
from typing import Literal

from ai_engine.errors import BadInput, FieldError, UnknownName
from ai_engine.inference.protocol import Sampling

PERSONALITIES = ("encouraging", "analytical", "creative", "practical")
MESSAGE_LIMIT = 20_000
CODE_LIMIT = 100_000
TOKENS_LIMIT = 1_024


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorRequest:
    """One message of a learner with what the platform knows around it; "" and None mean not given.

    Attributes:
        topic: what the lesson is about at present.
        language: the programming language as the platform calls it; "" leaves it to the code, and to Python in doubt.
        expected: what the learner expects the program to do.
        history: earlier turns, used when no turns are stored under `conversation_id`.
        store: whether the turn is kept; without it the conversation is what `history` holds, and has no id.
        sampling: the whole sampling for the chat model, in place of max_tokens, temperature and seed.
        seed: makes the choice among equal wordings, and the model's sampling, repeatable.
    """

    message: str
    topic: str = ""
    code: str = ""
    language: str = ""
    error: str = ""
    expected: str = ""
    challenge_id: str = ""
    history: tuple[Turn, ...] = ()
    personality: str = "encouraging"
    conversation_id: str = ""
    learner_id: str = ""
    max_tokens: int | None = None
    temperature: float | None = None
    seed: int | None = None
    store: bool = True
    sampling: Sampling | None = None

    def check(self) -> None:
        """Raise BadInput, or UnknownName for the personality, if this can't be answered."""
        if self.personality not in PERSONALITIES:
            known = ", ".join(PERSONALITIES)
            raise UnknownName(
                f"There is no such personality; use one of {known}.",
                [FieldError("personality", f"must be one of {known}")],
            )
        if not self.message.strip():
            _refuse("message", "must hold some text")
        if len(self.message) > MESSAGE_LIMIT:
            _refuse("message", f"must be at most {MESSAGE_LIMIT:,} characters long")
        for name, text in (("code", self.code), ("error", self.error), ("expected", self.expected)):
            if len(text) > CODE_LIMIT:
                _refuse(f"context.{name}", f"must be at most {CODE_LIMIT:,} characters long")
        if self.max_tokens is not None and not 1 <= self.max_tokens <= TOKENS_LIMIT:
            _refuse("max_tokens", f"must be between 1 and {TOKENS_LIMIT:,}")
        if self.temperature is not None and not 0 <= self.temperature <= 2:
            _refuse("temperature", "must be between 0 and 2")


def _refuse(field: str, message: str) -> None:
    raise BadInput(f"The field {field} {message}.", [FieldError(field, message)])
