"""Small building blocks of sentences: quoting code, joining names, first sentences, lines."""

import re

_KEPT_NAMES = ("Python", "True", "False", "None", "Git", "Unicode", "Boolean")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'(])")


def code(text: str) -> str:
    """Inline code; a fence that holds what the text itself contains."""
    text = " ".join(text.split())
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def listed(items: list[str] | tuple[str, ...], word: str = "and") -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def split_sentences(text: str) -> list[str]:
    """The sentences of a short text without code fences."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def first_sentences(text: str, count: int) -> str:
    """The first `count` sentences."""
    return " ".join(split_sentences(text)[:count])


def lower_first(text: str) -> str:
    """The text for the middle of a sentence: lower-case unless it starts with code, an acronym or "I"."""
    first = text.split(" ", 1)[0]
    plain = (first[1:].rstrip(",.:;").isalpha() and first[1:].rstrip(",.:;").islower()) or first == "A"
    if text[:1].isupper() and plain and not first.startswith(_KEPT_NAMES):
        return text[0].lower() + text[1:]
    return text


def upper_first(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text with a full stop, if it has no end yet."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:" or text.endswith("```") else text + "."


def line_of(number: int, text: str) -> str:
    """ "line 4, `while i < 10`" or "line 4"."""
    shown = text.strip()
    if len(shown) > 70:
        shown = ""
    return f"line {number}, {code(shown)}" if shown else f"line {number}"


def fence(text: str, language: str = "python") -> str:
    """A code block."""
    return f"```{language}\n{text}\n```"


def short_title(title: str) -> str:
    """A note's title for the middle of a sentence: "Loops: doing things again" is "loops"."""
    return lower_first(title.split(":")[0].strip())
