"""One sandboxed interpreter: started, given jobs, read with bounds, killed with everything in it."""

import contextlib
import json
import os
import re
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ai_engine.sandbox import bubblewrap
from ai_engine.sandbox.folder import Folder
from ai_engine.sandbox.limits import Limits
from ai_engine.sandbox.watch import TICK_S, Watch

# Imported before a job comes, because nearly every learner's program wants some of them.
WARM_MODULES = ("math", "random", "string", "collections", "functools", "itertools", "re", "datetime", "copy", "typing")
START_S = 20.0
MOST_WAITING = 4.0  # times the wall limit that a busy machine may add to it
MOST_REPLIES = 20_000  # of one job; more is a flood


@dataclass(frozen=True, slots=True)
class Isolation:
    """How a process is held: the kind, and the uid it runs as (None: the server's own)."""

    kind: Literal["bubblewrap", "landlock"]
    uid: int | None = None


@dataclass(slots=True)
class Outcome:
    """What came back from one job. `end` says why reading stopped ("excess": too many threads or files); `status` is
    the process's own when it died."""

    replies: list[dict[str, Any]] = field(default_factory=list)
    stdout: bytes = b""
    stderr: bytes = b""
    end: Literal["done", "timeout", "output", "excess", "died"] = "done"
    status: int | None = None
    wall_s: float = 0.0  # of a patient job less what it waited for a processor


