"""Code in a sentence, other subjects, and all of a note's phrases together."""

import pytest

from ai_engine.knowledge import RELEVANT, load_bank
from ai_engine.knowledge.elsewhere import beyond, elsewhere
from ai_engine.knowledge.lexicon import technical
from ai_engine.knowledge.wording import Wording
from ai_engine.knowledge.words import read_query


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("why is 1.3 + 1.4 == 2.7 False", "0.1+0.2"),
        ("points =+ 2 leaves it alone", "+="),
        ('what is "hello"[2]', "text[0]"),
        ('prices["tea"] fails', "[key]"),
        ("def f(seen=[]): remembers", "def=[]"),
        ("class Cat(Pet): the brackets", "class()"),
        ("sum = 7 and then sum(x) fails", "builtin="),
        ("x, y = pair", "a,b="),
        ('if day == "Sat" or "Sun" is always true', "==or"),
        ("what are namespaces in c++", "cplusplus"),
    ],
)
def test_code_in_a_sentence_is_read(sentence: str, term: str) -> None:
    """By its form, whatever the names in it."""
    assert term in read_query(sentence).terms


def test_words_of_other_subjects_are_none_of_programming() -> None:
    """No technical word of the lexicon is among them."""
    assert not technical() & elsewhere()
    assert beyond() < elsewhere()


def test_a_question_is_most_like_the_note_whose_phrases_share_its_pairs() -> None:
    """Small words count in pairs."""
    wording = Wording([("front", read_query("put it in front of the list")), ("end", read_query("put it at the end"))])
    alike = wording.likeness(read_query("how can I put one in front"))

    assert alike["front"] == 1.0 and alike.get("end", 0.0) < 0.5
    assert wording.likeness(read_query("zebra")) == {}


@pytest.mark.parametrize("question", ["how do I cook rice", "who won the cup", "what shall I wear to a party"])
def test_daily_life_finds_nothing(question: str) -> None:
    """No note is relevant."""
    assert all(passage.score < RELEVANT for passage in load_bank().search(question))
