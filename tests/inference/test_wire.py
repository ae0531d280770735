"""Messages survive the socket, wherever the reads end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_engine.errors import SetupError
from ai_engine.inference.protocol import Chunk, GenerationRequest, Message, Sampling, Usage
from ai_engine.inference.wire import Unpacker, chunk_from_wire, chunk_to_wire, pack, request_from_wire, request_to_wire

_ANY_TEXT = st.text(st.characters(), max_size=20)


@given(st.lists(st.dictionaries(_ANY_TEXT, _ANY_TEXT, max_size=3), max_size=5), st.integers(1, 9))
def test_messages_come_back_whole_from_reads_of_any_size(messages, size):
    """Lone surrogates and control characters included."""
    stream = b"".join(pack(message) for message in messages)
    unpacker, found = Unpacker(), []
    for start in range(0, len(stream), size):
        found += unpacker.feed(stream[start : start + size])

    assert found == messages


def test_requests_and_chunks_survive_the_way():
    """What comes out equals what went in, types included."""
    sampling = Sampling(max_tokens=5, stop=("a", "b"), seed=1, ignore_eos=True)
    request = GenerationRequest(id="x", messages=(Message("system", "s"), Message("user", "u")), sampling=sampling)
    plain = GenerationRequest(id="y", prompt="p")
    last = Chunk(id="x", text="t", tokens=2, finish="stop", usage=Usage(1, 2, 3))

    assert request_from_wire(request_to_wire(request)) == request
    assert request_from_wire(request_to_wire(plain)) == plain
    assert chunk_from_wire(chunk_to_wire(last)) == last
    assert chunk_to_wire(Chunk(id="x", text="t", tokens=1)) == {"id": "x", "text": "t", "tokens": 1}


def test_what_is_no_message_is_refused():
    """A length beyond all reason is no reason to wait for so many bytes."""
    with pytest.raises(SetupError):
        Unpacker().feed(b"\xff\xff\xff\xff")
