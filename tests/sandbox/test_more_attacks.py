"""Further attacks, one a test, at both levels: on descriptors, on the runner itself, on time, through the kernel."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ai_engine.sandbox import Limits, RunResult
from ai_engine.sandbox.process import SandboxProcess
from tests.processes import alive, descendants_of, eventually, state_of
from tests.sandbox.conftest import Cell
from tests.sandbox.test_attacks import denied

LIBC = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
ROOT = Path(__file__).parents[2]
UNREACHABLE = ("FileNotFoundError", "PermissionError", "OSError")


def refused(cell: Cell, call: str) -> RunResult:
    """Make a system call through ctypes, and see that it gave -1."""
    result = cell.run(LIBC + f"print(libc.{call}, ctypes.get_errno())")

    assert result.stdout.startswith("-1 ") or result.stdout == "", result
    return result


def test_no_memory_file_of_a_process_can_be_opened(cell: Cell) -> None:
    """/proc/self/mem, another's maps, and the kernel's own memory are not there."""
    for path in ("/proc/self/mem", "/proc/1/maps", f"/proc/{os.getpid()}/mem", "/dev/mem", "/proc/kcore"):
        assert denied(cell, f"open({path!r}, 'rb').read(1)") in UNREACHABLE


def test_no_terminal_can_be_reached(cell: Cell) -> None:
    """Neither the controlling terminal nor any console opens: nothing can be typed into a shell of the host's."""
    for path in ("/dev/tty", "/dev/console", "/dev/ptmx", "/dev/pts/0"):
        assert denied(cell, f"open({path!r}, 'r+')") in UNREACHABLE


def test_nothing_is_inherited_but_the_three_streams_and_the_report(cell: Cell, tmp_path: Path) -> None:
    """No descriptor of the server's is open inside: the null device on 0, two streams, the report, the commands."""
    with open(tmp_path / "secret", "w+") as secret:
        os.set_inheritable(secret.fileno(), True)
        code = (
            "import os, stat\nfor n in range(1024):\n  try: mode = os.fstat(n).st_mode\n  except OSError: continue\n"
            "  print(n, stat.S_ISFIFO(mode), stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISSOCK(mode))\n"
        )
        rows = [line.split() for line in cell.run(code).stdout.splitlines()]

    assert len(rows) <= 5
    assert rows[0] == ["0", "False", "False"]
    assert all(row[1:] == ["True", "False"] for row in rows[1:])


def test_reading_the_command_pipe_gives_nothing_of_others(cell: Cell) -> None:
    """Standard input's descriptor is empty; on the commands' own a program can only wait, and is ended."""
    assert cell.run("import os\nprint(os.read(0, 10**6))").stdout == "b''\n"
    code = "import os\nfor n in range(3, 64):\n  try: print('READ', os.read(n, 10**6))\n  except OSError: pass\n"
    assert cell.run(code, wall_s=0.7).end == "timeout"


def test_reading_the_report_pipe_is_refused(cell: Cell) -> None:
    """The report goes one way."""
    code = "import os\nfor n in range(3, 64):\n  try: print('READ', os.read(n, 1))\n  except OSError: pass\n"

    assert "READ" not in cell.run(code, wall_s=2).stdout


def test_stopping_itself_is_ended(cell: Cell) -> None:
    """SIGSTOP, to the whole process, from a thread or not: the wall limit kills a stopped process as well."""
    assert cell.run("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", wall_s=0.7).end == "timeout"


