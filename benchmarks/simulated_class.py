"""A simulated class: does the recommended next challenge succeed more often than a random one, or one in fixed order?

    python -m benchmarks.simulated_class [--learners 200] [--challenges 25] [--seed 1]

Each simulated learner masters some concepts at first (early ones of the course more often). What a challenge needs and
they don't master lowers their chance to solve it; they learn a concept from an exercise more readily when they master
its prerequisites. The recommendation sees outcomes only, never the truth. The simulation shares no number with the
engine's model but the idea that concepts are mastered or not.
"""

import argparse
import random
import statistics
from collections.abc import Callable, Sequence

from ai_engine.challenges.bank import ChallengeBank
from ai_engine.challenges.challenge import Challenge
from ai_engine.challenges.recommend import next_challenge
from ai_engine.knowledge import Bank, load_bank
from ai_engine.learner.mastery import Observation, mastery, presumed

SLIP = 0.1
WITHOUT = 0.35  # what each missing concept leaves of the chance to succeed
LEARN_READY, LEARN_UNREADY, LEARN_FROM_FAILURE = 0.45, 0.1, 0.5


class Learner:
    """The truth about one simulated learner."""

    def __init__(self, notes: Bank, rng: random.Random) -> None:
        self.notes, self.rng = notes, rng
        ability = rng.uniform(0.3, 1.1)
        ordered = sorted(notes.notes.values(), key=lambda note: note.order)
        self.known = {
            note.id for place, note in enumerate(ordered) if rng.random() < ability * (1 - place / len(ordered))
        }

    def tries(self, challenge: Challenge) -> bool:
        """Work on a challenge: whether it succeeds; something may be learned from it."""
        missing = sum(concept not in self.known for concept in challenge.concepts)
        success = self.rng.random() < (1 - SLIP) * WITHOUT**missing
        for concept in challenge.concepts:
            prerequisites = self.notes.notes[concept].prerequisites
            ready = all(p in self.known for p in prerequisites)
            chance = LEARN_READY if ready else LEARN_UNREADY
            if self.rng.random() < (chance if success else chance * LEARN_FROM_FAILURE):
                self.known.add(concept)
        return success


Choose = Callable[[Sequence[Challenge], list[Observation], random.Random], Challenge]


def at_random(left: Sequence[Challenge], seen: list[Observation], rng: random.Random) -> Challenge:
    """Any challenge that is left."""
    return rng.choice(left)


def in_order(left: Sequence[Challenge], seen: list[Observation], rng: random.Random) -> Challenge:
    """The next of a fixed course: by level, then by name."""
    return left[0]


def recommended(bank: ChallengeBank, notes: Bank) -> Choose:
    """What the engine recommends: about everything, what was done doesn't come again."""

    def choose(left: Sequence[Challenge], seen: list[Observation], rng: random.Random) -> Challenge:
        here = {challenge.id for challenge in left}
        done = [id_ for id_ in bank.challenges if id_ not in here]
        return next_challenge(bank, notes.notes, presumed(mastery(seen), notes.notes), done) or left[0]

    return choose


def simulate(
    choose: Choose, bank: ChallengeBank, notes: Bank, learners: int, count: int, seed: int
) -> tuple[float, float]:
    """The share of challenges that succeeded, and the concepts that were learned, both means over learners."""
    levels = {"beginner": 0, "intermediate": 1, "advanced": 2, "expert": 3}
    ordered = sorted(bank.challenges.values(), key=lambda c: (levels[c.level], c.id))
    success, learned = [], []
    for number in range(learners):
        rng = random.Random(seed * 100_003 + number)
        learner, left, seen = Learner(notes, rng), list(ordered), list[Observation]()
        before = len(learner.known)
        for _ in range(min(count, len(left))):
            challenge = choose(left, seen, rng)
            left.remove(challenge)
            outcome = learner.tries(challenge)
            seen.append(Observation(challenge.concepts, outcome))
        success.append(sum(o.success for o in seen) / len(seen))
        learned.append(len(learner.known) - before)
    return statistics.mean(success), statistics.mean(learned)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--challenges", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    bank, notes = ChallengeBank(), load_bank()
    print(f"{options.learners} learners, {options.challenges} challenges each, of {len(bank.challenges)}")
    print(f"{'choice':<14} {'success of the next one':>24} {'concepts learned':>18}")
    for name, choose in (("random", at_random), ("fixed order", in_order), ("recommended", recommended(bank, notes))):
        success, learned = simulate(choose, bank, notes, options.learners, options.challenges, options.seed)
        print(f"{name:<14} {success:>24.3f} {learned:>18.2f}")


if __name__ == "__main__":
    main()
