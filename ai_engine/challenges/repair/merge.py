"""A learner's tree and a donor's laid over each other: every difference is a hunk that can be taken or left alone.

Any subset of the hunks gives a tree that can be written out as a program; none gives the learner's, all give the
donor's.
"""

import ast
import copy
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from ai_engine.challenges.repair.distance import Distance, Part, fields

# Above this share of change two expressions are replaced as a whole: a mixture of both would mean nothing.
WHOLE_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Hunk:
    """One difference. `mine` is the learner's part (None: something is put in), `theirs` the donor's (None: taken out).

    `line` and `end_line` are where it would change the learner's text; `cost` the nodes touched.
    """

    number: int
    mine: ast.AST | None
    theirs: ast.AST | None
    line: int
    end_line: int
    cost: float


@dataclass(slots=True)
class _Choice:
    number: int
    mine: list[Any]
    theirs: list[Any]


@dataclass(slots=True)
class _Node:
    mine: ast.AST
    parts: dict[str, Any]


@dataclass(slots=True)
class _List:
    items: list[Any]


@dataclass
class Merge:
    """Two trees laid over each other. `build(chosen)` writes the tree with those hunks taken from the donor."""

    distance: Distance
    hunks: list[Hunk] = field(default_factory=list)
    _top: Any = None

    @classmethod
    def of(cls, mine: ast.AST, theirs: ast.AST, distance: Distance) -> "Merge":
        """Lay `theirs` over `mine`: two nodes of one type."""
        merge = cls(distance)
        merge._top = merge._merge(mine, theirs, getattr(mine, "lineno", 1), getattr(mine, "end_lineno", 1))
        return merge

    def build(self, chosen: AbstractSet[int]) -> Any:
        """The tree with the chosen hunks. Parts that no hunk touches are the learner's own nodes, not copies."""
        return self._build(self._top, chosen)[0]

    # merging

    def _choice(self, mine: Part, theirs: Part, line: int, end_line: int) -> _Choice:
        number = len(self.hunks)
        cost = self.distance.between(mine, theirs) if mine is not None and theirs is not None else 0.0
        cost = cost or float(self.distance.sizes.size(mine) + self.distance.sizes.size(theirs)) or 1.0
        mine_node = mine if isinstance(mine, ast.AST) else None
        if hasattr(mine_node, "lineno"):
            line, end_line = mine_node.lineno, mine_node.end_lineno or line  # type: ignore[union-attr]
            if isinstance(mine_node, (ast.If, ast.For, ast.While, ast.FunctionDef)) and isinstance(theirs, ast.AST):
                end_line = mine_node.end_lineno or line
        theirs_node = theirs if isinstance(theirs, ast.AST) else None
        self.hunks.append(Hunk(number, mine_node, theirs_node, line, end_line, cost))
        return _Choice(number, [] if mine is None else [mine], [] if theirs is None else [theirs])

    def _merge(self, mine: Part, theirs: Part, line: int, end_line: int) -> Any:
        sizes = self.distance.sizes
        if sizes.fingerprint(mine) == sizes.fingerprint(theirs):
            return _Choice(-1, [mine], [])
        if not isinstance(mine, ast.AST) or not isinstance(theirs, ast.AST) or type(mine) is not type(theirs):
            return self._choice(mine, theirs, line, end_line)
        line, end_line = getattr(mine, "lineno", line), getattr(mine, "end_lineno", end_line)
        if self._whole(mine, theirs):
            return self._choice(mine, theirs, line, end_line)
        parts: dict[str, Any] = {}
        for (name, one), (_, other) in zip(fields(mine), fields(theirs), strict=True):
            if sizes.fingerprint(one) == sizes.fingerprint(other):
                continue
            if isinstance(one, list) and isinstance(other, list):
                # A body that grows does so on the header's lines when it is empty.
                parts[name] = self._merge_lists(one, other, line, end_line)
            else:
                parts[name] = self._merge(one, other, line, end_line if isinstance(mine, ast.expr) else line)
        return _Node(mine, parts)

    def _whole(self, mine: ast.AST, theirs: ast.AST) -> bool:
        """Whether two nodes of one type are taken or left as a whole."""
        if isinstance(mine, (ast.Name, ast.Constant, ast.arg, ast.alias, ast.Dict, ast.keyword, ast.arguments)):
            return True
        for name in ("ops", "generators"):  # lists that go in step with others
            if len(getattr(mine, name, ())) != len(getattr(theirs, name, ())):
                return True
        if not isinstance(mine, ast.expr):
            return False
        largest = max(self.distance.sizes.size(mine), self.distance.sizes.size(theirs))
        return self.distance.between(mine, theirs) > WHOLE_SHARE * largest

    def _merge_lists(self, mine: list[Any], theirs: list[Any], line: int, end_line: int) -> _List:
        _, pairs = self.distance.lists(mine, theirs)
        items: list[Any] = []
        last = line
        for place, (i, j) in enumerate(pairs):
            if i is not None and j is not None:
                items.append(self._merge(mine[i], theirs[j], last, last))
            elif i is not None:
                items.append(self._choice(mine[i], None, last, last))
            elif j is not None:
                # What is put in stands between the statement before it and the one that follows.
                follows = next((mine[k] for k, _ in pairs[place:] if k is not None), None)
                items.append(self._choice(None, theirs[j], last, getattr(follows, "lineno", last)))
            if i is not None:
                last = getattr(mine[i], "end_lineno", last)
        return _List(items)

    # building

    def _build(self, merged: Any, chosen: AbstractSet[int]) -> list[Any]:
        if isinstance(merged, _Choice):
            return merged.theirs if merged.number in chosen else merged.mine
        if isinstance(merged, _List):
            return [part for item in merged.items for part in self._build(item, chosen)]
        built: dict[str, Any] = {}
        for name, part in merged.parts.items():
            parts = self._build(part, chosen)
            one: Any = parts[0] if parts else None
            built[name] = parts if isinstance(part, _List) else one
        unchanged = all(
            value is getattr(merged.mine, name)
            or (isinstance(value, list) and _same_items(value, getattr(merged.mine, name)))
            for name, value in built.items()
        )
        if unchanged:
            return [merged.mine]
        node = copy.copy(merged.mine)
        for name, value in built.items():
            setattr(node, name, value)
        if getattr(node, "body", None) == []:
            node.body = [ast.Pass()]
        return [node]


def _same_items(one: list[Any], other: list[Any]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
