"""One turn being answered: a source of events that can be polled, cancelled, and is always closed."""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Protocol

from ai_engine.errors import Cancelled, EngineError
from ai_engine.inference import events as engine
from ai_engine.inference.protocol import Usage
from ai_engine.tutor.continuing import continuation
from ai_engine.tutor.events import Delta, Done, Queued, Started, Timing, TutorAnswer, TutorEvent
from ai_engine.tutor.guard.guard import Guard
from ai_engine.tutor.session import Session, Sessions
from ai_engine.tutor.state import TutorState

_PIECE = re.compile(r"```.*?(?:```\n?|\Z)|[^\n]*?[.!?](?=\s)\s*|[^\n]*\n+|[^\n]+", re.DOTALL)


class Generating(Protocol):
    """The part of the chat engine's Generation that a turn needs."""

    def next(self, timeout: float | None = None) -> engine.Event | None:
        """The next event, or None after `timeout` seconds."""

    def cancel(self) -> None:
        """Stop it; idempotent."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A turn whose answer is known in composed text, and which the chat model may phrase.

    Attributes:
        answer: the composed answer; its message is what is said when no model does.
        state: what to remember when the answer is complete.
        guard: checks the model's words; None without a model.
        model: the chat model's name.
        points: words that name the place the answer is about; an answer without any of them goes on with that place.
        generation: the model at work on it; None where the composed text is the answer.
    """

    answer: TutorAnswer
    state: TutorState
    guard: Guard | None = None
    model: str = ""
    points: tuple[str, ...] = ()
    generation: Generating | None = None


