"""Which move comes next when the turn is about a program, or a question, in another language."""

from ai_engine.learner.policy import ClassPolicy
from ai_engine.tutor.evidence.facts import Facts
from ai_engine.tutor.evidence.topics import CERTAIN
from ai_engine.tutor.foreign.languages import canonical
from ai_engine.tutor.moves.code_moves import about_code, another_hint, certain, focused, limited
from ai_engine.tutor.moves.plan import Plan
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding.understanding import Understanding

_ON_CODE = frozenset({"debug", "code", "check", "review", "hint", "done", "follow_up"})
_AGAIN = frozenset({"why", "confused", "more", "example", "answer", "follow_up"})


def choose_foreign(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    """The same moves as for Python, less those that need the program to run."""
    if policy.languages and asked.language not in {canonical(name) for name in policy.languages}:
        return Plan(move="unknown", subject="other_language")
    if asked.intent in _AGAIN and not asked.new_code and not asked.error:
        return _follow_up(asked, facts, state, policy)
    if asked.intent in ("predict", "explain_code") and asked.code.strip() and facts.program.parses:
        return Plan(move="explain", subject="explain_code", finding=certain(facts), note=facts.note)
    if asked.intent == "done" and not facts.findings:
        return Plan(move="celebrate", subject="solved", solved=state.focus)
    if asked.intent == "practice":
        return Plan(move="question", subject="practice", note=facts.note)
    if asked.code.strip() and (asked.intent in _ON_CODE or asked.new_code or facts.error is not None):
        return about_code(asked, facts, state, policy)
    if facts.error is not None:
        return Plan(move="explain_error", subject="error", finding=facts.error.finding, note=facts.note, missing="code")
    if facts.idea is not None or (facts.note is not None and facts.topics[0].score >= CERTAIN):
        note = facts.note if facts.note is not None and facts.topics[0].score >= CERTAIN else None
        if note is not None and policy.avoids(note.id):
            return Plan(move="redirect", subject="avoided", note=note)
        return Plan(move="explain", subject="concept", note=note)
    if asked.intent in _ON_CODE:
        return about_code(asked, facts, state, policy)
    return Plan(move="unknown", subject="unknown", note=facts.note)


def _follow_up(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    finding = focused(facts, state) or (facts.findings[0] if facts.findings and asked.code else None)
    if finding is not None and asked.intent == "why":
        return Plan(move="explain", subject="why", finding=finding, note=facts.note, level=state.level)
    if finding is not None:
        return limited(another_hint(finding, state, facts.note), policy)
    if facts.idea is not None or facts.note is not None:
        return Plan(move="explain", subject="again", note=facts.note)
    return Plan(move="ask", subject="what_next")
