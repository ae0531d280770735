"""Attention of many requests in one forward pass over the block pool, as a transformers attention function.

All tokens of a step are packed into one row: first one token of each decoding request, then chunks of prompts. The
weights are read once for all of them, which is what bounds speed on a CPU.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from transformers import AttentionInterface

from ai_engine.inference.backends.blocks import BLOCK_SIZE

NAME = "ai_engine_blocks"


@dataclass(slots=True)
class Span:
    """The new tokens of one request: `count` of them from position `start`, and all its blocks up to their end."""

    start: int
    count: int
    blocks: Sequence[int]


class KeyValuePool:
    """Keys and values of every layer, by block: tensors of [blocks, BLOCK_SIZE, heads, head size]."""

    def __init__(self, blocks: int, config: Any, dtype: torch.dtype, device: torch.device) -> None:
        heads = getattr(config, "num_key_value_heads", None) or config.num_attention_heads
        size = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
        shape = (blocks, BLOCK_SIZE, heads, size)
        layers = range(config.num_hidden_layers)
        # Zeros: a masked place may hold any finite number, but never NaN. On a CPU, untouched pages take no memory.
        self.keys = [torch.zeros(shape, dtype=dtype, device=device) for _ in layers]
        self.values = [torch.zeros(shape, dtype=dtype, device=device) for _ in layers]
        self.bytes_per_token = 2 * len(self.keys) * heads * size * self.keys[0].element_size()


@dataclass(slots=True)
class Part:
    """Requests attended together: queries [first, last) of the packed row, `rows` of them side by side."""

    first: int
    last: int
    rows: int
    table: torch.Tensor
    queries: torch.Tensor  # positions, [rows, queries a row]
    masks: dict[int, torch.Tensor] = field(default_factory=dict)

    def mask(self, window: int, groups: int) -> torch.Tensor:
        """True where a query may look: at its own position and before, within `window` tokens unless that is 0."""
        if window not in self.masks:
            keys = torch.arange(self.table.shape[1] * BLOCK_SIZE, device=self.table.device)
            distance = self.queries[:, :, None] - keys
            allowed = distance >= 0 if not window else (distance >= 0) & (distance < window)
            self.masks[window] = allowed.repeat(1, groups, 1)[:, None]
        return self.masks[window]


@dataclass(slots=True)
class Plan:
    """What one forward pass reads and writes; the same for every layer."""

    pool: KeyValuePool
    positions: torch.Tensor
    slots: torch.Tensor
    parts: list[Part]

    def attend(
        self, layer: int, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, scale: float, window: int
    ) -> torch.Tensor:
        """Store the new keys and values, then attend: [1, heads, tokens, size] gives [1, tokens, heads, size]."""
        keys, values = self.pool.keys[layer], self.pool.values[layer]
        keys.view(-1, *keys.shape[2:])[self.slots] = key[0].transpose(0, 1)
        values.view(-1, *values.shape[2:])[self.slots] = value[0].transpose(0, 1)
        outputs = [self._part(part, query, keys, values, scale, window) for part in self.parts]
        return (outputs[0] if len(outputs) == 1 else torch.cat(outputs))[None]

    def _part(
        self, part: Part, query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, scale: float, window: int
    ) -> torch.Tensor:
        heads, size, shared = query.shape[1], query.shape[3], keys.shape[2]
        groups, count = heads // shared, (part.last - part.first) // part.rows
        # The query heads that share a key head become more queries of it: nothing is repeated in memory.
        asked = query[0, :, part.first : part.last].reshape(shared, groups, part.rows, count, size)
        asked = asked.permute(2, 0, 1, 3, 4).reshape(part.rows, shared, groups * count, size)
        key = keys[part.table].flatten(1, 2).transpose(1, 2)
        value = values[part.table].flatten(1, 2).transpose(1, 2)
        out = torch.nn.functional.scaled_dot_product_attention(
            asked, key, value, attn_mask=part.mask(window, groups), scale=scale
        )
        out = out.view(part.rows, shared, groups, count, size).permute(0, 3, 1, 2, 4)
        return out.reshape(part.rows * count, heads, size)


def plan_for(pool: KeyValuePool, decoding: Sequence[Span], prompts: Sequence[Span]) -> Plan:
    """The plan of a pass over one token of each decoding request and then chunks of prompts."""
    device = pool.keys[0].device
    spans = [*decoding, *prompts]
    parts = [_part(decoding, 0, device)] if decoding else []
    first = len(decoding)
    for span in prompts:
        parts.append(_part([span], first, device))
        first += span.count
    return Plan(
        pool,
        positions=torch.tensor([p for s in spans for p in range(s.start, s.start + s.count)], device=device),
        slots=torch.tensor([slot for span in spans for slot in slots_of(span)], device=device),
        parts=parts,
    )


def slots_of(span: Span) -> list[int]:
    """Where the span's new tokens stand in the pool, counted in tokens."""
    places = range(span.start, span.start + span.count)
    return [span.blocks[place // BLOCK_SIZE] * BLOCK_SIZE + place % BLOCK_SIZE for place in places]


def _part(spans: Sequence[Span], first: int, device: torch.device) -> Part:
    longest = max(-(-(span.start + span.count) // BLOCK_SIZE) for span in spans)
    table = [[*span.blocks[:longest], *([span.blocks[0]] * (longest - len(span.blocks)))] for span in spans]
    queries = [list(range(span.start, span.start + span.count)) for span in spans]
    return Part(
        first=first,
        last=first + sum(span.count for span in spans),
        rows=len(spans),
        table=torch.tensor(table, device=device),
        queries=torch.tensor(queries, device=device),
    )


def register() -> str:
    """Make the attention known to transformers; returns the name that a model is to be given."""
    AttentionInterface.register(NAME, _attention)
    return NAME


def _attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    *,
    plan: Plan,
    scaling: float | None = None,
    sliding_window: int | None = None,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    return plan.attend(module.layer_idx, query, key, value, scale, sliding_window or 0), None
