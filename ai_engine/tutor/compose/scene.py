"""What a composer sees, and what it gives back."""

from dataclasses import dataclass

from ai_engine.challenges.secrets import Secrets
from ai_engine.knowledge import Bank
from ai_engine.learner.policy import ClassPolicy
from ai_engine.tutor.compose.voice import Voice
from ai_engine.tutor.evidence.facts import Facts
from ai_engine.tutor.moves.plan import Plan
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding.understanding import Understanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One turn, ready to be put into words. `secrets` are those of the exercise that it is about, where it is known;
    `said` is what the tutor said in this conversation before."""

    plan: Plan
    asked: Understanding
    facts: Facts
    state: TutorState
    policy: ClassPolicy
    voice: Voice
    bank: Bank
    challenge: str = ""
    secrets: Secrets | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed answer: its text, what it asks ("check:<note id>" or ""), and what it showed for the first time."""

    text: str
    asks: str = ""
    shown: tuple[str, ...] = ()