class SandboxProcess:
    """An interpreter in a sandbox. For one owner: `ask` it as often as they like, then `kill` it."""

    def __init__(self, isolation: Isolation, limits: Limits) -> None:
        self.limits = limits
        self._folder = Folder(isolation.uid) if isolation.kind == "landlock" else None
        home = self._folder.path if self._folder else "/"
        reading, writing = os.pipe()
        try:
            self._process = subprocess.Popen(
                self._command(isolation, writing),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(writing,),
                start_new_session=True,
                cwd=home,
                env=dict(bubblewrap.ENVIRONMENT, HOME=home),
                user=isolation.uid,
                group=isolation.uid,
                extra_groups=None if isolation.uid is None else [],
            )
        except BaseException:
            os.close(reading)
            self._remove_folder()
            raise
        finally:
            os.close(writing)
        self._report = reading
        self._ready = False
        self._watch: Watch | None = None
        self._pending = b""
        assert self._process.stdin is not None
        os.set_blocking(self._process.stdin.fileno(), False)
        self._send(self._setup(isolation), START_S)

    def _command(self, isolation: Isolation, report: int) -> list[str]:
        flags = ["-I", "-S", "-B"]
        if isolation.kind == "bubblewrap":
            bwrap = shutil.which("bwrap")
            if bwrap is None:
                raise FileNotFoundError("bwrap")
            runner = [*flags, f"{bubblewrap.RUNNER_FOLDER}/runner.py", str(report)]
            return bubblewrap.command(bwrap, self.limits.tmp_bytes, runner)
        return [str(bubblewrap.interpreter()), *flags, str(bubblewrap.INSIDE / "runner.py"), str(report)]

    def _setup(self, isolation: Isolation) -> dict[str, Any]:
        readable = [*bubblewrap.interpreter_folders(), "/lib", "/lib64", str(bubblewrap.INSIDE)]
        return {
            "landlock": isolation.kind == "landlock",
            "readable": [*readable, "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"],
            "warm": WARM_MODULES,
            "limits": {
                "RLIMIT_CPU": self.limits.cpu_s,
                "RLIMIT_AS": self.limits.memory_bytes,
                "RLIMIT_FSIZE": self.limits.file_bytes,
                "RLIMIT_NOFILE": 64,
                "RLIMIT_CORE": 0,
                "RLIMIT_SIGPENDING": 64,
                "RLIMIT_MSGQUEUE": 0,
                "RLIMIT_MEMLOCK": 0,
                # Where the namespace's own processes alone are counted; elsewhere the server's would be as well.
                **({"RLIMIT_NPROC": self.limits.threads} if isolation.kind == "bubblewrap" and counts_apart() else {}),
            },
        }

    def _send(self, message: Mapping[str, Any], timeout: float) -> bool:
        """Hand a message in. False when nobody took it: a program may have stopped the reader, or ended it."""
        assert self._process.stdin is not None
        pipe = self._process.stdin.fileno()
        data = memoryview(json.dumps(message).encode() + b"\n")
        deadline = time.monotonic() + timeout
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_WRITE)
            while data:
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    return False
                try:
                    data = data[os.write(pipe, data) :]
                except BlockingIOError:
                    continue
                except OSError:
                    return False
        return True

    def wait_ready(self, timeout: float = START_S) -> bool:
        """Whether the doors are shut and jobs can come; False when it could not start."""
        if not self._ready:
            outcome = self._read(timeout, lambda reply: "ready" in reply)
            self._ready = outcome.end == "done"
            self._watch = Watch(self._process.pid, self._folder, self.limits)
        return self._ready

    def ask(self, job: Mapping[str, Any], wall_s: float, patient: bool = False) -> Outcome:
        """Do one job within `wall_s` seconds, in which time waited for a processor doesn't count if `patient`.

        Unless the outcome's `end` is "done", the process is dead afterwards.
        """
        if not self.wait_ready() or self._watch is None:
            return Outcome(end="died", status=self._process.poll())
        self._watch.resume()
        if not self._send(job, wall_s):
            self.kill()
            return Outcome(end="died", status=self._process.returncode)
        last = "done" if job["kind"] != "run" else "exit"
        outcome = self._read(wall_s, lambda reply: last in reply, patient)
        if outcome.end == "done":
            self._watch.pause()
        return outcome

    def _read(self, wall_s: float, is_last: Callable[[dict[str, Any]], bool], patient: bool = False) -> Outcome:
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        outcome, started = Outcome(), time.monotonic()
        room, report_room = self.limits.output_bytes, self.limits.reply_bytes
        streams = {self._process.stdout.fileno(): "stdout", self._process.stderr.fileno(): "stderr"}
        finished, waited_before = False, self._waited_s()
        next_look = started + TICK_S
        with selectors.DefaultSelector() as selector:
            for descriptor in (*streams, self._report):
                selector.register(descriptor, selectors.EVENT_READ)
            while selector.get_map():
                left = 0.0 if finished else wall_s - (time.monotonic() - started)
                if left <= 0 and not finished:
                    # A busy machine's delay is not the program's: what it waited for a processor is given back.
                    waited = min(self._waited_s() - waited_before, wall_s * MOST_WAITING) if patient else 0.0
                    left = wall_s + waited - (time.monotonic() - started)
                    if left <= 0.005:
                        outcome.end = "timeout"
                        break
                events = selector.select(min(left, TICK_S))
                if finished and not events:
                    break
                if time.monotonic() > next_look:
                    if self._watch is not None and self._watch.excess():
                        outcome.end = "excess"
                        break
                    next_look = time.monotonic() + TICK_S
                for key, _ in events:
                    data = os.read(key.fd, 65536)
                    if not data:
                        selector.unregister(key.fd)
                    elif key.fd == self._report:
                        report_room -= len(data)
                        finished = self._take_report(data, outcome, is_last) or finished
                    else:
                        name = streams[key.fd]
                        setattr(outcome, name, getattr(outcome, name) + data[: max(room, 0)])
                        room -= len(data)
                if room < 0 or report_room < 0 or len(outcome.replies) > MOST_REPLIES:
                    outcome.end = "output"
                    break
            else:
                outcome.end = "died"
        waited = max(0.0, self._waited_s() - waited_before) if patient else 0.0
        outcome.wall_s = max(0.0, time.monotonic() - started - waited)
        if finished and outcome.end == "died":  # it answered, and ended at once after
            outcome.end = "done"
        if outcome.end != "done":
            # The end of its streams comes a moment before its status does.
            if outcome.end == "died":
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(1)
            self.kill()
            outcome.status = self._process.returncode
        return outcome

    def _take_report(self, data: bytes, outcome: Outcome, is_last: Callable[[dict[str, Any]], bool]) -> bool:
        *lines, self._pending = (self._pending + data).split(b"\n")
        for line in lines:
            # A program can write what it likes to the report: what isn't a report counts for nothing.
            try:
                reply = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(reply, dict):
                outcome.replies.append(reply)
                if is_last(reply):
                    return True
        return False

    def _waited_s(self) -> float:
        return self._watch.waited_s() if self._watch is not None else 0.0

    @property
    def pid(self) -> int:
        """The process's id on this machine."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it and everything in it, now; free its pipes and its folder. Idempotent."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        if self._report >= 0:
            os.close(self._report)
            self._report = -1
        self._remove_folder()

    def _remove_folder(self) -> None:
        if self._folder is not None:
            self._folder.remove()
            self._folder = None


def counts_apart() -> bool:
    """Whether this kernel counts the processes of a user namespace by themselves: Linux 5.14 does."""
    return tuple(map(int, re.findall(r"\d+", os.uname().release)[:2])) >= (5, 14)
