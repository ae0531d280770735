"""The store as one tar file, for a machine without a network: the manifests first, then every file they speak of.

Reading it trusts nothing: only regular files that the manifests name are taken, each with its size and sha256, and
nothing is published before the whole archive proved sound.
"""

import hashlib
import json
import shutil
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

from ai_engine.errors import ChecksumMismatch, ModelMissing, UnsafeArchive
from ai_engine.models import manifest as manifests
from ai_engine.models.digests import BLOCK
from ai_engine.models.fill import need_room
from ai_engine.models.manifest import Manifest
from ai_engine.models.progress import Progress
from ai_engine.models.store import ModelStore, StoredModel

INDEX_NAME = "ai-engine-models.json"
_LARGEST_INDEX = 16_000_000


class _Hashing:
    """A file that hashes what is read from it."""

    def __init__(self, file: IO[bytes], on_bytes: Callable[[int], None]) -> None:
        self._file, self._on_bytes, self.state = file, on_bytes, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.state.update(block)
        self._on_bytes(len(block))
        return block


def export_store(store: ModelStore, models: list[StoredModel], target: Path, progress: Progress) -> int:
    """Write these models into a tar file; returns its size in bytes. It streams: memory stays small.

    The file appears under its name only when it is whole.

    Raises:
        ModelMissing: nothing to export. ChecksumMismatch: a stored file is damaged; no archive is left.
        OSError: the archive can't be written.
    """
    held = [(model, model.manifest) for model in models if model.manifest]
    if not held:
        raise ModelMissing("The store holds nothing to export: run init_models.py first.")
    partial = target.with_name(target.name + ".part")
    index = {"format": 1, "models": [json.loads(manifests.dump(manifest)) for _, manifest in held]}
    try:
        with (
            tarfile.open(partial, "w", format=tarfile.PAX_FORMAT) as tar,
            progress.bar("exporting", sum(model.bytes for model, _ in held)) as grow,
        ):
            text = json.dumps(index, indent=1).encode()
            tar.addfile(_entry(INDEX_NAME, len(text)), BytesIO(text))
            for model, manifest in held:
                for name, record in manifest.files.items():
                    _add(tar, f"{manifest.place}/{name}", model.folder / name, record.size, record.sha256, grow)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def import_store(store: ModelStore, source: Path, progress: Progress) -> list[StoredModel]:
    """Take over every model of an archive, or none. Call it under the store's lock.

    Raises:
        UnsafeArchive: a path that leads out of the store, a link, a device, or a file that no manifest names.
        ChecksumMismatch: cut off, damaged, or no archive of this program. ModelMissing: no such file. DiskFull.
    """
    if not source.is_file():
        raise ModelMissing(f"There is no file {source} to import.")
    work = store.root / ".staging" / "import"
    shutil.rmtree(work, ignore_errors=True)
    try:
        with source.open("rb") as file, tarfile.open(fileobj=file, mode="r|") as tar:
            manifest_list = _index(tar)
            need_room(store, sum(manifest.bytes for manifest in manifest_list))
            with progress.bar("importing", sum(manifest.bytes for manifest in manifest_list)) as grow:
                _extract(tar, manifest_list, work, grow)
        for manifest in manifest_list:
            for name in manifest.files:
                if not (work / manifest.place / name).is_file():
                    raise _damaged(f"{manifest.place}/{name} is missing in it")
        return [store.publish(work / manifest.place, manifest) for manifest in manifest_list]
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise _damaged("it ends early or isn't a tar file") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _add(tar: tarfile.TarFile, name: str, path: Path, size: int, sha256: str, grow: Callable[[int], None]) -> None:
    with path.open("rb") as file:
        reader = _Hashing(file, grow)
        if path.stat().st_size == size:
            tar.addfile(_entry(name, size), reader)
    if reader.state.hexdigest() != sha256:
        raise ChecksumMismatch(f"{name} in the store is damaged: run init_models.py to fetch it again, then export.")


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o644
    return entry


def _index(tar: tarfile.TarFile) -> list[Manifest]:
    first = tar.next()
    if first is None or first.name != INDEX_NAME or not first.isreg() or first.size > _LARGEST_INDEX:
        raise _damaged("it wasn't made by init_models.py --export")
    reader = tar.extractfile(first)
    text = reader.read() if reader else b""
    try:
        found = json.loads(text)
        items = found["models"] if found["format"] == 1 else []
        manifest_list = [manifests.parse(json.dumps(item)) for item in items]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged("its list of models can't be read") from error
    if not manifest_list or len({manifest.place for manifest in manifest_list}) != len(manifest_list):
        raise _damaged("its list of models can't be read")
    return manifest_list


def _extract(tar: tarfile.TarFile, manifest_list: list[Manifest], work: Path, grow: Callable[[int], None]) -> None:
    expected = {f"{m.place}/{name}": record for m in manifest_list for name, record in m.files.items()}
    while member := tar.next():  # iterating would begin with the index again
        manifests.safe_name(member.name)
        if not member.isreg() or member.issparse():
            raise UnsafeArchive(f"{member.name!r} in the archive is no plain file, so nothing was taken.")
        record = expected.pop(member.name, None)
        if record is None:
            raise UnsafeArchive(f"{member.name!r} stands in no manifest of the archive, so nothing was taken.")
        reader = tar.extractfile(member)
        if reader is None or member.size != record.size:
            raise _damaged(f"{member.name} has the wrong size")
        target = work / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        state = hashlib.sha256()
        with target.open("wb") as file:
            while block := reader.read(BLOCK):
                state.update(block)
                file.write(block)
                grow(len(block))
        if state.hexdigest() != record.sha256:
            raise _damaged(f"{member.name} has a wrong checksum")


def _damaged(why: str) -> ChecksumMismatch:
    return ChecksumMismatch(f"The archive can't be used ({why}), so nothing was taken: copy or export it again.")
