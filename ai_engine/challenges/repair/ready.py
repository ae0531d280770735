"""Makes a program ready for the search: readable by Python, its functions under the names that the task asks for."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ai_engine.analysis.syntax.search import Search
from ai_engine.challenges.repair.distance import Sizes
from ai_engine.challenges.repair.edits import Edit
from ai_engine.challenges.repair.rewrite import source_lines
from ai_engine.challenges.repair.search import Donor, far, grams, units
from ai_engine.challenges.repair.variables import parameters

SMALLEST = 5  # nodes of a function that may be one under a wrong name
LIKE = 0.9  # how far it may be from every correct one


@dataclass(frozen=True, slots=True)
class Ready:
    """A program that parses, and the edits that made it so. Lines stay where they were."""

    source: str
    edits: tuple[Edit, ...] = ()

    def cleared(self, entries: Sequence[str]) -> Iterator["Ready"]:
        """The program without one or several statements outside its functions, least taken out first."""
        body = [node for node in ast.parse(self.source).body if getattr(node, "name", "") not in entries]
        loose = [node for node in body if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
        acting = [node for node in loose if not isinstance(node, (ast.Import, ast.ImportFrom, ast.Assign))]
        sizes = Sizes()
        for node in sorted(body, key=sizes.size):
            yield self._without([node])
        for several in (acting, loose, body):
            if len(several) > 1:
                yield self._without(several)

    def _without(self, statements: Sequence[ast.stmt]) -> "Ready":
        lines = source_lines(self.source)
        found = list(self.edits)
        sizes = Sizes()
        for node in statements:
            end = node.end_lineno or node.lineno
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
            lines[first - 1 : end] = [""] * (end - first + 1)
            found.append(Edit("extra_step", node.lineno, end, ast.unparse(node), "", float(sizes.size(node))))
        try:
            ast.parse("\n".join(lines))
        except SyntaxError:
            return self  # another statement began or ended on these lines
        return replace(self, source="\n".join(lines), edits=tuple(found))


def made_ready(source: str, entries: Sequence[str], reference: Donor, donors: Sequence[Donor]) -> Ready | None:
    """The program ready for the search; None when it can't be read even after small repairs."""
    ready = _readable(source)
    for name in entries if ready else ():
        if ready is not None and name in reference.functions:
            ready = _named(ready, name, entries, donors)
    return ready


def _readable(source: str) -> Ready | None:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        pass
    else:
        return Ready(source)
    try:
        search = Search("\n".join(source_lines(source)))
        faults = search.run()
        ast.parse(search.repaired)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = [Edit("syntax", fault.line, fault.line, "", "", 1.0) for fault in faults]
    return Ready(search.repaired, tuple(found)) if found else None


def _named(ready: Ready, name: str, entries: Sequence[str], donors: Sequence[Donor]) -> Ready:
    """The program with the function that is meant by `name` called so, if it has another name and can be told."""
    tree = ast.parse(ready.source)
    mine = units(tree)
    if name in mine or any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree)):
        return ready
    having = [donor for donor in donors if name in donor.functions]
    sizes = Sizes()
    called = {n.id for f in mine.values() for n in ast.walk(f) if isinstance(n, ast.Name) and n.id != f.name}
    options = []
    for other, function in mine.items():
        model = having[0].functions[name] if having else None
        if other in entries or model is None or type(function) is not type(model) or sizes.size(function) < SMALLEST:
            continue
        one = grams(function)
        distance = min(far(one, donor.grams[name]) for donor in having)
        same_arity = (
            isinstance(function, ast.ClassDef)
            or isinstance(model, ast.ClassDef)
            or len(parameters(function)) == len(parameters(model))
        )
        if distance < LIKE and same_arity:
            options.append((other in called, distance, other))
    if not options:
        return ready
    return _renamed(ready, min(options)[2], name)


def _renamed(ready: Ready, old: str, new: str) -> Ready:
    """Every mention of a name outside texts and comments, replaced where it stands."""
    lines = source_lines(ready.source)
    places: list[tuple[int, int]] = []
    for node in ast.walk(ast.parse(ready.source)):
        if isinstance(node, ast.Name) and node.id == old:
            places.append((node.lineno, len(lines[node.lineno - 1].encode()[: node.col_offset].decode())))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == old:
            places.append((node.lineno, lines[node.lineno - 1].find(old, len(lines[node.lineno - 1].split("def ")[0]))))
    for line, column in sorted(places, reverse=True):
        text = lines[line - 1]
        if text[column : column + len(old)] == old:
            lines[line - 1] = text[:column] + new + text[column + len(old) :]
    source = "\n".join(lines)
    try:
        if new not in units(ast.parse(source)):
            return ready
    except SyntaxError:
        return ready
    first = min(line for line, _ in places)
    edit = Edit("wrong_name", first, first, old, "", float(len(places)))
    return replace(ready, source=source, edits=(*ready.edits, edit))
