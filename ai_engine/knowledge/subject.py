"""Is a question about programming at all? Held against the notes found, so that cooking and history find none."""

import math
from collections.abc import Collection, Mapping
from functools import cache

from ai_engine.knowledge.lexicon import lexicon, technical
from ai_engine.knowledge.words import stem

# Words of other subjects and of daily life. A learner's program may well be about them ("my weather app prints None"),
# so they only count where hardly anything in the question is about programming.
_ELSEWHERE = """
weather rain snow forecast sunny climate cook cooking recipe bake boil egg pasta pizza coffee tea bread cake pancake
chocolate dinner lunch breakfast restaurant food eat drink diet calorie vitamin carrot banana tomato garden grow plant
tree flower animal dog cat horse bird fish dinosaur pet train vet sick doctor medicine vaccine disease heart blood
health healthy weight workout muscle sleep dream pain headache football soccer basketball tennis cricket olympic team
won championship sport poker cards lottery movie film actor singer song sing sang band album concert
music guitar piano dance celebrity novel poem poetry essay plot hamlet shakespeare gatsby harry potter painting
painted artist museum history war revolution king queen empire rome roman medieval century ancient president minister
election government democracy parliament politics law lawyer country city continent europe africa asia america germany
france french spain spanish italian japan japanese chinese german latin london paris tokyo river mountain ocean sea
lake island moon mars planet sun universe galaxy earth gravity relativity quantum physics chemistry chemical chemist
biology atom molecule photosynthesis mitosis meiosis evolution dna cell acid boiling melting geography geometry
equation algebra calculus maths mathematics derivative integral theorem economics inflation stock market price gold
tax salary job interview career rich buy sell ticket flight hotel holiday travel passport visa bus station
airport bike bicycle car phone iphone instagram facebook tiktok youtube netflix whatsapp printer gift present party
wedding girlfriend boyfriend love mum dad mother father brother sister friend baby family lonely sad happy bored
hungry tired angry joke funny horoscope god religion church ghost philosophy psychology life death wear clothes shirt
shoes hair stain wash repair leak tap tyre wood house rent furniture grammar tense noun verb adjective pronunciation
homework exam semester summer winter spring autumn school university college excuse headmaster biography invented
inventor discovered discover born died famous population telephone airplane vacation news yesterday tonight tomorrow
theory knot tallest nearest minecraft fortnite gmail react css html javascript java kotlin swift rust haskell php ruby
docker kubernetes aws azure nginx unity unreal android windows linux blockchain bitcoin crypto router wifi tcp udp cpu
gpu processor your yourself yours mile kilometre kilometer litre gram carbonara spaghetti pope capitalism mongolia
brazil switzerland taylor krebs extension wardrobe parcel crumbs laptop headphones tv television radio sofa kitchen
"""

# Fitted on the tuning half of the labelled questions: how far a kind of word tells of programming, how much heavier a
# word of other subjects weighs, and how strictly the share is held against the score, the laxer the surer the subject.
_SURE, _ASKED, _READ = 1.0, 0.93, 0.1
_ELSEWHERE_WEIGHT = 10.0
_POINTLESS = 0.85  # for questions whose words point to no concept, though learners' phrases hold them
_MARKED, _TECHNICAL, _PLAIN = 0.6, 0.8, 2.2


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(stem(word) for word in _ELSEWHERE.split())


def share_of_programming(
    weights: Mapping[str, float], repaired: Collection[str], asked: Collection[str], read: Collection[str], marked: bool
) -> float:
    """How much of a question is about programming: 0 nothing, 1 all.

    Args:
        weights: the question's terms, each with its weight, the rarer the heavier.
        repaired: those among them that were mistyped.
        asked: terms that learners' phrases in the bank use.
        read: terms that only the notes' texts use.
        marked: whether the question names programming, Python or a symbol.
    """
    sure = about = total = 0.0
    pointed = marked
    for term, rarity in weights.items():
        if term in technical() and term not in repaired:
            about += _SURE * rarity
            sure += rarity
        elif term in _elsewhere():
            total += _ELSEWHERE_WEIGHT - rarity
        elif term in lexicon():
            about += _ASKED * rarity
            pointed = True
        elif term in asked:
            about += _ASKED * rarity
        elif term in read:
            about += _READ * rarity
        total += rarity
    share = about / total
    if not sure and not pointed:
        share *= _POINTLESS
    return math.pow(share, _MARKED if marked else _TECHNICAL if sure else _PLAIN)
