"""Text that a reader would have to decode: base64, hexadecimal, shifted letters, words written backwards.

A word is held against the language of the concept notes: a word that stands there is one, and another word is taken
for one when its letters follow each other as they do in words there (trigrams, as in language identification).
"""

import codecs
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from ai_engine.knowledge import load_bank

_RUNS = re.compile(
    r"(?<![\w/+])(?:[A-Za-z0-9+/]{28,}={0,2}|(?:\\x[0-9a-fA-F]{2}){4,}|(?:[01]{8}\s*){2,}"
    r"|(?:[.-]{1,5}[ /]+){10,}|(?:\S ){12,}\S(?=\s|$))|(?:%[0-9A-Fa-f]{2}[^%\s]*){3,}"
    r"|(?:\\[ .()\[\]{}*+?^$|=:'\"-]\S*\s*){3,}"
)
# A picture or another odd mark in place of each space.
_JOINED = re.compile(r"(?:\w[^\w\s!-~\u2010-\u2027\u00b0-\u00b7]+(?=\w)\w*){3,}")
_PAIRS = re.compile(r"(?<!\w)(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s:,]{0,2}){5,}(?!\w)")
_NUMBERS = re.compile(r"(?<![\w.])(?:\d{2,3}[\s,]{1,2}){5,}\d{2,3}(?![\w.])")
_WORD = re.compile(r"[a-z]+")
_SHORT = 4  # letters; shorter words look alike in every language
_LONG = 12
_SEEN = 0.5  # share of a word's trigrams that the notes hold; 0.9 of unseen English words are above, 0.05 of base64
_ODD_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class _Language:
    words: frozenset[str]
    trigrams: frozenset[str]


def is_encoded(text: str, known: Collection[str]) -> bool:
    """Whether something in the text is written so that it has to be decoded; `known` are words, in lower case."""
    if _RUNS.search(text) or _JOINED.search(text) or _in_pairs(text) or _in_numbers(text):
        return True
    words = [word for word in _WORD.findall(text.lower()) if len(word) >= _SHORT]
    strange = [word for word in words if not is_word(word) and word not in known]
    turned = sum(_decodes(word, known) for word in set(strange))
    if turned >= 2 or (turned and turned >= _ODD_SHARE * len(words)):
        return True
    odd = [word for word in strange if _seen(word) < _SEEN]
    return any(len(word) >= _LONG for word in odd) or (len(odd) >= 2 and len(odd) >= _ODD_SHARE * len(words))


def is_word(word: str) -> bool:
    """Whether a word in lower case stands in the notes."""
    return word in _language().words


def _in_pairs(text: str) -> bool:
    return any(re.search(r"\d", run) and re.search(r"[a-fA-F]", run) for run in _PAIRS.findall(text))


def _in_numbers(text: str) -> bool:
    """Whether numbers in a row are the codes of letters that make a word."""
    for run in _NUMBERS.findall(text):
        codes = [int(number) for number in re.findall(r"\d+", run)]
        if all(32 <= code <= 126 for code in codes):
            told = "".join(map(chr, codes)).lower()
            if any(is_word(word) for word in _WORD.findall(told) if len(word) >= 3):
                return True
    return False


def _decodes(word: str, known: Collection[str]) -> bool:
    """Whether a word that is none becomes one backwards or with its letters shifted."""
    others = [word[::-1], codecs.encode(word, "rot13")]
    if _seen(word) < _SEEN and len(word) > _SHORT:
        others += ["".join(chr((ord(letter) - 97 + shift) % 26 + 97) for letter in word) for shift in range(1, 26)]
    return any(other != word and (is_word(other) or other in known) for other in others)


def _seen(word: str) -> float:
    """The share of a word's trigrams that are usual."""
    pieces = _trigrams(word)
    return sum(piece in _language().trigrams for piece in pieces) / len(pieces)


def _trigrams(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[start : start + 3] for start in range(len(framed) - 2)]


@cache
def _language() -> _Language:
    words: set[str] = set()
    for note in load_bank().notes.values():
        told = [note.title, note.explanation, note.check_question, note.check_answer, *note.misconceptions]
        words.update(_WORD.findall(" ".join([*told, *note.keywords]).lower()))
    counted = Counter(piece for word in words for piece in _trigrams(word))
    return _Language(frozenset(words), frozenset(piece for piece, count in counted.items() if count >= 2))
