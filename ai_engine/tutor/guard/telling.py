"""Whether a sentence, with all that was said before it, tells the exercise's solution."""

import re

from ai_engine.challenges.disguises import is_disguised, plain
from ai_engine.tutor.guard.dictation import dictates, in_pseudo_code, lines_told, steps_told, without_descriptions
from ai_engine.tutor.guard.leaks import quotes
from ai_engine.tutor.guard.rules import Rules

_MOST_STEPS = 3  # program steps that words may tell about an exercise, over a whole conversation
_MOST_KINDS = 3  # as many kinds of them (a loop, an update, a return) are the program
_MOST_LINES = 1  # lines with a single name that words may tell: "it gives back the total"
_MOST_STEPS_AT_ONCE = 2
_NUMBERED = re.compile(r"(?:[-*•]|\(?\d+[.):]|step \w+)\s", re.IGNORECASE)
_SENTENCE_WORD = re.compile(
    r"\b(?:the|a|an|is|are|was|be|you|your|we|it|its|this|that|there|of|to|at|by|what|which|how|why|does|did|can|have|good|great|yes|no)\b",
    re.IGNORECASE,
)
_TAKEN_APART = re.compile(r"[\w ()=:<>]([-.|/,·*~])(?:[\w ()=:<>+-]\1){11,}")
# Letters one below the other.
_TINY_LINES = re.compile(r"(?:(?:^|\n)[ \t|>*-]*(?:\d+[.)] ?)?\S{1,2}[ \t|]*(?=\n|$)){8,}")
_ANNOUNCES = re.compile(
    r"\b(?:here(?:'s| is| are| comes)|below is|this is|that is|that's) (?:the|your|my|a|an|one) (?:\w+ ){0,3}"
    r"(?:code|solution|program|function|implementation|version|script)\b(?! (?:of|to|from|on|in|you|that you|with the) )"
    r"|\b(?:this|the) (?:\w+ )?(?:code|solution|program|function|version|implementation) (?:above |below |now )?(?:works|solves|passes|handles|does|is correct|will)\b"
    r"|\bif you (?:do|type|write|copy) (?:exactly )?(?:that|this)\b|\ball (?:the )?tests (?:will )?pass\b|\bworks for all inputs\b"
    r"|\b(?:copy|paste|type) (?:this|that|it|these)\b|\bhope (?:this|that|it) helps\b",
    re.IGNORECASE,
)

# One token a line, or tokens with commas between them.
_TOKENS = re.compile(
    r"(?:(?:^|\n)[ \t]*[\w\"'.]{1,20}[ \t]*\n+[ \t]*[()\[\]:=+*<>-]{1,2}[ \t]*(?=\n)){2}|(?:,\s*[()\[\]:=+*<>-]{1,2}\s*,[^,\n]{0,20}){3}"
    r"|(?:\b(?:def|return|for|in|if|elif|while|import|not)\s*,[^.!?]{0,80}?){4}"
)


def gives_away(unit: str, before: str, rules: Rules) -> str:
    """Why this sentence, after what this answer said `before`, tells a solution; "" if it doesn't."""
    if is_disguised(unit):
        return "encoded"
    if in_pseudo_code(plain(unit)) and not quotes(unit, rules.known):
        return "gives_code_away"
    now = before + unit
    if _TINY_LINES.search(now) or _TOKENS.search(now) or _TAKEN_APART.search(unit):
        return "encoded"
    secrets = rules.secrets
    if secrets is not None and secrets.in_text(f"{rules.earlier}\n{now}", rules.own_code):
        return "gives_solution_away"
    steps, words = (secrets.steps, secrets.words) if secrets is not None else (frozenset[str](), frozenset[str]())
    told = without_descriptions(now, rules.own_code)
    if dictates(told, rules.earlier, steps, words):
        return "tells_the_steps"
    return ""


def tells_step(unit: str, before: str, rules: Rules) -> bool:
    """Whether a sentence tells a line of a known solution, or one step more than may be told of an exercise."""
    if not rules.exercise:
        return False
    secrets, said = rules.secrets, f"{rules.earlier}\n{before}"
    words = frozenset[str]()
    if secrets is not None:
        if secrets.line_in(unit, rules.own_code):
            return True
        words = secrets.words
        lines = secrets.tellable(rules.own_code)
        told_now = lines_told(plain(without_descriptions(unit, rules.own_code)), lines)
        if any(len(line.words) >= 2 for line in told_now):
            return True
        if told_now and len(told_now | lines_told(plain(said), lines)) > _MOST_LINES:
            return True
    fresh = steps_told(unit, words, rules.own_code)
    if not fresh:
        return False
    told = steps_told(said, words)
    return len({*told, *fresh}) >= _MOST_KINDS or len(told) + len(fresh) > _MOST_STEPS


def is_risky(unit: str, rules: Rules) -> bool:
    """Whether a sentence about an exercise has to wait for the rest of the answer, because it could be its first step."""
    if not rules.exercise or not unit.strip():
        return False
    numbered = _NUMBERED.match(unit.strip()) is not None
    return numbered or bool(steps_told(unit, _words(rules), rules.own_code)) or not _SENTENCE_WORD.search(unit)


def tells_too_much(told: str, rules: Rules) -> bool:
    """Whether a whole answer, with what was withheld of it, tells the program: what begins, goes on, is given back."""
    steps = steps_told(told, _words(rules), rules.own_code)
    return len(steps) > _MOST_STEPS_AT_ONCE


def _words(rules: Rules) -> frozenset[str]:
    return rules.secrets.words if rules.secrets is not None else frozenset()


def announces_code(unit: str, rules: Rules) -> bool:
    """Whether a sentence belongs to a program that isn't shown: what frames a solution goes where it went."""
    return rules.exercise and _ANNOUNCES.search(unit) is not None
