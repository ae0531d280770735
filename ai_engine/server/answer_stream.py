"""A tutor's turn on its way to the client: as one JSON object, or as events. Notices a client that left."""

import time
from collections.abc import Callable, Iterator

import structlog

from ai_engine.errors import Cancelled
from ai_engine.server import sse
from ai_engine.server.errors import error_object
from ai_engine.tutor import Answering, Delta, Done, Queued, Started, TutorAnswer, TutorEvent

log = structlog.get_logger()

_LOOK_EVERY_S = 0.1
_SILENCE_S = 1.0


def first_event(answering: Answering, has_left: Callable[[], bool]) -> TutorEvent | None:
    """The first event, pulled before the headers go out, so that a failure can still be an error status.

    None when nothing came for a second: then the headers should go out, and a comment with them.
    """
    end = time.monotonic() + _SILENCE_S
    while time.monotonic() < end:
        event = answering.next(_LOOK_EVERY_S)
        if event is not None:
            return event
        _leave_with_client(answering, has_left)
    return None


def whole_answer(answering: Answering, has_left: Callable[[], bool]) -> TutorAnswer:
    """Wait for the end. Raises whatever the turn fails with, and Cancelled when the client left."""
    while True:
        event = answering.next(_LOOK_EVERY_S)
        if isinstance(event, Done):
            return event.answer
        _leave_with_client(answering, has_left)


def events(
    answering: Answering, first: TutorEvent | None, has_left: Callable[[], bool], request_id: str
) -> Iterator[bytes]:
    """The stream: queued, start, delta, then exactly one of done or error, and a comment in each second of silence."""
    spoke = time.monotonic()
    event = first
    if event is None:
        yield sse.COMMENT
    while True:
        if event is not None:
            yield _encode(event)
            spoke = time.monotonic()
            if isinstance(event, Done):
                return
        elif time.monotonic() - spoke >= _SILENCE_S:
            yield sse.COMMENT
            spoke = time.monotonic()
        try:
            _leave_with_client(answering, has_left)
            event = answering.next(_LOOK_EVERY_S)
        except Cancelled:
            return
        except Exception as error:
            log_failure(error, request_id)
            yield sse.event("error", error_object(error, request_id))
            return


def log_failure(error: Exception, request_id: str) -> None:
    """Failures of a stream in the log: the trace only where this program is at fault."""
    if error_object(error, "")["code"] == "internal_error":
        log.error("stream failed inside", exc_info=error, request_id=request_id)
    else:
        log.warning("stream failed", code=getattr(error, "code", ""), request_id=request_id)


def _leave_with_client(answering: Answering, has_left: Callable[[], bool]) -> None:
    if has_left():
        answering.cancel()
        raise Cancelled("The client has left.")


def _encode(event: TutorEvent) -> bytes:
    match event:
        case Queued():
            return sse.event("queued", {"position": event.position, "eta_s": event.eta_s})
        case Started():
            return sse.event("start", {})
        case Delta():
            return sse.event("delta", {"text": event.text})
        case Done():
            return sse.event("done", event.answer.to_json())
