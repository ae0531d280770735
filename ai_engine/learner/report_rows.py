"""The rows of a teacher's report, as they stand in its CSV files. Times are in UTC."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """What a learner thought of one answer. `about` is the title of the best evidence that the answer rested on."""

    at: datetime
    learner: str
    conversation: str
    turn: int
    helpful: bool
    why: str
    move: str
    hint_level: int
    about: str
    model_used: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """A kind of mistake. `source`: found in a conversation, or by repairing a submission to a challenge.

    `learners` counts different learners (a conversation without an id counts as one), `times` conversations or
    submissions; `concept` and `misconception` are empty where no note names the rule.
    """

    rule: str
    source: str
    learners: int
    times: int
    concept: str
    misconception: str
    for_instance: str


@dataclass(frozen=True, slots=True)
class Stuck:
    """A learner who doesn't get on: where, why it looks so, how many tries and hints there were."""

    learner: str
    where: str
    at: str
    reason: str
    tries: int
    hints: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """A class's report."""

    made_at: datetime
    since: datetime | None
    learners: int
    conversations: int
    answers: int
    submissions: int
    accepted: int
    feedback: tuple[FeedbackLine, ...]
    misconceptions: tuple[Misconception, ...]
    stuck: tuple[Stuck, ...]
