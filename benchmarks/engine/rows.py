"""The rows that are compared. Each lives in a process of its own and answers commands, one JSON line each.

    python -m benchmarks.engine.rows bare|transformers|llama --model PATH [--hint f32] …

Commands: {"do": "one", "words", "tokens", "seed"} {"do": "streams", "count", "tokens", "seed"} {"do": "memory"}.
`bare` is OpenVINO GenAI's continuous batching as its documentation shows it, in the configuration of the engine.
"""

import argparse
import itertools
import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.engine.load import Timing, shared_prefix, words


class Bare:
    """OpenVINO GenAI alone: one loop, no server, no scheduler, text not even assembled."""

    def __init__(self, model: Path, options: argparse.Namespace) -> None:
        sys.modules.setdefault("openvino_telemetry", None)
        import openvino_genai

        self.genai = openvino_genai
        config = openvino_genai.SchedulerConfig()
        config.num_kv_blocks = options.kv_tokens // 32
        config.max_num_batched_tokens = 256
        config.dynamic_split_fuse = True
        config.enable_prefix_caching = True
        config.max_num_seqs = options.slots
        properties: dict[str, Any] = {"INFERENCE_NUM_THREADS": options.threads}
        if options.hint:
            properties["INFERENCE_PRECISION_HINT"] = options.hint
        self.pipeline = openvino_genai.ContinuousBatchingPipeline(model, config, "CPU", properties)
        self.number = 0
        self.tokenizer = self.pipeline.get_tokenizer()
        self.run([words(230, 1)], 4)
        self.run([words(75, 2)], 4)
        for size in (1, 2, 4, 8, 16, 32):  # as the engine warms up
            self.run([f"{k} {words(size, k)}" for k in range(min(size, options.slots))], 4)

    def run(self, prompts: list[str], tokens: int) -> list[Timing]:
        """All prompts at once."""
        config = self.genai.GenerationConfig()
        config.max_new_tokens, config.ignore_eos, config.do_sample = tokens, True, False
        config.apply_chat_template = False
        started = time.perf_counter()
        handles, times = {}, {}
        for prompt in prompts:
            handles[self.number] = self.pipeline.add_request(self.number, prompt, config)
            times[self.number] = []
            self.number += 1
        while self.pipeline.has_non_finished_requests():
            self.pipeline.step()
            now = time.perf_counter() - started
            for number, handle in handles.items():
                if handle.can_read():
                    for output in handle.read().values():
                        times[number] += [now] * len(output.generated_ids)
        lengths = [int(self.tokenizer.encode(prompt).input_ids.shape[1]) for prompt in prompts]
        return [_timing(t, length) for t, length in zip(times.values(), lengths, strict=True)]


class Transformers:
    """The transformers library's plain generate in bfloat16, as its documentation shows it."""

    def __init__(self, model: Path, options: argparse.Namespace) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        torch.set_num_threads(options.threads)
        self.torch = torch
        self.tokenizer = AutoTokenizer.from_pretrained(model)
        self.tokenizer.pad_token = self.tokenizer.eos_token
        self.tokenizer.padding_side = "left"
        self.model = AutoModelForCausalLM.from_pretrained(model, dtype=torch.bfloat16).eval()
        self.run(["warm up"], 2)

    def run(self, prompts: list[str], tokens: int) -> list[Timing]:
        """One static batch."""
        from transformers.generation.streamers import BaseStreamer

        times: list[float] = []
        started = time.perf_counter()

        class Clock(BaseStreamer):
            def put(self, value: Any) -> None:
                times.append(time.perf_counter() - started)

            def end(self) -> None: ...

        inputs = self.tokenizer(prompts, return_tensors="pt", padding=True)
        streamer = {"streamer": Clock()} if len(prompts) == 1 else {}
        with self.torch.inference_mode():
            self.model.generate(
                **inputs, max_new_tokens=tokens, min_new_tokens=tokens, do_sample=False, use_cache=True,
                pad_token_id=self.tokenizer.pad_token_id, **streamer,
            )  # fmt: skip
        ended = time.perf_counter() - started
        if len(prompts) == 1:
            # The first call of put hands over the prompt.
            return [_timing(times[1:], int(inputs["input_ids"].shape[1]))]
        return [Timing(ended, ended, tokens) for _ in prompts]


class Llama:
    """llama.cpp through llama-cpp-python, Q4_K_M, one stream: what Ollama and others run underneath."""

    def __init__(self, model: Path, options: argparse.Namespace) -> None:
        import llama_cpp

        self.llama = llama_cpp.Llama(
            str(model),
            n_ctx=2048,
            n_threads=options.threads,
            n_threads_batch=options.threads,
            n_batch=512,
            verbose=False,
        )
        self.run(["warm up"], 2)

    def run(self, prompts: list[str], tokens: int) -> list[Timing]:
        """One after the other: the binding has no batching of requests."""
        found = []
        for prompt in prompts:
            self.llama.reset()
            ids = self.llama.tokenize(prompt.encode())
            started = time.perf_counter()
            times = []
            for _ in self.llama.generate(ids, temp=0.0, reset=True):
                times.append(time.perf_counter() - started)
                if len(times) >= tokens:
                    break
            found.append(_timing(times, len(ids)))
        return found


def _timing(times: list[float], prompt: int) -> Timing:
    gaps = tuple(b - a for a, b in itertools.pairwise(times))
    return Timing(times[0], times[-1], len(times), gaps, prompt)


def resident() -> int:
    """This process's resident memory in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


ROWS = {"bare": Bare, "transformers": Transformers, "llama": Llama}


def main() -> None:
    """Load, say ready, answer commands until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("row", choices=ROWS)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--hint", default="")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--slots", type=int, default=32)
    parser.add_argument("--kv-tokens", type=int, default=40_000)
    options = parser.parse_args()
    row = ROWS[options.row](options.model, options)
    answer = sys.__stdout__
    print(json.dumps({"ready": True}), file=answer, flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "memory":
            result: Any = resident()
        else:
            if command["do"] == "streams":
                prompts = [f"{shared_prefix()} {k} {words(20, command['seed'] + k)}" for k in range(command["count"])]
            else:
                prompts = [words(command["words"], command["seed"])]
            timings = row.run(prompts, command["tokens"])
            result = [[t.first_s, t.last_s, t.tokens, list(t.gaps), t.prompt] for t in timings]
        print(json.dumps(result), file=answer, flush=True)


if __name__ == "__main__":
    main()
