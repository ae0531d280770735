"""Which notes fit: by the question's own words first, then by the evidence, then by the lesson's topic."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from ai_engine.knowledge import RELEVANT, Bank, Embed, Note, Passage

CERTAIN = 0.4
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
        for passage in _search(bank, _with_what_it_points_to(question, conversation), embed):
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


_POINTS_BACK = re.compile(r"\b(?:it|one|ones|them|these|those)\b(?! (?:is|are|of|more|to|times?)\b)", re.IGNORECASE)
_SHORT = 9  # words


def _with_what_it_points_to(question: str, conversation: str) -> str:
    """A short question such as "can I sort it?", with the concept of the conversation in place of the pronoun."""
    if not conversation or len(question.split()) > _SHORT:
        return question
    return _POINTS_BACK.sub(conversation.replace("-", " "), question, count=1)


# Around a question: politeness, school, and ways to ask what something is.
_AROUND = re.compile(
    r"\b(?:please|pls|sorry|thanks|hi|hello|hey|can you|could you|would you|i need to (?:know|understand|learn)|i want to (?:know|understand|learn)|"
    r"i(?:'?m| am) (?:so |really |still |a bit |very )?confused(?: (?:by|about|with))?|(?:really |so )?confus(?:es|ing)(?: me)?|i (?:really |still )?(?:don'?t|do not) (?:really )?(?:get|understand)(?: it| this| that)?|"
    r"makes? no sense(?: to me)?|tell me|explain|teach me|asap|tomorrow|today|test|exam|homework|assignment|the (?:meaning|definition|purpose|concept|idea|basics|point|use) of|"
    r"what happens (?:if|when)|is there an?y? (?:difference|shortcut|way)(?: between| to)?|how (?:can|do|could|would|should) (?:i|you|we)|about|mean(?:t|s|ing)?)\b",
    re.IGNORECASE,
)


_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+|,? (?:but|because|and then|so that|bc|cuz)\s+", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|^\W*(?:\w+ ){0,2}?(?:what|whats|what's|why|how|hows|when|where|which|can|could|should|is|are|does|do)\b",
    re.IGNORECASE,
)
_LONG, _MOST_PIECES = 18, 6  # words; sentences
_TOLD = 0.85  # of a sentence that only tells, beside one that asks


def _search(bank: Bank, question: str, embed: Embed | None) -> list[Passage]:
    """The notes for the question as it stands; where none fits well, for what is left without the words around it.

    In a long message the question is one sentence among others, so each sentence is looked up as well.
    """
    found = _searched(bank, question, embed)
    pieces = [part for part in _SENTENCES.split(question) if len(part.split()) > 2]
    if len(question.split()) < _LONG or len(pieces) < 2:
        return found
    best = {passage.note_id: passage for passage in found}
    asking = [part for part in pieces if _ASKS.search(part)]
    for part in (*asking, *(part for part in pieces if part not in asking))[:_MOST_PIECES]:
        weight = 1.0 if part in asking else _TOLD
        for passage in bank.search(part, 4):
            score = round(passage.score * weight, 3)
            if passage.note_id not in best or score > best[passage.note_id].score:
                best[passage.note_id] = replace(passage, score=score)
    return sorted(best.values(), key=lambda passage: -passage.score)[:4]


def _searched(bank: Bank, question: str, embed: Embed | None) -> list[Passage]:
    found = bank.search(question, 4, embed=embed)
    if found and found[0].score >= SURE:
        return found
    bare = " ".join(_AROUND.sub(" ", question).split())
    again = bank.search(bare, 4, embed=embed) if bare and bare != question else []
    return again if again and (not found or again[0].score > found[0].score) else found
