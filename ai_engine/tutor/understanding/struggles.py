"""Whether somebody tells that their program goes wrong, beside whatever task they tell with it."""

import re

from ai_engine.tutor.state import TutorState

_STRUGGLES = re.compile(
    r"\bstruggl\w+ with (?:this|the|my|an?)\b|\bwhere (?:is|'s|did|are|do|does)\b[^.?!\n]{0,30}\b(?:mistakes?|errors?|bugs?|wrong|problem|go(?:es)? wrong)\b"
    r"|\bwhat am I (?:missing|doing wrong|overlooking)\b|\bwhat did I (?:miss|do wrong|overlook)\b"
    r"|\b(?:don'?t|do not|can'?t|cannot|no idea) (?:\w+ ){0,2}(?:see|get|understand|find|figure out|know)?\s*(?:it|why|where|what(?:'s| is) (?:wrong|going on)|the (?:mistake|error|bug|problem))\b"
    r"|\bI (?:always |only |just |still |actually )?(?:get|got|keep getting|am getting|'m getting)\b|\b(?:gives?|returns?|prints?|shows?|tells?) me\b"
    r"|\b(?:tests?|cases?|example|assert\w*)\b[^.?!\n]{0,30}\b(?:fails?|failed|failing|wrong|don'?t pass)\b|\bfails? (?:for|on|with|when)\b",
    re.IGNORECASE,
)


def struggles(prose: str, code: str = "") -> bool:
    """Whether somebody says that their program does not do what it should, or tells what a call of it should give."""
    if _STRUGGLES.search(prose):
        return True
    names = "|".join(re.escape(name) for name in re.findall(r"^\s*def (\w+)", code, re.MULTILINE))
    told = (
        re.search(rf"\b(?:{names})\([^()\n]*[\d\"'\[][^\n]*\)\W+(?:\w+\W+){{0,3}}?[\d\"'\[TFN-]", prose)
        if names
        else None
    )
    return told is not None


_REPLIES = frozenset(
    {
        "statement",
        "answer",
        "confused",
        "more",
        "hint",
        "why",
        "help",
        "debug",
        "code",
        "concept",
        "howto",
        "predict",
        "feelings",
    }
)
# A question of its own: about an idea, and not about the line that was asked about.
_ASKS_ANEW = re.compile(
    r"\b(?:what(?:'s| is| are| does| do)|explain|difference|tell me|how (?:do|does|can|to)|can you|could you|show me|example|teach|define)\b",
    re.IGNORECASE,
)


def replies(intent: str, prose: str, state: TutorState) -> bool:
    """Whether a message without a program answers, or gives up on, the tutor's question about a line."""
    asked = state.last_move in ("question", "experiment", "explain") and state.unanswered > 0 and not state.asked
    if not asked or not state.code or intent not in _REPLIES or len(prose.split()) > 40:
        return False
    if re.search(r"\b(?:hints?|clues?|nudge|tip)\b", prose, re.IGNORECASE) and "type hint" not in prose.lower():
        return True
    if intent in ("confused", "more", "hint", "why", "debug", "help", "feelings"):
        return not re.search(r"\b(?:explain|what (?:is|are)) (?:an? |the )?\w+\W*$", prose, re.IGNORECASE)
    return _ASKS_ANEW.search(prose) is None


_WORDS_WITHOUT_IDEA = """
still really just also bit little so very totally completely at all sorry hm hmm ok it this that me i im am what you said mean
any of everything the a an and but or to now even more here part point idea answer explanation hint line code my is was
"""
_WITHOUT_IDEA = frozenset(_WORDS_WITHOUT_IDEA.split())


def names_idea(confused: re.Pattern[str], prose: str, state: TutorState) -> bool:
    """Whether the words of confusion name what they are about, as in "recursion makes no sense to me"."""
    if state.code:
        return False  # then it is about the program
    rest = re.findall(r"[a-z]+", confused.sub(" ", prose).lower())
    return any(word not in _WITHOUT_IDEA for word in rest)
