"""Whether a learner's guess speaks of what a finding is about, in whatever words: "the equals sign", "a typo", "it is text"."""

import re

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.tracebacks import ErrorExplanation
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.suspects import Suspect

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
    (
        "`or` and `and`",
        r"\b(?:need|needs|use|with|be|not|instead of|want|without|an?) (?:and|or)\b|^\W*(?:so )?(?:and|or)\W*$|\b(?:or|and)\b(?= (?:alone|means|has|needs|joins|instead))|\bthe (?:or|and)\b|`(?:or|and)`",
    ),
    ("the step", r"\bsteps?\b|\bnegative\b|\bcount\w* (?:up|down)\b|\b(?:go(?:es)?|went) (?:up|down)\b|\bbackwards?\b"),
    ("what is one and the same", r"\bsame\b|\bshar\w+\b|\btogether\b"),
    ("what is skipped", r"\bskip\w*|\bjump\w*|\bleft out\b|\bleaves? out\b|\bmove[sd]? up\b"),
    (
        "the order",
        r"\border\b|\balready (?:true|passed|taken)\b|\bfirst (?:branch|condition|if|one)\b|\bnever reached\b",
    ),
    (
        "how often it runs",
        r"\bonly once\b|\bfirst (?:round|pass|time|iteration)\b|\bsecond (?:round|pass|time)\b|\b(?:each|every) (?:round|pass|time)\b|\btoo early\b|\bstops?\b",
    ),
    (
        "which values are kept",
        r"\boverwr\w+|\breplac\w+|\badd(?:s|ing)? (?:it|to|up|them)\b|\breset\w*|\b(?:starts?|set) (?:again|back)\b|\+=",
    ),
)
# What the words have to speak of to be about a line of this kind, and how that is called.
_OF_KIND: dict[str, tuple[str, str]] = {
    "range": (
        "where the counting begins and ends",
        r"\b(?:stops?|stopp\w+|ends?|last|first|starts?|begin\w*|before|too (?:early|soon|late|far|few|many|small|big|short)|off by one"
        r"|one (?:more|less|too|short)|reach\w*|inclu\w+|exclu\w+|range|backwards|down|negative|steps?|(?:plus|minus) (?:1|one))\b|[-+] ?1\b",
    ),
    "iteration": (
        "what the loop goes through",
        r"\b(?:index\w*|positions?|places?|value|itself|letters?|words?|items?|elements?|characters?|case|capital\w*|upper\w*|lower\w*|big|keys?)\b",
    ),
    "test": (
        "that condition",
        r"\b(?:conditions?|true|false|equal\w*|bigger|smaller|greater|less|more|never|always|and|or|border|upper\w*|lower\w*|capital\w*|big|small|case"
        r"|turn|order|first|already|enough|(?:how|as|so) often|to count|signs?|way round|other way|opposite|reverse\w*|positions?|index\w*|itself)\b|[<>=]",
    ),
    "start": (
        "the value that it begins with",
        r"\b(?:starts?|begin\w*|initial\w*|empty|zero|smaller|bigger|lower|higher|at first|first (?:value|number|one))\b|(?<![\w.])[01](?![\w.])",
    ),
    "update": (
        "how that value changes",
        r"\b(?:add\w*|order|front|end|back\w*|reset\w*|overwr\w+|each|every|twice|(?:two|three|many) times|again|grow\w*|chang\w+|updat\w+|count\w*"
        r"|int|str|text|number)\b",
    ),
    "result": (
        "how the result is worked out",
        r"\b(?:divi\w+|round\w*|cut\w*|brackets?|parenthes[ie]s|order|first|index|position|decimal\w*|duplicates?|sort\w*|twice|same|two|last|before"
        r"|whole|rest)\b|//?",
    ),
    "place": (
        "where that line stands",
        r"\b(?:indent\w*|inside|outside|in the loop|first|early|immediately|each|every|too soon|stops?|after|right away|at once|twice|(?:two|many) times|only once"
        r"|before the (?:loop|others?|rest))\b",
    ),
    "none": (
        "what the function gives back",
        r"\b(?:return\w*|gives? (?:it )?back|given? back|hand\w* back|get\w* back|nothing|none)\b",
    ),
    "endless": (
        "what changes in the loop",
        r"\b(?:chang\w+|stays?|never|same|updat\w+|increas\w+|decreas\w+|grow\w*)\b",
    ),
    "call": (
        "what that call does",
        r"\b(?:append|whole|one (?:thing|item)|inside|nested|method|singly|single|copy|same|new|list)\b",
    ),
    "unchanged": (
        "what changes that value",
        r"\b(?:chang\w+|stays?|never|same|updat\w+|count\w*|add\w*|increas\w+|forg\w+)\b",
    ),
    "unused": ("what that parameter is for", r"\b(?:us(?:e|ed|ing)|parameter|argument|ignor\w+|need\w*)\b"),
    "left_out": ("the case that is left out", r"\b(?:miss\w+|forg\w+|case|check\w*|also)\b|\d"),
}
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


def suspected_idea(guess: str, suspect: Suspect) -> str:
    """What the guess and a suspected line are both about, in words; "" where they share nothing that tells."""
    if _NOT.search(guess) or suspect.kind not in _OF_KIND:
        return ""
    words, pattern = _OF_KIND[suspect.kind]
    return words if re.search(pattern, guess, re.IGNORECASE) else ""


def proposed_line(prose: str, program: Program) -> int:
    """The line that the learner proposes to change: the one that assigns the same name; 0 where nothing is proposed."""
    found = re.search(r"\b([A-Za-z_]\w*) *[-+*/]?= *[^=\s]", prose)
    if found is None:
        return 0
    assigns = re.compile(rf"\s*{found[1]} *[-+*/]?=[^=]")
    return next((number for number, text in enumerate(program.lines, 1) if assigns.match(text)), 0)
