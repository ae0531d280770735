"""The one place where failures become HTTP answers: statuses, the error object, and what is logged instead of shown."""

from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from ai_engine import errors
from ai_engine.errors import EngineError, FieldError
from ai_engine.server.wording import field_errors

log = structlog.get_logger()

# Looked up along the class's ancestors. 499 is what proxies log for a client that left; nobody reads it.
STATUSES: dict[type[EngineError], int] = {
    errors.BadInput: 400,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Busy: 429,
    errors.Cancelled: 499,
    errors.BackendFailed: 503,
    errors.Unavailable: 503,
    errors.DeadlineExceeded: 504,
    errors.SetupError: 500,
}
_INTERNAL = "Something went wrong inside the server; the request can be sent again."
_SENTENCES = {
    400: "The request can't be understood.",
    404: "There is nothing at this address.",
    405: "This address doesn't take that method.",
    413: "The body is too large.",
    414: "The address is too long.",
    415: "Send the body as application/json in UTF-8, uncompressed.",
    431: "The request's headers are too large.",
}
# To list errors the library makes an object of each: 200,000, as two megabytes can hold, take a second or two.
_LISTABLE = 5_000
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported_media_type"}


class InvalidFields(errors.BadInput):
    """Fields of the body, the query or the path that fail their schema."""

    code = "invalid_fields"


def status_of(error: EngineError) -> int:
    """The status of an exception class, its own or its nearest ancestor's; 500 for the bare root."""
    for kind in type(error).__mro__:
        if kind in STATUSES:
            return STATUSES[kind]
    return 500


def retry_after(error: EngineError) -> int | None:
    """Whole seconds for Retry-After, at least 1; None where waiting doesn't help."""
    seconds = getattr(error, "retry_after_s", 5.0 if isinstance(error, errors.BackendFailed) else None)
    return None if seconds is None else max(1, round(seconds + 0.4999))


def public(error: Exception) -> tuple[int, str, str, tuple[FieldError, ...]]:
    """Status, sentence, code and details of any exception, with nothing of the inside in them."""
    if isinstance(error, EngineError):
        status = status_of(error)
        if status == 500:
            return 500, _INTERNAL, "internal_error", ()
        return status, error.message, error.code, getattr(error, "details", ())
    if isinstance(error, HTTPException) and error.code is not None and 400 <= error.code < 500:
        sentence = _SENTENCES.get(error.code) or f"{HTTPStatus(error.code).phrase}."
        return error.code, sentence, _CODES.get(error.code, "bad_request"), ()
    return 500, _INTERNAL, "internal_error", ()


def error_object(error: Exception, request_id: str) -> dict[str, Any]:
    """The error object of API.md, for an answer's body and for a stream's `error` event."""
    _, sentence, code, details = public(error)
    return {
        "success": False,
        "error": sentence,
        "code": code,
        "details": [{"field": item.field, "message": item.message} for item in details],
        "request_id": request_id,
    }


def standard_error_object(error: Exception) -> dict[str, Any]:
    """The error as OpenAI's API shapes it, for everything under /v1."""
    status, sentence, code, details = public(error)
    kind = {429: "rate_limit_error", 403: "permission_error"}.get(status, "invalid_request_error")
    return {
        "error": {
            "message": sentence,
            "type": "server_error" if status >= 500 else kind,
            "param": details[0].field if details else None,
            "code": code,
        }
    }


def malformed_object(status: int, request_id: str) -> dict[str, Any]:
    """The error object of what never became a request, or failed outside the app."""
    sentence = _INTERNAL if status == 500 else _SENTENCES.get(status, _SENTENCES[400])
    code = "internal_error" if status == 500 else _CODES.get(status, "bad_request")
    return {"success": False, "error": sentence, "code": code, "details": [], "request_id": request_id}


def invalid(error: ValidationError) -> Response:
    """flask-openapi3 calls this when a schema refuses; the exception goes the way of all the others."""
    count = error.error_count()
    if count > _LISTABLE:
        raise InvalidFields(f"{count:,} fields of the body are wrong or unknown: compare it with /openapi.json.")
    details = field_errors(error)
    first = details[0]
    more = "" if len(details) == 1 else f" (and {len(details) - 1} more)"
    raise InvalidFields(f"The field {first.field} {first.message}{more}.", details)


def is_standard_protocol() -> bool:
    """Whether the request goes to /v1, whose errors have OpenAI's shape."""
    return request.path == "/v1" or request.path.startswith("/v1/")


def register_errors(app: Flask) -> None:
    """Answer every exception in the one shape."""
    app.register_error_handler(Exception, _answer)


def _answer(error: Exception) -> Any:
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return error
    status = public(error)[0]
    if status == 500:
        log.error("request failed inside", exc_info=error)
    body = standard_error_object(error) if is_standard_protocol() else error_object(error, g.request_id)
    response = current_app.json.response(body)
    response.status_code = status
    if isinstance(error, HTTPException) and error.code == 405 and (allowed := getattr(error, "valid_methods", None)):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    if isinstance(error, EngineError) and (seconds := retry_after(error)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response
