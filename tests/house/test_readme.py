"""The README's requests give what the README shows."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import debian
from tests.processes import PATIENCE_S, eventually

ROOT = Path(__file__).resolve().parents[2]


def requests() -> list[tuple[str, str]]:
    """Each `$ curl …` of the README with the lines shown below it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server without models, started as the README says."""
    debian("curl", "curl")
    folder = tmp_path_factory.mktemp("readme")
    settings = {"PORT": "0", "DATA_DIR": str(folder / "data"), "MODEL_CACHE_DIR": str(folder / "models")}
    server = subprocess.Popen(
        [sys.executable, "-m", "ai_engine"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    assert server.stdout is not None
    match = None
    for line in server.stdout:
        if match := re.search(r":(\d+)$", line.strip()):
            break
    assert match is not None, "the server did not say where it listens"
    wait_ready(int(match[1]))
    yield int(match[1])
    server.terminate()
    server.wait(PATIENCE_S)
    server.stdout.close()


def wait_ready(port: int) -> None:
    """Until it answers."""

    def answers() -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=PATIENCE_S).close()
        except OSError:
            return False
        return True

    eventually(answers, "ready")


@pytest.mark.parametrize(("command", "shown"), requests(), ids=lambda text: text[:60])
def test_a_request_gives_what_is_shown(port: int, command: str, shown: str) -> None:
    """Every piece between the dots stands in the answer, in that order."""
    command = command.replace("localhost:5000", f"127.0.0.1:{port}")
    answer = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=PATIENCE_S).stdout

    place = 0
    for piece in re.split(r"…\n?", shown.strip()):
        found = answer.find(piece, place)
        assert found >= 0, f"{piece!r} is not in what follows: {answer[place : place + 500]}"
        place = found + len(piece)
