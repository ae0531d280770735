"""Composed text: for each subject of a move, words that stand alone, from the facts and nothing else."""

from collections.abc import Callable

from ai_engine.tutor.compose import (
    beginning,
    concept,
    debug,
    deeper,
    error,
    experiments,
    follow_up,
    foreign,
    further,
    hints,
    program,
    remarks,
    talk,
)
from ai_engine.tutor.compose.next_step import another_way, mostly_said
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.second_question import second_question
from ai_engine.tutor.compose.voice import Voice, paragraphs
from ai_engine.tutor.moves.plan import Subject

__all__ = ["Composed", "Scene", "Voice", "compose"]

_COMPOSERS: dict[Subject, Callable[[Scene], Composed]] = {
    "distress": talk.distress,
    "language": talk.language,
    "greeting": talk.greeting,
    "thanks": talk.thanks,
    "goodbye": talk.goodbye,
    "meta": talk.meta,
    "solution": beginning.solution,
    "off_topic": talk.off_topic,
    "other_language": talk.other_language,
    "unknown": talk.unknown,
    "avoided": talk.avoided,
    "elsewhere": talk.elsewhere,
    "missing_code": talk.missing_code,
    "missing_expectation": talk.missing_expectation,
    "missing_task": talk.missing_task,
    "what_next": talk.what_next,
    "start": beginning.start,
    "unclear": talk.unclear,
    "feelings": talk.feelings,
    "strategy": beginning.strategy,
    "error": error.error,
    "finding": debug.finding,
    "hint": hints.hint,
    "approach": hints.approach,
    "why": debug.why,
    "solved": debug.solved,
    "concept": concept.concept,
    "example": further.example,
    "documented": concept.documented,
    "again": further.again,
    "practice": further.practice,
    "reply": further.reply,
    "values": experiments.values,
    "failure": experiments.failure,
    "deeper": deeper.deeper,
    "trace": experiments.trace,
    "fine": program.fine,
    "review": program.review,
    "predict": experiments.predict,
    "explain_code": program.explain_code,
    "missing_error": talk.missing_error,
    "exam": talk.exam,
    "course": concept.from_course,
    "ladder": hints.of_ladder,
    "shown_solution": hints.shown_solution,
    "follow_up": follow_up.follow_up,
    "remark": remarks.remark,
    "predicted": follow_up.predicted,
}


# What is said in another way about programs in other languages, which aren't run.
_FOREIGN: dict[Subject, Callable[[Scene], Composed]] = {
    "error": foreign.error,
    "concept": foreign.concept,
    "example": foreign.again,
    "again": foreign.again,
    "practice": foreign.practice,
    "why": foreign.why,
    "fine": foreign.no_finding,
    "trace": foreign.no_finding,
    "values": foreign.no_finding,
    "missing_expectation": foreign.no_finding,
    "review": foreign.review,
    "explain_code": foreign.explain_code,
    "missing_code": foreign.missing_code,
    "missing_error": foreign.missing_code,
    "unknown": foreign.unknown,
    "other_language": foreign.other_language,
}

# Words about the learner's own program, which help no more when they are said a second time.
_VARIED: frozenset[Subject] = frozenset(
    {"failure", "deeper", "trace", "hint", "approach", "follow_up", "why", "error", "values"}
)


def compose(scene: Scene) -> Composed:
    """The answer of a turn in composed text, never empty."""
    composer = _FOREIGN.get(scene.plan.subject) if scene.asked.language else None
    made = (composer or _COMPOSERS[scene.plan.subject])(scene)
    if not made.text.strip():
        made = talk.unknown(scene)
    varied = scene.plan.subject in _VARIED and scene.asked.follows != "what_was_wrong" and not scene.asked.new_code
    if varied and scene.facts.program.parses and mostly_said(made.text, scene):
        made = Composed(another_way(scene))
    if scene.asked.foreign and scene.plan.subject != "language":
        return Composed(
            paragraphs("I speak English only, but your code speaks for itself.", made.text), made.asks, made.shown
        )
    other = second_question(scene, made)
    return Composed(paragraphs(made.text, other), made.asks, made.shown) if other else made
