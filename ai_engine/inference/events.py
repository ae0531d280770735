"""What a caller of the chat engine sees: the events of one answer, and the engine's state."""

from dataclasses import dataclass
from typing import Literal

from ai_engine.inference.protocol import FinishReason, Usage

Phase = Literal["off", "starting", "loading", "ready", "failed", "degraded", "draining"]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds: waiting in the queue; from arrival to the first token; from arrival to the end."""

    queue_ms: int
    first_token_ms: int
    total_ms: int


@dataclass(frozen=True, slots=True)
class Queued:
    """The request waits; `position` 1 is the next one, `eta_s` is the estimated wait in seconds."""

    position: int
    eta_s: float


@dataclass(frozen=True, slots=True)
class Started:
    """The engine has the request."""


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer's end."""

    finish: FinishReason
    usage: Usage
    timing: Timing


Event = Queued | Started | Delta | Finished


@dataclass(frozen=True, slots=True)
class EngineState:
    """What is known of an engine without asking it anything.

    `bytes` is the engine process's resident memory; `step_age_s` is the age of its last step; `ready_eta_s` estimates
    the rest of its loading; `stuck` says that requests run and no step has ended for a set time. `message` is one
    sentence for the person who runs this machine, and no part of an HTTP answer.
    """

    phase: Phase
    backend: str = ""
    model: str = ""
    device: str = ""
    precision: str = ""
    loaded: bool = False
    bytes: int = 0
    context_tokens: int = 0
    slots: int = 0
    running: int = 0
    queue_depth: int = 0
    restarts: int = 0
    step_age_s: float | None = None
    ready_eta_s: float | None = None
    kv_tokens: int = 0
    kv_capacity: int = 0
    stuck: bool = False
    message: str = ""

    @property
    def can_answer(self) -> bool:
        """Whether a submitted request will be taken: now, or as soon as the engine has (re)started."""
        return self.phase in ("starting", "loading", "ready")
