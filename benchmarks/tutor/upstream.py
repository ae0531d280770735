"""Stand-in chat models on loopback: they say what they are told to, over the protocol that ENGINE=upstream speaks."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

_PIECE = 12


class StandIn:
    """An upstream server in this process. `text` is its next answer; it is sent in small pieces, as models do."""

    def __init__(self, name: str) -> None:
        self.text = "Hello."
        self.asked = 0
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._send(
                    json.dumps({"object": "list", "data": [{"id": name, "object": "model"}]}), "application/json"
                )

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                stand_in.asked += 1
                text = stand_in.text
                pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
                chunks = [_chunk(name, {"content": piece}) for piece in pieces] + [_chunk(name, {}, "stop")]
                body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"
                self._send(body, "text/event-stream")

            def _send(self, body: str, kind: str) -> None:
                content = body.encode()
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _chunk(model: str, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "chunk", "object": "chat.completion.chunk", "created": 0, "model": model, "choices": [choice]}
