"""What a program says about itself is bounded and typed before anyone reads it, and says nothing of the machine."""

import json
import os

import pytest

from ai_engine.sandbox import Level as SandboxLevel
from ai_engine.sandbox import Limits, Sandbox
from ai_engine.sandbox.inside.values import same_value
from ai_engine.sandbox.process import Outcome, SandboxProcess
from ai_engine.sandbox.results import call_result, run_result
from tests.processes import descendants_of, eventually, state_of
from tests.sandbox.conftest import Cell


def test_a_forged_report_is_cut_to_what_an_honest_one_holds() -> None:
    """Texts, lists, numbers of lines and exit codes alike."""
    frames = [{"line": 3, "function": "f" * 10**6, "locals": {f"v{n}": "x" * 10**5 for n in range(200)}}] * 3_000
    exception = {"type": "T" * 10**6, "message": "m" * 10**6, "line": -(10**30), "frames": [*frames, {"line": 10**25}]}
    result = run_result(Outcome([{"exit": 10**40, "exception": exception, "last_lines": frames}]))

    assert result.exception is not None
    assert result.exception.line is None
    assert 0 <= (result.exit_code or 0) <= 255
    assert len(result.exception.type) + len(result.exception.message) < 3_000
    assert max(len(step.variables) for step in result.last_lines) <= 60
    assert len(result.last_lines) <= 1_000
    assert len(call_result("f()", {"call": 0, "value": "[" * 10**7}).value or "") <= 100_000


def test_values_are_compared_in_bounded_time() -> None:
    """A value much longer than the expected one is not even read; a number too large for a float is not near one."""
    assert not same_value("{" + ",".join(str(n * (2**61 - 1)) for n in range(50_000)) + "}", "{1, 2}")
    assert not same_value(str(10**400), "1.5")
    assert not same_value("1.5", str(10**400))
    assert not same_value(f"[{10**400}]", "[0.1]")
    assert same_value("0.30000000000000004", "0.3")
    assert same_value("[True, True]", "[1, 1]")


@pytest.mark.parametrize(
    "code",
    [
        "class E(BaseException):\n  __traceback__ = property(lambda self: 1 / 0)\nraise E",
        "class S(str):\n  def __len__(self): return -1\nclass R:\n  def __repr__(self): return S()\nr = R()\nx",
        "import builtins\nfor n in ('isinstance', 'str', 'len', 'list', 'type'): setattr(builtins, n, None)\nx()",
        "import signal\nsignal.setitimer = None\nraise ValueError('x')",
        "import os\nfor n in range(3, 64):\n  try: os.close(n)\n  except OSError: pass",
    ],
)
def test_no_traceback_of_the_runner_comes_out(cell: Cell, code: str) -> None:
    """Whoever breaks the reporter learns nothing of where it is installed."""
    result = cell.run(code, wall_s=5)

    assert "runner.py" not in result.stdout + result.stderr
    assert result.exit_code != 0


def test_an_exception_that_cannot_be_described_is_named(cell: Cell) -> None:
    """Its type at least."""
    result = cell.run("class Odd(BaseException):\n  __traceback__ = property(lambda self: 1 / 0)\nraise Odd")

    assert result.exception is not None
    assert result.exception.type == "Odd"


def test_the_reporters_own_clock_and_parts_may_be_patched(cell: Cell) -> None:
    """A report about honest code that replaces what reports are made with still ends in a result."""
    for patch in ("time.perf_counter = None", "resource.getrusage = None", "json.encoder = None", "io.StringIO = None"):
        result = cell.run(f"import io, json, resource, time\n{patch}\nprint('on')", wall_s=5)

        assert result.stdout == "on\n", patch


def test_a_report_for_another_job_counts_for_nothing(cell: Cell) -> None:
    """Replies written ahead harm their author's own next value at most, and only within the same session."""
    forged = json.dumps({"call": 0, "value": "'forged'"})
    code = f"import os\ndef f():\n  for n in range(3, 64):\n    try: os.write(n, b'''{forged}\\n''')\n"
    code += "    except OSError: pass\n  return 1\n"
    process = SandboxProcess(cell.isolation, Limits())
    try:
        process.ask({"kind": "calls", "code": code, "calls": ["f()"], "call_s": 1}, 60)
    finally:
        process.kill()
    again = SandboxProcess(cell.isolation, Limits())
    try:
        clean = again.ask({"kind": "calls", "code": "def f(): return 2", "calls": ["f()"], "call_s": 1}, 60)
    finally:
        again.kill()

    assert [reply["value"] for reply in clean.replies if "call" in reply] == ["2"]


def test_a_waiting_process_that_was_killed_costs_no_run(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that the machine ended, short of memory, is left out; the run gets a living one."""
    monkeypatch.setattr("ai_engine.sandbox.detect", lambda: SandboxLevel(cell.isolation.kind, cell.isolation, ""))
    sandbox = Sandbox()
    sandbox.run("pass")
    pool = sandbox._pool
    assert pool is not None
    eventually(lambda: len(pool._ready) == 2, "two wait")
    for process in list(pool._ready):
        for pid in (process.pid, *descendants_of(process.pid)):
            os.kill(pid, 9)
        eventually(lambda process=process: state_of(process.pid) in ("", "Z"), "it has ended")
    result = sandbox.run("print('alive')")
    sandbox.close()

    assert result.stdout == "alive\n"
