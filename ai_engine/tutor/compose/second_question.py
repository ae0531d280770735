"""The second of two questions in one message: answered in a few sentences below the first."""

import re

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.relevance import content, fitting_sentences
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.wording import ended, first_sentences
from ai_engine.tutor.evidence.topics import SURE

_PART = re.compile(r"(?<=[?.!])\s+|\n+")
_SENTENCES = 3
_MORE_OF_IT = (
    "For the part that you want to add, say it in one sentence first: what goes in, what changes, and when must nothing change? "
    "Then look which of your own lines comes closest to it, and try it on one concrete value."
)


def second_question(scene: Scene, made: Composed) -> str:
    """What the notes say to a question that the answer leaves out; "" where there is none, or none that a note surely fits."""
    if scene.asked.also and scene.facts.topics and scene.facts.topics[0].source == "question":
        return _answer(scene.facts.topics[0].note, scene.asked.also)
    if scene.asked.also and scene.asked.intent == "done":
        return _MORE_OF_IT
    asked = [part for part in _PART.split(scene.asked.prose) if part.endswith("?")]
    if scene.plan.subject != "concept" or scene.plan.note is None or len(asked) < 2:
        return ""
    for part in asked:
        found = scene.bank.search(part, 1)
        if not found or found[0].score < SURE or found[0].note_id == scene.plan.note.id:
            continue
        note = scene.bank.notes.get(found[0].note_id)
        if note is not None and f"note:{note.id}" not in made.shown:
            return _answer(note, part)
    return ""


def _answer(note: Note, question: str) -> str:
    """What the note says to the question: its first sentence, and those that share most with the question."""
    first = first_sentences(note.explanation, 1)
    asked = content(question) - content(f"{note.title} {note.id.replace('-', ' ')}")  # beside the topic itself
    fitting = [text for text in fitting_sentences(note, asked, _SENTENCES) if text != first]
    told = [first, *fitting[: _SENTENCES - 1]] if fitting else [first_sentences(note.explanation, _SENTENCES)]
    return f"As for your other question: {' '.join(ended(text) for text in told)}"
