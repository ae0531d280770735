"""Whether a note's example comes too close to what the learner has to write."""

import re

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.relevance import content
from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.understanding.phrases import TASK

_DEFINED = re.compile(r"\bdef (\w+)")
_COMMON = content(
    "list number text string value item name function return print loop result example input output sum total new first last index"
)


def too_close(note: Note, scene: Scene) -> bool:
    """Whether the example could stand for the learner's task: a function of that name, mostly its words, or its tree."""
    if scene.secrets is not None and scene.secrets.resembles(note.example):
        return True
    task = task_words(scene)
    if _is_named(note, scene.asked.prose.lower()):
        return True
    if not task:
        return False
    subject = set(re.findall(r"[a-z]{3,}", note.title.lower()))
    if len(subject) >= 2 and subject <= task:
        return True
    names = [set(re.findall(r"[a-z]{4,}", name.lower())) for name in _DEFINED.findall(note.example)]
    if any(words and words <= task for words in names):
        return True
    return len((content(note.example) & task) - _COMMON) >= 2


def _is_named(note: Note, told: str) -> bool:
    """Whether a message names a function of the example: by its words, or by their initials ("gcd")."""
    words = re.findall(r"[a-z]+", told)
    initials = {"".join(word[0] for word in words[start : start + 3]) for start in range(len(words))}
    for name in _DEFINED.findall(note.example.lower()):
        parts = [part for part in name.split("_") if part]
        if len(parts) >= 3 and "".join(part[0] for part in parts) in words:
            return True
        long = {part for part in parts if len(part) >= 3}
        if long and long <= {*words, *initials}:
            return True
    return False


def task_words(scene: Scene) -> set[str]:
    """The words of the task as far as the conversation has told it; empty where no task is known."""
    parts = [scene.state.task, scene.challenge.replace("-", " ").replace("_", " ")]
    if TASK.search(scene.asked.prose) or scene.asked.intent == "solution":
        parts.append(scene.asked.prose)
    if any(parts):
        parts += [function.name.replace("_", " ") for function in scene.facts.program.functions]
    text = " ".join(parts).lower()
    return content(text) | set(re.findall(r"[a-z]{4,}", text))
