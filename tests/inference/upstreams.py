"""Small real HTTP servers that speak OpenAI's API on loopback, with faults to order."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WORDS = ["A ", "loop ", "repeats ", "its ", "body."]


@dataclass
class Behaviour:
    """How the server answers. `cut_after` pieces the connection is dropped; `status` other than 200 is an error.

    With `go` no answer begins before it is set.
    """

    pieces: list[str] = field(default_factory=lambda: list(WORDS))
    piece_s: float = 0.0
    first_s: float = 0.0
    status: int = 200
    error_text: str = "it failed"
    cut_after: int | None = None
    plain_json: bool = False
    crlf: bool = False
    comments: bool = False
    usage: bool = True
    done: bool = True
    byte_by_byte: bool = False
    refuse_stream_options: bool = False
    models: bool = True
    error_in_stream: int | None = None
    go: threading.Event | None = None


class Upstream:
    """One server: its address, what it was asked, how many streams were hung up on."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self.hung_up = 0
        self.finished = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *args: Any) -> None:
                pass

            def do_GET(self) -> None:
                if not upstream.behaviour.models:
                    self._json(404, {"error": "no"})
                    return
                self._json(200, {"data": [{"id": "little", "max_model_len": 1234}, {"id": "other"}]})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                upstream.asked.append(body)
                upstream.paths.append(self.path)
                upstream.keys.append(self.headers.get("Authorization"))
                upstream.answer(self, body)

            def _json(self, status: int, value: Any) -> None:
                raw = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

        return Handler

    def answer(self, handler: Any, body: dict[str, Any]) -> None:
        """Answer one request as the behaviour says."""
        how = self.behaviour
        time.sleep(how.first_s)
        if how.go is not None:
            how.go.wait()
        chat = "messages" in body
        if how.status != 200:
            handler._json(how.status, {"error": {"message": how.error_text}})
            return
        if how.refuse_stream_options and "stream_options" in body:
            handler._json(400, {"error": {"message": "unknown field stream_options"}})
            return
        usage = {"prompt_tokens": 9, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 4}}
        if how.plain_json:
            text = "".join(how.pieces)
            choice = {"message": {"content": text}} if chat else {"text": text}
            handler._json(200, {"choices": [{**choice, "finish_reason": "length"}], "usage": usage})
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.close_connection = True
        end = "\r\n" if how.crlf else "\n"
        try:
            for number, piece in enumerate(how.pieces):
                if how.cut_after == number:
                    handler.connection.shutdown(socket.SHUT_RDWR)
                    return
                if how.error_in_stream == number:
                    self._send(handler, f'data: {{"error": {{"message": "secret path"}}}}{end}{end}')
                    return
                if how.comments:
                    self._send(handler, f": ping{end}event: message{end}id: 3{end}")
                choice = {"delta": {"role": "assistant", "content": piece}} if chat else {"text": piece}
                self._send(handler, f"data: {json.dumps({'choices': [choice]}, ensure_ascii=False)}{end}{end}")
                time.sleep(how.piece_s)
            last = {"delta": {}, "finish_reason": "stop"} if chat else {"text": "", "finish_reason": "stop"}
            self._send(handler, f"data:{json.dumps({'choices': [last]})}{end}{end}")
            if how.usage and body.get("stream_options"):
                self._send(handler, f"data: {json.dumps({'choices': [], 'usage': usage})}{end}{end}")
            if how.done:
                self._send(handler, f"data: [DONE]{end}{end}")
            self.finished += 1
        except OSError:
            self.hung_up += 1

    def _send(self, handler: Any, text: str) -> None:
        raw = text.encode("utf-8", "surrogatepass")
        for part in [raw[i : i + 1] for i in range(len(raw))] if self.behaviour.byte_by_byte else [raw]:
            handler.wfile.write(part)
            handler.wfile.flush()


@contextmanager
def upstream(**behaviour: Any) -> Iterator[Upstream]:
    """A server that runs; closed at the end."""
    made = Upstream(Behaviour(**behaviour))
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        if made.behaviour.go is not None:
            made.behaviour.go.set()
        made.server.shutdown()
        thread.join()
        made.server.server_close()


@contextmanager
def dead_url() -> Iterator[str]:
    """An address where nobody listens; it is held, so that nobody else can."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
