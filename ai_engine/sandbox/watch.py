"""Looks from outside at what no limit of the kernel's bounds everywhere: the number of threads and of files.

The kernel's own limit on processes does not bind root, and its file systems bound no number of files; thirty thousand
threads or a million names would take from the machine what others need.
"""

import contextlib
import os
import signal
from pathlib import Path

from ai_engine.sandbox.folder import Folder
from ai_engine.sandbox.limits import Limits

TICK_S = 0.04  # between two looks: a program can start some hundreds of threads in it


class Watch:
    """Watches over the interpreter in a sandbox, given the process that was started and its private folder, if any."""

    def __init__(self, started: int, folder: Folder | None, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self.pid = _innermost(started)

    def excess(self) -> bool:
        """Whether there are more threads, files or bytes than allowed."""
        return self._threads() > self._limits.threads or self._files_exceed()

    def pause(self) -> None:
        """Stop everything in it: between two jobs nothing is watched, so nothing may run."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def waited_s(self) -> float:
        """Seconds that the interpreter was ready to run while the machine ran others; 0 where that can't be told."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        return 0.0

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.pid, number)

    def _threads(self) -> int:
        with contextlib.suppress(OSError, ValueError, IndexError):
            # The name of a program may hold blanks and brackets; after its end come numbers.
            return int(
                Path(f"/proc/{self.pid}/stat")
                .read_text(encoding="ascii", errors="replace")
                .rpartition(")")[2]
                .split()[17]
            )
        return 0

    def _files_exceed(self) -> bool:
        if self._folder is not None:
            return self._folder.exceeds(self._limits.tmp_bytes, self._limits.files)
        with contextlib.suppress(OSError):
            # A small file system of its own, which counts by itself; its bytes the kernel bounds.
            about = os.statvfs(f"/proc/{self.pid}/root/tmp")
            return about.f_files - about.f_ffree > self._limits.files
        return False


def _innermost(started: int) -> int:
    """The interpreter's process: bubblewrap's two stand before it."""
    pids = [started]
    with contextlib.suppress(OSError, ValueError):
        for pid in pids:
            pids += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())
    return pids[-1]
