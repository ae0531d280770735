"""How many tokens of a text an embedding model reads: counted by its own tokenizer, without the model."""

import json
import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

_log = logging.getLogger(__name__)
_USUAL_WINDOW = 256


class SentenceCounter:
    """The tokenizer of one model folder, read at the first use. Safe under threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._tokenizer: Any = None

    def count(self, texts: Sequence[str]) -> int:
        """Tokens that the model reads of these texts, its own marks around each included; 0 where that isn't known."""
        try:
            with self._lock:
                if self._tokenizer is None:
                    self._tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                    self._tokenizer.no_padding()
                    self._tokenizer.enable_truncation(window(self._folder))
            return sum(len(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts)))
        except Exception as error:  # the tokenizers library raises nothing narrower for a file it can't read
            _log.info("the tokens of texts can't be counted: %s", type(error).__name__)
            return 0


def window(folder: Path | None) -> int:
    """The longest text in tokens that a sentence model reads, as its folder says."""
    return int(read_object(folder, "sentence_bert_config.json").get("max_seq_length") or _USUAL_WINDOW)


def read_object(folder: Path | None, name: str) -> dict[str, Any]:
    """A JSON object of the folder; empty where there is none."""
    path = folder / name if folder else None
    if path is None or not path.is_file():
        return {}
    value = json.loads(path.read_text(encoding="utf-8"))
    return value if isinstance(value, dict) else {}
