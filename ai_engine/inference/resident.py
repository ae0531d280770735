"""A process's resident memory."""

import os
import resource
import sys
from pathlib import Path


def resident_bytes(pid: int | None = None) -> int:
    """Resident memory of a process (this one by default) in bytes; 0 when it can't be read.

    Linux tells the present value of any process. Elsewhere only this process's peak is known, through getrusage.
    """
    if sys.platform == "linux":
        try:
            pages = int(Path(f"/proc/{pid or os.getpid()}/statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")
    if pid not in (None, os.getpid()):
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
