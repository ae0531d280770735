"""What tests need to know of processes that aren't their children, and how they wait for a fact."""

import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 180.0
"""How long a test waits for what must come. It only bounds a failure: a slow or busy machine must not cause one."""


def state_of(pid: int) -> str:
    """The letter of /proc's stat: R runs, S sleeps, T stopped, Z ended; "" when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""


def alive(pid: int) -> bool:
    """Whether a process still runs. One that has ended and that nobody collected (as in many containers) doesn't."""
    return state_of(pid) not in ("", "Z", "X")


def children_of(pid: int) -> list[int]:
    """The processes that any thread of a process has started."""
    found: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, file.read_text().split())
        except OSError:  # a thread that ended meanwhile
            continue
    return found


def descendants_of(pid: int) -> list[int]:
    """Its children, their children and so on."""
    children = children_of(pid)
    return children + [one for child in children for one in descendants_of(child)]


def eventually(fact: Callable[[], object], what: str = "", within_s: float = PATIENCE_S) -> None:
    """Wait until `fact()` holds; fail when it never does."""
    end = time.monotonic() + within_s
    while not fact():
        assert time.monotonic() < end, f"it never came true: {what}"
        time.sleep(0.02)
