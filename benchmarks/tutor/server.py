"""A real server for a measurement: `python -m ai_engine` in its own process, on loopback."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

_ROOT = Path(__file__).parents[2]
_READY_S = 180.0


class Server:
    """A started server with an empty database; what isn't in `settings` is as the environment has it.

    Raises:
        RuntimeError: it doesn't start, or isn't ready within three minutes.
    """

    def __init__(self, **settings: object) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tutor-benchmark-")
        environment = dict(os.environ) | {"HOST": "127.0.0.1", "PORT": "0", "DATA_DIR": self._folder.name}
        environment |= {"DATABASE_URL": "", "RAW_MODEL": "on", "LOG_LEVEL": "error"}
        environment |= {name.upper(): str(value) for name, value in settings.items()}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ai_engine"],
            cwd=_ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.http = httpx.Client(timeout=180)
        assert self._process.stdout is not None
        address = re.search(r"http://localhost:(\d+)", self._process.stdout.readline())
        if address is None:
            self.stop()
            raise RuntimeError("The server did not start.")
        self.http.base_url = f"http://127.0.0.1:{address[1]}"

    def wait_ready(self) -> str:
        """Wait until it really answers; the name of its chat model, "" where it has none."""
        end = time.monotonic() + _READY_S
        while self.http.get("/ready").status_code != 200:
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError("The server is not ready.")
            time.sleep(0.1)
        listed = [model["id"] for model in self.http.get("/v1/models").json()["data"]]
        return next((name for name in listed if name != "tutor"), "")

    def stop(self) -> None:
        """End it and forget its data."""
        self.http.close()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()


def settings_without_model() -> dict[str, Any]:
    """Composed text only."""
    return {"engine": "off"}


def settings_of_upstream(url: str) -> dict[str, Any]:
    """A chat model at a URL."""
    return {"engine": "upstream", "upstream_urls": url, "upstream_model": "", "upstream_api_key": ""}
