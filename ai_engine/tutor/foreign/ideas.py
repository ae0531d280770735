"""What the tutor knows about other languages: one or two sentences an idea, found by the question or by the note."""

import re
from collections.abc import Iterable

from ai_engine.tutor.foreign.idea import Idea
from ai_engine.tutor.foreign.ideas_c import BOTH, CPP, C
from ai_engine.tutor.foreign.ideas_go import GO
from ai_engine.tutor.foreign.ideas_java import JAVA
from ai_engine.tutor.foreign.ideas_script import JAVASCRIPT, TYPESCRIPT

_TABLES = {
    "javascript": JAVASCRIPT,
    "typescript": (*TYPESCRIPT, *JAVASCRIPT),
    "java": JAVA,
    "c": (*C, *BOTH),
    "cpp": (*CPP, *BOTH),
    "go": GO,
}
COMPARES = re.compile(r"\b(?:difference|differ|vs\.?|versus|or|better)\b|[=!]==", re.IGNORECASE)
"""Words of a question about a difference within the language: an example of Python would only confuse there."""
_LANGUAGE = re.compile(r"(?<![\w.])(?:java ?script|type ?script|java|js|ts|c\+\+|golang)(?![\w+])", re.IGNORECASE)


def idea_of(language: str, key: str) -> Idea | None:
    """The idea of that key."""
    return next((one for one in _TABLES.get(language, ()) if one.key == key), None)


def find_ideas(language: str, prose: str, concepts: Iterable[str] = ()) -> tuple[Idea, ...]:
    """The idea that a question names first, and where it asks for a difference the second; else one that a note's id leads to."""
    known = _TABLES.get(language, ())
    text = _LANGUAGE.sub(" ", prose)
    found = [
        (match.start(), -len(match[0]), place) for place, one in enumerate(known) if (match := one.asks.search(text))
    ]
    if found:
        first, length, place = min(found)
        behind = [one for one in found if one[0] >= first - length]
        second = known[min(behind)[2]] if behind and COMPARES.search(text) else None
        return (known[place],) if second is None or second.key == known[place].key else (known[place], second)
    for concept in concepts:
        for one in known:
            if concept in one.concepts:
                return (one,)
    return ()
