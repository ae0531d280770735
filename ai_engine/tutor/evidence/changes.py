"""A change that the learner tells in words, put into their program: "I did range(1, n+1)", "total = 0 in the loop?"."""

import ast
import builtins
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ai_engine.tutor.evidence.literals import balanced
from ai_engine.tutor.evidence.program import Program

_ASSIGNED = re.compile(r"(?<![\w.\])])([A-Za-z_][\w.]*(?:\[[^\]\n]*\])?) *((?:[-+*/%]|//|\*\*)?=)(?!=) *(?=\S)")
_RETURNED = re.compile(r"\breturn +(?=\S)")
_HEADER = re.compile(r"\b(for|while|if|elif) +(?=\S)")
_JOINED_BEFORE = re.compile(r"(?:[-+*/%<>=(\[,.]|\bin|\bnot) *$")
_JOINED_AFTER = re.compile(r" *(?:[-+*/%<>=)\]]|\.\w|in\b|not in\b)")
_CALLED = re.compile(r"(?<![\w])[A-Za-z_][\w.]*(?=[(\[])")
_LONGEST = 80
_SHORTEST_CONDITION = 3
_DID = re.compile(
    r"\b(?:i|we|i've|have) (?:\w+ ){0,2}?(?:did|used?|changed|wrote|set|put|made|tried|replaced|added|typed|turned|"
    r"have|took|write|do)\b|\b(?:changed|replaced|added|switched|set) (?:it|that|this|line|the|to)\b"
    r"|\bnow it (?:is|says|has)\b|\bworks?\b(?!.*\?)",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"\b(?:should|shouldn't|so|maybe|perhaps|what about|how about|what if|could|would|can i|do i|try|instead|need|"
    r"must|use|write|change)\b|\?\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:but |and |so |ok )*(?:why|how come|what (?:is|does|are)|when|where|who|explain)\b", re.IGNORECASE
)
_Node = TypeVar("_Node", bound=ast.stmt | ast.expr)


@dataclass(frozen=True, slots=True)
class Change:
    """What the learner wants to stand on a line, and the whole program with it.

    `done`: they say that they changed it.
    """

    line: int
    piece: str
    text: str
    done: bool = False


