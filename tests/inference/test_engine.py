"""The chat engine over its real process: streaming, cancelling, deadlines, fairness, draining."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ai_engine.errors import BackendFailed, BadInput, Cancelled, DeadlineExceeded, Draining, QueueFull, Unavailable
from ai_engine.inference import ChatEngine, Message
from tests.inference.engines import (
    Delta,
    Finished,
    Queued,
    Started,
    ask,
    asked,
    eventually,
    request,
    scripted_engine,
    settings_for,
    text_of,
    until,
    write_script,
)
from tests.processes import PATIENCE_S

LONG = {"text": "word " * 400, "token_s": 0.02}


def test_an_answer_streams_in_order(tmp_path):
    """Started, the pieces, then one Finished with the counts; joined, the pieces are the answer."""
    write_script(tmp_path, answers=[{"text": "A loop repeats its body."}])
    with scripted_engine(tmp_path) as engine:
        events = [event for event in engine.submit(request("what is a loop"), learner="ann") if event]

    kinds = [type(event) for event in events if not isinstance(event, Queued)]
    assert kinds == [Started] + [Delta] * 5 + [Finished]
    assert text_of(events) == "A loop repeats its body."
    assert events[-1].finish == "stop"
    assert events[-1].usage.completion_tokens == 5
    assert events[-1].timing.total_ms >= events[-1].timing.first_token_ms >= events[-1].timing.queue_ms


def test_what_was_asked_reaches_the_backend_unchanged(tmp_path):
    """Messages and sampling arrive in the process as they were given, odd characters included."""
    text = "naïve 😀 \u2028 \x85 </s> \ud83d"
    with scripted_engine(tmp_path) as engine:
        ask(engine, text, temperature=0.1, seed=7, stop=("x",), top_k=3)

    (seen,) = asked(tmp_path)
    assert seen["messages"] == [{"role": "user", "content": text}]
    assert (seen["sampling"]["seed"], seen["sampling"]["stop"], seen["sampling"]["top_k"]) == (7, ["x"], 3)


@pytest.mark.parametrize(
    ("sampling", "text", "finish"),
    [
        ({"max_tokens": 2}, "one two ", "length"),
        ({"stop": ("three",)}, "one two ", "stop"),
        ({"stop": ("o th",)}, "one tw", "stop"),
        ({"max_tokens": 6, "ignore_eos": True}, "one two three four one two ", "length"),
        ({}, "one two three four ", "stop"),
    ],
)
def test_limits_and_stop_strings_are_kept(tmp_path, sampling, text, finish):
    """The answer ends where the request says, and says why."""
    write_script(tmp_path, default={"text": "one two three four "})
    with scripted_engine(tmp_path) as engine:
        events = list(engine.submit(request(**sampling), learner="ann"))

    assert text_of(events) == text
    assert events[-1].finish == finish


def test_a_cancelled_answer_ends_and_frees_its_slot(tmp_path):
    """The caller sees Cancelled at once, the slot is free soon after, and the next request gets it."""
    write_script(tmp_path, answers=[LONG, {"text": "next"}])
    with scripted_engine(tmp_path, max_slots=1) as engine:
        generation = engine.submit(request(), learner="ann")
        until(generation, Delta)
        generation.cancel()
        generation.cancel()
        with pytest.raises(Cancelled):
            while True:
                generation.next(timeout=5)
        eventually(lambda: engine.state().running == 0)

        assert ask(engine) == "next"
        assert engine.figures.value().counters["cancels"] == 1


def test_leaving_the_with_block_cancels(tmp_path):
    """A caller that fails in the middle leaves nothing running."""
    write_script(tmp_path, default=LONG)
    with scripted_engine(tmp_path) as engine:
        with pytest.raises(ZeroDivisionError), engine.submit(request(), learner="ann") as generation:
            until(generation, Delta)
            raise ZeroDivisionError

        eventually(lambda: engine.state().running == 0)


def test_waiting_can_be_polled(tmp_path):
    """With a timeout `next` gives None while nothing comes, so a handler can look at its client's socket."""
    go = tmp_path / "go"
    write_script(tmp_path, default={"text": "late", "until": str(go)})
    with scripted_engine(tmp_path) as engine:
        generation = engine.submit(request(), learner="ann")
        until(generation, Started)
        silent = generation.next(timeout=0.05)
        go.touch()
        text = text_of(list(generation))

    assert silent is None
    assert text == "late"


