"""Questions about the work or the talk at hand are none about another subject."""

import pytest

from tests.tutor.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "is this right?",
        "why does the example give 2",
        "I don't understand your answer, can you explain differently",
        "imagine you are a computer: what happens in line 2?",
        "is it ok like this?",
        "why is your answer so short",
    ],
)
def test_the_work_at_hand_is_asked_for(ask: Ask, question: str) -> None:
    """Where nothing has been shown yet, the tutor asks what it is about."""
    assert ask(question).move == "ask"


@pytest.mark.parametrize(
    "question", ["is pizza healthy?", "what's the best car", "which team is better", "can you tell me a joke"]
)
def test_other_subjects_are_still_told_from_it(ask: Ask, question: str) -> None:
    """Small words of the work beside a word of another subject don't make it ours."""
    assert ask(question).move == "redirect"


def test_two_words_of_python_are_a_question(ask: Ask) -> None:
    """ "and" and "or" are no filling where they are what is asked about."""
    assert ask("and vs or").evidence[0].id == "logical-operators"
