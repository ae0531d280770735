"""Which block of the KV pool holds what: allocation, sharing of equal beginnings, eviction of the longest unused.

A block holds the keys and values of `size` tokens. A full block may serve another request when that request
begins with exactly the same tokens: blocks are looked up by their tokens and by everything before them, compared in
full and never by a hash alone, so no request can reach keys and values of a text that isn't its own beginning.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

BLOCK_SIZE = 16

_Key = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """Blocks that already hold a prompt's beginning, and the serial number of the last one."""

    blocks: list[int]
    serial: int


class BlockPool:
    """Bookkeeping of `count` blocks of `size` tokens. Knows no tensors."""

    def __init__(self, count: int, size: int = BLOCK_SIZE) -> None:
        self.count = count
        self.size = size
        self._free = list(range(count - 1, -1, -1))
        self._users = [0] * count
        self._index: dict[_Key, tuple[int, int]] = {}
        self._key_of: dict[int, _Key] = {}
        self._unused: OrderedDict[int, None] = OrderedDict()
        # Serial numbers are never used twice, so a child whose parent was evicted can't be found through a newcomer.
        self._serial = 0

    @property
    def available(self) -> int:
        """Blocks that could be handed out now: free ones, and remembered ones that nobody uses."""
        return len(self._free) + len(self._unused)

    @property
    def held(self) -> int:
        """Blocks that hold something: in use or remembered."""
        return self.count - len(self._free)

    def match(self, tokens: Sequence[int]) -> Match:
        """Take the remembered blocks of this prompt's beginning; the last token is always left to compute."""
        blocks: list[int] = []
        serial = 0
        for start in range(0, len(tokens) - self.size, self.size):
            found = self._index.get((serial, tuple(tokens[start : start + self.size])))
            if found is None:
                break
            block, serial = found
            self._users[block] += 1
            self._unused.pop(block, None)
            blocks.append(block)
        return Match(blocks, serial)

    def allocate(self, count: int) -> list[int] | None:
        """Hand out blocks, forgetting the longest unused ones where needed; None when there aren't enough."""
        if count > self.available:
            return None
        while len(self._free) < count:
            block, _ = self._unused.popitem(last=False)
            del self._index[self._key_of.pop(block)]
            self._free.append(block)
        blocks = [self._free.pop() for _ in range(count)]
        for block in blocks:
            self._users[block] = 1
        return blocks

    def remember(self, block: int, parent: int, tokens: Sequence[int]) -> int:
        """Note what a block, full now, holds after `parent`. Returns the serial number for the next one's parent."""
        key = (parent, tuple(tokens))
        known = self._index.get(key)
        if known is not None:
            return known[1]
        self._serial += 1
        self._index[key] = (block, self._serial)
        self._key_of[block] = key
        return self._serial

    def release(self, blocks: Sequence[int]) -> None:
        """Give a request's blocks back; the remembered ones stay until their room is needed."""
        for block in reversed(blocks):  # so that the end of a text is forgotten before its beginning
            self._users[block] -= 1
            if self._users[block] == 0:
                if block in self._key_of:
                    self._unused[block] = None
                else:
                    self._free.append(block)
