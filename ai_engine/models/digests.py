"""Checksums: sha256, and git's blob hash, which is all that the hub tells of small files."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file's bytes must hash to. `git` is sha1 over "blob <size>\\0" and the bytes (git's object format)."""

    algorithm: Literal["sha256", "git"]
    hex: str


def hash_file(path: Path, algorithm: Literal["sha256", "git"], on_bytes: Callable[[int], None] | None = None) -> str:
    """Hash a file in blocks; `on_bytes` hears the length of each. Raises OSError when it can't be read."""
    if algorithm == "sha256":
        state = hashlib.sha256()
    else:
        state = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            state.update(block)
            if on_bytes:
                on_bytes(len(block))
    return state.hexdigest()


def matches(path: Path, size: int, digest: Digest) -> bool:
    """Whether the file is there with this size and hash. Reads it only when the size is right."""
    try:
        return path.stat().st_size == size and hash_file(path, digest.algorithm) == digest.hex
    except OSError:
        return False
