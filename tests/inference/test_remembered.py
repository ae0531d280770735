"""What is measured is remembered, and estimates begin with it."""

import json
import time

from ai_engine.errors import ModelMissing
from ai_engine.inference import ChatEngine, GenerationRequest, Message
from ai_engine.inference.choose import engine_options
from ai_engine.inference.estimate import PrefixGuess, estimate_tokens
from ai_engine.inference.remembered import Measured, recall, remember
from ai_engine.inference.supervisor import RestartPolicy
from tests.inference.engines import ask, eventually, scripted_engine, settings_for, write_script


def test_the_second_start_knows_how_long_loading_takes(tmp_path):
    """The first start has no estimate; the next one says how many seconds are left."""
    go = tmp_path / "go"
    write_script(tmp_path, load={"until": str(go)})
    estimates, began = [], time.monotonic()
    for _ in range(2):
        go.unlink(missing_ok=True)
        with scripted_engine(tmp_path) as engine:
            eventually(lambda: engine.state().phase == "loading")
            estimates.append(engine.state().ready_eta_s)
            go.touch()
            eventually(lambda: engine.state().loaded)

    assert estimates[0] is None
    assert 0.5 <= estimates[1] <= time.monotonic() - began + 0.5


def test_measured_speed_survives_a_restart(tmp_path):
    """After slow answers, a new engine's file says that this machine is slow."""
    write_script(tmp_path, default={"text": "a b c d e", "token_s": 0.1})
    with scripted_engine(tmp_path) as engine:
        for _ in range(3):
            ask(engine)
    measured = recall(tmp_path, "scripted:scripted")

    assert measured is not None
    assert measured.token_s > 0.05


def test_a_damaged_or_foreign_file_is_no_obstacle(tmp_path):
    """Nothing is recalled from it, and remembering goes on."""
    path = tmp_path / "engine-speed.json"
    for content in (
        "{",
        "[]",
        '{"a:b": {"load_s": "x"}}',
        '{"a:b": {"load_s": -1, "first_s": 1, "token_s": 1, "tokens": 1}}',
    ):
        path.write_text(content)
        assert recall(tmp_path, "a:b") is None
    remember(tmp_path, "a:b", Measured(1, 2, 3, 4))

    assert recall(tmp_path, "a:b") == Measured(1, 2, 3, 4)
    assert set(json.loads(path.read_text())) == {"a:b"}


def test_a_model_that_comes_later_is_found(tmp_path):
    """Nothing in the store: off. Once the model is there, the engine starts by itself."""
    write_script(tmp_path, default={"text": "here I am"})
    there = []

    def options():
        if not there:
            raise ModelMissing("not yet")
        return engine_options(settings_for(tmp_path))

    settings = settings_for(tmp_path, engine="auto", model_cache_dir=tmp_path / "store")
    engine = ChatEngine(settings, options, RestartPolicy(look_again_s=0.1))
    engine.start()
    eventually(lambda: engine.state().phase == "off" and engine.state().message)
    there.append(True)
    eventually(lambda: engine.state().phase == "ready")
    text = ask(engine)
    engine.close()

    assert text == "here I am"


def test_what_was_read_before_counts_as_cached():
    """The same beginning costs little the second time; a different beginning costs all."""
    rules = "You are a patient tutor. " * 60
    guess = PrefixGuess()

    def cost(*texts):
        messages = tuple(Message("user", text) for text in texts)
        return guess.new_tokens(GenerationRequest(id="x", messages=messages))

    first = cost(rules, "What is a loop?")
    second = cost(rules, "What is a list, and how do I use it?")
    other = cost("x" + rules, "What is a loop?")

    assert second < first / 3
    assert other > first * 0.9


def test_an_estimate_is_of_the_right_size():
    """Near four characters a token, and some for each message."""
    text = "for i in range(10):\n    print(i)\n" * 10

    assert 60 < estimate_tokens(GenerationRequest(id="x", messages=(Message("user", text),))) < 160
