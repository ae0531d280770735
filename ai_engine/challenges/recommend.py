"""The challenge that comes next for a learner: one they can probably solve, about what they need, and not sure to."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from ai_engine.challenges.bank import ChallengeBank
from ai_engine.challenges.challenge import LEVELS, Challenge
from ai_engine.challenges.practice import PracticeRoom
from ai_engine.learner.mastery import Observation, expected_success
from ai_engine.storage.practice import Attempt

# The chance of success at which practice teaches most: hard enough to show something, easy enough to go on. The upper
# end is Wilson and others', "The Eighty Five Percent Rule for optimal learning", 2019; lower here, because an exercise
# may be tried again.
WANTED_SUCCESS = 0.7


def observations(attempts: Iterable[Attempt], bank: ChallengeBank, hints: Mapping[str, int]) -> list[Observation]:
    """A learner's attempts as evidence: of failures in a row at one challenge the first counts, of successes the first.

    `hints` is how many were shown, by challenge.
    """
    found, failed, solved = [], set[str](), set[str]()
    for attempt in attempts:
        challenge = bank.challenges.get(attempt.challenge_id)
        if challenge is None or challenge.id in solved:
            continue
        success = attempt.verdict == "accepted"
        if not success and challenge.id in failed:
            continue
        (solved if success else failed).add(challenge.id)
        found.append(Observation(challenge.concepts, success, hints.get(challenge.id, 0) if success else 0))
    return found


def learner_observations(room: PracticeRoom, learner_id: str) -> list[Observation]:
    """All that a learner's attempts show, with the hints that were shown before them."""
    attempts = room.records.attempts(learner_id)
    hints = {a.challenge_id: len(room.records.ladder(learner_id, a.challenge_id).shown) for a in attempts}
    return observations(attempts, room.bank, hints)


def next_challenge(
    bank: ChallengeBank, concepts: Collection[str], known: Mapping[str, float], done: Collection[str], level: str = ""
) -> Challenge | None:
    """The challenge about some of `concepts` whose chance of success is nearest to the wanted one, if any is.

    `done` are the ids that don't come again. Ties go to the one that is most about the concepts, then to the easiest.
    """
    wanted = set(concepts)
    about = [c for c in bank.challenges.values() if wanted & set(c.concepts) and c.id not in done]
    start = LEVELS.index(level) if level in LEVELS else None

    def rank(challenge: Challenge) -> tuple[float, float, int, str]:
        place = LEVELS.index(challenge.level)
        away = 0.0 if start is None else 0.15 * abs(place - start)
        chance = expected_success(challenge.concepts, known)
        share = len(wanted & set(challenge.concepts)) / len(challenge.concepts)
        return (round(abs(chance - WANTED_SUCCESS) + away, 2), -share, place, challenge.id)

    return min(about, key=rank, default=None)


def first_challenges(
    bank: ChallengeBank, groups: Sequence[Collection[str]], known: Mapping[str, float], done: Collection[str]
) -> list[str | None]:
    """For each group of concepts the id of a challenge to begin with, no id twice."""
    used = set(done)
    found: list[str | None] = []
    for group in groups:
        challenge = next_challenge(bank, group, known, used)
        found.append(challenge.id if challenge else None)
        used |= {challenge.id} if challenge else set()
    return found
