"""What is said to an OpenAI-compatible server, and what it answers, in this house's terms."""

import json
import sys
from dataclasses import replace
from typing import Any

from ai_engine.inference.backends.sse import SurrogateJoiner
from ai_engine.inference.estimate import estimate_tokens
from ai_engine.inference.protocol import Chunk, FinishReason, GenerationRequest, Sampling, Usage
from ai_engine.inference.text import StopFilter

_STOPS_SENT = 4
"""More stop strings than this are refused by OpenAI's API; all of them are applied here anyway."""


class UpstreamFailed(Exception):
    """A server could not answer. `elsewhere`: another server might."""

    def __init__(self, sentence: str, *, elsewhere: bool = True) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.elsewhere = elsewhere


class UpstreamAnswer:
    """One answer being read: from a server's objects to chunks."""

    def __init__(self, request: GenerationRequest) -> None:
        self.request = request
        self.begun = False
        self._filter = StopFilter(request.sampling.stop)
        self._joiner = SurrogateJoiner()
        self._usage: Usage | None = None
        self._pieces = 0
        self.finish: FinishReason | None = None

    def take(self, found: dict[str, Any]) -> list[Chunk]:
        """Chunks of one object of the stream (or of a whole answer). Raises UpstreamFailed when it is an error."""
        if found.get("error"):
            log(f"upstream error in a stream: {kind_of(found)}")
            raise UpstreamFailed("The upstream model server failed while answering.")
        usage = found.get("usage")
        if isinstance(usage, dict):
            details = usage.get("prompt_tokens_details") or {}
            self._usage = Usage(
                prompt_tokens=int(usage.get("prompt_tokens") or 0),
                completion_tokens=int(usage.get("completion_tokens") or 0),
                cached_tokens=int(details.get("cached_tokens") or 0),
            )
        choices = found.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        message = choice.get("delta") or choice.get("message") or {}
        piece = message.get("content") or choice.get("text") or ""
        chunks: list[Chunk] = []
        if isinstance(piece, str) and piece and not self._filter.stopped:
            self.begun = True
            self._pieces += 1
            text = self._filter.push(self._joiner.push(piece))
            chunks.append(Chunk(id=self.request.id, text=text, tokens=1))
        if self._filter.stopped:
            self.finish = "stop"
        elif choice.get("finish_reason"):
            self.finish = "length" if choice["finish_reason"] == "length" else "stop"
        return chunks

    @property
    def stopped(self) -> bool:
        """Whether a stop string ended it: the server may be hung up on."""
        return self._filter.stopped

    def end(self) -> Chunk:
        """The last chunk."""
        rest = self._filter.push(self._joiner.flush()) + self._filter.flush()
        usage = self._usage or Usage(prompt_tokens=estimate_tokens(self.request), completion_tokens=self._pieces)
        if not usage.completion_tokens:
            usage = replace(usage, completion_tokens=self._pieces)
        return Chunk(id=self.request.id, text=rest, finish=self.finish or "stop", usage=usage)


def request_body(model: str, request: GenerationRequest, *, with_usage: bool) -> dict[str, Any]:
    """The request in OpenAI's terms; vLLM's extensions only where they say something, for servers without them."""
    sampling = request.sampling
    body: dict[str, Any] = {"model": model, "stream": True, "max_tokens": sampling.max_tokens}
    body |= {"temperature": sampling.temperature, "top_p": sampling.top_p}
    if with_usage:
        body["stream_options"] = {"include_usage": True}
    if request.prompt is not None:
        body["prompt"] = request.prompt
    else:
        body["messages"] = [{"role": message.role, "content": message.content} for message in request.messages]
    if sampling.stop:
        body["stop"] = list(sampling.stop[:_STOPS_SENT])
    plain = Sampling()
    names = ("seed", "presence_penalty", "frequency_penalty", "top_k", "repetition_penalty", "min_tokens", "ignore_eos")
    body |= {name: getattr(sampling, name) for name in names if getattr(sampling, name) != getattr(plain, name)}
    return body


def sentence_of(status: int) -> str:
    """What a failing status means, for a person."""
    if status in (401, 403):
        return "The upstream model server refuses this server's key."
    if status == 429:
        return "The upstream model server is too busy just now."
    if status in (400, 413, 422):
        return "The upstream model server refuses this request: it may be too long for its model."
    return f"The upstream model server failed (status {status})."


def kind_of(error: str | dict[str, Any]) -> str:
    """An error's type and code for the log. Not its message: servers like to quote in it what a learner wrote."""
    try:
        found = json.loads(error) if isinstance(error, str) else error
        detail = found["error"]
        return ", ".join(f"{name} {detail[name]}" for name in ("type", "code") if detail.get(name)) or "no type given"
    except (ValueError, KeyError, TypeError, AttributeError):
        return "no type given"


def log(line: str) -> None:
    """Write a line to the server's log."""
    print(line, file=sys.stderr, flush=True)  # the worker's stderr is the server's log
