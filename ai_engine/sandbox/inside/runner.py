"""The program inside the sandbox: shut the doors, then do the jobs that come, one line of JSON each.

It is started by path with `python -I -S -B`, knows nothing of the package, and holds nothing that a learner's program
must not see: values that a test expects never come here with a program whose verdict counts. Reports go out on the
descriptor named by the argument, one line of JSON a job (for `calls`, one line a call as it ends, so that a kill loses
only the rest).

Jobs: {"kind": "run", code, stdin, files, trace, trace_s} | {"kind": "calls", code, calls, call_s, files, trace}
    | {"kind": "candidates", programs, calls, expected, call_s}
"""

import builtins
import functools
import io
import json
import linecache
import os
import resource
import signal
import sys
import time
import types
from collections.abc import Callable
from typing import Any

NAME = "program.py"
OWN_MEMORY = 64 * 2**20  # a started interpreter takes less
MAX_REPR = 100_000
SHORT_REPR = 200
LAST_LINES = 12
MAX_FRAMES = 8
_peak_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
_dumps, _write, _clock, _cpu_clock = json.dumps, os.write, time.perf_counter, time.process_time
_report = int(sys.argv[1]) if __name__ == "__main__" else 1


class TimeUp(BaseException):
    """A call's processor time is over; no `except Exception` of a learner's stops it. Processor time, because wall
    time would blame a program for a busy machine; whoever sleeps is ended from outside."""


def _time_up(_signal: int, _frame: object) -> None:
    raise TimeUp


def send(reply: dict[str, Any]) -> None:
    """One line out. ASCII only: no lone surrogate and no odd encoding can break it."""
    data = _dumps(reply).encode("ascii") + b"\n"
    while data:
        data = data[_write(_report, data) :]


def short(value: object, limit: int = SHORT_REPR) -> str:
    """A bounded repr that survives whatever __repr__ does."""
    try:
        text = repr(value)
    except TimeUp:
        raise
    except BaseException as error:
        return f"<{type(value).__name__}: its repr raised {type(error).__name__}>"
    return text if len(text) <= limit else text[:limit] + "…"


def visible(variables: dict[str, Any]) -> dict[str, str]:
    """The variables that a learner made, as short reprs."""
    hidden = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
    return {
        str(name): short(value)
        for name, value in list(variables.items())[:60]
        if not str(name).startswith("__") and not isinstance(value, hidden)
    }


def describe(error: BaseException) -> dict[str, Any]:
    """An exception as data: type, message, the learner's frames from outermost to innermost with their locals."""
    try:
        message = str(error)[:2000]
    except BaseException:
        message = ""
    frames: list[dict[str, Any]] = []
    place = error.__traceback__
    while place is not None:
        if place.tb_frame.f_code.co_filename == NAME:
            variables = place.tb_frame.f_locals
            frames.append({"line": place.tb_lineno, "function": place.tb_frame.f_code.co_name, "locals": variables})
        place = place.tb_next
    kept = frames[-MAX_FRAMES:]
    for frame in kept:
        frame["locals"] = visible(frame["locals"])
    if isinstance(error, SyntaxError) and error.filename == NAME:
        kept.append({"line": error.lineno or 1, "function": "<module>", "locals": {}})
    return {
        "type": type(error).__name__,
        "message": message,
        "line": kept[-1]["line"] if kept else None,
        "frames": kept,
    }


def described(error: BaseException) -> dict[str, Any]:
    """`describe`, or the bare name for an exception made so that it can't be described."""
    try:
        return describe(error)
    except BaseException:
        return {"type": type(error).__name__, "message": "", "line": None, "frames": []}


