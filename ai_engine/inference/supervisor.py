"""Keeps one engine process alive: starts it, notices its death or that it hangs, starts it again after a pause."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from ai_engine.errors import ModelMissing, SetupError
from ai_engine.inference.process import EngineProcess
from ai_engine.inference.wire import Wire

_log = logging.getLogger(__name__)
_TICK_S = 0.1
_WE_SLEPT_S = 5.0


class Listener(Protocol):
    """Who uses the process. Called from the supervisor's threads, in order, never two at a time for one process."""

    def on_ready(self, stats: Wire) -> None:
        """The process has loaded and takes work."""

    def on_message(self, message: Wire) -> None:
        """A message that the supervisor has no use for itself."""

    def on_death(self, reason: str, soon: bool) -> None:
        """The process has ended by itself, after its last message. `soon`: another one is about to be started.

        Not called for a process that `stop` ended.
        """

    def tick(self) -> None:
        """About ten times a second."""


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """Seconds and counts that decide about restarts.

    The pause before a restart is `first_pause_s`, doubled for each earlier death within `window_s`. `deaths` of them
    within it mean `degraded`: tried again after `slow_pause_s`, doubled each time up to `longest_pause_s`. A process
    that says nothing for `load_limit_s` while it loads, or for `step_limit_s` afterwards, is killed; it counts as
    stuck after `stuck_after_s` without a step while requests run. A model that isn't in the store is looked for again
    every `look_again_s`.
    """

    first_pause_s: float = 0.1
    window_s: float = 60.0
    deaths: int = 5
    slow_pause_s: float = 60.0
    longest_pause_s: float = 600.0
    load_limit_s: float = 900.0
    step_limit_s: float = 40.0
    stuck_after_s: float = 15.0
    look_again_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Status:
    """What the supervisor knows. Times are of `time.monotonic`."""

    phase: Literal["off", "starting", "loading", "ready", "failed", "degraded"] = "off"
    doing: str = ""
    message: str = ""
    pid: int = 0
    restarts: int = 0
    started_at: float = 0.0
    heard_at: float = 0.0
    step_at: float | None = None
    steps: int = 0
    stats: Wire = field(default_factory=dict)


