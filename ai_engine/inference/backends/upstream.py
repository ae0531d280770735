"""The backend that asks other servers: any that speak OpenAI's API (vLLM, Ray Serve LLM, llama-server, …).

Always asked to stream, so that hanging up cancels there too. Several servers share the load; one that failed lately
is left alone for a while; before an answer's first token another server takes over, afterwards the answer ends with an
error, because half an answer by another model would be no answer.

One asyncio loop runs all streams, and it runs only inside `step` and `cancel`: the worker stays single-threaded.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from ai_engine.errors import BadSetting
from ai_engine.inference.backends.openai_api import (
    UpstreamAnswer,
    UpstreamFailed,
    kind_of,
    log,
    request_body,
    sentence_of,
)
from ai_engine.inference.backends.sse import EventReader
from ai_engine.inference.estimate import estimate_tokens
from ai_engine.inference.options import EngineOptions, Report
from ai_engine.inference.protocol import BackendStats, Chunk, GenerationRequest, Message
from ai_engine.inference.resident import resident_bytes

_TIMEOUT = httpx.Timeout(connect=5.0, read=90.0, write=10.0, pool=5.0)
_STEP_S = 0.05
_HANG_UP_S = 0.5
_LEAVE_ALONE_S = 5.0
_LEAVE_ALONE_LONGEST_S = 120.0
_CONTEXT_TOKENS = 4_096
"""Taken for granted where a server doesn't tell its model's context."""


@dataclass(slots=True)
class _Server:
    """One upstream server and how it fared of late."""

    base: str
    model: str = ""
    context_tokens: int = _CONTEXT_TOKENS
    running: int = 0
    failures: int = 0
    leave_until: float = 0.0
    takes_usage_option: bool = True

    def failed(self) -> None:
        self.failures += 1
        pause_s = min(_LEAVE_ALONE_S * 2 ** (self.failures - 1), _LEAVE_ALONE_LONGEST_S)
        self.leave_until = time.monotonic() + pause_s

    def served(self) -> None:
        self.failures = 0
        self.leave_until = 0.0


class UpstreamBackend:
    """A Backend over HTTP."""

    def __init__(self, options: EngineOptions, report: Report) -> None:
        self._options = options
        self._report = report
        self._servers = [_Server(_base(url)) for url in options.upstream_urls]
        self._loop = asyncio.new_event_loop()
        self._chunks: asyncio.Queue[Chunk] = asyncio.Queue()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._client: httpx.AsyncClient | None = None

    def load(self) -> None:
        """Ask each server for its model. One that doesn't answer yet is asked again when it is needed."""
        if not self._servers:
            raise BadSetting("ENGINE=upstream needs UPSTREAM_URLS, the base URL of an OpenAI-compatible server.")
        self._report("asking the upstream servers")
        key = self._options.upstream_api_key
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=64)
        self._client = httpx.AsyncClient(timeout=_TIMEOUT, headers=headers, limits=limits)
        self._loop.run_until_complete(self._ask_all())

    def start(self, request: GenerationRequest) -> None:
        """Begin to ask, with the next step."""
        self._tasks[request.id] = self._loop.create_task(self._answer(request))

    def step(self) -> list[Chunk]:
        """Let the streams run until something came, a twentieth of a second at most."""
        return self._loop.run_until_complete(self._collect())

    def cancel(self, request_id: str) -> None:
        """Hang up."""
        task = self._tasks.pop(request_id, None)
        if task is not None:
            task.cancel()
            self._loop.run_until_complete(asyncio.wait([task], timeout=_HANG_UP_S))

    def has_work(self) -> bool:
        """Whether a stream is open or a chunk waits."""
        return bool(self._tasks) or not self._chunks.empty()

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """An estimate: the standard protocol has no call for it."""
        return estimate_tokens(GenerationRequest(id="", messages=tuple(messages)))

    def stats(self) -> BackendStats:
        """Live figures of this side; the model and its context are the first server's."""
        told = next((server for server in self._servers if server.model), self._servers[0])
        return BackendStats(
            model=told.model or self._options.upstream_model or "upstream",
            device="upstream",
            precision="",
            context_tokens=told.context_tokens,
            running=len(self._tasks),
            resident_bytes=resident_bytes(),
        )

    def close(self) -> None:
        """Hang up everywhere."""
        for request_id in list(self._tasks):
            self.cancel(request_id)
        if self._client is not None:
            self._loop.run_until_complete(self._client.aclose())
        self._loop.close()

    async def _collect(self) -> list[Chunk]:
        chunks: list[Chunk] = []
        try:
            async with asyncio.timeout(_STEP_S):
                chunks.append(await self._chunks.get())
        except TimeoutError:
            return chunks
        while not self._chunks.empty():
            chunks.append(self._chunks.get_nowait())
        return chunks

    async def _ask_all(self) -> None:
        answers = await asyncio.gather(*(self._ask_model(server) for server in self._servers), return_exceptions=True)
        for server, failure in zip(self._servers, answers, strict=True):
            if isinstance(failure, BaseException):
                log(f"upstream {server.base} doesn't answer yet ({type(failure).__name__})")

    async def _ask_model(self, server: _Server) -> None:
        """Learn the server's model: the one set, else the first it lists."""
        assert self._client is not None
        answer = await self._client.get(f"{server.base}/models", timeout=5.0)
        answer.raise_for_status()
        listed = [model for model in answer.json()["data"] if isinstance(model.get("id"), str)]
        wanted = self._options.upstream_model
        model = next((model for model in listed if model["id"] == wanted), None if wanted else listed[0])
        server.model = wanted or listed[0]["id"]
        length = model.get("max_model_len") if model else None
        if isinstance(length, int) and length > 0:
            server.context_tokens = length

    async def _answer(self, request: GenerationRequest) -> None:
        """Ask server after server until one answers; put chunks into the queue, the last one in any case."""
        sentence = "No upstream model server answers just now."
        answer = UpstreamAnswer(request)
        try:
            for server in self._by_preference():
                server.running += 1
                try:
                    await self._ask(server, answer)
                except UpstreamFailed as failure:
                    sentence = failure.sentence
                    if failure.elsewhere:
                        server.failed()
                    if answer.begun or not failure.elsewhere:
                        break
                    answer = UpstreamAnswer(request)
                else:
                    server.served()
                    self._chunks.put_nowait(answer.end())
                    return
                finally:
                    server.running -= 1
            self._chunks.put_nowait(Chunk(id=request.id, error=sentence))
        finally:
            self._tasks.pop(request.id, None)

    def _by_preference(self) -> list[_Server]:
        """Servers that did not fail lately first, of those the least busy; the others as a last resort."""
        now = time.monotonic()
        return sorted(self._servers, key=lambda server: (max(0.0, server.leave_until - now), server.running))

    async def _ask(self, server: _Server, answer: UpstreamAnswer) -> None:
        try:
            server.model = server.model or self._options.upstream_model
            if not server.model:
                await self._ask_model(server)
            await self._stream(server, answer)
        except httpx.TimeoutException as error:
            log(f"upstream {server.base}: {type(error).__name__}")
            raise UpstreamFailed("The upstream model server did not answer in time.") from error
        except httpx.HTTPStatusError as error:
            raise UpstreamFailed(sentence_of(error.response.status_code)) from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            log(f"upstream {server.base}: {type(error).__name__}: {error}")
            broke = "broke off in the middle of the answer" if answer.begun else "can't be reached"
            raise UpstreamFailed(f"The upstream model server {broke}.") from error
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            log(f"upstream {server.base}: unusable answer: {type(error).__name__}: {error}")
            raise UpstreamFailed("The upstream model server sent an answer that can't be understood.") from error

    async def _stream(self, server: _Server, answer: UpstreamAnswer) -> None:
        assert self._client is not None
        kind = "completions" if answer.request.prompt is not None else "chat/completions"
        body = request_body(server.model, answer.request, with_usage=server.takes_usage_option)
        async with self._client.stream("POST", f"{server.base}/{kind}", json=body) as response:
            if response.status_code >= 400:
                text = (await response.aread()).decode("utf-8", "replace")
                log(f"upstream {server.base}: status {response.status_code}: {kind_of(text)}")
                if response.status_code in (400, 422) and server.takes_usage_option and "stream_options" in text:
                    server.takes_usage_option = False
                else:
                    status = response.status_code
                    raise UpstreamFailed(sentence_of(status), elsewhere=status not in (400, 413, 422))
            elif "json" in response.headers.get("content-type", ""):
                await response.aread()
                for chunk in answer.take(response.json()):
                    self._chunks.put_nowait(chunk)
                return
            else:
                await self._read_events(response, answer)
                return
        await self._stream(server, answer)

    async def _read_events(self, response: httpx.Response, answer: UpstreamAnswer) -> None:
        reader = EventReader()
        async for read in response.aiter_bytes():
            for found in reader.feed(read):
                for chunk in answer.take(found):
                    self._chunks.put_nowait(chunk)
            if reader.done or answer.stopped:
                return
        for found in reader.flush():
            for chunk in answer.take(found):
                self._chunks.put_nowait(chunk)
        if answer.finish is None and not reader.done:
            raise UpstreamFailed("The upstream model server broke off in the middle of the answer.")


def _base(url: str) -> str:
    base = url.rstrip("/")
    return base if base.endswith("/v1") else f"{base}/v1"
