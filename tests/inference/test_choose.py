"""Which backend is chosen, from settings, store and hardware."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ai_engine.errors import BadSetting, ModelMissing
from ai_engine.inference import choose as choosing
from ai_engine.inference.choose import choose, engine_options
from tests.inference.engines import settings_for

ROOT = Path(__file__).parents[2]


def _model(folder: Path, *forms: str) -> Path:
    """A model folder outside the store, in these forms, as far as looking at it goes."""
    folder.mkdir()
    (folder / "config.json").write_text('{"architectures": ["LlamaForCausalLM"]}')
    (folder / "tokenizer.json").write_text("{}")
    if "transformers" in forms:
        (folder / "model.safetensors").write_bytes(b"\0" * 64)
    if "openvino" in forms:
        for name in ("openvino_model.xml", "openvino_model.bin", "openvino_tokenizer.xml", "openvino_tokenizer.bin"):
            (folder / name).write_bytes(b"x")
        for name in ("openvino_detokenizer.xml", "openvino_detokenizer.bin"):
            (folder / name).write_bytes(b"x")
    return folder


def _choose(tmp_path, *forms, **values):
    model = _model(tmp_path / "model", *forms)
    return choose(settings_for(tmp_path, **{"engine": "auto", "chat_model": str(model), **values}))


@pytest.mark.parametrize(
    ("forms", "device", "backend"),
    [
        (("openvino",), "cpu", "openvino"),
        (("openvino", "transformers"), "cpu", "openvino"),
        (("openvino", "transformers"), "cuda", "transformers"),
        (("transformers",), "cpu", "transformers"),
        (("openvino",), "cuda", "openvino"),
    ],
)
def test_auto_takes_what_the_store_and_the_device_allow(tmp_path, forms, device, backend):
    """A GPU means transformers where its weights are; else the int4 IR comes first."""
    choice = _choose(tmp_path, *forms, device=device)

    assert choice.backend == backend
    assert choice.folder == str(tmp_path / "model")
    assert choice.model == "model"


def test_an_empty_store_means_no_backend_and_says_what_to_do(tmp_path):
    """No error: the engine answers in composed text until a model is there."""
    choice = choose(settings_for(tmp_path, engine="auto", model_cache_dir=tmp_path / "store"))

    assert choice.backend == ""
    assert "init_models.py" in choice.reason


def test_off_means_off_whatever_the_store_holds(tmp_path):
    """ENGINE=off wins."""
    assert _choose(tmp_path, "openvino", engine="off").backend == ""


def test_a_named_backend_needs_its_form(tmp_path):
    """ENGINE=transformers with only the IR: an error that names the command."""
    with pytest.raises(ModelMissing, match=r"init_models.py"):
        _choose(tmp_path, "openvino", engine="transformers")


def test_upstream_needs_an_address(tmp_path):
    """And takes several, separated by commas."""
    with pytest.raises(BadSetting, match="UPSTREAM_URLS"):
        choose(settings_for(tmp_path, engine="upstream"))
    options = engine_options(settings_for(tmp_path, engine="upstream", upstream_urls="http://a, http://b/v1 ,"))

    assert options.upstream_urls == ("http://a", "http://b/v1")


def test_an_unknown_chat_model_is_a_bad_setting(tmp_path):
    """The message names the setting."""
    with pytest.raises(BadSetting, match="CHAT_MODEL"):
        choose(settings_for(tmp_path, engine="auto", chat_model="./nowhere/at all"))


def test_a_possible_gpu_is_asked_for_in_another_process(tmp_path, monkeypatch):
    """Where a driver's file is, torch answers in a short process of its own: this one stays without torch."""
    monkeypatch.setattr(choosing, "may_have_gpu", lambda: True)
    choice = _choose(tmp_path, "openvino", "transformers")
    script = "import sys; from ai_engine.models.devices import pick_device; sys.exit(pick_device() != 'cpu')"
    gpu = subprocess.run([sys.executable, "-c", script.replace("()", "('auto')")], cwd=ROOT).returncode

    assert choice.backend == ("transformers" if gpu else "openvino")


def test_the_web_side_imports_nothing_heavy():
    """The client, with all it brings, loads no model library and no HTTP client."""
    script = "import sys, json; import ai_engine.inference; print(json.dumps(sorted(sys.modules)))"
    output = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert not {"torch", "transformers", "openvino", "openvino_genai", "httpx", "numpy"} & set(json.loads(output))
