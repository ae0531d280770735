"""The recommendation is worth something, in a class that doesn't share its assumptions."""

from ai_engine.challenges.bank import ChallengeBank
from ai_engine.knowledge import load_bank
from benchmarks.simulated_class import at_random, in_order, recommended, simulate


def test_the_recommended_next_challenge_succeeds_more_often() -> None:
    """Than a random one, and than the next in fixed order."""
    bank, notes = ChallengeBank(), load_bank()
    ours, chance, fixed = (
        simulate(choose, bank, notes, 60, 15, 1)[0] for choose in (recommended(bank, notes), at_random, in_order)
    )

    assert ours > 1.1 * chance
    assert ours > 1.1 * fixed
