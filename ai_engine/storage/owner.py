"""Names the process that holds a mark in the database, and tells whether that process is gone."""

import os
import socket
from functools import cache
from pathlib import Path


@cache
def _place() -> str:
    """The machine since its last boot, and the process namespace within it: where process ids mean the same thing."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        namespace = os.readlink("/proc/self/ns/pid")
    except OSError:
        return socket.gethostname()
    return f"{boot} {namespace}"


def _started(pid: int) -> str:
    """When a process started, in the kernel's ticks since boot, so that a reused id is noticed; "" where unknown."""
    try:
        # The program's name stands in brackets and may hold spaces: the 20 fields wanted are counted after it.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def this_process() -> str:
    """The name of this process: place, id, start."""
    pid = os.getpid()
    return f"{_place()}|{pid}|{_started(pid)}"


def is_gone(owner: str) -> bool:
    """Whether the named process certainly runs no more. One on another machine is never certain."""
    place, _, rest = owner.partition("|")
    pid, _, started = rest.partition("|")
    if place != _place() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return bool(started) and _started(int(pid)) != started
