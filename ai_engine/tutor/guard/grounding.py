"""What an answer may mention: line numbers, names and values that stand in the code, the question or the evidence.

Python's own words need no evidence, unless they are said to stand in the learner's program. What an expression of
values alone comes to is worked out, so that "`7 // 2` is 4" is found.
"""

import re
from dataclasses import dataclass

from ai_engine.tutor.guard.probes import is_probe, is_self_contained
from ai_engine.tutor.guard.python_words import everywhere, python_words
from ai_engine.tutor.guard.scene_text import SceneText
from ai_engine.tutor.guard.value_claims import claims

_LINE = re.compile(r"\blines?\s+(\d+)(?:\s*(?:-|to|and|or|,)\s*(\d+))?", re.IGNORECASE)
_TICKED = re.compile(r"`{1,2}\s?([^`\n]+?)\s?`{1,2}")
_CALL = re.compile(r"(?<![\w.`])([A-Za-z_][\w.]*)\(([^()\n]*)\)")
_QUOTED = re.compile(r"\"([^\"\n]{1,60})\"|(?<![\w'])'([^'\n]{1,60})'(?!\w)")
_WORD = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
# "your `append`", "`append` on line 3": said to stand in the learner's program.
_YOURS = re.compile(r"\byour\s+(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A mention that stands nowhere, or a value that is wrong: its kind and the words."""

    kind: str
    text: str


def ungrounded(text: str, known: SceneText) -> list[Ungrounded]:
    """The mentions in `text` that stand neither in the code nor in the question nor in the evidence."""
    found: list[Ungrounded] = []
    for match in _LINE.finditer(text):
        for number in (match[1], match[2]):
            if number and int(number) not in known.lines:
                found.append(Ungrounded("line", number))
    placed = _LINE.search(text) is not None
    for match in _TICKED.finditer(text):
        theirs = placed or _YOURS.search(text[: match.start()]) is not None
        if not (stands_in(match[1], known, theirs=theirs) or is_probe(match[1], known)):
            found.append(Ungrounded("name", match[1]))
    worked_out = list(claims(text))
    values = {claim.value.strip("\"'") for claim in worked_out if claim.right}
    values |= {part for ticked in _TICKED.findall(text) for pair in _QUOTED.findall(ticked) for part in pair if part}
    bare = _TICKED.sub(" ", text)
    for match in _CALL.finditer(bare):
        name = match[1].split(".")[-1]
        if name.lower() not in known.words and (placed or name not in python_words()):
            found.append(Ungrounded("call", match[0]))
    for match in _QUOTED.finditer(bare):
        quoted = match[1] or match[2]
        if not (quoted in values or stands_in(quoted, known, theirs=True)):
            found.append(Ungrounded("quote", quoted))
    return found + [Ungrounded("value", claim.text) for claim in worked_out if not claim.right]


def stands_in(mention: str, known: SceneText, *, theirs: bool = True) -> bool:
    """Whether a mention stands in the known text as it is, or every word of it does.

    With `theirs` it is said of the learner's program; else Python's own words and examples made of them do as well.
    """
    squeezed = _SPACE.sub("", mention).lower()
    if squeezed and squeezed in known.squeezed:
        return True
    words = _WORD.findall(mention)
    if not words:
        return bool(re.fullmatch(r"[^\w\s]{1,3}", mention.strip())) or not mention.strip()
    if not theirs and is_self_contained(mention):
        return True
    own = everywhere() if theirs else python_words()
    return all(word.lower() in known.words or word in own for word in words) and len(words) <= 12
