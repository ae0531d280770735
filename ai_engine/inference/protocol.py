"""The seam between whoever wants text and whatever generates it: requests, chunks, and the Backend protocol."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]
FinishReason = Literal["stop", "length", "cancelled"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat, before the model's template is applied."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Sampling:
    """How tokens are chosen. `temperature` 0 is greedy; `top_k` 0 and `top_p` 1 are off."""

    max_tokens: int = 256
    min_tokens: int = 0
    temperature: float = 0.7
    top_p: float = 1.0
    top_k: int = 0
    repetition_penalty: float = 1.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    seed: int | None = None
    stop: tuple[str, ...] = ()
    ignore_eos: bool = False


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """One text to generate: `messages` for a chat, or `prompt` as it stands when that isn't None."""

    id: str
    messages: tuple[Message, ...] = ()
    prompt: str | None = None
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True, slots=True)
class Usage:
    """Token counts; `cached_tokens` of the prompt came from the prefix cache."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of one answer. `finish` and `usage` are set on the last one; `error` ends it with a failure in words.

    `text` never holds half a character or any part of a stop string. `tokens` counts what this chunk brought.
    """

    id: str
    text: str = ""
    tokens: int = 0
    finish: FinishReason | None = None
    usage: Usage | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class BackendStats:
    """Live figures of a backend; `kv_tokens` are tokens held by the cache, `resident_bytes` this process's memory."""

    model: str
    device: str
    precision: str
    context_tokens: int
    running: int = 0
    waiting: int = 0
    kv_tokens: int = 0
    kv_capacity: int = 0
    resident_bytes: int = 0


class Backend(Protocol):
    """What the worker's loop drives. One thread calls all of it; nothing is shared, so nothing is locked."""

    def load(self) -> None:
        """Load and warm up. Blocks. Raises SetupError with what to do when the model can't be had."""

    def start(self, request: GenerationRequest) -> None:
        """Take a request. Raises BadInput when it can't be answered (longer than the context, a bad parameter)."""

    def step(self) -> Sequence[Chunk]:
        """Do one bounded piece of work (a prefill chunk, a decode step) and return what came of it, for any request."""

    def cancel(self, request_id: str) -> None:
        """Forget a request, in prefill or decode; unknown ids are ignored. Its chunk with `cancelled` may follow."""

    def has_work(self) -> bool:
        """Whether `step` would do anything."""

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Tokens of these messages as the model's template writes them."""

    def stats(self) -> BackendStats:
        """Live figures."""

    def close(self) -> None:
        """Free everything."""