def told_change(prose: str, program: Program, focus: int = 0) -> Change | None:
    """The first piece of code in the words that has a place in the program and isn't there already; else None.

    `focus` is the line that the talk is about: where a piece fits several places, it goes there.
    """
    whole = _parses(prose.strip(" ?!.`")) and not prose.strip(" ?!.").isidentifier()
    done = _DID.search(prose) is not None
    if not program.parses or _ASKS.search(prose) or not (done or whole or _PROPOSES.search(prose)):
        return None
    try:
        tree = ast.parse(program.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    prose = prose.replace("`", " ")
    place = _Place(tree, program, focus, _names(tree))
    for pieces in (_assignments, _returns, _headers, _tests, _calls):
        for change in pieces(prose, place):
            if _dumped(change.text) not in ("", _dumped(program.text)):
                return replace(change, done=done)
    return None


@dataclass(frozen=True, slots=True)
class _Place:
    """The program that the words are about, the line in question and the names that code may hold."""

    tree: ast.Module
    program: Program
    focus: int
    names: frozenset[str]

    def expression(self, text: str) -> str:
        """The longest beginning of a text that is an expression of known names."""
        return self.longest(text.split("\n")[0], "({})")

    def longest(self, text: str, frame: str) -> str:
        """The longest beginning of a text that is code when it stands in the frame."""
        ends = {found.start() for found in re.finditer(r"(?=\s|$|[?!.,;:])", text[:_LONGEST])}
        for end in sorted(ends, reverse=True):
            piece = text[:end].strip().rstrip("?!.,;:").strip()
            if piece and self.reads(frame.replace("{}", piece)):
                return piece
        return ""

    def reads(self, text: str) -> bool:
        """Whether this is code without an unknown name."""
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        used = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        made = {node.id for node in used if isinstance(node.ctx, ast.Store)}
        return {node.id for node in used} - made <= self.names


def _assignments(prose: str, at: _Place) -> Iterator[Change]:
    for found in _ASSIGNED.finditer(prose):
        value = at.expression(prose[found.end() :])
        if not value or (re.match(r"\s*\)", prose[found.end() + len(value) :]) and "(" in prose[: found.start()]):
            continue  # a keyword argument of a call
        name = found[1].rpartition(".")[2]
        places = [
            node
            for node in ast.walk(at.tree)
            if isinstance(node, ast.Assign | ast.AugAssign) and _target(node).rpartition(".")[2] == name
        ]
        place = _nearest(places, at.focus)
        if place is not None:
            yield _with_statement(place, f"{found[1]} {found[2]} {value}", at.program)


def _returns(prose: str, at: _Place) -> Iterator[Change]:
    for found in _RETURNED.finditer(prose):
        value = at.expression(prose[found.end() :])
        places = [node for node in ast.walk(at.tree) if isinstance(node, ast.Return)]
        place = _nearest(places, at.focus, alone=True)
        if value and place is not None:
            yield _with_statement(place, f"return {value}", at.program)


def _headers(prose: str, at: _Place) -> Iterator[Change]:
    for found in _HEADER.finditer(prose):
        word = found[1]
        text = prose[found.end() :].split("\n")[0].split(":")[0]
        value = at.longest(text, "for {}: pass") if word == "for" else at.expression(text)
        if len(value) < _SHORTEST_CONDITION:
            continue
        kind = {"for": ast.For, "while": ast.While}.get(word, ast.If)
        heads = [node for node in ast.walk(at.tree) if isinstance(node, ast.For | ast.While | ast.If)]
        place = _nearest([node for node in heads if isinstance(node, kind)], at.focus, alone=True)
        if place is not None and at.program.line_text(place.lineno).startswith(word):
            yield _with_line(place.lineno, f"{word} {value}:", at.program)


def _tests(prose: str, at: _Place) -> Iterator[Change]:
    """A comparison of the program's names, in the place of the one that is asked on the line of the talk."""
    if re.search(r"\b(?:true|false)\b", prose, re.IGNORECASE):
        return  # they say what it gives, and not what should stand there
    tests = [node for node in ast.walk(at.tree) if isinstance(node, ast.Compare)]
    for found in re.finditer(r"(?<![\w.\])])(?=[A-Za-z_\d(])", prose):
        value = at.expression(prose[found.start() :])
        node = ast.parse(f"({value})", mode="eval").body if value else None
        if not isinstance(node, ast.Compare) or any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
            continue
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        alike = [test for test in tests if names & {part.id for part in ast.walk(test) if isinstance(part, ast.Name)}]
        place = _nearest(alike, at.focus, alone=True)
        if names and place is not None:
            yield _with_expression(place, value, at.program)
        return


def _calls(prose: str, at: _Place) -> Iterator[Change]:
    """A call, or a place in a collection, that stands in the program with something else in its brackets."""
    end = 0
    for found in _CALLED.finditer(prose):
        piece = balanced(prose, found.start())
        shape = _shape(piece)
        if found.start() < end or not piece or not at.reads(piece):
            continue
        after = prose[found.start() + len(piece) :]
        if _JOINED_BEFORE.search(prose[: found.start()]) or _JOINED_AFTER.match(after):
            continue  # a part of something larger
        end = found.start() + len(piece)
        places = [
            node for node in ast.walk(at.tree) if isinstance(node, ast.expr) and shape[0] and _shape_of(node) == shape
        ]
        same = [node for node in places if ast.unparse(node) == ast.unparse(ast.parse(piece, mode="eval").body)]
        place = _nearest(places, at.focus, alone=True)
        if place is not None and not same:
            yield _with_expression(place, piece, at.program)


def _shape(piece: str) -> tuple[str, str]:
    try:
        return _shape_of(ast.parse(piece, mode="eval").body) if piece else ("", "")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ("", "")


def _shape_of(node: ast.AST) -> tuple[str, str]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name != "print":
            return ("call", name)
        case ast.Subscript(value=ast.Name(id=name)):
            return ("item", name)
    return ("", "")


def _names(tree: ast.Module) -> frozenset[str]:
    """The names of the program and of Python: words with others are no code."""
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)} | {"self"}
    own |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    own |= {
        alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    return frozenset(own) | frozenset(dir(builtins))


def _nearest(places: Sequence[_Node], focus: int, alone: bool = False) -> _Node | None:
    """The place on the line that the talk is about; else the only one, or the first where several will do."""
    there = [node for node in places if node.lineno == focus]
    if there:
        return there[0]
    return None if not places or (alone and len(places) > 1) else places[0]


def _target(node: ast.Assign | ast.AugAssign) -> str:
    return ast.unparse(node.target if isinstance(node, ast.AugAssign) else node.targets[0])


def _dumped(text: str) -> str:
    """The program's meaning without its layout; "" where it isn't Python."""
    return ast.dump(ast.parse(text)) if _parses(text) else ""


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _with_statement(node: ast.stmt, text: str, program: Program) -> Change:
    if node.end_lineno != node.lineno:
        return Change(node.lineno, text, program.text)
    return _with_line(node.lineno, text, program)


def _with_line(line: int, text: str, program: Program) -> Change:
    old = program.lines[line - 1]
    indent = old[: len(old) - len(old.lstrip())]
    lines = [*program.lines[: line - 1], indent + text, *program.lines[line:]]
    return Change(line, text.removesuffix(":"), "\n".join(lines))


def _with_expression(node: ast.expr, piece: str, program: Program) -> Change:
    if node.end_lineno != node.lineno or node.end_col_offset is None:
        return Change(node.lineno, piece, program.text)
    old = program.lines[node.lineno - 1].encode()
    new = (old[: node.col_offset] + piece.encode() + old[node.end_col_offset :]).decode()
    lines = [*program.lines[: node.lineno - 1], new, *program.lines[node.lineno :]]
    return Change(node.lineno, piece, "\n".join(lines))
