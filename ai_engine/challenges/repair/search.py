"""The search for the smallest fix: hunks from the nearest correct programs, and single mutations, all verified."""

import ast
import copy
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ai_engine.challenges.repair.distance import Distance, Sizes
from ai_engine.challenges.repair.merge import Merge
from ai_engine.challenges.repair.mutations import Mutant, mutants
from ai_engine.challenges.repair.tree_edit import tree_edit_distance
from ai_engine.challenges.repair.variables import Unit, adapted
from ai_engine.challenges.repair.verify import BATCH, OutOfTime, Verifier

NEAREST = 24  # donors whose distance is computed exactly
TRIED = 12  # donors whose hunks are minimised
SMALL_SUBSETS = 300  # subsets of hunks tried in order of size before the greedy descent
FIRST_STEPS = 500  # single mutations that are measured, to go on from the best of them
CLIMBED = 8  # single mutations that a second one is added to
COMPARED = 3  # of the fixes found, so many last ones are compared exactly
CHEAP = 3.0  # a fix of this cost is not worth looking further


@dataclass(frozen=True, slots=True)
class Change:
    """One function made right: its new source, the learner's lines and nodes touched, helpers to bring along."""

    source: str
    line: int
    end_line: int
    cost: float
    helpers: tuple[str, ...] = ()
    how: str = ""


@dataclass
class Donor:
    """A correct program, parsed: its functions by name and what tells two of them apart at a glance."""

    source: str
    functions: dict[str, Unit] = field(default_factory=dict)
    grams: dict[str, Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, source: str) -> "Donor":
        """Parse a correct program. Raises SyntaxError."""
        functions = units(ast.parse(source))
        return cls(source, functions, {name: grams(function) for name, function in functions.items()})

    def needs(self, name: str) -> list[str]:
        """Other functions of the program that this one calls, directly or not, callees first."""
        found: list[str] = []

        def visit(function: Unit) -> None:
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Name)
                    and node.id in self.functions
                    and node.id != name
                    and node.id not in found
                ):
                    found.append(node.id)
                    visit(self.functions[node.id])

        visit(self.functions[name])
        return found[::-1]


def change_cost(function: Unit, change: Change) -> float:
    """Nodes that a change touches: by the tree edit distance where that can be computed, else all hunks together."""
    fixed = ast.parse(change.source).body[0]
    helpers = sum(Sizes().size(ast.parse(helper).body) for helper in change.helpers)
    if type(fixed) is type(function) and isinstance(fixed, Unit):
        heads = [copy.copy(function), copy.copy(fixed)]
        for head in heads:
            head.body = []
        body = tree_edit_distance(function.body, fixed.body)
        if body is not None:
            return body + Distance(Sizes()).between(heads[0], heads[1]) + helpers
    return sum(hunk.cost for hunk in Merge.of(function, fixed, Distance(Sizes())).hunks) + helpers


def units(tree: ast.Module) -> dict[str, Unit]:
    """The functions and classes of a program by name."""
    return {node.name: node for node in tree.body if isinstance(node, Unit)}


def grams(function: Unit) -> Counter[str]:
    """A tree's small pieces: each node with its parent and its children, names left out."""
    found: Counter[str] = Counter()
    for node in ast.walk(function):
        children = [type(child).__name__ for child in ast.iter_child_nodes(node)]
        label = repr(node.value) if isinstance(node, ast.Constant) and not isinstance(node.value, str) else ""
        found[f"{type(node).__name__}{label}({','.join(children)})"] += 1
        for child in ast.iter_child_nodes(node):
            found[f"{type(node).__name__}>{type(child).__name__}"] += 1
    return found


def far(one: Counter[str], other: Counter[str]) -> float:
    """0 for the same pieces, 1 for none in common."""
    together = sum((one | other).values())
    return 1 - sum((one & other).values()) / together if together else 0.0


