"""Writes docs/performance.md's measured part and its plot."""

import argparse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BEGINS, ENDS = "<!-- measured: written by benchmarks.engine -->", "<!-- measured ends -->"


def write_page(results: dict[str, Any], options: argparse.Namespace) -> None:
    """Put table and machine between the page's marks, and draw the plot beside it."""
    from benchmarks.engine.__main__ import table

    path = ROOT / "docs" / "performance.md"
    text = path.read_text() if path.exists() else f"# Performance\n\n{BEGINS}\n{ENDS}\n"
    m = results["machine"]
    head = (
        f"Measured on {m['date']}: {m['cpu']}, {m['cores']} cores, {m['memory_gb']} GB, Python {m['python']};"
        f" TinyLlama-1.1B's full size with random weights, int4; precision hint {m['hint']};"
        f" {options.rounds} rounds in turns, medians; load average at the start {m['load']:.1f}.\n"
    )
    before, _, rest = text.partition(BEGINS)
    after = rest.partition(ENDS)[2]
    plot = "![Total tokens a second by streams](performance.png)"
    path.write_text(f"{before}{BEGINS}\n{head}\n{table(results)}\n\n{plot}\n{ENDS}{after}")
    draw(results, ROOT / "docs" / "performance.png")


def draw(results: dict[str, Any], path: Path) -> None:
    """Throughput and first token by the number of streams."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    for name, label in (("bare", "bare pipeline"), ("engine", "this engine over HTTP")):
        streams = results["rows"].get(name, {}).get("streams")
        if streams:
            counts = list(streams)
            left.plot(counts, [streams[c]["total"] for c in counts], marker="o", label=label)
            right.plot(counts, [streams[c]["first_p50"] for c in counts], marker="o", label=f"{label}, p50")
            right.plot(
                counts, [streams[c]["first_p95"] for c in counts], marker=".", linestyle="--", label=f"{label}, p95"
            )
    for name, label in (("llama", "llama.cpp Q4_K_M"), ("transformers", "transformers bfloat16")):
        if name in results["rows"]:
            left.plot([1], [results["rows"][name]["decode"]], marker="s", linestyle="", label=label)
    left.set(title="Total tokens a second", xlabel="streams", ylim=(0, None))
    right.set(title="First token, seconds", xlabel="streams", ylim=(0, None))
    for axes in (left, right):
        axes.legend(fontsize=7)
        axes.grid(alpha=0.3)
    figure.savefig(path, dpi=130)
