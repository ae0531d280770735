"""Clauses that order something to be done: "dedent the last line", "build a fresh list". Looking, trying and thinking
are what a tutor may ask for; anything else is a step of somebody's program."""

import re
from collections.abc import Collection

_LEAD = r"(?:(?:and|then|so|next|now|first|finally|also|please|just|simply|instead|otherwise|again|once|only|but|or|always|never|don'?t|do not)[,:]?\s+)*"
_ORDER = re.compile(
    rf"^[\W\d_]*(?:step \w+\W+)?{_LEAD}(?P<verb>[a-z]{{2,}})\s+(?P<what>[a-z_]\w*|[<>=+*/\[])", re.IGNORECASE
)
_OBJECTS = frozenset(
    [
        "the",
        "a",
        "an",
        "your",
        "its",
        "it",
        "them",
        "that",
        "this",
        "these",
        "those",
        "each",
        "every",
        "everything",
        "all",
        "any",
        "both",
        "one",
        "two",
        "three",
        "over",
        "through",
        "into",
        "up",
        "out",
        "down",
        "from",
        "with",
        "true",
        "false",
        "none",
        "what",
        "whatever",
        "return",
    ]
)
# Words before "the" and "a" that aren't verbs in their plain form.
_OTHER_WORDS = """
is are was were be been am does do did has have had can could will would should may might must shall in on at for to
from with of by as and or but nor so yet if when whenever while because since although though unless until before after
than then that which who whose whom what how why where there here it this these those they you we he she i both all
each every some any no not never always only just also even still again once twice often sometimes maybe perhaps about
above below under over between inside outside during through like unlike without within into onto out up down off near
whatever whichever wherever one two three first second next last another other such same more most less few many much yes ok okay well good great
nice exactly right now against across along around behind beside beyond despite except per plus minus times via toward
towards upon versus half the a an your my our its their line list function program code loop python variable value name
number string letter word result condition text key item index found made got went took gave wrote kept left saw
"""
_NOT_VERBS = frozenset(_OTHER_WORDS.split())
_LEARNING_VERBS = """
look think try check print trace run test ask read imagine picture suppose say tell show send paste work follow count
note notice remember recall consider find guess predict step watch observe see explain describe walk let keep feel
come experiment play draw underline mark name choose open review revisit focus pay give have stop wait know learn
practise practice study understand mean means help want need hope guess believe wonder answer
"""
_LEARNING = frozenset(_LEARNING_VERBS.split()) - {"answer", "keep", "give"}
_BY_LOOKING = re.compile(
    r"\bprint\b|\bby hand\b|\bon paper\b|\bwrite down\b|\btest cases?\b|\bcompare (?:it|that|this|them|your|the (?:result|output|value|two)|what)\b"
    r"|\bcompare\b.{0,60}\b(?:line \d+|spellings?|the (?:task|example|expected \w+|error|message))\b"
    r"|\btake (?:a (?:look|moment|small|simple|short|close)|your time|an? example|two|three|one)\b|\b(?:start|begin) (?:with|by) (?:the (?:example|task|statement|smallest)|reading|looking|thinking|your|one|a small|an example)\b"
    r"|\bkeep (?:in mind|going|that|the idea)\b|\bgive it\b|\bgo (?:back|through (?:it|your|the (?:code|program|example|lines)))\b|\bput a print\b|\buse (?:pen|paper|a debugger|the example)\b"
    r"|\bcall it with\b|\bpick (?:an?|one|two|some) (?:example|small|simple|numbers?|values?|input)\b|\bchange one\b|\bmake (?:sure|a guess|a prediction|a table)\b|\bwrite (?:it|them|that|each value|the values?)\b",
    re.IGNORECASE,
)


def orders(clause: str, names: Collection[str] = ()) -> bool:
    """Whether a clause orders a step. `names` are those of the learner's program, in lower case."""
    found = _ORDER.match(clause)
    if found is None or clause.rstrip().endswith("?"):
        return False
    verb, what = found["verb"].lower(), found["what"].lower()
    if verb in _NOT_VERBS or verb in _LEARNING or verb in names or verb.endswith(("s", "ed", "ing", "ly")):
        return False
    if what[0].isalpha() and what not in _OBJECTS and what not in names:
        return False
    return not _BY_LOOKING.search(clause)
