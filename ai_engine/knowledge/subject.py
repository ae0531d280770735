"""Is a question about programming at all? Held against the notes found, so that cooking and history find none."""

import math
from collections.abc import Collection, Mapping

from ai_engine.knowledge.elsewhere import elsewhere
from ai_engine.knowledge.lexicon import lexicon, technical

# Fitted on the tuning half of the labelled questions: how far a kind of word tells of programming, how much heavier a
# word of other subjects weighs, and how strictly the share is held against the score, the laxer the surer the subject.
_SURE, _ASKED, _READ = 1.0, 0.93, 0.1
_ELSEWHERE_WEIGHT, _ELSEWHERE_BESIDE = 10.0, 3.0  # beside words of programming it may be what a program is about
_MARKED, _TECHNICAL, _PLAIN = 0.5, 0.6, 1.2


def share_of_programming(
    weights: Mapping[str, float],
    repaired: Collection[str],
    asked: Collection[str],
    read: Collection[str],
    marked: bool,
    in_phrases: Collection[str] = (),
) -> float:
    """How much of a question is about programming: 0 nothing, 1 all.

    Args:
        weights: the question's terms, each with its weight, the rarer the heavier.
        repaired: those among them that were mistyped.
        asked: terms that learners' phrases in the bank use.
        read: terms that only the notes' texts use.
        marked: whether the question names programming, Python or a symbol.
        in_phrases: terms that are part of a learners' phrase in the question: there a word of daily life is at home.
    """
    sure = about = total = 0.0
    named = sum(term in lexicon() and term not in repaired for term in weights)
    certain = any(term in technical() and term not in repaired for term in weights)
    # A learners' phrase that stands there word by word tells as surely as a technical word.
    certain = certain or len(set(in_phrases) & set(weights)) > 1
    other = _ELSEWHERE_BESIDE if certain else _ELSEWHERE_WEIGHT / (1 + named)
    for term, rarity in weights.items():
        if term in technical() and term not in repaired:
            about += _SURE * rarity
            sure += rarity
        elif term in elsewhere() and term not in in_phrases:
            total += max(0.0, other - rarity)
        elif term in lexicon() or term in asked:
            about += _ASKED * rarity
        elif term in read:
            about += _READ * rarity
        total += rarity
    share = about / total
    return math.pow(share, _MARKED if marked else _TECHNICAL if sure else _PLAIN)
