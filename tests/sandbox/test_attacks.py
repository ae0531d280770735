"""One attack a test, at both levels: what a hostile program tries, and that it doesn't get it."""

import os
import subprocess
from pathlib import Path

import pytest

from ai_engine.sandbox import Limits
from tests.conftest import debian
from tests.sandbox.conftest import Cell


def denied(cell: Cell, code: str) -> str:
    """Run an attack that must raise, and return the exception's type."""
    result = cell.run(code + "\nprint('GOT THROUGH')")

    assert "GOT THROUGH" not in result.stdout
    assert result.exception is not None, result
    return result.exception.type


def test_the_hosts_files_are_out_of_sight(cell: Cell, tmp_path: Path) -> None:
    """A file that the server can read can't be opened, nor a password file."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the other learner's answer")

    for path in (secret, "/etc/passwd", "/etc/hostname", "/root/.bashrc", __file__):
        assert denied(cell, f"open({str(path)!r}).read()") in ("FileNotFoundError", "PermissionError")


def test_the_hosts_environment_is_out_of_sight(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the server's reaches a program."""
    monkeypatch.setenv("HF_TOKEN", "hf_very_secret")

    result = cell.run("import os\nprint(dict(os.environ))")

    assert "hf_very_secret" not in result.stdout
    assert "HF_TOKEN" not in result.stdout


def test_other_processes_are_out_of_sight(cell: Cell) -> None:
    """/proc shows no process of the host: not its command line, not its environment."""
    code = f"import os\nprint(open('/proc/{os.getpid()}/cmdline').read())"

    assert denied(cell, code) in ("FileNotFoundError", "PermissionError")
    assert denied(cell, "import os\nos.listdir('/proc')") in ("FileNotFoundError", "PermissionError")


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"])
def test_no_socket_of_any_family(cell: Cell, family: str) -> None:
    """A socket can't even be made."""
    code = f"import socket\nfor kind in (1, 2, 3):\n    socket.socket(socket.{family}, kind)"

    assert denied(cell, code) == "PermissionError"


def test_a_fork_bomb_does_not_start(cell: Cell) -> None:
    """The first fork is refused."""
    assert denied(cell, "import os\nwhile True: os.fork()") == "PermissionError"


def test_no_program_can_be_started(cell: Cell) -> None:
    """Neither with subprocess, nor os.system, nor by becoming it."""
    assert denied(cell, "import subprocess\nsubprocess.run(['/usr/bin/id'])") == "PermissionError"
    assert denied(cell, "import os\nos.execv('/usr/bin/id', ['id'])") == "PermissionError"
    result = cell.run("import os\nprint('status', os.system('id'))")
    assert "uid=" not in result.stdout


def test_a_thread_bomb_ends_in_an_error(cell: Cell) -> None:
    """Threads are bounded by the memory."""
    code = "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(9,), daemon=True).start()"

    result = cell.run(code, wall_s=5)

    assert result.end in ("exception", "crashed", "timeout")


def test_a_memory_bomb_ends_in_memory_error(cell: Cell) -> None:
    """Growing without end is stopped at the limit; the machine's memory stays."""
    result = cell.run("x = []\nwhile True: x.append(' ' * 10**6)")

    assert result.exception is not None
    assert result.exception.type == "MemoryError"
    assert result.memory_bytes < 400 * 2**20


def test_a_huge_file_is_refused(cell: Cell) -> None:
    """One file is bounded."""
    assert denied(cell, "f = open('big', 'wb')\nwhile True: f.write(b'x' * 10**6)") == "OSError"


def test_filling_the_disk_ends_at_the_tmp_size(cell: Cell) -> None:
    """All files together are bounded as well: by the file system, or by the one who watches."""
    code = "for n in range(10**4):\n    with open(f'f{n}', 'wb') as f: f.write(b'x' * 10**6)"
    result = cell.run(code)

    full = result.exception is not None and result.exception.type == "OSError"
    assert full if cell.kind == "bubblewrap" else result.end == "crashed"


