"""How many cores this process really has: its affinity, cut down by the quotas of its control groups."""

import os
from pathlib import Path


def usable_cores(cgroups: Path = Path("/sys/fs/cgroup"), own: Path = Path("/proc/self/cgroup")) -> int:
    """Cores to use for computing, at least 1. A quota of 1.5 cores counts as 1: more threads than cores cost time."""
    cores = float(_affinity())
    for folder, version in _folders(cgroups, own):
        quota = _quota(folder, version)
        if quota is not None:
            cores = min(cores, quota)
    return max(1, int(cores))


def _affinity() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _folders(cgroups: Path, own: Path) -> list[tuple[Path, int]]:
    """The groups this process is in and all above them: a quota anywhere on the way up holds (cgroups(7))."""
    try:
        lines = own.read_text().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            version, base = 2, cgroups
        elif "cpu" in controllers.split(","):
            version, base = 1, cgroups / "cpu"
        else:
            continue
        # Inside a container the path may be the host's: what isn't there is passed over, the mount itself counts.
        inner = Path(path.lstrip("/"))
        found += [(base / part, version) for part in (inner, *inner.parents)]
    return found


def _quota(folder: Path, version: int) -> float | None:
    try:
        if version == 2:
            quota, period = (folder / "cpu.max").read_text().split()
        else:
            quota = (folder / "cpu.cfs_quota_us").read_text().strip()
            period = (folder / "cpu.cfs_period_us").read_text().strip()
        return int(quota) / int(period) if quota not in ("max", "-1") else None
    except (OSError, ValueError, ZeroDivisionError):
        return None