def test_a_stopped_reader_does_not_block_the_next_job(cell: Cell) -> None:
    """A program that stops its process after its answer can cost the next, large job its time, and no more.

    The process is at rest between two jobs anyway and is woken for the next one, so that may also be answered.
    """
    process = SandboxProcess(cell.isolation, Limits())
    code = (  # it stops the process once the runner has answered and reads on: its main thread stands in main() itself
        "import os, signal, sys, threading, time\ndef f():\n"
        "    runner = threading.main_thread().ident\n"
        "    def stop():\n"
        "        while sys._current_frames()[runner].f_code.co_name != 'main': time.sleep(0.01)\n"
        "        os.kill(os.getpid(), signal.SIGSTOP)\n"
        "    threading.Thread(target=stop, daemon=True).start()\n    return 1\n"
    )
    try:
        first = process.ask({"kind": "calls", "code": code, "calls": ["f()"], "call_s": 1}, 60)
        eventually(lambda: "T" in map(state_of, (process.pid, *descendants_of(process.pid))), "it is stopped")
        second = process.ask({"kind": "calls", "code": "#" * 10**6, "calls": ["1"], "call_s": 1}, 1)

        assert first.end == "done"
        if second.end == "done":
            assert second.replies[0]["value"] == "1"
        else:
            assert second.end in ("died", "timeout")
    finally:
        process.kill()


def test_a_new_session_and_double_fork_are_refused(cell: Cell) -> None:
    """The classical daemon does not get past its first step."""
    assert denied(cell, "import os\nos.setsid()") == "PermissionError"
    assert denied(cell, "import os\nos.setpgid(0, 0)") == "PermissionError"
    assert denied(cell, "import os\nif os.fork() == 0:\n  os.setsid()\n  os.fork()") == "PermissionError"


def test_outliving_the_server_cannot_be_arranged(cell: Cell) -> None:
    """prctl can't take back that the process dies with its parent, nor open it to debuggers."""
    refused(cell, "prctl(1, 0, 0, 0, 0)")
    refused(cell, "prctl(4, 1, 0, 0, 0)")


@pytest.mark.parametrize(
    ("name", "number"),
    [("io_uring_enter", 426), ("userfaultfd", 323), ("name_to_handle_at", 303), ("open_by_handle_at", 304),
     ("execveat", 322), ("memfd_secret", 447), ("seccomp", 317), ("personality", 135), ("clock_settime", 227),
     ("settimeofday", 164), ("setpriority", 141), ("sched_setscheduler", 144), ("modify_ldt", 154),
     ("kexec_load", 246), ("fsopen", 430), ("open_tree", 428), ("move_mount", 429), ("shmget", 29),
     ("add_key", 248), ("vmsplice", 278), ("fanotify_init", 300), ("kcmp", 312)],
)  # fmt: skip
def test_rare_system_calls_are_refused(cell: Cell, name: str, number: int) -> None:
    """Doors of the kernel that no program of a course needs are shut."""
    if os.uname().machine != "x86_64":
        pytest.skip("the numbers in this test are x86-64's")

    assert refused(cell, f"syscall({number}, 0, 0, 0, 0, 0)").stdout.split() == ["-1", "1"], name


def test_openat2_reaches_no_more_than_open(cell: Cell) -> None:
    """The newer way to open a file meets the same walls."""
    if os.uname().machine != "x86_64":
        pytest.skip("the numbers in this test are x86-64's")
    code = LIBC + "how = (ctypes.c_uint64 * 3)(0, 0, 0)\nprint(libc.syscall(437, -100, b'/etc/passwd', how, 24))"

    assert cell.run(code).stdout.split() in (["-1"], [])


def test_machine_code_of_its_own_meets_the_same_filter(cell: Cell) -> None:
    """Bytes made executable in memory may run, but a fork out of them is refused or the program dies."""
    if os.uname().machine != "x86_64":
        pytest.skip("the bytes in this test are x86-64's")
    shellcode = "b'\\xb8\\x39\\x00\\x00\\x00\\x0f\\x05\\xc3'"  # mov eax, 57 (fork); syscall; ret
    code = (
        "import ctypes, mmap\npage = mmap.mmap(-1, 4096, prot=7)\n"
        f"page.write({shellcode})\naddress = ctypes.addressof(ctypes.c_char.from_buffer(page))\n"
        "print('gives', ctypes.CFUNCTYPE(ctypes.c_long)(address)())"
    )

    assert cell.run(code).stdout.split() in (["gives", "-1"], [])


