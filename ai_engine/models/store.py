"""The store: MODEL_CACHE_DIR, one folder a model and form, each with a manifest. A folder without one doesn't count.

    MODEL_CACHE_DIR/tinyllama/openvino/manifest.json, openvino_model.bin, ...
    MODEL_CACHE_DIR/.staging/   what is being put together      MODEL_CACHE_DIR/.parts/   downloads not yet whole

Readers need only this module and may have the store read-only: a model appears by one rename of its finished folder.
"""

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from ai_engine.errors import EngineError, StoreError
from ai_engine.models import manifest as manifests
from ai_engine.models.digests import hash_file
from ai_engine.models.folders import detect_form, list_folder
from ai_engine.models.manifest import MANIFEST_NAME, Manifest
from ai_engine.models.registry import Form, Kind, resolve


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model that can be loaded from `folder`. `manifest` is None for a folder outside the store."""

    name: str
    kind: Kind
    form: Form
    folder: Path
    bytes: int
    manifest: Manifest | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that isn't what its manifest says, with the reason in words."""

    place: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedModel:
    """The outcome of re-hashing one stored model: sound when `damage` is empty."""

    place: str
    files: int
    bytes: int
    damage: tuple[Damage, ...]


class ModelStore:
    """The models under one folder. Reading never writes, never imports a model library and never uses the network."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root).expanduser().absolute()

    def find(self, name: str, form: Form | None = None, kind: Kind = "chat") -> StoredModel | None:
        """The model under this name (registry name, hub id or folder), in this form or the first one there.

        Reads manifests and file sizes only. None when it isn't there whole. Raises UnknownName for a name that is none.
        """
        spec = resolve(name, kind)
        if spec.folder is not None:
            return _from_folder(spec.name, spec.kind, spec.folder, form)
        forms = [form] if form else [item.form for item in spec.forms]
        return next((found for item in forms if (found := self._read(spec.key, item))), None)

    def models(self) -> list[StoredModel]:
        """Every model that is there whole, by name and form."""
        return [found for key, form in self._places() if (found := self._read(key, form))]

    def broken(self) -> list[tuple[str, Form]]:
        """Key and form of every model with a manifest that isn't there whole, by names and sizes; nothing is hashed."""
        return [(key, form) for key, form in self._places() if self._read(key, form) is None]

    def check(self, name: str | None = None, on_bytes: Callable[[int], None] | None = None) -> list[CheckedModel]:
        """Hash every file again, of all models or of one, and compare with the manifests. Works offline."""
        key = resolve(name).key if name else None
        return [self.check_place(each, form, on_bytes) for each, form in self._places() if key in (None, each)]

    def check_place(self, key: str, form: Form, on_bytes: Callable[[int], None] | None = None) -> CheckedModel:
        """Hash one model's files again."""
        folder = self.folder(key, form)
        place = f"{key}/{form}"
        try:
            manifest = manifests.parse((folder / MANIFEST_NAME).read_bytes())
        except (OSError, EngineError):
            return CheckedModel(place, 0, 0, (Damage(place, MANIFEST_NAME, "it can't be read"),))
        damage = [
            Damage(place, file, reason)
            for file, record in manifest.files.items()
            if (reason := _why_wrong(folder / file, record.size, record.sha256, on_bytes))
        ]
        return CheckedModel(place, len(manifest.files), manifest.bytes, tuple(damage))

    def folder(self, key: str, form: Form) -> Path:
        """Where a model's form lies or would lie."""
        return self.root / key / form

    def staging(self, key: str, form: Form) -> Path:
        """The folder in which a model is put together, kept over restarts; made if absent."""
        return self._made(self.root / ".staging" / key / form)

    def parts(self) -> Path:
        """The folder of unfinished downloads; made if absent."""
        return self._made(self.root / ".parts")

    def publish(self, staged: Path, manifest: Manifest) -> StoredModel:
        """Make a staged folder the model's folder: files to the disk, the manifest last, then one rename.

        Anything else in the staged folder is removed first. An older version gives way. Call it under `lock`.
        """
        for path in sorted(staged.rglob("*"), reverse=True):
            name = path.relative_to(staged).as_posix()
            if path.is_dir():
                with contextlib.suppress(OSError):
                    path.rmdir()
            elif name not in manifest.files:
                path.unlink()
        for name in manifest.files:
            _sync_file(staged / name)
        manifests.write(staged, manifest)
        target = self._made(self.root / manifest.key) / manifest.form
        retired = self.root / ".staging" / f"{manifest.key}.{manifest.form}.old"
        shutil.rmtree(retired, ignore_errors=True)
        if target.exists():
            self._made(retired.parent)
            target.rename(retired)
        staged.rename(target)
        manifests.sync_folder(target.parent)
        shutil.rmtree(retired, ignore_errors=True)
        return StoredModel(manifest.name, manifest.kind, manifest.form, target, manifest.bytes, manifest)

    @contextmanager
    def lock(self, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
        """Hold the store for writing: a second init_models.py waits here (`on_wait` is called once, before it does).

        The kernel lets go of the lock when the process ends, however it ends.
        """
        self._made(self.root)
        with (self.root / ".lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if on_wait:
                    on_wait()
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def sweep(self, older_than_s: float = 14 * 86_400) -> None:
        """Forget unfinished downloads that nobody took up again for two weeks. Call it under `lock`."""
        limit = time.time() - older_than_s
        for part in (self.root / ".parts").glob("*.part"):
            if part.stat().st_mtime < limit:
                part.unlink()

    def free_bytes(self) -> int:
        """Free space where the store lies."""
        place = next(path for path in (self.root, *self.root.parents) if path.exists())
        return shutil.disk_usage(place).free

    def _read(self, key: str, form: Form) -> StoredModel | None:
        folder = self.folder(key, form)
        try:
            manifest = manifests.parse((folder / MANIFEST_NAME).read_bytes())
            whole = all((folder / name).stat().st_size == record.size for name, record in manifest.files.items())
        except (OSError, StoreError):
            return None
        if not whole or manifest.place != f"{key}/{form}":
            return None
        return StoredModel(manifest.name, manifest.kind, form, folder, manifest.bytes, manifest)

    def _places(self) -> list[tuple[str, Form]]:
        found = sorted(self.root.glob(f"*/*/{MANIFEST_NAME}")) if self.root.is_dir() else []
        return [
            (path.parent.parent.name, cast(Form, path.parent.name))
            for path in found
            if not path.parent.parent.name.startswith(".") and path.parent.name in get_args(Form)
        ]

    def _made(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _from_folder(name: str, kind: Kind, folder: Path, form: Form | None) -> StoredModel | None:
    files = list_folder(folder)
    found = detect_form(files, form)
    if found is None or (form is not None and found != form):
        return None
    size = sum((folder / file).stat().st_size for file in files)
    return StoredModel(name, kind, found, folder, size)


def _why_wrong(path: Path, size: int, sha256: str, on_bytes: Callable[[int], None] | None) -> str:
    try:
        actual = path.stat().st_size
        if actual != size:
            return f"it has {actual} bytes instead of {size}"
        return "" if hash_file(path, "sha256", on_bytes) == sha256 else "its sha256 differs from the manifest's"
    except FileNotFoundError:
        return "it is missing"
    except OSError as error:
        return f"it can't be read ({error.strerror})"


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
