"""What a dead, hung or unloadable engine process costs: the streams in flight, and nothing else."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from ai_engine.errors import EngineDied, Unavailable
from ai_engine.inference import ChatEngine
from ai_engine.inference.choose import engine_options
from ai_engine.inference.supervisor import RestartPolicy, Supervisor
from tests.inference.engines import (
    Delta,
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
from tests.processes import alive

LONG = {"text": "word " * 400, "token_s": 0.02}
ROOT = Path(__file__).parents[2]


def _pid(engine: ChatEngine) -> int:
    eventually(lambda: engine.state().loaded)
    return engine.pid


def test_a_kill_in_mid_stream_ends_that_stream_and_the_next_is_answered(tmp_path):
    """SIGKILL: the stream in flight raises EngineDied, another process answers the next request."""
    write_script(tmp_path, answers=[LONG, {"text": "alive"}])
    with scripted_engine(tmp_path) as engine:
        generation = engine.submit(request(), learner="ann")
        until(generation, Delta)
        first = _pid(engine)
        os.kill(first, signal.SIGKILL)
        with pytest.raises(EngineDied):
            list(generation)

        assert ask(engine) == "alive"
        assert _pid(engine) != first
        assert engine.state().restarts == 1
        assert engine.figures.value().counters["restarts"] == 1


def test_a_request_without_a_token_is_tried_once_more(tmp_path):
    """Killed before the first token: the caller notices nothing but the wait."""
    write_script(tmp_path, answers=[{"text": "never", "first_s": 60}, {"text": "second try"}])
    with scripted_engine(tmp_path) as engine:
        generation = engine.submit(request(), learner="ann")
        until(generation, Started)
        eventually(lambda: asked(tmp_path))
        os.kill(_pid(engine), signal.SIGKILL)

        assert text_of(list(generation)) == "second try"
        assert engine.figures.value().counters["retries"] == 1


def test_a_request_that_kills_twice_is_given_up(tmp_path):
    """It is tried once more, not for ever; a request that waited is answered."""
    write_script(tmp_path, matching=[{"match": "poison", "text": "x", "die_after": 0}], default={"text": "fine"})
    with scripted_engine(tmp_path, max_slots=1) as engine:
        poison = engine.submit(request("poison"), learner="ann")
        waiting = engine.submit(request("good"), learner="bob")
        with pytest.raises(EngineDied):
            list(poison)

        assert text_of(list(waiting)) == "fine"
        assert sum("poison" in seen["messages"][0]["content"] for seen in asked(tmp_path)) == 2


def test_a_process_that_hangs_is_restarted(tmp_path):
    """No step ends for the set time: the state says stuck, then the process is killed and the next request answered."""
    write_script(tmp_path, answers=[{"text": "a b c d", "hang_after": 2}, {"text": "alive"}])
    with scripted_engine(tmp_path, policy=RestartPolicy(step_limit_s=8, stuck_after_s=0.5)) as engine:
        generation = engine.submit(request(), learner="ann")
        until(generation, Delta)
        eventually(lambda: engine.state().stuck)
        with pytest.raises(EngineDied):
            list(generation)

        assert not engine.state().stuck
        assert ask(engine) == "alive"
        assert engine.state().restarts == 1


def test_five_deaths_in_a_minute_mean_degraded(tmp_path):
    """Then requests fail at once, and a slow new try brings the engine back."""
    write_script(tmp_path, load={"die": True})
    policy = RestartPolicy(first_pause_s=0.01, slow_pause_s=3.0)
    with scripted_engine(tmp_path, policy=policy) as engine:
        waiting = engine.submit(request(), learner="ann")
        with pytest.raises(Unavailable):
            list(waiting)
        state = engine.state()
        with pytest.raises(Unavailable):
            engine.submit(request(), learner="ann")
        write_script(tmp_path, default={"text": "back"})
        eventually(lambda: engine.state().phase == "ready")

        assert state.phase == "degraded"
        assert state.restarts == 5
        assert ask(engine) == "back"


def test_pauses_between_restarts_grow(tmp_path):
    """Each of the first five starts comes later after the death before it."""
    write_script(tmp_path, load={"die": True})
    policy = RestartPolicy(first_pause_s=0.2, slow_pause_s=60)
    began = time.monotonic()
    with scripted_engine(tmp_path, policy=policy) as engine:
        eventually(lambda: engine.state().phase == "degraded")

    assert time.monotonic() - began > 0.2 + 0.4 + 0.8 + 1.6


def test_a_model_that_cannot_be_loaded_is_reported_in_words(tmp_path):
    """The state is failed, with the backend's sentence; requests don't wait for it; later it is tried again."""
    write_script(tmp_path, load={"fail": "The weights are damaged: run init_models.py --check."})
    with scripted_engine(tmp_path, policy=RestartPolicy(slow_pause_s=0.5)) as engine:
        eventually(lambda: engine.state().phase == "failed")
        state = engine.state()
        with pytest.raises(Unavailable):
            engine.submit(request(), learner="ann")
        write_script(tmp_path, default={"text": "mended"})
        eventually(lambda: engine.state().phase == "ready")

        assert state.message == "The weights are damaged: run init_models.py --check."
        assert ask(engine) == "mended"


def test_loading_without_end_is_cut_short(tmp_path):
    """A process that says nothing while it loads is killed like one that hangs later."""
    write_script(tmp_path, load={"seconds": 600})
    policy = RestartPolicy(load_limit_s=0.5, first_pause_s=0.01, deaths=2, slow_pause_s=60)
    with scripted_engine(tmp_path, policy=policy) as engine:
        eventually(lambda: engine.state().phase == "degraded")

        assert engine.state().restarts == 2


def test_a_named_backend_without_its_model_fails_with_what_to_do(tmp_path):
    """ENGINE=openvino and an empty store: failed, naming the command."""
    with scripted_engine(tmp_path, engine="openvino", model_cache_dir=tmp_path / "empty") as engine:
        eventually(lambda: engine.state().phase == "failed")

        assert "init_models.py" in engine.state().message


def test_requests_wait_while_the_engine_loads(tmp_path):
    """Submitted before the process is ready, a request is answered when it is."""
    go = tmp_path / "go"
    write_script(tmp_path, load={"until": str(go)}, default={"text": "hello"})
    with scripted_engine(tmp_path) as engine:
        generation = engine.submit(request(), learner="ann")
        eventually(lambda: engine.state().phase == "loading")
        go.touch()

        assert text_of(list(generation)) == "hello"


def test_the_process_ignores_ctrl_c(tmp_path):
    """SIGINT, and with a group of its own not even the terminal's, costs no answer."""
    write_script(tmp_path, default={"text": "w " * 30, "token_s": 0.01})
    with scripted_engine(tmp_path) as engine:
        generation = engine.submit(request(), learner="ann")
        until(generation, Delta)
        os.kill(_pid(engine), signal.SIGINT)
        list(generation)

        assert os.getpgid(engine.pid) != os.getpgid(0)
        assert engine.state().restarts == 0


