"""Analysis in processes of its own: for long programs and for many, which would hold up everything else in this one."""

import contextlib
import json
import os
import queue
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ai_engine.errors import BadInput, Busy, DeadlineExceeded, EngineError, FieldError, Unavailable, UnknownLanguage

_ERRORS: dict[str, type[BadInput]] = {kind.code: kind for kind in (BadInput, UnknownLanguage)}


class _Worker:
    """One process. Used by one thread at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ai_engine.analysis.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # A terminal's Ctrl-C is for the server, which ends this process itself.
            start_new_session=True,
        )

    def ask(self, job: Mapping[str, Any], limit_s: float) -> bytes | None:
        """The reply's line; None when the process died of the job or was killed at the limit."""
        assert self._process.stdin is not None and self._process.stdout is not None
        end = time.monotonic() + limit_s
        reply = bytearray()
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.flush()
            descriptor = self._process.stdout.fileno()
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            while not reply.endswith(b"\n"):
                if not poll.poll(max(0.0, end - time.monotonic()) * 1_000):
                    return None
                part = os.read(descriptor, 1 << 20)
                if not part:
                    return None
                reply += part
        except OSError:
            return None
        return bytes(reply)

    def kill(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class AnalysisPool:
    """As many processes as there are cores, started when they are first needed. Safe under threads."""

    def __init__(self, size: int | None = None, limit_s: float = 20.0) -> None:
        """`limit_s` bounds the analysis of one program."""
        self.size = size or len(
            os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
        )
        self._limit_s = limit_s
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._places: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(self.size):
            self._places.put(None)
        self._closed = False

    def analyse(
        self, code: str, language: str = "python", challenge: Mapping[str, Any] | None = None, wait_s: float = 30.0
    ) -> dict[str, Any]:
        """The report's JSON object, as `analyse(...).to_json()` gives it.

        Raises:
            UnknownLanguage: as `analyse` does.
            Busy: no process came free within `wait_s`.
            DeadlineExceeded: this program's analysis takes too long, or too much memory.
            Unavailable: the pool is closed.
        """
        with self._worker(wait_s) as (worker, broken):
            line = worker.ask({"code": code, "language": language, "challenge": challenge}, self._limit_s)
            reply: dict[str, Any] = {"error": "too_large"} if line is None else json.loads(line)
            broken[0] = line is None
        if "analysis" not in reply:
            raise _failure(reply)
        analysis: dict[str, Any] = reply["analysis"]
        return analysis

    def close(self) -> None:
        """End all processes; analyses that still run fail. Idempotent."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, set()
        for worker in workers:
            worker.kill()

    @contextmanager
    def _worker(self, wait_s: float) -> Iterator[tuple[_Worker, list[bool]]]:
        """A process of one's own; set the flag when it is of no more use."""
        try:
            worker = self._places.get(timeout=wait_s)
        except queue.Empty:
            raise Busy("Many programs are being analysed at the moment; try again in a few seconds.", 3.0) from None
        broken = [True]
        try:
            with self._lock:
                if self._closed:
                    raise Unavailable("The server is shutting down.", 5.0)
                if worker is None:
                    worker = _Worker()
                    self._workers.add(worker)
            yield worker, broken
        finally:
            if worker is not None and broken[0]:
                with self._lock:
                    self._workers.discard(worker)
                worker.kill()
                worker = None
            self._places.put(worker)


def _failure(reply: Mapping[str, Any]) -> EngineError:
    kind = _ERRORS.get(reply["error"])
    if kind is None:
        return DeadlineExceeded("This program takes too long to analyse; send a smaller part of it.")
    return kind(reply["message"], [FieldError(*detail) for detail in reply["details"]])
