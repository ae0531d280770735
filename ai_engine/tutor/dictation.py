"""Solutions told in words: step by step, as pseudo-code, or line by line, in one answer or over several."""

import re
from collections.abc import Collection

_BULLET = r"(?:\s*(?:[-*•>|#]+|\(?\d+[.):]|\(?[a-h][.)]|step \w+[:.,]?|line \w+[:.,]?)\s*)*"
_LINKS = (
    r"(?:(?:and|then|so|next|now|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|after (?:that|this)|afterwards|at the end|"
    r"in the end|inside(?: (?:it|the loop|that))?|within it|before (?:that|the loop)|otherwise|please|just|also|you|we|begin by|start by|to do this|"
    r"to begin|in it|there|for this|once done|after the loop|outside the loop|again)[,:]?\s+)*"
)
_WANTED = r"(?:(?:you |we |it |the (?:function|program|solution|code) )?(?:should|must|need to|have to|want to|can|could|will|would|simply|just|only|always|has to|needs to)\s+)*"
_VERBS: tuple[tuple[str, str], ...] = (
    ("return", r"(?:return|give back|hand back|send back|yield|deliver|output|print)s?(?:ing)?"),
    (
        "loop",
        r"(?:loop(?:s|ing)?|iterat(?:e|es|ing)|go(?:es|ing)? (?:through|over)|walk(?:s|ing)? (?:through|over|along)|for (?:each|every|all)|repeat(?:s|ing)?|while|as long as|travers(?:e|es|ing)|visit(?:s|ing)?|run(?:s|ning)? (?:through|over))",
    ),
    (
        "if",
        r"(?:if|check(?:s|ing)? (?:if|whether|that|each|the)|when(?:ever)?|in case|else|otherwise|test(?:s|ing)? (?:if|whether)|compar(?:e|es|ing)|unless|only when)",
    ),
    (
        "update",
        r"(?:add(?:s|ing)?|increment(?:s|ing)?|increas(?:e|es|ing)|decreas(?:e|es|ing)|decrement(?:s|ing)?|subtract(?:s|ing)?|multipl(?:y|ies|ying)|divid(?:e|es|ing)|updat(?:e|es|ing)|append(?:s|ing)?|push(?:es|ing)?|insert(?:s|ing)?|collect(?:s|ing)?|rais(?:e|es|ing)|sum(?:s|ming)? up|count(?:s|ing)? (?:up|it|them|one)|put(?:s|ting)?|replac(?:e|es|ing)|append(?:s|ing)?)",
    ),
    (
        "set",
        r"(?:set(?:s|ting)?|initiali[sz](?:e|es|ing)|creat(?:e|es|ing)|declar(?:e|es|ing)|defin(?:e|es|ing)|mak(?:e|es|ing) an?|start(?:s|ing)? (?:with|off|a|an|at|from|the)|begin(?:s|ning)? with|assign(?:s|ing)?|stor(?:e|es|ing)|sav(?:e|es|ing)|keep(?:s|ing)? (?:an?|the)|let \w+ be|prepar(?:e|es|ing)|introduc(?:e|es|ing))",
    ),
    (
        "call",
        r"(?:call(?:s|ing)?|convert(?:s|ing)?|split(?:s|ting)?|join(?:s|ing)?|sort(?:s|ing)?|revers(?:e|es|ing)|slic(?:e|es|ing)|tak(?:e|es|ing)|strip(?:s|ping)?|lower(?:s|ing)?|turn(?:s|ing)?|swap(?:s|ping)?|us(?:e|es|ing))",
    ),
)
_IMPERATIVE = tuple(
    (step, re.compile(rf"^{_BULLET}{_LINKS}{_WANTED}{_LINKS}(?:{verbs})\b", re.IGNORECASE)) for step, verbs in _VERBS
)
_TOLD = tuple((step, re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE)) for step, verbs in _VERBS)
_CLAUSE = re.compile(
    r"[.;\n→|]+|(?:,|\s[-–—]>?|:)\s+(?=\w)|,?\s+(?:and(?: then)?|then|before|after which|while(?= \w+ing))\s+|=>|->",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|next|last|final|following) (?:line|step|statement|instruction|thing)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\?|\b(?:try|think|look|imagine|suppose|what|which|where|why|how|predict|write down|on paper|by hand|example|for instance|trace|ask yourself|see what|run it|run your|"
    r"print\(|check (?:that|whether) (?:you|your)|compare (?:it|that|this|your)|know|tests?)\b",
    re.IGNORECASE,
)
_PSEUDO = re.compile(
    r"^\W*(?:(?:SET|LET|FOR|WHILE|IF|ELSE|RETURN|REPEAT|UNTIL|END|THEN|PRINT|OUTPUT|INPUT|FUNCTION|PROCEDURE|BEGIN|DO|ENDIF|ENDFOR|ENDWHILE|INCREMENT|ADD)\b"
    r"|end ?(?:if|for|while|function)\b|\w+ ?(?:←|<-|:=) ?\S)"
)
_FOREIGN = re.compile(
    r"\b(?:let|var|const|int|float|double|string|bool|auto|char|long|String|boolean)\s+\w+(?:\[\])?\s*(?:=|;|:=)|\bfunction\s*\w*\s*\(|=>\s*[\w({]|\w\+\+|--\w|\b(?:for|while|if|foreach|switch)\s*\([^)\n]*[;<>=!][^)\n]*\)\s*\{?"
    r"|[;{}]\s*$|#include|\bpublic\s+(?:static|class)|\bconsole\.log|\bSystem\.out|\bputs\s+\w|\bfn\s+\w+\(|\bfunc\s+\w+\(|\bend\s*$|&&|\|\||\bdo\s*\|\w+\||\.(?:reduce|forEach|filter|map|each|fold)\b\s*[({]|\bSELECT\b.+\bFROM\b",
    re.MULTILINE,
)


