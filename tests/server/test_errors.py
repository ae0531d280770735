"""The one mapping from exceptions to answers."""

import inspect
from http import HTTPStatus

import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound, RequestEntityTooLarge, UnsupportedMediaType

from ai_engine import errors
from ai_engine.errors import EngineError, FieldError
from ai_engine.server.errors import STATUSES, error_object, retry_after, standard_error_object, status_of

CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, EngineError) and kind is not EngineError and not kind.__name__.startswith("_")
]
ALLOWED = {400, 403, 404, 409, 429, 499, 500, 503, 504}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_exception_class_is_mapped(kind: type[EngineError]) -> None:
    """Itself or an ancestor below the root stands in the table, and the status is one the contract knows."""
    mapped = [ancestor for ancestor in kind.__mro__ if ancestor in STATUSES]

    assert mapped
    assert status_of(kind("A sentence.")) in ALLOWED
    assert 422 not in STATUSES.values()


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_retry_after_stands_with_every_429_and_503_only(kind: type[EngineError]) -> None:
    """Whole seconds, at least one."""
    error = kind("A sentence.")
    seconds = retry_after(error)

    if status_of(error) in (429, 503):
        assert seconds is not None and seconds >= 1
    else:
        assert seconds is None


@pytest.mark.parametrize(
    "error",
    [ValueError("/secret/path"), KeyError("x"), errors.StoreError("/secret/path is broken"), EngineError("secret"),
     MemoryError(), RecursionError("secret")],
)  # fmt: skip
def test_what_happens_inside_stays_inside(error: Exception) -> None:
    """Unknown exceptions and those about the installation show one fixed sentence."""
    for shown in (error_object(error, "r1"), standard_error_object(error)):
        assert "secret" not in str(shown)
        assert "internal_error" in str(shown)


def test_the_error_object_is_the_contracts() -> None:
    """Exactly its five fields, details with field and message."""
    error = errors.BadInput("The field x must be text.", [FieldError("x", "must be text")])

    assert error_object(error, "r1") == {
        "success": False,
        "error": "The field x must be text.",
        "code": "bad_request",
        "details": [{"field": "x", "message": "must be text"}],
        "request_id": "r1",
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [(NotFound(), "not_found"), (MethodNotAllowed(), "method_not_allowed"), (RequestEntityTooLarge(), "too_large"),
     (UnsupportedMediaType(), "unsupported_media_type")],
)  # fmt: skip
def test_the_frameworks_own_refusals_have_plain_sentences(error: Exception, code: str) -> None:
    """Not werkzeug's."""
    shown = error_object(error, "r1")

    assert shown["code"] == code
    assert shown["error"].endswith(".") and "URL" not in shown["error"]


def test_the_standard_protocols_shape() -> None:
    """message, type, param and code, with OpenAI's types."""
    bad = standard_error_object(errors.BadInput("No.", [FieldError("n", "can only be 1")]))["error"]
    full = standard_error_object(errors.QueueFull("Full."))["error"]
    broken = standard_error_object(errors.Unavailable("Off."))["error"]

    assert bad == {"message": "No.", "type": "invalid_request_error", "param": "n", "code": "bad_request"}
    assert (full["type"], broken["type"]) == ("rate_limit_error", "server_error")
    assert HTTPStatus(status_of(errors.QueueFull("Full."))) is HTTPStatus.TOO_MANY_REQUESTS
