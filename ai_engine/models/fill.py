"""Filling the store: a model from the hub or from a folder, put together in staging, verified, and published whole."""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ai_engine.errors import ChecksumMismatch, DiskFull, ModelMissing
from ai_engine.models import manifest as manifests
from ai_engine.models.convert import convert_folder, pickled_weights
from ai_engine.models.digests import BLOCK, hash_file, matches
from ai_engine.models.folders import check_weights, detect_form, folder_form, folder_kind, list_folder, select_files
from ai_engine.models.hub import Hub, Listing, RemoteFile
from ai_engine.models.manifest import MANIFEST_NAME, FileRecord, Manifest
from ai_engine.models.progress import Progress, human
from ai_engine.models.registry import Form, Kind, ModelForm, ModelSpec
from ai_engine.models.store import ModelStore, StoredModel

# Room that a disk keeps for everything else while the store grows.
SPARE_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one wish: the stored model, and how many bytes had to come over the network for it."""

    model: StoredModel
    downloaded: int


def fetch(
    store: ModelStore, hub: Hub, spec: ModelSpec, form: Form, revision: str | None, progress: Progress
) -> Outcome:
    """Have a model in the store: verify it if it is there, download what is missing or damaged if not.

    `form` is what this machine would use; a model that is published only in the other one comes in that. With a
    `revision` the hub is asked whether the stored commit is still that one. Call it under the store's lock.

    Raises:
        HubUnreachable, DiskFull, ChecksumMismatch, StoreError: as they say; nothing half-written is published.
    """
    present = store.find(spec.name, form) or (store.find(spec.name) if _only_other(spec, form) else None)
    if present and not _sound(store, present, progress):
        present = None
    if present and (revision is None or revision == _commit(present)):
        return Outcome(present, 0)
    source = spec.get(form) or spec.forms[0]
    wanted_revision = revision or source.revision
    listing = hub.listing(source.repository, wanted_revision)
    if present and listing.commit == _commit(present):
        return Outcome(present, 0)
    chosen = detect_form([file.name for file in listing.files], source.form)
    if chosen is None:
        raise ModelMissing(f"{source.repository} holds no weights that can be used: choose another model.")
    names = set(
        select_files([file.name for file in listing.files], chosen, source.files if chosen == source.form else ())
    )
    files = [file for file in listing.files if file.name in names]
    staged = store.staging(spec.key, chosen)
    downloaded = _download(store, hub, listing, files, staged, store.folder(spec.key, chosen), progress)
    model = _finish(
        store, spec, chosen, source, staged, "hub", wanted_revision, listing.commit, [f.name for f in files]
    )
    return Outcome(model, downloaded)


def take_folder(store: ModelStore, folder: Path, spec: ModelSpec, form: Form | None, progress: Progress) -> StoredModel:
    """Copy a folder of this machine into the store, hashed and recorded as `spec`. Call it under the store's lock.

    A manifest in the folder is believed only after every file matched it.

    Raises:
        ModelMissing: no model in it, or one of another kind. ChecksumMismatch: a file is damaged. DiskFull.
    """
    found = folder_form(folder, form)
    kind = folder_kind(folder)
    if kind and spec.get(found) is None:
        raise ModelMissing(f"{spec.name} has no {found} form, which the folder {folder} holds.")
    if kind and kind != spec.kind and spec.registered:
        raise ModelMissing(f"The folder {folder} holds {_of(kind)}, but {spec.name} is {_of(spec.kind)}.")
    source = spec.get(found) or spec.forms[0]
    known = _manifest_of(folder)
    names = sorted(known.files) if known else select_files(list_folder(folder), found)
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise ChecksumMismatch(f"{missing[0]} is missing in {folder}: get the folder anew.")
    check_weights(folder, names)
    total = sum((folder / name).stat().st_size for name in names)
    need_room(store, total + sum((folder / name).stat().st_size for name in pickled_weights(names)))
    staged = store.staging(spec.key, found)
    shutil.rmtree(staged)
    with progress.bar(spec.name, total) as grow:
        for name in names:
            digest = _copy(folder / name, staged / name, grow)
            if known and digest != known.files[name].sha256:
                raise ChecksumMismatch(f"{name} in {folder} differs from its manifest: get the folder anew.")
    if known:
        source = ModelForm(found, known.repository, known.revision, (), known.bytes, known.licence)
    commit = known.commit if known else ""
    return _finish(store, spec, found, source, staged, "folder", source.revision if known else "", commit, names)


@contextmanager
def disk_errors(place: Path, instead: str = "set MODEL_CACHE_DIR to another disk") -> Iterator[None]:
    """Turn the disk's own refusals into DiskFull, which says what to do. Raises other OSErrors as they are."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(
                f"The disk of {place} is full: free some space or {instead}, then run this again."
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EIO):
            raise DiskFull(
                f"{error.filename or place} can't be used ({error.strerror}): run this as a user who may, or {instead}."
            ) from error
        raise


