"""The next token of each request from its logits. A seeded request draws the same, whoever runs beside it."""

import random
from collections import Counter
from collections.abc import Sequence

import torch

from ai_engine.inference.protocol import Sampling

_NARROW = 1_024  # Candidates that nearly always hold top_p's mass; a full sort of the vocabulary is the fallback.


class TokenSampler:
    """One request's choice of tokens: its parameters, its own random numbers and what it has said so far."""

    def __init__(self, sampling: Sampling, prompt: Sequence[int], eos: Sequence[int]) -> None:
        self.sampling = sampling
        self.eos = tuple(eos)
        self.generated: Counter[int] = Counter()
        self._random = random.Random(sampling.seed)  # noqa: S311  (the choice of a word is no secret)
        self._seen = set(prompt) if sampling.repetition_penalty != 1 else None

    @property
    def greedy(self) -> bool:
        """Whether the likeliest token is taken each time."""
        return self.sampling.temperature <= 0 or self.sampling.top_k == 1

    def draw(self) -> float:
        """A number in [0, 1) from this request's own generator."""
        return self._random.random()

    def accept(self, token: int) -> None:
        """Note the token that was chosen."""
        self.generated[token] += 1
        if self._seen is not None:
            self._seen.add(token)

    def penalise(self, logits: torch.Tensor) -> None:
        """Change one row of logits in place: penalties as CTRL (repetition) and OpenAI (presence, frequency) define."""
        chosen = self.sampling
        if self._seen:
            seen = torch.tensor(sorted(self._seen), device=logits.device)
            values = logits[seen]
            factor = chosen.repetition_penalty
            logits[seen] = torch.where(values > 0, values / factor, values * factor)
        if (chosen.presence_penalty or chosen.frequency_penalty) and self.generated:
            tokens = torch.tensor(list(self.generated), device=logits.device)
            counts = torch.tensor(list(self.generated.values()), device=logits.device, dtype=logits.dtype)
            logits[tokens] -= chosen.presence_penalty + chosen.frequency_penalty * counts
        if self.generated.total() < chosen.min_tokens and self.eos:
            logits[list(self.eos)] = -torch.inf


def choose(logits: torch.Tensor, samplers: Sequence[TokenSampler]) -> list[int]:
    """The next token for each row of logits [requests, vocabulary]; each sampler has noted its own."""
    logits = logits.float()
    for row, sampler in enumerate(samplers):
        sampler.penalise(logits[row])
    tokens = logits.argmax(-1)
    drawing = [row for row, sampler in enumerate(samplers) if not sampler.greedy]
    if drawing:
        tokens[drawing] = _draw(logits[drawing], [samplers[row] for row in drawing])
    chosen: list[int] = tokens.tolist()
    for token, sampler in zip(chosen, samplers, strict=True):
        sampler.accept(token)
    return chosen


def _draw(logits: torch.Tensor, samplers: Sequence[TokenSampler]) -> torch.Tensor:
    """Sample by inverting the cumulative distribution at one number of each request's own generator."""

    def column(values: Sequence[float]) -> torch.Tensor:
        return torch.tensor(values, device=logits.device, dtype=torch.float32)[:, None]

    probabilities = torch.softmax(logits / column([s.sampling.temperature for s in samplers]), dim=-1)
    top_p = column([s.sampling.top_p for s in samplers])
    size = logits.shape[-1]
    top_k = column([s.sampling.top_k if s.sampling.top_k > 0 else size for s in samplers])
    draws = column([s.draw() for s in samplers])
    if bool((top_p >= 1).all()) and bool((top_k >= size).all()):
        return _invert(probabilities, draws)
    ordered, indices = probabilities.topk(min(size, _NARROW), dim=-1)
    wide = (top_k > ordered.shape[-1]) & (ordered.sum(-1, keepdim=True) < top_p)
    if ordered.shape[-1] < size and bool(wide.any()):
        ordered, indices = probabilities.sort(dim=-1, descending=True)
    ranks = torch.arange(ordered.shape[-1], device=logits.device)
    kept = (ranks < top_k) & (ordered.cumsum(-1) - ordered < top_p)
    kept[:, 0] = True
    place = _invert(ordered * kept, draws)
    return indices.gather(-1, place[:, None])[:, 0]


def _invert(weights: torch.Tensor, draws: torch.Tensor) -> torch.Tensor:
    cumulative = weights.double().cumsum(-1)
    target = draws.double() * cumulative[:, -1:]
    place = torch.searchsorted(cumulative, target, right=True)[:, 0]
    return place.clamp_(max=weights.shape[-1] - 1)
