"""ModelLoader puts torch models into memory: each once, on the right device, never from the network."""

import gc
import os
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Optional

from ai_engine.errors import BackendFailed, ModelMissing
from ai_engine.models.cores import usable_cores
from ai_engine.models.devices import Device, pick_device, pick_dtype
from ai_engine.models.registry import Kind, resolve
from ai_engine.models.store import ModelStore, StoredModel
from ai_engine.settings import Settings, load_settings

State = Literal["loading", "ready", "failed", "freed"]

_CLASSES: dict[Kind, str] = {
    "chat": "AutoModelForCausalLM",
    "code": "AutoModelForSeq2SeqLM",
    "embedding": "AutoModel",
    "sentiment": "AutoModelForSequenceClassification",
}


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model ready for use, with its tokenizer. `bytes` is what its weights take; it is in eval mode."""

    name: str
    kind: Kind
    tokenizer: Any
    model: Any
    device: Device
    precision: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ModelState:
    """What the loader knows of one model. `idle_s` counts from the last time it was asked for."""

    name: str
    kind: Kind
    state: State
    bytes: int = 0
    device: str = ""
    precision: str = ""
    idle_s: float = 0.0
    error: str = ""


@dataclass(slots=True)
class _Entry:
    kind: Kind
    state: State = "loading"
    loaded: LoadedModel | None = None
    used_at: float = 0.0
    error: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


class ModelLoader:
    """The models of this process: `ModelLoader()` is the same object every time.

    Safe under threads: sixteen that ask for one model get the one that the first of them loads. `settings` counts only
    in the call that makes the object. A loaded model is handed out at once, whatever else is being loaded.
    """

    _instance: ClassVar[Optional["ModelLoader"]] = None
    _instance_lock = threading.Lock()

    _settings: Settings
    _store: ModelStore
    _entries: dict[tuple[Kind, str], _Entry]
    _table: threading.Lock
    _loading: threading.Lock

    def __new__(cls, settings: Settings | None = None) -> "ModelLoader":
        """Give the one object, made in the first call."""
        with cls._instance_lock:
            if cls._instance is None:
                made = super().__new__(cls)
                made._settings = settings or load_settings()
                made._store = ModelStore(made._settings.model_cache_dir)
                made._entries = {}
                made._table = threading.Lock()
                made._loading = threading.Lock()
                cls._instance = made
            return cls._instance

    @classmethod
    def instance(cls, settings: Settings | None = None) -> "ModelLoader":
        """The one loader of this process."""
        return cls(settings)

    @classmethod
    def reset(cls) -> None:
        """Free every model and forget the object; the next call makes a new one, from the settings of then."""
        with cls._instance_lock:
            loader, cls._instance = cls._instance, None
        if loader:
            for kind, name in list(loader._entries):
                loader.release(name, kind)

    def load_chat(self, name: str | None = None) -> LoadedModel:
        """A causal model and its tokenizer, CHAT_MODEL by default.

        Raises:
            ModelMissing: it isn't in the store in a form that torch loads. BackendFailed: it is, and can't be loaded.
            UnknownName: the name means nothing.
        """
        return self._load("chat", name or self._settings.chat_model)

    def load_code(self, name: str | None = None) -> LoadedModel:
        """An encoder-decoder for code, CODE_MODEL by default. Raises as `load_chat` does."""
        return self._load("code", name or self._settings.code_model)

    def load_embedding(self, name: str | None = None) -> LoadedModel:
        """An encoder whose hidden states are pooled into vectors, EMBEDDING_MODEL by default. Raises as `load_chat`."""
        return self._load("embedding", name or self._settings.embedding_model)

    def load_sentiment(self, name: str = "distilbert-sst2") -> LoadedModel:
        """A classifier of sentences. Raises as `load_chat` does."""
        return self._load("sentiment", name)

    def state(self) -> list[ModelState]:
        """Every model that was ever asked for, with its state, bytes, device and precision."""
        now = time.monotonic()
        with self._table:
            return [_describe(name, entry, now) for (_, name), entry in self._entries.items()]

    def release(self, name: str, kind: Kind | None = None) -> bool:
        """Free a model. Whoever holds it may go on: its memory returns with the last of them. False: not loaded."""
        wanted = resolve(name, kind or "chat").name
        freed = False
        with self._table:
            for (entry_kind, entry_name), entry in self._entries.items():
                if entry_name == wanted and kind in (None, entry_kind) and entry.loaded is not None:
                    entry.loaded, entry.state, freed = None, "freed", True
        if freed:
            _collect()
        return freed

    def tick(self, now: float | None = None) -> list[str]:
        """Free small models not asked for since KEEP_ALIVE_S (0 keeps them); returns their names. Chat models stay.

        `now` is a time of `time.monotonic()`. The worker's loop calls this about once a second.
        """
        keep = self._settings.keep_alive_s
        now = time.monotonic() if now is None else now
        with self._table:
            idle = [
                (name, kind)
                for (kind, name), entry in self._entries.items()
                if kind != "chat" and entry.loaded is not None and keep > 0 and now - entry.used_at > keep
            ]
        return [name for name, kind in idle if self.release(name, kind)]

    def _load(self, kind: Kind, name: str) -> LoadedModel:
        spec = resolve(name, kind)
        with self._table:
            entry = self._entries.setdefault((kind, spec.name), _Entry(kind))
            entry.used_at = time.monotonic()
            if entry.loaded is not None:
                return entry.loaded
        with entry.lock:
            if entry.loaded is not None:
                return entry.loaded
            entry.state = "loading"
            try:
                stored = self._store.find(name, "transformers", kind)
                if stored is None:
                    raise ModelMissing(
                        f"{spec.name} isn't there in the form that torch loads: run "
                        f"init_models.py --models {spec.name} --engine transformers."
                    )
                # transformers sets process-wide defaults while it loads, so models load one after another.
                with self._loading:
                    loaded = self._read(kind, spec.folder.name if spec.folder else spec.name, stored)
            except Exception as error:
                entry.state, entry.error = "failed", str(error)
                raise
            with self._table:
                entry.loaded, entry.state, entry.error, entry.used_at = loaded, "ready", "", time.monotonic()
            return loaded

    def _read(self, kind: Kind, name: str, stored: StoredModel) -> LoadedModel:
        _forbid_network()
        import torch
        import transformers

        transformers.logging.disable_progress_bar()
        torch.set_num_threads(usable_cores())
        device = pick_device(self._settings.device)
        dtype = pick_dtype(device, large=kind == "chat")
        folder = str(stored.folder)
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
            # accelerate reads the weights straight into place: no second copy in memory, and a model that is larger
            # than the GPU is spread over GPU and CPU.
            model = getattr(transformers, _CLASSES[kind]).from_pretrained(
                folder,
                local_files_only=True,
                dtype=dtype,
                device_map="auto" if device == "cuda" and _tight(stored.bytes) else {"": device},
                weights_only=True,
            )
        except Exception as error:  # three libraries read a folder here, each with exceptions of its own
            raise BackendFailed(f"The model {name} can't be loaded on {device}.") from error
        model.eval()
        tensors = {tensor.data_ptr(): tensor.nbytes for tensor in (*model.parameters(), *model.buffers())}
        precision = str(dtype).removeprefix("torch.")
        return LoadedModel(name, kind, tokenizer, model, device, precision, sum(tensors.values()))


def _forbid_network() -> None:
    """Tell the hub library that there is no network, whether or not it is imported already."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if "huggingface_hub.constants" in sys.modules:
        sys.modules["huggingface_hub.constants"].HF_HUB_OFFLINE = True  # type: ignore[attr-defined]


def _tight(size: int) -> bool:
    """Whether weights of this size, with room to work, don't fit the GPU's free memory."""
    import torch

    free: int = torch.cuda.mem_get_info()[0]
    return size * 1.2 > free


def _describe(name: str, entry: _Entry, now: float) -> ModelState:
    loaded = entry.loaded
    if loaded is None:
        return ModelState(name, entry.kind, entry.state, error=entry.error)
    idle = now - entry.used_at
    return ModelState(name, entry.kind, entry.state, loaded.bytes, loaded.device, loaded.precision, idle)


def _collect() -> None:
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()
