"""Calls to the task process: failures, deaths, hanging, rest. The real worker with the real host and an empty store."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from ai_engine.errors import BackendFailed, BadInput, BadSetting, DeadlineExceeded, EngineDied, NotReady, Unavailable
from ai_engine.inference.calls import TaskClient
from ai_engine.inference.supervisor import RestartPolicy
from tests.inference.engines import eventually
from tests.processes import PATIENCE_S, alive


@contextmanager
def _client(folder, **values):
    client = TaskClient(lambda: {"model_cache_dir": str(folder)}, **values)
    try:
        yield client
    finally:
        client.close()


def _ready(client):
    """Have the process running; the answer itself doesn't matter."""
    with pytest.raises(BadInput):
        client.call("nonsense", 1, PATIENCE_S)


def test_nothing_runs_before_the_first_call(tmp_path):
    """The process is started by a call, which is then answered by it, in its words."""
    with _client(tmp_path) as client:
        before = client.state()
        with pytest.raises(BadInput, match="nonsense"):
            client.call("nonsense", "x", PATIENCE_S)

        assert before.phase == "off"
        assert client.state().phase == "ready"
        assert client.pid != 0


def test_a_missing_model_fails_the_call_alone(tmp_path):
    """An empty store: BackendFailed for this kind, and the process goes on."""
    with _client(tmp_path) as client:
        with pytest.raises(BackendFailed):
            client.call("embed", ["x"], PATIENCE_S)
        pid = client.pid
        _ready(client)

        assert client.pid == pid


def test_a_call_that_comes_too_early_says_so(tmp_path):
    """Not loaded within the caller's patience: NotReady; asked again later, it answers."""
    with _client(tmp_path) as client:
        with pytest.raises(NotReady):
            client.call("nonsense", 1, 0.0)

        _ready(client)


def test_a_call_that_takes_too_long_is_given_up(tmp_path):
    """DeadlineExceeded, and nothing waits for it any more."""
    with _client(tmp_path) as client:
        _ready(client)
        os.kill(client.pid, signal.SIGSTOP)
        with pytest.raises(DeadlineExceeded):
            client.call("nonsense", 1, 0.1)
        os.kill(client.pid, signal.SIGCONT)

        assert client.state().queue_depth == 0
        _ready(client)


def test_a_call_survives_one_death_of_the_process(tmp_path):
    """Killed while the call is in it, the next process answers; killed again, the call says so."""
    with _client(tmp_path) as client:
        _ready(client)
        first = client.pid
        os.kill(first, signal.SIGSTOP)

        def kill_one():
            eventually(lambda: client.state().queue_depth)
            os.kill(first, signal.SIGKILL)

        with ThreadPoolExecutor(1) as pool:
            pool.submit(kill_one)
            with pytest.raises(BadInput):
                client.call("nonsense", 1, PATIENCE_S)

        assert client.pid != first
        assert client.state().restarts == 1


def test_a_call_that_meets_two_deaths_is_given_up(tmp_path):
    """EngineDied after the second; a third process serves others."""
    with _client(tmp_path) as client:
        _ready(client)
        first = client.pid
        os.kill(first, signal.SIGSTOP)

        def kill_two():
            eventually(lambda: client.state().queue_depth)
            os.kill(first, signal.SIGKILL)
            eventually(lambda: client.pid not in (0, first))
            os.kill(client.pid, signal.SIGKILL)

        with ThreadPoolExecutor(1) as pool:
            pool.submit(kill_two)
            with pytest.raises(EngineDied):
                client.call("nonsense", 1, PATIENCE_S)

        _ready(client)


def test_a_process_that_hangs_is_replaced(tmp_path):
    """No sign of life for the set time: killed, and the call is answered by the next process."""
    with _client(tmp_path, policy=RestartPolicy(step_limit_s=6.0)) as client:
        _ready(client)
        first = client.pid
        os.kill(first, signal.SIGSTOP)
        _ready(client)

        assert client.pid != first


def test_an_idle_process_ends_and_comes_back(tmp_path):
    """After its idle time all its memory is free; the next call starts another."""
    with _client(tmp_path, idle_s=0.5) as client:
        _ready(client)
        first = client.pid
        eventually(lambda: client.state().phase == "off")
        eventually(lambda: not alive(first))
        _ready(client)

        assert client.pid != first


def test_options_that_cannot_be_made_fail_the_calls():
    """A SetupError on this side reaches no process: calls are told at once."""

    def options():
        raise BadSetting("CODE_MODEL can't be used.")

    client = TaskClient(options)
    with pytest.raises(Unavailable):
        client.call("names", "x", PATIENCE_S)
    client.close()


def test_a_closed_client_takes_no_calls(tmp_path):
    """Unavailable at once, without a process."""
    with _client(tmp_path) as client:
        client.close()
        with pytest.raises(Unavailable):
            client.call("nonsense", 1, 1)

        assert client.pid == 0
