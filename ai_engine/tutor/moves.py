"""Which move comes next: one decision from what is asked, the evidence and the history."""

import re

from ai_engine.learner.policy import ClassPolicy
from ai_engine.tutor.checking import answers
from ai_engine.tutor.code_moves import about_code, another_hint, certain, focused, limited
from ai_engine.tutor.facts import Facts
from ai_engine.tutor.plan import Plan
from ai_engine.tutor.scope import about_programming, other_technology
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.topics import CERTAIN
from ai_engine.tutor.understanding import Understanding

_REQUEST = re.compile(
    r"^\W*(?:(?:please|so|and|but|ok|well|hey) )*(?:what|who|where|when|why|how|which|whose|is|are|do|does|did|"
    r"can|could|will|would|should|tell|write|give|show|explain|make|find|recommend|help|let's|translate|solve|sing|play|set|book|"
    r"draw|describe|compose|list|name|order|call|search|calculate|"
    r"i (?:want|need|would like))\b",
    re.IGNORECASE,
)

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
        case "solution" if not asked.code and other_technology(asked.prose):
            return Plan(move="unknown", subject="elsewhere", note=facts.note)
        case "solution":
            finding = facts.findings[0] if facts.findings else None
            return Plan(move="redirect", subject="solution", finding=finding, note=facts.note)
    if asked.foreign and not asked.code and facts.error is None:
        return Plan(move="redirect", subject="language")
    if facts.other_language:
        return Plan(move="unknown", subject="other_language")
    if asked.intent in ("why", "confused", "more", "example", "answer"):
        return _follow_up(asked, facts, state, policy)
    if asked.intent == "done":
        return _done(asked, facts, state, policy)
    if asked.intent == "practice":
        return _practice(facts)
    if asked.intent == "predict" and asked.code and facts.program.parses:
        return Plan(move="experiment", subject="predict", note=facts.note, finding=certain(facts))
    if asked.intent == "explain_code" and asked.code.strip() and facts.program.parses:
        return Plan(move="explain", subject="explain_code", note=facts.note, finding=certain(facts))
    if asked.intent in ("check", "review") and _without_its_code(asked, facts, state):
        return Plan(move="ask", subject="missing_code", missing="code")
    on_code = asked.intent in ("debug", "code", "check", "review", "hint", "explain_code")
    if on_code or (asked.intent == "predict" and asked.code):
        return about_code(asked, facts, state, policy)
    if _tells_task(asked, facts, state):
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
    if asked.intent == "answer" and state.asked:
        return Plan(move="celebrate" if answers(asked.prose, note) else "explain", subject="reply", note=note)
    if finding is not None and state.focus:
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
    if elsewhere and not asked.code:
        return Plan(move="unknown", subject="elsewhere", note=facts.note)
    note = facts.note
    if note is not None and policy.avoids(note.id):
        return Plan(move="redirect", subject="avoided", note=note)
    if facts.course and not asked.code.strip():
        return Plan(move="explain", subject="course", note=note if note and facts.topics[0].score >= CERTAIN else None)
    if note is not None and (facts.topics[0].score >= CERTAIN or facts.topics[0].source == "conversation"):
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
    return Plan(move="redirect", subject="off_topic")


def _asks(prose: str) -> bool:
    """Whether this is a question or a request, and not only a remark."""
    return "?" in prose or bool(_REQUEST.search(prose))
