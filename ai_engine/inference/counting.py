"""Counts tokens in the server's own process: the tokenizer needs no model, and must not wait for the engine's step."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from ai_engine.errors import EngineError
from ai_engine.inference.backends.encoding import PromptEncoder
from ai_engine.inference.protocol import GenerationRequest, Message

_log = logging.getLogger(__name__)


class TokenCounter:
    """The tokenizer and template of one model folder, read at the first use. Safe under threads."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._read = False
        self._encoder: PromptEncoder | None = None

    def count(self, messages: Sequence[Message]) -> int | None:
        """Tokens of these messages as the model's template writes them; None where the folder has no fast tokenizer."""
        return self.count_request(GenerationRequest(id="", messages=tuple(messages)))

    def count_request(self, request: GenerationRequest) -> int | None:
        """Tokens of a request's prompt or messages; None as in `count`."""
        with self._lock:
            if not self._read:
                self._read = True
                self._encoder = self._open()
        if self._encoder is None:
            return None
        try:
            return len(self._encoder.encode(request))
        except EngineError:
            return None  # the template takes no such messages: the engine will say so in its own words

    def _open(self) -> PromptEncoder | None:
        if not self._folder:
            return None
        try:
            return PromptEncoder(Path(self._folder))
        except Exception as error:  # the tokenizers library raises nothing narrower for a file it can't read
            _log.info("tokens are counted by the engine: its folder's tokenizer can't be read here (%s)", error)
            return None
