"""Which precision hint serves this machine best: measured once in idle time, remembered in DATA_DIR, used from the
next start on.

OpenVINO computes either in the CPU's half precision (its default) or in float32. Which is faster depends on the CPU,
and may differ between reading a prompt and decoding. Both are measured by a short child process, one after the other,
because a second copy of the weights has no place in the engine, and a request that comes in ends the child at once.
"""

import json
import os
import platform
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ai_engine.models.cores import usable_cores

HINTS = ("", "f32")
"""INFERENCE_PRECISION_HINT: "" is the library's own choice."""
_FILE = "engine-hints.json"
_IDLE_BEFORE_S = 30.0
_PATIENCE_S = 300.0
_QUIET_LOAD = 0.6
"""Load average for each core below which the machine counts as quiet: others' work would be measured too."""
_ROOM_BYTES = 3_000_000_000
"""Free memory that the child needs beside the engine, with some to spare."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One hint's speeds: prompt tokens a second, and seconds a decode step takes for one request and for eight."""

    prefill: float
    step_1_s: float
    step_8_s: float

    def cost(self) -> tuple[float, float]:
        """Seconds for 256 prompt tokens and 150 of answer: for one learner alone, and for a class of eight."""
        return 256 / self.prefill + 150 * self.step_1_s, 8 * 256 / self.prefill + 150 * self.step_8_s


def best_hint(measured: dict[str, Measured]) -> str:
    """The hint with the least cost, alone and in class counted alike, relative to the default's."""
    alone, many = measured[""].cost()

    def relative(hint: str) -> float:
        mine_alone, mine_many = measured[hint].cost()
        return mine_alone / alone + mine_many / many

    return min(measured, key=relative)


class HintTuner:
    """The remembered hint of one model on this machine, and the measurement where there is none yet."""

    def __init__(self, data_dir: Path | None, folder: Path) -> None:
        self._file = data_dir / _FILE if data_dir else None
        self._folder = folder
        self._key = f"{cpu_name()}, {usable_cores()} cores; {folder.name}, {_size(folder)} bytes"
        self._child: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._started_at = 0.0
        self._quiet_since = time.monotonic()
        self._done = self._file is None or self._key in self._read()

    def hint(self) -> str:
        """The hint to load with: the remembered one, else the default."""
        hint = self._read().get(self._key, {}).get("hint", "")
        return hint if hint in HINTS else ""

    def idle(self) -> None:
        """Called about every second without work: start the measurement after a quiet while, and fetch its result."""
        if self._done:
            return
        if self._child is None:
            if time.monotonic() - self._quiet_since >= _IDLE_BEFORE_S:
                self._start()
        elif self._child.poll() is not None:
            self._finish(self._child)
        elif time.monotonic() - self._started_at > _PATIENCE_S:
            self._give_up()

    def busy(self) -> None:
        """A request came: end the measurement at once, to begin anew in the next quiet while."""
        self._quiet_since = time.monotonic()
        self._stop()

    def close(self) -> None:
        """End the measurement."""
        self._stop()

    def _start(self) -> None:
        if _free_bytes() < _ROOM_BYTES or os.getloadavg()[0] > _QUIET_LOAD * usable_cores():
            self._quiet_since = time.monotonic()
            return
        self._line, theirs = socket.socketpair()
        self._started_at = time.monotonic()
        with theirs:
            arguments = [str(theirs.fileno()), str(os.getpid()), str(self._folder)]
            self._child = subprocess.Popen(
                [sys.executable, "-m", "ai_engine.inference.backends.measure", *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def _finish(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        output = child.stdout.read()
        try:
            found = {hint: Measured(**values) for hint, values in json.loads(output).items()}
            self._write(found)
        except (ValueError, TypeError, KeyError, ZeroDivisionError, OSError):
            pass  # no result is no harm: the default hint stays, and the next start tries again
        self._give_up()

    def _give_up(self) -> None:
        self._done = True
        self._stop()

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
        if self._line is not None:
            self._line.close()
            self._line = None

    def _read(self) -> dict[str, Any]:
        if self._file is None:
            return {}
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _write(self, measured: dict[str, Measured]) -> None:
        assert self._file is not None
        entry = {
            "hint": best_hint(measured),
            "measured": {hint or "default": asdict(speeds) for hint, speeds in measured.items()},
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        whole = json.dumps(self._read() | {self._key: entry}, indent=2, ensure_ascii=False)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(whole + "\n", encoding="utf-8")
        fresh.replace(self._file)


def cpu_name() -> str:
    """The processor's name as its maker writes it."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _size(folder: Path) -> int:
    weights = folder / "openvino_model.bin"
    return weights.stat().st_size if weights.is_file() else 0


def _free_bytes() -> int:
    """Memory that can be had without swapping; elsewhere than on Linux it is taken for enough."""
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return _ROOM_BYTES
