"""One process a model group, and the client that talks to it."""

from ai_engine.inference.client import ChatEngine
from ai_engine.inference.events import Delta, EngineState, Event, Finished, Queued, Started, Timing
from ai_engine.inference.figures import EngineFigures
from ai_engine.inference.generation import Generation
from ai_engine.inference.protocol import GenerationRequest, Message, Sampling, Usage
from ai_engine.inference.tasks.engine import Loading, NameSuggestion, Sentiment, TaskEngine

__all__ = [
    "ChatEngine",
    "Delta",
    "EngineFigures",
    "EngineState",
    "Event",
    "Finished",
    "Generation",
    "GenerationRequest",
    "Loading",
    "Message",
    "NameSuggestion",
    "Queued",
    "Sampling",
    "Sentiment",
    "Started",
    "TaskEngine",
    "Timing",
    "Usage",
]
