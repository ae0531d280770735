"""What the engine process's loop drives: chat or tasks, each behind the same few methods."""

import traceback
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Protocol

from ai_engine.errors import EngineError
from ai_engine.inference.link import Link
from ai_engine.inference.protocol import Backend, Chunk
from ai_engine.inference.wire import Wire, chunk_to_wire, messages_from_wire, request_from_wire


class Host(Protocol):
    """What the loop drives: chat or tasks."""

    def load(self) -> None:
        """Load. Raises SetupError."""

    def command(self, message: Wire) -> None:
        """Take one command."""

    def has_work(self) -> bool:
        """Whether `work` would do anything."""

    def work(self) -> None:
        """Do one bounded piece of work and send out what came of it."""

    def idle(self) -> None:
        """Called about every second without work."""

    def stats(self) -> Wire:
        """Live figures."""

    def close(self) -> None:
        """Free everything."""


class ChatHost:
    """A Backend behind the socket. It knows which requests are alive, so that each ends exactly once."""

    def __init__(self, backend: Backend, link: Link) -> None:
        self._backend = backend
        self._link = link
        self._alive: set[str] = set()
        self._begun: set[str] = set()

    def load(self) -> None:
        """Load the backend."""
        self._backend.load()

    def command(self, message: Wire) -> None:
        """start, cancel, stop_prefill and count."""
        match message["op"]:
            case "start":
                self._start(message)
            case "cancel":
                self._cancel(message["id"])
            case "stop_prefill" if message["id"] not in self._begun:
                self._cancel(message["id"])
            case "count":
                self._count(message)

    def _start(self, message: Wire) -> None:
        request = request_from_wire(message["request"])
        try:
            self._backend.start(request)
        except EngineError as error:
            details = [[detail.field, detail.message] for detail in getattr(error, "details", ())]
            refused = {"op": "refused", "id": request.id, "code": error.code, "message": error.message}
            self._link.send({**refused, "details": details})
        except Exception:
            # One request's odd input is no reason to take its neighbours down.
            traceback.print_exc()
            sentence = "The model could not take this request."
            self._link.send({"op": "refused", "id": request.id, "code": "backend_failed", "message": sentence})
        else:
            self._alive.add(request.id)

    def _cancel(self, request_id: str) -> None:
        if request_id in self._alive:
            self._backend.cancel(request_id)
            self._send([Chunk(id=request_id, finish="cancelled")])

    def _count(self, message: Wire) -> None:
        try:
            tokens = self._backend.count_tokens(messages_from_wire(message["messages"]))
        except Exception:
            traceback.print_exc()
            tokens = None
        self._link.send({"op": "counted", "call": message["call"], "tokens": tokens})

    def has_work(self) -> bool:
        """Whether the backend has."""
        return self._backend.has_work()

    def work(self) -> None:
        """One step."""
        self._send(self._backend.step())

    def _send(self, chunks: Sequence[Chunk]) -> None:
        alive: list[Wire] = []
        for chunk in chunks:
            if chunk.id not in self._alive:
                continue  # cancelled meanwhile: its end has been sent
            alive.append(chunk_to_wire(chunk))
            if chunk.tokens:
                self._begun.add(chunk.id)
            if chunk.finish is not None or chunk.error is not None:
                self._alive.discard(chunk.id)
                self._begun.discard(chunk.id)
        if alive:
            self._link.send({"op": "chunks", "chunks": alive})

    def idle(self) -> None:
        """A backend may use idle time, to measure which hint serves this machine best."""
        idle = getattr(self._backend, "idle", None)
        if idle is not None:
            idle()

    def stats(self) -> Wire:
        """The backend's figures."""
        return asdict(self._backend.stats())

    def close(self) -> None:
        """Close the backend."""
        self._backend.close()


class TaskBackend(Protocol):
    """Small models that answer calls: what arrived together and is of one kind is one batch."""

    def load(self) -> None:
        """Prepare; models may be loaded at first use."""

    def run(self, kind: str, items: Sequence[Any]) -> Sequence[Any]:
        """Answer one batch, item by item, in JSON values. Raises EngineError for the whole batch."""

    def idle(self) -> None:
        """Called about every second without work: free what is past its keep-alive."""

    def stats(self) -> Wire:
        """Live figures."""

    def close(self) -> None:
        """Free everything."""


class TaskHost:
    """A TaskBackend behind the socket."""

    def __init__(self, backend: TaskBackend, link: Link) -> None:
        self._backend = backend
        self._link = link
        self._waiting: list[Wire] = []

    def load(self) -> None:
        """Load the backend."""
        self._backend.load()

    def command(self, message: Wire) -> None:
        """task: wait for the next round; cancel: forget one that waits."""
        match message["op"]:
            case "task":
                self._waiting.append(message)
            case "cancel":
                self._waiting = [task for task in self._waiting if task["call"] != message["call"]]

    def has_work(self) -> bool:
        """Whether a call waits."""
        return bool(self._waiting)

    def work(self) -> None:
        """Answer all waiting calls of the oldest call's kind."""
        kind = self._waiting[0]["kind"]
        batch = [task for task in self._waiting if task["kind"] == kind]
        self._waiting = [task for task in self._waiting if task["kind"] != kind]
        try:
            values = self._backend.run(kind, [task["item"] for task in batch])
        except EngineError as error:
            self._fail(batch, error.code, error.message)
        except Exception:
            traceback.print_exc()
            self._fail(batch, "backend_failed", "The model failed on this request.")
        else:
            for task, value in zip(batch, values, strict=True):
                self._link.send({"op": "result", "call": task["call"], "value": value})

    def _fail(self, batch: Sequence[Wire], code: str, message: str) -> None:
        for task in batch:
            self._link.send({"op": "error", "call": task["call"], "code": code, "message": message})

    def idle(self) -> None:
        """Let the backend free what it doesn't need."""
        self._backend.idle()

    def stats(self) -> Wire:
        """The backend's figures."""
        return self._backend.stats()

    def close(self) -> None:
        """Close the backend."""
        self._backend.close()
