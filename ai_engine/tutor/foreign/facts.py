"""The facts of a turn about another language: the program is analysed, messages are explained, nothing is run."""

from dataclasses import replace

from ai_engine.analysis import analyse
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.messages import Explained, explain_message
from ai_engine.analysis.languages.outline import outline
from ai_engine.knowledge import Bank, Embed
from ai_engine.tutor.evidence.facts import Facts
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.topics import CERTAIN, Topic, find_topics
from ai_engine.tutor.foreign.idea import Idea
from ai_engine.tutor.foreign.ideas import find_ideas, idea_of
from ai_engine.tutor.foreign.languages import without_name
from ai_engine.tutor.request import TutorRequest
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding.understanding import Understanding

_ABOUT_CODE = frozenset(
    {"follow_up", "debug", "code", "hint", "check", "review", "predict", "solution", "done", "explain_code"}
)
_FOLLOWING = frozenset({"why", "confused", "more", "example", "practice", "answer"})


def gather_foreign(
    bank: Bank, request: TutorRequest, asked: Understanding, state: TutorState, embed: Embed | None = None
) -> Facts:
    """Collect the facts for a question about another language, as `gather` does for Python."""
    code, language = asked.code, asked.language
    findings = analyse(code, language).findings if code.strip() else ()
    told = explain_message(asked.error, code, language) if asked.error else None
    if told is None and not code.strip():
        told = explain_message(asked.prose, "", language)
    problems = tuple(item for item in findings if item.severity in ("error", "warning"))
    remarks = tuple(item for item in findings if item.severity == "info")
    if told is not None:
        told, problems, remarks = _of_message_first(told, problems, remarks)
    topics = _topics(bank, request, asked, state, problems, told, embed)
    close = tuple(topic.note.id for topic in topics if topic.score >= CERTAIN and topic.source == "question")
    asks = asked.intent not in _ABOUT_CODE or not code.strip()
    complains = asked.intent in ("debug", "hint") and not problems
    parses = not any(item.category == "syntax" for item in problems)
    return Facts(
        program=Program(text=code, parses=parses, lines=tuple(code.split("\n"))),
        findings=problems,
        remarks=remarks,
        praise=tuple(item for item in findings if item.severity == "praise"),
        error=told.error if told is not None else None,
        topics=topics,
        outline=outline(code, language) if code.strip() and parses else (),
        ideas=_ideas(asked, state, close) if asks or complains else (),
    )


def _ideas(asked: Understanding, state: TutorState, close: tuple[str, ...]) -> tuple[Idea, ...]:
    """The ideas that are asked about; in a follow-up that names none, the last that was explained."""
    found = find_ideas(asked.language, asked.prose, close)
    if not found and asked.intent in _FOLLOWING:
        told = [item.removeprefix("idea:") for item in state.shown if item.startswith("idea:")]
        last = idea_of(asked.language, told[-1]) if told else None
        return (last,) if last is not None else ()
    return found


def _of_message_first(
    told: Explained, problems: tuple[Finding, ...], remarks: tuple[Finding, ...]
) -> tuple[Explained, tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings with those first that can be the message's cause; a remark that is one becomes a problem."""
    line, symbol = told.error.line, told.error.finding.symbol

    def distance(item: Finding) -> tuple[int, int]:
        named = bool(symbol) and (symbol == item.symbol or f"`{symbol}`" in item.message)
        kind = (
            0
            if item.rule in told.rules
            else 1
            if named
            else 2
            if item.category == told.error.finding.category == "syntax"
            else 3
        )
        return kind, abs(item.line - line) if line else 0

    causes = tuple(item for item in remarks if item.rule in told.rules and distance(item)[1] <= 1)
    ranked = tuple(sorted((*problems, *causes), key=distance))
    if ranked and (distance(ranked[0])[0] < 3 or ranked[0].line == line):
        error = replace(told.error, line=ranked[0].line, concept=ranked[0].concept)
        return replace(told, error=error), ranked, tuple(item for item in remarks if item not in causes)
    return told, ((told.error.finding, *ranked) if line else ranked), remarks


def _topics(
    bank: Bank,
    request: TutorRequest,
    asked: Understanding,
    state: TutorState,
    problems: tuple[Finding, ...],
    told: Explained | None,
    embed: Embed | None,
) -> tuple[Topic, ...]:
    evidence = ([told.error.concept] if told is not None else []) + [item.concept for item in problems[:2]]
    if asked.intent in _ABOUT_CODE and evidence:
        return find_topics(bank, "", tuple(evidence))
    following = asked.intent in _FOLLOWING
    question = "" if following else without_name(asked.prose)
    if asked.intent in _ABOUT_CODE and asked.code.strip():
        return find_topics(bank, "", tuple(evidence), lesson=request.topic)
    return find_topics(
        bank,
        question,
        tuple(evidence),
        conversation=state.concept if following else "",
        lesson=request.topic,
        embed=embed,
    )
