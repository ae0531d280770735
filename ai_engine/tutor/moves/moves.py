"""Which move comes next: one decision from what is asked, the evidence and the history."""

import re

from ai_engine.learner.policy import ClassPolicy
from ai_engine.tutor.compose.relevance import content
from ai_engine.tutor.evidence.facts import Facts
from ai_engine.tutor.evidence.predicting import ASKED as PREDICTION
from ai_engine.tutor.evidence.predicting import agrees
from ai_engine.tutor.evidence.topics import CERTAIN
from ai_engine.tutor.foreign.moves import choose_foreign
from ai_engine.tutor.moves.checking import answers
from ai_engine.tutor.moves.code_moves import about_code, another_hint, certain, focused, limited
from ai_engine.tutor.moves.follow_moves import on_follow_up
from ai_engine.tutor.moves.plan import Plan
from ai_engine.tutor.moves.scope import about_programming, about_the_work, off_subject, other_technology
from ai_engine.tutor.state import QUIZ, TutorState
from ai_engine.tutor.understanding.following import tells_plan
from ai_engine.tutor.understanding.phrases import EXAMPLE
from ai_engine.tutor.understanding.understanding import Understanding

_REQUEST = re.compile(
    r"\b(?:pls|please|vs|versus|what should|what do|how do|can you)\b|"
    r"\b(?:what|how|why|who)(?: (?:is|are) (?:it|that|they|those))?\W*$|"
    r"^\W*(?:(?:please|so|and|but|ok|well|hey) )*(?:what|whats|what's|who|whos|who's|where|when|why|how|hows|"
    r"which|whose|best|is|are|do|does|did|"
    r"can|could|will|would|should|tell|write|give|show|explain|make|find|recommend|help|let's|translate|solve|sing|play|set|book|"
    r"draw|describe|compose|list|name|order|call|search|calculate|summari[sz]e|plot|compare|"
    r"i (?:want|need|would like))\b",
    re.IGNORECASE,
)

_SAYS_NOTHING = frozenset(
    {"happen", "exactly", "really", "actually", "next", "anyway", "else", "again", "now", "so", "ok", "okay"}
)
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|then|they|them|these|those|one|ones|there)\b", re.IGNORECASE)
_OWN_PROGRAM = re.compile(
    r"\bmy (?:code|solution|program|function|script|loop|homework|work|exercise)\b", re.IGNORECASE
)
_OTHER_WORK = re.compile(
    r"\b(?:essay|poem|song|e?mail|letter to|story|cv|resume|speech|article|biography)\b", re.IGNORECASE
)


