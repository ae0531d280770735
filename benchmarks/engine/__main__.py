"""Run the comparison: `python -m benchmarks.engine --models DIR`.

    --models DIR     folders chat-openvino, chat-transformers, and llama.gguf; default: the store (MODEL_CACHE_DIR)
    --llama PYTHON   an interpreter that has llama-cpp-python, where this one hasn't
    --hint f32       the precision hint for both OpenVINO rows ("" is the library's own choice)
    --rounds N       how often each measure is taken, in turns (3); medians are reported
    --write          write docs/performance.md's table and docs/performance.png

All rows run on the same machine in the same minutes and in turns, so that what drifts drifts for all; compare ratios. A
row whose model is missing is named and left out.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ai_engine.models.cores import usable_cores
from benchmarks.engine.clients import RowProcess, Server
from benchmarks.engine.load import NEW_TOKENS, shared_prefix, words

PREFILL_WORDS = 400
STREAMS = (1, 4, 8, 16, 32)
QUEUE = 16
"""Places in the queue."""
Row = RowProcess | Server


def main() -> int:
    """The command. Exit code 2 when not even the engine's own model is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--llama", default=sys.executable)
    parser.add_argument("--hint", default="f32")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--streams", type=int, nargs="+", default=list(STREAMS))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = start_rows(options)
    if "engine" not in rows:
        return 2
    try:
        results = measure_all(rows, options)
    finally:
        for row in rows.values():
            row.close()
    print(table(results))
    if options.write:
        from benchmarks.engine.page import write_page

        write_page(results, options)
    else:
        print(json.dumps(results))
    return 0


def start_rows(options: argparse.Namespace) -> dict[str, Row]:
    """Start what has a model; name what hasn't."""
    found = find_models(options.models)
    rows: dict[str, Row] = {}
    slots, threads = max(options.streams), usable_cores()
    for name in ("bare", "engine", "transformers", "llama"):
        model = found.get("openvino" if name in ("bare", "engine") else name)
        if model is None:
            print(f"{name}: no model found, this row is left out", file=sys.stderr)
            continue
        print(f"{name}: starting ...", file=sys.stderr)
        try:
            if name == "engine":
                rows[name] = Server(
                    model,
                    max_slots=slots,
                    queue_limit=QUEUE,
                    engine="openvino",
                    hints_file=hints(model, options.hint),
                )
            elif name == "bare":
                rows[name] = RowProcess("bare", model, hint=options.hint, threads=threads, slots=slots)
            else:
                python = options.llama if name == "llama" else sys.executable
                rows[name] = RowProcess(name, model, python, threads=threads)
        except (RuntimeError, OSError) as error:
            print(f"{name}: did not start ({error}), this row is left out", file=sys.stderr)
    return rows


def hints(model: Path, hint: str) -> str:
    """The engine's file of measured hints, so that it takes the same one as the bare pipeline."""
    from ai_engine.inference.tuning import HintTuner

    return json.dumps({HintTuner(None, model)._key: {"hint": hint}})


def find_models(folder: Path | None) -> dict[str, Path]:
    """The models of a folder as make_models.py writes it, or of the store."""
    if folder is None:
        from ai_engine.models import ModelStore
        from ai_engine.settings import read_settings

        store = ModelStore(read_settings().model_cache_dir)
        forms = {
            "openvino": store.find("tinyllama", "openvino"),
            "transformers": store.find("tinyllama", "transformers"),
        }
        return {name: stored.folder for name, stored in forms.items() if stored is not None}
    names = {"openvino": "chat-openvino", "transformers": "chat-transformers", "llama": "llama.gguf"}
    return {name: folder / path for name, path in names.items() if (folder / path).exists()}


