"""What must not be said about a challenge: its correct programs, whole, in pieces, in other names, or in disguise."""

import ast
import builtins
import keyword
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ai_engine.challenges.challenge import Challenge
from ai_engine.challenges.disguises import Disguised, letters, plain, squeezed
from ai_engine.challenges.repair.distance import Distance, Sizes

PROGRAMS = 25  # correct programs that text is held against; the reference is always among them
NEAR = 0.55  # share of a correct program's tree that new code may cover
ALIKE = 0.6  # share of both trees that an example may have in common with a correct program
_LONG_LINE = 16
_SHORT_LINE = 7
_KEPT_NAMES = frozenset(dir(builtins)) | frozenset(keyword.kwlist)
_STEPS = {
    ast.For: "loop", ast.While: "loop", ast.comprehension: "loop", ast.If: "if", ast.IfExp: "if",
    ast.AugAssign: "update", ast.Assign: "set", ast.AnnAssign: "set", ast.Return: "return", ast.Call: "call",
    ast.BinOp: "update",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Program:
    lines: tuple[str, ...]
    body: tuple[ast.stmt, ...]
    shapes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a program as words could tell it: the kind of step, and the names and numbers in it."""

    kind: str
    words: frozenset[str]


class Secrets:
    """One challenge's. Reads no database and runs nothing; safe to share between threads."""

    def __init__(self, challenge: Challenge, programs: Sequence[str]) -> None:
        self.entry_point = challenge.entry_point
        given = squeezed("\n".join([challenge.statement, *challenge.starter.values()]))
        self._programs = [
            made for made in (_read(source, given) for source in dict.fromkeys(programs[:PROGRAMS])) if made is not None
        ]
        telling = {line for program in self._programs for line in program.lines}
        self._disguised = Disguised(telling)
        self._squeezed = {line: (squeezed(line), letters(line)) for line in telling}
        self._line_words = {line: _told(line) for line in sorted(telling) if _words_of(line)}
        self.steps = self._steps_of(challenge.reference)
        words = " ".join([challenge.statement, challenge.title, challenge.entry_point.replace("_", " ")])
        names = re.findall(r"[a-z]{3,}", " ".join([words, challenge.reference]).lower())
        self.words = frozenset(names) - {*_KEPT_NAMES, *_EVERYDAY}

    def in_text(self, text: str, own: str = "") -> str:
        """Why a text, all that was shown so far, gives a solution away; "" if it doesn't.

        `own` is the learner's program: its lines may be quoted.
        """
        told = plain(text)
        views = (squeezed(told), letters(told), letters(re.sub(r"[0-9]", "", told)))
        mine = squeezed(own)
        disguised = self._disguised.found(text) | self._disguised.found(told)
        if any(len(letters(line)) >= _SHORT_LINE for line in disguised):
            return "encoded"
        for program in self._programs:
            shown = [
                line for line in program.lines if self._stands(line, views) and self._squeezed[line][0] not in mine
            ]
            fresh = sum(len(self._squeezed[line][0]) for line in shown)
            whole = sum(len(self._squeezed[line][0]) for line in program.lines) or 1
            if any(len(self._squeezed[line][0]) >= _LONG_LINE for line in shown) or len(shown) >= 2:
                return "solution_line"
            if shown and fresh >= 0.5 * whole:
                return "solution_line"
        return ""

    def line_in(self, text: str, own: str = "") -> bool:
        """Whether a line of a correct program stands in the text as it is, and not in the learner's own program."""
        said, mine = squeezed(plain(text)), squeezed(own)
        return any(tight in said and tight not in mine for tight, _ in self._squeezed.values())

    def tellable(self, own: str = "") -> frozenset[Told]:
        """What each line of the correct programs that doesn't stand in the learner's own would sound like in words."""
        mine = squeezed(own)
        return frozenset(
            told for line, ways in self._line_words.items() if self._squeezed[line][0] not in mine for told in ways
        )

    def near(self, code: str, own: str = "") -> bool:
        """Whether code covers most of a correct program's tree, whatever its names; code that doesn't parse is judged
        by its lines alone."""
        if self.in_text(code, own):
            return True
        body = _body(code)
        if body is None:
            return False
        distance = Distance(Sizes())
        mine = distance.sizes.size(list(body))
        for program in self._programs:
            theirs = distance.sizes.size(list(program.body))
            cost = distance.lists(list(body), list(program.body))[0]
            if theirs and (mine + theirs - cost) / 2 >= NEAR * theirs:
                return True
        return False

    def resembles(self, code: str) -> bool:
        """Whether an example, or a paragraph of it, and a correct program have most of both their trees in common,
        whatever their names."""
        distance = Distance(Sizes())
        for body in filter(None, map(_body, {code, *code.split("\n\n")})):
            mine = distance.sizes.size(list(body))
            for program in self._programs:
                theirs = distance.sizes.size(list(program.body))
                cost = distance.lists(list(body), list(program.body))[0]
                if mine + theirs - cost >= ALIKE * (mine + theirs):
                    return True
        return False

    def has_line_like(self, code: str) -> bool:
        """Whether a correct program has a line of this shape: the same but for the names."""
        shapes = _shapes(code)
        return any(shapes & program.shapes for program in self._programs)

    def _stands(self, line: str, views: tuple[str, str, str]) -> bool:
        tight, bare = self._squeezed[line]
        return tight in views[0] or (len(bare) >= _LONG_LINE and (bare in views[1] or bare in views[2]))

    @staticmethod
    def _steps_of(reference: str) -> frozenset[str]:
        return frozenset(step for node in ast.walk(ast.parse(reference)) if (step := _STEPS.get(type(node), "")))


_KINDS = {"return": "return", "yield": "return", "for": "loop", "while": "loop", "if": "if", "elif": "if"}
_WORDS_OF_EVERYDAY = """
the and for with that this which write returns return function program given gives give takes take how many what are has
have not can its from into each every one two all any must should then than you your whether
"""
_EVERYDAY = frozenset(_WORDS_OF_EVERYDAY.split())
_SYNTAX_WORDS = frozenset(
    [
        "for",
        "in",
        "if",
        "elif",
        "else",
        "while",
        "return",
        "and",
        "or",
        "not",
        "is",
        "def",
        "with",
        "as",
        "try",
        "except",
        "lambda",
    ]
)


def _kind_of(line: str) -> str:
    """The kind of step that a line is, by how it begins or what it does to a name."""
    first = re.match(r"[a-z]+", line)
    if first is not None and first[0] in _KINDS:
        return _KINDS[first[0]]
    if re.search(r"[-+*/%]=|\.(?:append|add|insert|extend|update)\(", line):
        return "update"
    return "set" if re.search(r"(?<![=<>!])=(?!=)", line) else "call"


def _told(line: str) -> tuple[Told, ...]:
    """A line by all its names, and by those that stay when the others are changed: "sorted", "lower"."""
    kind, words = _kind_of(line), _words_of(line)
    called = frozenset(re.findall(r"[a-z]+", " ".join(re.findall(r"\b([a-z]+)\(", line)))) - _SYNTAX_WORDS
    return (Told(kind, words), Told(kind, called)) if 2 <= len(called) < len(words) else (Told(kind, words),)


def _words_of(line: str) -> frozenset[str]:
    """The names and numbers of a line, taken apart where they are made of words."""
    names = re.findall(r"[A-Za-z]+|\d+", re.sub(r"([a-z])([A-Z])", r"\1 \2", line))
    return frozenset(name.lower() for name in names) - _SYNTAX_WORDS


def _read(source: str, given: str) -> _Program | None:
    body = _body(source)
    if body is None:
        return None
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Pass):
            line = ast.unparse(node).split("\n")[0]
            tight = squeezed(line)
            if len(tight) >= _SHORT_LINE and tight not in given and not _is_text(node):
                lines.append(line)
    written = [line.split("#")[0].strip() for line in source.split("\n")]
    lines += [
        line
        for line in written
        if len(squeezed(line)) >= _SHORT_LINE
        and squeezed(line) not in given
        and not line.startswith(("def ", "class ", "import ", "from ", '"', "'"))
    ]
    kept = {squeezed(line): line for line in lines}
    return _Program(tuple(kept.values()), body, frozenset(_shapes(source)))


def _body(source: str) -> tuple[ast.stmt, ...] | None:
    """The statements of all functions and of the top level, all names alike; None where it doesn't parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: list[ast.stmt] = []
    _collect(tree.body, found)
    return tuple(_Nameless().visit(node) for node in found)


def _collect(statements: Iterable[ast.stmt], found: list[ast.stmt]) -> None:
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            _collect(node.body, found)
        elif not _is_text(node) and not isinstance(node, ast.Import | ast.ImportFrom | ast.Pass):
            found.append(node)


class _Nameless(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.Name:
        return node if node.id in _KEPT_NAMES else ast.Name("_", node.ctx)


def _shapes(source: str) -> set[str]:
    """Its simple statements and headers with all names alike; those that any program could have are left out."""
    try:
        tree = ast.parse(source.strip() if "\n" not in source.strip() else source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        try:
            tree = ast.parse(source.strip() + "\n    pass")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return set()
    shapes = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Pass):
            shapes.add(ast.unparse(_Nameless().visit(node)).split("\n")[0])
    return shapes - {"_", "_ = _", "_ = 0", "_ = 1", "_ = []", "_ = ''", "return _", "print(_)"}


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
