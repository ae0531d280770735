"""The store: what counts as present, how models appear, how damage is found."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ai_engine.errors import ChecksumMismatch, ModelMissing, UnsafeArchive
from ai_engine.models import ModelStore, registry
from ai_engine.models import manifest as manifests
from ai_engine.models.fill import take_folder
from ai_engine.models.progress import Progress
from tests.models.conftest import chat_files, ir_files, write_folder
from tests.processes import PATIENCE_S

QUIET = Progress(quiet=True)


def stored(tmp_path: Path, files: dict[str, bytes] | None = None) -> ModelStore:
    store = ModelStore(tmp_path / "store")
    folder = write_folder(tmp_path / "source", files or chat_files())
    take_folder(store, folder, registry.resolve("tinyllama"), None, QUIET)
    return store


def test_an_empty_or_absent_store_holds_nothing_and_stays_untouched(tmp_path: Path) -> None:
    """Looking doesn't create anything."""
    store = ModelStore(tmp_path / "store")

    assert store.find("tinyllama") is None and store.models() == [] and store.check() == []
    assert not store.root.exists()


def test_a_taken_folder_is_found_with_its_manifest(tmp_path: Path) -> None:
    """What loading needs is copied, hashed and recorded; the rest of the folder stays behind."""
    found = stored(tmp_path).find("tinyllama")

    assert found and found.manifest and found.form == "transformers" and found.kind == "chat"
    assert sorted(found.manifest.files) == [
        "config.json",
        "model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    assert sorted(p.name for p in found.folder.iterdir()) == sorted([*found.manifest.files, "manifest.json"])
    assert found.manifest.source == "folder" and found.manifest.repository == "TinyLlama/TinyLlama-1.1B-Chat-v1.0"


def test_each_form_has_its_own_place(tmp_path: Path) -> None:
    """Both forms of a model live side by side, and each is found by its form."""
    store = stored(tmp_path)
    take_folder(store, write_folder(tmp_path / "ir", ir_files()), registry.resolve("tinyllama"), None, QUIET)

    assert [model.form for model in store.models()] == ["openvino", "transformers"]
    assert store.find("tinyllama", "transformers") and store.find("tinyllama", "openvino")
    found = store.find("tinyllama")
    assert found and found.form == "openvino"


def test_a_plain_folder_is_found_without_a_manifest(tmp_path: Path) -> None:
    """CHAT_MODEL may be a folder: its form is read from its files, and another form isn't in it."""
    folder = write_folder(tmp_path / "mine", ir_files())
    store = ModelStore(tmp_path / "store")
    found = store.find(str(folder))

    assert found and found.folder == folder and found.form == "openvino" and found.manifest is None
    assert store.find(str(folder), "transformers") is None
    assert store.find(str(tmp_path)) is None


@pytest.mark.parametrize("harm", ["shorten", "remove file", "remove manifest", "spoil manifest", "move"])
def test_what_is_not_whole_does_not_count(tmp_path: Path, harm: str) -> None:
    """A missing or short file, or a manifest that is absent, unreadable or of another model, makes it absent."""
    store = stored(tmp_path)
    folder = store.folder("tinyllama", "transformers")
    if harm == "shorten":
        with (folder / "model.safetensors").open("r+b") as file:
            file.truncate(100)
    elif harm == "remove file":
        (folder / "config.json").unlink()
    elif harm == "remove manifest":
        (folder / "manifest.json").unlink()
    elif harm == "spoil manifest":
        (folder / "manifest.json").write_text("{")
    else:
        folder.rename(folder.parent / "openvino")

    assert store.find("tinyllama") is None and store.models() == []


def test_check_finds_every_single_flipped_byte(tmp_path: Path) -> None:
    """One changed byte in any file, its size untouched, is found and the file is named."""
    store = stored(tmp_path)
    folder = store.folder("tinyllama", "transformers")
    assert [model.damage for model in store.check()] == [()]
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        original = (folder / name).read_bytes()
        flipped = bytearray(original)
        flipped[len(flipped) // 2] ^= 1
        (folder / name).write_bytes(flipped)
        found = store.check()[0].damage
        (folder / name).write_bytes(original)

        assert [(damage.place, damage.file) for damage in found] == [("tinyllama/transformers", name)]
        assert "sha256" in found[0].reason


def test_check_tells_missing_and_short_files(tmp_path: Path) -> None:
    """Each damaged file has its own reason."""
    store = stored(tmp_path)
    folder = store.folder("tinyllama", "transformers")
    (folder / "config.json").unlink()
    (folder / "tokenizer.json").write_bytes(b"{}")
    reasons = {damage.file: damage.reason for damage in store.check("tinyllama")[0].damage}

    assert reasons["config.json"] == "it is missing" and "2 bytes instead of" in reasons["tokenizer.json"]


def test_a_read_only_store_can_be_read_and_checked(tmp_path: Path) -> None:
    """Readers write nothing: no lock file, no access to a folder of work."""
    store = stored(tmp_path)
    before = sorted(store.root.rglob("*"))
    for path in [store.root, *before]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert ModelStore(store.root).find("tinyllama") and not store.check()[0].damage
        assert sorted(store.root.rglob("*")) == before
    finally:
        for path in [store.root, *before]:
            path.chmod(0o755)


def test_a_folder_is_taken_only_when_it_is_sound(tmp_path: Path) -> None:
    """Cut-off weights, broken JSON and missing shards are named; nothing is published."""
    store = ModelStore(tmp_path / "store")
    whole = chat_files()
    index = json.dumps({"weight_map": {"weight": "model-2.safetensors"}}).encode()
    cases = {
        "model.safetensors": {**whole, "model.safetensors": whole["model.safetensors"][:-1]},
        "config.json": {**whole, "config.json": b'{"a": '},
        "model-2.safetensors": {**whole, "model.safetensors.index.json": index},
        "openvino_model": {**{k: v for k, v in ir_files().items() if k != "openvino_model.bin"}},
    }
    for number, (name, files) in enumerate(cases.items()):
        folder = write_folder(tmp_path / str(number), files)
        with pytest.raises(ChecksumMismatch, match=name):
            take_folder(store, folder, registry.resolve("tinyllama"), None, QUIET)

        assert store.models() == []


def test_a_folder_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A chat model can't be recorded as an embedding model, and an empty folder is no model."""
    store = ModelStore(tmp_path / "store")
    folder = write_folder(tmp_path / "source", chat_files())
    with pytest.raises(ModelMissing, match="holds a chat model"):
        take_folder(store, folder, registry.resolve("all-minilm-l6-v2"), None, QUIET)
    with pytest.raises(ModelMissing, match="holds no model"):
        take_folder(store, tmp_path / "nowhere", registry.resolve("tinyllama"), None, QUIET)


def test_a_folder_with_a_manifest_must_match_it(tmp_path: Path) -> None:
    """A store's own folder carried over by hand keeps its commit, and a flipped byte in it is refused."""
    store = stored(tmp_path)
    folder = store.folder("tinyllama", "transformers")
    manifest = manifests.parse((folder / "manifest.json").read_bytes())
    manifests.write(folder, manifests.Manifest(**{**vars(manifest), "commit": "abc123"}))
    other = ModelStore(tmp_path / "other")
    taken = take_folder(other, folder, registry.resolve("tinyllama"), None, QUIET)
    assert taken.manifest and taken.manifest.commit == "abc123"
    data = bytearray((folder / "tokenizer.json").read_bytes())
    data[100] ^= 1
    (folder / "tokenizer.json").write_bytes(data)

    with pytest.raises(ChecksumMismatch, match=r"tokenizer\.json"):
        take_folder(other, folder, registry.resolve("tinyllama"), None, QUIET)


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/../b", "a//b", "a/", "", ".", "a\\b", "c:x", "a\0b", "a\nb", "~/x", "./a"]
)
def test_names_that_leave_their_folder_are_refused(name: str) -> None:
    """Every way out of a folder is refused before anything is opened."""
    with pytest.raises(UnsafeArchive):
        manifests.safe_name(name)


def test_writers_wait_for_one_another(tmp_path: Path) -> None:
    """The lock lets a second process in only after the first left, and tells it that it waits."""
    store = ModelStore(tmp_path / "store")
    code = (
        "import sys; from ai_engine.models import ModelStore\n"
        "with ModelStore(sys.argv[1]).lock(lambda: print('waits', flush=True)): print('inside', flush=True)"
    )
    with store.lock():
        other = subprocess.Popen(
            [sys.executable, "-c", code, str(store.root)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        assert other.stdout and other.stdout.readline() == "waits\n"
        lines: list[str] = []
        reader = threading.Thread(target=lambda: lines.extend(other.stdout or ()))
        reader.start()
        reader.join(0.3)

        assert lines == []
    reader.join(PATIENCE_S)
    other.stdout.close()

    assert other.wait(PATIENCE_S) == 0 and lines == ["inside\n"]


def test_the_store_module_brings_no_heavy_library(tmp_path: Path) -> None:
    """The web process looks into the store without torch, transformers, openvino, httpx or the hub library."""
    code = (
        "import sys; from ai_engine.models import ModelLoader, ModelStore, registry\n"
        "ModelStore(sys.argv[1]).find('tinyllama')\n"
        "print(*sorted({'torch', 'transformers', 'openvino', 'huggingface_hub', 'numpy', 'httpx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
