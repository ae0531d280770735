"""The fix of a whole program: which functions are to blame, the cheapest change of each, verified together."""

import ast
import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ai_engine.challenges.repair.distance import Sizes
from ai_engine.challenges.repair.edits import Edit, edits
from ai_engine.challenges.repair.ready import Ready, made_ready
from ai_engine.challenges.repair.rewrite import rewritten, source_lines
from ai_engine.challenges.repair.search import Change, Donor, Frame, FunctionSearch, change_cost, units
from ai_engine.challenges.repair.variables import Unit, renamed
from ai_engine.challenges.repair.verify import OutOfTime, Test, Verifier
from ai_engine.sandbox import Session

PATIENCE_S = 0.6  # after this, per function, any verified fix is good enough; of several functions, twice this for all
FINAL_S = 0.5  # kept back for the last verification


@dataclass(frozen=True, slots=True)
class Fix:
    """A verified fix. `source` is the learner's program with the changed functions, `edits` the single changes;
    `line` to `end_line` of the learner's text are touched; `relative_size` is nodes touched over its nodes."""

    source: str
    line: int
    end_line: int
    cost: float
    relative_size: float
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What a program must do: the reference, its tests, and the code that stands before a submission."""

    reference: Donor
    tests: tuple[Test, ...]
    preamble: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def entry_points(self) -> list[str]:
        """The functions and classes that the tests name and the reference defines, in the reference's order."""
        called = {node.id for node in self._nodes() if isinstance(node, ast.Name)}
        return [name for name in self.reference.functions if name in called]

    @property
    def keywords(self) -> frozenset[str]:
        """The names by which the tests hand arguments over: parameters that can't be called otherwise."""
        return frozenset(node.arg for node in self._nodes() if isinstance(node, ast.keyword) and node.arg)

    def _nodes(self) -> Iterator[ast.AST]:
        for test in self.tests:
            yield from ast.walk(ast.parse(test.call, mode="eval"))


def find_fix(
    source: str, task: Task, donors: Sequence[Donor], session: Session, *, budget_s: float, call_s: float
) -> Fix | None:
    """Look for the smallest verified change within `budget_s` seconds. None when there is none in that time.

    `donors` are correct programs besides the reference; `call_s` limits one call of a candidate. A program that doesn't
    parse is first given the small repairs that make it do so; None when there are none.
    """
    deadline = time.monotonic() + budget_s - FINAL_S
    verifier = Verifier(session, task.tests, task.preamble, deadline, call_s, task.files)
    ready = made_ready(source, task.entry_points, task.reference, [task.reference, *donors])
    if ready is None:
        return None
    found: Fix | None = None
    with contextlib.suppress(OutOfTime):
        found = _ProgramSearch(ready, task, donors, verifier).run()
    if found is None:
        with contextlib.suppress(OutOfTime):
            verifier.extend(FINAL_S)
            found = _anew(ready, task, verifier)
    return found


def _anew(ready: Ready, task: Task, verifier: Verifier) -> Fix | None:
    """The last resort: nothing of the program can stay, and the reference takes its place."""
    source = task.reference.source.strip("\n") + "\n"
    if not verifier.passes(source):
        return None
    sizes = Sizes()
    size = sizes.size(ast.parse(ready.source).body)
    cost = float(size + sizes.size(ast.parse(source).body))
    end = max(1, len(source_lines(ready.source)))
    return Fix(source, 1, end, cost, cost / max(1, size), (Edit("missing_step", 1, end, "", source, cost),))


_PRIVATE = "_reference_"
_HOLE = "\0"  # no program's line


def _stand_in(reference: Donor) -> str:
    """The reference's functions under names of their own, so that they call one another and not the learner's."""
    renaming = {name: _PRIVATE + name for name in reference.functions}
    return "\n".join(ast.unparse(renamed(function, renaming)) for function in reference.functions.values())


