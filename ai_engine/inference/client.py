"""The chat engine as the server uses it: submit requests, read events, look at the state."""

import itertools
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from ai_engine.errors import Draining, SetupError, Unavailable
from ai_engine.inference.backends.encoding import check_length
from ai_engine.inference.choose import engine_options, nothing_to_run
from ai_engine.inference.counting import TokenCounter
from ai_engine.inference.estimate import estimate_tokens, most_tokens
from ai_engine.inference.events import EngineState, Phase
from ai_engine.inference.figures import EngineFigures
from ai_engine.inference.generation import Generation
from ai_engine.inference.options import EngineOptions
from ai_engine.inference.protocol import GenerationRequest, Message
from ai_engine.inference.remembered import Measured, recall, remember
from ai_engine.inference.requests import Requests
from ai_engine.inference.resident import resident_bytes
from ai_engine.inference.scheduler import Scheduler
from ai_engine.inference.supervisor import RestartPolicy, Status, Supervisor
from ai_engine.inference.wire import Wire, chunk_from_wire, messages_to_wire
from ai_engine.settings import Settings

_OWN_BACKENDS = ("openvino", "transformers")
"""Backends that compute here, so that the scheduler spares this machine."""
_PREFILL_BUDGET = 512
"""Prompt tokens read at the same time on a CPU; a GPU reads so many more in a step that no bound is needed."""
_RETRY_LATER_S = 30.0
_NOT_COMING = ("off", "failed", "degraded")


