"""Which isolation this machine can give: bubblewrap, else Landlock, else none and then nothing is run."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ai_engine.sandbox.inside import landlock, seccomp
from ai_engine.sandbox.limits import Limits
from ai_engine.sandbox.process import Isolation, SandboxProcess

NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Level:
    """The isolation in force. `isolation` is None where nothing can be run; `advice` says what is missing for a better
    level, for the person who runs this machine."""

    name: Literal["bubblewrap", "landlock", "none"]
    isolation: Isolation | None
    advice: str


def works(isolation: Isolation) -> bool:
    """Whether a sandbox of this kind really starts here."""
    try:
        process = SandboxProcess(isolation, Limits())
    except OSError:
        return False
    try:
        return process.wait_ready()
    finally:
        process.kill()


@cache
def detect() -> Level:
    """Try the levels, best first, by really starting an interpreter in each. Once a process."""
    if not sys.platform.startswith("linux") or not seccomp.supported():
        system = f"{platform.system()} on {platform.machine()}"
        return Level("none", None, f"Running programs needs Linux on x86-64 or arm64; this is {system}.")
    # Root gives the program a user of its own, if that user may read the interpreter; else the namespace maps one.
    users = (NOBODY, None) if os.geteuid() == 0 else (None,)
    for isolation in (Isolation("bubblewrap", uid) for uid in users):
        if shutil.which("bwrap") and works(isolation):
            return Level("bubblewrap", isolation, "")
    advice = "Install bubblewrap for the stronger level (Debian, Ubuntu: apt install bubblewrap)."
    if shutil.which("bwrap"):
        advice = "bubblewrap is installed, but this machine forbids its namespaces; docs/sandbox.md names the options."
    if landlock.version():
        for isolation in (Isolation("landlock", uid) for uid in users):
            if works(isolation):
                return Level("landlock", isolation, advice)
    return Level("none", None, advice + " This kernel gives no Landlock either.")
