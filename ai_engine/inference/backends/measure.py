"""The child process that measures both precision hints: `python -m ai_engine.inference.backends.measure FD PARENT DIR`.

Prints one JSON object: for each hint its speeds, the best of two rounds, the hints in turns.
"""

import json
import os
import socket
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ai_engine.inference.backends.openvino import import_genai, open_pipeline
from ai_engine.inference.orphan import die_with_parent
from ai_engine.inference.tuning import HINTS, Measured

_KV_TOKENS = 8_192
_PROMPT = 512


class _Bench:
    """One pipeline and the runs that are timed on it."""

    def __init__(self, folder: Path, hint: str, vocabulary: int) -> None:
        self._genai, self._tensor = import_genai()
        self._pipeline = open_pipeline(self._genai, folder, _KV_TOKENS, 8, hint)
        self._vocabulary = vocabulary
        self._count = 0

    def measure(self) -> Measured:
        """Warm up, then time a prompt of 512 tokens, and decode steps for one request and for eight."""
        self._run(1, _PROMPT, 2)
        self._run(8, 16, 3)
        prefill = min(sum(self._run(1, _PROMPT, 1)) for _ in range(2))
        alone = statistics.median(self._run(1, 64, 20)[2:])
        many = statistics.median(self._run(8, 32, 16)[4:])
        return Measured(prefill=_PROMPT / prefill, step_1_s=alone, step_8_s=many)

    def _run(self, requests: int, prompt: int, answer: int) -> list[float]:
        """Seconds of each step while so many new requests are answered."""
        handles = [self._add(prompt, answer) for _ in range(requests)]
        steps = []
        while self._pipeline.has_non_finished_requests():
            begin = time.perf_counter()
            self._pipeline.step()
            steps.append(time.perf_counter() - begin)
            for handle in handles:
                if handle.can_read():
                    handle.read()
        return steps

    def _add(self, prompt: int, answer: int) -> Any:
        self._count += 1
        config = self._genai.GenerationConfig()
        config.max_new_tokens = answer
        config.ignore_eos = True
        config.set_eos_token_id(0)
        config.do_sample = False
        # Each text begins differently, so that nothing of it is in the prefix cache.
        tokens = [(self._count * 7919 + place * 31) % (self._vocabulary - 10) + 5 for place in range(prompt)]
        return self._pipeline.add_request(self._count, self._tensor([tokens]), config)


def main(arguments: Sequence[str]) -> int:
    """Measure and print. Returns the exit status."""
    die_with_parent(int(arguments[1]), socket.socket(fileno=int(arguments[0])))
    folder = Path(arguments[2])
    vocabulary = int(json.loads((folder / "config.json").read_text(encoding="utf-8")).get("vocab_size", 400))
    rounds: dict[str, list[Measured]] = {hint: [] for hint in HINTS}
    for _ in range(2):
        for hint in HINTS:
            rounds[hint].append(_Bench(folder, hint, vocabulary).measure())
    best = {
        hint: Measured(
            prefill=max(one.prefill for one in measured),
            step_1_s=min(one.step_1_s for one in measured),
            step_8_s=min(one.step_8_s for one in measured),
        )
        for hint, measured in rounds.items()
    }
    print(json.dumps({hint: asdict(speeds) for hint, speeds in best.items()}), flush=True)
    return 0


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
