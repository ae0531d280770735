"""A model hub on loopback: the hub's API and file addresses on one port, its CDN on another, with faults on demand."""

import hashlib
import json
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

LARGE = 10_000


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one answer. `at` is the byte of the answer's body where it does.

    `hold` sends so many bytes and no more until FakeHub.go is set, or the client hangs up.
    """

    kind: str  # status, cut, truncate, corrupt, no_range, hold
    at: int = 0
    status: int = 500
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Seen:
    """One request as the server saw it. It is noted, and its bytes counted, before the client can have them."""

    port: str  # hub or cdn
    path: str
    range: str
    authorization: str
    sent: int


@dataclass
class Repository:
    """Files of a repository at a commit."""

    files: dict[str, bytes]
    commit: str = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class FakeHub:
    """The server's content, its faults by file name (used up one an answer), and what it saw."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    token: str = ""
    endpoint: str = ""
    cdn: str = ""
    go: threading.Event = field(default_factory=threading.Event)

    def bytes_sent(self) -> int:
        """Bytes of files that went over the wire."""
        return sum(item.sent for item in self.seen)

    def requests(self, part: str) -> list[Seen]:
        """Requests whose path holds `part`."""
        return [item for item in self.seen if part in item.path]


def add_folder(hub: FakeHub, name: str, folder: Path) -> None:
    """Serve a real folder as a repository."""
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    hub.repositories[name] = Repository(files)


def is_large(name: str, data: bytes) -> bool:
    """The hub keeps large files apart and tells their sha256; of small ones it tells git's blob hash."""
    return len(data) > LARGE or name.endswith((".safetensors", ".bin"))


def describe(name: str, repository: Repository) -> dict[str, Any]:
    """The answer of /api/models/{repo}/revision/{revision}?blobs=true."""
    siblings = []
    for file, data in repository.files.items():
        blob = hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
        entry: dict[str, Any] = {"rfilename": file, "size": len(data), "blobId": blob}
        if is_large(file, data):
            entry["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
        siblings.append(entry)
    return {"id": name, "modelId": name, "sha": repository.commit, "private": False, "siblings": siblings}


@contextmanager
def serve_hub() -> Iterator[FakeHub]:
    """Run hub and CDN on free ports until the block ends."""
    hub = FakeHub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        port = "hub"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            if path.startswith("/api/models/"):
                self._api(path, parse_qs(parts.query))
            elif "/resolve/" in path or path.startswith("/cdn/"):
                self._file(path)
            else:
                self._plain(404, b"{}")

        def _api(self, path: str, query: dict[str, list[str]]) -> None:
            name, _, revision = path.removeprefix("/api/models/").partition("/revision/")
            self._note(0)
            if self._fault_of("api"):
                return
            repository = hub.repositories.get(name)
            if repository is None:
                self._plain(404, b'{"error":"Repository not found"}', [("X-Error-Code", "RepoNotFound")])
            elif revision not in ("main", "v1", repository.commit):
                self._plain(404, b'{"error":"Invalid rev id"}', [("X-Error-Code", "RevisionNotFound")])
            elif hub.token and self.headers.get("Authorization") != f"Bearer {hub.token}":
                self._plain(401, b'{"error":"Access is restricted"}', [("X-Error-Code", "GatedRepo")])
            else:
                assert query["blobs"] in (["true"], ["True"])
                self._plain(200, json.dumps(describe(name, repository)).encode())

        def _file(self, path: str) -> None:
            name, _, rest = path.removeprefix("/cdn/").strip("/").partition("/resolve/")
            commit, _, file = rest.partition("/")
            repository = hub.repositories.get(name)
            if repository is None or commit != repository.commit or file not in repository.files:
                self._plain(404, b"Entry not found")
                return
            data = repository.files[file]
            if self.port == "hub" and is_large(file, data):
                self._note(0)
                self._plain(302, b"", [("Location", f"{hub.cdn}/cdn/{name}/resolve/{commit}/{file}")])
                return
            fault = self._fault_of(file)
            if fault is None or fault.kind != "status":
                self._send(data, fault)

        def _fault_of(self, file: str) -> Fault | None:
            queue = hub.faults.get(file)
            fault = queue.pop(0) if queue else None
            if fault and fault.kind == "status":
                self._note(0)
                self._plain(fault.status, b"{}", list(fault.headers))
            return fault

        def _send(self, data: bytes, fault: Fault | None) -> None:
            kind = fault.kind if fault else ""
            start = 0
            wanted = self.headers.get("Range", "")
            if wanted.startswith("bytes=") and kind != "no_range":
                start = int(wanted.removeprefix("bytes=").partition("-")[0])
            if kind == "truncate" and fault:
                data = data[: fault.at]
            if kind == "corrupt" and fault:
                data = data[: fault.at] + bytes([data[fault.at] ^ 1]) + data[fault.at + 1 :]
            if start and start >= len(data):
                self._note(0)
                self._plain(416, b"", [("Content-Range", f"bytes */{len(data)}")])
                return
            body = data[start:]
            seen = self._note(0)
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if kind == "cut" and fault:
                    self._write(seen, body[: fault.at])
                    self.close_connection = True
                    self.connection.shutdown(2)
                elif kind == "hold" and fault:
                    self._write(seen, body[: fault.at])
                    while not hub.go.wait(0.01):
                        if select.select([self.connection], [], [], 0)[0]:  # nothing more is asked: the end
                            self.close_connection = True
                            return
                    self._write(seen, body[fault.at :])
                else:
                    self._write(seen, body)
            except OSError:
                self.close_connection = True

        def _write(self, seen: Seen, part: bytes) -> None:
            seen.sent += len(part)
            self.wfile.write(part)
            self.wfile.flush()

        def _plain(self, status: int, body: bytes, headers: list[tuple[str, str]] | None = None) -> None:
            self.send_response(status)
            for name, value in headers or []:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Date", formatdate(usegmt=True))
            self.end_headers()
            self.wfile.write(body)

        def _note(self, sent: int) -> Seen:
            headers = self.headers
            seen = Seen(self.port, self.path, headers.get("Range", ""), headers.get("Authorization", ""), sent)
            hub.seen.append(seen)
            return seen

    class CdnHandler(Handler):
        port = "cdn"

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), handler) for handler in (Handler, CdnHandler)]
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True) for server in servers]
    for server, thread in zip(servers, threads, strict=True):
        server.daemon_threads = True
        thread.start()
    hub.endpoint, hub.cdn = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    try:
        yield hub
    finally:
        hub.go.set()
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
