"""Whose request is next: a bounded queue, fair between learners, over the engine's slots. Pure: it knows no process.

The next request is of the learner with the fewest running, then of the one who was served longest ago, so one
learner's ten requests don't delay another's one. A learner never holds all slots while there are several.

Prefill (reading the prompt) saturates a processor, so prompts side by side only delay each other's first token. With a
`prefill_budget` the next request waits while prompts worth that many tokens are being read, a learner's prompts are
read one after the other, and one that is being read for a learner who has others running gives way once or twice to
a learner who has none: what it had read stays in the prefix cache. With a `kv_budget` requests wait until there is
room for all the context they may come to hold, because an engine that runs out of it computes things twice.

Times are seconds of one clock that the caller reads (`time.monotonic`).
"""

import heapq
import math
from collections import deque
from dataclasses import dataclass

from ai_engine.errors import QueueFull
from ai_engine.inference.speed import Speed

_GIVE_WAY_TIMES = 2
_GIVE_WAY_FROM = 300
"""Tokens. A prompt not longer than that is read in one step or two, and stopping it would win nothing."""
_LEARNERS_REMEMBERED = 1_024
"""Learners whose last turn is remembered; one forgotten counts as not served yet."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A request as the scheduler sees it, with estimates.

    `prompt_tokens` must be read before its first token, `context_tokens` are all that it may come to hold, and
    `max_tokens` all that it may generate.
    """

    id: str
    learner: str
    arrived: float
    deadline: float
    prompt_tokens: int
    context_tokens: int
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Place:
    """A waiting request's place: `position` 1 is next, `eta_s` the estimated wait in seconds."""

    ticket: Ticket
    position: int
    eta_s: float


@dataclass(slots=True)
class _Running:
    ticket: Ticket
    started: float
    first_at: float | None = None
    giving_way: bool = False


