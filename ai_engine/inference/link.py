"""The engine process's end of the socket."""

import select
import socket

from ai_engine.inference.wire import Unpacker, Wire, pack

_LOOK_EVERY_S = 1.0


class Link:
    """The socket to the server: commands in, messages out."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._unpacker = Unpacker()
        self._early: list[Wire] = []
        self.open = True

    def receive_first(self) -> Wire | None:
        """The first message, however long it takes; None when the server has gone."""
        while self.open:
            messages = self.receive(_LOOK_EVERY_S)
            if messages:
                self._early = messages[1:]
                return messages[0]
        return None

    def receive(self, wait_s: float) -> list[Wire]:
        """What has arrived, after waiting at most `wait_s` for something. Ends `open` at end of file."""
        if self._early:
            early, self._early = self._early, []
            return early
        try:
            readable, _, _ = select.select([self._connection], [], [], wait_s)
            data = self._connection.recv(1 << 20) if readable else None
        except OSError:
            data = b""
        if data == b"":
            self.open = False
        return self._unpacker.feed(data) if data else []

    def send(self, message: Wire) -> None:
        """Send one message; a server that has gone ends `open`."""
        try:
            self._connection.sendall(pack(message))
        except OSError:
            self.open = False