def test_the_old_page_of_system_calls_gives_nothing(cell: Cell) -> None:
    """Jumping into vsyscall ends the program or tells the time; the answer comes either way."""
    code = "import ctypes\nctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p)(0xffffffffff600400)(None)"

    assert cell.run(code).end in ("finished", "crashed", "exception")


def test_being_nicer_or_less_nice_is_refused(cell: Cell) -> None:
    """The priority stays."""
    assert denied(cell, "import os\nos.nice(-5)") == "PermissionError"


def test_a_huge_sparse_file_is_refused(cell: Cell) -> None:
    """Neither by truncating nor by seeking."""
    for code in (
        "f = open('s', 'wb')\nf.truncate(10**12)",
        "f = open('s', 'wb')\nf.seek(10**12)\nf.write(b'x')\nf.flush()",
    ):
        result = cell.run(code + "\nprint('GOT THROUGH')")
        assert "GOT THROUGH" not in result.stdout


def test_hard_links_to_the_hosts_files_are_refused(cell: Cell) -> None:
    """No second name for a file outside."""
    for target in ("/etc/passwd", os.__file__):
        assert denied(cell, f"import os\nos.link({target!r}, 'mine')\nopen('mine').read()") in UNREACHABLE


def test_device_nodes_and_pipes_by_name_are_refused(cell: Cell) -> None:
    """mknod and mkfifo give EPERM."""
    assert denied(cell, "import os, stat\nos.mknod('sda', stat.S_IFBLK | 0o600, os.makedev(8, 0))") == "PermissionError"
    assert denied(cell, "import os\nos.mkfifo('pipe')") == "PermissionError"


def test_the_hosts_files_keep_their_mode_owner_times_and_length(cell: Cell, tmp_path: Path) -> None:
    """What changes a file by name without opening it does nothing either."""
    file = tmp_path / "mark.txt"
    file.write_text("12345")
    file.chmod(0o644)
    before = file.stat()
    calls = ("chmod(p, 0o777)", "chown(p, 1, 1)", "utime(p, (1, 1))", "truncate(p, 0)", "setxattr(p, 'user.a', b'1')",
             "rename(p, p + '2')", "unlink(p)", "symlink(p, p + '3')", "mkdir(p + '4')", "rmdir('/tmp')")  # fmt: skip

    for call in calls:
        assert denied(cell, f"import os\np = {str(file)!r}\nos.{call}") in (*UNREACHABLE, "NotADirectoryError"), call
    after = file.stat()
    assert (after.st_mode, after.st_uid, after.st_mtime, after.st_size) == (
        before.st_mode, before.st_uid, before.st_mtime, before.st_size,
    )  # fmt: skip
    assert os.listdir(tmp_path) == ["mark.txt"]


