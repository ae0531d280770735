"""Python literals inside a sentence: where they stand and what they are."""

import ast
import re
from dataclasses import dataclass

_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "−": "-"})
_PLAIN = re.compile(r"True\b|False\b|None\b|-?\d+(?:\.\d+)?(?![\w.]*\w)(?!\s*%)|\"[^\"\n]*\"|'[^'\n]*'(?!\w)")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal's text and where it stands in what was read."""

    text: str
    start: int
    end: int


def plain_quotes(text: str) -> str:
    """The text with typewriter quotes and minus signs; as long as before."""
    return text.translate(_TYPOGRAPHIC)


def literal_at(text: str, start: int = 0) -> Literal | None:
    """The literal that begins exactly at `start`."""
    if text[start : start + 1] in ("[", "{", "("):
        whole = balanced(text, start)
        return Literal(whole, start, start + len(whole)) if whole and is_literal(whole) else None
    found = _PLAIN.match(text, start)
    return Literal(found[0], start, found.end()) if found and is_literal(found[0]) else None


def literals(text: str) -> list[Literal]:
    """All literals of a text that are no part of a word or a call, from left to right."""
    found: list[Literal] = []
    place = 0
    while place < len(text):
        before = text[place - 1] if place else " "
        item = literal_at(text, place) if not (before.isalnum() or before in "_.)]") else None
        if item is not None:
            found.append(item)
        place = item.end if item is not None else place + 1
    return found


def is_literal(text: str) -> bool:
    """Whether a text is one Python literal."""
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False
    return True


def balanced(text: str, start: int) -> str:
    """The text from `start` up to the bracket that closes the first one opened; "" where none closes it on its line."""
    depth, quote = 0, ""
    for index in range(start, min(len(text), start + _LONGEST)):
        character = text[index]
        if character == "\n":
            return ""
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return text[start : index + 1]
    return ""
