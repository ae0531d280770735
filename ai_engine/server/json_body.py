"""Request bodies are read and parsed here, once, before anything validates them.

flask-openapi3 takes malformed JSON and a wrong media type alike and lets lone surrogates pass, so the app's Request
class answers its get_json() call with `read_object`.
"""

import json
import math
import time
from typing import Any, NoReturn

from flask import Request, current_app
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge, UnsupportedMediaType

from ai_engine.errors import BadInput

MAX_DEPTH = 32
_CHUNK = 65_536
# A body that isn't there after this long comes from a client that would hold a thread for ever.
_READ_S = 30.0


class ApiRequest(Request):
    """A request whose body is one JSON object. The object is parsed once and kept."""

    _object: dict[str, Any] | None = None

    def get_json(self, *_: Any, **__: Any) -> Any:
        """The body's object. Raises BadInput (400) or werkzeug's 413 and 415; never answers None."""
        if self._object is None:
            _check_media_type(self)
            self._object = parse_object(_read(self))
        return self._object


def parse_object(body: bytes) -> dict[str, Any]:
    """Parse bytes into one JSON object.

    Raises:
        BadInput: not UTF-8, not JSON, not an object, nested deeper than MAX_DEPTH, or holding NUL, a lone surrogate,
            a number that isn't finite or an integer of thousands of digits.
    """
    if not body.strip():
        raise BadInput("The request has no body: send a JSON object.")
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise BadInput("The body isn't valid UTF-8.") from error
    except json.JSONDecodeError as error:
        raise BadInput(
            f"The body isn't valid JSON: something is wrong at line {error.lineno}, column {error.colno}."
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        # The interpreter refuses to parse integers beyond its digit limit.
        raise BadInput("The body holds a number that is too long.") from error
    if not isinstance(value, dict):
        raise BadInput("The body must be a JSON object.")
    # Both searches are over bytes and cheap; the walk over every value is done only when they give a reason.
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH or b"\\u0000" in body or b"\\ud" in body or b"\\uD" in body:
        _check_values(value)
    return value


def _check_values(root: dict[str, Any]) -> None:
    """Walk level by level, so that depth is counted and no recursion is needed."""
    level: list[Any] = [root]
    depth = 1
    while level:
        below: list[Any] = []
        for value in level:
            if isinstance(value, str):
                _check_text(value)
            elif isinstance(value, (dict, list)):
                if depth > MAX_DEPTH:
                    raise _too_deep()
                below.extend(value)
                if isinstance(value, dict):
                    below.extend(value.values())
        level = below
        depth += 1


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise BadInput("The body holds a NUL character, which no text field takes.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadInput("The body holds half a character (a lone surrogate).")


def _too_deep() -> BadInput:
    return BadInput(f"The body is nested too deeply: {MAX_DEPTH} levels are the most.")


def _no_constant(name: str) -> NoReturn:
    raise BadInput(f"The body holds {name}, which is no JSON number.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise BadInput("The body holds a number that is too large.")
    return number


def _check_media_type(request: Request) -> None:
    kind = request.mimetype
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise UnsupportedMediaType
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "utf8", "us-ascii", "ascii"} or request.headers.get("Content-Encoding"):
        raise UnsupportedMediaType


def _read(request: Request) -> bytes:
    """The whole body, also one sent in chunks without a length, but never more than the setting allows."""
    limit: int = current_app.config["MAX_BODY_BYTES"]
    if (request.content_length or 0) > limit:
        raise RequestEntityTooLarge
    end = time.monotonic() + _READ_S
    parts: list[bytes] = []
    size = 0
    try:
        while part := request.stream.read(_CHUNK):
            size += len(part)
            if size > limit:
                raise RequestEntityTooLarge
            if time.monotonic() > end:
                raise BadInput("The body took too long to arrive.")
            parts.append(part)
    except (OSError, ParseException, ClientDisconnected) as error:
        raise BadInput("The body couldn't be read: it broke off, or its chunks are malformed.") from error
    return b"".join(parts)
