"""Claims about what an expression of values comes to: "`7 // 2` gives 4", "4 + 9 = 12"; the wrong ones are found."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ai_engine.tutor.guard.literal_values import NotWorkedOut, value_of

_SAYS = (
    r"(?:,?\s*(?:which|that|it|this)\s+(?:then\s+)?)?\s*(?:=|(?:is|are|gives?(?:\s+you|\s+back)?|returns?|equals?|makes?|"
    r"evaluates\s+to|comes\s+to|has\s+the\s+value|will\s+be|results\s+in|prints?)(?![\w-]))\s*(?:the\s+(?:value|number)\s+)?"
)
_VALUE = r"(?:`([^`\n]+)`|(\"[^\"\n]*\")|(\[[^\]\n]*\])|(-?\d+(?:\.\d+)?)(?!\d|\.\d|\s*[-+*/%]))"
_ENDS = r"(?=\s*(?:$|[.,;:!?)]|\b(?:and|but|so|because|not|as|since|while|for|in)\b))"
_TICKED = re.compile(rf"`([^`\n]+)`{_SAYS}{_VALUE}{_ENDS}")
_BARE = re.compile(
    rf"(?<![\w.`\"'\])+*/%-])(\d+(?:\.\d+)?(?:\s*(?:\+|-|\*|/|//|%)\s*\d+(?:\.\d+)?)+)(?![\w`]){_SAYS}{_VALUE}{_ENDS}"
)
_NOT_EXACT = re.compile(
    r"\b(?:about|nearly|almost|roughly|approximately|not|rounded|maths|would expect)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim as it stands there, the value it names, and whether that is right."""

    text: str
    value: str
    right: bool


def claims(text: str) -> Iterator[Claim]:
    """The claims of a text that can be worked out."""
    for pattern in (_TICKED, _BARE):
        for match in pattern.finditer(text):
            claimed = next(group for group in match.groups()[1:] if group is not None)
            right = _is_right(match[1], claimed, ticked=pattern is _TICKED)
            if right is not None and not _NOT_EXACT.search(match[0]):
                yield Claim(match[0], claimed, right)


def _is_right(expression: str, claimed: str, *, ticked: bool) -> bool | None:
    """Whether the expression comes to that; None where it can't be worked out."""
    try:
        real = value_of(expression)
        said = ast.literal_eval(claimed)
        constant = isinstance(ast.parse(expression.strip(), mode="eval").body, ast.Constant)
    except (NotWorkedOut, ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    if ticked and constant:
        return None
    if isinstance(real, float) and isinstance(said, int | float):
        return abs(real - said) < 0.01 * max(1.0, abs(real)) and not (ticked and isinstance(said, int) and real != said)
    return bool(real == said) or str(real) == claimed.strip("\"'`")
