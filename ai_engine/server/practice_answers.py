"""What the routes about challenges, learning paths and batches answer, for /openapi.json; see answers.py."""

from typing import Literal

from pydantic import BaseModel

from ai_engine.server.answers import FindingObject


class ChallengeTest(BaseModel):
    """One test: a call and the repr of its value. Both are null where the test is hidden."""

    input: str | None
    expected_output: str | None
    hidden: bool


class Hint(BaseModel):
    """One step of the ladder of hints. What isn't earned yet has no text; `xp_cost` is what taking it costs."""

    text: str | None
    order: int
    xp_cost: int
    locked: bool


class ChallengeObject(BaseModel):
    """An exercise as a learner sees it. `estimated_time` is in minutes, `xp_reward` what solving it earns."""

    id: str
    title: str
    description: str
    difficulty: Literal["beginner", "intermediate", "advanced", "expert"]
    language: str
    topic: str
    concepts: list[str]
    starter_code: str
    test_cases: list[ChallengeTest]
    hints: list[Hint]
    estimated_time: int
    xp_reward: int


class ChallengeAnswer(BaseModel):
    """POST /challenges/generate and GET /challenges/<id>. `note` says what was taken instead of an unknown topic."""

    success: Literal[True]
    challenge: ChallengeObject
    note: str | None = None


class TestResult(BaseModel):
    """How one test went. A hidden test tells whether it passed, and no value; `printed` comes with the open ones."""

    hidden: bool
    passed: bool
    input: str | None
    expected_output: str | None
    actual: str | None
    printed: str | None = None


class Difference(BaseModel):
    """A call whose value isn't the expected one; values as reprs."""

    call: str
    expected: str
    actual: str


class Earned(BaseModel):
    """What this submission earned."""

    xp: int


class SubmissionAnswer(BaseModel):
    """POST /challenges/<id>/submit.

    `counterexample` is the smallest input found that goes wrong; `beyond_tests` are inputs on which a program that
    passes all tests still goes wrong; `hint_due` says whether a hint may be asked for now. While an exam is on, nothing
    of these is told, nor findings.
    """

    success: Literal[True]
    verdict: Literal["accepted", "rejected", "error"]
    message: str
    tests: list[TestResult]
    counterexample: Difference | None
    beyond_tests: list[Difference]
    findings: list[FindingObject]
    earned: Earned
    hint_due: bool
    seconds: float


class HintAnswer(BaseModel):
    """POST /challenges/<id>/hint: the next hint and the concept behind it, or null and the reason why none is due.

    `level` is the last level of the ladder that this learner has been given.
    """

    success: Literal[True]
    hint: Hint | None
    level: int
    concept: str | None = None
    reason: str | None = None


class Module(BaseModel):
    """A part of a learning path: why it comes, the concepts in it, and the challenge to begin with, if there is one."""

    name: str
    estimated_duration: str
    difficulty: str
    reason: str
    concepts: list[str]
    challenge_id: str | None


class Recommendations(BaseModel):
    """A path whose order respects prerequisites. `confidence_score` is 0 to 1: how much is known of the learner."""

    suggested_path: str
    modules: list[Module]
    total_duration: str
    confidence_score: float


class PathAnswer(BaseModel):
    """POST /learning-path/recommend."""

    success: Literal[True]
    recommendations: Recommendations


# Not a model: the answer isn't one object but one JSON object a line.
BATCH_ANSWER = {
    "description": "One JSON object a line, in any order, each as soon as its program is analysed: `id` and "
    "`analysis`, or `id` and the error object of this item.",
    "content": {
        "application/x-ndjson": {
            "schema": {
                "type": "object",
                "title": "BatchLine",
                "required": ["id", "success"],
                "properties": {
                    "id": {"type": "string", "description": "The item's own id."},
                    "success": {"type": "boolean"},
                    "analysis": {"$ref": "#/components/schemas/Analysis"},
                    "error": {"type": "string", "description": "One sentence, where this item can't be analysed."},
                    "code": {"type": "string", "description": "The error's name in snake_case."},
                },
            }
        }
    },
}
