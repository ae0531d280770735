"""What a person sees while files move: one line an event, and a bar on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


def human(size: float) -> str:
    """A size for a person, in decimal units: 631 MB, 2.2 GB."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= step:
            return f"{size / step:.1f} {unit}" if size < 10 * step else f"{size / step:.0f} {unit}"
    return f"{size:.0f} bytes"


class Progress:
    """Lines on standard output; bars on standard error, and only when that is a terminal."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet

    def say(self, text: str) -> None:
        """Print a line above any bar."""
        if not self._quiet:
            tqdm.write(text, file=sys.stdout)
            sys.stdout.flush()

    @contextmanager
    def bar(self, title: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a bar of bytes; call what it yields with each growth (or loss, below 0)."""
        hide = True if self._quiet else None
        with tqdm(total=total, desc=title, unit="B", unit_scale=True, leave=False, disable=hide) as bar:

            def grow(size: int) -> None:
                bar.update(size)

            yield grow
