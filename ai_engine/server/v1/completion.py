"""One completion on its way to the client, whole or as a stream, in either of the protocol's two forms."""

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ai_engine.errors import Cancelled
from ai_engine.inference import Usage
from ai_engine.server import sse
from ai_engine.server.answer_stream import log_failure
from ai_engine.server.errors import standard_error_object
from ai_engine.server.v1.source import End, Source

_LOOK_EVERY_S = 0.1
_SILENCE_S = 1.0


@dataclass(frozen=True)
class Form:
    """The names that tell a chat completion from a completion."""

    kind: Literal["chat", "text"]
    model: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    created: int = field(default_factory=lambda: int(time.time()))

    def _head(self, streamed: bool) -> dict[str, Any]:
        names = {"chat": ("chatcmpl", "chat.completion"), "text": ("cmpl", "text_completion")}
        prefix, name = names[self.kind]
        if streamed and self.kind == "chat":
            name += ".chunk"
        return {"id": f"{prefix}-{self.id}", "object": name, "created": self.created, "model": self.model}

    def whole(self, text: str, end: End) -> dict[str, Any]:
        """The answer of a request that isn't streamed."""
        choice: dict[str, Any] = {"index": 0, "logprobs": None, "finish_reason": end.finish}
        if self.kind == "chat":
            choice["message"] = {"role": "assistant", "content": text, "refusal": None}
        else:
            choice["text"] = text
        return {**self._head(False), "choices": [choice], "usage": usage_object(end.usage)}

    def piece(self, text: str, finish: str | None = None, first: bool = False) -> dict[str, Any]:
        """One chunk of a stream."""
        choice: dict[str, Any] = {"index": 0, "logprobs": None, "finish_reason": finish}
        if self.kind == "chat":
            delta: dict[str, Any] = {"role": "assistant"} if first else {}
            choice["delta"] = delta | ({"content": text} if text or first else {})
        else:
            choice["text"] = text
        return {**self._head(True), "choices": [choice]}

    def usage(self, usage: Usage) -> dict[str, Any]:
        """The chunk that `stream_options.include_usage` asks for, the last before the end."""
        return {**self._head(True), "choices": [], "usage": usage_object(usage)}


def usage_object(usage: Usage) -> dict[str, Any]:
    """Token counts as the protocol names them."""
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
        "prompt_tokens_details": {"cached_tokens": usage.cached_tokens},
    }


def next_piece(source: Source, has_left: Callable[[], bool], wait_s: float = _LOOK_EVERY_S) -> str | End | None:
    """The next piece. Raises Cancelled when the client left."""
    if has_left():
        raise Cancelled("The client has left.")
    return source.next(wait_s)


def first_piece(source: Source, has_left: Callable[[], bool]) -> str | End | None:
    """The first piece, pulled before the headers go out; None when nothing came for a second."""
    end = time.monotonic() + _SILENCE_S
    while time.monotonic() < end:
        piece = next_piece(source, has_left)
        if piece is not None:
            return piece
    return None


def whole(source: Source, has_left: Callable[[], bool], form: Form) -> dict[str, Any]:
    """Wait for the end and give the whole answer."""
    parts: list[str] = []
    while True:
        piece = next_piece(source, has_left)
        if isinstance(piece, End):
            return form.whole("".join(parts), piece)
        if piece:
            parts.append(piece)


def chunks(
    source: Source,
    first: str | End | None,
    has_left: Callable[[], bool],
    form: Form,
    include_usage: bool,
    request_id: str,
) -> Iterator[bytes]:
    """The stream's bytes, up to `[DONE]`; a failure after the headers is a chunk with `error`, and no `[DONE]`."""
    spoke = time.monotonic()
    piece = first
    if form.kind == "chat":
        yield sse.data(form.piece("", first=True))
    while True:
        if isinstance(piece, End):
            yield sse.data(form.piece("", piece.finish))
            if include_usage:
                yield sse.data(form.usage(piece.usage))
            yield sse.data("[DONE]")
            return
        if piece:
            yield sse.data(form.piece(piece))
            spoke = time.monotonic()
        elif time.monotonic() - spoke >= _SILENCE_S:
            yield sse.COMMENT
            spoke = time.monotonic()
        try:
            piece = next_piece(source, has_left)
        except Cancelled:
            return
        except Exception as error:
            log_failure(error, request_id)
            yield sse.data(standard_error_object(error))
            return
