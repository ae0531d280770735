"""Two concepts side by side."""

import re

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.note_parts import example_part
from ai_engine.tutor.compose.relevance import content, fitting_misconception
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import paragraphs
from ai_engine.tutor.compose.wording import ended, first_sentences
from ai_engine.tutor.evidence.topics import Topic


def contrast(scene: Scene) -> Composed | None:
    """Two concepts side by side when the question asks for the difference and names both."""
    prose = scene.asked.prose.lower()
    if not re.search(r"\b(?:difference|differ|vs\.?|versus|compare|better|or)\b", prose):
        return None
    named = [topic for topic in scene.facts.topics[:4] if _named(topic, prose)]
    if len(named) < 2 or any(_covers_both(topic, prose, named) for topic in scene.facts.topics[:1]):
        return None
    first, second = named[0].note, named[1].note
    words = content(prose)
    pitfall = fitting_misconception(first, words) or fitting_misconception(second, words)
    lead = scene.voice.by_tone(
        key="contrast",
        encouraging=("Here are the two side by side.",),
        analytical=("Compare the two.",),
        creative=("Meet the two of them.",),
        practical=("Side by side:",),
    )
    body = paragraphs(
        lead,
        *(_headed(note) for note in (first, second)),
        ended(pitfall) if pitfall else "",
        example_part(first, scene),
        f"Now you: {ended(first.check_question)}",
    )
    return Composed(
        body, asks=f"check:{first.id}", shown=(f"note:{first.id}", f"note:{second.id}", f"example:{first.id}")
    )


def _headed(note: Note) -> str:
    """The first sentences of a note, with its name in front where they don't begin with it."""
    told = first_sentences(note.explanation, 3)
    name = note.title.split(":")[0].strip()
    return told if name.lower().rstrip("s") in told[: len(name) + 12].lower() else f"{name}: {told}"


def _named(topic: Topic, prose: str) -> bool:
    words = set(re.findall(r"[a-z]+", prose))
    stem = {word.rstrip("s") for word in words}
    own = {
        word.rstrip("s")
        for word in re.findall(r"[a-z]+", topic.note.id)
        if word not in ("and", "with", "vs", "loops", "statement")
    }
    return bool(own & stem)


def _covers_both(topic: Topic, prose: str, named: list[Topic]) -> bool:
    """Whether one note is about the pair itself (return-vs-print, integers-and-floats)."""
    if topic not in named:
        return True
    return "-vs-" in topic.note.id or "-and-" in topic.note.id