def need_room(store: ModelStore, size: int) -> None:
    """Raise DiskFull unless the store's disk has room for so many bytes more."""
    free = store.free_bytes()
    if size + SPARE_BYTES > free:
        raise DiskFull(
            f"This needs {human(size + SPARE_BYTES)} of disk and {store.root} has {human(free)} free: free some "
            "space or set MODEL_CACHE_DIR to another disk."
        )


def _download(
    store: ModelStore,
    hub: Hub,
    listing: Listing,
    files: list[RemoteFile],
    staged: Path,
    present: Path,
    progress: Progress,
) -> int:
    """Bring every file into `staged`; returns the bytes that came over the network."""
    missing = [file for file in files if not _have(file, staged, present)]
    parts = store.parts()
    kept = sum((parts / file.part_name).stat().st_size for file in missing if (parts / file.part_name).exists())
    wanted = sum(file.size for file in missing)
    pickles = set(pickled_weights([file.name for file in files]))
    need_room(store, wanted - min(kept, wanted) + sum(file.size for file in files if file.name in pickles))
    if missing:
        again = f", {human(kept)} of it kept from before" if kept else ""
        progress.say(f"{listing.repository} at {listing.commit[:12]}: {len(missing)} files, {human(wanted)}{again}")
    came = 0
    for file in missing:
        part = parts / file.part_name
        before = part.stat().st_size if part.exists() else 0
        with progress.bar(file.name, file.size) as grow:
            hub.fetch(listing, file, part, grow)
        came += file.size - min(before, file.size)
        target = staged / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
        progress.say(f"  {file.name}  {human(file.size)}  verified")
    return came


def _have(file: RemoteFile, staged: Path, present: Path) -> bool:
    """Whether the file is staged already, or could be taken over from the version in the store."""
    target = staged / file.name
    if matches(target, file.size, file.digest):
        return True
    target.unlink(missing_ok=True)
    if not matches(present / file.name, file.size, file.digest):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(present / file.name, target)
    except OSError:
        shutil.copyfile(present / file.name, target)
    return True


def _finish(
    store: ModelStore,
    spec: ModelSpec,
    form: Form,
    source: ModelForm,
    staged: Path,
    origin: Literal["hub", "folder"],
    revision: str,
    commit: str,
    names: list[str],
) -> StoredModel:
    """Convert pickled weights, look for damage that shows, hash everything, publish."""
    origins = {}
    pickles = pickled_weights(names) if form == "transformers" else []
    if pickles:
        records = {name: _record(staged / name) for name in names if ".bin" in name}
        for new, old in convert_folder(staged, pickles).items():
            origins[new] = {old: records[old]} if old in records else {}
        names = [name for name in names if name not in records] + list(origins)
    check_weights(staged, names)
    kind = spec.kind if spec.registered else folder_kind(staged) or spec.kind
    manifest = Manifest(
        name=spec.name,
        kind=kind,
        form=form,
        repository=source.repository,
        revision=revision,
        commit=commit,
        licence=source.licence,
        source=origin,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        files={name: _record(staged / name) for name in sorted(names)},
        origins=origins,
    )
    return store.publish(staged, manifest)


def _record(path: Path) -> FileRecord:
    return FileRecord(path.stat().st_size, hash_file(path, "sha256"))


def _copy(source: Path, target: Path, on_bytes: Callable[[int], None]) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    state = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while block := reader.read(BLOCK):
            state.update(block)
            writer.write(block)
            on_bytes(len(block))
    return state.hexdigest()


def _sound(store: ModelStore, present: StoredModel, progress: Progress) -> bool:
    if present.manifest is None:
        return True
    with progress.bar(f"verifying {present.name}", present.bytes) as grow:
        checked = store.check_place(present.manifest.key, present.form, grow)
    for damage in checked.damage:
        progress.say(f"{damage.place}/{damage.file}: {damage.reason}; it is fetched again")
    return not checked.damage


def _only_other(spec: ModelSpec, form: Form) -> bool:
    """Whether another form than the wanted one will do: the model isn't published, or perhaps isn't, in that one."""
    return spec.get(form) is None or not spec.registered


def _commit(model: StoredModel) -> str:
    return model.manifest.commit if model.manifest else ""


def _of(kind: Kind) -> str:
    return f"{'an' if kind == 'embedding' else 'a'} {kind} model"


def _manifest_of(folder: Path) -> Manifest | None:
    with contextlib.suppress(FileNotFoundError):
        return manifests.parse((folder / MANIFEST_NAME).read_bytes())
    return None
