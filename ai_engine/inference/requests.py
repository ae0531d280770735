"""All requests that somebody waits for: from arrival through the queue and a slot to their end."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ai_engine.errors import (
    BackendFailed,
    BadInput,
    Cancelled,
    ContextTooLong,
    DeadlineExceeded,
    EngineDied,
    EngineError,
    FieldError,
    QueueFull,
)
from ai_engine.inference.estimate import PrefixGuess, estimate_tokens
from ai_engine.inference.events import Delta, Finished, Queued, Started, Timing
from ai_engine.inference.figures import EngineFigures
from ai_engine.inference.generation import Generation
from ai_engine.inference.protocol import Chunk, GenerationRequest, Usage
from ai_engine.inference.scheduler import Scheduler, Ticket
from ai_engine.inference.wire import Wire, request_to_wire

Failure = Callable[[], EngineError]
"""Makes an error afresh for each request: an exception that was raised keeps its own history."""

_TELL_EVERY_S = 1.0
_DIED = "The answering engine stopped unexpectedly. Please try again."


@dataclass(slots=True)
class _Entry:
    """A request and how far it has come."""

    request: GenerationRequest
    ticket: Ticket
    generation: Generation
    started: float | None = None
    first_at: float | None = None
    last_at: float = 0.0
    tokens: int = 0
    tried_again: bool = False
    place_told: int = 0


class Requests:
    """The table of requests and the scheduler over it. Safe under threads: one lock, and nothing blocks under it.

    `send` puts a message on its way to the engine process. A request that was given up leaves the table at once, but
    its slot stays taken until the process has confirmed, so the process never has more requests than slots.
    """

    def __init__(self, scheduler: Scheduler, figures: EngineFigures, send: Callable[[Wire], object]) -> None:
        self._scheduler = scheduler
        self._figures = figures
        self._send = send
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry] = {}
        self._prefixes = PrefixGuess()
        self._up = False
        self._closed: Failure | None = None
        self._told_at = 0.0

    def submit(self, request: GenerationRequest, learner: str, deadline_s: float) -> Generation:
        """Queue a request. Raises QueueFull, and what `close` was given."""
        now = time.monotonic()
        generation = Generation(request.id, self.cancel)
        with self._lock:
            if self._closed is not None:
                raise self._closed()
            ticket = Ticket(
                id=request.id,
                learner=learner,
                arrived=now,
                deadline=now + deadline_s,
                prompt_tokens=self._prefixes.new_tokens(request),
                context_tokens=estimate_tokens(request) + request.sampling.max_tokens,
                max_tokens=request.sampling.max_tokens,
            )
            try:
                self._scheduler.offer(ticket, now)
            except QueueFull:
                self._figures.count("rejected")
                raise
            self._figures.count("requests")
            self._entries[request.id] = _Entry(request, ticket, generation)
            if not self._dispatch(now):
                self._tell_places(now)
        return generation

    def cancel(self, request_id: str) -> None:
        """The caller gives a request up; unknown ones are ignored."""
        with self._lock:
            if request_id in self._entries:
                self._figures.count("cancels")
                self._give_up(request_id, Cancelled("The answer was given up."))

    def counts(self) -> tuple[int, int, float | None]:
        """How many run, how many wait, and since when the longest running one runs."""
        with self._lock:
            started = [entry.started for entry in self._entries.values() if entry.started is not None]
            return self._scheduler.running, self._scheduler.waiting, min(started, default=None)

    def close(self, failure: Failure) -> None:
        """Take no new request and end those that wait with this failure; running ones may end."""
        with self._lock:
            self._closed = failure
            self._fail_waiting(failure)

    def fail_all(self, failure: Failure) -> None:
        """End every request with this failure."""
        with self._lock:
            for request_id in list(self._entries):
                self._give_up(request_id, failure())

    def any_left(self) -> bool:
        """Whether somebody still waits for an answer."""
        return bool(self._entries)

    def set_budgets(self, prefill: int | None, kv: int | None) -> None:
        """How many tokens are read at the same time, and held at most (see Scheduler)."""
        with self._lock:
            self._scheduler.prefill_budget = prefill
            self._scheduler.kv_budget = kv

    # --- news of the process ---------------------------------------------------------------------------------------

    def on_up(self) -> None:
        """The process takes work."""
        with self._lock:
            self._up = True
            self._dispatch(time.monotonic())

    def on_down(self, for_long: Failure | None) -> None:
        """The process has ended. Streams in flight end with EngineDied; one without a token is tried once more.

        `for_long` is set when no process will come soon: then nothing is tried, and those that wait get that failure.
        """
        now = time.monotonic()
        with self._lock:
            self._up = False
            for ticket in self._scheduler.running_tickets():
                entry = self._entries.get(ticket.id)
                if entry is None or for_long is not None or entry.first_at is not None or entry.tried_again:
                    self._scheduler.finish(ticket.id, now)
                    self._figures.count("failures", by=int(entry is not None))
                    self._fail(ticket.id, EngineDied(_DIED, 2.0))
                    continue
                entry.tried_again = True
                entry.started = None
                entry.place_told = 0
                self._figures.count("retries")
                self._scheduler.put_back(ticket)
            if for_long is not None:
                self._fail_waiting(for_long)

    def on_refused(self, message: Wire) -> None:
        """The backend did not take a request."""
        with self._lock:
            self._fail(message["id"], _refusal(message))
            self._free_slot(message["id"], time.monotonic(), None)

    def on_chunks(self, chunks: list[Chunk]) -> None:
        """Pieces of answers."""
        now = time.monotonic()
        with self._lock:
            for chunk in chunks:
                entry = self._entries.get(chunk.id)
                if chunk.tokens:
                    self._scheduler.first_token(chunk.id, now)
                if entry is not None:
                    self._feed(entry, chunk, now)
                if chunk.finish == "cancelled" and entry is not None:
                    self._begin_again(entry)
                elif chunk.finish is not None or chunk.error is not None:
                    self._free_slot(chunk.id, now, chunk.usage.completion_tokens if chunk.usage else None)
            self._dispatch(now)  # a prefill may be over, and the next one's turn have come

    def tick(self) -> None:
        """End what is past its deadline; once a second, tell those who wait where they stand."""
        now = time.monotonic()
        with self._lock:
            for ticket in self._scheduler.expired(now):
                if ticket.id in self._entries:
                    self._figures.count("timeouts")
                    self._give_up(ticket.id, DeadlineExceeded("The answer took longer than the time allowed for it."))
            if now - self._told_at >= _TELL_EVERY_S:
                self._told_at = now
                self._tell_places(now)

    # --- under the lock --------------------------------------------------------------------------------------------

    def _dispatch(self, now: float) -> bool:
        """Hand the process what may start; tell the others when they moved up. Whether something started."""
        if not self._up or self._closed is not None:
            return False
        taken = self._scheduler.take(now)
        for ticket in taken:
            entry = self._entries[ticket.id]
            entry.started = now
            self._send({"op": "start", "request": request_to_wire(entry.request)})
            entry.generation.put(Started())
        if taken:
            self._tell_places(now)
        elif (stopped := self._scheduler.give_way()) is not None:
            self._send({"op": "stop_prefill", "id": stopped.id})
        return bool(taken)

    def _begin_again(self, entry: _Entry) -> None:
        """A request that nobody gave up has stopped in its prefill, to let another learner's pass: it waits again."""
        entry.started = None
        entry.place_told = 0
        self._scheduler.put_back(entry.ticket)

    def _tell_places(self, now: float) -> None:
        if not self._scheduler.waiting:
            return
        for place in self._scheduler.places(now):
            entry = self._entries[place.ticket.id]
            if entry.place_told != place.position:
                entry.place_told = place.position
                entry.generation.put(Queued(place.position, place.eta_s))

    def _feed(self, entry: _Entry, chunk: Chunk, now: float) -> None:
        if chunk.tokens:
            if entry.first_at is None:
                entry.first_at = now
                self._figures.observe("first_token", now - entry.ticket.arrived)
            else:
                self._figures.observe("gap", (now - entry.last_at) / chunk.tokens)
            entry.last_at = now
            entry.tokens += chunk.tokens
            self._figures.count("tokens_out", chunk.tokens)
        if chunk.text:
            entry.generation.put(Delta(chunk.text))
        if chunk.error is not None:
            self._figures.count("failures")
            self._fail(chunk.id, BackendFailed(chunk.error))
        elif chunk.finish is not None and chunk.finish != "cancelled":
            self._finish(entry, chunk, now)

    def _finish(self, entry: _Entry, chunk: Chunk, now: float) -> None:
        assert chunk.finish is not None
        usage = chunk.usage or Usage(completion_tokens=entry.tokens)
        arrived = entry.ticket.arrived
        started = now if entry.started is None else entry.started
        first = now if entry.first_at is None else entry.first_at
        self._figures.count("answers")
        self._figures.count("tokens_in", usage.prompt_tokens)
        self._figures.count("tokens_cached", usage.cached_tokens)
        self._figures.observe("queue_wait", started - arrived)
        self._figures.observe("total", now - arrived)
        del self._entries[entry.request.id]
        timing = Timing(_ms(started - arrived), _ms(first - arrived), _ms(now - arrived))
        entry.generation.put(Finished(chunk.finish, usage, timing))

    def _fail(self, request_id: str, error: EngineError) -> None:
        entry = self._entries.pop(request_id, None)
        if entry is not None:
            entry.generation.put(error)

    def _fail_waiting(self, failure: Failure) -> None:
        for ticket in self._scheduler.waiting_tickets():
            self._scheduler.withdraw(ticket.id)
            self._fail(ticket.id, failure())

    def _free_slot(self, request_id: str, now: float, tokens: int | None) -> None:
        self._scheduler.finish(request_id, now, tokens)
        self._dispatch(now)

    def _give_up(self, request_id: str, error: EngineError) -> None:
        """Out of the queue at once; out of the process within one step."""
        self._fail(request_id, error)
        if not self._scheduler.withdraw(request_id):
            self._send({"op": "cancel", "id": request_id})


def _refusal(message: Wire) -> EngineError:
    for kind in (BadInput, ContextTooLong):
        if message["code"] == kind.code:
            return kind(message["message"], [FieldError(*detail) for detail in message["details"]])
    return BackendFailed(message["message"])


def _ms(seconds: float) -> int:
    return max(0, round(seconds * 1_000))
