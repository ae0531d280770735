"""Reading a model's folder without any model library: which form it has, which files count, are weights whole."""

import json
import struct
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ai_engine.errors import ChecksumMismatch, ModelMissing
from ai_engine.models.registry import OPENVINO_FILES, PICKLES, SAFETENSORS, TRANSFORMERS_FILES, Form, Kind


def _has_weights(names: Iterable[str], form: Form) -> bool:
    if form == "openvino":
        return "openvino_model.xml" in names
    return any("/" not in name and fnmatchcase(name, p) for name in names for p in (*SAFETENSORS, *PICKLES))


def detect_form(names: Iterable[str], prefer: Form | None = None) -> Form | None:
    """Which form a list of file names makes up: `prefer` when it has both, None when it is no model at all."""
    have = list(names)
    if "config.json" not in have:
        return None
    order: tuple[Form, ...] = ("transformers", "openvino") if prefer == "transformers" else ("openvino", "transformers")
    return next((form for form in order if _has_weights(have, form)), None)


def select_files(names: Iterable[str], form: Form, patterns: tuple[str, ...] = ()) -> list[str]:
    """The files that loading this form needs. Pickled weights only where there are no safetensors."""
    wanted = patterns or (TRANSFORMERS_FILES if form == "transformers" else OPENVINO_FILES)
    # "*" of fnmatch crosses "/", so a pattern speaks only of names as deep as itself.
    chosen = [
        name
        for name in names
        if any(name.count("/") == p.count("/") and fnmatchcase(name, p) for p in wanted) and name != "manifest.json"
    ]
    if any(name.endswith(".safetensors") for name in chosen):
        chosen = [
            name for name in chosen if not (name.endswith((".bin", ".bin.index.json")) and form == "transformers")
        ]
    return sorted(chosen)


def list_folder(folder: Path) -> list[str]:
    """All files of a folder as relative names with "/". Hidden ones are left out."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def folder_form(folder: Path, prefer: Form | None = None) -> Form:
    """The form of a folder's model.

    Raises:
        ModelMissing: there is no model in it; the message says what is looked for.
    """
    names = list_folder(folder) if folder.is_dir() else []
    form = detect_form(names, prefer)
    if form is None:
        raise ModelMissing(
            f"The folder {folder} holds no model: config.json with model.safetensors, pytorch_model.bin or "
            "openvino_model.xml is looked for."
        )
    return form


def folder_kind(folder: Path) -> Kind | None:
    """What the model in this folder is for, by the architecture in its config.json; None where that names none."""
    try:
        architectures = _json(folder / "config.json").get("architectures") or [""]
        name = str(architectures[0])
    except (OSError, AttributeError, LookupError, ChecksumMismatch):
        return None
    if not name:
        return None
    endings: tuple[tuple[str, Kind], ...] = (
        ("ForCausalLM", "chat"),
        ("LMHeadModel", "chat"),
        ("ForConditionalGeneration", "code"),
        ("ForSequenceClassification", "sentiment"),
    )
    return next((kind for ending, kind in endings if name.endswith(ending)), "embedding")


def check_weights(folder: Path, names: Iterable[str]) -> None:
    """Find damage that shows without a checksum: JSON that isn't, safetensors of the wrong length, IR without weights.

    Source for safetensors: its format, an 8-byte little-endian header length, a JSON header, then the tensors.

    Raises:
        ChecksumMismatch: names the file.
    """
    have = set(names)
    for name in sorted(have):
        path = folder / name
        if name.endswith(".json"):
            _json(path)
        elif name.endswith(".safetensors"):
            _check_safetensors(path)
        elif name.endswith(".xml") and (name.removesuffix("xml") + "bin") not in have:
            raise ChecksumMismatch(f"{path.name} is there without its weights, {path.stem}.bin: get the folder anew.")
    for name in have:
        if name.endswith(".safetensors.index.json"):
            missing = sorted(set(_json(folder / name).get("weight_map", {}).values()) - have)
            if missing:
                raise ChecksumMismatch(f"The weights in {missing[0]} are missing: get the folder anew.")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ChecksumMismatch(f"{path.name} isn't valid JSON, so it is damaged: get it anew.") from error


def _check_safetensors(path: Path) -> None:
    damaged = ChecksumMismatch(f"{path.name} is cut off or damaged: get it anew.")
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else size
        if length > size - 8:
            raise damaged
        try:
            header = json.loads(file.read(length))
            end = max((entry["data_offsets"][1] for key, entry in header.items() if key != "__metadata__"), default=0)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
            raise damaged from error
    if 8 + length + end != size:
        raise damaged
