"""Whether a learner's guess speaks of what a finding is about, in whatever words: "the equals sign", "a typo", "it is text"."""

import re

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.tracebacks import ErrorExplanation
from ai_engine.tutor.evidence.program import Program

_IDEAS: tuple[tuple[str, str], ...] = (
    ("the equals sign", r"\bequals?(?: sign)?s?\b|(?<![=<>!])==?(?!=)"),
    ("the comparison", r"[<>]=?|\b(?:greater|less|bigger|smaller|larger) than\b|\bcompar\w+"),
    ("the colon", r"\bcolons?\b"),
    ("the brackets", r"\b(?:brackets?|parenthes[ie]s)\b"),
    ("the quotes", r"\b(?:quotes?|quotation marks?|apostrophes?)\b"),
    ("the comma", r"\bcommas?\b"),
    ("the indentation", r"\bindent\w*|\b(?:spaces|tabs?)\b"),
    (
        "the spelling",
        r"\btypos?\b|\bletter by letter\b|\bmis-?spel\w+|\bspel(?:t|l\w*)\b|\bcapitals?\b|\bupper-?case\b",
    ),
    ("`return`", r"\breturn\w*"),
    ("`print`", r"\bprint(?!ed\b)\w*"),
    ("`self`", r"\bself\b"),
    ("`input`", r"\binput\b|\btyped? in\b"),
    (
        "what changes inside the loop",
        r"\binside\b.{0,14}\bloop\b|\bin the loop\b|\bnothing inside\b|\b(?:ask|read|type|input)\w* .{0,10}again\b",
    ),
    (
        "what is missing",
        r"\b(?:there'?s|is|has|have) no\b|\bmissing\b|\b(?:isn't|is not|not) (?:in there|there|in it)\b|\bdoesn'?t exist\b|\blacks?\b",
    ),
    ("`import`", r"\bimport\w*"),
    ("the kind of value", r"\b(?:str|strings?|text|ints?|floats?|numbers?|types?)\b|\bconver\w+"),
    ("the default value", r"\bdefaults?\b"),
    (
        "where the counting stops",
        r"\boff[- ]by[- ]one\b|\bone too\b|\b(?:last|final) (?:one|item|position|index|value)\b|[-+] ?1\b",
    ),
    ("`or` and `and`", r"\b(?:or|and)\b(?= (?:alone|means|has|needs|joins|instead))|\bthe (?:or|and)\b|`(?:or|and)`"),
    (
        "which values are kept",
        r"\boverwr\w+|\breplac\w+|\badd(?:s|ing)? (?:it|to|up|them)\b|\breset\w*|\b(?:starts?|set) (?:again|back)\b|\+=",
    ),
)
_NOT = re.compile(r"\b(?:not|isn'?t|wasn'?t|can'?t be) (?:because|the|about|from|due)\b", re.IGNORECASE)


def shared_idea(guess: str, finding: Finding, error: ErrorExplanation | None = None) -> str:
    """What both the guess and the finding speak of, in words; "" where they share nothing that tells."""
    if _NOT.search(guess):
        return ""
    told = " ".join((finding.message, finding.why, finding.how_to_fix, *finding.hints, finding.concept))
    if error is not None and error.line == finding.line:
        told = " ".join((told, error.explanation, *error.likely_causes, *error.what_to_print))
    for words, pattern in _IDEAS:
        if re.search(pattern, guess, re.IGNORECASE) and re.search(pattern, told, re.IGNORECASE):
            return words
    return ""


def proposed_line(prose: str, program: Program) -> int:
    """The line that the learner proposes to change: the one that assigns the same name; 0 where nothing is proposed."""
    found = re.search(r"\b([A-Za-z_]\w*) *[-+*/]?= *[^=\s]", prose)
    if found is None:
        return 0
    assigns = re.compile(rf"\s*{found[1]} *[-+*/]?=[^=]")
    return next((number for number, text in enumerate(program.lines, 1) if assigns.match(text)), 0)
