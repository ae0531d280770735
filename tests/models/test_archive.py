"""Archives made to do harm: none of them writes a file outside the store, and none publishes anything."""

import json
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from ai_engine.errors import ChecksumMismatch, ModelMissing, StoreError, UnsafeArchive
from ai_engine.models import ModelStore, registry
from ai_engine.models.archive import INDEX_NAME, export_store, import_store
from ai_engine.models.fill import take_folder
from ai_engine.models.progress import Progress
from tests.models.conftest import ir_files, write_folder

QUIET = Progress(quiet=True)


@pytest.fixture
def index(tmp_path: Path) -> dict[str, Any]:
    """The index of a real export, to be spoiled."""
    with tarfile.open(exported(tmp_path)) as tar:
        member = tar.extractfile(INDEX_NAME)
        assert member
        found: dict[str, Any] = json.loads(member.read())
        return found


def exported(tmp_path: Path) -> Path:
    store = ModelStore(tmp_path / "source-store")
    take_folder(store, write_folder(tmp_path / "ir", ir_files()), registry.resolve("tinyllama"), None, QUIET)
    export_store(store, store.models(), tmp_path / "good.tar", QUIET)
    return tmp_path / "good.tar"


def attempt(tmp_path: Path, index: Any, members: list[tuple[tarfile.TarInfo, bytes]]) -> StoreError:
    """Import an archive with this index and these members; returns how it was refused."""
    path = tmp_path / "bad.tar"
    with tarfile.open(path, "w") as tar:
        text = json.dumps(index).encode()
        for info, data in [(entry(INDEX_NAME), text), *members]:
            if info.isreg():
                info.size = len(data)
            tar.addfile(info, BytesIO(data))
    store = ModelStore(tmp_path / "inside" / "store")
    with store.lock(), pytest.raises(StoreError) as caught:
        import_store(store, path, QUIET)

    assert store.models() == [] and not (store.root / ".staging" / "import").exists()
    assert sorted(p.name for p in (tmp_path / "inside").iterdir()) == ["store"]
    return caught.value


def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


@pytest.mark.parametrize(
    "info",
    [
        entry("../evil"),
        entry("tinyllama/openvino/../../../evil"),
        entry("/tmp/ai-engine-evil"),
        entry("tinyllama/openvino/config.json", tarfile.SYMTYPE, "/etc/passwd"),
        entry("tinyllama/openvino/config.json", tarfile.LNKTYPE, "../../evil"),
        entry("tinyllama", tarfile.SYMTYPE, "/tmp"),
        entry("tinyllama/openvino/config.json", tarfile.FIFOTYPE),
        entry("tinyllama/openvino/config.json", tarfile.CHRTYPE),
        entry("tinyllama/openvino/config.json", tarfile.BLKTYPE),
        entry("tinyllama", tarfile.DIRTYPE),
        entry("tinyllama/openvino/more.bin"),
        entry("tinyllama/openvino/manifest.json"),
        entry(".lock"),
    ],
    ids=lambda info: f"{info.name} {info.type.decode()}",
)
def test_members_that_escape_or_are_no_plain_file_are_refused(
    tmp_path: Path, index: dict[str, Any], info: tarfile.TarInfo
) -> None:
    """Paths with .., absolute ones, links, devices, folders and unlisted files each end the import."""
    assert isinstance(attempt(tmp_path, index, [(info, b"evil")]), UnsafeArchive)
    assert not Path("/tmp/ai-engine-evil").exists()


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "a/../../evil", "manifest.json", "a\\b", ""])
def test_a_manifest_cannot_name_a_file_outside(tmp_path: Path, index: dict[str, Any], name: str) -> None:
    """The index is as untrusted as the members."""
    index["models"][0]["files"][name] = {"size": 4, "sha256": "0" * 64}

    assert isinstance(attempt(tmp_path, index, [(entry(f"tinyllama/openvino/{name}"), b"evil")]), UnsafeArchive)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "../evil"),
        ("name", ".staging"),
        ("name", ""),
        ("form", "../../evil"),
        ("format", 2),
        ("files", []),
        ("files", {"config.json": {"size": -1, "sha256": "0" * 64}}),
        ("files", {"config.json": {"size": 1, "sha256": "short"}}),
        ("surprise", 1),
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, index: dict[str, Any], field: str, value: Any) -> None:
    """Names, forms, sizes and hashes are checked before a folder is made of them."""
    index["models"][0][field] = value

    assert isinstance(attempt(tmp_path, index, []), ChecksumMismatch | UnsafeArchive)