def test_a_refused_request_raises_bad_input(tmp_path):
    """The backend's refusal reaches this caller alone, in the backend's words."""
    write_script(tmp_path, answers=[{"refuse": "Too long for the model."}, {"text": "fine"}])
    with scripted_engine(tmp_path) as engine:
        with pytest.raises(BadInput, match="Too long for the model"):
            ask(engine)

        assert ask(engine) == "fine"
        eventually(lambda: engine.state().running == 0)


def test_a_failure_of_one_answer_is_its_own(tmp_path):
    """A backend's error in mid-answer raises BackendFailed there; the neighbour goes on."""
    write_script(
        tmp_path,
        matching=[{"match": "bad", "text": "a b c d", "fail": "The model failed.", "fail_after": 2}],
        default={"text": "w " * 50, "token_s": 0.01},
    )
    with scripted_engine(tmp_path) as engine:
        neighbour = engine.submit(request("good"), learner="bob")
        with pytest.raises(BackendFailed, match="The model failed"):
            ask(engine, "bad")

        assert text_of(list(neighbour)) == "w " * 50


def test_requests_wait_in_line_and_are_told_their_place(tmp_path):
    """With one slot the second and third learn their positions, and move up."""
    go = tmp_path / "go"
    write_script(tmp_path, default={"text": "a b c", "until": str(go)})
    with scripted_engine(tmp_path, max_slots=1) as engine:
        first = engine.submit(request(), learner="a")
        until(first, Started)
        others = [engine.submit(request(), learner=name) for name in "bc"]
        go.touch()
        events = [list(other) for other in others]

    assert [event.position for event in events[0] if isinstance(event, Queued)] == [1]
    assert [event.position for event in events[1] if isinstance(event, Queued)] == [2, 1]


def test_a_full_queue_turns_away_at_once(tmp_path):
    """QueueFull comes without waiting, with a time to come back; those inside are answered."""
    go = tmp_path / "go"
    write_script(tmp_path, default={"text": "a b", "until": str(go)})
    with scripted_engine(tmp_path, max_slots=1, queue_limit=1) as engine:
        first = engine.submit(request(), learner="a")
        until(first, Started)
        second = engine.submit(request(), learner="b")
        with pytest.raises(QueueFull) as full:
            engine.submit(request(), learner="c")
        go.touch()

        assert full.value.retry_after_s >= 1
        assert (text_of(list(first)), text_of(list(second))) == ("a b", "a b")
        assert engine.figures.value().counters["rejected"] == 1


def test_the_deadline_counts_from_arrival(tmp_path):
    """A request ends with DeadlineExceeded while it waits and while it runs; the slot is free again."""
    write_script(
        tmp_path, default={"text": "begun but never ended", "until": str(tmp_path / "never"), "until_after": 1}
    )
    with scripted_engine(tmp_path, max_slots=1) as engine:
        eventually(lambda: engine.state().loaded)
        running = engine.submit(request(), learner="a", deadline_s=5.0)
        until(running, Delta)
        waiting = engine.submit(request(), learner="b", deadline_s=0.3)
        with pytest.raises(DeadlineExceeded):
            list(waiting)
        with pytest.raises(DeadlineExceeded):
            list(running)

        eventually(lambda: engine.state().running == 0)
        assert engine.figures.value().counters["timeouts"] == 2


def test_another_learners_request_is_the_next_one(tmp_path):
    """One slot, five requests of one learner, then one of another: it is served second."""
    go = tmp_path / "go"
    write_script(tmp_path, default={"text": "a b", "until": str(go)})
    with scripted_engine(tmp_path, max_slots=1) as engine:
        many = [engine.submit(request(f"ann {i}"), learner="ann") for i in range(5)]
        until(many[0], Started)
        other = engine.submit(request("bob"), learner="bob")
        go.touch()
        for generation in [other, *many]:
            list(generation)

    assert [seen["messages"][0]["content"] for seen in asked(tmp_path)][:2] == ["ann 0", "bob"]


