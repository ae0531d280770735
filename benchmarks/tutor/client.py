"""Asking the server as platforms do: the chat endpoint, streamed or whole, and the standard protocol."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import httpx

Channel = Literal["chat", "stream", "v1", "raw"]
TUTOR_CHANNELS: tuple[Channel, ...] = ("chat", "stream", "v1")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; times in ms. `sent`: all that reached the client; `cited`: notes, best first; `guard`: objections."""

    text: str
    sent: str
    first_ms: float
    total_ms: float
    move: str = ""
    grounded: bool = True
    conversation_id: str = ""
    cited: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    guard: tuple[str, ...] = ()


class Client:
    """Asks one server. `raw_model` is the id under which it lists its chat model itself.

    Raises:
        httpx.HTTPError: the server refuses a request or can't be reached.
    """

    def __init__(self, http: httpx.Client, raw_model: str = "") -> None:
        self._http = http
        self._raw_model = raw_model

    def ask(
        self,
        channel: Channel,
        message: str,
        context: Mapping[str, Any],
        before: Sequence[tuple[str, Reply]] = (),
        max_tokens: int = 256,
    ) -> Reply:
        """Ask one message; `before` are this conversation's earlier messages with their answers."""
        if channel in ("v1", "raw"):
            return self._standard(channel, message, context, before, max_tokens)
        body: dict[str, Any] = {"message": message, "context": dict(context)}
        if before:
            body["conversation_id"] = before[-1][1].conversation_id
        if channel == "chat":
            began = time.perf_counter()
            answer = self._http.post("/ai-tutor/chat", json=body)
            took = (time.perf_counter() - began) * 1000
            answer.raise_for_status()
            whole = answer.json()
            # JSON escapes what the learner sees plainly.
            return _reply(whole, f"{whole['response']['message']}\n{answer.text}", took, took)
        return self._streamed(body | {"stream": True})

    def _streamed(self, body: Mapping[str, Any]) -> Reply:
        began = time.perf_counter()
        first = 0.0
        deltas, event, done = [], "", {}
        with self._http.stream("POST", "/ai-tutor/chat", json=body) as answer:
            if answer.status_code != 200:
                answer.read()
            answer.raise_for_status()
            for line in answer.iter_lines():
                if line.startswith("event: "):
                    event = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    data = json.loads(line.removeprefix("data: "))
                    if event == "delta":
                        first = first or (time.perf_counter() - began) * 1000
                        deltas.append(data["text"])
                    elif event == "done":
                        done = data
        took = (time.perf_counter() - began) * 1000
        if not done:
            raise httpx.RemoteProtocolError("The stream ended without an answer.")
        return _reply(done, "".join(deltas) + json.dumps(done, ensure_ascii=False), first or took, took)

    def _standard(
        self,
        channel: Channel,
        message: str,
        context: Mapping[str, Any],
        before: Sequence[tuple[str, Reply]],
        max_tokens: int,
    ) -> Reply:
        messages = []
        for said, reply in before:
            messages += [{"role": "user", "content": said}, {"role": "assistant", "content": reply.text}]
        messages.append({"role": "user", "content": _with_context(message, context)})
        model = self._raw_model if channel == "raw" else "tutor"
        began = time.perf_counter()
        body = {"model": model, "messages": messages, "stream": True, "max_tokens": max_tokens}
        first, pieces = 0.0, []
        with self._http.stream("POST", "/v1/chat/completions", json=body) as answer:
            if answer.status_code != 200:
                answer.read()
            answer.raise_for_status()
            for line in answer.iter_lines():
                if not line.startswith("data: ") or line == "data: [DONE]":
                    continue
                choices = json.loads(line.removeprefix("data: ")).get("choices", [])
                piece = choices[0]["delta"].get("content") if choices else None
                if piece:
                    first = first or (time.perf_counter() - began) * 1000
                    pieces.append(piece)
        took = (time.perf_counter() - began) * 1000
        text = "".join(pieces)
        return Reply(text, text, first or took, took, grounded=channel != "raw")


def _reply(answer: Mapping[str, Any], sent: str, first_ms: float, total_ms: float) -> Reply:
    response = answer["response"]
    cited = [item["id"] for item in response["evidence"] if item["kind"] == "passage"]
    cited += [
        resource["url"].removeprefix("/knowledge/") for resource in response["resources"] if resource["type"] == "note"
    ]
    return Reply(
        text=response["message"],
        sent=sent,
        first_ms=first_ms,
        total_ms=total_ms,
        move=response["move"],
        grounded=response["model_used"] == "grounded",
        conversation_id=answer["conversation_id"],
        cited=tuple(dict.fromkeys(cited)),
        titles=tuple(item["title"] for item in response["evidence"]),
        guard=tuple(response["guard"]["reasons"]),
    )


def _with_context(message: str, context: Mapping[str, Any]) -> str:
    """The standard protocol has no context: what belongs to it is pasted, as learners do."""
    parts = [message]
    if context.get("code"):
        parts.append(f"```python\n{context['code']}\n```")
    parts += [str(context[key]) for key in ("error", "expected") if context.get(key)]
    return "\n\n".join(parts)
