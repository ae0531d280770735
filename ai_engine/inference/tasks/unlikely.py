"""Places of a program where the code model finds what stands there very unlikely, and something else likely.

Operators and variables are masked one at a time, and the model's probabilities of what stands there and of what could
stand there are compared. Whether this helps with given weights is what `benchmarks/cloze.py` measures; until it has
been measured for them, nothing of it is shown to learners.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

_COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%"}
_SIGNS: dict[type[ast.AST], tuple[str, tuple[str, ...]]] = {
    kind: (sign, tuple(other for other in signs.values() if other != sign))
    for signs in (_COMPARISONS, _ARITHMETIC)
    for kind, sign in signs.items()
}
MAX_PLACES = 24
"""Places of one program that are looked at; each costs one pass of the encoder."""
_MOST_NAMES = 5
_WINDOW = 192
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A token that can be masked: its offsets in code points, what it is, and what could stand in its place."""

    start: int
    end: int
    line: int
    column: int
    text: str
    kind: str
    alternatives: tuple[str, ...]


def places(code: str, limit: int = MAX_PLACES) -> list[Place]:
    """The operators and variables that can be masked, in the order of the text; [] where the code doesn't parse."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []
    found = sorted({*_operators(tree, code), *_variables(tree, code)}, key=lambda place: place.start)
    return found[:limit]


class _Offsets:
    """From ast's lines and UTF-8 columns to offsets in code points."""

    def __init__(self, code: str) -> None:
        self._lines = code.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode(errors="ignore"))

    def place(self, start: int, end: int, text: str, kind: str, alternatives: tuple[str, ...]) -> Place:
        line = next(number for number, begin in enumerate(self._starts) if begin > start)
        return Place(start, end, line, start - self._starts[line - 1] + 1, text, kind, alternatives)


def _operators(tree: ast.Module, code: str) -> Iterator[Place]:
    offsets = _Offsets(code)
    op: type[ast.AST]
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, op, right = node.left, type(node.ops[0]), node.comparators[0]
        elif isinstance(node, ast.BinOp):
            left, op, right = node.left, type(node.op), node.right
        else:
            continue
        if op not in _SIGNS:
            continue
        sign, others = _SIGNS[op]
        begin = offsets.at(left.end_lineno or left.lineno, left.end_col_offset or 0)
        between = code[begin : offsets.at(right.lineno, right.col_offset)]
        if between.strip() == sign:  # no brackets and no line ends in between
            start = begin + between.index(sign)
            yield offsets.place(start, start + len(sign), sign, "operator", others)


def _variables(tree: ast.Module, code: str) -> Iterator[Place]:
    offsets = _Offsets(code)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        bound: dict[str, int] = {one.arg: function.lineno for one in function.args.args}
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                bound[node.id] = min(bound.get(node.id, node.lineno), node.lineno)
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in bound:
                others = [name for name, line in bound.items() if name != node.id and line < node.lineno]
                if others:
                    start = offsets.at(node.lineno, node.col_offset)
                    names = tuple(others[:_MOST_NAMES])
                    yield offsets.place(start, start + len(node.id), node.id, "variable", names)


class UnlikelyTokens:
    """CodeT5 and its tokenizer, asked how likely each candidate is at a masked place."""

    def __init__(self, model: Any, tokenizer: Any, device: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._device = device
        self._mask, self._next_mask = tokenizer.convert_tokens_to_ids(["<extra_id_0>", "<extra_id_1>"])

    def judge(self, programs: Sequence[str]) -> list[list[dict[str, Any]]]:
        """For each program its places, each with `probability` of what stands there and `alternative` with its own.

        The probabilities are among the candidates of that place, so they add up to 1.
        """
        asked = [(number, code, place) for number, code in enumerate(programs) for place in places(code)]
        answers: list[list[dict[str, Any]]] = [[] for _ in programs]
        for first in range(0, len(asked), _BATCH):
            batch = asked[first : first + _BATCH]
            for (number, _, place), chances in zip(batch, self._chances(batch), strict=True):
                best = max(range(1, len(chances)), key=chances.__getitem__)
                answers[number].append(
                    {
                        "line": place.line,
                        "column": place.column,
                        "text": place.text,
                        "kind": place.kind,
                        "probability": round(chances[0], 4),
                        "alternative": place.alternatives[best - 1],
                        "alternative_probability": round(chances[best], 4),
                    }
                )
        return answers

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
        return ids

    def _question(self, code: str, place: Place) -> list[int]:
        before = self._ids(code[: place.start])[-_WINDOW // 2 :]
        after = self._ids(code[place.end :])[: _WINDOW // 2]
        return [self._tokenizer.bos_token_id, *before, self._mask, *after, self._tokenizer.eos_token_id]

    def _chances(self, batch: Sequence[tuple[int, str, Place]]) -> list[list[float]]:
        """For each place the probabilities of its candidates: what stands there first, then the alternatives."""
        pad = self._tokenizer.pad_token_id
        questions = [self._question(code, place) for _, code, place in batch]
        owners: list[tuple[int, int]] = []
        answers: list[list[int]] = []
        for row, (_, _, place) in enumerate(batch):
            for candidate, text in enumerate((place.text, *place.alternatives)):
                for spelled in (text, " " + text):  # the space before a token may belong to it
                    owners.append((row, candidate))
                    answers.append([self._mask, *self._ids(spelled), self._next_mask])
        ids = _padded(questions, pad, self._device)
        labels = _padded(answers, pad, self._device)
        start = torch.full((len(answers), 1), self._model.config.decoder_start_token_id, device=self._device)
        rows = torch.tensor([row for row, _ in owners], device=self._device)
        attended = (ids != pad).long()
        with torch.inference_mode():
            encoded = self._model.get_encoder()(input_ids=ids, attention_mask=attended).last_hidden_state
            logits = self._model(
                encoder_outputs=(encoded[rows],),
                attention_mask=attended[rows],
                decoder_input_ids=torch.cat([start, labels[:, :-1]], dim=1),
            ).logits
        logs = logits.float().log_softmax(-1).gather(-1, labels[..., None])[..., 0]
        wanted = labels != pad
        wanted[:, 0] = False  # the sentinel that opens the answer is given
        scores = (logs * wanted).sum(-1)
        chances = []
        for row, (_, _, place) in enumerate(batch):
            totals = [
                torch.stack([scores[at] for at, owner in enumerate(owners) if owner == (row, candidate)]).logsumexp(0)
                for candidate in range(len(place.alternatives) + 1)
            ]
            chances.append([float(chance) for chance in torch.stack(totals).softmax(0)])
        return chances


def _padded(rows: Sequence[Sequence[int]], pad: int, device: str) -> torch.Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[pad] * (longest - len(row))] for row in rows], device=device)
