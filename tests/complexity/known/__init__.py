"""Programs in contest style and functions as learners write them, of known time class, all written for this.

Each file holds programs after lines `#: class`; each was written and judged before the walk was tried on it.
"""

from importlib.resources import files


def known(name: str) -> list[tuple[str, str]]:
    """The programs of one file, with their classes."""
    text = "\n" + files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("\n#: ")[1:])
    return [(label.strip(), code) for label, _, code in parts]


FIRST = [
    program for name in ("const", "log", "lin", "nlog", "quad", "cub", "exp") for program in known(f"first_{name}")
]
SECOND = known("second")
THIRD = known("third")
FOURTH = known("fourth")
FIFTH = known("fifth")
SIXTH = known("sixth")
FUNCTIONS = known("functions")
# Class of space, and a word of what would lower the class of time, or a dash where nothing would.
SPACE = known("space")
