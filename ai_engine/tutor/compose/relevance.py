"""Which misconception of a note speaks of what the question asks."""

import re
from collections import Counter

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.wording import split_sentences

_WORD = re.compile(r"[a-z_]+|[=<>!+*/%-]+", re.IGNORECASE)
_WORDS_OF_PLAIN = """
a an the is are was do does did i you it in of on to for with and or not what why how when where which my me can
could should would will python code program between difference use using used mean means explain please many
think fact that this they them if then than at as be by from have has there about work works get want need make
one two s t value values many write expect
"""
_PLAIN = frozenset(_WORDS_OF_PLAIN.split())


def content(text: str) -> set[str]:
    """The words and operators that carry meaning, folded for comparison."""
    found = (match.lower() for match in _WORD.findall(text))
    return {word.rstrip("s") if len(word) > 3 else word for word in found if word not in _PLAIN}


def fitting_misconception(note: Note, words: set[str], least: int = 2) -> str:
    """The misconception that speaks of what the question asks; "" where none clearly does."""
    best, most = "", least - 1
    for text in note.misconceptions:
        shared = len(words & content(text))
        if shared > most:
            best, most = text, shared
    return best


def fitting_sentences(note: Note, words: set[str], count: int) -> list[str]:
    """The sentences of a note that share most with the words, in the note's order; [] where none shares any.

    A word counts the more, the fewer sentences of the note have it: in a note on dictionaries "list" tells, "key" doesn't.
    """
    told = [*split_sentences(note.explanation), *note.misconceptions]
    held = {text: words & content(text) for text in told}
    common = Counter(word for shared in held.values() for word in shared)
    fitting = {text: sum(1 / common[word] for word in shared) for text, shared in held.items() if shared}
    best = sorted(fitting, key=lambda text: -fitting[text])[:count]
    return sorted(best, key=told.index)
