"""Composed text: for each subject of a move, words that stand alone, from the facts and nothing else."""

from collections.abc import Callable

from ai_engine.tutor.compose import concept, debug, error, experiments, hints, program, talk
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import Voice, paragraphs
from ai_engine.tutor.compose.wording import ended, first_sentences
from ai_engine.tutor.plan import Subject

__all__ = ["Composed", "Scene", "Voice", "compose"]

_COMPOSERS: dict[Subject, Callable[[Scene], Composed]] = {
    "distress": talk.distress,
    "language": talk.language,
    "greeting": talk.greeting,
    "thanks": talk.thanks,
    "goodbye": talk.goodbye,
    "meta": talk.meta,
    "solution": talk.solution,
    "off_topic": talk.off_topic,
    "other_language": talk.other_language,
    "unknown": talk.unknown,
    "avoided": talk.avoided,
    "elsewhere": talk.elsewhere,
    "missing_code": talk.missing_code,
    "missing_expectation": talk.missing_expectation,
    "missing_task": talk.missing_task,
    "what_next": talk.what_next,
    "start": talk.start,
    "unclear": talk.unclear,
    "feelings": talk.feelings,
    "strategy": talk.strategy,
    "error": error.error,
    "finding": debug.finding,
    "hint": hints.hint,
    "approach": hints.approach,
    "why": debug.why,
    "solved": debug.solved,
    "concept": concept.concept,
    "example": concept.example,
    "documented": concept.documented,
    "again": concept.again,
    "practice": concept.practice,
    "reply": concept.reply,
    "values": experiments.values,
    "failure": experiments.failure,
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
}


def compose(scene: Scene) -> Composed:
    """The answer of a turn in composed text, never empty."""
    made = _COMPOSERS[scene.plan.subject](scene)
    if not made.text.strip():
        made = talk.unknown(scene)
    extra: list[str] = []
    if scene.asked.foreign and scene.plan.subject != "language":
        return Composed(
            paragraphs("I speak English only, but your code speaks for itself.", made.text), made.asks, made.shown
        )
    if scene.asked.also and scene.facts.topics and scene.facts.topics[0].source == "question":
        note = scene.facts.topics[0].note
        extra.append(f"As for your other question: {ended(first_sentences(note.explanation, 3))}")
    return Composed(paragraphs(made.text, *extra), made.asks, made.shown) if extra else made
