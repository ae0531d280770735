"""The exception tree. It knows no HTTP: server/errors.py maps it to statuses in one place.

EngineError
├── BadInput                 what the caller sent can't be used; says which field
│   ├── ContextTooLong       more text than the model can read at once
│   ├── UnknownLanguage      lists the known ones
│   └── UnknownName          a personality, a model, a topic: lists the known ones
├── NotFound                 a conversation, a challenge, a learner that isn't there (or isn't the caller's)
├── Conflict                 the state forbids it now
│   └── ConversationBusy     a turn of this conversation is being answered
├── Busy                     no room: try again after `retry_after_s`
│   └── QueueFull
├── Unavailable              can't be answered now: try again after `retry_after_s`
│   ├── NotReady             still loading
│   ├── Draining             shutting down
│   └── EngineDied           the engine process ended under the request
├── DeadlineExceeded         the time given to the request is over
├── Cancelled                the caller went away; nobody reads the answer
├── Forbidden                a class policy says no
├── BackendFailed            a model or an upstream server failed on this request
└── SetupError               something of this installation is wrong; says what to do
    ├── BadSetting           names the setting
    └── StoreError           the model store: see models/errors in init_models.py's exit codes
        ├── HubUnreachable
        ├── DiskFull
        ├── ChecksumMismatch
        ├── ModelMissing
        └── UnsafeArchive

Every message is one sentence that a person understands; none holds a path, a trace or another learner's data, except
SetupError and its children, which are for the person who runs this machine and never leave it in an HTTP answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of a request: its dotted name and one sentence."""

    field: str
    message: str


class EngineError(Exception):
    """The root. `code` is the snake_case name that API answers carry."""

    code = "internal_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(EngineError):
    """What the caller sent can't be used. `details` names the fields."""

    code = "bad_request"

    def __init__(self, message: str, details: Sequence[FieldError] = ()) -> None:
        super().__init__(message)
        self.details = tuple(details)


class ContextTooLong(BadInput):
    """A text that leaves no room for an answer in the model's context."""

    code = "context_length_exceeded"


class UnknownLanguage(BadInput):
    """A programming language that the analyser doesn't know."""

    code = "unknown_language"


class UnknownName(BadInput):
    """A name outside a closed list: a personality, a model, a level."""

    code = "unknown_name"


class NotFound(EngineError):
    """It isn't there, or isn't the caller's: both look alike on purpose."""

    code = "not_found"


class Conflict(EngineError):
    """The present state forbids it."""

    code = "conflict"


class ConversationBusy(Conflict):
    """A turn of this conversation is being answered."""

    code = "conversation_busy"


class _RetryLater(EngineError):
    def __init__(self, message: str, retry_after_s: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class Busy(_RetryLater):
    """No room now; `retry_after_s` estimates when there will be."""

    code = "busy"


class QueueFull(Busy):
    """The queue, or this learner's share of it, is full."""

    code = "queue_full"


class Unavailable(_RetryLater):
    """Can't be answered at present; `retry_after_s` says when to try again."""

    code = "unavailable"


class NotReady(Unavailable):
    """The engine is still loading."""

    code = "not_ready"


class Draining(Unavailable):
    """The server is shutting down and takes no new work."""

    code = "draining"


class EngineDied(Unavailable):
    """The engine process ended while it worked on this request."""

    code = "engine_died"


class DeadlineExceeded(EngineError):
    """The time given to the request is over."""

    code = "deadline_exceeded"


class Cancelled(EngineError):
    """The caller went away."""

    code = "cancelled"


class Forbidden(EngineError):
    """The class policy forbids it."""

    code = "forbidden"


class BackendFailed(EngineError):
    """A model or an upstream server failed on this request."""

    code = "backend_failed"


class SetupError(EngineError):
    """Something of this installation is wrong; the message says what to do."""

    code = "setup_error"


class BadSetting(SetupError):
    """A setting's value can't be used; the message names the setting."""

    code = "bad_setting"


class StoreError(SetupError):
    """Something about the model store."""

    code = "store_error"


class HubUnreachable(StoreError):
    """The model hub doesn't answer."""

    code = "hub_unreachable"


class DiskFull(StoreError):
    """Not enough free space."""

    code = "disk_full"


class ChecksumMismatch(StoreError):
    """A file isn't what its manifest or the hub says it is."""

    code = "checksum_mismatch"


class ModelMissing(StoreError):
    """The store doesn't hold this model."""

    code = "model_missing"


class UnsafeArchive(StoreError):
    """An archive holds a path that would escape the store, or a link."""

    code = "unsafe_archive"
