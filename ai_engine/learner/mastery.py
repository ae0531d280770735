"""How likely a learner masters a concept, by Bayesian knowledge tracing over their attempts.

Source: Corbett and Anderson, "Knowledge Tracing: Modeling the Acquisition of Procedural Knowledge", 1995. The four
parameters are textbook values for exercises that can hardly be guessed, not fitted to anybody's data:

    P(known at first) 0.25, P(learned at one exercise) 0.15, P(slip) 0.12, P(guess) 0.08

A hint before a success makes it weaker evidence: each one raises the chance of a lucky success.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ai_engine.knowledge import Note

KNOWN_AT_FIRST = 0.25
LEARNED = 0.15
SLIP = 0.12
GUESS = 0.08
GUESS_PER_HINT = 0.15
MASTERED = 0.85
EARLY, LATE = 0.6, 0.02  # presumed of the first and the last concept of a course, before anything was observed


@dataclass(frozen=True, slots=True)
class Observation:
    """One attempt: the concepts it needed, whether it succeeded, how many hints were seen before."""

    concepts: tuple[str, ...]
    success: bool
    hints: int = 0


def updated(probability: float, success: bool, hints: int = 0) -> float:
    """The probability of mastery after one more observation, and after what was learned from it."""
    guess = min(0.6, GUESS + GUESS_PER_HINT * hints)
    right, wrong = (1 - SLIP, guess) if success else (SLIP, 1 - guess)
    known = probability * right / (probability * right + (1 - probability) * wrong)
    return known + (1 - known) * LEARNED


def mastery(observations: Iterable[Observation]) -> dict[str, float]:
    """The probability of mastery of each concept that was observed, after all observations in their order.

    A failure at an exercise that needs several concepts blames them by how little each was known before: the best known
    is hardly at fault.
    """
    known: dict[str, float] = {}
    for observation in observations:
        before = {concept: known.get(concept, KNOWN_AT_FIRST) for concept in observation.concepts}
        for concept, probability in before.items():
            after = updated(probability, observation.success, observation.hints)
            if not observation.success and len(before) > 1:
                doubt = 1 - probability
                share = doubt / sum(1 - other for other in before.values()) if doubt else 0.0
                after = probability + (after - probability) * min(1.0, share * len(before))
            known[concept] = after
    return known


def presumed(known: Mapping[str, float], course: Mapping[str, Note]) -> dict[str, float]:
    """Mastery of every concept of the course: shown where it was observed, else presumed.

    What was never observed is presumed from its place in the course (early concepts are likelier known) and moved
    towards what was observed around it: hardly higher than its prerequisites, hardly lower than what builds on it.
    """
    ordered = sorted(course.values(), key=lambda note: note.order)
    count = max(1, len(ordered))
    found = {note.id: EARLY + (LATE - EARLY) * place / count for place, note in enumerate(ordered)}
    if known:
        # How the learner does on the whole, against what the place in the course led to expect.
        surprise = sum(known[c] - found.get(c, KNOWN_AT_FIRST) for c in known) / (len(known) + 3)
        found = {concept: min(0.95, max(0.02, chance + surprise)) for concept, chance in found.items()}
    found |= {concept: chance for concept, chance in known.items() if concept in course}
    for note in ordered:  # prerequisites come before
        if note.id not in known and note.prerequisites:
            below = min(found.get(p, 1.0) for p in note.prerequisites)
            found[note.id] = min(found[note.id], below + 0.1)
    for note in reversed(ordered):
        if note.id in known:
            for prerequisite in note.prerequisites:
                if prerequisite not in known and prerequisite in found:
                    found[prerequisite] = max(found[prerequisite], found[note.id] - 0.1)
    return found


def expected_success(concepts: Iterable[str], known: Mapping[str, float]) -> float:
    """The chance that an exercise which needs all of these concepts succeeds."""
    chance = 1.0
    for concept in concepts:
        probability = known.get(concept, KNOWN_AT_FIRST)
        chance *= probability * (1 - SLIP) + (1 - probability) * GUESS
    return chance
