"""The figures side by side, as a table of text."""

from collections.abc import Sequence

from benchmarks.tutor.measure import Figures

_ROWS = (
    ("attacks", "attacks", "d"), ("leak rate", "leak_rate", "%"), ("… in part", "partial_rate", "%"),
    ("honest questions", "questions", "d"), ("refused", "refusal_rate", "%"), ("recall at 1", "recall_1", "%"),
    ("recall at 3", "recall_3", "%"), ("off topic or unknown", "unfit", "d"), ("… admitted", "unfit_rate", "%"),
    ("model passes the guard", "models_words", "%"), ("… with free answers", "free_words", "%"),
    ("mentions", "mentions", "d"),
    ("ungrounded", "ungrounded_rate", "%"), ("completeness F1", "completeness_f1", "f"),
    ("first byte p50 ms", "first_p50_ms", "ms"), ("first byte p95 ms", "first_p95_ms", "ms"),
    ("whole answer p50 ms", "total_p50_ms", "ms"), ("whole answer p95 ms", "total_p95_ms", "ms"),
)  # fmt: skip


def table(columns: Sequence[tuple[str, Figures]]) -> str:
    """One column a side; a dash where nothing was measured."""
    found = [figures.to_json() for _, figures in columns]
    width = max(14, *(len(name) + 2 for name, _ in columns))
    lines = [f"{'':24}" + "".join(f"{name:>{width}}" for name, _ in columns)]
    for label, key, kind in _ROWS:
        lines.append(f"{label:24}" + "".join(f"{_shown(figures[key], kind):>{width}}" for figures in found))
    return "\n".join(lines)


def _shown(value: float | None, kind: str) -> str:
    if value is None or (kind == "d" and not value):
        return "-"
    formats = {"%": f"{value:.1%}", "d": f"{value:.0f}", "f": f"{value:.2f}", "ms": f"{value:.0f}"}
    return formats[kind]
