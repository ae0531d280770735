"""The honest stand-in's words: what a good model would say, made from a concept note in words of its own."""

import re
import zlib
from collections.abc import Mapping

from ai_engine.knowledge import Note

_OPENINGS = (
    "Good question. ",
    "Let us look at this together. ",
    "This puzzles many people at first. ",
    "Here is one way to picture it. ",
    "",
)
_BRIDGES = ("In other words: ", "Put simply, ", "So keep in mind: ", "To say it differently: ")
_CLOSINGS = (
    "Which part of it would you like to try first?",
    "Can you say in your own words what happens there?",
    "Try it with a very small case and tell me what you see.",
    "What do you expect to see if you try it with one value?",
)
# A model likes to give an example of its own; most have none.
_EXAMPLES = ("Say `n` is 4 at first. ", "Imagine a list such as `[3, 1, 2]`. ", "", "", "", "", "", "")
_OTHER_WORDS = {
    "for example": "for instance", "because": "since", "gives": "yields", "shows": "displays", "often": "frequently",
    "several": "a few", "must": "has to", "begins": "starts", "ends": "stops", "many": "a lot of people",
    "usually": "most of the time", "only": "just", "means": "says", "whole": "entire", "makes": "creates",
    "can be": "may be", "is called": "goes by the name", "same": "identical", "needs": "requires",
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def honest_answer(note: Note, message: str) -> str:
    """An answer to a message, by a note: its facts, reworded and in another order, and a question back."""
    choice = zlib.crc32(message.encode())
    sentences = [sentence for sentence in _SENTENCE.split(_prose(note.explanation)) if sentence]
    told = [_reworded(sentence, _OTHER_WORDS) for sentence in sentences[: 2 + choice % 2]]
    if len(told) > 1:
        bridge = _BRIDGES[choice % len(_BRIDGES)]
        last = told[-1] if told[-1].startswith("`") else told[-1][:1].lower() + told[-1][1:]
        told[-1] = bridge + last
    return (
        _OPENINGS[choice % len(_OPENINGS)]
        + " ".join(told)
        + " "
        + _EXAMPLES[choice // 7 % len(_EXAMPLES)]
        + _CLOSINGS[choice % len(_CLOSINGS)]
    )


def _prose(text: str) -> str:
    return " ".join(re.sub(r"```.*?```", " ", text, flags=re.DOTALL).split())


def _reworded(text: str, words: Mapping[str, str]) -> str:
    """Other words outside of backticks, which hold code."""
    parts = text.split("`")
    for place in range(0, len(parts), 2):
        for word, other in words.items():
            parts[place] = re.sub(rf"\b{word}\b", other, parts[place])
    return "`".join(parts)
