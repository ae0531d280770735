"""A child process that ends when its parent does, however that died."""

import ctypes
import os
import select
import signal
import socket
import sys
import threading

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY_MS = 500


def die_with_parent(parent: int, connection: socket.socket) -> None:
    """End this process when `parent` (its process id) has ended or has closed the other end of `connection`.

    On Linux the kernel's signal does it at once, even during a long step. It is tied to the parent's thread that
    started this process, so that thread has to live as long as the parent means to keep its child. Elsewhere, and as
    the second belt, a watcher thread looks at the socket and at the parent's id twice a second.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)  # it died before the signal was asked for
    threading.Thread(target=_watch, args=(parent, connection), name="parent watcher", daemon=True).start()


def _watch(parent: int, connection: socket.socket) -> None:
    hung_up = select.POLLHUP | select.POLLERR | select.POLLNVAL
    poll = select.poll()
    poll.register(connection, getattr(select, "POLLRDHUP", 0))
    while os.getppid() == parent:
        if any(happened & (hung_up | getattr(select, "POLLRDHUP", 0)) for _, happened in poll.poll(_LOOK_EVERY_MS)):
            break
    os._exit(0)
