"""A real server: `python -m ai_engine` on a free port, with the scripted backend in its real engine process."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.postgres import postgres_database, postgres_server
from tests.processes import PATIENCE_S, alive, descendants_of, eventually

__all__ = ["postgres_database", "postgres_server"]


class Server:
    """One running server. `script` sets the scripted model's next answers."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        environment = {name: value for name, value in os.environ.items() if name not in ("PORT", "HOST")}
        environment |= {
            "PORT": "0",
            "ENGINE": "scripted",
            "DATA_DIR": str(folder),
            "MODEL_CACHE_DIR": str(folder / "store"),
            "RAW_MODEL": "on",
            "DRAIN_S": "10",
        }
        environment |= {name.upper(): str(value) for name, value in settings.items()}
        self.log = (folder / "log").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ai_engine"],
            cwd=Path(__file__).parents[2],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            start_new_session=True,
        )
        self.http = httpx.Client(timeout=PATIENCE_S)
        assert self.process.stdout is not None
        self.banner = [self.process.stdout.readline()]
        found = re.search(r"http://localhost:(\d+)", self.banner[0])
        if found is None:
            self.stop()
            raise AssertionError(f"no address in the banner: {self.banner} {self.logged()}")
        while not self.banner[-1].startswith("Ctrl-C"):
            assert self.banner[-1], f"the banner breaks off: {self.banner} {self.logged()}"
            self.banner.append(self.process.stdout.readline())
        self.port = int(found[1])
        self.http.base_url = f"http://127.0.0.1:{self.port}"

    def script(self, **script: Any) -> None:
        """Set what the scripted model answers from now on."""
        waiting = self.folder / "scripted.new"
        waiting.write_text(json.dumps(script))
        waiting.replace(self.folder / "scripted.json")

    def wait_ready(self) -> None:
        """Until the chat model answers."""
        eventually(lambda: self.http.get("/ready").status_code == 200, "ready")

    def logged(self) -> str:
        """The log so far."""
        return (self.folder / "log").read_text()

    def processes(self) -> set[int]:
        """Ids of this server's processes that run at present."""
        return {pid for pid in (self.process.pid, *descendants_of(self.process.pid)) if alive(pid)}

    def stop(self) -> None:
        """End it, whatever state it is in."""
        self.http.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.log.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share; the model's answer is fixed."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.script(default={"text": "A loop repeats its block once for each value."})
    running.wait_ready()
    yield running
    running.stop()


_ENDLESS = {
    "match": "SLOW",
    "text": "A loop repeats. " * 200,
    "token_s": 0.05,
    "until": "/never/there",
    "until_after": 40,
}
SLOW = {"matching": [_ENDLESS], "default": {"text": "Yes."}}
"""An answer that begins and never comes to its end when the message says SLOW; any other is short."""


@pytest.fixture(scope="session")
def slow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one slot and two places, whose model never ends when the message says SLOW."""
    running = Server(tmp_path_factory.mktemp("slow"), max_slots=1, queue_limit=2)
    running.script(**SLOW)
    running.wait_ready()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Any]:
    """Starts servers for one test, with settings of its own."""
    started: list[Server] = []

    def start(**settings: object) -> Server:
        running = Server(tmp_path, **settings)
        started.append(running)
        return running

    yield start
    for running in started:
        running.stop()


def read_events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """Server-sent events as (name, data); a comment has the name "" and its text as data."""
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            text = line.removeprefix("data: ")
            yield name, text if text == "[DONE]" else json.loads(text)
        elif line.startswith(":"):
            yield "", line
