"""Which move answers a remark on the program of the conversation."""

import re

from ai_engine.analysis.findings import Finding
from ai_engine.learner.policy import ClassPolicy
from ai_engine.tutor.compose.ideas import proposed_line, shared_idea
from ai_engine.tutor.compose.relevance import content
from ai_engine.tutor.events import Move
from ai_engine.tutor.evidence.facts import Facts
from ai_engine.tutor.evidence.topics import CERTAIN
from ai_engine.tutor.moves.code_moves import about_code, another_hint, focused, limited
from ai_engine.tutor.moves.plan import Plan
from ai_engine.tutor.moves.remarks import Kind, judge
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding.following import named_in
from ai_engine.tutor.understanding.understanding import Understanding

_OF_SPEED = re.compile(r"\b(?:slow\w*|fast\w*|speed|bad|better|efficient)\b", re.IGNORECASE)
_JUDGES = re.compile(r"\b(?:bad|wrong|ugly|not good|worse|better|a problem|style)\b", re.IGNORECASE)
# "How can I check that?" asks for the next step; "how do I keep the order of a list" for an idea.
_VAGUE = frozenset(
    {"check", "fix", "change", "keep", "find", "know", "see", "tell", "put", "try", "solve", "start", "avoid", "stop", "it", "now", "so",
     "then", "right", "better", "instead", "look", "go", "give", "let", "ok", "else"}
)  # fmt: skip
_MOVES: dict[str, Move] = {
    "what_was_wrong": "explain",
    "what_if": "experiment",
    "guess": "experiment",
    "changed": "ask",
}
# What a remark comes to is said first where these are told; else the words for a guess and for an objection fit better.
_HELD = frozenset({"guess", "objection", "about_part"})
_TELLING = frozenset({"claim", "here", "elsewhere"})
_MOVE_OF: dict[Kind, Move] = {
    "works": "celebrate",
    "still_wrong": "question",
    "runs": "question",
    "untested": "experiment",
    "claim": "question",
    "here": "question",
    "elsewhere": "question",
    "idea": "experiment",
    "noted": "question",
}


def on_follow_up(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    """The move for a guess, an objection, "what do I do", "what if" and "what was wrong"."""
    finding = focused(facts, state) or _about_named(asked, facts)
    verdict = judge(asked.prose, facts, finding)
    if asked.follows == "remark" or facts.change is not None or (asked.follows in _HELD and verdict.kind in _TELLING):
        return Plan(move=_MOVE_OF[verdict.kind], subject="remark", finding=finding, note=facts.note, level=state.level)
    if (
        asked.follows == "how"
        and content(asked.prose) - _VAGUE
        and facts.topics
        and facts.topics[0].source == "question"
        and facts.topics[0].score >= CERTAIN
    ):
        return Plan(move="explain", subject="concept", note=facts.note)
    if asked.follows in ("what_to_do", "how"):
        if finding is None:
            return about_code(asked, facts, state, policy)
        return limited(another_hint(finding, state, facts.note), policy)
    move: Move = _MOVES.get(asked.follows, "explain")
    proposes = proposed_line(asked.prose, facts.program) > 0
    if (
        asked.follows == "guess"
        and not proposes
        and finding is not None
        and shared_idea(asked.prose, finding, facts.error)
    ):
        move = "celebrate"
    if policy.questions_only and move == "explain" and finding is not None:
        return Plan(move="question", subject="approach", finding=finding, note=facts.note)
    return Plan(move=move, subject="follow_up", finding=finding, note=facts.note, level=state.level)


def _about_named(asked: Understanding, facts: Facts) -> Finding | None:
    """What was found about the very thing that the learner names."""
    if asked.follows not in ("objection", "about_part"):
        return None
    speed = _OF_SPEED.search(asked.prose) is not None
    names = [name for name in named_in(asked.prose, asked.code) if not name.isdigit()]
    found = [item for item in (*facts.findings, *facts.remarks) if speed or item.category != "performance"]
    told = next((item for item in found if any(name in item.message for name in names)), None)
    if told is not None or not _JUDGES.search(asked.prose):
        return told
    return next((item for item in found if any(name in facts.program.line_text(item.line) for name in names)), None)
