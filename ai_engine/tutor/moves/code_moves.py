"""Which move comes next when the question is about code: what is certain first, then what the learner reports."""

import re

from ai_engine.analysis.findings import Finding
from ai_engine.knowledge import Note
from ai_engine.learner.policy import ClassPolicy
from ai_engine.tutor.events import Move
from ai_engine.tutor.evidence.facts import Facts
from ai_engine.tutor.evidence.suspects import SURELY
from ai_engine.tutor.evidence.topics import CERTAIN, LIKELY, SURE
from ai_engine.tutor.moves.kinds import is_known_kind
from ai_engine.tutor.moves.plan import Plan
from ai_engine.tutor.moves.symptoms import symptom_question
from ai_engine.tutor.state import FAILURE, TutorState, code_mark
from ai_engine.tutor.understanding.phrases import TASK
from ai_engine.tutor.understanding.understanding import Understanding

_ERROR_WORD = re.compile(r"\b(?:crash\w*|errors?|exception|traceback|red text|complain\w*)\b", re.IGNORECASE)


# "Now it prints 0" tells of a result, and not of success.
_ASKS_WHY = re.compile(r"\b(?:why|how come|what is|what does)\b", re.IGNORECASE)
_NOW_GIVES = re.compile(
    r"\b(?:now|still|but) (?:it |I )?(?:only |just )?(?:prints?|gives?|says?|shows?|returns?|gets?|outputs?)\b",
    re.IGNORECASE,
)
# After the first question about a line: how far the result is off, then a print to see it, then the idea behind it.
_DEEPER: tuple[Move, ...] = ("question", "experiment", "explain")
_APPROACHES: tuple[Move, ...] = ("experiment", "question", "explain")


def about_code(asked: Understanding, facts: Facts, state: TutorState, policy: ClassPolicy) -> Plan:
    """The move for a question about code, or about an error."""
    if not asked.code.strip():
        return _without_code(asked, facts, state)
    new_attempt = bool(state.code_mark) and asked.new_code and code_mark(asked.code) != state.code_mark
    solved = state.focus if new_attempt and state.focus and not _still_there(facts, state.focus) else ""
    told = facts.error is not None and (bool(asked.error) or not _on_line_of_run(facts))
    told = told and not (facts.error is not None and facts.error.exception == "RuntimeError" and _known_better(facts))
    if facts.error is not None and told and asked.intent != "review" and not (state.focus and not asked.new_code):
        return limited(
            Plan(
                move="explain_error",
                subject="error",
                finding=_of_error(facts),
                note=facts.note,
                level=1,
                solved=solved,
            ),
            policy,
        )
    if asked.intent == "review":
        return Plan(
            move="point" if facts.findings else "explain", subject="review", finding=_first(facts), solved=solved
        )
    finding = _first(facts) or (None if facts.failure is not None else _telling(asked, facts, state))
    if finding is not None and solved and finding.severity == "info" and finding.line != state.focus_line:
        finding = None  # the fault is gone, and what is left is a remark on other input
    if finding is not None and state.focus in ("", FAILURE) and _elsewhere(finding, facts):
        if state.focus == FAILURE and not new_attempt and facts.failure is not None:
            return _no_finding(asked, facts, state, solved)
        return limited(Plan(move="question", subject="failure", solved=solved, note=facts.note), policy)
    if finding is None and facts.error is not None and facts.note is not None:
        return Plan(move="explain", subject="concept", note=facts.note)
    if finding is None:
        return _no_finding(asked, facts, state, solved)
    if _only_possible(finding, asked, facts) and not state.focus:
        return Plan(move="experiment", subject="trace", note=facts.note)
    if finding.line == state.focus_line:
        solved = ""  # another fault in the same place is no solution yet
    same = state.focus == finding.rule
    if same and not new_attempt:
        return limited(another_hint(finding, state, facts.note), policy)
    if same and new_attempt:
        level = min(state.level + 1, max(1, policy.last_hint))
        return limited(Plan(move="hint", subject="hint", finding=finding, level=level, again=True), policy)
    if asked.intent == "hint":
        return limited(Plan(move="hint", subject="hint", finding=finding, level=1, solved=solved), policy)
    return limited(Plan(move="point", subject="finding", finding=finding, level=1, solved=solved), policy)


