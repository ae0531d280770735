"""Turning a pickled checkpoint into safetensors. Weights-only: a pickle that would run code is refused."""

import json
import pickle
import warnings
from pathlib import Path
from typing import Any

from ai_engine.errors import ChecksumMismatch, DiskFull
from ai_engine.models.folders import select_files

INDEX = "pytorch_model.bin.index.json"


def pickled_weights(names: list[str]) -> list[str]:
    """The pickled weight files among these names, if they are what the model would load."""
    return [name for name in select_files(names, "transformers") if name.endswith(".bin")]


def convert_folder(folder: Path, names: list[str]) -> dict[str, str]:
    """Write model.safetensors (or its shards and index) beside the pickles. Returns new name -> name it came from.

    Tensors that share memory (tied embeddings) are kept once, as safetensors wants it: transformers ties them again.
    Takes memory for one shard.

    Raises:
        ChecksumMismatch: a file isn't a plain checkpoint of tensors.
    """
    made: dict[str, str] = {}
    where: dict[str, str] = {}
    for name in names:
        new = name.replace("pytorch_model", "model").removesuffix(".bin") + ".safetensors"
        for tensor in _convert(folder / name, folder / new):
            where[tensor] = new
        made[new] = name
    if len(names) > 1:
        index = {"metadata": {}, "weight_map": dict(sorted(where.items()))}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
        made["model.safetensors.index.json"] = INDEX
    return made


def _convert(source: Path, target: Path) -> list[str]:
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    state = _unpickle(source)
    if isinstance(state, dict) and isinstance(state.get("state_dict"), dict):
        state = state["state_dict"]
    if not isinstance(state, dict) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise _refusal(source)
    kept = _without_doubles(state)
    try:
        save_file(kept, target, metadata={"format": "pt"})
    except SafetensorError as error:
        raise DiskFull(f"{target.name} can't be written: free some space, then run this again.") from error
    return list(kept)


def _unpickle(source: Path) -> Any:
    import torch

    with warnings.catch_warnings():
        # torch warns of pickles that it didn't write; what it can't read safely it refuses.
        warnings.simplefilter("ignore")
        # Mapping keeps memory small, but checkpoints from before torch 1.6 aren't zip files and can't be mapped.
        for mapped in (True, False):
            try:
                return torch.load(source, map_location="cpu", weights_only=True, mmap=mapped)
            except (RuntimeError, pickle.UnpicklingError, EOFError, ValueError, KeyError) as error:
                if not mapped:
                    raise _refusal(source) from error
    raise _refusal(source)


def _refusal(source: Path) -> ChecksumMismatch:
    return ChecksumMismatch(
        f"{source.name} isn't a plain checkpoint of tensors, so it isn't loaded: choose a model with safetensors."
    )


def _without_doubles(state: dict[str, Any]) -> dict[str, Any]:
    seen: set[tuple[Any, ...]] = set()
    kept = {}
    for name in sorted(state, key=lambda name: (len(name), name)):
        tensor = state[name]
        view = (tensor.untyped_storage().data_ptr(), tensor.storage_offset(), tuple(tensor.shape), tensor.stride())
        if tensor.numel() and view in seen:
            continue
        seen.add(view)
        kept[name] = tensor.clone().contiguous()
    return kept