class Answering:
    """The events of one turn. Poll it from one thread; `cancel` may come from any.

    `prepare` gathers the facts and composes. With `at_once` that is done here, and what it raises is raised; else after
    Started has been given, so that a learner's stream begins before their program is run.
    """

    def __init__(
        self, session: Session, sessions: Sessions, prepare: Callable[[], Prepared], arrived: float, *, at_once: bool
    ) -> None:
        self.conversation_id = session.conversation_id
        self._session = session
        self._sessions = sessions
        self._prepare = prepare
        self._arrived = arrived
        self._ready: deque[TutorEvent] = deque()
        self._said: list[str] = []
        self._started_at: float | None = None
        self._first_at: float | None = None
        self._announced = False
        self._usage = Usage()
        self._finish = "stop"
        self._cancelled = False
        self._over = False
        self._begun: Prepared | None = None
        if at_once:
            self._begin()
        else:
            self._announce()

    @property
    def _prepared(self) -> Prepared:
        assert self._begun is not None
        return self._begun

    def _begin(self) -> None:
        try:
            self._begun = self._prepare()
        except BaseException:
            self._over = True
            self._sessions.discard(self._session)
            raise
        if self._begun.generation is None:
            self._say_composed()
            self._end("grounded")

    def next(self, timeout: float) -> TutorEvent | None:
        """The next event, or None when there is none within `timeout` seconds.

        Raises:
            StopIteration: Done has been given.
            EngineError: the answer failed or was cancelled; what was said so far is stored as cut off.
        """
        if self._cancelled and not self._over:
            self._cut()
            raise Cancelled("The answer was cancelled.")
        if self._over and not self._ready:
            raise StopIteration
        deadline = time.monotonic() + timeout
        while not self._ready:
            if self._begun is None:
                self._begin()
            elif not self._pull(max(0.0, deadline - time.monotonic())):
                return None
        return self._give(self._ready.popleft())

    def __iter__(self) -> Iterator[TutorEvent]:
        """All events, waiting for each."""
        while True:
            try:
                event = self.next(60.0)
            except StopIteration:
                return
            if event is not None:
                yield event

    def finish(self) -> TutorAnswer:
        """The whole answer, waited for. Raises what `next` raises."""
        answer: TutorAnswer | None = None
        for event in self:
            if isinstance(event, Done):
                answer = event.answer
        if answer is None:
            raise Cancelled("The answer was cancelled.")
        return answer

    def cancel(self) -> None:
        """Nobody waits any more: stop the engine, store what was said as cut off. Idempotent, from any thread."""
        self._cancelled = True
        if self._begun is not None and self._begun.generation is not None:
            self._begun.generation.cancel()

    def __enter__(self) -> "Answering":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._over:
            self.cancel()
            self._cut()

    def _give(self, event: TutorEvent) -> TutorEvent:
        if isinstance(event, Delta):
            self._said.append(event.text)
            if self._first_at is None:
                self._first_at = time.monotonic()
        if isinstance(event, Done):
            event = Done(self._timed(event.answer))
            self._sessions.close(self._session, event.answer, self._prepared.state)
            self._over = True
        return event

    def _pull(self, timeout: float) -> bool:
        """Wait for the engine once; False when nothing came."""
        generation, guard = self._prepared.generation, self._prepared.guard
        assert generation is not None
        assert guard is not None
        try:
            event = generation.next(timeout)
        except EngineError as error:
            self._failed(error)
            return True
        match event:
            case None:
                return False
            case engine.Queued(position, eta_s):
                self._ready.append(Queued(position, eta_s))
            case engine.Started():
                self._started_at = time.monotonic()
                self._announce()
            case engine.Delta(text):
                for piece in guard.push(text):
                    self._say(piece)
                if guard.failed:
                    generation.cancel()
                    self._fall_back()
            case engine.Finished(finish, usage, _):
                self._usage = usage
                self._finish = "length" if finish == "length" else "stop"
                for piece in guard.finish(cut=finish == "length"):
                    self._say(piece)
                if guard.failed or not guard.said:
                    self._fall_back()
                else:
                    self._end(self._prepared.model)
        return True

    def _failed(self, error: EngineError) -> None:
        """The engine failed: before anything was said the composed text takes over, after that it must show."""
        if self._cancelled or self._said or self._ready_text() or error.code == "cancelled":
            self._cut()
            raise error
        self._say_composed()
        self._end("grounded")

    def _fall_back(self) -> None:
        guard = self._prepared.guard
        partly = guard is not None and bool(guard.said)
        if guard is not None and partly:
            said = guard.said.rstrip()
            self._say("\n\n" if not guard.said.endswith("\n") else "\n")
            self._say_text(continuation(self._prepared.answer.message, said, self._prepared.points))
        else:
            self._say_composed()
        self._end(self._prepared.model if partly else "grounded")

    def _ready_text(self) -> bool:
        return any(isinstance(event, Delta) for event in self._ready)

    def _announce(self) -> None:
        if not self._announced:
            self._announced = True
            self._ready.append(Started())

    def _say(self, text: str) -> None:
        self._announce()
        self._ready.append(Delta(text))

    def _say_composed(self) -> None:
        self._say_text(self._prepared.answer.message)

    def _say_text(self, text: str) -> None:
        for piece in _PIECE.findall(text):
            self._say(piece)

    def _end(self, model: str) -> None:
        guard = self._prepared.guard
        text = "".join([*self._said, *(event.text for event in self._ready if isinstance(event, Delta))])
        answer = replace(
            self._prepared.answer,
            message=text,
            model_used=model,
            usage=self._usage,
            guard=guard.report() if guard is not None else self._prepared.answer.guard,
            finish_reason="length" if self._finish == "length" else "stop",
        )
        self._ready.append(Done(answer))

    def _timed(self, answer: TutorAnswer) -> TutorAnswer:
        now = time.monotonic()

        def since(moment: float | None) -> float:
            return ((moment if moment is not None else now) - self._arrived) * 1000

        queued = since(self._started_at) if self._started_at is not None else 0.0
        return replace(answer, timing=Timing(queued, since(self._first_at), since(now)))

    def _cut(self) -> None:
        if not self._over:
            self._over = True
            self._ready.clear()
            self._sessions.cut(self._session, "".join(self._said))
