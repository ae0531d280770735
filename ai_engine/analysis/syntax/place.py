"""The statement at which the parser trips, with what its repairs need to know."""

import keyword
from dataclasses import dataclass
from functools import cached_property

from ai_engine.analysis.parsing import ParserError
from ai_engine.analysis.syntax.lexer import CLOSING, OPENING, Statement, Token, View
from ai_engine.analysis.syntax.repair import Edit, Repair

HEADERS = frozenset(
    ["if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with", "async", "match", "case"]
)
_ENDS_NOT = frozenset(keyword.kwlist) - {"None", "True", "False"}
_STARTS = frozenset({"None", "True", "False", "lambda", "not", "await"})

# How many tokens around the parser's place are looked at.
_REACH = 40


@dataclass(frozen=True)
class Place:
    """One statement that the parser can't read."""

    view: View
    error: ParserError
    statement: Statement

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The statement's tokens."""
        return self.statement.tokens

    @property
    def is_header(self) -> bool:
        """Whether the statement starts a block."""
        return self.tokens[0].text in HEADERS

    @cached_property
    def opens_block(self) -> bool:
        """Whether the next statement is indented deeper."""
        index = self.view.statement_index(self.statement.line)
        following = self.view.statements[index + 1] if index + 1 < len(self.view.statements) else None
        return following is not None and following.width > self.statement.width

    @cached_property
    def error_index(self) -> int:
        """The index of the token at which the parser trips."""
        offset = self.view.offset(self.error.line, self.error.column)
        for index, token in enumerate(self.tokens):
            if token.end > offset:
                return index
        return len(self.tokens) - 1

    @cached_property
    def near(self) -> range:
        """Indexes of tokens around the parser's place: a long table isn't looked at as a whole."""
        if len(self.tokens) <= 2 * _REACH:
            return range(len(self.tokens))
        return range(max(0, self.error_index - _REACH), min(len(self.tokens), self.error_index + _REACH))

    @cached_property
    def depths(self) -> list[int]:
        """For each token, in how many brackets it stands; a bracket counts as outside."""
        found, depth = [], 0
        for token in self.tokens:
            if token.text in CLOSING:
                depth -= 1
            found.append(depth)
            if token.text in OPENING:
                depth += 1
        return found

    @cached_property
    def enclosers(self) -> list[str]:
        """For each token, the innermost bracket around it; "" outside."""
        found: list[str] = []
        stack: list[str] = []
        for token in self.tokens:
            if token.text in CLOSING and stack:
                stack.pop()
            found.append(stack[-1] if stack else "")
            if token.text in OPENING:
                stack.append(token.text)
        return found

    def ends_value(self, index: int) -> bool:
        """Whether a value may end with this token."""
        token = self.tokens[index]
        if token.kind == "name":
            return token.text not in _ENDS_NOT
        return token.kind in ("number", "string") or token.text in CLOSING

    def starts_value(self, index: int) -> bool:
        """Whether a value may start with this token, and can't go on one before it."""
        token = self.tokens[index]
        if token.kind == "name":
            return not token.is_keyword or token.text in _STARTS
        return token.kind in ("number", "string") or token.text == "{"

    @cached_property
    def gaps(self) -> list[int]:
        """Indexes of tokens that start a value right behind the end of another: something is missing between."""
        return [
            index
            for index in self.near
            if index > 0
            and self.ends_value(index - 1)
            and self.starts_value(index)
            and not (self.tokens[index].kind == "string" == self.tokens[index - 1].kind)
        ]

    def repair(
        self,
        cause: str,
        rank: float,
        first: int,
        last: int,
        *edits: Edit,
        symbol: str = "",
        certain: bool = False,
        **words: str,
    ) -> Repair:
        """A repair shown at the tokens from `first` to `last`."""
        at, until = self.tokens[first].start, self.tokens[last].end
        shown = symbol or self.view.text[at:until][:40]
        return Repair(cause, edits, at, until, rank, shown, dict(words), certain=certain)
