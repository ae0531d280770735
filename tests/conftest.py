"""What all tests share: Debian packages on demand, and no silent skips where everything is required."""

import os
import shutil
import subprocess
from collections.abc import Generator
from typing import Any

import pytest


def debian(package: str, *programs: str) -> None:
    """Have a Debian package's programs on this machine: installed when root, else the test is skipped."""
    if all(shutil.which(program) for program in programs):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        pytest.skip(f"needs Debian's {package}, and only root can install it")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], check=True, **quiet)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, None]:
    """Under REQUIRE_ALL_TESTS a skip fails, unless the test is marked `optional`."""
    outcome = yield
    report = outcome.get_result()
    required = os.environ.get("REQUIRE_ALL_TESTS") and not item.get_closest_marker("optional")
    if required and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where every test is required: {call.excinfo and call.excinfo.value}"