@pytest.mark.parametrize("index", [None, [], 1, {}, {"format": 1, "models": []}, {"format": 9, "models": [1]}])
def test_an_index_that_is_none_is_refused(tmp_path: Path, index: Any) -> None:
    """Anything but a list of manifests is no archive of this program."""
    assert isinstance(attempt(tmp_path, index, []), ChecksumMismatch)


def test_the_same_member_twice_is_refused(tmp_path: Path, index: dict[str, Any]) -> None:
    """A second copy can't replace what was verified."""
    config = ir_files()["config.json"]
    members = [(entry("tinyllama/openvino/config.json"), config) for _ in range(2)]

    assert isinstance(attempt(tmp_path, index, members), UnsafeArchive)


def test_a_file_with_other_bytes_or_another_size_is_refused(tmp_path: Path, index: dict[str, Any]) -> None:
    """Size and sha256 come from the index."""
    config = bytearray(ir_files()["config.json"])
    longer = bytes(config) + b" "
    config[3] ^= 1

    assert (
        "wrong checksum" in attempt(tmp_path, index, [(entry("tinyllama/openvino/config.json"), bytes(config))]).message
    )
    assert "wrong size" in attempt(tmp_path, index, [(entry("tinyllama/openvino/config.json"), longer)]).message


def test_a_manifest_larger_than_the_disk_is_refused_at_once(tmp_path: Path, index: dict[str, Any]) -> None:
    """Free space is compared with what the index announces, before anything is written."""
    index["models"][0]["files"]["config.json"]["size"] = 10**15

    assert attempt(tmp_path, index, []).code == "disk_full"


def test_a_missing_file_is_noticed(tmp_path: Path, index: dict[str, Any]) -> None:
    """An archive without one of its files, though well formed, is refused."""
    assert "is missing in it" in attempt(tmp_path, index, []).message


def test_other_files_are_no_archives(tmp_path: Path) -> None:
    """A text file, a compressed tar and a tar of something else are refused with a sentence."""
    store = ModelStore(tmp_path / "store")
    (tmp_path / "text").write_text("hello" * 1_000)
    with tarfile.open(tmp_path / "other", "w") as tar:
        tar.add(tmp_path / "text", "text")
    with tarfile.open(tmp_path / "packed", "w:gz") as tar:
        tar.add(tmp_path / "text", INDEX_NAME)
    for name in ("text", "other", "packed"):
        with store.lock(), pytest.raises(ChecksumMismatch, match="nothing was taken"):
            import_store(store, tmp_path / name, QUIET)


def test_a_failed_import_leaves_the_old_version(tmp_path: Path, index: dict[str, Any]) -> None:
    """A store that has the model keeps it when a bad archive of the same model comes."""
    good = tmp_path / "good.tar"
    store = ModelStore(tmp_path / "store")
    with store.lock():
        import_store(store, good, QUIET)
    cut = tmp_path / "cut.tar"
    cut.write_bytes(good.read_bytes()[:-15_000])
    with store.lock(), pytest.raises(ChecksumMismatch):
        import_store(store, cut, QUIET)

    assert [model.damage for model in store.check()] == [()]


def test_a_damaged_store_is_not_exported(tmp_path: Path) -> None:
    """Export hashes what it streams: a flipped byte ends it, and no archive is left."""
    exported(tmp_path)
    store = ModelStore(tmp_path / "source-store")
    weights = store.folder("tinyllama", "openvino") / "openvino_model.bin"
    data = bytearray(weights.read_bytes())
    data[9] ^= 1
    weights.write_bytes(data)
    with pytest.raises(ChecksumMismatch, match=r"openvino_model\.bin"):
        export_store(store, store.models(), tmp_path / "bad.tar", QUIET)
    with pytest.raises(ModelMissing):
        export_store(ModelStore(tmp_path / "nothing"), [], tmp_path / "bad.tar", QUIET)

    assert not list(tmp_path.glob("bad.tar*"))