class FunctionSearch:
    """Looks for the cheapest change of one function, the rest of the program being right.

    `frame` writes the whole program around a function's source (and helpers); `verifier` runs it.
    """

    def __init__(self, function: Unit, frame: "Frame", verifier: Verifier) -> None:
        self.function, self.frame, self.verifier = function, frame, verifier
        self.sizes = Sizes()
        self.best: Change | None = None
        self._found: list[Change] = []
        self._stop_at = 0.0

    def search(self, donors: Sequence[Donor], patience_s: float) -> Change | None:
        """The cheapest change found within the verifier's time; after `patience_s` any found one is good enough."""
        self._stop_at = self.verifier.left_s - patience_s
        name = self.function.name
        mine = grams(self.function)
        near = sorted((d for d in donors if name in d.functions), key=lambda d: far(mine, d.grams[name]))
        try:
            ranked = self._ranked(near[:NEAREST], name)
            for turn, (_, donor, theirs) in enumerate(ranked):
                if turn == 1:
                    self._mutations()
                if self._good_enough() or (turn >= TRIED and self.best is not None):
                    break
                self._from_donor(donor, theirs)
            if len(ranked) < 2:
                self._mutations()
            if not self._good_enough():
                self._pairs()
        except OutOfTime:
            pass
        return self._smallest()

    def _smallest(self) -> Change | None:
        """Of the last fixes found, the one nearest by the tree edit distance, which the search only estimates."""
        if self.best is None or self.best.cost <= CHEAP:
            return self.best
        found = [*self._found[-COMPARED:], self.best]
        found = [replace(change, cost=change_cost(self.function, change)) for change in found]
        return min(found, key=lambda change: change.cost)

    def _good_enough(self) -> bool:
        return self.best is not None and (self.best.cost <= CHEAP or self.verifier.left_s < self._stop_at)

    def _still_patient(self) -> None:
        if self.best is not None and self.verifier.left_s < self._stop_at:
            raise OutOfTime

    def _ranked(self, donors: Sequence[Donor], name: str) -> list[tuple[float, Donor, Unit]]:
        distance = Distance(self.sizes)
        ranked = []
        for donor in donors:
            theirs = adapted(donor.functions[name], self.function, self.frame.keywords)
            ranked.append((distance.between(self.function, theirs), donor, theirs))
        return sorted(ranked, key=lambda row: row[0])

    # donors

    def _from_donor(self, donor: Donor, theirs: Unit) -> None:
        merge = Merge.of(self.function, theirs, Distance(self.sizes))
        helpers = self._helpers(donor)
        everything = frozenset(range(len(merge.hunks)))
        if not everything or not self.verifier.passes(self._write(merge, everything, helpers)):
            return
        if helpers and self.verifier.passes(self._write(merge, everything, ())):
            helpers = ()
        self._keep(merge, everything, helpers)
        if not self._small_subset(merge, helpers):
            self._descend(merge, everything, helpers)

    def _keep(self, merge: Merge, chosen: frozenset[int], helpers: tuple[str, ...]) -> None:
        """Remember a verified choice of hunks if it is the cheapest so far."""
        hunks = [merge.hunks[n] for n in chosen]
        cost = sum(hunk.cost for hunk in hunks) + sum(len(h) / 4 for h in helpers)
        if self.best is None or cost < self.best.cost:
            source = ast.unparse(ast.fix_missing_locations(merge.build(chosen)))
            line, end_line = min(h.line for h in hunks), max(h.end_line for h in hunks)
            self.best = Change(source, line, end_line, cost, helpers, "donor")
            self._found.append(self.best)

    def _helpers(self, donor: Donor) -> tuple[str, ...]:
        needed = [name for name in donor.needs(self.function.name) if name not in self.frame.names]
        return tuple(ast.unparse(donor.functions[name]) for name in needed)

    def _write(self, merge: Merge, chosen: frozenset[int], helpers: Sequence[str]) -> str:
        return self.frame.write(ast.unparse(ast.fix_missing_locations(merge.build(chosen))), helpers)

    def _small_subset(self, merge: Merge, helpers: tuple[str, ...]) -> bool:
        """Try subsets of few hunks, the cheapest first. Whether one passed."""
        limit = self.best.cost if self.best else float("inf")
        subsets = []
        for subset in itertools.islice(_subsets(len(merge.hunks)), SMALL_SUBSETS):
            cost = sum(merge.hunks[n].cost for n in subset)
            if cost < limit:
                subsets.append((cost, frozenset(subset)))
        subsets.sort(key=lambda row: row[0])
        for start in range(0, len(subsets), BATCH):
            part = [subset for _, subset in subsets[start : start + BATCH]]
            found = self.verifier.first_passing([self._write(merge, subset, helpers) for subset in part])
            if found is not None:
                self._keep(merge, part[found], helpers)
                return True
            self._still_patient()
        return False

    def _descend(self, merge: Merge, chosen: frozenset[int], helpers: tuple[str, ...]) -> None:
        """Give hunks back, the dearest first, as long as the tests pass: no single one can be spared at the end."""
        changed = True
        while changed:
            changed = False
            for number in sorted(chosen, key=lambda n: -merge.hunks[n].cost):
                fewer = chosen - {number}
                if fewer and self.verifier.passes(self._write(merge, fewer, helpers)):
                    chosen, changed = fewer, True
                    self._keep(merge, chosen, helpers)
            if changed:
                self._still_patient()

    # mutations

    def _mutations(self) -> None:
        limit = self.best.cost if self.best else float("inf")
        if (found := self._first_working(self.function, limit)) is not None:
            source, mutant = found
            self.best = Change(source, mutant.line, mutant.end_line, mutant.cost, (), "mutation")

    def _first_working(self, function: Unit, limit: float) -> tuple[str, Mutant] | None:
        """The cheapest mutant of a function below a cost with which all tests pass, and its source."""
        tried = sorted(
            (m for m in mutants(function, self.verifier.common_results) if m.cost < limit), key=lambda m: m.cost
        )
        for start in range(0, len(tried), BATCH):
            self._still_patient()
            part = tried[start : start + BATCH]
            sources = []
            for mutant in part:
                with mutant.applied():
                    sources.append(ast.unparse(ast.fix_missing_locations(function)))
            found = self.verifier.first_passing([self.frame.write(source, ()) for source in sources])
            if found is not None:
                return sources[found], part[found]
        return None

    def _pairs(self) -> None:
        """Two mutations together: the first makes more tests pass, the second the rest."""
        limit = self.best.cost if self.best else float("inf")
        steps = sorted(
            (m for m in mutants(self.function, self.verifier.common_results) if m.cost < limit - 1),
            key=lambda m: m.cost,
        )[:FIRST_STEPS]
        programs = [self.frame.write(ast.unparse(ast.fix_missing_locations(self.function)), ())]
        for step in steps:
            with step.applied():
                programs.append(self.frame.write(ast.unparse(ast.fix_missing_locations(self.function)), ()))
        before, *scores = self.verifier.scores(programs, self._still_patient)
        climbing = [
            (-score, step.cost, number)
            for number, (score, step) in enumerate(zip(scores, steps, strict=True))
            if score > before
        ]
        for _, cost, number in sorted(climbing)[:CLIMBED]:
            self._second(steps[number], cost)

    def _second(self, step: Mutant, cost: float) -> None:
        """A further mutation on top of one."""
        with step.applied():
            stepped = copy.deepcopy(self.function)
        limit = self.best.cost if self.best else float("inf")
        if (found := self._first_working(stepped, limit - cost)) is not None:
            source, mutant = found
            lines = (step.line, step.end_line, mutant.line, mutant.end_line)
            self.best = Change(source, min(lines), max(lines), cost + mutant.cost, (), "pair")


def _subsets(count: int) -> Iterator[tuple[int, ...]]:
    """Subsets of a few, small ones first."""
    for size in range(1, count):
        yield from itertools.combinations(range(count), size)


@dataclass(frozen=True, slots=True)
class Frame:
    """The program around one function: `before` and `after` it, and the names defined there."""

    before: str
    after: str
    names: frozenset[str]
    keywords: frozenset[str] = frozenset()

    def write(self, function: str, helpers: Sequence[str]) -> str:
        """The whole program."""
        return "\n".join([self.before, *helpers, function, self.after])
