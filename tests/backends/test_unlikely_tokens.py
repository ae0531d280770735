"""Unlikely tokens: which places are looked at, and that a real T5 that has learnt a line finds a wrong token in it."""

from pathlib import Path

import pytest

from ai_engine.inference.tasks.unlikely import UnlikelyTokens, places
from tests.backends.tiny import write_code_model

SEARCH = "def find(low, high):\n    while low {} high:\n        low += 1\n    return low"


def test_operators_and_local_variables_are_places() -> None:
    """Each place holds its token, its position and what else could stand there."""
    code = "def double(ä, b):\n    return ä * b\n"
    found = {(place.text, place.kind): place for place in places(code)}

    assert set(found) == {("*", "operator"), ("ä", "variable"), ("b", "variable")}
    assert (found["*", "operator"].line, found["*", "operator"].column) == (2, 14)
    assert code[found["b", "variable"].start : found["b", "variable"].end] == "b"
    assert found["b", "variable"].alternatives == ("ä",)
    assert "+" in found["*", "operator"].alternatives
    assert places("def (") == []


def test_a_wrong_operator_is_less_likely_than_the_learnt_one(tmp_path: Path) -> None:
    """A tiny T5 that was trained on `low < high` gives < more than the == that stands there."""
    torch = pytest.importorskip("torch")
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # tiny matrices: more threads only wait for one another
    folder = write_code_model(tmp_path / "tiny")
    model = AutoModelForSeq2SeqLM.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    asked = tokenizer(SEARCH.format("<extra_id_0>"), return_tensors="pt").input_ids
    wanted = tokenizer("<extra_id_0><<extra_id_1>", add_special_tokens=False, return_tensors="pt").input_ids
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        model(input_ids=asked, labels=wanted).loss.backward()
        optimizer.step()
    judge = UnlikelyTokens(model.eval(), tokenizer, "cpu")
    wrong, right = judge.judge([SEARCH.format("=="), SEARCH.format("<")])
    torch.set_num_threads(threads)
    (doubted,) = [place for place in wrong if place["text"] == "=="]
    (trusted,) = [place for place in right if place["text"] == "<"]

    assert doubted["alternative"] == "<"
    assert doubted["probability"] < doubted["alternative_probability"]
    assert trusted["probability"] > trusted["alternative_probability"]
    assert judge.judge([]) == []
    assert judge.judge(["def ("]) == [[]]
