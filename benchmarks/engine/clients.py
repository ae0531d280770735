"""What the comparison talks to: a row's process, or the engine over HTTP, with the same questions."""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx

from benchmarks.engine.load import Timing, shared_prefix, words


class RowProcess:
    """A row of rows.py, run by `python` (another interpreter where its library lives elsewhere)."""

    def __init__(self, name: str, model: Path, python: str = sys.executable, **options: object) -> None:
        line = [python, "-m", "benchmarks.engine.rows", name, "--model", str(model)]
        line += [part for key, value in options.items() for part in (f"--{key.replace('_', '-')}", str(value))]
        environment = {**os.environ, "TOKENIZERS_PARALLELISM": "false"}
        self._process = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
        )
        started = time.monotonic()
        self._read()
        self.ready_s = time.monotonic() - started

    def _read(self) -> Any:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with contextlib.suppress(ValueError):
                return json.loads(line)
        raise RuntimeError("the row's process ended")

    def _ask(self, **command: object) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return self._read()

    def one(self, count: int, tokens: int, seed: int) -> Timing:
        """One stream after a prompt of that many words."""
        return _timings(self._ask(do="one", words=count, tokens=tokens, seed=seed))[0]

    def streams(self, count: int, tokens: int, seed: int) -> list[Timing]:
        """That many at once."""
        return _timings(self._ask(do="streams", count=count, tokens=tokens, seed=seed))

    def memory(self) -> int:
        """Resident bytes."""
        return int(self._ask(do="memory"))

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


def _timings(raw: list[Any]) -> list[Timing]:
    return [Timing(first, last, tokens, tuple(gaps), prompt) for first, last, tokens, gaps, prompt in raw]


class Server:
    """The engine as users start it, asked over HTTP through /v1 with the raw model, so that no tutor stands between."""

    def __init__(self, model: Path, **settings: object) -> None:
        self._folder = tempfile.TemporaryDirectory()
        environment = {
            **os.environ,
            "PORT": "0",
            "CHAT_MODEL": str(model),
            "RAW_MODEL": "on",
            "DATA_DIR": self._folder.name,
            "MODEL_CACHE_DIR": f"{self._folder.name}/store",
            "LOG_LEVEL": "error",
            "LEARNER_QUEUE_LIMIT": "64",
            "DEADLINE_S": "900",
            **{key.upper(): str(value) for key, value in settings.items()},
        }
        hints = environment.pop("HINTS_FILE", "")
        if hints:
            Path(self._folder.name, "engine-hints.json").write_text(hints)
        started = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ai_engine"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        port = None
        for line in self._process.stdout:
            if "http://" in line:
                port = int(line.strip().rsplit(":", 1)[1])
                break
        assert port, "the server did not say where it listens"
        threading.Thread(target=self._process.stdout.read, daemon=True).start()
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=600, limits=limits)
        while self.http.get("/ready").json().get("answers") != "model":
            time.sleep(0.05)
        self.ready_s = time.monotonic() - started
        self.name = next(m["id"] for m in self.http.get("/v1/models").json()["data"] if m["id"] != "tutor")

    def ask(self, prompt: str, tokens: int, user: str) -> Timing:
        """One completion, streamed; times as the client sees them."""
        body = {
            "model": self.name, "prompt": prompt, "max_tokens": tokens, "temperature": 0, "ignore_eos": True,
            "stream": True, "stream_options": {"include_usage": True}, "user": user,
        }  # fmt: skip
        started = time.perf_counter()
        times: list[float] = []
        usage: dict[str, int] = {}
        ended = 0.0
        with self.http.stream("POST", "/v1/completions", json=body) as answer:
            answer.raise_for_status()
            for line in answer.iter_lines():
                if not line.startswith("data: {"):
                    continue
                event = json.loads(line[6:])
                if "error" in event:
                    raise RuntimeError(f"the server failed: {event['error']['message']}")
                usage = event.get("usage") or usage
                ended = time.perf_counter() - started
                if event.get("choices") and event["choices"][0].get("text"):
                    times.append(time.perf_counter() - started)
        gaps = tuple(b - a for a, b in itertools.pairwise(times))
        if not times:  # all tokens within one character: it comes with the end
            times = [ended]
        return Timing(times[0], times[-1], usage["completion_tokens"], gaps, usage["prompt_tokens"], len(times))

    def one(self, count: int, tokens: int, seed: int) -> Timing:
        """One stream after a prompt of that many words."""
        return self.ask(words(count, seed), tokens, "one")

    def streams(self, count: int, tokens: int, seed: int) -> list[Timing]:
        """That many learners at once."""
        found: list[Timing | None] = [None] * count

        def work(k: int) -> None:
            found[k] = self.ask(f"{shared_prefix()} {k} {words(20, seed + k)}", tokens, f"learner-{k}")

        threads = [threading.Thread(target=work, args=(k,)) for k in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [t for t in found if t is not None]

    def memory(self) -> int:
        """Resident bytes of the web process and the engine together."""
        total = 0
        waiting = [self._process.pid]
        while waiting:
            pid = waiting.pop()
            with contextlib.suppress(OSError):
                status = Path(f"/proc/{pid}/status").read_text()
                total += next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:"))
                children = Path(f"/proc/{pid}/task").glob("*/children")
                waiting += [int(child) for path in children for child in path.read_text().split()]
        return total

    def close(self) -> None:
        """Stop it as Ctrl-C does."""
        self.http.close()
        self._process.terminate()
        self._process.wait(60)
        self._folder.cleanup()
