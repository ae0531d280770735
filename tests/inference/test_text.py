"""Half characters and parts of stop strings never get out."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ai_engine.inference.text import Detokenizer, StopFilter, TextAssembler


def _bytes_decoder(ids):
    """A tokenizer with one token a byte: the hardest case for whole characters."""
    return bytes(ids).decode("utf-8", "replace")


def _spacing_decoder(words):
    """Like SentencePiece's: a leading space belongs to the word, and the text's first one is dropped."""
    return lambda ids: "".join(words[i] for i in ids).removeprefix(" ")


def test_no_half_character_is_shown():
    """A character of four bytes appears with its last byte, whole."""
    detokenizer = Detokenizer(_bytes_decoder)
    pieces = [detokenizer.push([byte]) for byte in "a😀b".encode()]

    assert pieces == ["a", "", "", "", "😀", "b"]
    assert detokenizer.flush() == ""


def test_spaces_between_words_survive_the_windows():
    """The decoder's habit of dropping a leading space costs no space inside the text."""
    words = [" def", " f", "(x)", ":", "\n", "  ", " return", " x"]
    detokenizer = Detokenizer(_spacing_decoder(words))
    text = "".join(detokenizer.push([i]) for i in range(len(words))) + detokenizer.flush()

    assert text == "".join(words).removeprefix(" ")


def test_bytes_that_are_no_character_are_not_held_for_ever():
    """After more bytes than any character has, the replacement character is shown."""
    detokenizer = Detokenizer(_bytes_decoder)
    shown = "".join(detokenizer.push([0xFF]) for _ in range(20))

    assert shown != ""
    assert len(shown + detokenizer.flush()) == 20


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(1, 7))
def test_any_text_comes_back_whole_however_it_is_pushed(text, size):
    """Pieces of any size, joined, are the text; no piece but the text's own holds a replacement character."""
    ids = text.encode()
    detokenizer = Detokenizer(_bytes_decoder)
    pieces = [detokenizer.push(ids[start : start + size]) for start in range(0, len(ids), size)]

    assert "".join(pieces) + detokenizer.flush() == text


def test_a_stop_string_ends_the_text_before_it():
    """The stop string may be spread over pieces; nothing of it is shown, nor what follows."""
    stops = StopFilter(["</s>", "User:"])
    pieces = [stops.push(piece) for piece in ["Hi <", "/", "s", "> more"]]

    assert "".join(pieces) == "Hi "
    assert stops.stopped
    assert stops.push("more") + stops.flush() == ""


def test_what_only_looked_like_a_stop_string_is_given_out():
    """A beginning that isn't continued appears as soon as that is known, the last one at the end."""
    stops = StopFilter(["STOP"])

    assert [stops.push(piece) for piece in ["a ST", "x", "S", "STO"]] == ["a ", "STx", "", "S"]
    assert stops.flush() == "STO"


@given(st.text("ab<", max_size=40), st.lists(st.text("ab<", min_size=1, max_size=4), max_size=3), st.integers(1, 5))
def test_the_filter_agrees_with_cutting_the_whole_text(text, stops, size):
    """What is shown is the text up to the stop string that is completed first."""
    stop_filter = StopFilter(stops)
    shown = ""
    for start in range(0, len(text), size):
        shown += stop_filter.push(text[start : start + size])
        assert not any(stop in shown for stop in stops)
    shown += stop_filter.flush()

    assert text.startswith(shown)
    assert stop_filter.stopped == any(stop in text for stop in stops)
    assert stop_filter.stopped or shown == text


def test_the_assembler_holds_both_rules_at_once():
    """Bytes of a stop string made of long characters stay inside."""
    assembler = TextAssembler(_bytes_decoder, ["é🙂"])
    shown = "".join(assembler.push([byte]) for byte in "naïve é🙂!".encode())

    assert shown == "naïve "
    assert assembler.stopped
    assert assembler.flush() == ""


def test_a_real_subword_tokenizer_comes_back_whole():
    """Byte-level BPE, trained here: code, accents and emoji, token by token."""
    from tokenizers import ByteLevelBPETokenizer

    text = "for i in range(3):\n    print('naïve 😀', i)\n" * 3
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator([text], vocab_size=300)
    detokenizer = Detokenizer(tokenizer.decode)
    pieces = [detokenizer.push([token]) for token in tokenizer.encode(text).ids]

    assert "".join(pieces) + detokenizer.flush() == text
    assert not any("\ufffd" in piece for piece in pieces)


def test_text_py_needs_nothing_heavy():
    """The helpers import no model library."""
    source = Path(__file__).parents[2] / "ai_engine/inference/text.py"

    assert "import torch" not in json.dumps(source.read_text("utf-8"))