def test_an_output_flood_is_cut(cell: Cell) -> None:
    """What is kept of the output is bounded, and the program is ended."""
    result = cell.run("while True: print('x' * 1000)")

    assert result.end == "output"
    assert len(result.stdout) <= Limits().output_bytes


def test_an_infinite_loop_is_ended(cell: Cell) -> None:
    """The wall limit holds, also against a program that catches everything."""
    assert cell.run("while True: pass", wall_s=0.5).end == "timeout"
    assert (
        cell.run("while True:\n  try:\n    while True: pass\n  except BaseException: pass", wall_s=0.5).end == "timeout"
    )


def test_processor_time_is_bounded(cell: Cell) -> None:
    """A program that burns its processor seconds ends before the wall limit."""
    result = cell.run("while True: pass", wall_s=60, limits=Limits(cpu_s=1))

    assert result.end == "timeout"
    assert result.time_s < 60


def test_ignoring_sigterm_does_not_help(cell: Cell) -> None:
    """It is killed with a signal that can't be ignored."""
    code = (
        "import signal\nfor s in range(1, 65):\n"
        "  try: signal.signal(s, signal.SIG_IGN)\n  except (OSError, ValueError): pass\n"
    )

    assert cell.run(code + "while True: pass", wall_s=0.5).end == "timeout"


def test_no_daemon_is_left_behind(cell: Cell) -> None:
    """A detached child can't be made, and nothing of the run lives on."""
    debian("procps", "ps")
    marker = f"left-behind-{os.getpid()}"
    cell.run(
        f"import os, time\ntry:\n  os.setsid()\nexcept OSError: pass\nname = {marker!r}\nos.fork()\ntime.sleep(60)"
    )

    assert marker not in subprocess.run(["ps", "axww"], capture_output=True, text=True).stdout


def test_debugging_others_is_refused(cell: Cell) -> None:
    """ptrace gives EPERM."""
    code = (
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nprint(libc.ptrace(16, 1, 0, 0), ctypes.get_errno())"
    )

    result = cell.run(code)

    assert result.stdout.split() == ["-1", "1"]


def test_writing_outside_is_refused(cell: Cell) -> None:
    """Only the private tmp can be written; not the root, not the interpreter's libraries, not the runner."""
    for path in ("/x", "/usr/x", "/usr/lib/x", "/runner/x", "/dev/x", os.__file__, "/var/tmp/x", "/dev/shm/x"):
        assert denied(cell, f"open({path!r}, 'a').write('x')") in ("OSError", "PermissionError", "FileNotFoundError")


def test_symlinks_lead_nowhere(cell: Cell, tmp_path: Path) -> None:
    """A link to a host's file, made inside, opens nothing; nor does a path that climbs."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")

    assert denied(cell, f"import os\nos.symlink({str(secret)!r}, 'l')\nopen('l').read()") in (
        "FileNotFoundError",
        "PermissionError",
    )
    assert denied(cell, "open('../' * 20 + 'etc/passwd').read()") in ("FileNotFoundError", "PermissionError")


@pytest.mark.parametrize(
    ("name", "number"),
    [("socket", 41), ("unshare", 272), ("mount", 165), ("keyctl", 250), ("bpf", 321), ("io_uring_setup", 425),
     ("perf_event_open", 298), ("setns", 308), ("pidfd_open", 434), ("process_vm_readv", 310), ("memfd_create", 319)],
)  # fmt: skip
def test_raw_system_calls_through_ctypes_are_refused(cell: Cell, name: str, number: int) -> None:
    """Going around Python meets the same filter."""
    if os.uname().machine != "x86_64":
        pytest.skip("the numbers in this test are x86-64's")
    start = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
    code = start + f"print(libc.syscall({number}, 1, 1, 0, 0, 0), ctypes.get_errno())"

    result = cell.run(code)

    assert result.stdout.split() == ["-1", "1"], name


def test_a_new_process_by_raw_clone_is_refused(cell: Cell) -> None:
    """clone without a thread's flag gives EPERM, clone3 does not exist, the second table of x86-64 kills."""
    if os.uname().machine != "x86_64":
        pytest.skip("the numbers in this test are x86-64's")
    start = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"

    assert cell.run(start + "print(libc.syscall(56, 17, 0, 0, 0, 0), ctypes.get_errno())").stdout.split() == ["-1", "1"]
    assert cell.run(start + "print(libc.syscall(435, 0, 0), ctypes.get_errno())").stdout.split() == ["-1", "38"]
    assert cell.run(start + "libc.syscall(0x40000000 + 39)\nprint('alive')").stdout == ""


