"""New code put in place: every way in which a learner could use it to make their program right."""

import ast
import textwrap
from collections.abc import Iterator, Sequence

from ai_engine.challenges.challenge import Challenge

MOST = 24


def put_in_place(pieces: Sequence[str], code: str, challenge: Challenge) -> list[str]:
    """The programs that pieces make: alone, under the wanted name, as its body, in place of a line of the learner's.

    Args:
        pieces: blocks of new code.
        code: the learner's program; may be empty.
        challenge: gives the name that the tests call, and its parameters.
    """
    found: dict[str, None] = {}
    for piece in [*pieces, "\n".join(pieces)]:
        for program in _programs(piece, code, challenge):
            found[program] = None
            if len(found) >= MOST:
                return list(found)
    return list(found)


def _programs(piece: str, code: str, challenge: Challenge) -> Iterator[str]:
    piece = textwrap.dedent(piece).strip("\n")
    tree = _parsed(piece)
    if tree is None:
        return
    name = challenge.entry_point
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if any(function.name == name for function in functions):
        yield piece
        yield f"{code}\n{piece}"
    for function in functions:
        if function.name != name:
            yield f"{piece}\n{name} = {function.name}\n"
    if functions:
        return
    head = challenge.starter["python"].split("\n")[0]
    if head.startswith("def "):
        yield f"{head}\n{textwrap.indent(piece, '    ')}\n"
    if len(piece.split("\n")) <= 6:
        lines = code.split("\n")
        for place, line in enumerate(lines):
            if line.strip() and not line.lstrip().startswith(("def ", "#")):
                indent = line[: len(line) - len(line.lstrip())]
                yield "\n".join([*lines[:place], textwrap.indent(piece, indent), *lines[place + 1 :]])


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
