"""Whether a learner's reply agrees with a note's answer to its self-check question."""

import re

from ai_engine.knowledge import Note

_VALUE = re.compile(r"-?\d+(?:\.\d+)?|\b(?:true|false|none|yes|no|nothing|error)\b")
_TOKEN = re.compile(r"[a-z_]+|\d+(?:\.\d+)?|[^\w\s]+")
_TICKED = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"[a-z_]{4,}")


def answers(reply: str, note: Note | None) -> bool:
    """Whether the reply surely agrees: the same first value or code, or most of the answer's words. In doubt, no."""
    if note is None:
        return False
    said = reply.lower()
    expected = note.check_answer.lower()
    code = _TICKED.findall(expected)
    for piece in code:
        wanted = _TOKEN.findall(piece)
        operators = [token for token in wanted if not re.fullmatch(r"\w+", token)]
        found = set(_TOKEN.findall(said))
        if len(wanted) >= 3 and operators and sum(token in found for token in wanted) >= 0.75 * len(wanted):
            return True
        if len(wanted) < 3 and piece.strip("\"'") in said:
            return True
    first = _VALUE.search(expected.split(". ")[0])
    if first is not None:
        return first[0] in _VALUE.findall(said)
    words = set(_WORD.findall(expected))
    return bool(words) and len(words & set(_WORD.findall(said))) >= max(3, len(words) // 2)