class ChatEngine:
    """The chat model behind a queue, in a process of its own. Safe under threads."""

    def __init__(
        self,
        settings: Settings,
        options: Callable[[], EngineOptions] | None = None,
        policy: RestartPolicy | None = None,
    ) -> None:
        """Start nothing. `options` and `policy` replace what the settings say, for tests and benchmarks."""
        self.figures = EngineFigures()
        self._settings = settings
        self._choose = options or (lambda: engine_options(settings))
        self._options: EngineOptions | None = None
        self._off: str | None = "It has not been started."
        self._starting = threading.Lock()
        self._draining = False
        self._load_s: float | None = None
        self._policy = policy or RestartPolicy()
        self._supervisor = Supervisor("chat engine", "chat", self._process_options, self, self._policy)
        self._scheduler = Scheduler(
            slots=settings.max_slots,
            queue_limit=settings.queue_limit,
            learner_queue_limit=settings.learner_queue_limit,
        )
        self._requests = Requests(self._scheduler, self.figures, self._supervisor.send)
        self._counter = TokenCounter("")
        self._calls = itertools.count()
        self._counting: dict[int, queue.SimpleQueue[int | None]] = {}

    def start(self) -> None:
        """Start the engine process in the background, if there is one to run. Idempotent; call it after a fork.

        With ENGINE=auto and no model in the store, the store is looked at again from time to time.
        """
        with self._starting:
            if self._supervisor.status.phase != "off" or self._draining:
                return
            try:
                self._off = nothing_to_run(self._settings)
            except SetupError as error:
                self._off = error.message
            if self._settings.engine != "off":
                self._supervisor.start()

    @property
    def pid(self) -> int:
        """The engine process's id; 0 when there is none."""
        return self._supervisor.status.pid

    def state(self) -> EngineState:
        """What is known now; asks the process nothing."""
        status = self._supervisor.status
        now = time.monotonic()
        running, waiting, oldest = self._requests.counts()
        phase: Phase = "off" if self._off is not None else "draining" if self._draining else status.phase
        moved_at = max(status.step_at or 0.0, oldest or now)
        stats = status.stats
        options = self._options
        return EngineState(
            phase=phase,
            backend=options.backend if options else "",
            model=stats.get("model") or (options.model if options else ""),
            device=stats.get("device", ""),
            precision=stats.get("precision", ""),
            loaded=status.phase == "ready",
            bytes=resident_bytes(status.pid) or stats.get("resident_bytes", 0) if status.pid else 0,
            context_tokens=stats.get("context_tokens", 0),
            slots=self._settings.max_slots,
            running=running,
            queue_depth=waiting,
            restarts=status.restarts,
            step_age_s=now - status.step_at if status.step_at is not None else None,
            ready_eta_s=self._ready_eta_s(status, now),
            kv_tokens=stats.get("kv_tokens", 0),
            kv_capacity=stats.get("kv_capacity", 0),
            stuck=status.phase == "ready" and running > 0 and now - moved_at > self._policy.stuck_after_s,
            message=self._off or status.message or status.doing,
        )

    def submit(self, request: GenerationRequest, *, learner: str, deadline_s: float | None = None) -> Generation:
        """Queue a request; it starts when its turn comes, also after a restart. `learner` says whose turn that is.

        Raises:
            QueueFull: the queue, or this learner's share, is full; says when to come back.
            Draining: the server is shutting down.
            Unavailable: there is no engine to wait for.
            ContextTooLong: the text leaves no room for an answer.
        """
        if not self._draining and (self._off is not None or self._supervisor.status.phase in _NOT_COMING):
            raise _unavailable()
        self._check_length(request)
        seconds = self._settings.deadline_s if deadline_s is None else deadline_s
        return self._requests.submit(request, learner, seconds)

    def count_tokens(self, messages: Sequence[Message], timeout_s: float = 2.0) -> int:
        """Tokens of these messages in the model's template: counted here where its folder has a fast tokenizer.

        Else the engine is asked; an estimate when it doesn't answer in time.
        """
        counted = self._counter.count(messages)
        if counted is None:
            counted = self._ask_count(messages, timeout_s)
        return estimate_tokens(GenerationRequest(id="", messages=tuple(messages))) if counted is None else counted

    def drain(self, timeout_s: float | None = None) -> bool:
        """Take no new work, turn away what waits, give running answers `timeout_s` (DRAIN_S). True: all ended."""
        self._draining = True
        self._requests.close(_draining)
        until = time.monotonic() + (self._settings.drain_s if timeout_s is None else timeout_s)
        while self._requests.any_left() and time.monotonic() < until:
            time.sleep(0.05)
        return not self._requests.any_left()

    def close(self) -> None:
        """End the process. Answers still running fail with Draining. Idempotent."""
        with self._starting:
            self._draining = True
        self._requests.close(_draining)
        self._requests.fail_all(_draining)
        self._supervisor.stop()
        if self.figures.value().counters["answers"]:
            self._remember()

    # --- from the supervisor's threads -----------------------------------------------------------------------------

    def on_ready(self, stats: Wire) -> None:
        """The process takes work."""
        self._load_s = time.monotonic() - self._supervisor.status.started_at
        self._remember()
        here = self._options is not None and self._options.backend in _OWN_BACKENDS
        self._requests.set_budgets(
            prefill=_PREFILL_BUDGET if here and stats.get("device") == "cpu" else None,
            kv=self._settings.kv_cache_tokens if here else None,
        )
        self._requests.on_up()
        self._counter.count([Message("user", "")])  # reads the tokenizer now, not under the first question

    def on_message(self, message: Wire) -> None:
        """Chunks, refusals and counts."""
        match message["op"]:
            case "chunks":
                self._requests.on_chunks([chunk_from_wire(wire) for wire in message["chunks"]])
            case "refused":
                self._requests.on_refused(message)
            case "counted":
                waiting = self._counting.get(message["call"])
                if waiting is not None:
                    waiting.put(message["tokens"])

    def on_death(self, reason: str, soon: bool) -> None:
        """The process has ended by itself."""
        if self._options is not None:
            self.figures.count("restarts")
        self._requests.on_down(None if soon else _unavailable)

    def tick(self) -> None:
        """Deadlines, and news for those who wait."""
        self._requests.tick()

    # --- inside ----------------------------------------------------------------------------------------------------

    def _check_length(self, request: GenerationRequest) -> None:
        """Refuse too long a text here, before it waits in the queue and before an answer's headers go out."""
        context = self._supervisor.status.stats.get("context_tokens", 0)
        # No token is shorter than a byte, so short texts need no counting; the template's frame is small.
        if context and most_tokens(request) >= context:
            counted = self._counter.count_request(request)
            if counted is not None:
                check_length(counted, context)

    def _process_options(self) -> dict[str, Any]:
        options = self._choose()
        self._off = None
        if options != self._options:
            self._options = options
            self._counter = TokenCounter(options.folder)
            known = recall(self._settings.data_dir, _name(options))
            if known is not None:
                self._load_s = known.load_s
                self._scheduler.speed.begin_with(known.first_s, known.token_s, known.tokens)
        return asdict(options)

    def _remember(self) -> None:
        if self._options is not None and self._load_s is not None:
            first_s, token_s, tokens = self._scheduler.speed.values()
            measured = Measured(self._load_s, first_s, token_s, tokens)
            remember(self._settings.data_dir, _name(self._options), measured)

    def _ready_eta_s(self, status: Status, now: float) -> float | None:
        """Estimated seconds until ready, from the last start's; None when that is not known or not coming."""
        if self._load_s is None or status.phase not in ("starting", "loading"):
            return None
        return round(max(0.5, self._load_s - (now - status.started_at)), 1)

    def _ask_count(self, messages: Sequence[Message], timeout_s: float) -> int | None:
        call = next(self._calls)
        answer = self._counting[call] = queue.SimpleQueue()
        try:
            if not self._supervisor.send({"op": "count", "call": call, "messages": messages_to_wire(messages)}):
                return None
            return answer.get(timeout=timeout_s)
        except queue.Empty:
            return None
        finally:
            del self._counting[call]


def _draining() -> Draining:
    return Draining("The server is shutting down. Please try again in a minute.", _RETRY_LATER_S)


def _unavailable() -> Unavailable:
    return Unavailable("No chat model can answer just now.", _RETRY_LATER_S)


def _name(options: EngineOptions) -> str:
    return f"{options.backend}:{options.model}"
