"""Which names a broken program gives a meaning to."""

import builtins
import itertools
from functools import cached_property

from ai_engine.analysis.syntax.lexer import Token
from ai_engine.analysis.syntax.place import Place

BUILTINS = frozenset(dir(builtins))


class Names:
    """Which names the program gives a meaning to."""

    def __init__(self, place: Place) -> None:
        self._tokens = place.view.tokens
        self._statements = place.view.statements

    @cached_property
    def bound(self) -> frozenset[str]:
        """Names that stand before `=`, after `def`, `class`, `for`, `import` or `as`, or in a parameter list."""
        found = set()
        tokens = [token for token in self._tokens if token.kind in ("name", "op")]
        in_def = 0
        for index, token in enumerate(tokens):
            before = tokens[index - 1].text if index else ""
            after = tokens[index + 1].text if index + 1 < len(tokens) else ""
            if before == "def":
                in_def = 1
            if token.text == ":":
                in_def = 0
            if token.kind == "name" and (
                in_def or before in ("def", "class", "for", "import", "as", "global") or after in ("=", "+=", "-=")
            ):
                found.add(token.text)
        for statement in self._statements:
            texts = [token.text for token in statement.tokens]
            targets = statement.tokens[: texts.index("=")] if "=" in texts else ()
            if all(token.kind == "name" or token.text in ",()" for token in targets):
                found.update(token.text for token in targets if token.kind == "name" and "," in texts)
        return frozenset(found)

    @cached_property
    def callable(self) -> frozenset[str]:
        """Names of functions, classes and what was imported: they are called rather than assigned to."""
        found = set()
        for statement in self._statements:
            texts = [token.text for token in statement.tokens]
            if statement.first in ("import", "from"):
                found.update(texts)
            found.update(second for first, second in itertools.pairwise(texts) if first in ("def", "class"))
        return frozenset(found)

    def knows(self, token: Token) -> bool:
        """Whether a token is no name, or a name with a meaning."""
        return token.kind != "name" or token.text in self.bound or token.text in BUILTINS or token.is_keyword
