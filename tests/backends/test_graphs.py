"""Decode steps padded to fixed sizes, as the GPU replays them: the same numbers as the plain step."""

from pathlib import Path

import pytest
import torch

from ai_engine.inference.backends.attention import Span
from ai_engine.inference.backends.graphs import DecodeBatch, padded_size
from ai_engine.inference.backends.transformers import TransformersBackend
from ai_engine.inference.options import EngineOptions
from ai_engine.inference.protocol import GenerationRequest, Sampling
from ai_engine.models import ModelLoader
from tests.backends.tiny import write_llama

PROMPTS = ["Why?", "Why does my list index run out of range? " * 4, "def f(x):"]


def load(folder: Path, device: str) -> TransformersBackend:
    ModelLoader.reset()
    options = EngineOptions("transformers", "tiny", folder=str(folder), device=device, kv_cache_tokens=4096)
    backend = TransformersBackend(options, lambda phase: None)
    backend.load()
    return backend


def test_padded_rows_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three requests padded to four rows and sixteen blocks get the logits of the plain step."""
    monkeypatch.setattr("ai_engine.models.loader.pick_dtype", lambda device, large: torch.float32)
    backend = load(write_llama(tmp_path), "cpu")
    for number, prompt in enumerate(PROMPTS):
        backend.start(GenerationRequest(str(number), prompt=prompt, sampling=Sampling(temperature=0, max_tokens=9)))
    while not all(job.decoding for job in backend._running) or backend._waiting:
        backend.step()
    jobs = backend._running
    spans = [Span(job.computed, 1, job.blocks) for job in jobs]
    tokens = [job.tokens[-1] for job in jobs]
    plain = backend._logits(jobs, spans, [])
    rows, blocks = padded_size(spans)
    batch = DecodeBatch(backend._pool, rows, blocks, scratch=backend._blocks.count)
    with torch.inference_mode():
        batch.fill(tokens, spans)
        padded = batch.run(backend._forward)

    assert (rows, blocks) == (4, 16)
    torch.testing.assert_close(padded[:3], plain)
    ModelLoader.reset()


@pytest.mark.gpu
@pytest.mark.optional
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA GPU")
def test_replayed_steps_say_what_plain_ones_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a GPU, texts by recorded graphs equal texts by plain steps, for requests that come and go."""
    monkeypatch.setattr("ai_engine.models.loader.pick_dtype", lambda device, large: torch.float32)
    backend = load(write_llama(tmp_path), "cuda")

    def texts() -> dict[str, str]:
        said = {str(number): "" for number in range(6)}
        for number in range(6):
            sampling = Sampling(temperature=0.7 * (number % 2), seed=number, max_tokens=8 + 5 * number, ignore_eos=True)
            backend.start(GenerationRequest(str(number), prompt=PROMPTS[number % 3], sampling=sampling))
        while backend.has_work():
            for chunk in backend.step():
                said[chunk.id] += chunk.text
        return said

    by_graphs = texts()
    backend._graphs = None

    assert texts() == by_graphs
    ModelLoader.reset()