class Tracer:
    """Remembers the last lines executed and the values of their variables. Slow: only a second run is traced."""

    def __init__(self, limit: int = LAST_LINES) -> None:
        self.limit = limit
        self.lines: list[tuple[int, str, dict[str, str]]] = []
        self.steps = 0

    def __call__(self, frame: types.FrameType, event: str, _argument: Any) -> Any:
        """What sys.settrace calls for each event."""
        if frame.f_code.co_filename != NAME:
            return None
        if event == "line":
            self.steps += 1
            self.lines.append((frame.f_lineno, frame.f_code.co_name, visible(frame.f_locals)))
            del self.lines[: -self.limit]
        return self

    def report(self) -> list[dict[str, Any]]:
        """The lines as data, oldest first."""
        return [{"line": line, "function": function, "locals": values} for line, function, values in self.lines]


class Pieces(io.TextIOBase):
    """A bounded text stream for what one call prints."""

    def __init__(self, limit: int = 4000) -> None:
        self.parts: list[str] = []
        self.room = limit

    def writable(self) -> bool:
        """As text streams answer."""
        return True

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.room > 0:
            self.parts.append(text[: self.room])
            self.room -= len(text)
        return len(text)

    def text(self) -> str:
        """All that was kept."""
        return "".join(self.parts)


def fresh_module(code: str) -> dict[str, Any]:
    """A new `__main__` for a program, and its lines where tracebacks look for them."""
    module = types.ModuleType("__main__")
    module.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = module
    linecache.cache[NAME] = (len(code), None, code.splitlines(True), NAME)
    return module.__dict__


def put_files(files: dict[str, str]) -> None:
    """The files that a task gives, into the working folder."""
    for name, text in files.items():
        with open(os.path.basename(name), "w", encoding="utf-8") as file:
            file.write(text)


def run(job: dict[str, Any]) -> None:
    """Run a whole program as a person would: its standard streams are the process's own."""
    put_files(job.get("files", {}))
    sys.stdin = io.StringIO(job.get("stdin", ""))
    tracer = Tracer() if job.get("trace") else None
    reply: dict[str, Any] = {"exit": 0, "exception": None}
    started = _clock()
    try:
        compiled = compile(job["code"], NAME, "exec", dont_inherit=True)
        space = fresh_module(job["code"])
        if tracer:
            # Before the parent's own limit, so that a program which never ends still reports its last lines.
            signal.setitimer(signal.ITIMER_REAL, job["trace_s"], 0.05)
            sys.settrace(tracer)
        exec(compiled, space)
    except SystemExit as leaving:
        reply["exit"] = leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 1
    except BaseException as error:
        reply.update(exit=1, exception=described(error))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.settrace(None)
    reply["time_s"] = _clock() - started
    reply["last_lines"] = tracer.report() if tracer else []
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        reply["exit"] = reply["exit"] or 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    # Linux carries the peak of the process that started this one over: then a run's own is not known.
    reply["memory_bytes"] = peak if peak > _peak_before or peak < OWN_MEMORY else 0
    send(reply)


@functools.lru_cache(maxsize=4096)
def compiled_call(call: str) -> types.CodeType:
    """A call's code; candidates by the hundred are asked the same calls."""
    return compile(call, "<call>", "eval", dont_inherit=True)


@functools.lru_cache(maxsize=256)
def compiled_program(code: str) -> types.CodeType:
    """A program's code, the same for all its calls."""
    return compile(code, NAME, "exec", dont_inherit=True)


def prepare(code: str, seconds: float) -> tuple[dict[str, Any] | None, BaseException | None, str]:
    """Execute a program's top level with its output put aside. Returns its namespace, or the exception."""
    output = Pieces()
    sys.stdout = output
    sys.stdin = io.StringIO("")
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.05)
    try:
        space = fresh_module(code)
        exec(compiled_program(code), space)
        return space, None, output.text()
    except BaseException as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        return None, error, output.text()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout = sys.__stdout__


def evaluate(
    space: dict[str, Any] | None, call: str, seconds: float, tracer: Tracer | None = None
) -> tuple[str | None, BaseException | None, str]:
    """Evaluate one call in a program's namespace. Returns (repr or None, exception or None, printed text)."""
    output = Pieces()
    sys.stdout = output
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, 0.05)
        if tracer:
            sys.settrace(tracer)
        value = eval(compiled_call(call), space)
        sys.settrace(None)
        text = repr(value)
        signal.setitimer(signal.ITIMER_PROF, 0)
        return text, None, output.text()
    except BaseException as error:
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
        return None, error, output.text()
    finally:
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout = sys.__stdout__


