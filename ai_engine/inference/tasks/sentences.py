"""Sentences to vectors (MiniLM and its like), and to a mood (DistilBERT on SST-2)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from ai_engine.inference.tasks.sentence_tokens import read_object, window

_BATCH = 32


class Embedder:
    """Vectors of length 1, whose dot product is the cosine similarity: mean pooling, as sentence-transformers does."""

    def __init__(self, model: Any, tokenizer: Any, device: str, folder: Path | None = None) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._device = device
        pooling = read_object(folder, "1_Pooling/config.json")
        self._first_token = bool(pooling.get("pooling_mode_cls_token"))
        self._length = window(folder)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text. What is longer than the model's window is cut."""

        def vectors(batch: Sequence[str]) -> list[list[float]]:
            inputs = _tokens(self._tokenizer, batch, self._length, self._device)
            hidden = self._model(**inputs).last_hidden_state.float()
            if self._first_token:
                pooled = hidden[:, 0]
            else:
                weights = inputs["attention_mask"][:, :, None].float()
                pooled = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            normal: list[list[float]] = torch.nn.functional.normalize(pooled, dim=-1).tolist()
            return normal

        return _by_length(texts, vectors)


class MoodReader:
    """Label and probability of a sentence's mood."""

    def __init__(self, model: Any, tokenizer: Any, device: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._device = device
        self._labels = [str(model.config.id2label[number]).lower() for number in range(model.config.num_labels)]

    def read(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """For each text `label` (positive, negative) and `score`, its probability."""

        def moods(batch: Sequence[str]) -> list[dict[str, Any]]:
            inputs = _tokens(self._tokenizer, batch, 128, self._device)
            best = self._model(**inputs).logits.float().softmax(-1).max(-1)
            scores, places = best.values.tolist(), best.indices.tolist()
            return [
                {"label": self._labels[place], "score": round(score, 4)}
                for place, score in zip(places, scores, strict=True)
            ]

        return _by_length(texts, moods)


def _by_length(texts: Sequence[str], run: Callable[[Sequence[str]], list[Any]]) -> list[Any]:
    """Run in batches of texts of like length, so that little is padded; answers in the order of the texts."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    answers: dict[int, Any] = {}
    with torch.inference_mode():
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            answers.update(zip(part, run([texts[number] for number in part]), strict=True))
    return [answers[number] for number in range(len(texts))]


def _tokens(tokenizer: Any, texts: Sequence[str], length: int, device: str) -> Any:
    return tokenizer(list(texts), padding=True, truncation=True, max_length=length, return_tensors="pt").to(device)
