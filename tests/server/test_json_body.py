"""The one parser of request bodies."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_engine.errors import BadInput
from ai_engine.server.json_body import MAX_DEPTH, parse_object

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def nested(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth - 1):
        value = {"x": value}
    return value


@given(st.dictionaries(TEXT, VALUES), st.booleans())
def test_every_sound_object_is_read_as_it_is(value: dict[str, Any], ascii_only: bool) -> None:
    """Escaped or not, it comes out as it went in."""
    assert parse_object(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_give_an_object_or_bad_input(body: bytes) -> None:
    """No other exception leaves the parser."""
    try:
        value = parse_object(body)
    except BadInput as error:
        assert error.message.endswith((".", "object"))
    else:
        assert isinstance(value, dict)


def test_the_depth_limit_is_exact() -> None:
    """The deepest allowed object passes, one level more doesn't, and neither do twenty thousand brackets."""
    assert parse_object(json.dumps(nested(MAX_DEPTH)).encode())

    for body in (json.dumps(nested(MAX_DEPTH + 1)).encode(), b"[" * 20_000, b'{"a":' * 20_000):
        with pytest.raises(BadInput, match="nested"):
            parse_object(body)


def test_brackets_in_text_are_no_depth() -> None:
    """A learner's code may hold any number of them, escapes of surrogate pairs, and a written-out escape."""
    code = "[" * 5000 + "\U0001f40d" + "\\u0000 \\ud800"

    assert parse_object(json.dumps({"code": code}).encode()) == {"code": code}


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "\\uDC00", "\\ud800\\u0041", "\\uDFFF\\uD83D"])
@pytest.mark.parametrize("frame", ['{"x": "%s"}', '{"%s": 1}', '{"x": [{"y": ["%s"]}]}'])
def test_nul_and_lone_surrogates_are_refused_wherever_they_stand(text: str, frame: str) -> None:
    """In values, in names, at any depth."""
    with pytest.raises(BadInput, match=r"NUL|surrogate"):
        parse_object((frame % text).encode())


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400", "-1e999", "9" * 5000])
def test_numbers_that_are_none_are_refused(number: str) -> None:
    """Neither words, nor what overflows, nor integers of thousands of digits."""
    with pytest.raises(BadInput, match="number"):
        parse_object(b'{"x": ' + number.encode() + b"}")
