"""The four personalities: how the same facts are framed. Tone changes, content never does."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """One personality for one turn. `pick` chooses among equal wordings: the same seed gives the same words, and the
    next seed the next ones, so that two turns in a row don't open alike."""

    personality: str
    seed: int
    frustrated: bool = False

    def pick(self, key: str, options: Sequence[str]) -> str:
        """One of `options`, by seed and key."""
        return options[(zlib.crc32(key.encode()) + self.seed) % len(options)]

    def by_tone(
        self,
        *,
        encouraging: Sequence[str],
        analytical: Sequence[str],
        creative: Sequence[str],
        practical: Sequence[str],
        key: str,
    ) -> str:
        """One of this personality's wordings."""
        options = {"encouraging": encouraging, "analytical": analytical, "creative": creative, "practical": practical}
        return self.pick(key, options[self.personality])


def paragraphs(*parts: str) -> str:
    """Parts as paragraphs; empty ones are left out."""
    return "\n\n".join(part.strip() for part in parts if part.strip())


def sentences(*parts: str) -> str:
    """Parts as one paragraph; empty ones are left out."""
    return " ".join(part.strip() for part in parts if part.strip())
