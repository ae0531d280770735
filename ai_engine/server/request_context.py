"""What every request gets: an id, one line in the log, and headers that keep browsers careful."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()

_SOUND_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


def sound_request_id(given: str | None) -> str:
    """The caller's id if it is sound (1 to 128 letters, digits, dots, dashes), else a new one."""
    return given if given is not None and _SOUND_ID.fullmatch(given) else uuid.uuid4().hex


def register_request_context(app: Flask, observe: Callable[[str, str, int, float], None]) -> None:
    """Hook into every request of this app. `observe` is told method, route, status and seconds at each one's end."""

    @app.before_request
    def begin() -> None:
        g.began = time.monotonic()
        g.request_id = sound_request_id(request.headers.get("X-Request-ID"))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.request_id
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        # Answers hold what learners wrote: no cache between here and them may keep any.
        response.headers.setdefault("Cache-Control", "no-store")
        began, request_id = g.began, g.request_id
        method, path, status = request.method, request.path, response.status_code
        # The rule, not the path: ids would make a new series each.
        route = request.url_rule.rule if request.url_rule else "none"

        @response.call_on_close
        def write_line() -> None:
            seconds = time.monotonic() - began
            observe(method, route, status, seconds)
            log.info(
                "request", method=method, path=path, status=status, ms=round(1000 * seconds, 1), request_id=request_id
            )

        return response
