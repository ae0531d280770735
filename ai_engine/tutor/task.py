"""The exercise that a learner is on, as far as they may see it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What stands on the exercise sheet: never a hidden test, never the reference.

    Attributes:
        examples: (call, repr of what it gives), the visible tests.
    """

    title: str
    statement: str
    entry_point: str = ""
    examples: tuple[tuple[str, str], ...] = ()


TaskOf = Callable[[str], Task | None]
"""A challenge's id to what the learner sees of it; None where there is no such challenge."""
