"""What a run tells, and how runs share the machine."""

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ai_engine.errors import Unavailable
from ai_engine.sandbox import Level, Limits, Sandbox
from ai_engine.sandbox import level as levels
from tests.conftest import debian
from tests.processes import PATIENCE_S, eventually
from tests.sandbox.conftest import Cell


@pytest.fixture
def sandbox(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """The room's front door, held to one level."""
    monkeypatch.setattr("ai_engine.sandbox.detect", lambda: Level(cell.isolation.kind, cell.isolation, ""))
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()


def test_a_program_reads_prints_and_exits(sandbox: Sandbox) -> None:
    """Typed input, output, error stream, exit status and files work as at a prompt."""
    code = "import sys\nname = input('Name? ')\nprint('Hi', name, open('a.txt').read())\n"
    code += "print('e', file=sys.stderr)\nsys.exit(3)"

    result = sandbox.run(code, stdin="Ada\n", files={"a.txt": "données"})

    assert (result.end, result.exit_code) == ("finished", 3)
    assert result.stdout == "Name? Hi Ada données\n"
    assert result.stderr == "e\n"
    # Where the process was started by a larger one its own peak isn't known: then it is 0.
    assert result.memory_bytes == 0 or 2**20 < result.memory_bytes < 64 * 2**20


def test_an_exception_comes_with_line_and_values(sandbox: Sandbox) -> None:
    """Type, message, the learner's own line, and the variables of each frame."""
    result = sandbox.run("def mean(xs):\n    total = sum(xs)\n    return total / len(xs)\n\nmean([])")

    assert result.end == "exception"
    assert result.exception is not None
    assert (result.exception.type, result.exception.line) == ("ZeroDivisionError", 3)
    assert [f.line for f in result.exception.frames] == [5, 3]
    assert result.exception.frames[-1].variables == {"xs": "[]", "total": "0"}


def test_a_trace_shows_the_last_lines_of_a_program_that_never_ends(sandbox: Sandbox) -> None:
    """The lines of the loop, with the values at that moment."""
    result = sandbox.trace("n = 10\nwhile n > 0:\n    m = n\n", wall_s=1)

    assert result.end == "timeout"
    assert {step.line for step in result.last_lines} == {2, 3}
    assert result.last_lines[-1].variables["n"] == "10"


def test_calls_are_independent_and_each_is_answered(sandbox: Sandbox) -> None:
    """A call that hangs, dies, or can't be interrupted costs only itself; globals start afresh for each."""
    code = (
        "seen = []\n"
        "def f(n):\n"
        "    seen.append(n)\n"
        "    if n == 2:\n        while True: pass\n"
        "    if n == 3:\n        import os; os._exit(1)\n"
        "    if n == 4:\n        return 10 ** 10 ** 9\n"
        "    if n == 5:\n        raise KeyError('k')\n"
        "    print('n is', n)\n"
        "    return seen\n"
    )

    results = sandbox.evaluate(code, [f"f({n})" for n in range(1, 7)], call_s=0.3, wall_s=20)

    assert [r.end for r in results] == ["finished", "timeout", "crashed", "timeout", "exception", "finished"]
    assert [r.value for r in results] == ["[1]", None, None, None, None, "[6]"]
    assert results[-1].printed == "n is 6\n"
    assert results[4].exception is not None
    assert results[4].exception.line == 11


def test_a_program_that_does_not_parse_is_an_exception_with_its_line(sandbox: Sandbox) -> None:
    """A syntax error is reported like any other."""
    result = sandbox.run("x = 1\ny = (\n")

    assert result.exception is not None
    assert (result.exception.type, result.exception.line) == ("SyntaxError", 2)


def test_runs_start_in_order_of_arrival_and_all_end(sandbox: Sandbox) -> None:
    """Sixteen that come while the only slot is taken: each gets its turn."""
    single = Sandbox(Limits(wall_s=60), slots=1)
    ended: list[int] = []

    def work(number: int) -> None:
        with single.session(PATIENCE_S) as session:
            outcome = session.ask({"kind": "run", "code": "print(1)"}, 60)
            assert outcome.end == "done"
            ended.append(number)

    with ThreadPoolExecutor(16) as pool:
        with single.session() as holder:
            assert holder.ask({"kind": "run", "code": "print(1)"}, 60).end == "done"
            assert single._pool is not None
            line = single._pool._line
            working = []
            for number in range(16):
                working.append(pool.submit(work, number))
                eventually(lambda number=number: len(line) > number, "it stands in line")
        for one in working:
            one.result()
    single.close()

    assert ended == list(range(16))


@pytest.mark.slow
def test_nothing_is_left_after_a_thousand_runs(sandbox: Sandbox) -> None:
    """No process and no open descriptor more than before."""
    sandbox.run("pass")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(1000):
        sandbox.run("pass")
    sandbox.close()

    assert len(os.listdir("/proc/self/fd")) <= before + 2
    debian("procps", "ps")
    listing = subprocess.run(["ps", "-o", "args", "--ppid", str(os.getpid())], capture_output=True, text=True).stdout
    assert "runner.py" not in listing


def test_one_owner_takes_one_process_for_all_its_jobs(sandbox: Sandbox) -> None:
    """Each job still starts afresh: what a program does to its interpreter is gone for the next."""
    job = {"kind": "run", "code": "import builtins\nbuiltins.len = None", "stdin": "", "files": {}}
    with sandbox.held() as held:
        with held.session() as first:
            outcome = first.ask(job, 5)
        with held.session() as second:
            values = second.evaluate("def f(x):\n    return len(x)\n", ["f([1, 2])"], call_s=1, wall_s=5)

    assert first is second and outcome.end == "done"
    assert [result.value for result in values] == ["2"]


def test_without_isolation_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither level works, a run is refused with a sentence, and the advice says what to install."""
    monkeypatch.setattr(levels, "works", lambda isolation: False)
    levels.detect.cache_clear()
    try:
        level = levels.detect()
        monkeypatch.setattr("ai_engine.sandbox.detect", lambda: level)

        assert level.name == "none"
        assert "bubblewrap" in level.advice
        with pytest.raises(Unavailable, match="runs none"):
            Sandbox().run("print(1)")
    finally:
        levels.detect.cache_clear()
