"""The load that every row gets: prompts of known lengths, the same for all."""

from dataclasses import dataclass

NEW_TOKENS = 64
_WORDS = (
    "loop", "list", "value", "print", "index", "range", "while", "function", "return", "string", "number", "counter",
    "sorted", "letter", "input", "output", "class", "method", "object", "item", "key", "table", "row", "column",
    "search", "binary", "recursion", "base", "step", "result",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timing:
    """One answer: seconds from asking to the first and the last token, and how many came; gaps between them."""

    first_s: float
    last_s: float
    tokens: int
    gaps: tuple[float, ...] = ()

    @property
    def decode(self) -> float:
        """Tokens a second after the first."""
        return (self.tokens - 1) / (self.last_s - self.first_s) if self.last_s > self.first_s else 0.0


def words(count: int, seed: int) -> str:
    """That many words that no other seed gives in this order: nothing of them is in a prefix cache."""
    state = seed * 2_654_435_761 % 2**32 + 1
    found = []
    for _ in range(count):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        found.append(_WORDS[state % len(_WORDS)])
    return " ".join(found)


def shared_prefix() -> str:
    """The hundred words with which all prompts of the streams begin, as a tutor's rules do."""
    return words(100, 999_983)
