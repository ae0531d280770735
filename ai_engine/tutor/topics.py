"""Which notes fit: by the question's own words first, then by the evidence, then by the lesson's topic."""

import re
from dataclasses import dataclass
from typing import Literal

from ai_engine.knowledge import RELEVANT, Bank, Embed, Note, Passage

CERTAIN = 0.5
SURE = 0.7
LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class Topic:
    """A note that fits, how well (0 to 1), and what led to it."""

    note: Note
    score: float
    source: Literal["question", "evidence", "conversation", "lesson"]


def find_topics(
    bank: Bank,
    question: str,
    evidence: tuple[str, ...] = (),
    conversation: str = "",
    lesson: str = "",
    embed: Embed | None = None,
) -> tuple[Topic, ...]:
    """The notes for a question, best first, at most four.

    Args:
        question: what the learner asks; "" where only the code speaks.
        evidence: concept ids of findings and of the error, the most certain first; they come before the others.
        conversation: the concept id that the conversation is about, used when the question names nothing.
        embed: the embedding model, if there is one.
        lesson: `current_topic` as the platform sends it: a concept id or words.
    """
    found: dict[str, Topic] = {}

    def add(note_id: str, score: float, source: Literal["question", "evidence", "conversation", "lesson"]) -> None:
        note = bank.notes.get(note_id)
        if note is not None and note_id not in found:
            found[note_id] = Topic(note, score, source)

    for concept in evidence:
        add(concept, 1.0, "evidence")
    if question.strip():
        for passage in _search(bank, question, embed):
            if passage.score >= RELEVANT:
                add(passage.note_id, passage.score, "question")
    if conversation and not found:
        add(conversation, 0.6, "conversation")
    if lesson and not found:
        if lesson in bank.notes:
            add(lesson, 0.4, "lesson")
        else:
            for passage in bank.search(lesson, 1):
                add(passage.note_id, min(passage.score, 0.4), "lesson")
    return tuple(found.values())[:4]


# Around a question: politeness, school, and ways to ask what something is.
_AROUND = re.compile(
    r"\b(?:please|pls|sorry|thanks|hi|hello|hey|can you|could you|would you|i need to (?:know|understand|learn)|i want to (?:know|understand|learn)|"
    r"tell me|explain|teach me|asap|tomorrow|today|test|exam|homework|assignment|the (?:meaning|definition|purpose|concept|idea|basics|point|use) of|"
    r"what happens (?:if|when)|is there an?y? (?:difference|shortcut|way)(?: between| to)?|how (?:can|do|could|would|should) (?:i|you|we)|about|mean(?:t|s|ing)?)\b",
    re.IGNORECASE,
)


def _search(bank: Bank, question: str, embed: Embed | None) -> list[Passage]:
    """The notes for the question as it stands; where none fits well, for what is left without the words around it."""
    found = bank.search(question, 4, embed=embed)
    if found and found[0].score >= CERTAIN:
        return found
    bare = " ".join(_AROUND.sub(" ", question).split())
    again = bank.search(bare, 4, embed=embed) if bare and bare != question else []
    return again if again and (not found or again[0].score > found[0].score) else found
