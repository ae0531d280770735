"""Has the client left? Asked between two pieces of work of a request that takes long."""

import socket
from collections.abc import Callable
from typing import Any


def watcher(environ: dict[str, Any]) -> Callable[[], bool]:
    """A function that tells whether the request's client has closed its connection.

    It peeks at the socket that gunicorn puts into the environment; under another server it always answers False.
    A client that only closes its sending half looks the same as one that left, and is treated so.
    """
    connection = environ.get("gunicorn.socket")
    if not isinstance(connection, socket.socket):
        return lambda: False

    def has_left() -> bool:
        try:
            return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    return has_left