def test_draining_lets_running_answers_end(tmp_path):
    """What runs ends whole, what waits and what comes is turned away."""
    go = tmp_path / "go"
    write_script(tmp_path, default={"text": "w " * 20, "until": str(go), "until_after": 10})
    with scripted_engine(tmp_path, max_slots=1) as engine, ThreadPoolExecutor(1) as pool:
        running = engine.submit(request(), learner="a")
        until(running, Started)
        waiting = engine.submit(request(), learner="b")
        draining = pool.submit(engine.drain, timeout_s=PATIENCE_S)
        with pytest.raises(Draining):
            list(waiting)
        go.touch()
        drained = draining.result()

        assert drained
        assert text_of(list(running)) == "w " * 20
        with pytest.raises(Draining):
            engine.submit(request(), learner="c")
        assert engine.state().phase == "draining"


def test_draining_is_bounded_in_time(tmp_path):
    """An answer that doesn't end in time fails with Draining when the engine is closed."""
    write_script(tmp_path, default={"text": "late", "first_s": 60})
    with scripted_engine(tmp_path) as engine:
        running = engine.submit(request(), learner="a")
        until(running, Started)
        drained = engine.drain(timeout_s=0.2)
        engine.close()

        assert not drained
        with pytest.raises(Draining):
            list(running)


def test_tokens_are_counted_by_the_engine(tmp_path):
    """The process counts while it runs; without one an estimate comes back."""
    messages = [Message("user", "one two three")]
    off = ChatEngine(settings_for(tmp_path, engine="off"))
    with scripted_engine(tmp_path) as engine:
        eventually(lambda: engine.state().loaded)

        assert engine.count_tokens(messages, PATIENCE_S) == 4
        assert off.count_tokens(messages) > 0


def test_an_engine_that_is_off_says_so_and_takes_nothing(tmp_path):
    """No model in the store: the state tells what to do, and submit raises Unavailable."""
    engine = ChatEngine(settings_for(tmp_path, engine="auto", model_cache_dir=tmp_path / "empty"))
    engine.start()

    assert engine.state().phase == "off"
    assert "init_models.py" in engine.state().message
    with pytest.raises(Unavailable):
        engine.submit(request(), learner="ann")


def test_figures_are_gathered(tmp_path):
    """Tokens in and out, cached ones, first-token times, gaps and queue waits are counted."""
    write_script(tmp_path, default={"text": "a b c d"})
    with scripted_engine(tmp_path) as engine:
        for _ in range(2):
            ask(engine, "the same words")
        figures = engine.figures.value()
        eventually(lambda: engine.state().bytes > 1_000_000)

    assert (figures.counters["requests"], figures.counters["answers"], figures.counters["tokens_out"]) == (2, 2, 8)
    assert figures.counters["tokens_in"] == 8
    assert figures.counters["tokens_cached"] == 3
    assert figures.histograms["first_token"].count == 2
    assert figures.histograms["gap"].count == 6
    assert figures.histograms["queue_wait"].buckets[-1] == (float("inf"), 2)


def test_200_random_cancels_harm_no_neighbour(tmp_path):
    """Twelve callers at once, 200 answers given up at random moments: the others arrive whole, and nothing stays."""
    write_script(tmp_path, default={"text": "alpha beta gamma delta " * 5, "token_s": 0.002})
    rng = random.Random(11)
    broken, cancelled = [], []

    def neighbour(name):
        while len(cancelled) < 200:
            text = ask(engine, learner=name)
            if text != "alpha beta gamma delta " * 5:
                broken.append(text)

    def leaver(name, pauses):
        for pause in pauses:
            generation = engine.submit(request(), learner=name)
            if pause:
                time.sleep(pause)
            generation.close()
            cancelled.append(name)

    with scripted_engine(tmp_path, max_slots=8) as engine:
        threads = [threading.Thread(target=neighbour, args=(f"n{i}",)) for i in range(4)]
        for i in range(8):
            pauses = [rng.choice([0.0, rng.random() * 0.06]) for _ in range(25)]
            threads.append(threading.Thread(target=leaver, args=(f"l{i}", pauses)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        eventually(lambda: engine.state().running == 0 and engine.state().queue_depth == 0)

    assert len(cancelled) == 200
    assert broken == []
