"""Better names for variables, by the task CodeT5 was trained on: predict an identifier masked at all its places.

Source: Wang et al. 2021, "CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models", section 3.2.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import torch

from ai_engine.inference.tasks.identifiers import VagueName, is_acceptable, names_in, snake_case, vague_names

MAX_NAMES = 4
"""Names of one program that are worth an answer at once; more would take longer than a learner reads."""
_WINDOW = 192
"""Tokens the encoder sees of a program, around the name's first places: some twenty lines."""
_BEFORE = 64
_BEAMS = 4
_LENGTH = 5


@dataclass(frozen=True, slots=True)
class _Question:
    program: int
    name: VagueName
    tokens: list[int]


class NamePredictor:
    """CodeT5 and its tokenizer, asked for identifiers only."""

    def __init__(self, model: Any, tokenizer: Any, device: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._device = device
        self._mask, self._next_mask = tokenizer.convert_tokens_to_ids(["<extra_id_0>", "<extra_id_1>"])
        self._ends = [tokenizer.eos_token_id, self._next_mask]
        # The vocabulary's tokens by their text; an identifier's first token may carry the space before it.
        size = model.config.vocab_size
        spelled = [tokenizer.decode([token]) for token in range(size)]
        inside = torch.tensor([re.fullmatch(r"\w+", text, re.ASCII) is not None for text in spelled])
        begins = torch.tensor([re.fullmatch(r" ?[A-Za-z_]\w*", text, re.ASCII) is not None for text in spelled])
        for special in tokenizer.all_special_ids:
            inside[special] = begins[special] = False
        self._begins = torch.where(begins, 0.0, -torch.inf).to(device)
        self._inside = torch.where(inside, 0.0, -torch.inf).to(device)
        self._spelled = spelled

    def suggest(self, programs: Sequence[str]) -> list[list[dict[str, Any]]]:
        """For each program its vaguest names, each with proposals, likeliest first.

        A proposal's confidence is the probability that the model gives this name at this place.
        """
        questions = [
            _Question(number, name, self._masked(code, name))
            for number, code in enumerate(programs)
            for name in vague_names(code, MAX_NAMES)
        ]
        answers: list[list[dict[str, Any]]] = [[] for _ in programs]
        taken = [names_in(code) for code in programs]
        for question, candidates in zip(questions, self._predict(questions), strict=True):
            old = question.name.name
            proposals = [
                {"name": name, "confidence": round(probability, 4)}
                for name, probability in candidates
                if is_acceptable(name, old, taken[question.program])
            ]
            if proposals:
                place: dict[str, Any] = {"name": old, "line": question.name.line, "scope": question.name.scope}
                answers[question.program].append({**place, "proposals": proposals})
        return answers

    def _masked(self, code: str, name: VagueName) -> list[int]:
        """The scope's tokens with the name masked: a window that begins a little before its first place."""
        begin = name.start
        ids: list[int] = []
        first = None
        for place in name.places:
            ids += self._ids(code[begin : place.start])
            first = len(ids) if first is None else first
            ids.append(self._mask)
            begin = place.end
            if len(ids) - first > _WINDOW:
                break
        ids += self._ids(code[begin : name.end])
        start = max(0, min((first or 0) - _BEFORE, len(ids) - _WINDOW))
        return [self._tokenizer.bos_token_id, *ids[start : start + _WINDOW], self._tokenizer.eos_token_id]

    def _ids(self, text: str) -> list[int]:
        # What a program spells is text, "<extra_id_0>" included.
        ids: list[int] = self._tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
        return ids

    def _predict(self, questions: Sequence[_Question]) -> list[list[tuple[str, float]]]:
        if not questions:
            return []
        longest = max(len(question.tokens) for question in questions)
        pad = self._tokenizer.pad_token_id
        rows = [question.tokens + [pad] * (longest - len(question.tokens)) for question in questions]
        ids = torch.tensor(rows, device=self._device)
        with torch.inference_mode():
            beams = self._beam_search(ids, (ids != pad).long())
        return [self._merge(row) for row in beams]

    def _beam_search(self, ids: torch.Tensor, attended: torch.Tensor) -> list[list[tuple[list[int], float]]]:
        """For each row the finished names as token lists with the logarithm of their probability.

        Written out because the names end at either of two tokens and must be identifiers, with true probabilities:
        scores are taken before the restriction, so a place where no identifier fits gets a low confidence.
        """
        rows, width = len(ids), _BEAMS
        encoded = self._model.get_encoder()(input_ids=ids, attention_mask=attended).last_hidden_state
        start = torch.tensor([[self._model.config.decoder_start_token_id, self._mask]] * rows, device=ids.device)
        output = self._model(
            encoder_outputs=(encoded,), attention_mask=attended, decoder_input_ids=start, use_cache=True
        )
        cache = output.past_key_values
        cache.batch_repeat_interleave(width)
        encoded, attended = encoded.repeat_interleave(width, dim=0), attended.repeat_interleave(width, dim=0)
        scores, best = (output.logits[:, -1].float().log_softmax(-1) + self._begins).topk(width, dim=-1)
        spelled = best.view(-1, 1)
        offsets = torch.arange(rows, device=ids.device)[:, None] * width
        finished: list[list[tuple[list[int], float]]] = [[] for _ in range(rows)]
        for _ in range(_LENGTH):
            output = self._model(
                encoder_outputs=(encoded,),
                attention_mask=attended,
                decoder_input_ids=spelled[:, -1:],
                past_key_values=cache,
                use_cache=True,
            )
            logs = output.logits[:, -1].float().log_softmax(-1)
            ended = scores + logs[:, self._ends].logsumexp(-1).view(rows, width)
            for number, (tokens, score) in enumerate(zip(spelled.tolist(), ended.view(-1).tolist(), strict=True)):
                finished[number // width].append((tokens, score))
            total = (scores.view(-1, 1) + logs + self._inside).view(rows, -1)
            scores, best = total.topk(width, dim=-1)
            if all(_settled(done, float(live)) for done, live in zip(finished, scores[:, 0], strict=True)):
                break
            parents = (best // logs.shape[-1] + offsets).view(-1)
            # A beam never leaves its own question, so what the decoder sees of the program stays in place.
            cache.self_attention_cache.reorder_cache(parents)
            spelled = torch.cat([spelled[parents], (best % logs.shape[-1]).view(-1, 1)], dim=-1)
        return finished

    def _merge(self, beams: Sequence[tuple[list[int], float]]) -> list[tuple[str, float]]:
        """Names by probability; spellings by different tokens, with or without a leading space, add up."""
        chances: dict[str, float] = defaultdict(float)
        for tokens, score in beams:
            chances[snake_case("".join(self._spelled[token] for token in tokens).strip())] += exp(score)
        return sorted(chances.items(), key=lambda entry: -entry[1])[:_BEAMS]


def _settled(finished: Sequence[tuple[list[int], float]], live: float) -> bool:
    """Whether the best names are known: an unfinished one can only lose probability."""
    best = sorted((score for _, score in finished), reverse=True)[:_BEAMS]
    return len(best) == _BEAMS and best[-1] >= live
