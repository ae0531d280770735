"""How the web process and an engine process talk: JSON messages, each after its length in four bytes, big-endian.

JSON and not pickle: neither side can make the other run anything. Messages are objects with an `op`:

to the engine      init, start, cancel, stop_prefill (cancel, unless it has begun to answer), count, task, shutdown
from the engine    phase, ready, failed, chunks, refused, counted, beat, result, error
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from ai_engine.errors import SetupError
from ai_engine.inference.protocol import Chunk, GenerationRequest, Message, Sampling, Usage

Wire = dict[str, Any]

_LENGTH = struct.Struct(">I")
_LONGEST = 64 * 1024 * 1024


def pack(message: Wire) -> bytes:
    """A message as it goes over the socket."""
    body = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return _LENGTH.pack(len(body)) + body


class Unpacker:
    """Cuts a stream of bytes into messages, wherever the reads happened to end."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> list[Wire]:
        """Take what was read; return the messages it completes. Raises SetupError when it is no such stream."""
        self._bytes += data
        messages: list[Wire] = []
        while len(self._bytes) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._bytes)
            if length > _LONGEST:
                raise SetupError("The engine process and the server don't understand each other: restart the server.")
            end = _LENGTH.size + length
            if len(self._bytes) < end:
                break
            messages.append(json.loads(self._bytes[_LENGTH.size : end]))
            del self._bytes[:end]
        return messages


def request_to_wire(request: GenerationRequest) -> Wire:
    """A request as a JSON object."""
    return asdict(request)


def request_from_wire(wire: Wire) -> GenerationRequest:
    """The request that `request_to_wire` wrote."""
    sampling = dict(wire["sampling"])
    sampling["stop"] = tuple(sampling["stop"])
    return GenerationRequest(
        id=wire["id"],
        messages=messages_from_wire(wire["messages"]),
        prompt=wire["prompt"],
        sampling=Sampling(**sampling),
    )


def messages_to_wire(messages: Sequence[Message]) -> list[Wire]:
    """Messages as JSON objects."""
    return [{"role": message.role, "content": message.content} for message in messages]


def messages_from_wire(wire: Sequence[Wire]) -> tuple[Message, ...]:
    """The messages that `messages_to_wire` wrote."""
    return tuple(Message(role=message["role"], content=message["content"]) for message in wire)


_CHUNK_DEFAULTS = {field.name: field.default for field in fields(Chunk)}


def chunk_to_wire(chunk: Chunk) -> Wire:
    """A chunk as a JSON object, without what is at its default: most chunks are one short text."""
    wire = {name: getattr(chunk, name) for name, default in _CHUNK_DEFAULTS.items() if getattr(chunk, name) != default}
    if chunk.usage is not None:
        wire["usage"] = asdict(chunk.usage)
    return wire


def chunk_from_wire(wire: Wire) -> Chunk:
    """The chunk that `chunk_to_wire` wrote."""
    usage = wire.get("usage")
    return Chunk(**{**wire, "usage": Usage(**usage) if usage is not None else None})
