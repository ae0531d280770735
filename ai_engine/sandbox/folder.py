"""The private folder of a Landlock sandbox: made, measured, and removed whatever a program did to it."""

import contextlib
import fcntl
import os
import secrets
import tempfile
import time

PREFIX = "sandbox-"
DEEPEST = 50  # folders within one another; each costs whoever walks there as many steps
SETTLED_S = 60.0  # a folder younger than this may belong to a start that is still going on


class Folder:
    """A folder under the system's temporary one. Held by a lock: one whose server was killed is held by nobody."""

    def __init__(self, uid: int | None) -> None:
        self.path = tempfile.mkdtemp(prefix=PREFIX)
        self._held = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if uid is not None:
            os.chown(self.path, uid, uid)

    def exceeds(self, most_bytes: int, most_files: int) -> bool:
        """Whether there is more in it than this, or deeper. Looks no further than the first entry too many."""
        todo, found, size = [(self.path, 0)], 0, 0
        while todo:
            place, depth = todo.pop()
            if depth > DEEPEST:
                return True
            try:
                with os.scandir(place) as entries:
                    for entry in entries:
                        found += 1
                        with contextlib.suppress(OSError):  # removed meanwhile
                            size += entry.stat(follow_symlinks=False).st_blocks * 512
                            if entry.is_dir(follow_symlinks=False):
                                todo.append((entry.path, depth + 1))
                        if found > most_files or size > most_bytes:
                            return True
            except PermissionError:  # shut to its owner, so that nobody sees what is in it
                return True
            except OSError:  # removed meanwhile
                continue
        return False

    def remove(self) -> None:
        """Remove it and all that is in it, now that nothing runs there any more."""
        empty(self.path)
        with contextlib.suppress(OSError):
            os.rmdir(self.path)
        os.close(self._held)


def empty(folder: str) -> None:
    """Remove all that a folder holds: also what is nested deeper than a path can say, or shut to its owner."""
    todo, mark, moved = [folder], secrets.token_hex(8), 0
    while todo:
        place = todo.pop()
        with contextlib.suppress(OSError):
            os.chmod(place, 0o700)
            for name in os.listdir(place):
                path = os.path.join(place, name)
                with contextlib.suppress(OSError):
                    if os.path.islink(path) or not os.path.isdir(path):
                        os.unlink(path)
                        continue
                    if place != folder:  # one step up, so that no path grows
                        os.chmod(path, 0o700)
                        moved += 1
                        path = os.path.join(folder, f"{mark}-{moved}")
                        os.rename(os.path.join(place, name), path)
                    todo.append(path)
            if place != folder:
                os.rmdir(place)


def sweep() -> None:
    """Remove the folders that killed servers left: ours, older than a start takes, and locked by nobody."""
    root = tempfile.gettempdir()
    for name in os.listdir(root):
        path = os.path.join(root, name)
        if not name.startswith(PREFIX):
            continue
        with contextlib.suppress(OSError):
            held = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                about = os.fstat(held)
                if about.st_mtime < time.time() - SETTLED_S and os.geteuid() in (0, about.st_uid):
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    empty(path)
                    os.rmdir(path)
            finally:
                os.close(held)
