"""Python's English words are found when a question is about them, and only then."""

import pytest

from ai_engine.knowledge import RELEVANT, load_bank


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how does if work", "conditionals"),
        ("How do and, or and not work?", "logical-operators"),
        ("when do I use while instead of for", "while-loops"),
        ("what is for used for?", "for-loops"),
        ("difference between is and in", "equality-and-identity"),
        ("explain while", "while-loops"),
        ("how does with work", "with-statement"),
        ("how does [x*2 for x in nums] work", "list-comprehensions"),
    ],
)
def test_a_question_about_a_keyword_finds_its_note(question: str, expected: str) -> None:
    """Among the first three, and relevant."""
    found = [passage.note_id for passage in load_bank().search(question) if passage.score >= RELEVANT]

    assert expected in found


@pytest.mark.parametrize(
    "question", ["what is for dinner", "how is it going", "is it for me", "what are you for", "so is it"]
)
def test_the_same_words_in_ordinary_sentences_are_ordinary(question: str) -> None:
    """Nothing fits."""
    assert all(passage.score < RELEVANT for passage in load_bank().search(question))
