"""The precision hint: measured by a real child process on a tiny IR, remembered, and used at the next start."""

import json
import os
import time
from pathlib import Path

import pytest

from ai_engine.inference import tuning
from ai_engine.inference.tuning import HintTuner, Measured, best_hint
from tests.backends.tiny_ir import write_openvino


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_openvino(tmp_path_factory.mktemp("ir"), context=1024)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning, "_IDLE_BEFORE_S", 0.0)
    monkeypatch.setattr(tuning, "_QUIET_LOAD", 1e9)


def wait(tuner: HintTuner) -> None:
    ends = time.monotonic() + 60
    while not tuner._done and time.monotonic() < ends:
        tuner.idle()
        time.sleep(0.05)


def test_both_hints_are_measured_and_the_better_one_remembered(folder: Path, tmp_path: Path) -> None:
    """After a quiet while the file in DATA_DIR has both hints' speeds; a new tuner reads the choice and is done."""
    data = tmp_path / "not" / "yet"
    tuner = HintTuner(data, folder)
    assert tuner.hint() == ""
    wait(tuner)

    [(key, entry)] = json.loads((data / "engine-hints.json").read_text()).items()
    again = HintTuner(data, folder)

    assert tuning.cpu_name() in key
    assert set(entry["measured"]) == {"default", "f32"}
    assert all(speed > 0 for speeds in entry["measured"].values() for speed in speeds.values())
    assert again.hint() == entry["hint"]
    assert again._done


def test_a_request_ends_the_measurement(folder: Path, tmp_path: Path) -> None:
    """When a request comes, the child is gone at once and nothing is remembered."""
    tuner = HintTuner(tmp_path, folder)
    tuner.idle()
    child = tuner._child
    assert child is not None

    tuner.busy()

    assert child.returncode is not None
    assert not (tmp_path / "engine-hints.json").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_without_a_data_folder_nothing_is_measured(folder: Path) -> None:
    """A backend without DATA_DIR loads with the default hint and never starts a child."""
    tuner = HintTuner(None, folder)
    tuner.idle()

    assert tuner.hint() == ""
    assert tuner._child is None


def test_a_damaged_file_is_as_none(folder: Path, tmp_path: Path) -> None:
    """Nonsense in the file means the default hint, not a failed start."""
    (tmp_path / "engine-hints.json").write_text("{")

    assert HintTuner(tmp_path, folder).hint() == ""


def test_the_choice_weighs_one_learner_and_a_class() -> None:
    """Faster decoding wins over somewhat slower reading, and the other way round."""
    default = Measured(prefill=400, step_1_s=0.050, step_8_s=0.120)

    assert best_hint({"": default, "f32": Measured(prefill=300, step_1_s=0.040, step_8_s=0.110)}) == "f32"
    assert best_hint({"": default, "f32": Measured(prefill=200, step_1_s=0.049, step_8_s=0.140)}) == ""
