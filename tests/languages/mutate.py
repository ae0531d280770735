"""Broken programs: correct ones cut off, with pieces taken out, doubled, swapped or put in."""

import random
from pathlib import Path

_PIECES = (
    "{", "}", "(", ")", "[", "]", ";", ",", '"', "'", "`", "/*", "*/", "\\", "\0", "\r", "\t", "é", "“", "😀", "#", "@",
    "if", "else", "for", "while", "class", "return", "=", "==", "<", ":", "elif", "def", "${", "\n", "\ufeff", "\u2028",
)  # fmt: skip


def correct(language: str) -> list[str]:
    """Correct programs in a language."""
    text = (Path(__file__).parent / "correct" / f"{language}.txt").read_text(encoding="utf-8")
    return text.split("=====\n")


def mutated(text: str, random_: random.Random) -> str:
    """The program with one to four random changes."""
    for _ in range(random_.randint(1, 4)):
        place = random_.randrange(len(text) + 1)
        span = random_.randint(1, 12)
        kind = random_.randrange(5)
        if kind == 0:
            text = text[:place]
        elif kind == 1:
            text = text[:place] + text[place + span :]
        elif kind == 2:
            text = text[:place] + text[place : place + span] * 2 + text[place + span :]
        elif kind == 3:
            other = random_.randrange(len(text) + 1)
            text = text[:place] + text[other : other + span] + text[place:]
        else:
            text = text[:place] + random_.choice(_PIECES) + text[place:]
    return text
