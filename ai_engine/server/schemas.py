"""What callers may send, strictly typed. Unknown fields are ignored on the contract's routes and refused elsewhere."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ai_engine.tutor import Turn, TutorRequest

_LEARNER = r"^[^\x00-\x1f\x7f]{0,200}$"
LearnerId = Annotated[str, Field(pattern=_LEARNER, description="Opaque; bound to the conversations it started.")]
ConversationId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Seed = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]

# Ten thousand lines; analysing them takes some seconds.
CODE_LIMIT = 400_000


class ContractBody(BaseModel):
    """A body of a route that platforms already call: unknown fields are ignored."""

    model_config = ConfigDict(strict=True, extra="ignore")


class OwnBody(BaseModel):
    """A body, query or path of any other route: unknown fields are refused."""

    model_config = ConfigDict(strict=True, extra="forbid")


class HistoryTurn(ContractBody):
    """An earlier message, as the platform kept it."""

    role: Literal["user", "assistant"]
    content: str


class ChatContext(ContractBody):
    """What the platform knows around the message."""

    current_topic: str | None = None
    code: str | None = None
    language: str | None = None
    error: str | None = None
    expected: str | None = None
    challenge_id: str | None = None
    history: list[HistoryTurn] | None = Field(None, max_length=500)


class ChatBody(ContractBody):
    """POST /ai-tutor/chat."""

    message: str = Field(min_length=1)
    context: ChatContext | None = None
    personality: str = Field("encouraging", description="encouraging, analytical, creative or practical.")
    conversation_id: str | None = Field(None, max_length=200)
    learner_id: LearnerId | None = None
    stream: bool = False
    max_tokens: int | None = None
    temperature: float | None = Field(None, allow_inf_nan=False)
    seed: Seed | None = None

    def to_request(self) -> TutorRequest:
        """The tutor's typed request."""
        context = self.context or ChatContext()
        return TutorRequest(
            message=self.message,
            topic=context.current_topic or "",
            code=context.code or "",
            language=context.language or "",
            error=context.error or "",
            expected=context.expected or "",
            challenge_id=context.challenge_id or "",
            history=tuple(Turn(turn.role, turn.content) for turn in context.history or ()),
            personality=self.personality,
            conversation_id=self.conversation_id or "",
            learner_id=self.learner_id or "",
            max_tokens=self.max_tokens,
            temperature=self.temperature,
            seed=None if self.seed is None else self.seed % 2**63,
        )


class AnalyzeBody(ContractBody):
    """POST /code/analyze."""

    code: str = Field(max_length=CODE_LIMIT)
    language: str = "python"
    challenge_context: dict[str, Any] | None = None
    run: bool = False
    explain: bool = False


class BatchItem(OwnBody):
    """One program of a batch; its id comes back with its report."""

    id: str = Field(min_length=1, max_length=200)
    code: str = Field(max_length=CODE_LIMIT)
    language: str = "python"


class BatchBody(OwnBody):
    """POST /code/analyze/batch."""

    items: list[BatchItem] = Field(min_length=1, max_length=5_000)


class GenerateBody(ContractBody):
    """POST /challenges/generate."""

    user_level: str = Field("intermediate", max_length=100, description="beginner, intermediate, advanced or expert.")
    language: str = Field("python", max_length=40)
    topic: str = Field("arrays", max_length=200)
    learning_goals: list[Annotated[str, Field(max_length=200)]] = Field(default_factory=list, max_length=50)
    learner_id: LearnerId | None = None
    seed: Seed | None = None


class PathBody(ContractBody):
    """POST /learning-path/recommend. A profile's fields are named as the platform likes."""

    user_profile: dict[str, Any] = Field(default_factory=dict)
    goals: list[Annotated[str, Field(max_length=500)]] = Field(default_factory=list, max_length=50)
    time_commitment: str = Field("moderate", max_length=100, description="light, moderate or intense.")
    learner_id: LearnerId | None = None


class SubmitBody(OwnBody):
    """POST /challenges/<id>/submit."""

    code: str = Field(max_length=CODE_LIMIT)
    learner_id: LearnerId | None = None


class HintBody(OwnBody):
    """POST /challenges/<id>/hint. `code` is the program as it stands now; empty before the first line is written."""

    learner_id: LearnerId = Field(min_length=1)
    code: str = Field("", max_length=CODE_LIMIT)


class ChallengePath(OwnBody):
    """The id in /challenges/<id>."""

    challenge_id: str


class LearnerQuery(OwnBody):
    """Whose conversation it is: none where it was started without a learner."""

    learner_id: LearnerId | None = None


class ListQuery(OwnBody):
    """GET /conversations."""

    learner_id: LearnerId = Field(min_length=1)


class ConversationPath(OwnBody):
    """The id in /conversations/<id>."""

    conversation_id: str


class LearnerPath(OwnBody):
    """The id in /learners/<id>."""

    learner_id: str


def is_learner_id(text: str) -> bool:
    """Whether a learner could have this id."""
    return text != "" and re.fullmatch(_LEARNER, text) is not None


class NotePath(OwnBody):
    """The id in /knowledge/<id>."""

    note_id: str


class FeedbackBody(OwnBody):
    """POST /ai-tutor/feedback. `turn` is an answer's number in its conversation; without it, the newest answer."""

    conversation_id: ConversationId
    helpful: bool
    turn: int | None = Field(None, ge=1, le=2**31 - 1)
    why: str = Field("", max_length=2_000)
    learner_id: LearnerId | None = None
