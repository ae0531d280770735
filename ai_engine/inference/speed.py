"""How fast an engine has answered of late: the ground of every estimated wait."""

_WEIGHT = 0.2
"""Of the newest answer in the moving averages."""


class Speed:
    """Moving averages over answers. Before any was measured, a small model's usual values on two cores."""

    def __init__(self) -> None:
        self._first_s = 1.0
        self._token_s = 0.05
        self._tokens = 120.0

    def begin_with(self, first_s: float, token_s: float, tokens: float) -> None:
        """Start from what was measured earlier on this machine."""
        self._first_s, self._token_s, self._tokens = first_s, token_s, tokens

    def values(self) -> tuple[float, float, float]:
        """Seconds to the first token, seconds for each further one, tokens of an answer."""
        return self._first_s, self._token_s, self._tokens

    def first_token(self, seconds: float) -> None:
        """A request's first token came `seconds` after it started."""
        self._first_s += _WEIGHT * (seconds - self._first_s)

    def answer(self, tokens: int, seconds: float) -> None:
        """An answer of so many tokens took `seconds` after its first one."""
        self._tokens += _WEIGHT * (tokens - self._tokens)
        self._token_s += _WEIGHT * (seconds / tokens - self._token_s)

    def answer_s(self, max_tokens: int) -> float:
        """Estimated seconds that an answer holds its slot."""
        return self._first_s + self._token_s * min(self._tokens, max_tokens)
