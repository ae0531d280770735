"""The bubblewrap command line: a root of its own with the interpreter, a small tmp, and nothing else."""

import os
import sys
from pathlib import Path

INSIDE = Path(__file__).resolve().parent / "inside"
RUNNER_FOLDER = "/runner"


def interpreter_folders() -> list[str]:
    """What the interpreter needs to run: its library and the system's, the time zones, and itself."""
    library = Path(sys.base_prefix) / "lib"
    wanted = [library, library.with_name("lib64"), Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/share/zoneinfo")]
    found = dict.fromkeys(str(path) for path in wanted if path.is_dir() and not path.is_symlink())
    return [*found, str(interpreter())]


def package_folders() -> list[str]:
    """Folders inside of those where others' packages lie: no business of a program's."""
    library = Path(sys.base_prefix) / "lib"
    names = (f"{interpreter().name}/site-packages", f"{interpreter().name}/dist-packages", "python3/dist-packages")
    wanted = [*(library / name for name in names), Path("/usr/lib/python3/dist-packages")]
    return list(dict.fromkeys(str(path) for path in wanted if path.is_dir() and not path.is_symlink()))


def interpreter() -> Path:
    """This Python outside its venv: the sandbox has no use for the engine's packages."""
    return Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"


def command(bwrap: str, tmp_bytes: int, arguments: list[str]) -> list[str]:
    """`bwrap … python arguments`: all namespaces new (no network), nothing of the host but read-only libraries.

    No /proc and no /dev but four devices: Python needs neither, and each would show the host. The root itself is made
    read-only at the end, so that /tmp, bounded by `tmp_bytes`, is the only place to write.
    """
    options = [
        "--unshare-all",
        "--unshare-user",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--cap-drop",
        "ALL",
    ]
    options += ["--uid", "65534", "--gid", "65534", "--hostname", "sandbox"]
    for folder in interpreter_folders():
        options += ["--ro-bind", folder, folder]
    for folder in package_folders():
        options += ["--tmpfs", folder, "--remount-ro", folder]
    for link in ("/lib", "/lib64"):
        if os.path.islink(link):
            options += ["--symlink", os.readlink(link), link]
        elif os.path.isdir(link):
            options += ["--ro-bind", link, link]
    for device in ("null", "zero", "urandom", "random"):
        options += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    options += [
        "--ro-bind",
        str(INSIDE),
        RUNNER_FOLDER,
        "--size",
        str(tmp_bytes),
        "--tmpfs",
        "/tmp",
        "--remount-ro",
        "/",
    ]
    for name, value in ENVIRONMENT.items():
        options += ["--setenv", name, value]
    return [bwrap, *options, "--chdir", "/tmp", "--", str(interpreter()), *arguments]


# Hashing without a seed, so that a program which prints a set prints it alike each time.
ENVIRONMENT = {"HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PATH": "/usr/bin"}