class Supervisor:
    """Runs the process of one role ("chat" or "task") with the options that `options()` gives at each start."""

    def __init__(
        self,
        name: str,
        role: Literal["chat", "task"],
        options: Callable[[], dict[str, Any]],
        listener: Listener,
        policy: RestartPolicy | None = None,
    ) -> None:
        self._name = name
        self._role = role
        self._options = options
        self._listener = listener
        self._policy = policy or RestartPolicy()
        self._status = Status()
        self._changing = threading.Lock()
        self._process: EngineProcess | None = None
        self._deaths: deque[float] = deque()
        self._slow_pause_s = self._policy.slow_pause_s
        self._reported = ""
        self._looked_at = 0.0
        self._looking = False
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def status(self) -> Status:
        """The present status; an immutable value."""
        return self._status

    def start(self) -> None:
        """Start the process in the background. Does nothing when it has been started."""
        if self._thread is None:
            self._set(phase="starting", started_at=time.monotonic())
            self._thread = threading.Thread(target=self._run, name=f"{self._name} supervisor", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the process and the supervision. Waits some seconds at most."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(10)

    def send(self, message: Wire) -> bool:
        """Send to the process; False when none is ready."""
        process = self._process
        if process is None or self._status.phase != "ready":
            return False
        process.send(message)
        return True

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                pause_s = self._one_life()
            except Exception:
                # A mistake of ours in here must not leave requests waiting for ever on an engine nobody watches.
                _log.exception("%s: its supervision failed", self._name)
                self._end_process()
                self._failed(f"The supervision of the {self._name} failed; the log says where.")
                pause_s = self._slowly()
            until = time.monotonic() + pause_s
            while not self._stopping.is_set() and time.monotonic() < until:
                self._wait(min(_TICK_S, max(0.0, until - time.monotonic())))
        self._set(phase="off", pid=0)

    def _one_life(self) -> float:
        """Start the process, watch it to its end. Returns the pause in seconds before the next."""
        if self._status.phase not in ("failed", "degraded"):
            self._set(phase="starting", message="")
        now = time.monotonic()
        self._set(doing="starting", started_at=now, heard_at=now, step_at=None, stats={})
        try:
            init = {"role": self._role, "options": self._options()}
            if self._looking:
                self._looking = False
                self._set(phase="starting", message="")
            process = EngineProcess(self._name, init, self._on_message, self._wake.set)
        except ModelMissing as error:
            self._failed(error.message)
            self._looking = True
            return self._policy.look_again_s
        except SetupError as error:
            self._failed(error.message)
            return self._slowly()
        except OSError as error:
            self._failed(f"The {self._name} process can't be started: {error}.")
            return self._slowly()
        self._process = process
        self._set(pid=process.pid)
        while not process.ended.is_set() and not self._stopping.is_set():
            self._wait(_TICK_S)
            self._check_hang(process)
        if self._stopping.is_set():
            process.stop()
            self._process = None
            return 0.0
        status = process.finish()
        self._process = None
        return self._after_death(status)

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.finish()

    def _wait(self, seconds: float) -> None:
        self._wake.wait(seconds)
        self._wake.clear()
        self._listener.tick()

    def _check_hang(self, process: EngineProcess) -> None:
        now = time.monotonic()
        if now - self._looked_at > _WE_SLEPT_S:
            self._set(heard_at=now)  # this process was stopped itself: what the engine said meanwhile is still unread
        self._looked_at = now
        silent_s = now - self._status.heard_at
        ready = self._status.phase == "ready"
        if silent_s > (self._policy.step_limit_s if ready else self._policy.load_limit_s):
            self._set(message=f"No step ended for {silent_s:.0f} s, so the process was killed.")
            _log.error("%s: no step ended for %.0f s; killing process %d", self._name, silent_s, process.pid)
            process.kill()
            process.ended.wait(5)

    def _on_message(self, message: Wire) -> None:
        if self._stopping.is_set():
            return
        now = time.monotonic()
        match message["op"]:
            case "phase":
                phase = "loading" if self._status.phase == "starting" else self._status.phase
                self._set(phase=phase, doing=message["phase"], heard_at=now)
            case "ready":
                took_s = now - self._status.started_at
                self._set(phase="ready", doing="", message="", heard_at=now, stats=message["stats"])
                _log.info("%s: ready after %.1f s", self._name, took_s)
                self._listener.on_ready(message["stats"])
            case "failed":
                self._set(phase="failed", message=message["message"], heard_at=now)
            case "beat":
                stepped = message["steps"] != self._status.steps
                step_at = now if stepped else self._status.step_at
                self._set(heard_at=now, steps=message["steps"], stats=message["stats"], step_at=step_at)
            case _:
                self._set(heard_at=now, step_at=now)
                self._listener.on_message(message)

    def _failed(self, message: str) -> None:
        if message != self._reported:
            self._reported = message
            _log.warning("%s: %s", self._name, message)
        self._set(phase="failed", message=message, pid=0)
        self._listener.on_death(message, soon=False)

    def _slowly(self) -> float:
        pause_s = self._slow_pause_s
        self._slow_pause_s = min(2 * pause_s, self._policy.longest_pause_s)
        return pause_s

    def _after_death(self, exit_status: int) -> float:
        """Decide what follows: a restart after a pause, or after a long one."""
        was = self._status
        if was.phase == "failed":
            self._failed(was.message)
            return self._slowly()
        now = time.monotonic()
        self._deaths.append(now)
        while now - self._deaths[0] > self._policy.window_s:
            self._deaths.popleft()
        how = f"signal {-exit_status}" if exit_status < 0 else f"status {exit_status}"
        reason = was.message or f"The {self._name} process ended unexpectedly ({how})."
        _log.error("%s: %s (%s); death %d of late", self._name, reason, how, len(self._deaths))
        restarts = was.restarts + 1
        if was.phase == "degraded" or len(self._deaths) >= self._policy.deaths:
            self._set(phase="degraded", message=reason, pid=0, restarts=restarts)
            self._listener.on_death(reason, soon=False)
            return self._slowly()
        self._slow_pause_s = self._policy.slow_pause_s
        self._set(phase="starting", message=reason, pid=0, restarts=restarts)
        self._listener.on_death(reason, soon=True)
        return self._policy.first_pause_s * 2.0 ** (len(self._deaths) - 1)

    def _set(self, **changes: Any) -> None:
        with self._changing:  # the reader's thread and the supervisor's both change it
            self._status = replace(self._status, **changes)
