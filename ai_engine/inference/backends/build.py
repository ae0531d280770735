"""The one place that turns options into a backend. In the engine process only: a backend's imports can be heavy."""

from importlib import import_module
from typing import Any, cast

from ai_engine.errors import BadSetting
from ai_engine.inference.options import EngineOptions, Report
from ai_engine.inference.protocol import Backend

_BACKENDS = {
    "openvino": ("ai_engine.inference.backends.openvino", "OpenVinoBackend"),
    "transformers": ("ai_engine.inference.backends.transformers", "TransformersBackend"),
    "upstream": ("ai_engine.inference.backends.upstream", "UpstreamBackend"),
    "scripted": ("ai_engine.inference.backends.scripted", "ScriptedBackend"),
}


def build_backend(options: EngineOptions, report: Report) -> Backend:
    """The chat backend that the options name. Raises BadSetting for an unknown name."""
    if options.backend not in _BACKENDS:
        raise BadSetting(f"There is no backend {options.backend!r}; there are: {', '.join(_BACKENDS)}.")
    module, name = _BACKENDS[options.backend]
    return cast("Backend", getattr(import_module(module), name)(options, report))


def build_task_host(options: dict[str, Any]) -> Any:
    """The small models' host."""
    return import_module("ai_engine.inference.tasks.host").TaskHost(options)
