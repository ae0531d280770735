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
    """One answer: seconds from asking to the first and the last token, and how many came; gaps between them.

    `prompt` counts the prompt's tokens, as the row's own tokenizer does. `pieces` is how often something arrived: a
    server sends no piece for a token that ends within a character. 0 means a piece a token.
    """

    first_s: float
    last_s: float
    tokens: int
    gaps: tuple[float, ...] = ()
    prompt: int = 0
    pieces: int = 0

    @property
    def decode(self) -> float:
        """Tokens a second after the first piece: the pieces' rate times the tokens of a piece."""
        pieces = self.pieces or self.tokens
        span = self.last_s - self.first_s
        return self.tokens / pieces * (pieces - 1) / span if span > 0 else 0.0

    @property
    def prefill(self) -> float:
        """Tokens of the prompt a second, up to the first token."""
        return self.prompt / self.first_s


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