def another_hint(finding: Finding, state: TutorState, note: Note | None) -> Plan:
    """The code is as it was: the level stays, and after two unanswered hints the approach changes."""
    if state.unanswered >= 2:
        move: Move = _APPROACHES[(state.unanswered - 2) % len(_APPROACHES)]
        return Plan(move=move, subject="approach", finding=finding, note=note, level=state.level)
    return Plan(move="hint", subject="hint", finding=finding, level=max(1, state.level))


def _without_code(asked: Understanding, facts: Facts, state: TutorState) -> Plan:
    if facts.error is not None and state.focus == facts.error.finding.rule and asked.intent in ("hint", "debug"):
        return Plan(move="explain", subject="concept", note=facts.note)
    if facts.error is not None:
        return Plan(move="explain_error", subject="error", finding=facts.error.finding, note=facts.note, missing="code")
    if asked.intent == "hint":
        if "task" in state.asked_for or TASK.search(asked.prose) or is_known_kind(asked.prose):
            return Plan(move="hint", subject="strategy", note=facts.note)
        return Plan(move="ask", subject="missing_task", missing="task", note=facts.note)
    if "code" in state.asked_for:
        if facts.note is not None and facts.topics[0].score >= CERTAIN:
            return Plan(move="explain", subject="concept", note=facts.note)
        return Plan(move="hint", subject="strategy", note=facts.note)
    if asked.intent in ("debug", "check", "review") and facts.note is not None and facts.topics[0].score >= LIKELY:
        return Plan(move="explain", subject="concept", note=facts.note, missing="code")
    return Plan(move="ask", subject="missing_code", missing="code", note=facts.note)


def _no_finding(asked: Understanding, facts: Facts, state: TutorState, solved: str) -> Plan:
    if not facts.program.parses:
        return Plan(move="ask", subject="missing_expectation", missing="expectation")
    if facts.failure is not None:
        if state.focus == FAILURE and code_mark(asked.code) == state.code_mark:
            if facts.suspect is not None:
                step = (max(1, state.unanswered) - 1) % len(_DEEPER)
                return Plan(move=_DEEPER[step], subject="deeper", note=facts.note)
            return Plan(move="experiment", subject="trace", note=facts.note)
        return Plan(move="question", subject="failure", solved=solved, note=facts.note)
    reports = _NOW_GIVES.search(asked.prose) and asked.mood != "confident" and asked.intent != "done"
    if solved and not (asked.actual_value and asked.expected_value) and not reports:
        return Plan(move="celebrate", subject="solved", solved=solved, note=facts.note)
    if asked.actual_value and asked.expected_value:
        return Plan(move="question", subject="values", solved=solved, note=facts.note)
    if (
        facts.right
        and facts.suspect is None
        and asked.intent in ("debug", "code")
        and "expectation" not in state.asked_for
    ):
        return Plan(move="ask", subject="fine", missing="expectation", solved=solved)
    if _ERROR_WORD.search(asked.prose) and asked.intent == "debug" and "error" not in state.asked_for:
        return Plan(move="ask", subject="missing_error", missing="error", solved=solved)
    if asked.intent == "check":
        return Plan(move="experiment", subject="fine", solved=solved, note=facts.note)
    if facts.suspect is not None and asked.prose and "expectation" not in state.asked_for and not state.unanswered:
        return Plan(move="question", subject="trace", solved=solved, note=facts.note)
    same = bool(state.code_mark) and code_mark(asked.code) == state.code_mark
    if (
        facts.suspect is not None
        and same
        and 0 < state.unanswered <= len(_DEEPER)
        and "expectation" not in state.asked_for
    ):
        return Plan(move=_DEEPER[state.unanswered - 1], subject="deeper", note=facts.note)
    best = facts.topics[0] if facts.topics else None
    named = best is not None and best.source == "question" and best.score >= SURE
    if best is not None and named and not same and facts.suspect is None and _ASKS_WHY.search(asked.prose):
        return Plan(move="explain", subject="concept", note=best.note)  # nothing is wrong, and the idea is asked about
    reported = asked.intent in ("debug", "code") and symptom_question(asked.prose, facts.program)
    if asked.has_expectation or reported or "expectation" in state.asked_for or asked.intent == "hint":
        return Plan(move="experiment", subject="trace", solved=solved, note=facts.note)
    return Plan(move="ask", subject="fine", missing="expectation", solved=solved)


