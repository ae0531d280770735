"""The transformers backend on a GPU against the library's plain `generate`: `python -m benchmarks.gpu [--model DIR]`.

Without --model a model of TinyLlama-1.1B's shape with random weights is built, so that nothing has to be fetched:
speed does not depend on what the weights say. Each load is run by both in the same process, in turns.
"""

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import torch

from ai_engine.inference.backends.transformers import TransformersBackend
from ai_engine.inference.options import EngineOptions
from ai_engine.inference.protocol import GenerationRequest, Sampling
from tests.backends.tiny import write_tokenizer

QUESTION = "Why does my loop stop one number before the end of the range? "


def main() -> None:
    """Run all loads and print a table and one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="a folder with a causal model; default: TinyLlama's shape, random")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--streams", type=int, nargs="+", default=[1, 16, 100])
    parser.add_argument("--tokens", type=int, default=128, help="tokens of each answer")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model = options.model or write_tinyllama_shape(Path(folder))
        backend = TransformersBackend(
            EngineOptions(
                "transformers",
                "bench",
                folder=str(model),
                device=options.device,
                kv_cache_tokens=max(40_000, 1_024 * max(options.streams)),
                max_slots=max(options.streams),
            ),
            print,
        )
        began = time.perf_counter()
        backend.load()
        print(f"loaded and warm in {time.perf_counter() - began:.1f} s on {device_name(options.device)}")
        measure(backend, 1, 8, "warm")
        rows = []
        for streams in options.streams:
            ours = measure(backend, streams, options.tokens, f"s{streams}")
            plain = by_generate(backend, streams, options.tokens)
            rows.append({"streams": streams, **ours, **plain})
    print(f"{'streams':>8} {'tok/s':>9} {'generate':>9} {'ratio':>6} {'first p50':>10} {'first p95':>10} {'gap ms':>7}")
    for row in rows:
        ratio = row["tok_s"] / row["generate_tok_s"]
        print(
            f"{row['streams']:>8} {row['tok_s']:>9.0f} {row['generate_tok_s']:>9.0f} {ratio:>6.2f} "
            f"{row['first_p50_ms']:>8.0f}ms {row['first_p95_ms']:>8.0f}ms {row['gap_ms']:>7.1f}"
        )
    print(json.dumps({"device": device_name(options.device), "tokens": options.tokens, "rows": rows}))


def measure(backend: TransformersBackend, streams: int, tokens: int, label: str) -> dict[str, float]:
    """All streams at once through the backend, greedy, each prompt its own."""
    for number in range(streams):
        prompt = f"{label} {number}: " + QUESTION * 4
        sampling = Sampling(max_tokens=tokens, temperature=0, ignore_eos=True)
        backend.start(GenerationRequest(f"{label}-{number}", prompt=prompt, sampling=sampling))
    began, first, gaps, last = time.perf_counter(), dict[str, float](), list[float](), dict[str, float]()
    count = 0
    while backend.has_work():
        for chunk in backend.step():
            now = time.perf_counter()
            first.setdefault(chunk.id, now - began)
            if chunk.id in last:
                gaps.append(now - last[chunk.id])
            last[chunk.id] = now
            count += chunk.tokens
    took = time.perf_counter() - began
    ordered = sorted(first.values())
    return {
        "tok_s": count / took,
        "first_p50_ms": 1e3 * statistics.median(ordered),
        "first_p95_ms": 1e3 * ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))],
        "gap_ms": 1e3 * statistics.median(gaps),
    }


def by_generate(backend: TransformersBackend, streams: int, tokens: int) -> dict[str, float]:
    """The same texts by transformers' `generate` as one padded batch, the best case of plain use."""
    model: Any = backend._model
    ids = [
        backend._encoder.encode(GenerationRequest("", prompt=f"plain {number}: " + QUESTION * 4))
        for number in range(streams)
    ]
    longest = max(map(len, ids))
    rows = torch.tensor([[0] * (longest - len(row)) + row for row in ids], device=model.device)
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in ids], device=model.device)
    ours = model.config._attn_implementation
    model.set_attn_implementation("sdpa")
    try:
        with torch.inference_mode():
            begin = 0.0
            for length in (4, tokens):  # the first run warms up
                begin = time.perf_counter()
                exact = {"max_new_tokens": length, "min_new_tokens": length}
                model.generate(rows, attention_mask=mask, do_sample=False, pad_token_id=0, **exact)
                if torch.cuda.is_available():
                    torch.cuda.synchronize()
            took = time.perf_counter() - begin
    finally:
        model.set_attn_implementation(ours)
    return {"generate_tok_s": streams * tokens / took}


def write_tinyllama_shape(folder: Path) -> Path:
    """TinyLlama-1.1B's dimensions with random weights in bfloat16, and a small tokenizer."""
    from transformers import LlamaConfig, LlamaForCausalLM

    write_tokenizer(folder)
    config = LlamaConfig(
        vocab_size=32_000,
        hidden_size=2_048,
        intermediate_size=5_632,
        num_hidden_layers=22,
        num_attention_heads=32,
        num_key_value_heads=4,
        max_position_embeddings=2_048,
        bos_token_id=1,
        eos_token_id=2,
        dtype="bfloat16",
    )
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    try:
        torch.manual_seed(0)
        LlamaForCausalLM(config).save_pretrained(folder)
    finally:
        torch.set_default_dtype(before)
    return folder


def device_name(device: str) -> str:
    """The GPU's name, or cpu."""
    return torch.cuda.get_device_name(0) if device == "cuda" else device


if __name__ == "__main__":
    main()
