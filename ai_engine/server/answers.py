"""What the server answers, for /openapi.json. A test holds real answers to these models, field by field."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Resource(BaseModel):
    """Something to read: a concept note of this server, or a page of Python's documentation."""

    title: str
    url: str
    type: str


class Evidence(BaseModel):
    """One fact that an answer rests on."""

    kind: Literal["finding", "run", "passage"]
    id: str
    title: str
    score: float


class Guard(BaseModel):
    """What the guard did to the model's words: counts and reasons, never the words it withheld."""

    checked_sentences: int
    withheld_sentences: int
    withheld_blocks: int
    replaced: bool
    reasons: list[str]


class TutorResponse(BaseModel):
    """The tutor's answer."""

    message: str
    suggestions: list[str]
    resources: list[Resource]
    model_used: str
    move: str
    hint_level: int
    evidence: list[Evidence]
    guard: Guard


class Usage(BaseModel):
    """Token counts."""

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int


class Timing(BaseModel):
    """Milliseconds since the request arrived."""

    queue_ms: float
    first_token_ms: float
    total_ms: float


class ChatAnswer(BaseModel):
    """POST /ai-tutor/chat; also the data of a stream's `done` event."""

    success: Literal[True]
    response: TutorResponse
    conversation_id: str
    turn: int | None = None
    usage: Usage
    timing: Timing
    truncated_messages: int


class SyntaxFault(BaseModel):
    """One syntax error."""

    line: int
    column: int
    message: str
    type: str


class CodeQuality(BaseModel):
    """Scores from 0 to 100, higher is better, but `complexity_score`, the highest cyclomatic complexity found."""

    readability_score: float
    complexity_score: float
    maintainability_score: float


class Performance(BaseModel):
    """Complexities as classes, and what would lower them; the analyser may say more."""

    model_config = ConfigDict(extra="allow")

    time_complexity: str
    space_complexity: str
    optimization_opportunities: list[Any]


class Insights(BaseModel):
    """What the code model adds."""

    ai_analysis: str
    confidence: float
    model_used: str
    names: list[dict[str, Any]] | None = None


class FindingObject(BaseModel):
    """One thing that the analyser saw. Lines and columns count from 1, columns in code points."""

    id: str
    rule: str
    category: str
    severity: Literal["error", "warning", "info", "praise"]
    confidence: float
    line: int
    column: int
    end_line: int
    end_column: int
    symbol: str
    message: str
    why: str
    how_to_check: str
    concept: str
    evidence: dict[str, Any]
    how_to_fix: str
    hints: list[str]
    occurrences: int
    source: str


class Raised(BaseModel):
    """An exception, with the learner's line where it came up."""

    type: str
    message: str
    line: int | None


class Run(BaseModel):
    """How a program's run in the sandbox ended, and what it printed."""

    end: Literal["finished", "exception", "timeout", "output", "crashed"]
    exit_code: int | None
    stdout: str
    stderr: str
    exception: Raised | None
    time_ms: float
    memory_bytes: int


class Analysis(BaseModel):
    """A program's analysis. `run` and `explanation` come where they were asked for."""

    syntax_errors: list[SyntaxFault]
    code_quality: CodeQuality
    performance: Performance
    best_practices: list[str]
    suggestions: list[str]
    ai_insights: Insights
    findings: list[FindingObject]
    metrics: dict[str, Any]
    language: str
    run: Run | None = None
    explanation: str | None = None


class AnalyzeAnswer(BaseModel):
    """POST /code/analyze."""

    success: Literal[True]
    analysis: Analysis


class TurnObject(BaseModel):
    """What one side said in a conversation; `status` is `cut` where an answer was broken off."""

    turn: int
    role: Literal["user", "assistant"]
    content: str
    status: Literal["complete", "cut"]
    created_at: str
    move: str | None
    hint_level: int | None
    evidence: list[dict[str, Any]]
    model_used: str | None


class ConversationObject(BaseModel):
    """A conversation with its turns, oldest first."""

    id: str
    learner_id: str | None
    title: str
    created_at: str
    updated_at: str
    busy: bool
    turns: list[TurnObject]


class ConversationAnswer(BaseModel):
    """GET /conversations/<id>."""

    success: Literal[True]
    conversation: ConversationObject


class ConversationLine(BaseModel):
    """One line of a learner's list; `turns` counts both sides."""

    id: str
    title: str
    created_at: str
    updated_at: str
    turns: int


class ConversationsAnswer(BaseModel):
    """GET /conversations."""

    success: Literal[True]
    conversations: list[ConversationLine]


class DoneAnswer(BaseModel):
    """It is done."""

    success: Literal[True]


class FeedbackAnswer(BaseModel):
    """POST /ai-tutor/feedback: the number of the answer that it was kept for."""

    success: Literal[True]
    turn: int


class Learner(BaseModel):
    """All that is kept of a learner."""

    learner_id: str
    conversations: list[ConversationObject]
    feedback: list[dict[str, Any]]
    mastery: dict[str, float]
    attempts: list[dict[str, Any]]
    hints: list[dict[str, Any]]
    solutions: list[dict[str, Any]]


class LearnerAnswer(BaseModel):
    """GET /learners/<id>."""

    success: Literal[True]
    learner: Learner


class Deleted(BaseModel):
    """How much was deleted."""

    conversations: int
    records: int


class ForgottenAnswer(BaseModel):
    """DELETE /learners/<id>."""

    success: Literal[True]
    deleted: Deleted


class HealthAnswer(BaseModel):
    """GET /health. `models` has one entry a model, and one for the small models' common process."""

    status: Literal["healthy", "degraded", "unhealthy"]
    reason: str
    timestamp: str
    version: str
    draining: bool
    models: dict[str, dict[str, Any]]
    queue: dict[str, int]
    sandbox: dict[str, str]


class ReadyAnswer(BaseModel):
    """GET /ready. `answers` says who phrases the answers at present; `ready_in_s` estimates the rest of the loading."""

    ready: bool
    phase: str
    answers: Literal["model", "grounded"]
    bytes: int
    ready_in_s: float | None
