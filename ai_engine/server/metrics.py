"""GET /metrics: Prometheus text, from a registry of its own."""

from collections.abc import Iterator
from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from ai_engine.inference import ChatEngine
from ai_engine.inference.tasks.engine import TaskEngine
from ai_engine.server.description import resource
from ai_engine.server.services import Services

_COUNTERS = {
    "requests": "Requests the engine was asked for.",
    "answers": "Answers that came to their end.",
    "tokens_in": "Prompt tokens of finished answers.",
    "tokens_out": "Tokens generated.",
    "tokens_cached": "Prompt tokens that came from the prefix cache.",
    "cancels": "Answers given up because the caller left.",
    "truncations": "Requests from which old turns were left out.",
    "failures": "Answers that failed.",
    "timeouts": "Requests that passed their deadline.",
    "rejected": "Requests refused because the queue was full.",
    "retries": "Requests tried again after the engine process died.",
    "restarts": "Starts of the engine process after a death.",
}
_HISTOGRAMS = {
    "first_token": "Seconds from a request's arrival to its first token.",
    "gap": "Seconds between the tokens of an answer.",
    "queue_wait": "Seconds a request waited before the engine took it.",
    "total": "Seconds from a request's arrival to its end.",
}
_GAUGES = {
    "running": ("running", "Answers being generated."),
    "queue_depth": ("queue_depth", "Requests that wait."),
    "slots": ("slots", "Answers that may be generated at the same time."),
    "resident_bytes": ("bytes", "Memory of the engine process."),
    "kv_tokens": ("kv_tokens", "Tokens held by the context cache."),
    "kv_capacity_tokens": ("kv_capacity", "Tokens the context cache can hold."),
    "step_age_seconds": ("step_age_s", "Age of the engine's last step."),
    "loaded": ("loaded", "1 when the model is loaded."),
}
_OF_TASKS = ("resident_bytes", "step_age_seconds", "loaded")


class _EngineCollector(Collector):
    """The engines' figures, read at each scrape. The small models' process has gauges and restarts alone."""

    def __init__(self, engine: ChatEngine, tasks: TaskEngine) -> None:
        self._engine = engine
        self._tasks = tasks

    def collect(self) -> Iterator[Metric]:
        """All metrics of the engines."""
        value = self._engine.figures.value()
        for name, text in _COUNTERS.items():
            counter = CounterMetricFamily(f"ai_engine_{name}", text, labels=["engine"])
            counter.add_metric(["chat"], value.counters.get(name, 0))
            if name == "restarts":
                counter.add_metric(["tasks"], self._tasks.state().restarts)
            yield counter
        for name, text in _HISTOGRAMS.items():
            if name in value.histograms:
                found = value.histograms[name]
                buckets = [("+Inf" if bound == float("inf") else str(bound), count) for bound, count in found.buckets]
                histogram = HistogramMetricFamily(f"ai_engine_{name}_seconds", text, labels=["engine"])
                histogram.add_metric(["chat"], buckets, found.sum)
                yield histogram
        states = {"chat": self._engine.state(), "tasks": self._tasks.state()}
        for name, (attribute, text) in _GAUGES.items():
            gauge = GaugeMetricFamily(f"ai_engine_{name}", text, labels=["engine"])
            for engine, state in states.items():
                figure = getattr(state, attribute)
                if figure is not None and (engine == "chat" or name in _OF_TASKS):
                    gauge.add_metric([engine], float(figure))
            yield gauge


class Metrics:
    """The registry: the web process, its requests, and the chat engine."""

    def __init__(self, services: Services) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(_EngineCollector(services.engine, services.tasks))
        self._requests = Counter(
            "ai_engine_http_requests", "Answers over HTTP.", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "ai_engine_http_request_seconds",
            "Seconds from a request's headers to the end of its answer.",
            ["route"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120),
            registry=self.registry,
        )

    def observe_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one HTTP answer."""
        # A method is the caller's text: only known ones become a label.
        known = method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


def metrics_routes(metrics: Metrics) -> APIBlueprint:
    """The page that Prometheus reads."""
    api = resource("metrics", "Operation")

    @api.get("/metrics", summary="Live figures as Prometheus text")
    def scrape() -> Any:
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)

    return api
