"""Giving memory back that holds nothing new: pages of a mapped file."""

import ctypes
import sys
from pathlib import Path

_MADV_DONTNEED = 4
"""madvise(2): the pages leave this process; in a read-only mapping they come back from the page cache when needed."""


def release_mapped_file(path: Path) -> None:
    """Drop a mapped file's pages from this process's resident memory. Elsewhere than on Linux it does nothing.

    OpenVINO keeps the weights file mapped after it has rearranged the weights in memory of its own: 0.6 GB of 1.4 GB.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    name = str(path.resolve())
    for line in Path("/proc/self/maps").read_text().splitlines():
        if line.endswith(name) and line.split(maxsplit=2)[1].startswith("r-"):  # never one that was written to
            start, end = (int(part, 16) for part in line.split(maxsplit=1)[0].split("-"))
            library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _MADV_DONTNEED)
