"""What programs share with everyone on the machine: signals, message queues, memory segments, threads, disk, time."""

import ctypes
import os
import subprocess
from collections.abc import Iterator

import pytest

from ai_engine.sandbox import Limits
from ai_engine.sandbox.process import SandboxProcess
from tests.processes import alive, descendants_of, eventually, state_of
from tests.sandbox.conftest import Cell
from tests.sandbox.test_attacks import denied
from tests.sandbox.test_more_attacks import LIBC, refused

IPC_CREAT_FOR_ALL, IPC_RMID = 0o1666, 0


@pytest.fixture
def neighbour(cell: Cell) -> Iterator[int]:
    """A process of the same user as the program's, which may be signalled as far as users go."""
    with subprocess.Popen(["sleep", "600"], user=cell.isolation.uid) as process:
        yield process.pid
        process.kill()


@pytest.mark.parametrize("own", ["fcntl.fcntl(r, 8, {pid})", "fcntl.fcntl(r, 15, struct.pack('ii', 1, {pid}))"])
def test_a_ready_file_signals_nobody_else(cell: Cell, neighbour: int, own: str) -> None:
    """The owner of a pipe's signals, and the signal, can't be set: it would be a kill by another name."""
    code = f"import fcntl, os, struct\nr, w = os.pipe()\n{own.format(pid=neighbour)}\nfcntl.fcntl(r, 10, 9)\n"
    code += "fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC)\nos.write(w, b'x')"

    assert denied(cell, code) in ("PermissionError", "ProcessLookupError")
    assert alive(neighbour)


@pytest.mark.parametrize("command", [10, 1024, 1026])
def test_signals_by_files_leases_and_notices_are_refused(cell: Cell, command: int) -> None:
    """F_SETSIG, F_SETLEASE, F_NOTIFY."""
    assert denied(cell, f"import fcntl\nfcntl.fcntl(open('f', 'w'), {command}, 0)") == "PermissionError"


@pytest.mark.parametrize("request_code", [0x5412, 0x541C, 0x8901])
def test_typing_into_a_terminal_is_refused(cell: Cell, request_code: int) -> None:
    """TIOCSTI, TIOCLINUX and the owner of a device's signals, on whatever is open."""
    code = f"import fcntl\nfor n in (0, 1, 2):\n  fcntl.ioctl(n, {request_code}, b'x')"

    assert denied(cell, code) == "PermissionError"


def test_segments_of_shared_memory_are_out_of_reach(cell: Cell) -> None:
    """One that every user may read can be neither attached nor removed, its number known."""
    libc = ctypes.CDLL(None, use_errno=True)
    segment = libc.shmget(0, 4096, IPC_CREAT_FOR_ALL)
    try:
        attached = cell.run(LIBC + f"libc.shmat.restype = ctypes.c_ssize_t\nprint(libc.shmat({segment}, None, 0))")
        refused(cell, f"shmctl({segment}, {IPC_RMID}, None)")

        assert attached.stdout == "-1\n"
    finally:
        assert libc.shmctl(segment, IPC_RMID, None) == 0


def test_message_queues_and_semaphores_are_out_of_reach(cell: Cell) -> None:
    """Those of others are neither read nor removed."""
    libc = ctypes.CDLL(None, use_errno=True)
    queue, semaphores = libc.msgget(0, IPC_CREAT_FOR_ALL), libc.semget(0, 1, IPC_CREAT_FOR_ALL)
    try:
        refused(cell, f"msgctl({queue}, {IPC_RMID}, None)")
        refused(cell, f"msgrcv({queue}, ctypes.create_string_buffer(99), 80, 0, 0o4000)")
        refused(cell, f"semctl({semaphores}, 0, {IPC_RMID}, None)")
    finally:
        assert libc.msgctl(queue, IPC_RMID, None) == 0
        assert libc.semctl(semaphores, 0, IPC_RMID, None) == 0


@pytest.mark.parametrize(
    ("name", "number"), [("sync", 162), ("syncfs", 306), ("mq_unlink", 241), ("shmat", 30), ("semtimedop", 220)]
)
def test_calls_that_reach_all_are_refused(cell: Cell, name: str, number: int) -> None:
    """Flushing everybody's disks, removing a queue by name."""
    if os.uname().machine != "x86_64":
        pytest.skip("the numbers in this test are x86-64's")

    assert refused(cell, f"syscall({number}, 0, 0, 0, 0, 0)").stdout.split() == ["-1", "1"], name


@pytest.mark.parametrize("number", [449, 452, 457, 458, 463, 467, 469, 600])
def test_calls_younger_than_the_filter_do_not_exist(cell: Cell, number: int) -> None:
    """What a later kernel brings (mounts listed, attributes set by name) is answered as an old kernel does."""
    assert refused(cell, f"syscall({number}, 0, 0, 0, 0, 0)").stdout.split() == ["-1", "38"]


