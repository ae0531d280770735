"""How many requests that take long the server holds at once. Each holds a thread.

Chats have a place for each slot and each place in the engine's queue; beyond them they are refused at once. Other work
(analysis, runs, embeddings) takes what chats leave free and a few threads more. Two threads are never given to either,
so that /health answers whatever comes.
"""

import threading
import time

from ai_engine.errors import Draining, QueueFull

SPARE_THREADS = 8
_OTHERS_AT_LEAST = SPARE_THREADS - 2
_FIRST_GUESS_S = 5.0


class Ticket:
    """The right to hold a thread; give it back with `release`, which may be called again, or as a context manager."""

    def __init__(self, admission: "Admission", chat: bool) -> None:
        self._admission = admission
        self._since = time.monotonic()
        self._held = True
        self._chat = chat

    def release(self) -> None:
        """Give the place back."""
        self._admission._leave(self, time.monotonic() - self._since)

    def __enter__(self) -> "Ticket":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class Admission:
    """Counts the requests that take long, and closes at shutdown."""

    def __init__(self, slots: int, queue_limit: int) -> None:
        self._places = slots + queue_limit
        self._slots = slots
        self._chats = 0
        self._others = 0
        self._closed = False
        self._usual_s = _FIRST_GUESS_S
        self._changed = threading.Condition()

    @property
    def threads(self) -> int:
        """The threads that the server needs so that a request which is let in never waits for one."""
        return self._places + SPARE_THREADS

    def enter_chat(self) -> Ticket:
        """A place for a chat. Raises QueueFull with an estimate of the wait, or Draining after `close`."""
        return self._enter(chat=True)

    def enter(self) -> Ticket:
        """A place for other work. Raises QueueFull, or Draining after `close`."""
        return self._enter(chat=False)

    def close(self) -> None:
        """Take no new work from now on."""
        with self._changed:
            self._closed = True

    def wait_empty(self, timeout_s: float) -> bool:
        """Wait until every ticket is back; False when the time ran out first."""
        with self._changed:
            return self._changed.wait_for(lambda: self._chats + self._others == 0, timeout_s)

    @property
    def held(self) -> int:
        """Requests that hold a ticket at present."""
        return self._chats + self._others

    @property
    def closed(self) -> bool:
        """Whether the server is shutting down."""
        return self._closed

    def _enter(self, chat: bool) -> Ticket:
        with self._changed:
            if self._closed:
                raise Draining("The server is shutting down and takes no new work.", 5.0)
            full = self._chats + self._others >= self._places + _OTHERS_AT_LEAST
            if full or (chat and self._chats >= self._places):
                wait_s = min(60.0, max(1.0, self._usual_s / self._slots))
                raise QueueFull("Too many requests are waiting at this moment; please try again shortly.", wait_s)
            if chat:
                self._chats += 1
            else:
                self._others += 1
            return Ticket(self, chat)

    def _leave(self, ticket: Ticket, lasted_s: float) -> None:
        with self._changed:
            if not ticket._held:
                return
            ticket._held = False
            if ticket._chat:
                self._chats -= 1
                self._usual_s += 0.1 * (lasted_s - self._usual_s)
            else:
                self._others -= 1
            self._changed.notify_all()
