"""Whether a message without code goes on about the program of the conversation, and as what: a guess, an objection …"""

import re
from typing import TYPE_CHECKING, Literal

from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding import phrases
from ai_engine.tutor.understanding.remarks import blames, is_remark

if TYPE_CHECKING:
    from ai_engine.tutor.understanding.understanding import Understanding

Follow = Literal[
    "", "what_was_wrong", "what_to_do", "how", "what_if", "guess", "objection", "about_part", "changed", "remark"
]

_LONGEST = 30  # words
_LINK = r"^\W*(?:(?:and|so|but|then|ok(?:ay)?|well|hm+|wait|no|yes|yeah|fine|alright|sorry|also)\b[\s,.!:]*)*"
_DEFINES = re.compile(
    rf"{_LINK}(?:what(?:'s|s| is| are| was)\b(?! (?:it|that|this|wrong|missing|the (?:problem|mistake|bug|error|value))\b)"
    r"|what (?:do|does)\b.*\b(?:mean|stand for)\b|(?:can you |please )*(?:explain|describe|define|teach|tell me about)\b"
    r"|(?:what(?:'s|s| is) )?the difference\b|how (?:does|do) (?!i\b).*\bworks?\b|(?:can|may) (?:a|an|the)\b|when (?:do|should) (?:i|you|we) use\b)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:different|another|other|new|one more|next) (?:thing|question|topic|problem|one)\b|\bback to\b", re.IGNORECASE
)
_WAS_WRONG = re.compile(
    r"\bwhat (?:was|went|did i do|have i done)\b.{0,20}\b(?:wrong|mistake|problem|bug|error|fault|cause|reason)\b"
    r"|\bwhat(?:'s| is| was)? (?:my|the) (?:mistake|fault)\b|\bwhy (?:did(?:n't)?|was(?:n't)?) (?:it|that|mine|my \w+|the \w+)\b.{0,30}\b(?:before|first|work|fail|wrong)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"\bwhat (?:do|should|can|shall|must|could) i (?:do|change|write|put|use|try)\b(?! if\b)"
    r"|\bhow (?:do|can|could|should|would) i (?:\w+ ){0,2}?(?:avoid|fix|change|solve|stop|prevent|repair|correct|do|make|get rid of)\b.{0,12}\b(?:it|this|that|them)\b"
    r"|\bwhat (?:should|must|would) (?:it|that|this|\w+) (?:be|do|look like|say|return)\b|\bwhat(?:'s| is) (?:missing|wrong|the (?:problem|mistake|error|bug))\b"
    r"|\bwhere (?:do|should|must) i (?:put|change|add|write|look)\b|^\W*(?:and |so |ok |ok so )?(?:what )?now(?: what)?\W*$",
    re.IGNORECASE,
)
_HOW = re.compile(rf"{_LINK}(?:how (?:else )?(?:do|can|could|should|would)|can) (?:i|you|we|one)\b", re.IGNORECASE)
_DID = re.compile(
    rf"{_LINK}I(?:'ve| have)? (?:just |now |have )?(?:used|moved|put|added|changed|replaced|swapped|removed|deleted|wrote|made|turned|tried)\b(?!.*\?)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"{_LINK}(?:done\W+)?(?:i |i've |i have |have )?(?:just )?(?:changed|edited|updated|rewrote|corrected)\b(?: (?:it|that|this))?(?: now)?\W*(?:anything else|what else|now what|better|ok)?\W*$",
    re.IGNORECASE,
)
_IF = re.compile(rf"{_LINK}what (?:if|about when|happens (?:if|when|with))\b", re.IGNORECASE)
_GUESS = re.compile(
    rf"{_LINK}(?:is|was|isn't|could|would) (?:it|that|this)\b|\b(?:because|maybe|perhaps|i (?:think|guess|suppose|bet|forgot|see)|could it be)\b"
    rf"|{_LINK}(?:should|must|do|does|did) (?:i|it|that|this|the|my)\b|\b(?:right|correct|isn'?t it|is it not|no)\?\W*$|{_LINK}(?:ah+|oh+|aha+|ooh+|duh)\b|\btypo\b|\blike (?:this|that|so)\W*\?",
    re.IGNORECASE,
)
_CHANGE_IT = re.compile(rf"{_LINK}should (?:the|my)\b.*\b(?:change|be|have|start|stop|go|end|come)\b", re.IGNORECASE)
_OBJECTS = re.compile(
    rf"{_LINK}(?:but|why|how come|when|where|which)\b|{_LINK}what (?:happens|is happening|does (?:it|that) do)\b|^\W*but\b|\?\?",
    re.IGNORECASE,
)
_BUT = re.compile(r"\W*but\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|then|there|here|they|them|these|those|i)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_]\w*")
_SIGNS = re.compile(r"[<>=!]=|[<>%*]|//|\[\]|(?<![\w.])\d+(?![\w.])|\"[^\"]*\"|'[^' ]*'")
_WORDS_OF_EVERYDAY = """
a i in is if not and or for as from with while def class return print list str int float input len sum
max min name names number numbers word words item items text value values total count result line range key data file open set age
size time
"""
_EVERYDAY = frozenset(_WORDS_OF_EVERYDAY.split())


def follow_up(prose: str, state: TutorState) -> Follow:
    """What a message is that goes on about the conversation's program; "" where it asks about something else."""
    if not state.code or not prose.strip() or len(prose.split()) > _LONGEST or _ANOTHER.search(prose):
        return ""
    if (state.cause or state.focus) and _WAS_WRONG.search(prose):
        return "what_was_wrong"
    if _DEFINES.search(prose):
        return ""
    names = named_in(prose, state.code)
    working = bool(state.focus) or state.unanswered > 0
    if _CHANGED.search(prose) and not names:
        return "changed"
    if _DID.search(prose) and working:
        return "changed"
    if _TO_DO.search(prose) and (working or names):
        return "what_to_do"
    if _HOW.search(prose) and working:
        return "how"
    if _IF.search(prose):
        return "what_if"
    if not state.focus and "\n" not in state.code.strip():
        return ""  # one line was asked about, and no program is worked on
    if blames(prose) and is_remark(prose, state):
        return "remark"
    if state.focus and _BUT.match(prose):
        return "objection"
    about = bool(names or (state.focus and _POINTS_BACK.search(prose)))
    if _GUESS.search(prose) and (about or state.focus or _CHANGE_IT.search(prose)):
        return "guess"
    if _OBJECTS.search(prose) and about and not blames(prose):
        return "objection" if state.focus else "about_part"
    if is_remark(prose, state):
        return "remark"
    return "about_part" if names and "?" in prose else ""


def named_in(prose: str, code: str) -> list[str]:
    """What the words name of the program: its own names, signs and values. Everyday words count only as code."""
    own = set(_NAME.findall(code))
    ticked = set(re.findall(r"`([^`\n]+)`", prose))
    found = [text for text in ticked if text in code]
    found += [
        word
        for word in _NAME.findall(prose)
        if word in own and (word.lower() not in _EVERYDAY or f"{word}(" in prose) and len(word) > 1
    ]
    found += [sign for sign in _SIGNS.findall(prose) if sign in code]
    return list(dict.fromkeys(found))


_LOST = re.compile(r"\b(?:don'?t|do not|no|not) (?:\w+ )?(?:know|idea|understand|get|sure|clue)\b", re.IGNORECASE)


def tells_plan(asked: "Understanding", state: TutorState) -> bool:
    """Whether the learner, asked for steps in plain words, tells them."""
    if not state.task or state.code or asked.code.strip() or state.last_move not in ("redirect", "hint"):
        return False
    lost = phrases.HINT.search(asked.prose) or phrases.CONFUSED.search(asked.prose) or _LOST.search(asked.prose)
    return (
        not lost and "?" not in asked.prose and len(asked.prose.split()) >= 6 and _DEFINES.search(asked.prose) is None
    )
