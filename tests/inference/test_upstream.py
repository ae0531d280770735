"""The upstream backend in the real engine process, against real servers on loopback."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from ai_engine.errors import BackendFailed
from ai_engine.inference import GenerationRequest, Sampling
from ai_engine.inference.backends.sse import EventReader, SurrogateJoiner
from tests.inference.engines import Delta, Finished, ask, eventually, request, scripted_engine, text_of, until
from tests.inference.upstreams import WORDS, dead_url, upstream

ANSWER = "".join(WORDS)


@contextmanager
def _engine(folder, *urls, **values):
    with scripted_engine(folder, engine="upstream", upstream_urls=", ".join(urls), **values) as engine:
        yield engine


def test_an_answer_streams_with_the_servers_counts(tmp_path):
    """Text, finish and usage are the server's; it was asked to stream, with the key and its own first model."""
    with upstream() as server, _engine(tmp_path, server.url, upstream_api_key="sesame") as engine:
        events = list(engine.submit(request("hi", temperature=0.2, max_tokens=50, seed=3), learner="ann"))
        state = engine.state()

    assert text_of(events) == ANSWER
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert (finished.usage.prompt_tokens, finished.usage.completion_tokens, finished.usage.cached_tokens) == (9, 5, 4)
    (body,) = server.asked
    assert (body["stream"], body["model"], body["max_tokens"], body["seed"]) == (True, "little", 50, 3)
    assert server.keys == ["Bearer sesame"]
    assert (state.model, state.context_tokens) == ("little", 1234)


def test_extensions_are_sent_only_where_they_say_something(tmp_path):
    """A server without vLLM's fields never sees them at their defaults."""
    with upstream() as server, _engine(tmp_path, f"{server.url}/v1/", upstream_model="other") as engine:
        ask(engine, max_tokens=9)
        ask(engine, max_tokens=9, top_k=5, stop=("a", "b", "c", "d", "e"))
        prompt = GenerationRequest(id="p", prompt="def f(", sampling=Sampling(max_tokens=9))
        text = text_of(list(engine.submit(prompt, learner="ann")))

    plain, extended, completion = server.asked
    assert not {"top_k", "seed", "stop", "ignore_eos", "min_tokens", "repetition_penalty"} & set(plain)
    assert (extended["top_k"], extended["stop"], extended["model"]) == (5, ["a", "b", "c", "d"], "other")
    assert (completion["prompt"], text) == ("def f(", ANSWER)
    assert server.paths == ["/v1/chat/completions", "/v1/chat/completions", "/v1/completions"]


@pytest.mark.parametrize(
    "habit",
    [
        {"crlf": True},
        {"comments": True, "crlf": True},
        {"usage": False},
        {"done": False},
        {"byte_by_byte": True},
        {"plain_json": True},
        {"refuse_stream_options": True},
    ],
    ids=str,
)
def test_servers_habits_are_tolerated(tmp_path, habit):
    """Line ends, comments, a missing usage or end mark, split characters, no streaming at all."""
    pieces = ["naïve ", "😀 ", "line\u2028end\x85 ", "ok"]
    with upstream(pieces=pieces, **habit) as server, _engine(tmp_path, server.url) as engine:
        events = list(engine.submit(request(), learner="ann"))

    assert text_of(events) == "".join(pieces)
    assert isinstance(events[-1], Finished)
    assert events[-1].usage.completion_tokens > 0


def test_stop_strings_end_the_answer_and_hang_up(tmp_path):
    """Even a server that doesn't know them; what follows is not waited for."""
    pieces = ["one ", "tw", "o three", *["more "] * 500]
    with upstream(pieces=pieces, piece_s=0.02) as server, _engine(tmp_path, server.url) as engine:
        text = ask(engine, stop=("two",))
        eventually(lambda: server.hung_up == 1)

    assert text == "one "


def test_cancelling_hangs_up(tmp_path):
    """The server's own write fails soon after: it can stop generating."""
    with upstream(pieces=["word "] * 1000, piece_s=0.02) as server, _engine(tmp_path, server.url) as engine:
        generation = engine.submit(request(), learner="ann")
        until(generation, Delta)
        generation.cancel()
        eventually(lambda: server.hung_up == 1)
        eventually(lambda: engine.state().running == 0)

    assert server.finished == 0


def test_cancelling_before_the_first_token_hangs_up_too(tmp_path):
    """While the server still reads the prompt, the slot is free at once and no other answer is disturbed."""
    with upstream(first_s=1.0, pieces=["x"] * 50, piece_s=0.02) as server, _engine(tmp_path, server.url) as engine:
        generation = engine.submit(request(), learner="ann")
        eventually(lambda: server.asked)
        generation.cancel()
        eventually(lambda: engine.state().running == 0)
        eventually(lambda: server.hung_up == 1)


