"""Vectors of the bank's phrases, for questions that share no word with them. Optional: retrieval works without.

The caller brings the embedding model as a function; nothing here loads one. numpy is imported with the first vectors,
so that a start without an embedding model does not pay for it.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

Embed = Callable[[list[str]], list[list[float]] | None]
"""Texts to vectors of length 1; None when the embedding model can't answer now."""

_BATCH = 64


class PhraseVectors:
    """One vector a phrase, each belonging to a note."""

    def __init__(self, note_ids: Sequence[str], matrix: NDArray[Any]) -> None:
        self._note_ids = note_ids
        self._matrix = matrix

    def similarities(self, vector: Sequence[float]) -> Mapping[str, float]:
        """For each note the cosine of `vector` with its nearest phrase, -1 to 1."""
        import numpy as np  # see the module's docstring

        nearest: dict[str, float] = {}
        for note_id, value in zip(self._note_ids, (self._matrix @ np.asarray(vector, "float32")).tolist(), strict=True):
            nearest[note_id] = max(nearest.get(note_id, -1.0), value)
        return nearest


def phrase_vectors(
    phrases: Sequence[tuple[str, str]], embed: Embed, file: Path | None = None, model: str = ""
) -> PhraseVectors | None:
    """The vectors of all phrases, from `file` if it holds just these, else computed (about 5,000 short texts) and kept.

    Args:
        phrases: note id and phrase.
        embed: the embedding model.
        file: where the vectors are kept between starts; None: not at all.
        model: names the embedding model, so that another model's vectors are not taken for its own.

    Returns:
        None if the model could not answer.
    """
    import numpy as np  # see the module's docstring

    note_ids = [note_id for note_id, _ in phrases]
    key = hashlib.sha256("\0".join([model, *(text for _, text in phrases)]).encode()).hexdigest()
    if file is not None and file.exists():
        try:
            with file.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
                if str(kept["key"]) == key:
                    return PhraseVectors(note_ids, kept["vectors"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            file.unlink(missing_ok=True)  # cut off or not ours: made anew below
    rows: dict[int, list[float]] = {}
    by_length = sorted(range(len(phrases)), key=lambda i: len(phrases[i][1]))  # equal lengths need no padding
    for start in range(0, len(phrases), _BATCH):
        batch = by_length[start : start + _BATCH]
        found = embed([phrases[i][1] for i in batch])
        if found is None:
            return None
        rows |= dict(zip(batch, found, strict=True))
    matrix = np.asarray([rows[i] for i in range(len(phrases))], "float32")
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(file.name + ".part")
        with part.open("wb") as written:
            np.savez(written, key=np.asarray(key), vectors=matrix)
        part.replace(file)
    return PhraseVectors(note_ids, matrix)
