"""Mastery follows the evidence: up with successes, down with failures, less with hints, spread along the course."""

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.learner.mastery import KNOWN_AT_FIRST, MASTERED, Observation, expected_success, mastery, presumed


def test_the_textbook_update() -> None:
    """One success: 0.25·0.88 / (0.25·0.88 + 0.75·0.08) = 0.786, and 0.15 of the rest is learned: 0.818."""
    assert mastery([Observation(("loops",), True)])["loops"] == pytest.approx(0.8179, abs=1e-3)


def test_failures_lower_and_successes_raise() -> None:
    """A failure is below the start, two successes are mastery."""
    failed = mastery([Observation(("loops",), False)])["loops"]
    twice = mastery([Observation(("loops",), True)] * 2)["loops"]

    assert failed < KNOWN_AT_FIRST
    assert twice > MASTERED


def test_hints_make_a_success_weaker_evidence() -> None:
    """The more were seen, the less it says."""
    by_hints = [mastery([Observation(("loops",), True, hints)])["loops"] for hints in (0, 1, 3)]

    assert by_hints == sorted(by_hints, reverse=True)
    assert len(set(by_hints)) == 3


def test_a_failure_blames_what_was_known_least() -> None:
    """After loops were shown, failing at loops and recursion speaks against recursion."""
    known = mastery([Observation(("loops",), True)] * 2 + [Observation(("loops", "recursion"), False)])

    assert known["loops"] > 0.8
    assert known["recursion"] < KNOWN_AT_FIRST


def test_what_was_not_observed_is_presumed_from_the_course() -> None:
    """Early concepts are likelier known; what builds on something failed isn't likelier than it."""
    course = load_bank().notes
    fresh = presumed({}, course)
    after = presumed(mastery([Observation(("functions",), False)] * 3), course)

    assert fresh["variables"] > fresh["recursion"] > 0
    assert after["closures"] <= after["functions"] + 0.11
    assert after["recursion"] < fresh["recursion"]


def test_expected_success_is_a_chance() -> None:
    """Between guessing and not slipping, lower with every more concept."""
    assert 0 < expected_success(["a", "b"], {}) < expected_success(["a"], {}) < 1
    assert expected_success(["a"], {"a": 1.0}) == pytest.approx(0.88)
