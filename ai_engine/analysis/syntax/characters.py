"""Characters that look like Python's but aren't, or can't be seen: smart quotes, dashes, odd spaces."""

import unicodedata
from collections.abc import Iterator

from ai_engine.analysis.syntax.lexer import Token, View
from ai_engine.analysis.syntax.repair import Edit, Repair

_DOUBLE_QUOTES = "“”„‟«»＂〝〞"
_SINGLE_QUOTES = "‘’‚‛´′＇"
_LOOK_ALIKES = {
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys("–—−‐‑‒―", "-"),
    "×": "*", "∗": "*", "⋅": "*", "·": "*", "÷": "/", "∕": "/", "⁄": "/",
    "≤": "<=", "≥": ">=", "≠": "!=", "＝": "=", "＋": "+", "－": "-", "＊": "*", "／": "/", "＜": "<", "＞": ">",
    "（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}", "，": ",", "、": ",", "：": ":", "；": ";",
    "．": ".", "…": "...", "→": "->", "⇒": "=>", "！": "!", "＃": "#", "％": "%", "²": "**2", "³": "**3",
    "¬": "not ", "∧": " and ", "∨": " or ", "∈": " in ",
}  # fmt: skip
_QUOTES = frozenset(_DOUBLE_QUOTES + _SINGLE_QUOTES)


def candidates(view: View) -> Iterator[Repair]:
    """Repairs of the first line that holds such a character outside of strings and comments."""
    first = next((token for token in view.tokens if token.kind == "other" and not token.text.isascii()), None)
    if first is None:
        first = next((token for token in view.tokens if token.kind == "other" and token.text == "\0"), None)
        if first is not None:
            yield Repair("null-character", (Edit(first.start, first.end, " "),), first.start, first.end)
        return
    if first.text in _QUOTES:
        yield from _quotes(view, first)
    same_line = [
        token
        for token in view.tokens
        if token.kind == "other" and token.line == first.line and not token.text.isascii()
    ]
    edits = tuple(Edit(token.start, token.end, _plain(token.text)) for token in same_line)
    plain = _plain(first.text)
    if not plain.strip():
        yield Repair("invisible-character", edits, first.start, first.end, 1.0, words={"name": name(first.text)})
    elif first.text in _LOOK_ALIKES and first.text not in _QUOTES:
        words = {"plain": plain.strip(), "name": name(first.text)}
        yield Repair("look-alike-character", edits, first.start, first.end, 1.0, first.text, words, certain=True)
    elif first.text not in _QUOTES:
        yield Repair("unknown-character", edits, first.start, first.end, 1.0, first.text, {"name": name(first.text)})


def name(character: str) -> str:
    """The character's name for people."""
    return unicodedata.name(character, f"character number {ord(character)}").lower()


def _plain(character: str) -> str:
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    if unicodedata.category(character) == "Zs":
        return " "
    if unicodedata.category(character) in ("Cf", "Cc", "Zl", "Zp", "Co", "Cn"):
        return ""
    return "_"


def _quotes(view: View, first: Token) -> Iterator[Repair]:
    """All smart quotes on the line become plain ones: of their own kind, or all double."""
    end = view.starts[first.line - 1] + len(view.lines[first.line - 1])
    places = [place for place in range(first.start, end) if view.text[place] in _QUOTES]
    for rank, quotes in enumerate((None, '"', "'")):
        edits = tuple(Edit(place, place + 1, quotes or _LOOK_ALIKES[view.text[place]]) for place in places)
        words = {"plain": _LOOK_ALIKES[first.text]}
        yield Repair("smart-quotes", edits, first.start, first.end, 0.5 + 0.1 * rank, first.text, words, certain=True)
