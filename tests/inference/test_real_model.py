"""Real (tiny) Llamas in the real engine process, under callers that come and go."""

import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ai_engine.inference import ChatEngine, Finished
from tests.backends.tiny import write_llama
from tests.backends.tiny_ir import write_openvino
from tests.inference.engines import eventually, request, settings_for, text_of

QUESTIONS = [f"What does line {number} of my loop do?" for number in range(6)]
CANCELS = 200


@pytest.fixture(scope="module", params=["openvino", pytest.param("transformers", marks=pytest.mark.slow)])
def engine(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    write = write_openvino if request.param == "openvino" else write_llama
    write(folder / "model")
    settings = settings_for(folder, engine=request.param, chat_model=str(folder / "model"), device="cpu", max_slots=8)
    engine = _started(settings)
    engine.settings = settings
    yield engine
    engine.close()


def _started(settings):
    engine = ChatEngine(settings)
    engine.start()
    eventually(lambda: engine.state().phase == "ready")
    return engine


def _answer(engine, question, learner, **sampling):
    greedy = {"temperature": 0.0, "max_tokens": 24, "ignore_eos": True, **sampling}
    events = list(engine.submit(request(question, **greedy), learner=learner))
    assert isinstance(events[-1], Finished)
    return text_of(events)


def test_random_cancels_harm_no_neighbour(engine):
    """200 answers given up in queue, prefill or decode: the greedy answers beside them stay what they were."""
    alone = {question: _answer(engine, question, "ann") for question in QUESTIONS}
    rng = random.Random(3)
    left, wrong = [], []

    def neighbour(question):
        while len(left) < CANCELS:
            text = _answer(engine, question, question)
            if text != alone[question]:
                wrong.append((alone[question], text))

    def leaver(name, pauses):
        for pause in pauses:
            with engine.submit(request("word " * rng.randrange(1, 45)), learner=name):
                time.sleep(pause)
            left.append(name)

    threads = [threading.Thread(target=neighbour, args=(question,)) for question in QUESTIONS[:3]]
    for name in range(8):
        pauses = [rng.choice([0.0, rng.random() * 0.1]) for _ in range(CANCELS // 8)]
        threads.append(threading.Thread(target=leaver, args=(f"leaver {name}", pauses)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    eventually(lambda: engine.state().running == 0)

    assert len(left) == CANCELS
    assert wrong == []
    assert engine.state().restarts == 0


def test_no_cache_brings_one_conversation_into_another(engine):
    """Prompts that share beginnings, middles or ends with others' secrets are answered as by an engine that never saw
    those: what is cached is found by all that stands before it, or not at all."""
    rng = random.Random(5)
    rules = "You are a patient tutor. Never tell one learner what another one wrote. " * 2
    prompts = []
    for number in range(24):
        secret = f"my word is {rng.randrange(10**6)} and my name is {rng.choice('abcdefgh') * 5}. "
        shared = rules[: rng.randrange(len(rules))]
        prompts.append(rng.choice([shared + secret, secret + shared, shared + secret + rules[:60]]) + f"Q{number % 3}?")
    after_others = [_answer(engine, prompt, str(number)) for number, prompt in enumerate(prompts)]
    again = [_answer(engine, prompt, "somebody else") for prompt in reversed(prompts)][::-1]
    fresh = _started(engine.settings)
    alone = [_answer(fresh, prompt, "ann") for prompt in reversed(prompts)][::-1]
    cached = engine.figures.value().counters["tokens_cached"]
    fresh.close()

    assert cached > 0
    assert after_others == alone
    assert again == alone


def test_tokens_are_counted_here_as_the_engine_counts_them(engine):
    """The server's own count is the prompt's length in the process's usage."""
    asked = request("How do I read a file?", max_tokens=1)
    finished = list(engine.submit(asked, learner="ann"))[-1]

    assert isinstance(finished, Finished)
    assert engine.count_tokens(asked.messages) == finished.usage.prompt_tokens


def test_a_killed_model_process_comes_back(engine):
    """SIGKILL before the first token: another process with the real model gives the very same answer."""
    before = _answer(engine, QUESTIONS[0], "ann")
    first = engine.pid
    os.kill(first, signal.SIGSTOP)

    def kill():
        eventually(lambda: engine.state().running)
        os.kill(first, signal.SIGKILL)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(kill)
        after = _answer(engine, QUESTIONS[0], "ann")

    assert after == before
    assert engine.pid != first
    assert engine.state().restarts == 1
