"""The fix of a whole program: which functions are to blame, the cheapest change of each, verified together."""

import ast
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ai_engine.challenges.repair.distance import Sizes
from ai_engine.challenges.repair.edits import Edit, edits
from ai_engine.challenges.repair.rewrite import rewritten
from ai_engine.challenges.repair.search import Change, Donor, Frame, FunctionSearch, grams
from ai_engine.challenges.repair.variables import FunctionNode, renamed
from ai_engine.challenges.repair.verify import OutOfTime, Test, Verifier
from ai_engine.sandbox import Session

PATIENCE_S = 1.0  # after this, per function, any verified fix is good enough
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

    @property
    def entry_points(self) -> list[str]:
        """The functions that the tests call and the reference defines, in the reference's order."""
        called = set()
        for test in self.tests:
            for node in ast.walk(ast.parse(test.call, mode="eval")):
                if isinstance(node, ast.Name):
                    called.add(node.id)
        return [name for name in self.reference.functions if name in called]


def find_fix(
    source: str, task: Task, donors: Sequence[Donor], session: Session, *, budget_s: float, call_s: float
) -> Fix | None:
    """Look for the smallest verified change within `budget_s` seconds. None when there is none in that time.

    `donors` are correct programs besides the reference; `call_s` limits one call of a candidate. Raises SyntaxError
    when the program doesn't parse.
    """
    search = _ProgramSearch(source, task, donors, session, budget_s, call_s)
    try:
        return search.run()
    except OutOfTime:
        return None


_PRIVATE = "_reference_"


def _stand_in(reference: Donor) -> str:
    """The reference's functions under names of their own, so that they call one another and not the learner's."""
    renaming = {name: _PRIVATE + name for name in reference.functions}
    return "\n".join(ast.unparse(renamed(function, renaming)) for function in reference.functions.values())


class _ProgramSearch:
    def __init__(
        self, source: str, task: Task, donors: Sequence[Donor], session: Session, budget_s: float, call_s: float
    ) -> None:
        self.source, self.task = source, task
        self.donors = [task.reference, *donors]
        self.tree = ast.parse(source)
        self.functions: dict[str, FunctionNode] = {n.name: n for n in self.tree.body if isinstance(n, ast.FunctionDef)}
        deadline = time.monotonic() + budget_s - FINAL_S
        self.verifier = Verifier(session, task.tests, task.preamble, deadline, call_s)
        self.size = max(1, Sizes().size(self.tree.body))
        self.stand_in = _stand_in(task.reference)

    def run(self) -> Fix | None:
        """Blame, mend each, put together."""
        entries = self.task.entry_points
        present = [name for name in entries if name in self.functions]
        blamed = [name for name in entries if name not in present]
        for name in present:
            others = self._instead([other for other in entries if other != name])
            if not self.verifier.passes("\n".join([self._text({}), others])):
                blamed.append(name)
        if not blamed:
            blamed = list(present)  # each is right beside the reference's others: it is how they play together
        changes: dict[str, Change] = {}
        for turn, name in enumerate(blamed):
            patience = min(PATIENCE_S, self.verifier.left_s / (len(blamed) - turn))
            change = self._mend(name, [n for n in blamed if n != name], changes, patience)
            if change is None:
                return None
            changes.update(change)
        self.verifier.extend(FINAL_S)
        whole = self._text(changes)
        if not self.verifier.passes(whole):
            return None
        return self._fix(whole, changes)

    def _mend(
        self, name: str, also_blamed: Sequence[str], changes: dict[str, Change], patience_s: float
    ) -> dict[str, Change] | None:
        others = self._instead(also_blamed)
        if name not in self.functions:
            change = self._missing(name, others)
            return None if change is None else {name: change}
        best: dict[str, Change] | None = None
        found = self._search(name, others, changes, self.donors, patience_s)
        if found is not None:
            best = {name: found}
        # A helper of the learner's own may be what is wrong.
        for helper in self._helpers_of(name):
            cost = sum(c.cost for c in best.values()) if best else float("inf")
            if cost <= 2:
                break
            donors = [d for d in self.donors if helper in d.functions]
            mended = self._search(helper, others, changes, donors, patience_s / 2)
            if mended is not None and mended.cost < cost:
                best = {helper: mended}
        return best

    def _search(
        self, name: str, others: str, changes: dict[str, Change], donors: Sequence[Donor], patience_s: float
    ) -> Change | None:
        before, after = self._around(name)
        frame = Frame(before, f"{after}\n{others}", frozenset(self.functions))
        return FunctionSearch(self.functions[name], frame, self.verifier).search(donors, patience_s)

    def _helpers_of(self, name: str) -> list[str]:
        donor = Donor(self.source, self.functions, {n: grams(f) for n, f in self.functions.items()})
        return [helper for helper in donor.needs(name) if helper not in self.task.entry_points]

    def _missing(self, name: str, others: str) -> Change | None:
        """A function that isn't there at all: the smallest correct one, with its helpers."""
        sizes = Sizes()
        having = sorted((d for d in self.donors if name in d.functions), key=lambda d: sizes.size(d.functions[name]))
        end = len(self.source.splitlines()) or 1
        for donor in having[:5]:
            needed = [n for n in donor.needs(name) if n not in self.functions]
            helpers = tuple(ast.unparse(donor.functions[n]) for n in needed)
            source = ast.unparse(donor.functions[name])
            if self.verifier.passes("\n".join([self._text({}), *helpers, source, others])):
                cost = sizes.size(donor.functions[name]) + sum(sizes.size(donor.functions[n]) for n in needed)
                return Change(source, end, end, float(cost), helpers, "missing")
        return None

    def _instead(self, names: Sequence[str]) -> str:
        """Code that puts the reference's versions of these functions in the learner's place."""
        return "\n".join([self.stand_in, *(f"{name} = {_PRIVATE}{name}" for name in names)]) if names else ""

    # text

    def _span(self, function: FunctionNode) -> tuple[int, int]:
        first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
        return first, function.end_lineno or function.lineno

    def _around(self, name: str) -> tuple[str, str]:
        lines = self.source.splitlines()
        first, last = self._span(self.functions[name])
        return "\n".join(lines[: first - 1]), "\n".join(lines[last:])

    def _text(self, changes: Mapping[str, Change]) -> str:
        """The learner's text with changed functions in place of their own, new ones at the end."""
        lines = self.source.splitlines()
        spans = sorted(((self._span(f), name) for name, f in self.functions.items() if name in changes), reverse=True)
        for (first, last), name in spans:
            lines[first - 1 : last] = [*changes[name].helpers, self._function_text(name, changes[name].source)]
        new = [text for name, c in changes.items() if name not in self.functions for text in (*c.helpers, c.source)]
        return "\n".join([*lines, *new]) + "\n"

    def _function_text(self, name: str, source: str) -> str:
        """A changed function, with the learner's own lines wherever nothing changed in them."""
        text = rewritten(self.source, self.functions[name], source)
        return text if ast.dump(ast.parse(text)) == ast.dump(ast.parse(source)) else source

    def _fix(self, whole: str, changes: Mapping[str, Change]) -> Fix:
        found: list[Edit] = []
        for name, change in changes.items():
            mine = self.functions.get(name)
            found += (
                edits(mine, change.source) if mine else [Edit.missing(name, change.source, change.line, change.cost)]
            )
            found += [Edit.helper(text, change.line) for text in change.helpers]
        cost = sum(edit.cost for edit in found)
        line, end_line = min(e.line for e in found), max(e.end_line for e in found)
        return Fix(whole, line, end_line, cost, cost / self.size, tuple(found))
