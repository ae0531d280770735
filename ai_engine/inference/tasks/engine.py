"""TaskEngine: the web process's way to the small models. Each answer is waited for briefly, and never in vain.

What comes too late for one caller is remembered for the next one that asks the same.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ai_engine.errors import EngineError
from ai_engine.inference.calls import TaskClient
from ai_engine.inference.events import EngineState
from ai_engine.inference.tasks.sentence_tokens import SentenceCounter
from ai_engine.models.registry import Kind
from ai_engine.models.store import ModelStore
from ai_engine.settings import Settings

_log = logging.getLogger(__name__)

_PATIENCE_S = 60.0
"""How long a late answer may take before it is given up: a cold start reads a model from a slow disk."""
_REMEMBERED = 512
_LOOK_AGAIN_S = 10.0
_MODELS: dict[str, tuple[Kind, str]] = {
    "names": ("code", "code_model"),
    "embed": ("embedding", "embedding_model"),
    "sentiment": ("sentiment", ""),
}
_SENTIMENT_MODEL = "distilbert-sst2"


@dataclass(frozen=True, slots=True)
class Loading:
    """The answer isn't there yet: the model is being loaded, or is at work. Ask again later."""


LOADING = Loading()


@dataclass(frozen=True, slots=True)
class NameSuggestion:
    """A better name for a variable. `confidence` is the model's probability for it; `alternatives` come next."""

    name: str
    line: int
    scope: str
    suggestion: str
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentiment:
    """The mood of a sentence: `label` is positive or negative, `score` its probability."""

    label: str
    score: float


class TaskEngine:
    """The small models, in a process that starts at the first question. All methods are safe under threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = ModelStore(settings.model_cache_dir)
        self._client = TaskClient(self._options, idle_s=settings.keep_alive_s)
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="task-call")
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[str, Any], Any] = OrderedDict()
        self._asked: dict[tuple[str, Any], Future[Any]] = {}
        self._installed: dict[str, tuple[float, bool]] = {}
        self._counter: SentenceCounter | None = None

    def suggest_names(self, code: str, wait_s: float = 0.3) -> tuple[NameSuggestion, ...] | Loading | None:
        """Better names for the vaguest variables of a Python program; () when all are good. None: no code model."""
        found = self._ask("names", code, wait_s)
        if found is None or isinstance(found, Loading):
            return found
        return tuple(_suggestion(entry) for entry in found)

    def embed(self, texts: Sequence[str], wait_s: float = 5.0) -> list[list[float]] | None:
        """Vectors of length 1, one a text. None: no embedding model, or none in time."""
        if not texts:
            return []
        found = self._ask("embed", tuple(texts), wait_s)
        return None if isinstance(found, Loading) else found

    def sentence_tokens(self, texts: Sequence[str]) -> int:
        """Tokens that the embedding model reads of these texts; 0 where it isn't in the store."""
        if self._counter is None:
            with suppress(EngineError):
                found = self._store.find(self.model_name("embed"), "transformers", "embedding")
                self._counter = SentenceCounter(found.folder) if found else None
        return self._counter.count(texts) if self._counter else 0

    def sentiment(self, text: str, wait_s: float = 0.3) -> Sentiment | None:
        """The mood of a text. None: no such model, or none in time."""
        found = self._ask("sentiment", text, wait_s)
        return None if found is None or isinstance(found, Loading) else Sentiment(found["label"], found["score"])

    def installed(self, kind: str) -> bool:
        """Whether the store holds the model for `names`, `embed` or `sentiment`. Looked up again every ten seconds."""
        looked_at, there = self._installed.get(kind, (-_LOOK_AGAIN_S, False))
        if time.monotonic() - looked_at >= _LOOK_AGAIN_S:
            model_kind, _ = _MODELS[kind]
            there = False
            with suppress(EngineError):
                there = self._store.find(self.model_name(kind), "transformers", model_kind) is not None
            self._installed[kind] = (time.monotonic(), there)
        return there

    def model_name(self, kind: str) -> str:
        """The name under which the model for this kind of work is asked of the store."""
        _, setting = _MODELS[kind]
        return str(getattr(self._settings, setting)) if setting else _SENTIMENT_MODEL

    def state(self) -> EngineState:
        """The process's state; `off` before the first question and after a long idle time."""
        return self._client.state()

    def loaded(self, kind: str) -> dict[str, Any]:
        """Device, precision and bytes of the model for a kind of work, as its process last said; {} if not loaded."""
        model_kind, _ = _MODELS[kind]
        ready = (model for model in self._client.models if model["kind"] == model_kind and model["state"] == "ready")
        return next(ready, {})

    def close(self) -> None:
        """End the process; whoever still waits gets nothing."""
        self._client.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, kind: str, item: str | tuple[str, ...], wait_s: float) -> Any:
        """The answer, LOADING when it isn't there in time, None when there is none to be had."""
        if not self.installed(kind):
            return None
        key = (kind, item)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            future = self._asked.get(key)
            if future is None:
                future = self._asked[key] = self._pool.submit(self._call, key)
        try:
            return future.result(timeout=wait_s)
        except NotYet:
            return LOADING
        except EngineError as error:
            _log.warning("The small model for %s gave no answer: %s", kind, error.message)
            return None

    def _call(self, key: tuple[str, Any]) -> Any:
        kind, item = key
        try:
            answer = self._client.call(kind, item, _PATIENCE_S)
            with self._lock:
                self._answers[key] = answer
                while len(self._answers) > _REMEMBERED:
                    self._answers.popitem(last=False)
            return answer
        finally:
            with self._lock:
                self._asked.pop(key, None)

    def _options(self) -> dict[str, Any]:
        names = {"model_cache_dir", "code_model", "embedding_model", "device", "keep_alive_s"}
        options: dict[str, Any] = self._settings.model_dump(mode="json", include=names)
        return options


def _suggestion(entry: dict[str, Any]) -> NameSuggestion:
    best, *others = entry["proposals"]
    return NameSuggestion(
        name=entry["name"],
        line=entry["line"],
        scope=entry["scope"],
        suggestion=best["name"],
        confidence=best["confidence"],
        alternatives=tuple(other["name"] for other in others),
    )
