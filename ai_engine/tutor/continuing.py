"""How an answer that a model began and the guard ended goes on: with what of the composed text isn't said yet.

The learner reads one answer and not two: the sentence that points to the place, and the next step. The whole composed
text follows only on a beginning that says next to nothing.
"""

import re
from collections.abc import Sequence

from ai_engine.tutor.compose.relevance import content
from ai_engine.tutor.compose.wording import split_sentences

_PARAGRAPH = re.compile(r"\n\s*\n(?=(?:[^`]|`(?!``)|```(?:[^`]|`(?!``))*```)*$)")
_LEAST_WORDS = 8
_ECHO = 0.6
_MOST_POINTS = 2
_BRIDGE = "Back to your own code."


def continuation(composed: str, said: str, points: Sequence[str] = ()) -> str:
    """What of the composed text goes on from `said`; `points` are the words that name the place, if there is one."""
    if len(said.split()) < _LEAST_WORDS:
        return composed
    paragraphs = [part.strip() for part in _PARAGRAPH.split(composed) if part.strip()]
    if points:
        return _to_the_point(paragraphs, said, points) or composed
    heard = content(said)
    kept: list[str] = []
    for part in paragraphs:
        text = part if "```" in part else " ".join(item for item in split_sentences(part) if not _echoes(item, heard))
        if text:
            kept.append(text)
    return "\n\n".join(kept) or _last_sentence(paragraphs)


def _to_the_point(paragraphs: list[str], said: str, points: Sequence[str]) -> str:
    heard = content(said)
    told = [item for part in paragraphs if "```" not in part for item in split_sentences(part)]
    pointing = [
        item for item in told if _names(item, points) and (not _names(said, points) or not _echoes(item, heard))
    ]
    chosen = pointing[:_MOST_POINTS]
    step = _last_sentence(paragraphs)
    if step in chosen or said.rstrip().endswith("?"):
        step = ""
    lead = [_BRIDGE] if chosen and not _names(said, points) else []
    return "\n\n".join(part for part in (" ".join([*lead, *chosen]), step) if part)


def _last_sentence(paragraphs: list[str]) -> str:
    prose = [part for part in paragraphs if "```" not in part]
    return split_sentences(prose[-1])[-1] if prose else ""


def _names(text: str, points: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(point)}(?!\w)", text, re.IGNORECASE) for point in points)


def _echoes(sentence: str, heard: set[str]) -> bool:
    words = content(sentence)
    return bool(words) and len(words & heard) >= _ECHO * len(words)