def limited(plan: Plan, policy: ClassPolicy) -> Plan:
    """The plan within what the class allows."""
    if policy.questions_only and plan.move in ("hint", "point", "explain_error") and plan.finding is not None:
        return Plan(move="question", subject="approach", finding=plan.finding, note=plan.note)
    return plan


def certain(facts: Facts) -> Finding | None:
    """The first finding, if it is certain enough to speak of beside something else."""
    found = _first(facts)
    return found if found is not None and found.confidence >= 0.8 else None


def focused(facts: Facts, state: TutorState) -> Finding | None:
    """The finding that the last hint was about, if it is still there."""
    return next((item for item in (*facts.findings, *facts.remarks) if item.rule == state.focus), None)


def _elsewhere(finding: Finding, facts: Facts) -> bool:
    """Whether a told example fails because of another line than the finding's."""
    if facts.suspect is None or finding.severity == "error" or facts.suspect.certainty < SURELY:
        return False
    whole = facts.program.line_text(finding.line).startswith("def ")
    possible = finding.category == "runtime"
    if facts.failure is None and not (possible or whole or finding.confidence < facts.suspect.certainty):
        return False
    spoken = {int(number) for number in re.findall(r"\blines? (\d+)", f"{finding.message} {finding.why}")}
    last = finding.line if whole else max(finding.line, finding.end_line or finding.line)
    return facts.suspect.line not in {*range(finding.line, last + 1), *spoken}


def _only_possible(finding: Finding, asked: Understanding, facts: Facts) -> bool:
    """Whether a fault could come up on other input only, while the learner reports something else of a good run."""
    ran = facts.run is not None and not facts.run.error
    may = finding.category == "runtime" and finding.severity == "warning"
    return ran and may and asked.intent in ("debug", "code") and bool(symptom_question(asked.prose, facts.program))


def _known_better(facts: Facts) -> bool:
    """Whether the analyser knows a cause of its own, where the error's text alone says little."""
    return any(item.severity == "error" and not item.rule.startswith("reported-") for item in facts.findings)


def _on_line_of_run(facts: Facts) -> bool:
    """Whether a finding stands on the line where the program stopped when it was run: it says more than the error."""
    run = facts.run
    return run is not None and any(item.line == run.line and item.rule[:9] != "reported-" for item in facts.findings)


def _of_error(facts: Facts) -> Finding | None:
    """The finding that an error text is about: the code's own on that line, or the error's."""
    if facts.error is None:
        return None
    error = facts.error
    if error.line:
        return next((item for item in facts.findings if item.line == error.line), error.finding)
    return next((item for item in facts.findings if item.concept == error.concept), error.finding)


def _telling(asked: Understanding, facts: Facts, state: TutorState) -> Finding | None:
    """A remark that may be the cause of wrong results, and isn't only about style."""
    complains = asked.intent in ("debug", "hint") or bool(asked.actual_value)
    for item in facts.remarks:
        counts = "range(" in facts.program.line_text(item.line)
        maybe = item.rule == "shadowed-variable" or (item.rule.startswith("unused-") and not counts)
        likely = item.category in ("logic", "runtime")
        if (likely and asked.intent != "review") or (maybe and complains) or item.rule == state.focus:
            return item
    return None


def _first(facts: Facts) -> Finding | None:
    return facts.findings[0] if facts.findings else None


def _still_there(facts: Facts, rule: str) -> bool:
    if rule == FAILURE:
        return facts.failure is not None
    return any(item.rule == rule for item in (*facts.findings, *facts.remarks)) or (
        facts.error is not None and facts.error.exception == rule
    )