def measure_all(rows: dict[str, Row], options: argparse.Namespace) -> dict[str, Any]:
    """Every measure, in turns."""
    results: dict[str, Any] = {"machine": machine(options), "rows": {name: {} for name in rows}}
    of: dict[str, Any] = results["rows"]
    for name, row in rows.items():
        of[name]["ready_s"] = row.ready_s

    def in_turns(what: str, take: Callable[[Row, int], float], names: Sequence[str]) -> None:
        """Medians over the rounds. A first round warms every row up for this measure and isn't counted."""
        taken: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(-1, options.rounds):
            for name in names:
                figure = take(rows[name], turn)
                if turn >= 0:
                    taken[name].append(figure)
        for name in names:
            of[name][what] = statistics.median(taken[name])
            print(f"{what}: {name} {of[name][what]:.3f}", file=sys.stderr)

    everyone = list(rows)
    in_turns("decode", lambda row, turn: row.one(20, 96, 100 + turn).decode, everyone)
    in_turns("prefill", lambda row, turn: row.one(PREFILL_WORDS, 1, 1_000 + turn).prefill, everyone)
    in_turns("prompt_tokens", lambda row, turn: row.one(PREFILL_WORDS, 1, 2_000 + turn).prompt, everyone)
    batching = [name for name in everyone if name in ("bare", "engine")]

    def cold_and_warm(row: Row, turn: int) -> tuple[float, float]:
        cold = row.one(200, 1, 5_000 + turn).first_s
        return cold, row.one(200, 1, 5_000 + turn).first_s

    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in batching}
    for turn in range(options.rounds):
        for name in batching:
            pairs[name].append(cold_and_warm(rows[name], turn))
    for name in batching:
        of[name]["first_cold_s"] = statistics.median(cold for cold, _ in pairs[name])
        of[name]["first_warm_s"] = statistics.median(warm for _, warm in pairs[name])
    for count in options.streams:
        for name in batching:
            of[name].setdefault("streams", {})
        for name in batching:
            rows[name].streams(count, 8, 9_000 + 100 * count)  # this batch size's warm-up, alike for both
        taken: dict[str, list[dict[str, float]]] = {name: [] for name in batching}
        for turn in range(max(1, options.rounds - 1)):
            for name in batching:
                taken[name].append(summary(rows[name], count, 10_000 + 100 * count + 7 * turn))
        for name in batching:
            keys = taken[name][0]
            of[name]["streams"][count] = {key: statistics.median(t[key] for t in taken[name]) for key in keys}
            print(f"{count} streams: {name} {of[name]['streams'][count]}", file=sys.stderr)
    engine = rows["engine"]
    assert isinstance(engine, Server)
    of["engine"] |= second_turn(engine, options.rounds) | fairness(engine, options.rounds)
    of["engine"] |= health(engine, max(options.streams) + QUEUE)
    for name, row in rows.items():
        of[name]["memory"] = row.memory()
    return results


def summary(row: Row, count: int, seed: int) -> dict[str, float]:
    """Throughput and waits of so many streams at once."""
    started = time.perf_counter()
    timings = row.streams(count, NEW_TOKENS, seed)
    wall = time.perf_counter() - started
    firsts = sorted(t.first_s for t in timings)
    gaps = [gap for t in timings for gap in t.gaps]
    # Each learner's own speed, after their first token.
    speeds = sorted(t.decode for t in timings)
    return {
        "total": sum(t.tokens for t in timings) / wall,
        "first_p50": statistics.median(firsts),
        "first_p95": firsts[min(len(firsts) - 1, int(0.95 * len(firsts)))],
        "gap_p50": statistics.median(gaps) if gaps else 0.0,
        "learner_p50": statistics.median(speeds),
    }


def second_turn(server: Server, rounds: int) -> dict[str, float]:
    """The first token of a conversation's next turn after 1,000 tokens, against the same prompt never seen."""
    cold, warm = [], []
    for turn in range(rounds):
        talk = words(1_000, 40_000 + turn)
        cold.append(server.ask(f"{talk} {words(15, 50_000 + turn)}", 1, "cold").first_s)
        warm.append(server.ask(f"{talk} {words(15, 60_000 + turn)}", 1, "warm").first_s)
    return {"second_turn_cold_s": statistics.median(cold), "second_turn_warm_s": statistics.median(warm)}


