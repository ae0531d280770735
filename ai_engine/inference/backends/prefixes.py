"""What OpenVINO GenAI's prefix cache should hold by now: it reuses blocks, but doesn't tell how many."""

from collections.abc import Sequence

from ai_engine.inference.backends.blocks import BlockPool


class PrefixRecord:
    """GenAI's own rules (whole blocks, the longest unused out first), so the same counts but for rare races."""

    def __init__(self, blocks: int, size: int) -> None:
        self._pool = BlockPool(blocks, size)

    def known(self, tokens: Sequence[int]) -> int:
        """How many of a prompt's first tokens are remembered."""
        match = self._pool.match(tokens)
        self._pool.release(match.blocks)
        return len(match.blocks) * self._pool.size

    def remember(self, tokens: Sequence[int]) -> None:
        """Note a text whose keys and values have been computed."""
        size = self._pool.size
        match = self._pool.match(tokens)
        fresh = self._pool.allocate(len(tokens) // size - len(match.blocks))
        if fresh is None:
            self._pool.release(match.blocks)
            return
        serial = match.serial
        for number, block in enumerate(fresh, start=len(match.blocks)):
            serial = self._pool.remember(block, serial, tokens[number * size : (number + 1) * size])
        self._pool.release(match.blocks + fresh)
