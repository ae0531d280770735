"""An engine's live figures, ready for a metrics page: counters that only grow, and histograms with fixed buckets."""

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WAITS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
GAPS_S = (0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0)


@dataclass(frozen=True, slots=True)
class HistogramValue:
    """`buckets` are (upper bound in seconds, how many were at most that), cumulative; the last bound is infinite."""

    buckets: tuple[tuple[float, int], ...]
    sum: float
    count: int


class Histogram:
    """Counts values into buckets."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = tuple(bounds)
        self._counts = [0] * (len(self._bounds) + 1)
        self._sum = 0.0

    def observe(self, value: float) -> None:
        """Count one value."""
        self._counts[bisect_left(self._bounds, value)] += 1
        self._sum += value

    def value(self) -> HistogramValue:
        """What was counted so far."""
        total = 0
        buckets: list[tuple[float, int]] = []
        for bound, count in zip((*self._bounds, float("inf")), self._counts, strict=True):
            total += count
            buckets.append((bound, total))
        return HistogramValue(tuple(buckets), self._sum, total)


@dataclass(frozen=True, slots=True)
class FiguresValue:
    """All figures at one moment."""

    counters: dict[str, int]
    histograms: dict[str, HistogramValue]


class EngineFigures:
    """Gathers the figures of one engine; safe under threads.

    Counters: requests, answers, tokens_in, tokens_out, tokens_cached, cancels, truncations, failures, timeouts,
    rejected, retries, restarts. Histograms, in seconds: first_token (from arrival), gap (between chunks of an answer,
    by token), queue_wait, total.
    """

    COUNTERS = (
        "requests",
        "answers",
        "tokens_in",
        "tokens_out",
        "tokens_cached",
        "cancels",
        "truncations",
        "failures",
        "timeouts",
        "rejected",
        "retries",
        "restarts",
    )

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counters = Counter(dict.fromkeys(self.COUNTERS, 0))
        self._histograms = {
            "first_token": Histogram(WAITS_S),
            "gap": Histogram(GAPS_S),
            "queue_wait": Histogram(WAITS_S),
            "total": Histogram(WAITS_S),
        }

    def count(self, name: str, by: int = 1) -> None:
        """Add to a counter."""
        with self._lock:
            self._counters[name] += by

    def observe(self, name: str, seconds: float) -> None:
        """Count a duration."""
        with self._lock:
            self._histograms[name].observe(seconds)

    def value(self) -> FiguresValue:
        """All figures now."""
        with self._lock:
            histograms = {name: histogram.value() for name, histogram in self._histograms.items()}
            return FiguresValue(dict(self._counters), histograms)
