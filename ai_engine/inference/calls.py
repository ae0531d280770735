"""Calls to the small models' process: one question, one answer. The process starts at the first call."""

import itertools
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ai_engine.errors import BackendFailed, BadInput, DeadlineExceeded, EngineDied, EngineError, NotReady, Unavailable
from ai_engine.inference.events import EngineState
from ai_engine.inference.supervisor import RestartPolicy, Supervisor
from ai_engine.inference.wire import Wire

_CLOSED = "The small models are not running."
_UNAVAILABLE = "The small models can't answer just now."


@dataclass(slots=True)
class _Call:
    """A call that somebody waits for."""

    number: int
    kind: str
    item: Any
    sent: bool = False
    tries: int = 0
    answer: "queue.SimpleQueue[Any]" = field(default_factory=queue.SimpleQueue)


class TaskClient:
    """A process of role "task" behind `call`. Safe under threads.

    After `idle_s` without a call the process is ended, which frees all its memory; the next call starts another.
    """

    def __init__(
        self, options: Callable[[], dict[str, Any]], idle_s: float = 0.0, policy: RestartPolicy | None = None
    ) -> None:
        """Start nothing. `options()` is asked at each start; its SetupError makes calls fail. `idle_s` 0: never."""
        self._options = options
        self._idle_s = idle_s
        self._policy = policy
        self._lock = threading.Lock()
        self._numbers = itertools.count()
        self._calls: dict[int, _Call] = {}
        self._supervisor: Supervisor | None = None
        self._up = False
        self._closed = False
        self._used_at = time.monotonic()

    def call(self, kind: str, item: Any, timeout_s: float) -> Any:
        """The answer to one question, in JSON values.

        Raises:
            NotReady: the process still loads after `timeout_s`.
            DeadlineExceeded: it is ready, but has not answered after `timeout_s`.
            EngineDied: it ended twice over this call.
            BackendFailed: the model failed on it, or isn't in the store.
            BadInput: the process doesn't know this kind.
            Unavailable: it can't be started, or was closed.
        """
        call = _Call(next(self._numbers), kind, item)
        with self._lock:
            self._start()
            self._calls[call.number] = call
            self._used_at = time.monotonic()
            self._send(call)
        try:
            answer = call.answer.get(timeout=timeout_s)
        except queue.Empty:
            supervisor = self._supervisor
            if supervisor is not None:
                supervisor.send({"op": "cancel", "call": call.number})
            if not self._up:
                raise NotReady("The model is still loading. Please try again in a moment.", 2.0) from None
            raise DeadlineExceeded("The model did not answer in time.") from None
        finally:
            with self._lock:
                self._calls.pop(call.number, None)
                self._used_at = time.monotonic()
        if isinstance(answer, EngineError):
            raise answer
        return answer

    def state(self) -> EngineState:
        """What is known of the process; `off` before the first call and while it rests."""
        supervisor = self._supervisor
        if supervisor is None:
            return EngineState(phase="off")
        status = supervisor.status
        age_s = time.monotonic() - status.step_at if status.step_at is not None else None
        return EngineState(
            phase=status.phase,
            loaded=status.phase == "ready",
            device=status.stats.get("device", ""),
            bytes=status.stats.get("resident_bytes", 0),
            queue_depth=len(self._calls),
            restarts=status.restarts,
            step_age_s=age_s,
            message=status.message or status.doing,
        )

    @property
    def models(self) -> list[dict[str, Any]]:
        """What the process last said of its models (ModelState of models/loader.py); nothing while it rests."""
        supervisor = self._supervisor
        found: list[dict[str, Any]] = supervisor.status.stats.get("models", []) if supervisor is not None else []
        return found

    @property
    def pid(self) -> int:
        """The process's id; 0 when there is none."""
        return self._supervisor.status.pid if self._supervisor is not None else 0

    def close(self) -> None:
        """End the process; calls that wait raise Unavailable. Idempotent."""
        with self._lock:
            self._closed = True
            self._fail_all(Unavailable(_CLOSED))
            supervisor, self._supervisor = self._supervisor, None
            self._up = False
        if supervisor is not None:
            supervisor.stop()

    # --- under the lock --------------------------------------------------------------------------------------------

    def _start(self) -> None:
        if self._closed:
            raise Unavailable(_CLOSED)
        if self._supervisor is None:
            self._supervisor = Supervisor("task engine", "task", self._options, self, self._policy)
            self._supervisor.start()
        elif self._supervisor.status.phase in ("failed", "degraded"):
            raise Unavailable(_UNAVAILABLE, 30.0)

    def _send(self, call: _Call) -> None:
        if self._supervisor is not None and not call.sent:
            task = {"op": "task", "call": call.number, "kind": call.kind, "item": call.item}
            call.sent = self._supervisor.send(task)

    def _fail_all(self, error: EngineError) -> None:
        for call in self._calls.values():
            call.answer.put(error)

    # --- from the supervisor's threads -----------------------------------------------------------------------------

    def on_ready(self, stats: Wire) -> None:
        """Send what waits."""
        with self._lock:
            self._up = True
            for call in self._calls.values():
                self._send(call)

    def on_message(self, message: Wire) -> None:
        """An answer, or a failure in words."""
        with self._lock:
            call = self._calls.get(message["call"])
            if call is not None:
                call.answer.put(message["value"] if message["op"] == "result" else _failure(message))

    def on_death(self, reason: str, soon: bool) -> None:
        """A call is tried once more, if there will be a process."""
        with self._lock:
            self._up = False
            for call in self._calls.values():
                if not soon:
                    call.answer.put(Unavailable(_UNAVAILABLE, 30.0))
                elif call.tries:
                    call.answer.put(EngineDied("The model's process ended over this question.", 2.0))
                elif call.sent:
                    call.tries = 1
                    call.sent = False

    def tick(self) -> None:
        """Rest after a long idle time."""
        with self._lock:
            idle_s = time.monotonic() - self._used_at
            if not self._idle_s or self._calls or idle_s < self._idle_s or self._supervisor is None:
                return
            resting, self._supervisor = self._supervisor, None
            self._up = False
        resting.stop()


def _failure(message: Wire) -> EngineError:
    kind = BadInput if message["code"] == BadInput.code else BackendFailed
    return kind(message["message"])
