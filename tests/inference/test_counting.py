"""Tokens are counted without the engine process."""

import pytest

from ai_engine.inference import Message
from ai_engine.inference.counting import TokenCounter
from ai_engine.inference.tasks.sentence_tokens import SentenceCounter
from tests.backends.tiny import write_tokenizer


def test_a_folder_with_a_tokenizer_counts_without_a_model(tmp_path):
    """More text means more tokens; the template's frame counts too."""
    write_tokenizer(tmp_path)
    counter = TokenCounter(str(tmp_path))
    empty = counter.count([Message("user", "")])
    full = counter.count([Message("user", "a loop repeats")])

    assert empty is not None and full is not None
    assert full > empty > 0


@pytest.mark.parametrize("content", ["{nonsense", "{}", '{"added_tokens": 3}'])
def test_a_folder_without_a_usable_tokenizer_is_no_obstacle(tmp_path, content):
    """Then the engine is asked for counts."""
    (tmp_path / "tokenizer.json").write_text(content)

    assert TokenCounter(str(tmp_path)).count([Message("user", "x")]) is None
    assert TokenCounter("").count([Message("user", "x")]) is None


def test_the_tokens_of_texts_add_up_to_the_window(tmp_path):
    """Several texts count together, none for more than the model reads of it; without a tokenizer nothing is known."""
    assert SentenceCounter(tmp_path).count(["a loop"]) == 0
    write_tokenizer(tmp_path)
    (tmp_path / "sentence_bert_config.json").write_text('{"max_seq_length": 8}')
    counter = SentenceCounter(tmp_path)
    one, other = counter.count(["a loop"]), counter.count(["a list"])

    assert one > 0
    assert counter.count(["a loop", "a list"]) == one + other
    assert counter.count(["a loop " * 100]) == 8
