"""Where a completion's text comes from: the whole tutor, or the chat model itself. Both are read the same way."""

from dataclasses import dataclass
from typing import Literal, Protocol

from ai_engine.inference import Delta as EngineDelta
from ai_engine.inference import Finished, Generation, Usage
from ai_engine.tutor import Answering, Delta, Done


@dataclass(frozen=True, slots=True)
class End:
    """The text is complete."""

    finish: Literal["stop", "length"]
    usage: Usage


class Source(Protocol):
    """Text in pieces, then its End."""

    def next(self, timeout: float) -> str | End | None:
        """The next piece; None when nothing came in time. Raises EngineError when it fails."""

    def close(self) -> None:
        """Free everything it holds; what still runs is cancelled."""


class TutorSource:
    """A turn of the tutor: its guard has seen every piece."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    def next(self, timeout: float) -> str | End | None:
        """The next piece of the tutor's message."""
        event = self._answering.next(timeout)
        if isinstance(event, Delta):
            return event.text
        if isinstance(event, Done):
            return End(event.answer.finish_reason, event.answer.usage)
        return None if event is None else ""

    def close(self) -> None:
        """End the turn."""
        self._answering.__exit__(None, None, None)


class EngineSource:
    """A raw generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def next(self, timeout: float) -> str | End | None:
        """The next piece of the model's text."""
        event = self._generation.next(timeout)
        if isinstance(event, EngineDelta):
            return event.text
        if isinstance(event, Finished):
            return End("length" if event.finish == "length" else "stop", event.usage)
        return None if event is None else ""

    def close(self) -> None:
        """Cancel what still runs."""
        self._generation.close()
