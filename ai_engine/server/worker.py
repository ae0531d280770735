"""gunicorn's threaded worker with this server's habits: JSON for its own error pages, draining, a bounded end."""

import contextlib
import errno
import json
import os
import selectors
import socket
import struct
import threading
import time
from functools import partial
from types import FrameType
from typing import Any

import structlog
from gunicorn.http import errors as http_errors
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import TConn, ThreadWorker

from ai_engine.server.errors import malformed_object
from ai_engine.server.request_context import sound_request_id
from ai_engine.server.services import Services

log = structlog.get_logger()

# A client that sends or takes nothing for this long in mid-request loses its connection, and gives its thread back.
_STALLED_S = 30
# Headers fit into a few packets: a client that takes longer over them is broken, or means harm.
_HEADERS_S = 15.0
# How long, and how much, a body that was refused is still taken in.
_LINGER_S = 3.0
_LINGER_BYTES = 64_000_000
_STATUSES = {
    http_errors.LimitRequestLine: (414, "URI Too Long"),
    http_errors.LimitRequestHeaders: (431, "Request Header Fields Too Large"),
    http_errors.ExpectationFailed: (417, "Expectation Failed"),
}


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """One process, a thread a request. `self.app.services` is what its application made after the fork."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._draining = False
        self._quitting = False
        self._reading: dict[Any, float] = {}

    def accept(self, listener: socket.socket) -> None:
        """Let a new connection wait in the poller: gunicorn's own would hold a thread for it until its first byte."""
        try:
            connection, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EMFILE, errno.ENFILE):
                raise
            return
        self.nr_conns += 1
        conn = TConn(self.cfg, connection, address, listener.getsockname())
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: Any) -> Any:
        """Answer one request, with the kernel's own timeouts on a client that stalls."""
        timeout = struct.pack("ll", _STALLED_S, 0)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, timeout)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, timeout)
        self._reading[conn] = time.monotonic() + _HEADERS_S
        try:
            return super().handle(conn)
        finally:
            self._reading.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """The headers are here; json_body.py bounds the body."""
        self._reading.pop(conn, None)
        keeps = super().handle_request(req, conn)
        # A client that is still sending what nobody reads (ten megabytes, or a body to an address that isn't there)
        # would break off at a closed connection, and never look at the answer.
        try:
            read = conn.parser.finish_body(time.monotonic() + _LINGER_S, _LINGER_BYTES)
        except (OSError, http_errors.ParseException):
            return False
        return keeps and read

    def murder_pending(self) -> None:
        """Called about once a second by the worker's loop: hang up on headers that trickle in."""
        super().murder_pending()
        now = time.monotonic()
        for conn, end in list(self._reading.items()):
            if now > end:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """What never became a request (a bad request line, a header too large) is answered in the one shape."""
        if isinstance(exc, BlockingIOError):
            return
        # Named in the log's line too: what is bound to this thread is the request that it answered before.
        request_id = sound_request_id(None)
        if isinstance(exc, http_errors.ParseException):
            kinds = (answer for kind, answer in _STATUSES.items() if isinstance(exc, kind))
            status, phrase = next(kinds, (400, "Bad Request"))
            log.info("malformed request", status=status, kind=type(exc).__name__, request_id=request_id)
        else:
            status, phrase = 500, "Internal Server Error"
            log.error("request failed in the server", exc_info=exc, request_id=request_id)
        body = json.dumps(malformed_object(status, request_id)).encode()
        head = (
            f"HTTP/1.1 {status} {phrase}\r\nConnection: close\r\nContent-Type: application/json\r\n"
            f"X-Request-ID: {request_id}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            write_nonblock(client, head.encode() + body)
        except OSError:
            log.debug("client left before its error")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: new work is refused with 503 while running answers end; then the worker stops."""
        if self._draining:
            return
        self._draining = True
        # In a thread: a signal handler must not wait, and this worker goes on accepting meanwhile.
        threading.Thread(target=self._drain, args=(sig, frame), name="drain", daemon=True).start()

    def _drain(self, sig: int, frame: FrameType | None) -> None:
        services: Services = self.app.services
        services.drain()
        super().handle_exit(sig, frame)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """SIGINT and SIGQUIT: stop now. Answers are cut off, engines end, and no thread is waited for."""
        # A terminal's Ctrl-C brings SIGINT, and gunicorn's master sends SIGQUIT on top of it.
        if self._quitting:
            return
        self._quitting = True
        threading.Thread(target=self._quit, name="quit", daemon=True).start()

    def _quit(self) -> None:
        try:
            self.app.services.close()
        finally:
            # Interpreter shutdown would join threads that wait for clients; there is nothing left to save.
            os._exit(0)
