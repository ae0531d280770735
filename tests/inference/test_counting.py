"""Tokens are counted without the engine process."""

import pytest

from ai_engine.inference import Message
from ai_engine.inference.counting import TokenCounter
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
