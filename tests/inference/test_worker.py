"""The worker's loop and its chat host, driven over a real socket in this process."""

import socket
import threading

from ai_engine.inference.backends.scripted import Answer, ScriptedBackend
from ai_engine.inference.hosts import ChatHost
from ai_engine.inference.link import Link
from ai_engine.inference.options import EngineOptions
from ai_engine.inference.wire import Unpacker, pack, request_to_wire
from ai_engine.inference.worker import serve
from tests.inference.engines import request
from tests.processes import PATIENCE_S


class _Peer:
    """The server's end: sends commands, gathers what comes back."""

    def __init__(self, connection):
        self.connection = connection
        self.unpacker = Unpacker()
        self.got = []

    def send(self, *messages):
        self.connection.sendall(b"".join(pack(message) for message in messages))

    def until(self, op, **fields):
        while True:
            for message in list(self.got):
                self.got.remove(message)
                if message["op"] == op and all(message.get(name) == value for name, value in fields.items()):
                    return message
            self.got += self.unpacker.feed(self.connection.recv(1 << 16))

    def text_until_end(self, request_id):
        text = ""
        while True:
            for chunk in self.until("chunks")["chunks"]:
                assert chunk["id"] == request_id
                text += chunk.get("text", "")
                if "finish" in chunk:
                    return text, chunk["finish"]


def _serving(*answers):
    ours, theirs = socket.socketpair()
    backend = ScriptedBackend(EngineOptions(backend="scripted", model="m"), lambda phase: None)
    backend.enqueue(*answers)
    host = ChatHost(backend, Link(theirs))
    thread = threading.Thread(target=serve, args=(host._link, host))
    thread.start()
    return _Peer(ours), thread, theirs, backend


def _start(peer, **sampling):
    asked = request("hello", **sampling)
    peer.send({"op": "start", "request": request_to_wire(asked)})
    return asked.id


def _end(peer, thread, theirs):
    peer.send({"op": "shutdown"})
    thread.join(PATIENCE_S)
    peer.connection.close()
    theirs.close()
    assert not thread.is_alive()


def test_the_loop_serves_until_shutdown():
    """Start, chunks, beats, a count, then the end."""
    peer, thread, theirs, backend = _serving("one two three")
    request_id = _start(peer)
    text, finish = peer.text_until_end(request_id)
    peer.send({"op": "count", "call": 5, "messages": [{"role": "user", "content": "a b"}]})

    assert (text, finish) == ("one two three", "stop")
    assert peer.until("counted")["tokens"] == 3
    assert peer.until("beat")["stats"]["model"] == "m"
    assert [asked.id for asked in backend.asked] == [request_id]
    _end(peer, thread, theirs)


def test_a_cancel_is_confirmed_once_and_nothing_follows():
    """One chunk with `cancelled`; a second cancel and an unknown id say nothing."""
    peer, thread, theirs, _ = _serving(Answer(text="w " * 500, token_s=0.005), "next")
    request_id = _start(peer)
    peer.until("chunks")
    peer.send({"op": "cancel", "id": request_id}, {"op": "cancel", "id": request_id}, {"op": "cancel", "id": "x"})
    _, finish = peer.text_until_end(request_id)
    following = _start(peer)

    assert finish == "cancelled"
    assert peer.text_until_end(following) == ("next", "stop")
    _end(peer, thread, theirs)


def test_a_prefill_is_stopped_but_an_answer_that_has_begun_is_not():
    """`stop_prefill` ends a request without a token and leaves one with tokens alone."""
    peer, thread, theirs, _ = _serving(Answer(text="a b", first_s=60), Answer(text="w " * 20, token_s=0.005))
    reading = _start(peer)
    peer.send({"op": "stop_prefill", "id": reading})
    assert peer.text_until_end(reading) == ("", "cancelled")

    begun = _start(peer)
    first = peer.until("chunks")["chunks"][0]["text"]
    peer.send({"op": "stop_prefill", "id": begun})
    rest, finish = peer.text_until_end(begun)

    assert (first + rest, finish) == ("w " * 20, "stop")
    _end(peer, thread, theirs)


def test_a_server_that_has_gone_ends_the_loop():
    """End of file on the socket, in the middle of an answer."""
    peer, thread, theirs, _ = _serving(Answer(text="w " * 5_000, token_s=0.01))
    _start(peer)
    peer.until("chunks")
    peer.connection.close()
    thread.join(PATIENCE_S)
    theirs.close()

    assert not thread.is_alive()