def test_another_server_takes_over_before_the_first_token(tmp_path):
    """A dead address and a failing server cost the learner nothing, and are left alone afterwards."""
    with (
        upstream(status=500) as broken,
        upstream() as sound,
        dead_url() as dead,
        _engine(tmp_path, dead, broken.url, sound.url) as engine,
    ):
        answers = [ask(engine) for _ in range(4)]

    assert answers == [ANSWER] * 4
    assert len(broken.asked) == 1
    assert len(sound.asked) == 4


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_all_servers_failing_is_said_in_words(tmp_path, status, caplog):
    """BackendFailed, one sentence, without the server's own text, which doesn't reach the log either."""
    caplog.set_level("DEBUG")
    with upstream(status=status, error_text="secret words") as server, _engine(tmp_path, server.url) as engine:
        with pytest.raises(BackendFailed) as failure:
            ask(engine)

        assert "secret" not in failure.value.message
        eventually(lambda: f"status {status}" in caplog.text)
        assert "secret" not in caplog.text
        eventually(lambda: engine.state().running == 0)


def test_nobody_listening_is_said_in_words_and_mended_when_somebody_does(tmp_path):
    """The engine is ready without its upstream; a server that left alone is tried again when there is no other."""
    with upstream() as server, _engine(tmp_path, server.url) as engine:
        server.behaviour.status = 503
        with pytest.raises(BackendFailed):
            ask(engine)
        server.behaviour.status = 200

        assert ask(engine) == ANSWER


def test_a_bad_request_is_not_sent_elsewhere(tmp_path):
    """The request itself is at fault: one server's word is enough."""
    with (
        upstream(status=400) as first,
        upstream(status=400) as second,
        _engine(tmp_path, first.url, second.url) as engine,
        pytest.raises(BackendFailed, match="too long"),
    ):
        ask(engine)

    assert len(first.asked) + len(second.asked) == 1


@pytest.mark.parametrize("fault", [{"cut_after": 2}, {"error_in_stream": 2}], ids=str)
def test_a_stream_that_breaks_off_ends_with_an_error(tmp_path, fault):
    """After the first token no other server takes over: its text would not fit."""
    with upstream(**fault) as broken, upstream() as sound, _engine(tmp_path, broken.url, sound.url) as engine:
        generation = engine.submit(request(), learner="ann")
        first = until(generation, Delta)
        with pytest.raises(BackendFailed) as failure:
            list(generation)

    assert first.text == WORDS[0]
    assert "secret" not in failure.value.message
    assert sound.asked == []


def test_a_stream_cut_before_its_first_token_is_taken_over(tmp_path):
    """Nothing was shown yet, so another server answers."""
    with upstream(cut_after=0) as broken, upstream() as sound, _engine(tmp_path, broken.url, sound.url) as engine:
        text = ask(engine)

    assert text == ANSWER
    assert len(broken.asked) == 1


def test_a_slow_answer_does_not_hold_up_others(tmp_path):
    """Sixteen streams at once over two servers; a slow one among them delays none."""
    with (
        upstream(go=threading.Event()) as slow,
        upstream(go=threading.Event(), pieces=["w "] * 40, piece_s=0.01) as quick,
        _engine(tmp_path, slow.url, quick.url) as engine,
        ThreadPoolExecutor(16) as pool,
    ):
        generations = [engine.submit(request(), learner=str(i)) for i in range(16)]
        texts = [pool.submit(lambda generation: text_of(list(generation)), one) for one in generations]
        eventually(lambda: len(slow.asked) + len(quick.asked) == 16)
        quick.behaviour.go.set()
        eventually(lambda: sum(text.done() for text in texts) == 8)
        first = [text.result() for text in texts if text.done()]
        slow.behaviour.go.set()
        last = [text.result() for text in texts if text.result() not in first]

    assert first == ["w " * 40] * 8
    assert last == [ANSWER] * 8


def test_events_of_any_cut_are_read_the_same():
    """However the bytes arrive, the objects are the same; data over several lines is joined."""
    stream = (
        'data: {"a":\ndata: 1}\r\n\r\n: note\ndata:{"b": "é\u2028"}\n\ndata: nonsense\n\ndata: {"c": 3}\ndata: [DONE]\n'
    )
    wanted = [{"a": 1}, {"b": "é\u2028"}, {"c": 3}]
    for size in range(1, 20):
        reader, found = EventReader(), []
        raw = stream.encode()
        for start in range(0, len(raw), size):
            found += reader.feed(raw[start : start + size])

        assert found == wanted
        assert reader.done


def test_halves_of_characters_are_joined():
    """Surrogates split over two pieces become one character; one that stays alone can't harm."""
    joiner = SurrogateJoiner()

    assert [joiner.push("a\ud83d"), joiner.push("\ude00b\ud83d"), joiner.flush()] == ["a", "😀b", "\ufffd"]
