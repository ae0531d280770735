"""Warm sandboxes: interpreters that wait, doors shut, for one owner each; used once, so that no state leaks."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from ai_engine.errors import Busy, Unavailable
from ai_engine.sandbox.folder import sweep
from ai_engine.sandbox.limits import Limits
from ai_engine.sandbox.process import Isolation, SandboxProcess


class Pool:
    """Keeps `warm` processes ready and lets at most `slots` be used at a time, in order of arrival.

    One thread, which lives as long as the pool, starts all processes: bubblewrap dies with the thread that started it.
    """

    def __init__(self, isolation: Isolation, limits: Limits, warm: int, slots: int) -> None:
        self._isolation, self._limits, self._warm = isolation, limits, warm
        self._free = slots
        self._ready: deque[SandboxProcess] = deque()
        self._line: deque[object] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._broken = ""
        self._filler = threading.Thread(target=self._fill, name="sandbox-filler", daemon=True)
        self._filler.start()

    @contextmanager
    def lease(self, patience_s: float) -> Iterator[SandboxProcess]:
        """A process of one's own, killed at the end.

        Raises:
            Busy: none came free within `patience_s`.
            Unavailable: sandboxes can't be started (any more).
        """
        process = self._take(patience_s)
        try:
            yield process
        finally:
            process.kill()
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _take(self, patience_s: float) -> SandboxProcess:
        """The next process that is alive: one that waits may be killed, when memory runs out for one."""
        while True:
            process = self._next(patience_s)
            if process.alive():
                return process
            process.kill()
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _next(self, patience_s: float) -> SandboxProcess:
        ticket = object()
        with self._changed:
            self._line.append(ticket)
            self._changed.notify_all()
            try:
                mine = self._changed.wait_for(
                    lambda: self._closed or self._broken or (self._line[0] is ticket and self._free and self._ready),
                    patience_s,
                )
                if self._closed or self._broken:
                    raise Unavailable("Programs can't be run at the moment; try again soon.")
                if not mine:
                    raise Busy("Many programs are being run at the moment; try again in a few seconds.", 3)
                self._free -= 1
                return self._ready.popleft()
            finally:
                self._line.remove(ticket)
                self._changed.notify_all()

    def _fill(self) -> None:
        sweep()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or len(self._ready) < self._warm)
                if self._closed:
                    return
            try:
                process = SandboxProcess(self._isolation, self._limits)
                # Ready before it is handed out: a start that fails must not cost a learner's run.
                if not process.wait_ready():
                    process.kill()
                    raise OSError("the sandbox did not start")
            except OSError as error:
                with self._changed:
                    self._broken = str(error)
                    self._changed.notify_all()
                    self._changed.wait_for(lambda: self._closed, 5)
                    self._broken = ""
                continue
            with self._changed:
                if self._closed:
                    process.kill()
                    return
                self._ready.append(process)
                self._changed.notify_all()

    def close(self) -> None:
        """Kill what waits; those in use end with their owners. Idempotent."""
        with self._changed:
            self._closed = True
            waiting = list(self._ready)
            self._ready.clear()
            self._changed.notify_all()
        for process in waiting:
            process.kill()
        self._filler.join()
