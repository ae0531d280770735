"""What the guard holds a model's words against."""

from collections.abc import Callable
from dataclasses import dataclass

from ai_engine.challenges.secrets import Secrets
from ai_engine.tutor.guard.scene_text import SceneText


@dataclass(frozen=True, slots=True)
class Rules:
    """One answer's.

    Attributes:
        known: everything that may be mentioned.
        example: the note's example, the only code the model may show beside the learner's own.
        has_problem: a finding or an error says that the code isn't fine.
        avoided: names of concepts that the class has not had.
        secrets: what must not be said about the exercise; None where none is known.
        own_code: the learner's program.
        own_names: the functions and classes that the learner writes; code that defines one of them is theirs to write.
        earlier: what the model said earlier in the conversation.
        told: what the learner said in the whole conversation.
        solves: whether blocks of new code make the exercise's tests pass; asked last.
        exercise: the conversation is about something that the learner has to write.
        must_mention: words of which a complete answer has at least one (a line, a name); empty: nothing is demanded.
    """

    known: SceneText
    example: str = ""
    has_problem: bool = False
    must_mention: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()
    secrets: Secrets | None = None
    own_code: str = ""
    own_names: frozenset[str] = frozenset()
    earlier: str = ""
    told: str = ""
    solves: Callable[[tuple[str, ...]], bool] | None = None
    exercise: bool = False

    @property
    def free(self) -> bool:
        """Whether nothing of the learner's is there to be spoken of: then example names are free."""
        return not (self.exercise or self.own_code.strip() or self.known.lines)

    @property
    def names(self) -> frozenset[str]:
        """All known words and those of the exercise, in lower case."""
        return self.known.words | (self.secrets.words if self.secrets is not None else frozenset())
