"""What a class allows. The defaults suit a first Python course."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPolicy:
    """The rules of one class, enforced on what leaves the tutor and told to the model.

    Attributes:
        subject: what the class is about, as the tutor names it.
        contact: whom a learner in distress should turn to, in words that fit "please talk to ...".
        questions_only: only guiding questions, no hints.
        highest_hint: the last level of the hint ladder that is given.
        avoided_concepts: concept ids that the class has not had; the tutor does not build on them.
        instructions: more words for the model's rules.
    """

    subject: str = "programming in Python"
    contact: str = "a teacher, a parent or another adult you trust"
    questions_only: bool = False
    highest_hint: int = 4
    avoided_concepts: frozenset[str] = frozenset()
    instructions: str = ""
