"""What an answer may mention: line numbers, names and values that stand in the code, the question or the evidence."""

import keyword
import re
from dataclasses import dataclass

from ai_engine.tutor.scene_text import SceneText

_LINE = re.compile(r"\blines?\s+(\d+)(?:\s*(?:-|to|and|or|,)\s*(\d+))?", re.IGNORECASE)
_TICKED = re.compile(r"`{1,2}\s?([^`\n]+?)\s?`{1,2}")
_CALL = re.compile(r"(?<![\w.`])([A-Za-z_][\w.]*)\(([^()\n]*)\)")
_QUOTED = re.compile(r"\"([^\"\n]{1,60})\"|(?<![\w'])'([^'\n]{1,60})'(?!\w)")
_WORD = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
_BUILTIN_WORDS = frozenset(keyword.kwlist)


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A mention that stands nowhere: its kind and the words."""

    kind: str
    text: str


def ungrounded(text: str, known: SceneText) -> list[Ungrounded]:
    """The mentions in `text` that stand neither in the code nor in the question nor in the evidence."""
    found: list[Ungrounded] = []
    for match in _LINE.finditer(text):
        for number in (match[1], match[2]):
            if number and int(number) not in known.lines:
                found.append(Ungrounded("line", number))
    for match in _TICKED.finditer(text):
        if not stands_in(match[1], known):
            found.append(Ungrounded("name", match[1]))
    bare = _TICKED.sub(" ", text)
    for match in _CALL.finditer(bare):
        if match[1].split(".")[-1].lower() not in known.words:
            found.append(Ungrounded("call", match[0]))
    for match in _QUOTED.finditer(bare):
        quoted = match[1] or match[2]
        if not stands_in(quoted, known):
            found.append(Ungrounded("quote", quoted))
    return found


def stands_in(mention: str, known: SceneText) -> bool:
    """Whether a mention stands in the known text as it is, or every word of it does."""
    squeezed = _SPACE.sub("", mention).lower()
    if squeezed and squeezed in known.squeezed:
        return True
    words = [word.lower() for word in _WORD.findall(mention)]
    if not words:
        return bool(re.fullmatch(r"[^\w\s]{1,3}", mention.strip())) or not mention.strip()
    return all(word in known.words or word in _BUILTIN_WORDS for word in words) and len(words) <= 12
