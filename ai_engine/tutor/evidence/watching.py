"""What a watched call shows of one line: how often it ran, and the values of its names when it did."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ai_engine.sandbox import Step
from ai_engine.tutor.evidence.program import Loop, Program

_SHORT = 40
_NAME = re.compile(r"[A-Za-z_]\w*")
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """A line in a watched call: `times` it ran, the values just before its first and its last time.

    Where the line is a loop's header, `taken` are the values of its variable, one pass after another.
    """

    line: int
    times: int
    first: Values = ()
    last: Values = ()
    taken: tuple[str, ...] = ()


def watch(line: int, steps: Sequence[Step], program: Program) -> Watched:
    """What the steps of a call show of a line."""
    here = [step for step in steps if step.line == line]
    names = list(dict.fromkeys(_NAME.findall(_TEXT.sub("", program.line_text(line)))))
    first = _values(here[0], names) if here else ()
    last = _values(here[-1], names) if here else ()
    return Watched(line, len(here), first, last, _taken(line, steps, program))


def enclosing_loop(line: int, program: Program) -> Loop | None:
    """The innermost loop that a line stands in."""
    inner = [loop for loop in program.loops if _inside(line, loop.line, program)]
    return max(inner, key=lambda loop: loop.line, default=None)


def _taken(line: int, steps: Sequence[Step], program: Program) -> tuple[str, ...]:
    loop = next((item for item in program.loops if item.line == line and not item.is_while), None)
    if loop is None or len(loop.targets) != 1:
        return ()
    name = loop.targets[0]
    found = []
    for before, after in pairwise(steps):
        if before.line == line and name in after.variables and _inside(after.line, line, program):
            found.append(after.variables[name])
    return tuple(value for value in found if len(value) <= _SHORT)


def _inside(line: int, header: int, program: Program) -> bool:
    """Whether a line stands in the block that a header begins."""
    if not header < line <= len(program.lines):
        return False
    deep = _indent(program.lines[header - 1])
    return all(_indent(item) > deep for item in program.lines[header:line] if item.strip())


def _values(step: Step, names: Sequence[str]) -> Values:
    shown = [(name, step.variables[name]) for name in names if name in step.variables]
    return tuple((name, value) for name, value in shown if len(value) <= _SHORT and "<" not in value)[:3]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
