"""One answer being generated, as the caller holds it: an iterator of events that can be given up at any time."""

import queue
from collections.abc import Callable
from types import TracebackType

from ai_engine.errors import Cancelled, EngineError
from ai_engine.inference.events import Event, Finished


class Generation:
    """The events of one request, in order: Queued*, Started, Delta*, Finished; or an EngineError that is raised.

    A request that had to start again (the engine died before its first token) may bring Queued and Started twice.
    Use it as a context manager, or call `close` in `finally`: then a caller that fails frees the engine at once.
    """

    def __init__(self, request_id: str, cancel: Callable[[str], None]) -> None:
        self.id = request_id
        self._cancel = cancel
        self._events: queue.SimpleQueue[Event | EngineError] = queue.SimpleQueue()
        self.ended = False

    def next(self, timeout: float | None = None) -> Event | None:
        """The next event, after waiting at most `timeout` seconds (None: as long as it takes); None when none came.

        Raises:
            EngineError: the request failed; that is its end. Cancelled after `cancel`, and after any end.
        """
        if self.ended:
            raise Cancelled("The answer has already ended.")
        try:
            event = self._events.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(event, EngineError):
            self.ended = True
            raise event
        self.ended = isinstance(event, Finished)
        return event

    def __iter__(self) -> "Generation":
        return self

    def __next__(self) -> Event:
        if self.ended:
            raise StopIteration
        event = self.next()
        assert event is not None  # without a timeout it waits for an event
        return event

    def cancel(self) -> None:
        """Give the answer up: its place in the queue at once, its slot within one step. Idempotent, from any thread."""
        self._cancel(self.id)

    def close(self) -> None:
        """Cancel, unless it has come to its end."""
        if not self.ended:
            self.cancel()

    def __enter__(self) -> "Generation":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(self, event: Event | EngineError) -> None:
        """For the engine: the next event."""
        self._events.put(event)
