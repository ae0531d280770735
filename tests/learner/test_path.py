"""A path leads to the goals, prerequisites first, without what was shown."""

from typing import Any

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.learner.path import HOURS_A_WEEK, Path, Profile, concepts_of, plan, read_profile

BANK = load_bank()


def concepts(path: Path) -> list[str]:
    return [concept for module in path.modules for concept in module.concepts]


def test_prerequisites_come_first() -> None:
    """Every concept stands after those that it builds on, as far as they are on the path."""
    order = concepts(plan(BANK, Profile(), ["recursion", "classes"], "moderate", {}, 0))

    assert {"recursion", "classes"} <= set(order)
    for place, concept in enumerate(order):
        assert not set(BANK.notes[concept].prerequisites) & set(order[place + 1 :])


def test_what_was_shown_is_left_out_and_what_was_failed_is_not() -> None:
    """Mastery shortens the path; failing brings back what a level would skip."""
    shown = concepts(plan(BANK, Profile(), ["recursion"], "moderate", {"functions": 0.95}, 5))
    failed = concepts(plan(BANK, Profile("advanced"), ["recursion"], "moderate", {"functions": 0.05}, 5))

    assert "functions" not in shown
    assert "functions" in failed


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("learn recursion", "recursion"),
        ("I want to become a data scientist and analyse data", "dictionaries"),
        ("prepare for coding interviews", "binary-search"),
        ("write games", "random-numbers"),
        ("automate boring stuff", "files"),
        ("understand dictionaries", "dictionaries"),
        ("object oriented programming", "classes"),
        ("learn the basics of python", "variables"),
    ],
)
def test_goals_in_free_words_are_understood(goal: str, expected: str) -> None:
    """Course words, and what people want to do with programming."""
    assert expected in concepts_of(goal, BANK)


def test_time_follows_the_commitment() -> None:
    """The same hours, in more or fewer weeks."""
    light, intense = (plan(BANK, Profile(), ["lists"], c, {}, 0) for c in ("light", "intense"))

    assert light.hours == intense.hours
    assert light.weeks == pytest.approx(light.hours / HOURS_A_WEEK["light"], abs=0.1)
    assert light.weeks > intense.weeks


def test_more_evidence_means_more_confidence() -> None:
    """A goal that is understood, a profile, attempts."""
    bare = plan(BANK, Profile(), [], "moderate", {}, 0).confidence
    better = plan(BANK, Profile(understood=True), ["lists"], "moderate", {"lists": 0.3}, 20).confidence

    assert 0 < bare < better < 1


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ({}, "beginner"),
        ({"skill_level": "Intermediate"}, "intermediate"),
        ({"experience": "novice", "known_topics": ["loops"]}, "beginner"),
        ({"level": 3, "skills": "lists", "interests": [None, 1, "web"]}, "beginner"),
        ({"user_level": "galactic"}, "beginner"),
    ],
)
def test_a_profile_may_look_as_the_platform_likes(raw: dict[str, Any], level: str) -> None:
    """What is understood counts, the rest is left out."""
    assert read_profile(raw, BANK).level == level


def test_an_empty_request_gets_the_first_course() -> None:
    """Nothing said is a good request."""
    path = plan(BANK, Profile(), [], "moderate", {}, 0)

    assert len(path.modules) >= 4
    assert path.modules[0].level == "beginner"
    assert all(module.reason for module in path.modules)


def test_what_a_known_topic_builds_on_is_known_too() -> None:
    """Who says that they know loops isn't sent back to variables."""
    profile = read_profile({"level": "beginner", "skills": ["for loops"]}, BANK)
    order = concepts(plan(BANK, profile, ["recursion"], "moderate", {}, 0))

    assert "for-loops" in profile.known
    assert set(BANK.notes["for-loops"].prerequisites) <= profile.known
    assert not profile.known & set(order)


def test_reasons_keep_the_names_of_errors() -> None:
    """Titles stand in a sentence with a small letter, names of Python's own as they are written."""
    reasons = [m.reason for m in plan(BANK, Profile(wanted=("recursion-errors", "none")), [], "light", {}, 0).modules]

    assert any("RecursionError" in reason for reason in reasons)
    assert any("None" in reason for reason in reasons)