def test_killing_the_parent_is_refused(cell: Cell) -> None:
    """No signal to anybody else: not the parent, not process 1, not everybody."""
    for target in ("os.getppid()", "1", "-1", str(os.getpid())):
        kinds = ("PermissionError", "ProcessLookupError")
        if target == "1" and cell.kind == "bubblewrap":
            continue  # inside its own namespace the program's init is its own: the next test
        assert denied(cell, f"import os\nos.kill({target}, 9)") in kinds


def test_limits_cannot_be_raised(cell: Cell) -> None:
    """setrlimit is refused."""
    code = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))"

    assert denied(cell, code) in ("PermissionError", "ValueError")


def test_deep_recursion_ends_the_program_alone(cell: Cell) -> None:
    """With the limit as it is, RecursionError; with it lifted, at worst the process dies, and that is reported."""
    assert denied(cell, "def f(): f()\nf()") == "RecursionError"
    lifted = cell.run("import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()")
    assert lifted.end in ("crashed", "timeout", "exception")


def test_enormous_integers_are_ended(cell: Cell) -> None:
    """A computation inside C that no signal handler can stop is killed from outside."""
    assert cell.run("x = 10 ** 10 ** 10", wall_s=0.7).end in ("timeout", "exception")
    assert denied(cell, "print(10 ** 10000)") == "ValueError"


def test_odd_encodings_do_not_break_the_report(cell: Cell) -> None:
    """Lone surrogates, NUL, broken bytes, and an exception that can't be shown."""
    raised = cell.run("raise ValueError('\\ud800\\x00\\uffff')")
    assert raised.exception is not None
    assert raised.exception.type == "ValueError"
    assert cell.run("import os\nos.write(1, b'\\xff\\xfe\\x00')").stdout == "\\xff\\xfe\x00"
    awkward = "class E(Exception):\n    def __str__(self): raise KeyError\nraise E"
    assert denied(cell, awkward) == "E"


def test_values_that_break_repr_do_not_break_the_report(cell: Cell) -> None:
    """A local whose __repr__ raises is named as such."""
    code = "class Bad:\n    def __repr__(self): raise OSError\ndef f():\n    b = Bad()\n    1 / 0\nf()"

    result = cell.run(code)

    assert result.exception is not None
    assert result.exception.frames[-1].variables["b"].startswith("<Bad:")


def test_a_forged_report_harms_only_its_author(cell: Cell) -> None:
    """Garbage on every descriptor ends in a result, not in an exception of ours."""
    garbage = '{"exit": [}\n[1]\n"x"\n{"exit": {}}\n'
    code = f"import os\nfor n in range(3, 60):\n  try: os.write(n, {garbage!r}.encode())\n  except OSError: pass"

    assert cell.run(code).end in ("finished", "crashed", "exception")


def test_no_state_leaks_between_programs(cell: Cell) -> None:
    """What one program wrote or patched, the next doesn't see."""
    cell.run("import builtins\nbuiltins.len = lambda x: 42\nopen('mine.txt', 'w').write('me')")

    result = cell.run("import os\nprint(len('abc'), os.path.exists('mine.txt'))")

    assert result.stdout.split() == ["3", "False"]
