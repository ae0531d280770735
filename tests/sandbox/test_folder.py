"""The private folder of the Landlock level goes, whatever a program did to it, and also when its server was killed."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ai_engine.sandbox.folder import PREFIX, Folder, empty, sweep

ROOT = Path(__file__).parents[2]


def deep(folder: Path, levels: int) -> None:
    """Folders within one another, more than any path can name."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(levels):
            os.mkdir("d")
            os.chdir("d")
        Path("leaf").write_text("x")
    finally:
        os.chdir(before)


def test_what_is_nested_deeper_than_a_path_goes_too(tmp_path: Path) -> None:
    """Three thousand levels: no recursion, no name too long."""
    deep(tmp_path, 3_000)

    empty(str(tmp_path))

    assert list(tmp_path.iterdir()) == []


def test_what_is_shut_to_its_owner_goes_too(tmp_path: Path) -> None:
    """Folders without any right, links that lead out, odd names; what a link leads to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    folder = tmp_path / "folder"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "file\n\udcff").write_text("x")
    (folder / "a" / "out").symlink_to(outside)
    (folder / "out").symlink_to(outside)
    (folder / "a" / "b").chmod(0)
    (folder / "a").chmod(0)

    empty(str(folder))

    assert list(folder.iterdir()) == []
    assert (outside / "kept").read_text() == "kept"


def test_it_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By names, by bytes, by depth."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = Folder(None)
    inside = Path(folder.path)
    for number in range(5):
        (inside / f"f{number}").write_bytes(b"x" * 10_000)

    assert not folder.exceeds(10**6, 5)
    assert folder.exceeds(10**6, 4)
    assert folder.exceeds(40_000, 5)
    deep(inside, 60)
    assert folder.exceeds(10**9, 10**9)
    folder.remove()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_server_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder goes at the next start; one that is held, a young one, and what isn't ours stay."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = "import os, signal\nfrom ai_engine.sandbox.folder import Folder\nfolder = Folder(None)\n"
    code += "open(folder.path + '/f', 'w').close()\nos.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path)})
    left = next(tmp_path.iterdir())
    held, young, other = Folder(None), tmp_path / f"{PREFIX}young", tmp_path / "other"
    young.mkdir()
    other.mkdir()
    for path in (left, Path(held.path), other):
        os.utime(path, (time.time() - 3_600,) * 2)

    sweep()

    assert sorted(tmp_path.iterdir()) == sorted([Path(held.path), young, other])
    held.remove()
