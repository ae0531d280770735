"""GET /health: is it well? GET /ready: can it answer already?"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from flask_openapi3 import APIBlueprint

from ai_engine import __version__
from ai_engine.inference import EngineFigures, EngineState
from ai_engine.inference.figures import HistogramValue
from ai_engine.server.answers import HealthAnswer, ReadyAnswer
from ai_engine.server.description import resource
from ai_engine.server.services import Services

_LOADING = ("starting", "loading")
# Until this machine has loaded the model once: a small model on two cores takes about this long.
_FIRST_GUESS_S = 20.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state in one word and one sentence."""

    status: Literal["healthy", "degraded", "unhealthy"]
    reason: str


def ready_in_s(state: EngineState) -> float | None:
    """Estimated seconds until the chat model answers, from its last start here; None when it isn't loading."""
    if state.phase not in _LOADING:
        return None
    return _FIRST_GUESS_S if state.ready_eta_s is None else max(1.0, state.ready_eta_s)


def judge(state: EngineState, database_answers: bool) -> Verdict:
    """How the whole server is: unhealthy when requests would hang or be lost, degraded when answers are composed."""
    if not database_answers:
        return Verdict("unhealthy", "The database does not answer.")
    if state.stuck:
        return Verdict("unhealthy", "The chat engine has requests and makes no progress; it is being restarted.")
    if state.phase == "ready":
        return Verdict("healthy", "Everything answers.")
    if state.phase in _LOADING:
        return Verdict("degraded", "The chat model is loading; until then answers are composed.")
    if state.phase == "draining":
        return Verdict("degraded", "The server is shutting down.")
    return Verdict("degraded", "No chat model answers; the tutor composes its answers from the concept notes.")


def engine_object(state: EngineState) -> dict[str, Any]:
    """An engine's state without what only concerns the person who runs this machine."""
    return {
        "phase": state.phase,
        "backend": state.backend,
        "name": state.model,
        "device": state.device,
        "precision": state.precision,
        "loaded": state.loaded,
        "bytes": state.bytes,
        "context_tokens": state.context_tokens,
        "slots": state.slots,
        "running": state.running,
        "queue_depth": state.queue_depth,
        "restarts": state.restarts,
        "last_step_age_s": state.step_age_s,
        "kv_tokens": state.kv_tokens,
        "kv_capacity": state.kv_capacity,
    }


def figures_object(figures: EngineFigures) -> dict[str, Any]:
    """What the chat engine has done since the start: its counters, and the mean and the median of its times."""
    value = figures.value()
    times = {}
    for name, found in value.histograms.items():
        mean = found.sum / found.count if found.count else None
        times[f"{name}_s"] = {"count": found.count, "mean": mean, "median_at_most": _median(found)}
    return {**value.counters, **times}


def _median(found: HistogramValue) -> float | None:
    """The upper bound of the bucket that holds the median; None where there is no bound, or nothing was observed."""
    bounds = [upper for upper, below in found.buckets if found.count and 2 * below >= found.count]
    return bounds[0] if bounds and math.isfinite(bounds[0]) else None


def task_objects(services: Services) -> dict[str, Any]:
    """The small models: whether the store holds each and whether it is loaded, and their common process."""
    tasks = services.tasks
    process = engine_object(tasks.state())
    small = {}
    for name, kind in (("code", "names"), ("embedding", "embed"), ("sentiment", "sentiment")):
        loaded = tasks.loaded(kind)
        small[name] = {
            "name": tasks.model_name(kind),
            "installed": tasks.installed(kind),
            "device": loaded.get("device", ""),
            "precision": loaded.get("precision", ""),
            "loaded": bool(loaded),
            "bytes": loaded.get("bytes", 0),
        }
    kept = ("phase", "loaded", "bytes", "restarts")
    return {**small, "small_models_process": {key: process[key] for key in kept}}


def health_routes(services: Services) -> APIBlueprint:
    """For people, load balancers and containers."""
    api = resource("health", "Operation")

    @api.get("/health", summary="Is the server well?", responses={200: HealthAnswer})
    def health() -> Any:
        state = services.engine.state()
        verdict = judge(state, services.database.ping())
        chat = engine_object(state) | {"figures": figures_object(services.engine.figures)}
        body = {
            "status": verdict.status,
            "reason": verdict.reason,
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "version": __version__,
            "draining": services.admission.closed,
            "models": {"chat": chat, **task_objects(services)},
            "queue": {"depth": state.queue_depth, "running": state.running, "held": services.admission.held},
            "sandbox": {"isolation": services.isolation()},
        }
        return body, 503 if verdict.status == "unhealthy" else 200

    @api.get("/ready", summary="Can the server answer already?", responses={200: ReadyAnswer})
    def ready() -> Any:
        state = services.engine.state()
        draining = services.admission.closed
        waiting = (services.settings.preload != "none" and state.phase in _LOADING) or not services.warm
        body = {
            "ready": not (waiting or draining),
            "phase": "draining" if draining else state.phase,
            "answers": "model" if state.phase == "ready" else "grounded",
            "bytes": state.bytes,
            "ready_in_s": ready_in_s(state),
        }
        if body["ready"]:
            return body, 200
        seconds = round(ready_in_s(state) or 2)
        return body, 503, {"Retry-After": str(seconds)}

    return api