class _ProgramSearch:
    def __init__(self, ready: Ready, task: Task, donors: Sequence[Donor], verifier: Verifier) -> None:
        self.task, self.verifier = task, verifier
        self.donors = [task.reference, *donors]
        self.stand_in = _stand_in(task.reference)
        self.keywords = task.keywords
        self._open(ready)

    def _open(self, ready: Ready) -> None:
        self.ready, self.source = ready, ready.source
        self.lines = source_lines(ready.source)
        self.tree = ast.parse(ready.source)
        self.functions = units(self.tree)
        self.size = max(1, Sizes().size(self.tree.body))

    def run(self) -> Fix | None:
        """Clear the way, blame, mend each, put together."""
        entries = self.task.entry_points
        whole = self._text({})
        if self.ready.edits and self.verifier.passes(whole):
            return self._fix(whole, {})
        self._clear_the_way(entries)
        present = [name for name in entries if name in self.functions]
        blamed = [name for name in entries if name not in present]
        for name in present:
            if not self.verifier.passes(self._text({}, [other for other in entries if other != name])):
                blamed.append(name)
        if not blamed:
            blamed = list(present)  # each is right beside the reference's others: it is how they play together
        changes: dict[str, Change] = {}
        for turn, name in enumerate(blamed):
            patience = min(PATIENCE_S, 2 * PATIENCE_S / len(blamed), self.verifier.left_s / (len(blamed) - turn))
            change = self._mend(name, [n for n in blamed if n != name], patience)
            if change is None:
                return None
            changes.update(change)
        self.verifier.extend(FINAL_S)
        whole = self._text(changes)
        if not self.verifier.passes(whole):
            return None
        return self._fix(whole, changes)

    def _clear_the_way(self, entries: Sequence[str]) -> None:
        """Take out what stands outside the functions and ends the program before a test can call one."""
        if self.verifier.passes(self._text({}, entries)):
            return
        options = list(self.ready.cleared(entries))
        found = self.verifier.first_passing([self._text({}, entries, option) for option in options])
        if found is not None:
            self._open(options[found])

    def _mend(self, name: str, also_blamed: Sequence[str], patience_s: float) -> dict[str, Change] | None:
        if name not in self.functions:
            change = self._missing(name, also_blamed)
            return None if change is None else {name: change}
        best: dict[str, Change] | None = None
        found = self._search(name, also_blamed, self.donors, patience_s)
        if found is not None:
            best = {name: found}
        # A helper of the learner's own may be what is wrong.
        for helper in self._helpers_of(name):
            cost = sum(c.cost for c in best.values()) if best else float("inf")
            if cost <= 2:
                break
            donors = [d for d in self.donors if helper in d.functions]
            mended = self._search(helper, also_blamed, donors, patience_s / 2)
            if mended is not None and mended.cost < cost:
                best = {helper: mended}
        return best

    def _search(self, name: str, instead: Sequence[str], donors: Sequence[Donor], patience_s: float) -> Change | None:
        before, _, after = self._text({}, instead, hole=name).partition(_HOLE)
        frame = Frame(before, after, frozenset(self.functions), self.keywords)
        return FunctionSearch(self.functions[name], frame, self.verifier).search(donors, patience_s)

    def _helpers_of(self, name: str) -> list[str]:
        donor = Donor(self.source, self.functions)
        return [helper for helper in donor.needs(name) if helper not in self.task.entry_points]

    def _missing(self, name: str, instead: Sequence[str]) -> Change | None:
        """A function that isn't there at all: the smallest correct one, with its helpers."""
        sizes, end = Sizes(), len(self.lines)
        there = {*self.functions, *self.task.entry_points}  # what the tests ask for is mended by itself
        options = []
        for place, donor in enumerate(self.donors):
            if name in donor.functions:
                needed = [n for n in donor.needs(name) if n not in there]
                cost = sizes.size(donor.functions[name]) + sum(sizes.size(donor.functions[n]) for n in needed)
                options.append((cost, place, needed))
        for cost, place, needed in sorted(options)[:5]:
            functions = self.donors[place].functions
            helpers = tuple(ast.unparse(functions[n]) for n in needed)
            change = Change(ast.unparse(functions[name]), end, end, float(cost), helpers, "missing")
            if self.verifier.passes(self._text({name: change}, instead)):
                return change
        return None

    # text

    def _text(
        self, changes: Mapping[str, Change], instead: Sequence[str] = (), ready: Ready | None = None, hole: str = ""
    ) -> str:
        """The learner's text with changed functions in place of their own, new ones at the end; `instead` names
        functions whose place the reference's take, `hole` one whose place is left open."""
        functions = units(ast.parse(ready.source)) if ready else self.functions
        lines = source_lines(ready.source) if ready else list(self.lines)
        for name, function in sorted(functions.items(), key=lambda item: -item[1].lineno):
            first, last = _span(function)
            if name == hole:
                lines[first - 1 : last] = [_HOLE]
            elif name in changes:
                lines[first - 1 : last] = [*changes[name].helpers, self._function_text(name, changes[name].source)]
            elif name in instead:
                lines[first - 1 : last] = [f"{name} = {_PRIVATE}{name}"]
        new = [text for name, c in changes.items() if name not in functions for text in (*c.helpers, c.source)]
        absent = [f"{name} = {_PRIVATE}{name}" for name in instead if name not in functions and name not in changes]
        start = [self.stand_in, *absent] if instead else []
        return "\n".join([*start, *lines, *new, ""])

    def _function_text(self, name: str, source: str) -> str:
        """A changed function, with the learner's own lines wherever nothing changed in them."""
        text = rewritten(self.source, self.functions[name], source)
        try:
            return text if ast.dump(ast.parse(text)) == ast.dump(ast.parse(source)) else source
        except SyntaxError:
            return source

    def _fix(self, whole: str, changes: Mapping[str, Change]) -> Fix:
        found: list[Edit] = list(self.ready.edits)
        for name, change in changes.items():
            mine = self.functions.get(name)
            found += (
                edits(mine, change.source) if mine else [Edit.missing(name, change.source, change.line, change.cost)]
            )
            found += [Edit.helper(text, change.line) for text in change.helpers]
        cost = sum(edit.cost for edit in self.ready.edits)
        for name, change in changes.items():
            cost += change_cost(self.functions[name], change) if name in self.functions else change.cost
        size = max(1, self.size + sum(edit.cost for edit in self.ready.edits if edit.kind == "extra_step"))
        line, end_line = min(e.line for e in found), max(e.end_line for e in found)
        return Fix(whole, line, end_line, cost, cost / size, tuple(found))


def _span(function: Unit) -> tuple[int, int]:
    first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
    return first, function.end_lineno or function.lineno
