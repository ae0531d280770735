"""What a run gave, as typed values made from the sandbox's replies. Nothing in a reply is trusted to be well-formed."""

import signal
from dataclasses import dataclass, field
from typing import Any, Literal

from ai_engine.sandbox.process import Outcome

# What an honest report keeps within; a forged one is cut to it.
LONGEST_VALUE, LONGEST_MESSAGE, SHORT = 100_000, 2_000, 250
MOST_STEPS, MOST_VARIABLES, MOST_LINES = 1_000, 60, 10**7

End = Literal["finished", "exception", "timeout", "output", "crashed"]


@dataclass(frozen=True, slots=True)
class Step:
    """A line that was executed (or a frame that was active), with the variables' short reprs at that moment."""

    line: int
    function: str
    variables: dict[str, str]


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception: type, message, the learner's line where it came up, the learner's frames, outermost first."""

    type: str
    message: str
    line: int | None
    frames: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """One whole program's run. `end` says how it ended; times in seconds, memory in bytes (peak, 0 if unknown)."""

    end: End
    exit_code: int | None
    stdout: str
    stderr: str
    exception: Raised | None
    last_lines: tuple[Step, ...]
    time_s: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class CallResult:
    """One call against a program: the repr of its value, or how it failed, and what it printed.

    `time_s` is processor time, the program's start included. `started` is False for a call that was never made because
    the time for all of them was over.
    """

    call: str
    end: End
    value: str | None = None
    printed: str = ""
    exception: Raised | None = None
    last_lines: tuple[Step, ...] = field(default=())
    steps: int = 0
    time_s: float = 0.0
    started: bool = True


def _steps(raw: Any) -> tuple[Step, ...]:
    found = []
    for item in raw[-MOST_STEPS:] if isinstance(raw, list) else ():
        line = _line(item.get("line")) if isinstance(item, dict) else None
        if line is not None:
            variables = item.get("locals")
            some = list(variables.items())[:MOST_VARIABLES] if isinstance(variables, dict) else []
            shown = {_text(k, SHORT): _text(v, SHORT) for k, v in some}
            found.append(Step(line, _text(item.get("function", ""), SHORT), shown))
    return tuple(found)


def _line(raw: Any) -> int | None:
    return raw if isinstance(raw, int) and 0 < raw <= MOST_LINES else None


def _raised(raw: Any) -> Raised | None:
    if not isinstance(raw, dict):
        return None
    name, message = _text(raw.get("type", ""), SHORT), _text(raw.get("message", ""), LONGEST_MESSAGE)
    return Raised(name, message, _line(raw.get("line")), _steps(raw.get("frames")))


def _number(raw: Any) -> float:
    """A finite number from 0 to 10^15; anything else counts as 0."""
    plain = isinstance(raw, (int, float)) and not isinstance(raw, bool)
    return float(raw) if plain and 0 <= raw <= 1e15 else 0.0


def _text(raw: Any, most: int = LONGEST_VALUE) -> str:
    """Bounded text that every encoding of an answer can hold: a lone surrogate is written as its escape."""
    return str(raw)[:most].encode("utf-8", "backslashreplace").decode("utf-8")


def exit_code(status: int | None) -> int | None:
    """A shell's view of a process's end: bubblewrap gives 128 + signal where Popen gives -signal."""
    return 128 - status if status is not None and status < 0 else status


def end_of(outcome: Outcome) -> End:
    """How a job ended that was not done."""
    if outcome.end == "timeout" or outcome.end == "output":
        return outcome.end
    return "crashed"


def run_result(outcome: Outcome) -> RunResult:
    """The result of a `run` job."""
    reply = next((r for r in outcome.replies if "exit" in r), {})
    exception = _raised(reply.get("exception"))
    status = reply.get("exit") if reply else exit_code(outcome.status)
    out_of_time = outcome.end == "died" and exit_code(outcome.status) in (128 + signal.SIGXCPU, 128 + signal.SIGKILL)
    end: End
    if outcome.end == "timeout" or out_of_time:
        end = "timeout"
    elif outcome.end == "output":
        end = "output"
    elif outcome.end == "excess":
        end = "crashed"
    elif outcome.end == "died":
        # os._exit(0) is an odd way to finish, but it is finishing; a signal is a crash.
        end = "crashed" if (exit_code(outcome.status) or 0) > 128 else "finished"
    elif exception is not None:
        end = "timeout" if exception.type == "TimeUp" else "exception"
    else:
        end = "finished"
    return RunResult(
        end=end,
        exit_code=status & 0xFF if isinstance(status, int) else None,  # as a shell sees it
        stdout=outcome.stdout.decode("utf-8", "backslashreplace"),
        stderr=outcome.stderr.decode("utf-8", "backslashreplace"),
        exception=exception,
        last_lines=_steps(reply.get("last_lines")),
        time_s=_number(reply.get("time_s")) or outcome.wall_s,
        memory_bytes=int(_number(reply.get("memory_bytes"))),
    )


def call_result(call: str, reply: dict[str, Any]) -> CallResult:
    """The result of one call of a `calls` job."""
    exception = _raised(reply.get("exception"))
    value = reply.get("value")
    end: End = "finished"
    if exception is not None:
        end = "timeout" if exception.type == "TimeUp" else "exception"
    return CallResult(
        call=call,
        end=end,
        value=_text(value) if isinstance(value, str) and exception is None else None,
        printed=_text(reply.get("printed", "")),
        exception=None if end == "timeout" else exception,
        last_lines=_steps(reply.get("last_lines")),
        steps=int(_number(reply.get("steps"))),
        time_s=_number(reply.get("time_s")),
    )
