"""TaskEngine with its real process and real tiny models."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.inference.tasks.engine import LOADING, NameSuggestion, TaskEngine
from ai_engine.settings import Settings
from tests.backends.tiny import SUM, write_code_model

PROGRAM = SUM.replace("{}", "x")


@pytest.fixture(scope="module")
def code_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_code_model(tmp_path_factory.mktemp("t5"))


@pytest.fixture(scope="module")
def engine(code_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TaskEngine]:
    engine = TaskEngine(
        Settings(
            model_cache_dir=tmp_path_factory.mktemp("store"),
            code_model=str(code_model),
            embedding_model="all-minilm-l6-v2",
            device="cpu",
        )
    )
    yield engine
    engine.close()


def test_the_first_caller_is_told_to_wait_and_the_next_is_served(engine: TaskEngine) -> None:
    """A cold model answers `loading` at once; what it then finds is there for the next who asks."""
    assert engine.suggest_names(PROGRAM, wait_s=0.01) is LOADING

    found = engine.suggest_names(PROGRAM, wait_s=60)

    assert isinstance(found, tuple)
    assert isinstance(found[0], NameSuggestion)
    assert (found[0].name, found[0].suggestion) == ("x", "total")
    assert engine.suggest_names(PROGRAM, wait_s=0) == found


def test_good_names_need_no_suggestion(engine: TaskEngine) -> None:
    """A program whose names are good gives an empty answer, not none."""
    assert engine.suggest_names("total = 1\nprint(total)\n", wait_s=60) == ()


def test_what_is_not_installed_is_none(engine: TaskEngine) -> None:
    """Without a model in the store there is no answer, and no process is started for it."""
    assert engine.embed(["a"]) is None
    assert engine.sentiment("a") is None
    assert engine.installed("names")
    assert not engine.installed("embed")


@pytest.mark.slow
def test_a_killed_process_comes_back(engine: TaskEngine) -> None:
    """SIGKILL on the task process costs at most the answers under way."""
    engine.suggest_names(PROGRAM, wait_s=60)
    os.kill(engine._client.pid, signal.SIGKILL)
    fresh = PROGRAM + "\nprint(sum_of([1, 2]))\n"
    ends = time.monotonic() + 100
    found = engine.suggest_names(fresh, wait_s=5)
    while not isinstance(found, tuple) and time.monotonic() < ends:
        found = engine.suggest_names(fresh, wait_s=5)

    assert isinstance(found, tuple)
    assert found[0].suggestion == "total"
