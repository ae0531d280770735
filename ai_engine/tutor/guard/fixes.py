"""Sentences that state the repair of the learner's program, and so do the learner's work."""

import re

from ai_engine.tutor.guard.commands import orders
from ai_engine.tutor.guard.dictation import clauses

_DO = (
    r"(?:change|replace|swap|switch|exchange|move|remove|delete|drop|put|place|insert|indent|unindent|dedent|rename|"
    r"write|use|turn|make|set|add|return|start|begin|initiali[sz]e|iterate|loop|wrap|divide|multiply|append|call|convert|accumulate|un-?indent|reverse|sort|lower|strip|check first|check before)"
)
_LEAD = r"(?:(?:then|just|simply|instead|first|also|please|now|next|so|and|only),? )*"
_DIRECTIVE = re.compile(
    rf"(?:^[^\w`]*|[.;:,!]\s+|\b(?:you|it) (?:should|need to|must|have to|can|could|want to|only need to|just need to) |\btry to |\bbetter to ){_LEAD}{_DO}\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:should|must|needs? to|has to|have to|ought to) (?:\w+ )?(?:be|read|say|stand|start|begin|end|go|come|use|return|become)\b[^.]{0,30}"
    r"(?:`|\b(?:outside|inside|in front|before|after|indented|above|below|at the same level)\b)"
    r"|\b(?:forgot|forgotten|missing|missed|lacks?|left out) (?:the |a |an |your )|\bwrong way round\b"
    r"|\b(?:plus|minus|colon|comma|bracket|parenthesis|equals sign|quote)\b.{0,12}\b(?:before|after|in front of)\b"
    r"|`[^`]+` (?:instead of|rather than) `|(?:^|\b(?:just|to|and) )swap\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"`|\bline \d|\b(?:plus|minus|equals?|comparison) (?:sign|operator)s?\b|\boperators?\b|\bcolons?\b|\bbrackets?\b|\bparenthes[ei]s\b|\bindent\w*"
    r"|\b(?:outside|inside|out of|into|before|after|above|below) (?:of )?(?:the|your) (?:loop|if|else|function|condition)\b|\bswap the\b",
    re.IGNORECASE,
)
_TRIES = re.compile(
    r"\btry(?:ing)? (?:mov|chang|replac|swapp?|remov|add|putt?|writ|indent|mak|sett|return|start|append|convert)ing\b(?!.*\bprint)|\btry(?:ing)? using `"
    r"|\binstead of \w+ing\b[^.]{0,60}, \w+|\bcheck first, then\b|\b(?:are|were|is) using [^.]{0,30}\binstead of\b|\byou're using [^.]{0,30}\binstead of\b",
    re.IGNORECASE,
)
# Looking at something repairs nothing.
_LOOKS = re.compile(
    r"\bprint\b|\btest cases?\b|\bby hand\b|\bon paper\b|\bwrite down\b|\btrace\b|\bimagine\b|\bsuppose\b|\bthe example\b|\bpredict\b",
    re.IGNORECASE,
)


def states_fix(unit: str, own: str) -> bool:
    """Whether a sentence says what to write or to move where in the learner's `own` program.

    Questions and advice to look don't.
    """
    names = frozenset(re.findall(r"[a-z_]\w*", own.lower()))
    if any(orders(clause, names) for clause in clauses(unit)):
        return True
    sentence = unit.strip()
    if sentence.endswith("?"):
        return False
    if _TRIES.search(sentence):
        return True
    if not _THING.search(sentence):
        return False
    if _STATED.search(sentence):
        return True
    return _DIRECTIVE.search(sentence) is not None and not _LOOKS.search(sentence)
