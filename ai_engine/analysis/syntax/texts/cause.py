"""The form of a cause's texts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """The texts of one cause.

    `{symbol}` is the piece of code that it is about; other words come with the fault. Literal braces are doubled.

    Attributes:
        concept: an id of the knowledge bank.
        message: what is wrong.
        why: why Python can't accept it.
        how_to_fix: in words, never the finished line.
        how_to_check: how the learner can see it.
    """

    concept: str
    message: str
    why: str
    how_to_fix: str
    how_to_check: str = "Change it and run the program again: Python then gets past this line."
