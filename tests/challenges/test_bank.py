"""The bank: every challenge proven, and a choice that is near what was asked for."""

from collections import Counter
from pathlib import Path

import pytest

from ai_engine.challenges.bank import OWN_BANK, TOPICS, ChallengeBank
from ai_engine.challenges.challenge import LEVELS
from ai_engine.challenges.proof import near_duplicates, prove
from ai_engine.errors import BadSetting, NotFound
from ai_engine.knowledge import load_bank
from ai_engine.sandbox import Sandbox

IDS = sorted(path.name for path in OWN_BANK.iterdir() if (path / "challenge.toml").is_file())


@pytest.fixture(scope="module")
def bank() -> ChallengeBank:
    return ChallengeBank()


@pytest.mark.slow
@pytest.mark.parametrize("challenge_id", IDS)
def test_each_challenge_is_proven(bank: ChallengeBank, sandbox: Sandbox, challenge_id: str) -> None:
    """Solvable, unsolved by its starter, its tests notice mistakes, its hints don't solve it."""
    assert prove(bank.get(challenge_id), sandbox).failures == []


def test_no_two_challenges_are_nearly_the_same(bank: ChallengeBank) -> None:
    """Neither by their references' trees nor by their statements."""
    assert near_duplicates(list(bank.challenges.values())) == []


def test_the_bank_covers_topics_and_levels(bank: ChallengeBank) -> None:
    """Eighty at least, every topic that platforms ask for, all four levels."""
    topics = Counter(topic for challenge in bank.challenges.values() for topic in challenge.topics)

    assert len(bank.challenges) >= 80
    assert [topic for topic in TOPICS if topics[topic] < 3] == []
    assert {challenge.level for challenge in bank.challenges.values()} == set(LEVELS)


def test_every_concept_is_a_note(bank: ChallengeBank) -> None:
    """Challenges point only to concepts that the knowledge bank explains."""
    notes = load_bank().notes

    assert {c for challenge in bank.challenges.values() for c in challenge.concepts} <= set(notes)


def test_a_choice_is_repeatable_and_fits(bank: ChallengeBank) -> None:
    """The same seed gives the same challenge, of the topic asked for."""
    one = bank.choose(level="beginner", topic="strings", seed=7)
    two = bank.choose(level="beginner", topic="strings", seed=7)

    assert one.challenge.id == two.challenge.id
    assert one.challenge.topic == "strings"
    assert one.challenge.level == "beginner"
    assert one.note == ""


def test_an_unknown_topic_gets_the_nearest_and_says_so(bank: ChallengeBank) -> None:
    """A misspelt one, a synonym, and one that there isn't."""
    assert bank.choose(level="beginner", topic="strngs", seed=1).challenge.topic == "strings"
    assert bank.choose(level="beginner", topic="Lists", seed=1).note == ""
    odd = bank.choose(level="beginner", topic="quantum teleportation", seed=1)
    assert "quantum teleportation" in odd.note


@pytest.mark.parametrize(
    ("asked", "topic"),
    [("regex", "strings"), ("Error handling", "files"), ("sorting algorithms", "sorting"),
     ("inheritance & polymorphism", "classes"), ("dictonaries", "dictionaries"), ("two pointers", "arrays"),
     ("Binary search trees", "searching"), ("lambda functions", "functions"), ("recursion!", "recursion")],
)  # fmt: skip
def test_a_topic_goes_by_many_names(bank: ChallengeBank, asked: str, topic: str) -> None:
    """What others call it, the concepts in it, a name within what was asked, a slip of the keyboard."""
    choice = bank.choose(level="intermediate", topic=asked, seed=1)

    assert choice.challenge.topic == topic
    assert choice.note == "" or asked in choice.note


@pytest.mark.parametrize("asked", ["HTML", "machine learning", "数组", "x" * 200, "async"])
def test_likeness_of_letters_is_no_likeness_of_topics(bank: ChallengeBank, asked: str) -> None:
    """What there is nothing like is told so, and answered with where most begin."""
    choice = bank.choose(level="beginner", topic=asked, seed=1)

    assert choice.challenge.topic == "arrays"
    assert "nor one like it" in choice.note
    assert asked[:60] in choice.note


def test_no_topic_named_is_said(bank: ChallengeBank) -> None:
    """Empty, or signs alone."""
    for asked in ("", "  ", "?!"):
        assert bank.choose(level="beginner", topic=asked, seed=1).note.startswith("No topic was named")


def test_goals_shift_the_level(bank: ChallengeBank) -> None:
    """challenge_seeking goes one up, confidence_building one down."""
    up = bank.choose(level="beginner", topic="strings", goals=["challenge_seeking"], seed=1)
    down = bank.choose(level="intermediate", topic="strings", goals=["confidence_building"], seed=1)

    assert up.challenge.level == "intermediate"
    assert down.challenge.level == "beginner"


def test_what_is_solved_does_not_come_again(bank: ChallengeBank) -> None:
    """Until nothing else is left."""
    first = bank.choose(level="beginner", topic="strings", seed=1).challenge.id
    again = bank.choose(level="beginner", topic="strings", solved=[first], seed=1).challenge.id

    assert again != first


def test_a_school_can_bring_its_own(folder: Path) -> None:
    """CHALLENGES_DIR stands beside the bank; a wrong one is named at the start."""
    bank = ChallengeBank(folder.parent)

    assert bank.get("where-it-belongs").title == "Where it belongs"
    assert len(bank.challenges) > len(IDS)
    with pytest.raises(NotFound):
        bank.get("../secret")
    with pytest.raises(BadSetting, match="CHALLENGES_DIR"):
        ChallengeBank(folder / "nothing")
