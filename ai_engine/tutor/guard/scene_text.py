"""All text that an answer may draw on, folded once for look-ups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class SceneText:
    """`lines` are the line numbers that exist; `words` and `squeezed` (without white space) are lower-case."""

    lines: frozenset[int]
    words: frozenset[str]
    squeezed: str


def squeeze(text: str) -> str:
    """Text without white space, in lower case."""
    return _SPACE.sub("", text).lower()


def extended(known: SceneText, text: str) -> SceneText:
    """The known text and one more: an example that was just shown may be spoken of."""
    words = frozenset(word.lower() for word in _WORD.findall(text))
    return SceneText(known.lines, known.words | words, f"{known.squeezed}\n{squeeze(text)}")


def scene_text(code: str, texts: Iterable[str], lines: Iterable[int] = ()) -> SceneText:
    """Fold the code and the other texts. `lines` are further line numbers, such as those of the error text."""
    whole = "\n".join([code, *texts])
    count = len(code.rstrip("\n").split("\n")) if code.strip() else 0
    words = frozenset(word.lower() for word in _WORD.findall(whole))
    return SceneText(frozenset([*range(1, count + 1), *lines]), words, squeeze(whole))