def choose(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    """Choose the move. The order is the rule: safety, then what is certain about the code, then the question."""
    if asked.intent == "distress":
        return Plan(move="support", subject="distress")
    if policy.exam and asked.intent not in ("greeting", "thanks", "goodbye"):
        return Plan(move="redirect", subject="exam")
    match asked.intent:
        case "greeting":
            return Plan(move="ask", subject="greeting")
        case "meta":
            return Plan(move="explain", subject="meta")
        case "help":
            return Plan(move="ask", subject="missing_task", missing="task")
        case "feelings":
            return Plan(move="ask", subject="feelings")
        case "start":
            return Plan(move="explain", subject="start")
        case "goodbye":
            return Plan(move="redirect", subject="goodbye")
        case "thanks":
            return Plan(move="celebrate", subject="thanks")
        case "solution" if not asked.code and _OTHER_WORK.search(asked.prose) and not about_programming(asked.prose):
            return Plan(move="redirect", subject="off_topic")
        case "solution" if not asked.code and not asked.language and other_technology(asked.prose):
            return Plan(move="unknown", subject="elsewhere", note=facts.note)
        case "solution":
            finding = facts.findings[0] if facts.findings else None
            return Plan(move="redirect", subject="solution", finding=finding, note=facts.note)
    if asked.foreign and not asked.code and facts.error is None:
        return Plan(move="redirect", subject="language")
    if asked.language:
        return choose_foreign(asked, facts, state, policy)
    if facts.other_language:
        return Plan(move="unknown", subject="other_language")
    if asked.intent == "follow_up" or (facts.change is not None and asked.intent in ("done", "check", "hint")):
        return on_follow_up(asked, facts, state, policy)
    if asked.intent in ("why", "confused", "more", "example") or (
        asked.intent == "answer" and not tells_plan(asked, state)
    ):
        return _follow_up(asked, facts, state, policy)
    if asked.intent == "done":
        return _done(asked, facts, state, policy)
    if asked.intent == "practice":
        return _practice(facts)
    if asked.intent == "predict" and asked.code and facts.program.parses:
        return Plan(move="experiment", subject="predict", note=facts.note, finding=certain(facts))
    if asked.intent == "explain_code" and asked.code.strip() and facts.program.parses:
        return Plan(move="explain", subject="explain_code", note=facts.note, finding=certain(facts))
    nothing = not asked.code.strip() and facts.error is None and not facts.topics
    if nothing and not state.turns and not facts.exercise and off_subject(asked.prose):
        return Plan(move="redirect", subject="off_topic")
    if asked.intent in ("check", "review") and _without_its_code(asked, facts, state):
        return Plan(move="ask", subject="missing_code", missing="code")
    on_code = asked.intent in ("debug", "code", "check", "review", "hint", "explain_code")
    if on_code or (asked.intent == "predict" and asked.code):
        return about_code(asked, facts, state, policy)
    if asked.new_code and _tells_trouble(asked, facts):
        return about_code(asked, facts, state, policy)
    if state.asked == QUIZ and facts.note is not None:
        return _practice(facts)
    tells = asked.intent in ("statement", "answer", "check", "concept", "howto") and tells_plan(asked, state)
    if tells or _tells_task(asked, facts, state):
        return Plan(move="hint", subject="strategy", note=facts.note)
    return _about_concept(asked, facts, state, policy)


def _without_its_code(asked: Understanding, facts: Facts, state: TutorState) -> bool:
    """Whether a judgement of the learner's own program is asked for, and there is none; asked for once only."""
    nothing = not asked.code.strip() and facts.error is None and not state.asked_for
    return nothing and _OWN_PROGRAM.search(asked.prose) is not None


def _tells_task(asked: Understanding, facts: Facts, state: TutorState) -> bool:
    """Whether this is the reply to the tutor's question what the program should do, in words without code."""
    if state.last_move != "ask" or not state.asked_for or asked.code.strip():
        return False
    return asked.intent in ("statement", "howto", "check") or not facts.topics


def _follow_up(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    note = facts.note
    finding = focused(facts, state)
    if note is None and state.asked_for and state.last_move == "ask":
        return Plan(move="hint", subject="strategy")
    if asked.intent == "answer" and state.asked == PREDICTION:
        right = agrees(asked.prose, facts.run)
        return Plan(move="celebrate" if right else "question", subject="predicted", note=note)
    if asked.intent == "more" and state.asked.startswith("explain:") and note is not None:
        return Plan(move="explain", subject="concept", note=note)
    if asked.intent == "answer" and state.asked:
        return Plan(move="celebrate" if answers(asked.prose, note) else "explain", subject="reply", note=note)
    if finding is not None and state.focus and not state.asked.startswith("check:"):
        if asked.intent == "why":
            return Plan(move="explain", subject="why", finding=finding, note=note, level=state.level)
        if asked.intent == "example":
            return Plan(move="explain", subject="example", note=note, finding=finding)
        return limited(another_hint(finding, state, facts.note), policy)
    if note is None:
        return Plan(move="ask", subject="what_next")
    if asked.intent in ("example", "more"):
        return Plan(move="explain", subject="example", note=note)
    if asked.intent == "why":
        return Plan(move="explain", subject="why", note=note)
    return Plan(move="explain", subject="again", note=note)


def _done(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    if asked.new_code and facts.findings:
        return about_code(asked, facts, state, policy)
    return Plan(move="celebrate", subject="solved", note=facts.note, solved=state.focus)


def _practice(facts: Facts) -> Plan:
    if facts.note is None:
        return Plan(move="ask", subject="what_next")
    return Plan(move="question", subject="practice", note=facts.note)


def _about_concept(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    elsewhere = other_technology(asked.prose)
    if elsewhere and not asked.code and facts.note is None and off_subject(asked.prose):
        return Plan(move="redirect", subject="off_topic")
    if elsewhere and not asked.code:
        return Plan(move="unknown", subject="elsewhere", note=facts.note)
    note = facts.note
    if note is not None and policy.avoids(note.id):
        return Plan(move="redirect", subject="avoided", note=note)
    if facts.course and not asked.code.strip():
        return Plan(move="explain", subject="course", note=note if note and facts.topics[0].score >= CERTAIN else None)
    if note is not None and _fits(asked, facts):
        return Plan(move="explain", subject="concept", note=note, finding=certain(facts) if asked.code else None)
    if asked.code.strip():
        return about_code(asked, facts, state, policy)
    if facts.documented:
        return Plan(move="explain", subject="documented", note=note)
    if not _asks(asked.prose):
        return Plan(move="ask", subject="unclear")
    if facts.exercise:
        return Plan(move="ask", subject="missing_code", missing="code", note=note)
    if about_programming(asked.prose):
        return Plan(move="unknown", subject="unknown")
    if state.turns and not content(asked.prose) - _SAYS_NOTHING:
        return Plan(move="explain", subject="again", note=note) if note else Plan(move="ask", subject="what_next")
    if about_the_work(asked.prose, content(asked.prose) - _SAYS_NOTHING):
        return Plan(move="ask", subject="what_next")
    return Plan(move="redirect", subject="off_topic")


def _tells_trouble(asked: Understanding, facts: Facts) -> bool:
    """Whether something is told, not asked, over code in which something is certainly wrong."""
    found = certain(facts)
    wrong = found is not None and found.category in ("syntax", "runtime", "logic") and found.severity != "info"
    return wrong and "?" not in asked.prose and asked.intent in ("concept", "howto", "statement")


def _fits(asked: Understanding, facts: Facts) -> bool:
    """Whether the best note answers: it surely fits the question, or the question goes on about the one before.

    A question that names no topic goes on where it points back, or shares words with that note.
    """
    if facts.topics[0].source != "conversation":
        return facts.topics[0].score >= CERTAIN
    note = facts.topics[0].note
    words = content(asked.prose)
    back = _POINTS_BACK.search(asked.prose) or EXAMPLE.search(asked.prose) or about_programming(asked.prose)
    return bool(back or not words or words & content(f"{note.explanation} {note.example}"))


def _asks(prose: str) -> bool:
    """Whether this is a question or a request, and not only a remark."""
    return "?" in prose or bool(_REQUEST.search(prose))