def test_a_race_between_a_link_and_its_target_wins_nothing(cell: Cell, tmp_path: Path) -> None:
    """A name that points now here, now there is looked at when it is opened."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    code = (
        "import os, threading, time\nopen('own', 'w').write('own')\nend = time.time() + 0.7\n"
        "def swap():\n  while time.time() < end:\n"
        f"    for target in ('own', {str(secret)!r}):\n"
        "      try:\n        os.symlink(target, 'new')\n        os.rename('new', 'link')\n      except OSError: pass\n"
        "threading.Thread(target=swap).start()\n"
        "while time.time() < end:\n  try: print(open('link').read())\n  except OSError: pass\n"
    )

    assert "SECRET" not in cell.run(code).stdout


def test_variables_for_the_loader_change_nothing(cell: Cell) -> None:
    """LD_PRELOAD and PYTHONPATH are read at a start, and there is no further start."""
    code = "import os\nos.environ['LD_PRELOAD'] = '/tmp/x.so'\nos.execve('/usr/bin/env', ['env'], dict(os.environ))"

    assert denied(cell, code) in ("PermissionError", "FileNotFoundError")


PATCHES = {
    "json.dumps": "import json\njson.dumps = lambda *a, **k: '{\"exit\": 0}'",
    "os.write": "import os\nos.write = lambda *a: 10**9",
    "builtins.compile": "import builtins\nbuiltins.compile = None\nbuiltins.exec = None\nbuiltins.eval = None",
    "builtins.repr": "import builtins\nbuiltins.repr = lambda x: 'forged'\nbuiltins.str = None\nbuiltins.type = None",
    "sys.modules": "import sys\nsys.modules.clear()",
    "atexit": "import atexit\natexit.register(lambda: [0 for _ in iter(int, 1)])",
    "settrace": "import sys\nsys.settrace(lambda f, e, a: 1 / 0)\nsys.setprofile(lambda *a: 1 / 0)",
    "frames": (
        "import sys\nframe = sys._getframe()\nwhile frame:\n"
        "  frame.f_globals.update(send=None, run=None, main=None, _dumps=None, reply=None)\n  frame = frame.f_back"
    ),
    "gc": "import gc\nfor o in gc.get_objects():\n  if type(o) is dict and 'send' in o: o['send'] = None",
    "del": "class D:\n  def __del__(self):\n    while True: pass\nd = D()\ndel d",
    "streams": "import sys\nsys.stdout.close()\nsys.stderr.close()\nimport os\nos.close(1)\nos.close(2)",
    "all descriptors": "import os\nos.closerange(0, 64)",
    "excepthook": "import sys, threading\nsys.excepthook = sys.unraisablehook = threading.excepthook = None\n1 / 0",
    "recursion limit": "import sys\nsys.setrecursionlimit(5)",
    "switch interval": "import sys\nsys.setswitchinterval(1e9)",
}


@pytest.mark.parametrize("name", PATCHES)
def test_patching_the_runner_harms_only_its_author(cell: Cell, name: str) -> None:
    """Whatever a program does to the interpreter that it shares with its reporter, a result comes back."""
    result = cell.run(PATCHES[name], wall_s=1)

    assert result.end in ("finished", "exception", "crashed", "timeout")
    assert cell.run("print(6 * 7)").stdout == "42\n"


def test_a_forged_number_or_a_deep_report_breaks_nothing_of_ours(cell: Cell) -> None:
    """Infinite numbers, nesting without end and lone surrogates in a forged report end in a plain result."""
    reports = [
        '{"exit": 1e999, "time_s": 1e999, "memory_bytes": 1e999}',
        "[" * 100_000,
        '{"exit": 0, "exception": {"type": "\\\\ud800", "line": true, "frames": [{"line": 1, "locals": {"a": {}}}]}}',
        '{"exit": 0, "memory_bytes": -5, "last_lines": {"line": 1}}',
    ]
    for report in reports:
        code = f"import os\nfor n in range(3, 64):\n  try: os.write(n, b'''{report}\\n''')\n  except OSError: pass"
        result = cell.run(code)

        assert result.end in ("finished", "exception", "crashed", "timeout", "output")
        assert result.memory_bytes >= 0
        str(result).encode("utf-8")


def test_a_flood_of_reports_is_cut(cell: Cell) -> None:
    """Reports are bounded in size and number."""
    code = "import os\nwhile True:\n  for n in range(3, 64):\n"
    code += "    try: os.write(n, b'{}\\n' * 1000)\n    except OSError: pass"

    assert cell.run(code, wall_s=10).end == "output"


def test_threads_that_spin_after_the_end_die_with_the_run(cell: Cell) -> None:
    """The main thread's end is the program's; what still spins is killed."""
    code = "import threading\ndef spin():\n  while True: pass\nfor _ in range(4): threading.Thread(target=spin).start()"
    process = SandboxProcess(cell.isolation, Limits())
    outcome = process.ask({"kind": "run", "code": code}, 2)
    pid = process.pid
    process.kill()

    assert outcome.end in ("done", "timeout")
    assert not alive(pid)


@pytest.mark.parametrize(
    "code",
    [
        "import signal\nsignal.signal(signal.SIGPROF, signal.SIG_IGN)\nwhile True: pass",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
        "import signal\nsignal.setitimer(signal.ITIMER_PROF, 0)\nwhile True: pass",
        "import re\nre.match('(a*)*b', 'a' * 60)",
        "x = 7 ** (7 ** 12)",
        "import time\ntime.sleep(100)",
        "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
    ],
)
def test_the_limit_of_a_call_holds_from_outside(cell: Cell, code: str) -> None:
    """A program that blocks, ignores or sits out the inner timer is ended all the same."""
    body = "\n".join("    " + line for line in code.splitlines())
    process = SandboxProcess(cell.isolation, Limits())
    try:
        job = {"kind": "calls", "code": f"def f():\n{body}\n", "calls": ["f()"], "call_s": 0.2}
        outcome = process.ask(job, 1.5)
    finally:
        process.kill()

    value = next((reply.get("value") for reply in outcome.replies if "call" in reply), None)
    assert value is None


def test_never_ending_representations_are_ended(cell: Cell) -> None:
    """A __repr__ or __str__ that doesn't end, in a value or in an exception, is under the same limits."""
    awkward = "class R:\n  def __repr__(self):\n    while True: pass\n"
    process = SandboxProcess(cell.isolation, Limits())
    try:
        job = {"kind": "calls", "code": awkward + "def f(): return R()", "calls": ["f()"], "call_s": 0.2}
        value = process.ask(job, 2)
    finally:
        process.kill()

    assert all(reply.get("value") is None for reply in value.replies)
    assert cell.run(awkward + "r = R()\n1 / 0", wall_s=1).end == "timeout"
    assert (
        cell.run("class E(Exception):\n  def __str__(self):\n    while True: pass\nraise E", wall_s=1).end == "timeout"
    )


