"""The backend that answers from a script: what tests use in place of a model, in the real engine process.

It implements the whole Backend protocol (stop strings, limits, cancel, a prefix cache's counts), with time and faults
under the script's control. The script is a JSON file, read again at each request, so that a running server's next
answer can be changed; without one, every request gets the same plain answer.

    {"answers": [{"text": "First answer."}, {"text": "Second.", "token_s": 0.05}],
     "matching": [{"match": "crash", "die_after": 3, "text": "one two three four"}],
     "default": {"text": "…"}, "context_tokens": 2048,
     "load": {"seconds": 1.0, "until": "/a/file", "fail": "…", "die": true}}

`matching` answers serve every request whose last message contains `match`; `answers` serve the others, one each, in
order; then comes `default`. What was asked is appended to `<script>.asked`, one JSON line a request, which also keeps
the order over restarts of the process.
"""

import json
import os
import re
import signal
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from ai_engine.errors import BadInput, ContextTooLong, SetupError
from ai_engine.inference.options import EngineOptions, Report
from ai_engine.inference.protocol import BackendStats, Chunk, FinishReason, GenerationRequest, Message, Usage
from ai_engine.inference.resident import resident_bytes
from ai_engine.inference.text import StopFilter
from ai_engine.inference.wire import request_to_wire

_NAP_S = 0.02
_PROMPTS_REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class Answer:
    """One scripted answer. A token is a word with the space after it, or `chunk` characters where that isn't 0.

    `first_s` and `token_s` are seconds before the first and before each further token. `die_after` and `hang_after`
    count tokens of this answer: then the process kills itself, or its step never ends. `fail_after` ends the answer
    with the error `fail`; `refuse` refuses the request. With `until`, a file's path, nothing follows the first
    `until_after` tokens before that file exists: so a test says what happens first, not a clock.
    """

    text: str = ""
    chunk: int = 0
    first_s: float = 0.0
    token_s: float = 0.0
    match: str = ""
    refuse: str = ""
    fail: str = ""
    fail_after: int = 0
    die_after: int | None = None
    hang_after: int | None = None
    until: str = ""
    until_after: int = 0

    def tokens(self) -> list[str]:
        """The text cut into tokens."""
        if self.chunk:
            return [self.text[start : start + self.chunk] for start in range(0, len(self.text), self.chunk)]
        return words(self.text)


@dataclass(frozen=True, slots=True)
class Script:
    """What the backend will do."""

    answers: tuple[Answer, ...] = ()
    matching: tuple[Answer, ...] = ()
    default: Answer = field(default_factory=Answer)
    load: dict[str, Any] = field(default_factory=dict)
    context_tokens: int = 2_048

    @classmethod
    def read(cls, path: Path) -> "Script":
        """The script in a file; an empty one where there is none. Raises SetupError when it can't be read."""
        try:
            raw = json.loads(path.read_text("utf-8"))
            return cls(
                answers=tuple(Answer(**answer) for answer in raw.pop("answers", ())),
                matching=tuple(Answer(**answer) for answer in raw.pop("matching", ())),
                default=Answer(**raw.pop("default", {})),
                **raw,
            )
        except FileNotFoundError:
            return cls()
        except (ValueError, TypeError) as error:
            raise SetupError(f"The script {path} can't be used: {error}.") from error


@dataclass(slots=True)
class _Run:
    """One request being answered."""

    request: GenerationRequest
    answer: Answer
    tokens: deque[str]
    usage: Usage
    filter: StopFilter
    due: float
    natural_end: bool = False


