"""Which backend answers chats, from the settings, the store and the hardware: the one place that decides."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ai_engine.errors import BadSetting, EngineError, ModelMissing
from ai_engine.inference.options import EngineOptions
from ai_engine.models.devices import may_have_gpu
from ai_engine.models.registry import Form
from ai_engine.models.store import ModelStore, StoredModel
from ai_engine.settings import Settings

SCRIPT_NAME = "scripted.json"
_ASK_TORCH = "import sys; from ai_engine.models.devices import has_gpu; sys.exit(0 if has_gpu() else 1)"


@dataclass(frozen=True, slots=True)
class Choice:
    """The backend and its model; `model` is what people are told. No backend: `reason` says why, for the operator."""

    backend: str = ""
    model: str = ""
    folder: str = ""
    reason: str = ""


def choose(settings: Settings) -> Choice:
    """Decide. Reads only manifests; where a driver says that a GPU may be there, a short process asks torch about it.

    `auto`: with a GPU `transformers`, else `openvino` where the store has the int4 IR, else `transformers`. A store
    without the chat model, and `off`, mean no backend. Raises ModelMissing when ENGINE names a backend whose model
    isn't in the store, and BadSetting when a setting doesn't fit.
    """
    if settings.engine == "off":
        return Choice(reason="ENGINE=off: answers are composed from the notes and findings.")
    if settings.engine == "scripted":
        return Choice("scripted", "scripted")
    if settings.engine == "upstream":
        if not _urls(settings):
            raise BadSetting("ENGINE=upstream needs UPSTREAM_URLS, the base URL of an OpenAI-compatible server.")
        return Choice("upstream", settings.upstream_model or "upstream")
    if settings.engine != "auto":
        found = _find(settings, settings.engine)
        if found is None:
            form = "int4 OpenVINO" if settings.engine == "openvino" else "safetensors"
            message = (
                f"ENGINE={settings.engine}, but the store has no {form} form of {settings.chat_model}. "
                f"Fetch it with: python3 init_models.py --models chat --engine {settings.engine}"
            )
            raise ModelMissing(message)
        return _from_store(settings.engine, found)
    weights = _find(settings, "transformers")
    exported = _find(settings, "openvino")
    if weights is not None and (exported is None or _has_gpu(settings.device)):
        return _from_store("transformers", weights)
    if exported is not None:
        return _from_store("openvino", exported)
    return Choice(
        reason=f"No chat model ({settings.chat_model}) is in the store. Fetch it with: python3 init_models.py"
    )


def nothing_to_run(settings: Settings) -> str | None:
    """A quick look, without asking torch: why there is no engine; None when one will be chosen. Raises BadSetting."""
    if settings.engine == "off":
        return choose(settings).reason
    if settings.engine != "auto" or _find(settings, "transformers") or _find(settings, "openvino"):
        return None
    return choose(settings).reason


def engine_options(settings: Settings) -> EngineOptions:
    """What the engine process is told. Raises SetupError when no backend can be chosen."""
    choice = choose(settings)
    if not choice.backend:
        raise ModelMissing(choice.reason)
    return EngineOptions(
        backend=choice.backend,
        model=choice.model,
        folder=choice.folder,
        device=settings.device,
        data_dir=str(settings.data_dir.absolute()),
        kv_cache_tokens=settings.kv_cache_tokens,
        max_slots=settings.max_slots,
        upstream_urls=_urls(settings),
        upstream_api_key=settings.upstream_api_key,
        upstream_model=settings.upstream_model,
        script=str(settings.data_dir.absolute() / SCRIPT_NAME),
    )


def _find(settings: Settings, form: Form) -> StoredModel | None:
    try:
        return ModelStore(settings.model_cache_dir).find(settings.chat_model, form)
    except EngineError as error:
        raise BadSetting(f"CHAT_MODEL can't be used: {error.message}") from error


def _from_store(backend: str, found: StoredModel) -> Choice:
    name = found.manifest.repository if found.manifest is not None else Path(found.name).name
    return Choice(backend, name or found.name, str(found.folder))


def _urls(settings: Settings) -> tuple[str, ...]:
    return tuple(url.strip() for url in settings.upstream_urls.split(",") if url.strip())


def _has_gpu(device: str) -> bool:
    if device != "auto":
        return device != "cpu"
    if not may_have_gpu():
        return False
    return subprocess.run([sys.executable, "-c", _ASK_TORCH], check=False, capture_output=True).returncode == 0
