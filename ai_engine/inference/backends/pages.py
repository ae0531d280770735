"""Giving memory back that holds nothing new: pages of a mapped file."""

import ctypes
import sys
from pathlib import Path

_MADV_PAGEOUT = 21
"""Linux 5.4 and newer, madvise(2): the pages leave this process and are read again from the file if ever needed."""


def release_mapped_file(path: Path) -> None:
    """Drop a mapped file's pages from this process's resident memory. Elsewhere than on Linux it does nothing.

    OpenVINO keeps the weights file mapped after it has rearranged the weights in memory of its own: 0.6 GB of 1.4 GB.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    name = str(path.resolve())
    for line in Path("/proc/self/maps").read_text().splitlines():
        if line.endswith(name):
            start, end = (int(part, 16) for part in line.split(maxsplit=1)[0].split("-"))
            library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _MADV_PAGEOUT)