class ScriptedBackend:
    """A Backend that plays a script."""

    def __init__(self, options: EngineOptions, report: Report) -> None:
        self._options = options
        self._report = report
        self._path = Path(options.script) if options.script else None
        self._script = Script()
        self._enqueued: deque[Answer] = deque()
        self._taken = 0
        self._running: dict[str, _Run] = {}
        self._prompts: deque[list[str]] = deque(maxlen=_PROMPTS_REMEMBERED)
        self.asked: list[GenerationRequest] = []

    def enqueue(self, *answers: Answer | str) -> None:
        """Give the next requests these answers, before the file's."""
        self._enqueued.extend(answer if isinstance(answer, Answer) else Answer(text=answer) for answer in answers)

    def load(self) -> None:
        """Play the script's `load`: take time, fail, die."""
        self._read_script()
        self._report("loading the script")
        play = self._script.load
        time.sleep(play.get("seconds", 0.0))
        while "until" in play and not Path(play["until"]).exists():
            time.sleep(_NAP_S)
        if play.get("die"):
            os.kill(os.getpid(), signal.SIGKILL)
        if play.get("fail"):
            raise SetupError(play["fail"])
        if self._path is not None and self._asked_file.exists():
            self._taken = sum(json.loads(line)["taken"] for line in self._asked_file.read_text("utf-8").splitlines())

    def start(self, request: GenerationRequest) -> None:
        """Choose the answer. Raises BadInput when the script says so, or when the context is too small."""
        self._read_script()
        prompt = _prompt_tokens(request)
        answer = self._choose(request)
        self.asked.append(request)
        if answer.refuse:
            raise BadInput(answer.refuse)
        if len(prompt) >= self._script.context_tokens:
            room = self._script.context_tokens
            raise ContextTooLong(f"The text has {len(prompt)} tokens; the model's context holds {room}.")
        limit = request.sampling.max_tokens
        tokens = answer.tokens()
        wanted = limit if request.sampling.ignore_eos else min(limit, max(len(tokens), request.sampling.min_tokens))
        self._running[request.id] = _Run(
            request=request,
            answer=answer,
            tokens=deque(islice(cycle(tokens), wanted)),
            usage=Usage(prompt_tokens=len(prompt), cached_tokens=self._cached(prompt)),
            filter=StopFilter(request.sampling.stop),
            due=time.monotonic() + answer.first_s,
            natural_end=wanted >= len(tokens) and not request.sampling.ignore_eos,
        )

    def step(self) -> list[Chunk]:
        """A token of each request whose time has come; a short sleep when none's has."""
        now = time.monotonic()
        going = [run for run in self._running.values() if not _is_held(run)]
        due = [run for run in going if run.due <= now]
        if not due:
            nearest = min((run.due for run in going), default=now + _NAP_S)
            time.sleep(min(_NAP_S, nearest - now))
            return []
        return [self._advance(run, now) for run in due]

    def _advance(self, run: _Run, now: float) -> Chunk:
        done = run.usage.completion_tokens
        if run.answer.die_after is not None and done >= run.answer.die_after:
            os.kill(os.getpid(), signal.SIGKILL)
        if run.answer.hang_after is not None and done >= run.answer.hang_after:
            time.sleep(3_600)
        if run.answer.fail and done >= run.answer.fail_after:
            del self._running[run.request.id]
            return Chunk(id=run.request.id, error=run.answer.fail)
        text = ""
        if run.tokens:
            text = run.filter.push(run.tokens.popleft())
            run.usage = replace(run.usage, completion_tokens=done + 1)
            run.due = now + run.answer.token_s
        brought = run.usage.completion_tokens - done
        if run.tokens and not run.filter.stopped:
            return Chunk(id=run.request.id, text=text, tokens=brought)
        del self._running[run.request.id]
        finish: FinishReason = "stop" if run.filter.stopped or run.natural_end else "length"
        return Chunk(id=run.request.id, text=text + run.filter.flush(), tokens=brought, finish=finish, usage=run.usage)

    def cancel(self, request_id: str) -> None:
        """Forget the request."""
        self._running.pop(request_id, None)

    def has_work(self) -> bool:
        """Whether a request is being answered."""
        return bool(self._running)

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Words, and one token for each role."""
        return len(_prompt_tokens(GenerationRequest(id="", messages=tuple(messages))))

    def stats(self) -> BackendStats:
        """Live figures."""
        return BackendStats(
            model=self._options.model,
            device="cpu",
            precision="none",
            context_tokens=self._script.context_tokens,
            running=len(self._running),
            kv_tokens=sum(len(prompt) for prompt in self._prompts),
            kv_capacity=self._options.kv_cache_tokens,
            resident_bytes=resident_bytes(),
        )

    def close(self) -> None:
        """Nothing is held."""
        self._running.clear()

    @property
    def _asked_file(self) -> Path:
        return Path(f"{self._path}.asked")

    def _read_script(self) -> None:
        if self._path is not None:
            self._script = Script.read(self._path)

    def _choose(self, request: GenerationRequest) -> Answer:
        last = request.messages[-1].content if request.messages else request.prompt or ""
        matching = next((answer for answer in self._script.matching if answer.match in last), None)
        taken = 0
        if self._enqueued:
            answer = self._enqueued.popleft()
        elif matching is not None:
            answer = matching
        elif self._taken < len(self._script.answers):
            answer = self._script.answers[self._taken]
            taken = 1
        elif self._script.default != Answer():
            answer = self._script.default
        else:
            answer = Answer(text=f"This is a scripted answer to: {last[:200]}")
        self._taken += taken
        if self._path is not None:
            with self._asked_file.open("a", encoding="utf-8") as log:
                log.write(json.dumps({**request_to_wire(request), "taken": taken}) + "\n")
        return answer

    def _cached(self, prompt: list[str]) -> int:
        cached = max((_shared(prompt, earlier) for earlier in self._prompts), default=0)
        self._prompts.append(prompt)
        return min(cached, len(prompt) - 1) if prompt else 0


def _is_held(run: _Run) -> bool:
    """Whether its next token waits for a file."""
    answer = run.answer
    return bool(answer.until) and run.usage.completion_tokens >= answer.until_after and not Path(answer.until).exists()


def words(text: str) -> list[str]:
    """Tokens for tests: each word with the space after it; leading space is one more."""
    return re.findall(r"\S+\s*|^\s+", text)


def _prompt_tokens(request: GenerationRequest) -> list[str]:
    if request.prompt is not None:
        return words(request.prompt)
    return [token for message in request.messages for token in (message.role, *words(message.content))]


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
