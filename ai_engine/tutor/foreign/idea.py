"""One idea in another language, as the tables write it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea in one language.

    Attributes:
        key: names it within its language.
        asks: the words of a question about it.
        words: what is so in this language.
        concepts: the notes of the bank about the same idea; a question that leads to one of them finds it as well.
    """

    key: str
    asks: re.Pattern[str]
    words: str
    concepts: frozenset[str]


def idea(key: str, asks: str, words: str, concepts: str = "") -> Idea:
    """An Idea; `concepts` are separated by spaces."""
    return Idea(key, re.compile(asks, re.IGNORECASE), words, frozenset(concepts.split()))