def steps_told(text: str, words: Collection[str] = ()) -> list[str]:
    """The kinds of program steps that the text tells, in order.

    An instruction counts; a description ("it adds one to count") only where it holds one of the task's `words`.
    """
    found: list[str] = []
    for clause in _clauses(text):
        if _ADVICE.search(clause):
            continue
        step = next((step for step, pattern in _IMPERATIVE if pattern.search(clause)), "")
        if not step and _ORDINAL.search(clause):
            step = next((step for step, pattern in _TOLD if pattern.search(clause)), "")
        if not step and words and set(re.findall(r"[a-z]{3,}", clause.lower())) & set(words):
            step = next((step for step, pattern in _TOLD if pattern.search(clause)), "")
        if step:
            found.append(step)
    return found


def in_pseudo_code(text: str) -> bool:
    """Whether it holds lines of pseudo-code or of another programming language."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(_FOREIGN.search(text)) or any(_PSEUDO.search(line.strip().lstrip("|#>-* ")) for line in lines)


def dictates(text: str, earlier: str, steps: Collection[str], words: Collection[str]) -> bool:
    """Whether the text tells a program step by step.

    Args:
        text: what is said in this answer.
        earlier: what earlier answers of the model said.
        steps: the kinds of steps that a known solution has; empty: no solution is known.
        words: the words of the task.
    """
    now = steps_told(text, words)
    if not steps:
        return len(now) >= 4 and len(set(now)) >= 3
    needed = max(2, round(0.6 * len(steps)))
    told = {*now, *steps_told(earlier, words)} & set(steps)
    return bool(now) and len(told) >= max(3, needed) and len(now) + len(steps_told(earlier, words)) >= 3


def tells_line(text: str, lines: Collection[frozenset[str]]) -> bool:
    """Whether a clause tells a line of a solution: what it does, with the names and words that stand in it."""
    for clause in [*_clauses(text), *(part for part in re.split(r"(?<=[.!])\s+|\n+", text) if part.strip())]:
        if clause.rstrip().endswith("?") or not any(pattern.search(clause) for _, pattern in _TOLD):
            continue
        words = set(re.findall(r"[a-z]+|\d+", clause.lower()))
        for line in lines:
            held = len(words & line)
            if held == len(line) or (len(line) >= 4 and held >= 0.75 * len(line)):
                return True
    return False


def _clauses(text: str) -> list[str]:
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text)
    found = []
    for sentence in sentences:
        if sentence.rstrip().endswith("?"):
            continue
        found += [clause for clause in _CLAUSE.split(sentence) if clause and clause.strip()]
    return found
