"""Whether a message is a remark on the program that the conversation works on: an observation, a suspicion, an answer."""

import re

from ai_engine.tutor.moves.scope import off_subject
from ai_engine.tutor.state import FAILURE, QUIZ, TutorState
from ai_engine.tutor.understanding import phrases
from ai_engine.tutor.understanding.message import ParsedMessage

_LINK = r"^\W*(?:(?:and|so|but|then|ok(?:ay)?|well|hm+|wait|no|yes|yeah|oh|ah|alright|sorry|also|because|maybe)\b[\s,.!:]*)*"
_ASKS_ANEW = re.compile(
    rf"{_LINK}(?:what|whats|which|when|where|who|whose|why|how|explain|describe|define|tell me|show me|give me|can you|could you|would you|"
    r"will you|do you|are you|help|please|teach|quiz|test me|i want to|i would like|i need to (?:write|make|know|learn))\b",
    re.IGNORECASE,
)
# Somebody says, or asks, whether a part of the program is the one at fault.
_BLAMES = re.compile(
    r"\b(?:is|are|was|looks?|seems?|must be)\b.{0,30}\b(?:wrong|broken|bad|incorrect|the (?:problem|mistake|bug|error|fault|issue|reason)|not right|off|faulty)\b"
    r"|^\W*(?:the )?\S+(?: \S+)? (?:is )?(?:wrong|broken)\b|^\W*(?:the )?\S+ (?:doesn't|does not|isn't|is not) work(?:ing)?\b|\b(?:problem|mistake|bug|error|fault|issue) (?:is|must be|lies|could be)\b",
    re.IGNORECASE,
)
_OTHER_TALK = (
    phrases.THANKS,
    phrases.GOODBYE,
    phrases.META,
    phrases.PRACTICE,
    phrases.FEELINGS,
    phrases.REVIEW,
    phrases.EXAMPLE,
    phrases.HINT,
    phrases.HELP,
    phrases.START,
    phrases.CONFUSED,
    phrases.MORE,
    phrases.WHY,
)
_WORKED_ON = frozenset({"question", "experiment", "point", "hint", "explain_error", "explain", "ask", "celebrate"})
_LONGEST = 40  # words
_FEW = 12
_PROGRAM = 3  # lines


def is_remark(prose: str, state: TutorState) -> bool:
    """Whether the words, without code, go on about the program: neither a new question nor talk of another kind."""
    working = bool(state.focus) or state.unanswered > 0 or "expectation" in state.asked_for
    if not working or state.last_move not in _WORKED_ON or state.asked == QUIZ:
        return False
    if state.asked.startswith(("check:", "explain:", "predict")) and state.focus != FAILURE:
        return False
    own = set(re.findall(r"[A-Za-z_]\w*", state.code))
    rest = re.sub(r"[A-Za-z_]\w*", lambda found: "" if found[0] in own else found[0], prose)
    if len(prose.split()) > _LONGEST or _ASKS_ANEW.search(prose) or off_subject(rest):
        return False
    return not any(pattern.search(prose) for pattern in _OTHER_TALK)


def is_fragment(parsed: ParsedMessage, state: TutorState) -> bool:
    """Whether the code of a message is one line for the program that is worked on, and no program of its own."""
    lines = [line for line in parsed.code.split("\n") if line.strip()]
    whole = [line for line in state.code.split("\n") if line.strip()]
    working = bool(state.focus) or state.unanswered > 0
    alone = (
        len(lines) == 1 and len(whole) >= _PROGRAM and not re.match(r"\s*(?:def|class|print|import|from)\b", lines[0])
    )
    return working and alone and not parsed.error and len(parsed.prose.split()) <= _FEW


def blames(prose: str) -> bool:
    """Whether a part of the program is called the one at fault."""
    return _BLAMES.search(prose) is not None
