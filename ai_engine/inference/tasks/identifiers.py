"""Which names of a program say too little, and where each of them stands. Pure text work: no model.

A variable is looked at within its scope: the function that binds it, or the module. Names that convention excuses
(loop counters, `self`, `_`, the file of a `with`, the exception of an `except`) are left alone.
"""

import ast
import builtins
import keyword
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_VAGUE = re.compile(
    r"(?:[a-z]|aa+|bb+|xx+|foo|bar|baz|qux|spam|eggs|te?mp|stuff|thing|something|var|variable|val|abc|asdf|test|blah)_?\d*"
    r"|my_?(?:var|variable|thing|list|dict|func)\d*|(?:list|dict|str|string|num|number|func|data)_?\d+",
    re.IGNORECASE,
)
_COUNTERS = frozenset("ijkn_")
_Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Module


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence: offsets into the program's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VagueName:
    """A name that says too little: where it is first bound, its scope from `start` to `end`, its places in there."""

    name: str
    line: int
    scope: str
    start: int
    end: int
    places: tuple[Place, ...]


def vague_names(code: str, limit: int) -> list[VagueName]:
    """The program's vaguest names, the shortest and most used first. Empty if it can't be parsed."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []
    starts = _line_starts(code)
    found = [vague for scope in _scopes(tree) for vague in _in_scope(scope, code, starts)]
    found.sort(key=lambda vague: (len(vague.name) > 2, -len(vague.places), vague.line))
    return found[:limit]


def is_acceptable(candidate: str, old: str, taken: frozenset[str]) -> bool:
    """Whether a proposed name is any good: an identifier of some length, not taken, no built-in, not vague itself."""
    return (
        candidate.isidentifier()
        and candidate.isascii()
        and len(candidate.strip("_")) > 2
        and candidate != old
        and candidate not in taken
        and not keyword.iskeyword(candidate)
        and not keyword.issoftkeyword(candidate)
        and not hasattr(builtins, candidate)
        and _VAGUE.fullmatch(candidate) is None
    )


def snake_case(name: str) -> str:
    """A name as PEP 8 writes a variable's: the model has read Java too."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def names_in(code: str) -> frozenset[str]:
    """Every word of the program that could be a name: none of them may be proposed."""
    return frozenset(re.findall(r"[^\W\d]\w*", code))


def _scopes(tree: ast.Module) -> Iterator[_Scope]:
    yield tree
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _in_scope(scope: _Scope, code: str, starts: list[tuple[int, str]]) -> Iterator[VagueName]:
    bound = {name: line for name, line in _bound(scope).items() if _is_vague(name)}
    excused = _excused(scope)
    places: dict[str, list[Place]] = defaultdict(list)
    for node in _own_nodes(scope, frozenset(bound)):
        name, line, column = node
        if name in bound and name not in excused:
            begin = _offset(starts, line, column)
            if code[begin : begin + len(name)] == name:
                places[name].append(Place(begin, begin + len(name)))
    if isinstance(scope, ast.Module):
        start, end = 0, len(code)
    else:
        start = starts[scope.lineno - 1][0]
        end = _offset(starts, scope.end_lineno or scope.lineno, scope.end_col_offset or 0)
    title = "" if isinstance(scope, ast.Module) else scope.name
    for name, found in places.items():
        ordered = tuple(sorted(set(found), key=lambda place: place.start))
        yield VagueName(name, bound[name], title, start, end, ordered)


def _is_vague(name: str) -> bool:
    return name not in _COUNTERS and _VAGUE.fullmatch(name) is not None


def _bound(scope: _Scope) -> dict[str, int]:
    """Names this scope binds itself, with the line of the first binding."""
    bound: dict[str, int] = {}
    elsewhere: set[str] = set()
    if not isinstance(scope, ast.Module):
        for argument in _arguments(scope.args):
            bound.setdefault(argument.arg, argument.lineno)
    for node in _shallow(scope):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound[node.id] = min(node.lineno, bound.get(node.id, node.lineno))
        elif isinstance(node, ast.Global | ast.Nonlocal):
            elsewhere.update(node.names)
    return {name: line for name, line in bound.items() if name not in elsewhere}


def _excused(scope: _Scope) -> set[str]:
    """Short names that convention allows where they stand: targets of comprehensions and of `with ... as f`."""
    excused: set[str] = set()
    for node in _shallow(scope):
        targets: list[ast.expr] = []
        if isinstance(node, ast.comprehension):
            targets = [node.target]
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            targets = [node.optional_vars]
        for target in targets:
            excused.update(part.id for part in ast.walk(target) if isinstance(part, ast.Name))
    return excused


def _own_nodes(scope: _Scope, wanted: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Occurrences of the scope's names, nested functions included unless they bind the name anew."""
    if not isinstance(scope, ast.Module):
        for argument in _arguments(scope.args):
            yield argument.arg, argument.lineno, argument.col_offset
    for node in _shallow(scope):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno, node.col_offset
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            visible = wanted - _bound(node).keys()
            yield from (found for found in _own_nodes(node, visible) if found[0] in visible)


def _shallow(scope: _Scope) -> Iterator[ast.AST]:
    """Nodes of a scope's body without the insides of nested functions and classes."""
    waiting: list[ast.AST] = list(reversed(scope.body))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            # Its decorators and defaults are evaluated out here.
            waiting += [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d)]
        elif not isinstance(node, ast.ClassDef | ast.Lambda):
            waiting += reversed(list(ast.iter_child_nodes(node)))


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def _line_starts(code: str) -> list[tuple[int, str]]:
    """Each line's offset and text, split as Python's parser does."""
    starts, place = [], 0
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", code):
        starts.append((place, line))
        place += len(line)
    return starts


def _offset(starts: list[tuple[int, str]], line: int, column: int) -> int:
    """ast counts a column in UTF-8 bytes; text is cut in code points."""
    place, text = starts[line - 1]
    return place + len(text.encode("utf-8")[:column].decode("utf-8", errors="ignore"))
