"""Decode steps on a GPU as CUDA graphs: recorded once for each batch size and length, then replayed as one launch.

A small model's step is hundreds of short kernels, and launching them from Python takes several times as long as
running them. A graph needs tensors at fixed places and of fixed sizes, so batches are padded up to the next size.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch

from ai_engine.inference.backends.attention import KeyValuePool, Part, Plan, Span, slots_of
from ai_engine.inference.backends.blocks import BLOCK_SIZE

Forward = Callable[[torch.Tensor, Plan], torch.Tensor]
"""Token ids [1, tokens] and a plan to logits [tokens, vocabulary]."""


class DecodeBatch:
    """The inputs of a step of `rows` requests with up to `blocks` blocks each, at fixed places.

    Rows that are too many read and write the `scratch` block, which belongs to no request.
    """

    def __init__(self, pool: KeyValuePool, rows: int, blocks: int, scratch: int) -> None:
        device = pool.keys[0].device
        self.rows = rows
        self.blocks = blocks
        self._scratch = scratch
        self._pool = pool
        self._tokens = torch.zeros((1, rows), dtype=torch.long, device=device)
        self._positions = torch.zeros(rows, dtype=torch.long, device=device)
        self._slots = torch.full((rows,), scratch * BLOCK_SIZE, dtype=torch.long, device=device)
        self._table = torch.full((rows, blocks), scratch, dtype=torch.long, device=device)

    def fill(self, tokens: Sequence[int], spans: Sequence[Span]) -> None:
        """Put in the last token of each request and where it stands."""
        spare = self.rows - len(spans)
        self._put(self._tokens[0], [*tokens, *([0] * spare)])
        self._put(self._positions, [*(span.start for span in spans), *([0] * spare)])
        slots = [slot for span in spans for slot in slots_of(span)]
        self._put(self._slots, [*slots, *([self._scratch * BLOCK_SIZE] * spare)])
        rows = [list(span.blocks[: span.start // BLOCK_SIZE + 1]) for span in spans]
        padded = [row + [self._scratch] * (self.blocks - len(row)) for row in rows]
        self._put(self._table, padded + [[self._scratch] * self.blocks] * spare)

    def run(self, forward: Forward) -> torch.Tensor:
        """Logits [rows, vocabulary] of what was filled in."""
        part = Part(0, self.rows, self.rows, self._table, self._positions[:, None])
        return forward(self._tokens, Plan(self._pool, self._positions, self._slots, [part]))

    @staticmethod
    def _put(target: torch.Tensor, values: Sequence[Any]) -> None:
        target.copy_(torch.tensor(values, dtype=torch.long), non_blocking=True)


class DecodeGraphs:
    """Recorded decode steps by batch size and length. The GPU's memory for their inner results is shared."""

    def __init__(self, forward: Forward, pool: KeyValuePool, scratch: int) -> None:
        self._forward = forward
        self._pool = pool
        self._scratch = scratch
        self._memory = torch.cuda.graph_pool_handle()
        self._recorded: dict[tuple[int, int], tuple[DecodeBatch, torch.cuda.CUDAGraph, torch.Tensor]] = {}

    def run(self, tokens: Sequence[int], spans: Sequence[Span]) -> torch.Tensor:
        """Logits [requests, vocabulary] of one decode step."""
        rows, blocks = padded_size(spans)
        if (rows, blocks) not in self._recorded:
            self._recorded[rows, blocks] = self._record(rows, blocks)
        batch, graph, logits = self._recorded[rows, blocks]
        batch.fill(tokens, spans)
        graph.replay()
        return logits[: len(spans)]

    def _record(self, rows: int, blocks: int) -> tuple[DecodeBatch, torch.cuda.CUDAGraph, torch.Tensor]:
        batch = DecodeBatch(self._pool, rows, blocks, self._scratch)
        # Libraries choose their kernels in the first runs, which must not be recorded.
        beside = torch.cuda.Stream()
        beside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(beside):
            for _ in range(2):
                batch.run(self._forward)
        torch.cuda.current_stream().wait_stream(beside)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self._memory):
            logits = batch.run(self._forward)
        return batch, graph, logits


def padded_size(spans: Sequence[Span]) -> tuple[int, int]:
    """Rows and blocks to pad to: powers of two, so that a few dozen graphs serve every load."""
    longest = max(span.start // BLOCK_SIZE + 1 for span in spans)
    return _power_of_two(len(spans)), _power_of_two(max(longest, 16))


def _power_of_two(number: int) -> int:
    return 1 << (number - 1).bit_length()
