"""Whether text is noise: not English sentences, or the same thing over and over."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_WORDS_OF_COMMON = """
the a an is are was were be been it its it's this that these those you your yours i we they he she of to in on
at by for with from as and or but not no so if then than when while where what which who why how do does did can
could should would will may might must have has had there here each every all any some one two first next last
time again more most only also just into out up down before after same new old value values code line lines loop
list function variable name number numbers text string program python run runs print prints try look see think
change make makes use used using happens happen get gets give gives good well let's know means mean right way
step input output result error item items index call called return returns once because about between through
what's don't doesn't isn't
"""
_COMMON = frozenset(_WORDS_OF_COMMON.split())


def is_noise(text: str, *, least_words: int = 10) -> bool:
    """Whether this can't be meant for a reader. With fewer than `least_words` words only foreign letters tell."""
    prose = re.sub(r"`[^`\n]*`", " ", text)
    words = [word.lower() for word in _WORD.findall(prose)]
    letters = sum(len(word) for word in words)
    odd = sum(1 for character in prose if ord(character) > 0x24F and character.isalpha())
    if letters >= 12 and odd > 0.15 * letters:
        return True
    if "\ufffd" in prose:
        return True
    if len(words) < least_words:
        return len(prose.strip()) >= 80 and letters < 0.4 * len(prose.strip())
    common = sum(1 for word in words if word in _COMMON)
    if common < 0.18 * len(words):
        return True
    return repeats(words)


def repeats(words: list[str]) -> bool:
    """Whether the words go round in circles."""
    if len(words) < 16:
        return False
    triples = Counter(zip(words, words[1:], words[2:], strict=False))
    _, most = triples.most_common(1)[0]
    return most >= 4 and most * 3 > 0.25 * len(words)
