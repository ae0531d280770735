"""Conversation: from a learner's message to an answer that teaches."""

from ai_engine.learner.policy import ClassPolicy
from ai_engine.tutor.answering import Answering
from ai_engine.tutor.events import Delta, Done, Queued, Started, TutorAnswer, TutorEvent
from ai_engine.tutor.request import PERSONALITIES, Turn, TutorRequest
from ai_engine.tutor.task import Task, TaskOf
from ai_engine.tutor.tutor import Tutor

__all__ = [
    "PERSONALITIES",
    "Answering",
    "ClassPolicy",
    "Delta",
    "Done",
    "Queued",
    "Started",
    "Task",
    "TaskOf",
    "Turn",
    "Tutor",
    "TutorAnswer",
    "TutorEvent",
    "TutorRequest",
]