def calls(job: dict[str, Any]) -> None:
    """Evaluate calls against a program, its top level run afresh before each, so that no call sees another's traces."""
    put_files(job.get("files", {}))
    call_s = job["call_s"]
    for number, call in enumerate(job["calls"]):
        tracer = Tracer(job.get("trace_lines", LAST_LINES)) if job.get("trace") else None
        started = _cpu_clock()
        space, error, printed = prepare(job["code"], call_s)
        text = None
        if error is None:
            text, error, printed = evaluate(space, call, call_s, tracer)
        if isinstance(error, TimeUp):
            call_s = min(call_s, job["call_s"] / 10)  # it has shown that it may not end
        reply: dict[str, Any] = {
            "call": number,
            "value": text,
            "printed": printed,
            "exception": None,
            "time_s": _cpu_clock() - started,
        }
        if text is not None and len(text) > MAX_REPR:
            reply.update(value=text[:MAX_REPR], cut=True)
        if error is not None:
            reply["exception"] = {"type": "TimeUp"} if isinstance(error, TimeUp) else described(error)
        if tracer:
            reply.update(last_lines=tracer.report(), steps=tracer.steps)
        send(reply)
    send({"done": True})


def candidates(job: dict[str, Any], same_value: Callable[[str, str], bool]) -> None:
    """How many of the calls each program answers as expected, stopping a program at its first miss if asked to.

    As in `calls`, a program starts afresh for each call; a program that takes too long is out.
    """
    put_files(job.get("files", {}))
    for number, code in enumerate(job["programs"]):
        passed: list[bool] = []
        slow = False
        for call, expected in zip(job["calls"], job["expected"], strict=True):
            text = None
            space, error, _ = prepare(code, job["call_s"])
            if error is None:
                text, error, _ = evaluate(space, call, job["call_s"])
            passed.append(text is not None and same_value(text, expected))
            slow = isinstance(error, TimeUp)
            if slow or (job.get("first_miss") and not passed[-1]):
                break
        send({"candidate": number, "passed": passed, "slow": slow})
    send({"done": True})


def main() -> None:
    """Shut the doors, say ready, work."""
    # Jobs come on another descriptor than 0: a program that reads from 0 must not eat them, nor wait for more.
    commands = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    setup = json.loads(commands.readline())
    for name, value in setup["limits"].items():
        limit = getattr(resource, name)
        hard = resource.getrlimit(limit)[1]
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (least, least))
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    if setup["landlock"]:
        import landlock  # type: ignore[import-not-found]

        landlock.restrict(setup["readable"], [os.getcwd()])
    import capabilities  # type: ignore[import-not-found]
    import seccomp  # type: ignore[import-not-found]
    import values  # type: ignore[import-not-found]

    seccomp.die_with_parent()
    capabilities.drop()
    seccomp.install(by_name=setup["landlock"])
    sys.path.pop(0)
    for name in ("seccomp", "landlock", "capabilities", "values", "ctypes"):
        sys.modules.pop(name, None)
    signal.signal(signal.SIGPROF, _time_up)
    signal.signal(signal.SIGALRM, _time_up)
    for name in setup["warm"]:
        __import__(name)
    send({"ready": True})
    same_value: Callable[[str, str], bool] = values.same_value
    kinds: dict[str, Callable[[dict[str, Any]], None]] = {"run": run, "calls": calls}
    kinds["candidates"] = lambda job: candidates(job, same_value)
    for line in commands:
        job = json.loads(line)
        kinds[job["kind"]](job)


if __name__ == "__main__":
    try:
        main()
    except BaseException:  # a program has broken its own runner: a traceback would show it where that is installed
        os._exit(1)
