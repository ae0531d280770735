"""What a turn leaves behind: the next state of the conversation."""

from dataclasses import replace

from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.wording import ended, line_of
from ai_engine.tutor.evidence.suspects import suspect_to_text
from ai_engine.tutor.state import FAILURE, TutorState, code_mark
from ai_engine.tutor.understanding.phrases import TASK

_HINTING = frozenset({"finding", "hint", "error", "approach", "failure", "deeper"})
_TRYING = frozenset({"trace", "fine", "values"})
_TALK = frozenset(
    {"thanks", "greeting", "goodbye", "meta", "off_topic", "language", "distress", "unknown", "unclear", "feelings"}
)


def _examples_told(scene: Scene) -> str:
    """The learner's words, where they held examples that can be tried again on the next attempt."""
    told = scene.facts.failure is not None or scene.facts.right
    return scene.asked.prose[:1_000] if told else ""


def remember(scene: Scene, composed: Composed) -> TutorState:
    """The state after this turn."""
    old, plan, asked = scene.state, scene.plan, scene.asked
    salt = old.salt or scene.voice.seed - old.turns
    state = replace(
        old, turns=old.turns + 1, last_move=plan.move, asked=composed.asks, salt=salt, language=asked.language
    )
    if composed.asks.startswith("explain:"):
        state = replace(state, concept=composed.asks.removeprefix("explain:"))
    if plan.subject in _TALK:
        return state
    if TASK.search(asked.prose) or asked.intent == "solution":
        state = replace(state, task=f"{old.task} {asked.prose}".strip()[-400:])
    note = plan.note or scene.facts.note
    if note is not None:
        state = replace(state, concept=note.id)
    if asked.code:
        mark = code_mark(asked.code)
        attempt = mark != old.code_mark
        state = replace(
            state,
            code=asked.code,
            error=asked.error,
            expected=asked.expected or _examples_told(scene),
            code_mark=mark,
            attempts=old.attempts + (1 if attempt else 0),
            suspect=suspect_to_text(scene.facts.suspect) or ("" if attempt else old.suspect),
            unanswered=0 if attempt else old.unanswered,
        )
        if attempt and plan.finding is None:
            state = replace(state, focus="", focus_line=0, level=0)
    elif asked.error:
        state = replace(state, error=asked.error)
    if plan.subject in _HINTING:
        item = plan.finding
        if item is not None:
            where = line_of(item.line, scene.facts.program.line_text(item.line))
            state = replace(state, cause=f"{where}. {ended(item.message)} {ended(item.why)}".strip()[:500])
        focus = (
            item.rule
            if item is not None
            else FAILURE
            if scene.facts.failure is not None and plan.subject in ("failure", "deeper")
            else ""
        )
        state = replace(
            state,
            focus=focus,
            focus_line=item.line if item is not None else 0,
            level=plan.level,
            unanswered=state.unanswered + 1 if focus == old.focus else 1,
        )
    elif plan.subject in _TRYING and asked.code:
        state = replace(state, unanswered=state.unanswered + 1)
    elif plan.subject in ("concept", "practice"):
        state = replace(state, unanswered=0)
    elif plan.subject == "example":
        state = replace(state, asked=old.asked)
    if plan.subject == "remark" and plan.move == "celebrate" and scene.facts.change is not None:
        # The learner's own change makes it right: from now on that is their program.
        text = scene.facts.change.text
        state = replace(state, code=text, code_mark=code_mark(text), attempts=state.attempts + 1, error="")
        state = replace(state, focus="", focus_line=0, level=0, unanswered=0, suspect="")
    elif plan.subject == "remark":
        state = replace(state, unanswered=state.unanswered + 1)
    if plan.missing:
        state = replace(state, asked_for=tuple(dict.fromkeys((*old.asked_for, plan.missing))))
    shown = (*composed.shown, composed.asks) if composed.asks else composed.shown
    if shown:
        state = replace(state, shown=tuple(dict.fromkeys((*old.shown, *shown)))[-60:])
    return state
