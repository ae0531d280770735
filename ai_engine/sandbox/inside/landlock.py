"""Landlock: this process may read the interpreter's folders, write its own tmp, and see no other file.

Source: Linux's landlock(7); numbers from <linux/landlock.h>, version 1 upwards.
"""

import ctypes
import os
import struct

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on x86_64 and aarch64
_VERSION_FLAG, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_VERSION_1 = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_NET = 0b11  # bind and connect over TCP, from version 4
_SCOPED = 0b11  # abstract Unix sockets and signals stay within, from version 6
PR_SET_NO_NEW_PRIVS = 38


def _syscall(number: int, *arguments: int) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result: int = libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) for a in arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def version() -> int:
    """The kernel's Landlock version; 0 where there is none."""
    try:
        return _syscall(_CREATE_RULESET, 0, 0, _VERSION_FLAG)
    except OSError:
        return 0


def restrict(readable: list[str], writable: list[str]) -> None:
    """Shut everything but these trees for this process, for ever. Raises OSError where the kernel can't."""
    kernel = version()
    handled = _VERSION_1 | (_REFER if kernel >= 2 else 0) | (_TRUNCATE if kernel >= 3 else 0)
    handled |= _IOCTL_DEV if kernel >= 5 else 0
    words = [handled, *([_NET] if kernel >= 4 else []), *([_SCOPED] if kernel >= 6 else [])]
    attributes = struct.pack(f"{len(words)}Q", *words)
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    ruleset = _syscall(_CREATE_RULESET, ctypes.addressof(buffer), len(attributes), 0)
    reading = _READ_FILE | _READ_DIR
    for paths, access in ((readable, reading), (writable, handled & ~_EXECUTE & ~_IOCTL_DEV)):
        for path in paths:
            if not os.path.exists(path):
                continue
            folder = os.open(path, os.O_PATH)
            allowed = access if os.path.isdir(path) else access & (_READ_FILE | _WRITE_FILE | _TRUNCATE)
            rule = ctypes.create_string_buffer(struct.pack("=Qi", allowed, folder), 12)
            _syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.addressof(rule), 0)
            os.close(folder)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))
    _syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
