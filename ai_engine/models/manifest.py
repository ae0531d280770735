"""The manifest of a stored model: where it came from, and each file's size and sha256. Untrusted until parsed here."""

import json
import os
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, field_validator
from pydantic.dataclasses import dataclass as checked_dataclass

from ai_engine.errors import ChecksumMismatch, UnsafeArchive
from ai_engine.models.registry import Form, Kind

MANIFEST_NAME = "manifest.json"
_SAFE_NAME = re.compile(r"[^/\\\0-\x1f:]+(/[^/\\\0-\x1f:]+)*")


def safe_name(name: str) -> str:
    """Give back a relative file name that stays inside its folder.

    Raises:
        UnsafeArchive: it is absolute, climbs with "..", or holds a backslash, a colon or a control character.
    """
    parts = name.split("/")
    if not _SAFE_NAME.fullmatch(name) or "." in parts or ".." in parts or name.startswith("~"):
        raise UnsafeArchive(f"The file name {name!r} leads out of its folder, so nothing was taken.")
    return name


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file: bytes and sha256 (hex)."""

    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Manifest:
    """What a store folder holds. `origins` tells of files made here from another: its name, size and sha256.

    `source` is hub or folder; `commit` is the hub's resolved commit, "" for a folder; `created` is UTC, ISO 8601.
    """

    name: str
    kind: Kind
    form: Form
    repository: str
    revision: str
    commit: str
    licence: str
    source: Literal["hub", "folder"]
    created: str
    files: dict[str, FileRecord]
    origins: dict[str, dict[str, FileRecord]] = field(default_factory=dict)
    format: Literal[1] = 1

    @field_validator("name")
    @classmethod
    def _one_folder(cls, name: str) -> str:
        if name.replace("/", "--") in ("", ".", "..") or name.startswith("."):
            raise ValueError("not a model's name")
        safe_name(name.replace("/", "--"))
        return name

    @field_validator("files")
    @classmethod
    def _safe_files(cls, files: dict[str, FileRecord]) -> dict[str, FileRecord]:
        for name in files:
            safe_name(name)
            if name == MANIFEST_NAME:
                raise UnsafeArchive(f"A model's file can't be called {MANIFEST_NAME}, so nothing was taken.")
        return files

    @property
    def key(self) -> str:
        """The name of the model's folder in the store."""
        return self.name.replace("/", "--")

    @property
    def place(self) -> str:
        """The model's folder and form, as the store and archives write it: `tinyllama/openvino`."""
        return f"{self.key}/{self.form}"

    @property
    def bytes(self) -> int:
        """All files together."""
        return sum(record.size for record in self.files.values())


_ADAPTER = TypeAdapter(Manifest)


def parse(text: str | bytes) -> Manifest:
    """Read a manifest's JSON.

    Raises:
        ChecksumMismatch: it isn't a manifest. UnsafeArchive: it names a file outside its folder.
    """
    try:
        return _ADAPTER.validate_json(text)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ChecksumMismatch(f"A manifest is damaged (at {where or 'its start'}).") from error


def dump(manifest: Manifest) -> bytes:
    """Write a manifest as JSON that a person can read."""
    return (json.dumps(asdict(manifest), indent=2, sort_keys=False) + "\n").encode()


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest into its folder in one step, after the files it speaks of are on the disk."""
    temporary = folder / f".{MANIFEST_NAME}.new"
    with temporary.open("wb") as file:
        file.write(dump(manifest))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / MANIFEST_NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