def test_a_program_has_none_of_roots_powers(cell: Cell) -> None:
    """No capability is left, also where the server runs as root; nor the mark that makes a file undeletable."""
    code = LIBC + "d = (ctypes.c_uint32 * 6)()\nh = (ctypes.c_uint32 * 2)(0x20080522, 0)\n"
    result = cell.run(code + "print(libc.capget(h, d), list(d))")

    assert result.stdout == "0 [0, 0, 0, 0, 0, 0]\n"
    assert denied(cell, "import fcntl, struct\nfcntl.ioctl(open('i', 'w'), 0x40086602, struct.pack('l', 16))") in (
        "PermissionError", "OSError",
    )  # fmt: skip


def test_timers_are_few(cell: Cell) -> None:
    """Queued signals and timers take the kernel's memory: dozens, not a hundred thousand."""
    if os.uname().machine != "x86_64":
        pytest.skip("the number in this test is x86-64's")
    code = LIBC + "t, n = ctypes.c_int(), 0\nwhile n < 999 and libc.syscall(222, 0, 0, ctypes.byref(t)) == 0: n += 1\n"

    assert int(cell.run(code + "print(n)").stdout) <= 64


# Threads by bare system call, all on one stack, each waiting for a signal: no memory bounds them.
THREADS = """
import ctypes, mmap, struct, time
page, stack = mmap.mmap(-1, 4096, prot=7), mmap.mmap(-1, 65536)
top = ctypes.addressof(ctypes.c_char.from_buffer(stack)) + 60000
start = b'\\xb8' + struct.pack('<I', 56) + b'\\xbf' + struct.pack('<I', 0x10F00)  # clone(VM|FS|FILES|SIGHAND|THREAD,
start += b'\\x48\\xbe' + struct.pack('<Q', top)                                   # stack)
start += b'\\x31\\xd2\\x4d\\x31\\xd2\\x4d\\x31\\xc0\\x0f\\x05\\x85\\xc0\\x74\\x01\\xc3'
page.write(start + b'\\xb8' + struct.pack('<I', 34) + b'\\x0f\\x05\\xeb\\xf7')     # the new one: pause() for ever
clone = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
made = 0
while made < 30000 and clone() > 0: made += 1
print('MADE', made, flush=True)
time.sleep(60)
"""


def test_threads_are_bounded_in_number_too(cell: Cell) -> None:
    """Thousands that take no memory would use up the machine's process ids: their program is ended, or gets no more."""
    if os.uname().machine != "x86_64":
        pytest.skip("the bytes in this test are x86-64's")

    result = cell.run(THREADS, wall_s=10)
    made = int(result.stdout.split()[1]) if result.stdout else 0

    assert result.end in ("crashed", "timeout")
    assert result.end == "crashed" or made <= Limits().threads
    assert made < 20_000


def test_a_few_dozen_threads_are_fine(cell: Cell) -> None:
    """What a course does with threads goes on working."""
    code = "import threading, time\nthreading.stack_size(2**18)\n"
    code += "many = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(40)]\n"
    code += "for t in many: t.start()\nfor t in many: t.join()\nprint('all', len(many))"

    assert cell.run(code).stdout == "all 40\n"


@pytest.mark.parametrize(
    "make",
    ["open(f'{n}', 'w').close()", "os.mkdir(f'{n}')", "os.symlink('x', f'{n}')", "os.link('first', f'{n}')",
     "os.mkdir('d'), os.chdir('d')"],
)  # fmt: skip
def test_names_are_bounded_in_number(cell: Cell, make: str) -> None:
    """Files, folders, links, or folders within folders: thousands of them end their program."""
    code = f"import os\nopen('first', 'w').close()\nn = 0\nwhile True:\n  {make}\n  n += 1"

    assert cell.run(code, wall_s=20).end == "crashed"


def test_files_together_are_bounded_in_size(cell: Cell) -> None:
    """Many files, each within the limit of one: no more space, or the end of the program."""
    code = "import time\nfor n in range(200):\n  with open(f'f{n}', 'wb') as f: f.write(b'x' * 4_000_000)\n"
    code += "  time.sleep(0.01)"

    result = cell.run(code, wall_s=20)

    assert result.end == "crashed" or (result.exception is not None and result.exception.type == "OSError")


def test_a_folder_shut_to_its_owner_hides_nothing(cell: Cell) -> None:
    """Files in a folder that can't be listed count as well, or the folder alone ends the program."""
    code = "import os\nos.mkdir('d', 0o300)\nn = 0\nwhile True:\n  open(f'd/{n}', 'w').close()\n  n += 1"

    assert cell.run(code, wall_s=20).end == "crashed"


def test_between_two_jobs_nothing_runs(cell: Cell) -> None:
    """A thread that a program leaves behind stands still while nobody watches it."""
    code = "import threading\ndef spin():\n  while True: pass\ndef f():\n"
    code += "  threading.Thread(target=spin, daemon=True).start()\n  return 1\n"
    process = SandboxProcess(cell.isolation, Limits())
    job = {"kind": "calls", "code": code, "calls": ["f()"], "call_s": 1}
    try:
        first = process.ask(job, 60)
        eventually(lambda: "T" in map(state_of, (process.pid, *descendants_of(process.pid))), "it is stopped")
        second = process.ask(job | {"calls": ["f() + 1"]}, 60)
    finally:
        process.kill()

    assert [reply["value"] for reply in (*first.replies, *second.replies) if "call" in reply] == ["1", "2"]
