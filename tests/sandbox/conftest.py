"""Sandboxes of both levels, really started."""

import sys
from collections.abc import Iterator

import pytest

from ai_engine.sandbox import Limits
from ai_engine.sandbox.level import works
from ai_engine.sandbox.process import Isolation, SandboxProcess
from ai_engine.sandbox.results import RunResult, run_result
from tests.conftest import debian


class Cell:
    """One level; every run gets a process of its own.

    The wall limit is far above what a program needs that ends by itself, so that a busy machine ends none.
    """

    def __init__(self, isolation: Isolation) -> None:
        self.isolation = isolation

    @property
    def kind(self) -> str:
        return self.isolation.kind

    def run(self, code: str, wall_s: float = 60.0, limits: Limits | None = None, **job: object) -> RunResult:
        process = SandboxProcess(self.isolation, limits or Limits())
        try:
            return run_result(process.ask({"kind": "run", "code": code, **job}, wall_s))
        finally:
            process.kill()


@pytest.fixture(scope="session", params=["bubblewrap", "landlock"])
def cell(request: pytest.FixtureRequest) -> Iterator[Cell]:
    """A sandbox of each level that this machine can give."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the sandbox needs Linux")
    if request.param == "bubblewrap":
        debian("bubblewrap", "bwrap")
    isolation = Isolation(request.param)
    if not works(isolation):
        pytest.skip(f"this machine's kernel does not allow {request.param}")
    yield Cell(isolation)