_PARENT = """
import sys, time
from pathlib import Path
from tests.inference.engines import settings_for, request
from ai_engine.inference import ChatEngine
engine = ChatEngine(settings_for(Path(sys.argv[1])))
engine.start()
generation = engine.submit(request(sys.argv[2]), learner="ann")
while not engine.state().loaded:
    time.sleep(0.02)
next(generation)
print(engine.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("doing", ["stream", "hang", "nothing"])
def test_no_engine_process_outlives_the_server(tmp_path, doing):
    """The server is killed with SIGKILL: soon the engine process is gone, even out of a step without end."""
    write_script(
        tmp_path,
        matching=[
            {"match": "stream", "text": "word " * 1_000_000, "token_s": 0.05},
            {"match": "hang", "text": "a b", "hang_after": 0},
        ],
        default={"text": "short"},
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(tmp_path), doing], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with parent:
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        assert alive(child)
        parent.kill()
        parent.wait()
        eventually(lambda: not alive(child))


def test_closing_leaves_no_process_and_no_thread(tmp_path):
    """After close the process has been collected, also when it was in the middle of a step without end."""
    write_script(tmp_path, default={"text": "a", "hang_after": 0})
    engine = ChatEngine(settings_for(tmp_path))
    engine.start()
    generation = engine.submit(request(), learner="ann")
    until(generation, Started)
    pid = _pid(engine)
    engine.close()
    engine.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


class _Clumsy:
    """A listener that fails, as only a mistake in the program could make it."""

    def __init__(self):
        self.deaths = []

    def on_ready(self, stats):
        pass

    def on_message(self, message):
        pass

    def on_death(self, reason, soon):
        self.deaths.append((reason, soon))

    def tick(self):
        if not self.deaths:
            raise ZeroDivisionError


def test_a_mistake_in_the_supervision_leaves_nobody_waiting(tmp_path):
    """The process is ended, those who wait are told, and it is tried again later."""
    listener = _Clumsy()
    options = asdict(engine_options(settings_for(tmp_path)))
    supervisor = Supervisor("engine", "chat", lambda: options, listener, RestartPolicy(slow_pause_s=0.5))
    supervisor.start()
    eventually(lambda: listener.deaths)
    eventually(lambda: supervisor.status.phase == "ready")
    supervisor.stop()

    assert [soon for _, soon in listener.deaths] == [False]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_server_that_was_stopped_itself_does_not_blame_the_engine(tmp_path):
    """Stopped for longer than a step may take and continued, the server goes on with the same process."""
    write_script(tmp_path, default={"text": "w " * 5_000, "token_s": 0.01})
    script = _PARENT.replace("settings_for(Path(sys.argv[1]))", "settings_for(Path(sys.argv[1])), policy=POLICY")
    script = (
        "from ai_engine.inference.supervisor import RestartPolicy\nPOLICY = RestartPolicy(step_limit_s=5.5)" + script
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path), "go on"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with parent:
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGSTOP)
        time.sleep(6.5)
        parent.send_signal(signal.SIGCONT)
        time.sleep(0.5)
        lives = alive(child)
        parent.kill()

    assert lives
