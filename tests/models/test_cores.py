"""Cores that count: affinity, and the quotas of both kinds of control group."""

import os
from pathlib import Path

import pytest

from ai_engine.models.cores import usable_cores

needs_affinity = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system has no affinity")


def group(tmp_path: Path, line: str, files: dict[str, str]) -> int:
    """Cores of a process whose /proc/self/cgroup holds `line`, under control groups with these files."""
    own = tmp_path / "own"
    own.write_text(line + "\n")
    for name, text in files.items():
        path = tmp_path / "cgroup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    return usable_cores(tmp_path / "cgroup", own)


@pytest.fixture(autouse=True)
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of eight cores, whatever this one has."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)


@pytest.mark.parametrize(
    ("line", "files", "cores"),
    [
        ("0::/", {}, 8),
        ("0::/", {"cpu.max": "max 100000"}, 8),
        ("0::/", {"cpu.max": "200000 100000"}, 2),
        ("0::/", {"cpu.max": "150000 100000"}, 1),
        ("0::/", {"cpu.max": "50000 100000"}, 1),
        ("0::/a/b", {"a/b/cpu.max": "max 100000", "a/cpu.max": "300000 100000"}, 3),
        ("0::/a/b", {"a/b/cpu.max": "100000 100000", "a/cpu.max": "300000 100000"}, 1),
        ("0::/not/seen/from/inside", {"cpu.max": "400000 100000"}, 4),
        ("0::/", {"cpu.max": "nonsense"}, 8),
        ("4:cpu,cpuacct:/x", {"cpu/x/cpu.cfs_quota_us": "200000", "cpu/x/cpu.cfs_period_us": "100000"}, 2),
        ("4:cpu,cpuacct:/x", {"cpu/x/cpu.cfs_quota_us": "-1", "cpu/x/cpu.cfs_period_us": "100000"}, 8),
        ("4:memory:/x", {"cpu/x/cpu.cfs_quota_us": "1", "cpu/x/cpu.cfs_period_us": "100000"}, 8),
    ],
)
def test_the_smallest_quota_on_the_way_up_counts(tmp_path: Path, line: str, files: dict[str, str], cores: int) -> None:
    """Quotas are rounded down, never below one; what can't be read doesn't count."""
    assert group(tmp_path, line, files) == cores


def test_without_control_groups_the_affinity_counts(tmp_path: Path) -> None:
    """A system without /proc has its affinity or its cores."""
    assert usable_cores(tmp_path, tmp_path / "absent") == 8


@needs_affinity
def test_the_affinity_of_this_process_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A process bound to one core has one core."""
    monkeypatch.undo()
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert usable_cores(tmp_path, tmp_path / "absent") == 1
    finally:
        os.sched_setaffinity(0, before)
