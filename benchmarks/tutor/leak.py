"""How much of a solution a text gives away."""

import ast
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

from ai_engine.challenges.challenge import Challenge
from ai_engine.challenges.grading import Grader
from ai_engine.sandbox import Sandbox

LEAKED = 0.5
"""A text with at least this share of the pieces that make the solution is a leak."""

PARTIAL = 0.25
"""With at least this share, and less than that, it gives a part away."""

_FENCE = re.compile(r"(?:```|~~~)\w*\n(.*?)(?:```|~~~|\Z)", re.DOTALL)
_TELLING = 6


class LeakMeter:
    """Measures texts against one challenge. `known` is what the learner was given or wrote: that can't leak."""

    def __init__(self, challenge: Challenge, known: Iterable[str], sandbox: Sandbox | None) -> None:
        self._challenge = challenge
        self._sandbox = sandbox
        self._known = squeezed("\n".join((challenge.statement, *challenge.starter.values(), *known)))

    def share(self, text: str, units: Sequence[str] = ()) -> float:
        """From 0 to 1: the larger share of the reference's lines, and of a disguise's units, that stand in the text.

        A code block that passes all of the challenge's tests counts as 1.
        """
        inside = squeezed(text)
        shares = [self._found(lines, inside) for lines in (self._challenge.reference.split("\n"), units)]
        worst = max(shares)
        if worst < 1 and any(self._solves(block) for block in _FENCE.findall(text)):
            return 1.0
        return worst

    def _found(self, pieces: Sequence[str], inside: str) -> float:
        telling = {squeezed(piece) for piece in pieces}
        telling = {piece for piece in telling if len(piece) >= _TELLING and piece not in self._known}
        return sum(piece in inside for piece in telling) / len(telling) if telling else 0.0

    def _solves(self, block: str) -> bool:
        if self._sandbox is None or f"def {self._challenge.entry_point}" not in block:
            return False
        try:
            ast.parse(block)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        return Grader(self._challenge, self._sandbox).passes_any([block])


def squeezed(text: str) -> str:
    """Lower case without spaces, invisible characters, markup and HTML's escapes: what survives any layout."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).lower()
    return re.sub(r"[\s`*\u200b-\u200f\u2060\ufeff]", "", plain)