def test_a_decompression_bomb_ends_at_the_memory_limit(cell: Cell) -> None:
    """Hundreds of megabytes out of one are a MemoryError, or take longer than there is."""
    code = "import zlib\nc = zlib.compressobj(1)\n"
    code += "b = b''.join(c.compress(bytes(10**6)) for _ in range(300)) + c.flush()\n"
    result = cell.run(code + "zlib.decompress(b)\nprint('GOT THROUGH')", wall_s=6)

    assert "GOT THROUGH" not in result.stdout
    assert result.end in ("exception", "timeout")
    assert result.memory_bytes < 400 * 2**20


def test_two_levels_of_a_link_farm_lead_nowhere(cell: Cell) -> None:
    """Links to links, and to the process's own entries, open nothing of the host."""
    code = "import os\nos.symlink('/proc/self/root/etc', 'a')\nos.symlink('a/passwd', 'b')\nprint(open('b').read())"

    assert denied(cell, code) in UNREACHABLE


@pytest.mark.parametrize("program", ["import time\ntime.sleep(3_600)", "while True: pass"])
def test_nothing_is_left_when_the_server_is_killed(cell: Cell, program: str) -> None:
    """A server that dies by SIGKILL takes every sandbox with it, also one whose program sleeps or spins."""
    server = (
        "import sys, threading, time\n"
        "from ai_engine.sandbox import Limits\n"
        "from ai_engine.sandbox.process import Isolation, SandboxProcess\n"
        f"process = SandboxProcess(Isolation({cell.kind!r}), Limits(cpu_s=60))\n"
        "process.wait_ready()\n"
        "print(process.pid, flush=True)\n"
        f"code = {program!r}\n"
        "process.ask({'kind': 'run', 'code': code}, 60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", server], stdout=subprocess.PIPE, text=True, cwd=ROOT) as started:
        assert started.stdout is not None
        pid = int(started.stdout.readline())
        time.sleep(0.3)  # for the program to be in the middle of it; nothing fails where it isn't yet
        family = [pid, *descendants_of(pid)]
        started.kill()

    eventually(lambda: not any(alive(one) for one in family), "all have ended")
