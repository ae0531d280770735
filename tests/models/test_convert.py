"""Pickled checkpoints: kept as safetensors, equal to the bit, and never run."""

import json
import pickle
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import T5ForConditionalGeneration

from ai_engine.errors import ChecksumMismatch
from ai_engine.models import ModelStore, registry
from ai_engine.models.convert import convert_folder
from ai_engine.models.digests import hash_file
from ai_engine.models.fill import fetch, take_folder
from ai_engine.models.hub import Hub
from ai_engine.models.progress import Progress
from tests.backends.tiny import write_code_model
from tests.models.hub_server import FakeHub, add_folder

QUIET = Progress(quiet=True)
CODE = registry.resolve("codet5-small")


@pytest.fixture(scope="module")
def tiny_t5(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny T5 whose weights are pickled, tied embeddings and all, as codet5-small is published."""
    folder = write_code_model(tmp_path_factory.mktemp("t5"))
    model = T5ForConditionalGeneration.from_pretrained(folder)
    state = model.state_dict()
    assert state["shared.weight"].data_ptr() == state["encoder.embed_tokens.weight"].data_ptr()
    torch.save(state, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    return folder


def assert_same_weights(folder: Path, original: Path) -> None:
    state = torch.load(original / "pytorch_model.bin", weights_only=True)
    model, info = T5ForConditionalGeneration.from_pretrained(folder, use_safetensors=True, output_loading_info=True)

    assert not info["missing_keys"] and not info["unexpected_keys"] and not info["mismatched_keys"]
    assert all(torch.equal(tensor, state[name]) for name, tensor in model.state_dict().items())


def test_a_repository_with_only_pickles_is_kept_as_safetensors(tmp_path: Path, hub: FakeHub, tiny_t5: Path) -> None:
    """The pickle is verified, converted and left out; the manifest records its name, size and sha256."""
    add_folder(hub, "Salesforce/codet5-small", tiny_t5)
    store = ModelStore(tmp_path / "store")
    with Hub(hub.endpoint) as client, store.lock():
        model = fetch(store, client, CODE, "openvino", None, QUIET).model
    pickled = tiny_t5 / "pytorch_model.bin"

    assert model.manifest and "pytorch_model.bin" not in model.manifest.files
    assert not (model.folder / "pytorch_model.bin").exists()
    origin = model.manifest.origins["model.safetensors"]["pytorch_model.bin"]
    assert (origin.size, origin.sha256) == (pickled.stat().st_size, hash_file(pickled, "sha256"))
    assert_same_weights(model.folder, tiny_t5)


def test_tied_tensors_are_kept_once(tmp_path: Path, tiny_t5: Path) -> None:
    """Shared embeddings take their space once in the converted file."""
    (tmp_path / "pytorch_model.bin").write_bytes((tiny_t5 / "pytorch_model.bin").read_bytes())
    made = convert_folder(tmp_path, ["pytorch_model.bin"])
    names = set(load_file(tmp_path / "model.safetensors"))

    assert made == {"model.safetensors": "pytorch_model.bin"}
    assert "shared.weight" in names and "encoder.embed_tokens.weight" not in names


def test_a_folder_with_pickles_is_taken_as_safetensors(tmp_path: Path, tiny_t5: Path) -> None:
    """--from converts as a download does; the folder itself stays as it was."""
    store = ModelStore(tmp_path / "store")
    before = sorted(tiny_t5.iterdir())
    with store.lock():
        model = take_folder(store, tiny_t5, CODE, None, QUIET)

    assert_same_weights(model.folder, tiny_t5)
    assert sorted(tiny_t5.iterdir()) == before


def test_shards_become_shards_with_an_index(tmp_path: Path, tiny_t5: Path) -> None:
    """Weights in two pickles become two safetensors files and their index."""
    state = torch.load(tiny_t5 / "pytorch_model.bin", weights_only=True)
    for name in ("config.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((tiny_t5 / name).read_bytes())
    names, half = sorted(state), len(state) // 2
    shards = {f"pytorch_model-0000{n + 1}-of-00002.bin": part for n, part in enumerate((names[:half], names[half:]))}
    for shard, part in shards.items():
        torch.save({name: state[name].clone() for name in part}, tmp_path / shard)
    weight_map = {name: shard for shard, part in shards.items() for name in part}
    (tmp_path / "pytorch_model.bin.index.json").write_text(json.dumps({"metadata": {}, "weight_map": weight_map}))
    store = ModelStore(tmp_path / "store")
    with store.lock():
        model = take_folder(store, tmp_path, CODE, None, QUIET)

    assert model.manifest and not [name for name in model.manifest.files if ".bin" in name]
    assert len([name for name in model.manifest.files if name.endswith(".safetensors")]) == 2
    assert_same_weights(model.folder, tiny_t5)


def test_an_old_checkpoint_format_is_read_too(tmp_path: Path) -> None:
    """Files from before torch 1.6 aren't zip archives."""
    state = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.arange(6.0).reshape(2, 3).t()}
    torch.save({"state_dict": state}, tmp_path / "pytorch_model.bin", _use_new_zipfile_serialization=False)
    convert_folder(tmp_path, ["pytorch_model.bin"])
    back = load_file(tmp_path / "model.safetensors")

    assert all(torch.equal(back[name], tensor) for name, tensor in state.items())


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("harm-was-done"),)  # type: ignore[return-value]


@pytest.mark.parametrize("content", ["harm", "pickled harm", "no tensors", "text", "empty"])
def test_what_is_no_plain_checkpoint_is_refused_unrun(
    tmp_path: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pickle with code in it is never run; whatever isn't a dictionary of tensors is refused in one sentence."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "pytorch_model.bin"
    if content == "harm":
        torch.save({"weight": torch.ones(2), "extra": _Harm()}, path)
    elif content == "pickled harm":
        path.write_bytes(pickle.dumps({"weight": _Harm()}))
    elif content == "no tensors":
        torch.save({"weight": "text"}, path)
    else:
        path.write_bytes(b"hello" if content == "text" else b"")
    with pytest.raises(ChecksumMismatch, match="plain checkpoint"):
        convert_folder(tmp_path, [path.name])

    assert not (tmp_path / "harm-was-done").exists() and not (tmp_path / "model.safetensors").exists()
