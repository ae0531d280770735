"""How alike a question and all of a note's phrases together are in their words and pairs of words.

A single phrase may miss what a question says; here every phrase of a note speaks at once, and small words count in
pairs ("in front", "more than"). The measure is TF-IDF with dampened counts: for each word or pair that both have, the
squared inverse document frequency times one plus the logarithm of its count, at most three, over the square root of
the note's length.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from ai_engine.knowledge.words import Query

_MOST = 3.0  # from so many mentions on, another one tells nothing new


class Wording:
    """An inverted index over notes' phrases. Immutable; safe to share between threads."""

    def __init__(self, phrases: Iterable[tuple[str, Query]]) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for note_id, phrase in phrases:
            counts[note_id].update(_features(phrase))
        spread = Counter(feature for found in counts.values() for feature in found)
        rarity = {feature: math.log(len(counts) / number) for feature, number in spread.items()}
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for note_id, found in counts.items():
            length = math.sqrt(sum(((1 + math.log(count)) * rarity[name]) ** 2 for name, count in found.items()))
            for name, count in found.items():
                weight = min(_MOST, 1 + math.log(count)) * rarity[name] ** 2 / math.sqrt(length or 1.0)
                self._postings[name].append((note_id, weight))

    def likeness(self, question: Query) -> Mapping[str, float]:
        """Note id -> 0 to 1, relative to the note that is most alike; empty if none shares a word."""
        sums: dict[str, float] = defaultdict(float)
        for feature in set(_features(question)):
            for note_id, weight in self._postings.get(feature, ()):
                sums[note_id] += weight
        best = max(sums.values(), default=0.0)
        return {note_id: value / best for note_id, value in sums.items()} if best > 0 else {}


def _features(query: Query) -> list[str]:
    symbols = [term for term in query.terms if term not in query.words]
    return [*query.words, *symbols, *(f"{first} {second}" for first, second in pairwise(query.words))]