def fairness(server: Server, rounds: int) -> dict[str, float]:
    """One learner has ten requests waiting when another asks one: the second's first token, against running alone."""
    alone, beside = [], []
    for turn in range(rounds):
        seed = 70_000 + 100 * turn
        alone.append(server.ask(f"{shared_prefix()} {words(200, seed)}", 8, "second").first_s)
        threads = [
            threading.Thread(target=server.ask, args=(f"{shared_prefix()} {words(200, seed + 1 + k)}", 48, "first"))
            for k in range(10)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        beside.append(server.ask(f"{shared_prefix()} {words(200, seed + 50)}", 8, "second").first_s)
        for thread in threads:
            thread.join()
    return {"fair_alone_s": statistics.median(alone), "fair_beside_s": statistics.median(beside)}


def health(server: Server, places: int) -> dict[str, float]:
    """/health while prompts are read and every slot and place in the queue is taken: its 99th percentile."""
    threads = [threading.Thread(target=server.ask, args=(words(250, 80_000 + k), 2, f"r-{k}")) for k in range(places)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    taken = []
    while any(thread.is_alive() for thread in threads) and len(taken) < 400:
        started = time.perf_counter()
        server.http.get("/health")
        taken.append(time.perf_counter() - started)
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    taken.sort()
    return {"health_p99_s": taken[int(0.99 * (len(taken) - 1))] if taken else 0.0}


def machine(options: argparse.Namespace) -> dict[str, Any]:
    """What it ran on."""
    name = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        name = next(
            (x.split(":")[1].strip() for x in info.read_text().splitlines() if x.startswith("model name")), name
        )
    return {
        "cpu": name,
        "cores": usable_cores(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.platform(),
        "python": platform.python_version(),
        "hint": options.hint or "default",
        "load": os.getloadavg()[0],
        "date": time.strftime("%Y-%m-%d"),
    }


def ratios(results: dict[str, Any]) -> list[tuple[str, float, str]]:
    """What the engine is judged by, each with the bound it should keep."""
    of = results["rows"]
    mine = of["engine"]
    found = []
    if "bare" in of:
        found.append(("decode, one stream, over the bare pipeline", mine["decode"] / of["bare"]["decode"], "≥ 0.95"))
        if 16 in mine["streams"]:
            total = mine["streams"][16]["total"] / of["bare"]["streams"][16]["total"]
            found.append(("total at 16 streams over the bare pipeline", total, "≥ 0.92"))
    for name, title, decode, prefill in (
        ("llama", "llama.cpp Q4_K_M", "≥ 1.5", "≥ 1.4"),
        ("transformers", "transformers bfloat16", "≥ 3.5", ""),
    ):
        if name in of:
            found.append((f"decode over {title}", mine["decode"] / of[name]["decode"], decode))
            found.append((f"prefill over {title}", mine["prefill"] / of[name]["prefill"], prefill))
    warm = mine["second_turn_warm_s"] / mine["second_turn_cold_s"]
    found.append(("first token of a second turn over cold", warm, "≤ 0.25"))
    found.append(
        ("first token beside ten of another's over alone", mine["fair_beside_s"] / mine["fair_alone_s"], "≤ 2")
    )
    if 16 in mine["streams"]:
        found.append(("median learner of sixteen, tok/s", mine["streams"][16]["learner_p50"], "≥ 4.5"))
    found.append(("memory of web and engine together, GB", mine["memory"] / 1e9, "≤ 2.2"))
    found.append(("process start to ready, s", mine["ready_s"], "≤ 10"))
    return found


def table(results: dict[str, Any]) -> str:
    """The figures as Markdown."""
    of = results["rows"]
    lines = ["| row | decode tok/s | prefill tok/s | cold first token s | warm | memory GB | start to ready s |"]
    lines.append("|---|---|---|---|---|---|---|")
    for name, row in of.items():
        cold, warm = (f"{row[k]:.2f}" if k in row else "" for k in ("first_cold_s", "first_warm_s"))
        speeds = f"{row['decode']:.1f} | {row['prefill']:.0f}"
        lines.append(f"| {name} | {speeds} | {cold} | {warm} | {row['memory'] / 1e9:.2f} | {row['ready_s']:.1f} |")
    lines += ["", "| streams | row | total tok/s | a learner's tok/s | gap ms | first token p50 s | p95 s |"]
    lines.append("|---|---|---|---|---|---|---|")
    for count in of["engine"]["streams"]:
        for name in ("bare", "engine"):
            if name in of:
                s = of[name]["streams"][count]
                lines.append(
                    f"| {count} | {name} | {s['total']:.1f} | {s['learner_p50']:.1f} | {1000 * s['gap_p50']:.0f} |"
                    f" {s['first_p50']:.2f} | {s['first_p95']:.2f} |"
                )
    lines += ["", "| what is judged | measured | bound |", "|---|---|---|"]
    lines += [f"| {what} | {value:.2f} | {bound} |" for what, value, bound in ratios(results)]
    lines.append(f"| /health p99 with a full queue, ms | {1000 * of['engine']['health_p99_s']:.0f} | ≤ 50 |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
