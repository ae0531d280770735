"""Runs a learner's program where it can do no harm: no network, no files, no other process, bounded in everything.

Contained at the bubblewrap level: sight of the host's files, environment, processes and network; writing anywhere but a
small private /tmp; new processes and programs; sockets of every family; signals to others; debugging others; mounts,
namespaces, keys, modules; processor time, memory, disk, output, wall time.

NOT contained:
- The kernel itself. A fault in Linux's own system calls can be reached; the filter only makes fewer of them reachable.
- Timing and cache side channels between programs on the same processor; the machine's name of its processor (cpuid).
- The report about a run: a program shares its interpreter with the reporter and can forge what is said about itself
  (its own output, values and exceptions), never about another's. So expected values never come into the sandbox with a
  program whose verdict counts, and verdicts are taken outside, from the values.
- The number of threads and of files is looked at 25 times a second: for so long there may be more.
- The interpreter's own folder and the system's libraries can be read; keep nothing else there.
- At the Landlock level besides: the private folder's size is looked at as often, the names of files elsewhere can be
  probed for existence by error codes, the program has the server's user unless the server runs as root, the machine's
  name and load can be read, and the host's process list stays countable through process ids.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ai_engine.errors import Unavailable
from ai_engine.sandbox.level import Level, detect
from ai_engine.sandbox.limits import Limits
from ai_engine.sandbox.pool import Pool
from ai_engine.sandbox.process import Outcome, SandboxProcess
from ai_engine.sandbox.results import CallResult, Raised, RunResult, Step, call_result, end_of, run_result

__all__ = ["CallResult", "Level", "Limits", "Raised", "RunResult", "Sandbox", "Session", "Step"]

# Sixteen programs at the wall limit, two at a time, end sooner.
PATIENCE_S = 60.0


class Session:
    """A sandbox for several jobs of one owner; starts a new process by itself when a job kills the old one."""

    def __init__(self, pool: Pool, patience_s: float) -> None:
        self._pool, self._patience_s = pool, patience_s
        self._lease: Any = None
        self._process: SandboxProcess | None = None
        self._used = False

    @property
    def fresh(self) -> bool:
        """Whether the next job gets a process that has done nothing yet."""
        return self._process is None or not self._used

    def ask(self, job: Mapping[str, Any], wall_s: float, patient: bool = False) -> Outcome:
        """One job; see inside/runner.py for their shapes, SandboxProcess.ask for `patient`."""
        if self._process is None:
            self._lease = self._pool.lease(self._patience_s)
            self._process = self._lease.__enter__()
            self._used = False
        self._used = True
        outcome = self._process.ask(job, wall_s, patient)
        if outcome.end != "done":
            self.close()
        return outcome

    def evaluate(
        self,
        code: str,
        calls: Sequence[str],
        *,
        call_s: float,
        wall_s: float,
        files: Mapping[str, str] | None = None,
        trace: bool = False,
        trace_lines: int = 12,
        patient: bool = False,
    ) -> list[CallResult]:
        """Evaluate calls against a program, each from a fresh start of it; a result for every call, in order.

        A call that kills its process, or can't be stopped from inside, costs only itself: the rest go on in a new one,
        until `wall_s` is over; those left then count as timed out and not started. After the first call that takes
        longer than `call_s` the others get a tenth of it: the program has shown that it may not end. `patient`: time
        waited for a processor doesn't count.
        """
        left = wall_s
        job: dict[str, Any] = {"kind": "calls", "code": code, "files": dict(files or {}), "trace": trace}
        job |= {"trace_lines": trace_lines, "call_s": call_s}
        results: list[CallResult] = []
        while len(results) < len(calls) and left > 0:
            todo, fresh = calls[len(results) :], self.fresh
            outcome = self.ask({**job, "calls": list(todo)}, min(left, len(todo) * job["call_s"] * 2 + 1), patient)
            left -= outcome.wall_s
            answered = [r for r in outcome.replies if "call" in r][: len(todo)]
            results += [call_result(call, reply) for call, reply in zip(todo, answered, strict=False)]
            if outcome.end == "died" and not (fresh and not answered):
                continue  # what came before it may have used the process up; alone it gets its own chance
            if outcome.end != "done" and len(results) < len(calls):
                results.append(CallResult(calls[len(results)], end_of(outcome)))
                job["call_s"] = min(job["call_s"], call_s / 10)
        return results + [CallResult(call, "timeout", started=False) for call in calls[len(results) :]]

    def close(self) -> None:
        """Give the process back, if one is held."""
        if self._process is not None:
            self._process = None
            self._lease.__exit__(None, None, None)


class Sandbox:
    """Runs programs. Starts nothing until first used; one object a process, safe under threads."""

    def __init__(self, limits: Limits | None = None, warm: int = 2, slots: int = 2) -> None:
        self.limits = limits or Limits()
        self._warm, self._slots = warm, slots
        self._lock = threading.Lock()
        self._pool: Pool | None = None

    @property
    def level(self) -> Level:
        """The isolation in force."""
        return detect()

    @contextmanager
    def session(self, patience_s: float = PATIENCE_S) -> Iterator[Session]:
        """A session, closed at the end. Raises Unavailable where nothing can be run, Busy when none comes free."""
        session = Session(self._started(), patience_s)
        try:
            yield session
        finally:
            session.close()

    @contextmanager
    def held(self) -> Iterator["Sandbox"]:
        """This sandbox for one owner: all sessions inside share one process, taken at the first job."""
        holder = _Held(self)
        try:
            yield holder
        finally:
            holder.give_back()

    def run(
        self, code: str, *, stdin: str = "", files: Mapping[str, str] | None = None, wall_s: float | None = None
    ) -> RunResult:
        """Run a whole program, as `__main__`, with `stdin` typed in and `files` in its working folder.

        Raises:
            Unavailable: this machine can isolate nothing; the message says so.
            Busy: too many programs wait.
        """
        wall_s = self.limits.wall_s if wall_s is None else wall_s
        job = {"kind": "run", "code": code, "stdin": stdin, "files": dict(files or {})}
        with self.session() as session:
            return run_result(session.ask(job, wall_s))

    def trace(
        self, code: str, *, stdin: str = "", files: Mapping[str, str] | None = None, wall_s: float | None = None
    ) -> RunResult:
        """As `run`, each line watched (many times slower): `last_lines` holds the last ones before its end."""
        wall_s = self.limits.wall_s if wall_s is None else wall_s
        job = {"kind": "run", "code": code, "stdin": stdin, "files": dict(files or {}), "trace": True}
        job["trace_s"] = wall_s * 0.8
        with self.session() as session:
            return run_result(session.ask(job, wall_s))

    def evaluate(
        self,
        code: str,
        calls: Sequence[str],
        *,
        call_s: float = 1.0,
        wall_s: float | None = None,
        files: Mapping[str, str] | None = None,
        trace: bool = False,
    ) -> list[CallResult]:
        """Evaluate calls against a program in a session of its own: see Session.evaluate."""
        wall_s = self.limits.wall_s if wall_s is None else wall_s
        with self.session() as session:
            return session.evaluate(code, calls, call_s=call_s, wall_s=wall_s, files=files, trace=trace)

    def close(self) -> None:
        """Kill the waiting processes. Idempotent."""
        with self._lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    def _started(self) -> Pool:
        with self._lock:
            if self._pool is None:
                isolation = self.level.isolation
                if isolation is None:
                    raise Unavailable("This machine can't run programs safely, so it runs none.", 3600)
                self._pool = Pool(isolation, self.limits, self._warm, self._slots)
            return self._pool


class _Held(Sandbox):
    """A sandbox whose sessions are all the same one. For one thread."""

    def __init__(self, owner: Sandbox) -> None:
        super().__init__(owner.limits)
        self._owner = owner
        self._session: Session | None = None

    @contextmanager
    def session(self, patience_s: float = PATIENCE_S) -> Iterator[Session]:
        """The session, which stays open."""
        if self._session is None:
            self._session = Session(self._owner._started(), patience_s)
        yield self._session

    def give_back(self) -> None:
        """Close the session, if there was one."""
        if self._session is not None:
            self._session.close()
