"""Starting, stopping, dying: the server as a program."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.processes import PATIENCE_S, alive, children_of, descendants_of
from tests.processes import eventually as until
from tests.server.conftest import SLOW, Server, read_events
from tests.server.test_chat import CHAT, open_stream, running

ROOT = Path(__file__).parents[2]


def start_and_fail(tmp_path: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Start with settings that can't work; gives the finished process."""
    environment = os.environ | {"PORT": "0", "DATA_DIR": str(tmp_path / "data"), "ENGINE": "off"}
    environment |= {name.upper(): str(value) for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "ai_engine"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"port": "seventy"}, "PORT"),
        ({"engine": "magic"}, "ENGINE"),
        ({"max_slots": 0}, "MAX_SLOTS"),
        ({"host": "no.such.host.invalid"}, "HOST"),
        ({"host": "203.0.113.7"}, "HOST"),
        ({"data_dir": "/dev/null/data"}, "DATA_DIR"),
        ({"database_url": "mysql://x"}, "DATABASE_URL"),
        ({"database_url": "postgresql://ada:geheim@127.0.0.1:1/x"}, "DATABASE_URL"),
        ({"model_cache_dir": __file__}, "MODEL_CACHE_DIR"),
        ({"challenges_dir": "/nowhere"}, "CHALLENGES_DIR"),
        ({"engine": "auto", "chat_model": "/nowhere/at all"}, "CHAT_MODEL"),
        ({"code_model": "a b c"}, "CODE_MODEL"),
        ({"engine": "upstream"}, "UPSTREAM_URLS"),
        ({"engine": "upstream", "upstream_urls": "http://127.0.0.1:1/v1, ftp://x"}, "UPSTREAM_URLS"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_at_start(
    tmp_path: Path, settings: dict[str, object], named: str
) -> None:
    """One clear sentence on standard error, no trace, no password, exit code 2."""
    finished = start_and_fail(tmp_path, **settings)

    assert finished.returncode == 2
    assert named in finished.stderr
    assert len(finished.stderr.splitlines()) == 1
    assert "Traceback" not in finished.stderr and "geheim" not in finished.stderr


def test_a_challenge_of_the_school_that_cannot_be_used_ends_the_start(tmp_path: Path) -> None:
    """One sentence names it and what is wrong; no learner meets it first."""
    (tmp_path / "own" / "sums").mkdir(parents=True)
    (tmp_path / "own" / "sums" / "challenge.toml").write_text("title = 'Sums'\n")
    finished = start_and_fail(tmp_path, challenges_dir=tmp_path / "own")

    assert finished.returncode == 2
    assert finished.stderr.startswith("The challenge sums can't be used: ") and finished.stderr.count("\n") == 1


def test_a_port_in_use_is_a_clear_sentence(tmp_path: Path) -> None:
    """It says which port, and what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        finished = start_and_fail(tmp_path, port=port)

    assert finished.returncode == 2
    assert finished.stderr == f"Port {port} is in use by another program: stop it, or choose another with PORT.\n"


def test_without_a_model_it_says_so_and_answers(own_server: Any) -> None:
    """The banner names what is ready, what is not, and the command that changes it; /ready is 200 at once."""
    server = own_server(engine="auto")
    banner = "".join(server.banner)

    assert "ready  code analysis" in banner
    assert "init_models.py" in banner
    ready = server.http.get("/ready")
    assert (ready.status_code, ready.json()["answers"]) == (200, "grounded")
    health = server.http.get("/health").json()
    assert health["status"] == "degraded"
    answer = server.http.post(CHAT, json={"message": "What does a for loop do?"}).json()
    assert answer["response"]["model_used"] == "grounded"
    assert answer["response"]["message"]


def test_not_ready_until_the_model_is(own_server: Any, tmp_path: Path) -> None:
    """While the model loads /ready is 503 with the phase and an estimate, and /health and analysis answer."""
    go = tmp_path / "go"
    (tmp_path / "scripted.json").write_text(json.dumps({"load": {"until": str(go)}, "default": {"text": "Yes."}}))
    server = own_server()
    loading = server.http.get("/ready")
    health = server.http.get("/health")

    assert loading.status_code == 503
    assert loading.json()["phase"] in ("starting", "loading")
    assert loading.json()["bytes"] >= 0 and loading.json()["ready_in_s"] >= 1
    assert int(loading.headers["Retry-After"]) >= 1
    assert (health.status_code, health.json()["status"]) == (200, "degraded")
    assert server.http.post("/code/analyze", json={"code": "print(1)"}).status_code == 200
    go.touch()
    server.wait_ready()
    assert server.http.get("/health").json()["status"] == "healthy"


@pytest.mark.slow
def test_preload_none_is_ready_at_once_and_wakes_the_model_when_asked(own_server: Any) -> None:
    """The first question starts the engine."""
    server = own_server(preload="none")
    server.script(default={"text": "A loop repeats its block once for each value."})

    assert server.http.get("/ready").status_code == 200
    assert server.http.get("/health").json()["models"]["chat"]["phase"] == "off"
    first = server.http.post(CHAT, json={"message": "What does a for loop do?"}).json()
    assert first["response"]["model_used"] in ("grounded", "scripted")
    until(lambda: server.http.get("/health").json()["models"]["chat"]["phase"] == "ready", "the model is loaded")
    second = server.http.post(CHAT, json={"message": "What does a for loop do?"}).json()
    assert second["response"]["model_used"] == "scripted"


def test_the_web_process_imports_no_model_library() -> None:
    """Everything that serves is imported without torch, transformers, openvino or numpy."""
    program = (
        "import sys, ai_engine.__main__, ai_engine.server.worker, ai_engine.server.gunicorn_app\n"
        "from ai_engine.server import Services, create_app\n"
        "from ai_engine.settings import read_settings\n"
        "settings = read_settings()\n"
        "create_app(settings, Services.build(settings))\n"
        "print(sorted({'torch', 'transformers', 'openvino', 'openvino_genai', 'numpy'} & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S
    )

    assert (finished.stdout, finished.stderr) == ("[]\n", "")


@pytest.mark.parametrize("whole_group", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_ctrl_c_stops_cleanly(own_server: Any, whole_group: bool) -> None:
    """With a stream open: exit code 0, no trace, no process left, whether the terminal signals one or all.

    Ctrl-C waits for no answer: this one never ends, and would be let go on for far longer than this test waits.
    """
    server = own_server(drain_s=3_600)
    server.script(**SLOW)
    server.wait_ready()
    processes = server.processes()
    with open_stream(server):
        until(lambda: running(server), "a stream runs")
        (os.killpg if whole_group else os.kill)(server.process.pid, signal.SIGINT)
        assert server.process.wait(PATIENCE_S) == 0
    until(lambda: not any(alive(process) for process in processes), "all have ended")

    assert "Traceback" not in server.logged()


@pytest.mark.parametrize("moment", ["at once", "database", "worker", "banner"])
def test_ctrl_c_while_it_starts_is_clean_too(tmp_path: Path, moment: str) -> None:
    """At whatever moment of the start it comes: the end, no process left, and no trace once the program itself runs."""
    environment = os.environ | {"PORT": "0", "DATA_DIR": str(tmp_path), "ENGINE": "scripted"}
    with subprocess.Popen(
        [sys.executable, "-m", "ai_engine"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that runs the tests in the background ignores Ctrl-C, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing of ours is locked
    ) as starting:
        if moment == "database":
            until((tmp_path / "tutor.db").exists, "it migrates its database")
        elif moment == "worker":
            until(lambda: children_of(starting.pid), "it has forked")
        elif moment == "banner":
            assert starting.stdout is not None
            starting.stdout.readline()
        processes = {starting.pid, *descendants_of(starting.pid)}
        os.killpg(starting.pid, signal.SIGINT)
        _, said = starting.communicate(timeout=PATIENCE_S)
    until(lambda: not any(alive(pid) for pid in processes), "all have ended")

    assert starting.returncode in (0, -signal.SIGINT), said
    assert "in main" not in said  # before it, the interpreter itself was still starting
    assert "Traceback" not in said or moment == "at once"


@pytest.mark.parametrize("victim", ["master", pytest.param("worker", marks=pytest.mark.slow)])
def test_a_killed_web_process_leaves_no_engine(own_server: Any, victim: str) -> None:
    """SIGKILL in mid-stream: its engine process goes too (a killed worker is replaced)."""
    server = own_server()
    server.script(**SLOW)
    server.wait_ready()
    master = server.process.pid
    workers = set(children_of(master))
    below = server.processes() - {master}
    engines = below - workers
    assert workers and engines
    with open_stream(server):
        until(lambda: running(server), "a stream runs")
        os.kill(master if victim == "master" else workers.pop(), signal.SIGKILL)
        gone = below if victim == "master" else engines
        until(lambda: not any(alive(pid) for pid in gone), "all have ended")

    if victim == "worker":
        server.http.close()
        server.http = httpx.Client(base_url=server.http.base_url, timeout=PATIENCE_S)
        server.wait_ready()
        assert server.http.post(CHAT, json={"message": "What is a loop?"}).status_code == 200


def test_sigterm_lets_answers_end_and_takes_no_new_work(own_server: Any) -> None:
    """The running stream comes to its done; new work gets 503 with Retry-After meanwhile; then the exit code is 0."""
    server: Server = own_server(drain_s=PATIENCE_S)
    go = server.folder / "go"
    held = {"match": "SLOW", "text": "A loop repeats its block. " * 8, "until": str(go), "until_after": 3}
    server.script(matching=[held], default={"text": "Yes."})
    server.wait_ready()
    body = {"model": "scripted", "messages": [{"role": "user", "content": "SLOW"}], "stream": True}
    with server.http.stream("POST", "/v1/chat/completions", json=body) as stream:
        events = read_events(stream.iter_lines())
        next(events)
        server.process.terminate()
        with httpx.Client(base_url=server.http.base_url, timeout=PATIENCE_S) as other:
            until(lambda: other.get("/ready").status_code == 503, "it drains")
            refused = other.post(CHAT, json={"message": "Me too?"})
            analysis = other.post("/code/analyze", json={"code": "x"})
            health = other.get("/health")
        go.touch()
        rest = [data for _, data in events]

    for answer in (refused, analysis):
        assert (answer.status_code, answer.json()["code"]) == (503, "draining")
        assert int(answer.headers["Retry-After"]) >= 1
    assert health.status_code == 200 and health.json()["draining"] is True
    assert rest[-1] == "[DONE]"
    assert server.process.wait(PATIENCE_S) == 0
    assert "Traceback" not in server.logged()


@pytest.mark.slow
def test_draining_is_bounded(own_server: Any) -> None:
    """An answer that would take minutes is cut off after DRAIN_S."""
    server = own_server(drain_s=1)
    server.script(**SLOW)
    server.wait_ready()
    with open_stream(server) as connection:
        received = b""
        while b"event: delta" not in received:
            received += connection.recv(65_536)
        server.process.terminate()
        assert server.process.wait(PATIENCE_S) == 0
        while part := connection.recv(65_536):
            received += part

    assert received.count(b"event: done") + received.count(b"event: error") == 1


@pytest.mark.slow
def test_it_runs_on_postgresql(own_server: Any, postgres_database: str) -> None:
    """With DATABASE_URL the same conversation is continued, listed and forgotten there."""
    server = own_server(database_url=postgres_database, engine="off")
    first = server.http.post(CHAT, json={"message": "What is a loop?", "learner_id": "ada"}).json()
    again = {"message": "And a list?", "learner_id": "ada", "conversation_id": first["conversation_id"]}

    assert server.http.post(CHAT, json=again).status_code == 200
    listed = server.http.get("/conversations", params={"learner_id": "ada"}).json()["conversations"]
    assert [item["turns"] for item in listed] == [4]
    assert not (server.folder / "tutor.db").exists()
    assert server.http.delete("/learners/ada").json()["deleted"]["conversations"] == 1
