"""One kind of message that a compiler or a runtime writes, and what it means for a learner."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What is told about a message.

    Attributes:
        pattern: recognises it; its first group that matched is what it is about, {0}; the next {1}, {2}.
        name: the kind, as people search for it.
        concept: an id of the knowledge bank.
        means, cause, check: what happened, the usual reason, how to look into it. They may hold {0}, {1}, {2}.
        rules: findings of the analysis that can be the cause.
        common: the words come up in other languages too, so they don't tell which language it is.
    """

    pattern: re.Pattern[str]
    name: str
    concept: str
    means: str
    cause: str
    check: str
    rules: tuple[str, ...] = ()
    common: bool = False


def kind(
    pattern: str, name: str, concept: str, means: str, cause: str, check: str, rules: str = "", *, common: bool = False
) -> Kind:
    """A Kind; `rules` are separated by spaces."""
    return Kind(re.compile(pattern, re.IGNORECASE), name, concept, means, cause, check, tuple(rules.split()), common)
