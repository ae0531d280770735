"""The tokens of a program in a language with braces, also of one that doesn't parse."""

import re
from bisect import bisect_right
from dataclasses import dataclass

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {closer: opener for opener, closer in OPENING.items()}

_TOKEN = re.compile(
    r"""(?P<space>[ \t\f\v]+)
    |(?P<newline>\n)
    |(?P<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)
    |(?P<directive>^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*)
    |(?P<string>"(?:[^"\\\n]|\\.|\\\n)*"?)
    |(?P<char>'(?:[^'\\\n]|\\.)*'?)
    |(?P<number>\d[\w.]*(?:(?<=[eEpP])[+-]\w+)?)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<op>>>>=|===|!==|\*\*=|<<=|>>=|\.\.\.|&&=|\|\|=|\?\?=|=>|->|\+\+|--|&&|\|\||\?\?|\?\.|::|:=|==|!=|<=|>=|\+=|-=
        |\*=|/=|%=|&=|\|=|\^=|<<|>>|<-|\*\*|.)""",
    re.VERBOSE | re.MULTILINE,
)
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = frozenset({"return", "typeof", "case", "in", "of"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `closed` is false for a text or comment whose end is missing."""

    kind: str  # name, number, string, char, op, comment, directive
    text: str
    start: int
    end: int
    line: int
    closed: bool = True
    first: bool = False  # the first one on its line


class Tokens:
    """The tokens of a text, comments and directives apart."""

    def __init__(self, text: str, *, script: bool, go: bool, c: bool) -> None:
        """Cuts the text up in one pass."""
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.all: list[Token] = []
        self.code: list[Token] = []
        self._cut(script, go, c)
        self._code_starts = [token.start for token in self.code]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def index_at(self, offset: int) -> int:
        """The index of the first code token that ends behind an offset."""
        index = bisect_right(self._code_starts, offset)
        if index and self.code[index - 1].end > offset:
            return index - 1
        return index

    def indent(self, line: int) -> int:
        """How far a line is indented."""
        text = self.lines[line - 1]
        return len(text) - len(text.lstrip())

    def of_line(self, line: int) -> list[Token]:
        """The code tokens on a line."""
        start = self._starts[line - 1]
        stop = start + len(self.lines[line - 1])
        low = self.index_at(start)
        found = []
        for token in self.code[low:]:
            if token.start > stop:
                break
            if token.line == line:
                found.append(token)
        return found

    def _cut(self, script: bool, go: bool, c: bool) -> None:
        text = self.text
        place, line, first = 0, 1, True
        while place < len(text):
            sign = text[place]
            if sign == "`" and (script or go):
                end, closed = _template(text, place, script)
                token = Token("string", text[place:end], place, end, line, closed, first)
            elif sign == "/" and script and self._regex_may_start() and (found := _REGEX.match(text, place)):
                token = Token("string", found[0], place, found.end(), line, True, first)
            else:
                found = _TOKEN.match(text, place)
                assert found is not None
                kind = found.lastgroup or "op"
                if kind == "newline":
                    place, line, first = found.end(), line + 1, True
                    continue
                if kind == "space":
                    place = found.end()
                    continue
                if kind == "directive" and not c:
                    hash_at = text.index("#", place)
                    token = Token("op", "#", hash_at, hash_at + 1, line, True, True)
                else:
                    token = Token(kind, found[0], place, found.end(), line, _is_closed(kind, found[0]), first)
            self.all.append(token)
            if token.kind not in ("comment", "directive"):
                self.code.append(token)
            place, first = token.end, False
            line += token.text.count("\n")

    def _regex_may_start(self) -> bool:
        if not self.code:
            return True
        last = self.code[-1]
        if last.kind == "name":
            return last.text in _BEFORE_REGEX
        return last.kind == "op" and last.text not in (")", "]", "}", "++", "--")


def _is_closed(kind: str, text: str) -> bool:
    if kind in ("string", "char"):
        return len(text) > 1 and text[-1] == text[0] and not _escaped_end(text)
    return kind != "comment" or not text.startswith("/*") or (len(text) > 3 and text.endswith("*/"))


def _escaped_end(text: str) -> bool:
    body = text[1:-1]
    return (len(body) - len(body.rstrip("\\"))) % 2 == 1


def _template(text: str, start: int, script: bool) -> tuple[int, bool]:
    """The end of a text in backticks; of JavaScript's with the code in ${…} skipped."""
    place, depth = start + 1, 0
    while place < len(text):
        sign = text[place]
        if sign == "\\" and script:
            place += 2
            continue
        if script and depth == 0 and text.startswith("${", place):
            depth, place = 1, place + 2
            continue
        if depth:
            depth += (sign == "{") - (sign == "}")
        elif sign == "`":
            return place + 1, True
        place += 1
    return len(text), False