class Scheduler:
    """The queue and the slots of one engine. One thread at a time."""

    def __init__(self, *, slots: int, queue_limit: int, learner_queue_limit: int) -> None:
        self._slots = slots
        self._queue_limit = queue_limit
        self._learner_queue_limit = learner_queue_limit
        self._learner_slots = slots - slots // 4
        self.prefill_budget: int | None = None
        self.kv_budget: int | None = None
        self._waiting: dict[str, deque[Ticket]] = {}
        self._waiting_count = 0
        self._running: dict[str, _Running] = {}
        self._held: dict[str, int] = {}
        self._served: dict[str, int] = {}
        self._gave_way: dict[str, int] = {}
        self._turn = 0
        self.speed = Speed()

    @property
    def waiting(self) -> int:
        """Requests in the queue."""
        return self._waiting_count

    @property
    def running(self) -> int:
        """Requests in slots."""
        return len(self._running)

    def running_tickets(self) -> list[Ticket]:
        """The requests in slots."""
        return [run.ticket for run in self._running.values()]

    def waiting_tickets(self) -> list[Ticket]:
        """The requests in the queue, in no particular order."""
        return [ticket for tickets in self._waiting.values() for ticket in tickets]

    def offer(self, ticket: Ticket, now: float) -> None:
        """Put a request into the queue. Raises QueueFull, with an estimate of when there will be room."""
        free = self._slots - self.running
        if self._waiting_count >= self._queue_limit + free:
            message = "Too many learners are waiting just now. Please try again in a moment."
            raise QueueFull(message, self._retry_after_s(now))
        if len(self._waiting.get(ticket.learner, ())) >= self._learner_queue_limit:
            message = "Too many of your own requests are waiting already. Please let them finish first."
            raise QueueFull(message, self._retry_after_s(now))
        self._waiting.setdefault(ticket.learner, deque()).append(ticket)
        self._waiting_count += 1

    def put_back(self, ticket: Ticket) -> None:
        """A request that ran in vain waits again, before its learner's others; no limit turns it away."""
        self._forget_running(ticket.id)
        self._waiting.setdefault(ticket.learner, deque()).appendleft(ticket)
        self._waiting_count += 1

    def take(self, now: float) -> list[Ticket]:
        """The requests that start now; they hold a slot until `finish`."""
        taken: list[Ticket] = []
        while (ticket := self._next()) is not None and self._fits(ticket):
            self._pop(ticket)
            self._serve(ticket.learner)
            self._held[ticket.learner] = self._held.get(ticket.learner, 0) + 1
            self._running[ticket.id] = _Running(ticket, started=now)
            taken.append(ticket)
        return taken

    def give_way(self) -> Ticket | None:
        """A request to be stopped in its prefill for the next one's sake; `put_back` it when it has stopped."""
        ticket = self._next()
        if ticket is None or ticket.learner in self._held or self._may_prefill(ticket):
            return None
        for run in self._running.values():
            other = run.ticket
            often = self._gave_way.get(other.id, 0) >= _GIVE_WAY_TIMES
            short = other.prompt_tokens <= _GIVE_WAY_FROM
            if run.first_at is not None or run.giving_way or self._held[other.learner] < 2 or often or short:
                continue
            if not self._may_prefill(ticket, without=other):
                continue  # a third one's prompt would still be in the way
            run.giving_way = True
            self._gave_way[other.id] = self._gave_way.get(other.id, 0) + 1
            return other
        return None

    def _next(self) -> Ticket | None:
        """The request whose turn it is, whether it fits or not."""
        if not self._waiting or self.running >= self._slots:
            return None
        reading = {run.ticket.learner for run in self._running.values() if run.first_at is None}
        held_up = reading if self.prefill_budget is not None else set()
        learners = [
            learner
            for learner in self._waiting
            if self._held.get(learner, 0) < self._learner_slots and learner not in held_up
        ]
        return self._waiting[min(learners, key=self._claim)][0] if learners else None

    def _fits(self, ticket: Ticket) -> bool:
        held = sum(run.ticket.context_tokens for run in self._running.values())
        room = self.kv_budget is None or not self._running or held + ticket.context_tokens <= self.kv_budget
        return room and self._may_prefill(ticket)

    def _claim(self, learner: str) -> tuple[int, int]:
        """Fewest running first, then served longest ago."""
        return self._held.get(learner, 0), self._served.get(learner, 0)

    def _may_prefill(self, ticket: Ticket, without: Ticket | None = None) -> bool:
        if self.prefill_budget is None:
            return True
        reading = [
            run.ticket.prompt_tokens
            for run in self._running.values()
            if run.first_at is None and run.ticket is not without
        ]
        return not reading or sum(reading) + ticket.prompt_tokens <= self.prefill_budget

    def first_token(self, request_id: str, now: float) -> None:
        """The request's prefill is over."""
        run = self._running.get(request_id)
        if run is not None and run.first_at is None:
            run.first_at = now
            self.speed.first_token(now - run.started)

    def finish(self, request_id: str, now: float, tokens: int | None = None) -> None:
        """Free the request's slot. `tokens`: how long the answer was, if it came to its own end."""
        run = self._forget_running(request_id)
        self._gave_way.pop(request_id, None)
        if run is not None and run.first_at is not None and tokens:
            self.speed.answer(tokens, now - run.first_at)

    def withdraw(self, request_id: str) -> bool:
        """Take a request out of the queue. False when it doesn't wait there."""
        for tickets in self._waiting.values():
            for ticket in tickets:
                if ticket.id == request_id:
                    self._pop(ticket)
                    self._gave_way.pop(request_id, None)
                    return True
        return False

    def expired(self, now: float) -> list[Ticket]:
        """All requests, waiting or running, whose deadline is over."""
        return [ticket for ticket in self.waiting_tickets() + self.running_tickets() if ticket.deadline <= now]

    def places(self, now: float) -> list[Place]:
        """The queue in the order in which it will be served, with estimated waits."""
        free_at = [0.0] * (self._slots - self.running) + [self._rest_s(run, now) for run in self._running.values()]
        heapq.heapify(free_at)
        claims = [(*self._claim(learner), learner, 0) for learner in self._waiting]
        heapq.heapify(claims)
        places: list[Place] = []
        while claims:
            held, served, learner, index = heapq.heappop(claims)
            ticket = self._waiting[learner][index]
            eta_s = heapq.heappop(free_at)
            heapq.heappush(free_at, eta_s + self.speed.answer_s(ticket.max_tokens))
            places.append(Place(ticket, position=len(places) + 1, eta_s=round(eta_s, 1)))
            if index + 1 < len(self._waiting[learner]):
                heapq.heappush(claims, (held + 1, served, learner, index + 1))
        return places

    def _rest_s(self, run: _Running, now: float) -> float:
        """Estimated seconds until a running request ends."""
        return max(0.2, self.speed.answer_s(run.ticket.max_tokens) - (now - run.started))

    def _retry_after_s(self, now: float) -> float:
        """When a slot will be free next, at least a second."""
        return float(max(1, math.ceil(min((self._rest_s(run, now) for run in self._running.values()), default=1.0))))

    def _pop(self, ticket: Ticket) -> None:
        tickets = self._waiting[ticket.learner]
        tickets.remove(ticket)
        self._waiting_count -= 1
        if not tickets:
            del self._waiting[ticket.learner]

    def _serve(self, learner: str) -> None:
        self._turn += 1
        self._served.pop(learner, None)
        self._served[learner] = self._turn
        if len(self._served) > _LEARNERS_REMEMBERED:
            del self._served[next(iter(self._served))]

    def _forget_running(self, request_id: str) -> _Running | None:
        run = self._running.pop(request_id, None)
        if run is None:
            return None
        learner = run.ticket.learner
        self._held[learner] -= 1
        if not self._held[learner]:
            del self._held[learner]
        return run
