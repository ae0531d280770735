"""A lexer that never gives up: it reads broken programs, so that the cause of the break can be looked for.

Python's own tokenizer stops at the first thing that it can't read. This one goes on: a string without an end stops at
the end of its line, a character that Python doesn't know is a token of its own.
"""

import keyword
import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["name", "number", "string", "op", "other", "comment", "newline", "continuation"]

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {close: opening for opening, close in OPENING.items()}

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\f]+)
  | (?P<comment>\#[^\n]*)
  | (?P<newline>\n)
  | (?P<continuation>\\[ \t]*\n)
  | (?P<quote>(?:[rR][bBfF]?|[bBfF][rR]?|[uU])?(?:'''|\"\"\"|'|"))
  | (?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+
      |(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?[jJ]?)
  | (?P<name>[^\W\d]\w*)
  | (?P<op>\*\*=|//=|>>=|<<=|\.\.\.|->|:=|==|!=|<=|>=|<>|\+=|-=|\*=|/=|%=|&=|\|=|\^=|@=|\*\*|//|>>|<<
      |[-+*/%@&|^~<>=.,:;()\[\]{}])
  | (?P<other>.)
    """,
    re.VERBOSE,
)
_TO_LINE_END = {quote: re.compile(rf"(?:[^{quote}\\\n]++|\\.)*+", re.DOTALL) for quote in "'\""}
_TO_TRIPLE_END = {
    quote: re.compile(rf"(?:[^{quote}\\]++|\\.|{quote}(?!{quote}{quote}))*+", re.DOTALL) for quote in "'\""
}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `start` and `end` are offsets in the text. `closed` is False for a string without its end."""

    kind: Kind
    text: str
    start: int
    end: int
    line: int
    closed: bool = True

    @property
    def is_keyword(self) -> bool:
        """Whether Python reserves the word."""
        return self.kind == "name" and keyword.iskeyword(self.text)

    @property
    def quote(self) -> str:
        """The quotation mark of a string: one character or three; "" for other tokens."""
        if self.kind != "string":
            return ""
        bare = self.text.lstrip("rRbBfFuU")
        return bare[:3] if bare[:3] in ("'''", '"""') and (len(bare) >= 6 or not self.closed) else bare[:1]

    @property
    def prefix(self) -> str:
        """The letters before a string's quotation mark, in lower case."""
        return self.text[: len(self.text) - len(self.text.lstrip("rRbBfFuU"))].lower() if self.kind == "string" else ""


def lex(text: str, nested: bool = sys.version_info >= (3, 12)) -> list[Token]:
    """All tokens but spaces. Linear in the text's length.

    `nested`: whether the braces of an f-string may hold the quotation mark that surrounds it, as since Python 3.12.
    """
    tokens: list[Token] = []
    at, line, size = 0, 1, len(text)
    match = _TOKEN.match
    while at < size:
        found = match(text, at)
        if found is None:  # the pattern takes any character but the newline, and that too
            break
        kind, end = found.lastgroup, found.end()
        if kind == "quote":
            inside = end
            end, closed = _string_end(text, inside, found.group())
            if nested and "f" in found.group().lower():
                end, closed = _f_string_end(text, inside, found.group()) or (end, closed)
            tokens.append(Token("string", text[at:end], at, end, line, closed))
            line += text.count("\n", at, end)
        elif kind != "space":
            tokens.append(Token(kind, found.group(), at, end, line))  # type: ignore[arg-type]
            if kind in ("newline", "continuation"):
                line += 1
        at = end
    return tokens


def _string_end(text: str, inside: int, opening: str) -> tuple[int, bool]:
    """Where a string ends that starts before `inside`, and whether it has an end."""
    quote = opening[-1]
    if opening.endswith(quote * 3):
        found = _TO_TRIPLE_END[quote].match(text, inside)
        end = found.end() if found else inside
        return (end + 3, True) if text.startswith(quote * 3, end) else (len(text), False)
    found = _TO_LINE_END[quote].match(text, inside)
    end = found.end() if found else inside
    if text.startswith(quote, end):
        return end + 1, True
    return min(end, len(text)), False


_QUOTE = re.compile(r"'''|\"\"\"|'|\"")

# How long an f-string may be to be read with quotation marks inside of its braces.
_MOST_NESTED = 2_000


def _f_string_end(text: str, inside: int, opening: str) -> tuple[int, bool] | None:
    """Where an f-string ends whose braces may hold any quotation mark; None where its braces don't pair up."""
    quote = opening.lstrip("rRfFbB")
    at, limit = inside, min(len(text), inside + _MOST_NESTED)
    depth = 0
    while at < limit:
        character = text[at]
        mark = _QUOTE.match(text, at) if depth else None
        if mark is not None:
            end, closed = _string_end(text, mark.end(), mark.group())
            if not closed:
                return None
            at = end
        elif not depth and text.startswith(quote, at):
            return at + len(quote), True
        elif character == "\n" and (depth or len(quote) == 1):
            return None
        elif not depth and (character == "\\" or text.startswith(("{{", "}}"), at)):
            at += 2
        else:
            if character == "{" or (depth and character in "[("):
                depth += 1
            elif depth and character in "}])":
                depth -= 1
            at += 1
    return None


@dataclass(frozen=True, slots=True)
class Statement:
    """A logical line: its tokens without comments and line ends, and its indentation as written."""

    tokens: tuple[Token, ...]
    indent: str
    start: int

    @property
    def line(self) -> int:
        """The physical line on which it starts."""
        return self.tokens[0].line

    @property
    def last_line(self) -> int:
        """The physical line on which its last token starts."""
        return self.tokens[-1].line

    @property
    def width(self) -> int:
        """The indentation in columns, a tab going to the next multiple of eight, as Python counts."""
        return len(self.indent.expandtabs(8))

    @property
    def first(self) -> str:
        """The first token's text."""
        return self.tokens[0].text


@dataclass(frozen=True)
class View:
    """A text with what is derived from it: tokens, logical lines, places."""

    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens."""
        return lex(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The physical lines."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each physical line."""
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return starts

    def line_at(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def column_at(self, offset: int) -> int:
        """The 1-based column of an offset."""
        return offset - self.starts[self.line_at(offset) - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a 1-based place."""
        line = min(max(line, 1), len(self.lines))
        return min(self.starts[line - 1] + column - 1, self.starts[line - 1] + len(self.lines[line - 1]))

    @cached_property
    def _token_lines(self) -> list[int]:
        return [token.line for token in self.tokens]

    def tokens_between(self, first: int, last: int) -> list[Token]:
        """The tokens that start on some physical lines, both ends included."""
        return self.tokens[bisect_left(self._token_lines, first) : bisect_right(self._token_lines, last)]

    def tokens_on(self, line: int) -> list[Token]:
        """The tokens that start on a physical line."""
        return self.tokens_between(line, line)

    @cached_property
    def statements(self) -> list[Statement]:
        """The logical lines: line ends within brackets don't count. Lines that are blank or comments have none."""
        found: list[Statement] = []
        current: list[Token] = []
        depth = 0
        for token in self.tokens:
            if token.kind == "newline":
                if depth <= 0 and current:
                    found.append(self._statement(current))
                    current, depth = [], 0
            elif token.kind not in ("comment", "continuation"):
                if token.text in OPENING:
                    depth += 1
                elif token.text in CLOSING:
                    depth -= 1
                current.append(token)
        if current:
            found.append(self._statement(current))
        return found

    def _statement(self, tokens: list[Token]) -> Statement:
        start = self.starts[tokens[0].line - 1]
        return Statement(tuple(tokens), self.text[start : tokens[0].start], start)

    def statement_index(self, line: int) -> int:
        """The index of the logical line that covers a physical line, or of the last one before it; -1 if none."""
        return bisect_right(self._statement_lines, line) - 1

    @cached_property
    def _statement_lines(self) -> list[int]:
        return [statement.line for statement in self.statements]
