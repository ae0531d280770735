"""How far two syntax trees are apart, top-down: what is alike at the top is compared further down, part by part."""

import ast
from collections.abc import Sequence

Part = object  # an ast node, a list of parts, or a plain value of a field

# Contexts say nothing that the place doesn't say; positions and type comments are no part of a program.
_SKIPPED_FIELDS = {"ctx", "type_comment", "kind", "type_ignores"}


def fields(node: ast.AST) -> list[tuple[str, Part]]:
    """The fields that make a program what it is."""
    return [(name, getattr(node, name, None)) for name in node._fields if name not in _SKIPPED_FIELDS]


class Sizes:
    """Sizes and fingerprints of trees, remembered while the trees live."""

    def __init__(self) -> None:
        self._size: dict[int, int] = {}
        self._print: dict[int, str] = {}
        self._alive: list[ast.AST] = []

    def size(self, part: Part) -> int:
        """Nodes of a tree, contexts not counted; plain values count nothing, being their node's label."""
        if isinstance(part, list):
            return sum(self.size(item) for item in part)
        if not isinstance(part, ast.AST) or isinstance(part, ast.expr_context):
            return 0
        found = self._size.get(id(part))
        if found is None:
            found = self._size[id(part)] = 1 + sum(self.size(value) for _, value in fields(part))
            self._alive.append(part)
        return found

    def fingerprint(self, part: Part) -> str:
        """Equal for equal trees."""
        if isinstance(part, list):
            return "[" + ",".join(self.fingerprint(item) for item in part) + "]"
        if not isinstance(part, ast.AST):
            return repr(part)
        found = self._print.get(id(part))
        if found is None:
            inside = ",".join(self.fingerprint(value) for _, value in fields(part))
            found = self._print[id(part)] = f"{type(part).__name__}({inside})"
            self._alive.append(part)
        return found


class Distance:
    """Memoised distances. `between` counts the nodes that a change touches; a change of label counts one."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self._known: dict[tuple[int, int], float] = {}

    def between(self, one: Part, other: Part) -> float:
        """The cost of making `one` into `other`."""
        if isinstance(one, list) and isinstance(other, list):
            return self.lists(one, other)[0]
        if not isinstance(one, ast.AST) or not isinstance(other, ast.AST):
            if isinstance(one, ast.AST) or isinstance(other, ast.AST):
                return float(self.sizes.size(one) + self.sizes.size(other))
            return 0.0 if one == other and type(one) is type(other) else 1.0
        key = (id(one), id(other))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._nodes(one, other)
        return found

    def _nodes(self, one: ast.AST, other: ast.AST) -> float:
        if self.sizes.fingerprint(one) == self.sizes.fingerprint(other):
            return 0.0
        whole = float(max(self.sizes.size(one), self.sizes.size(other)))
        if type(one) is not type(other):
            return whole
        if isinstance(one, ast.FunctionDef) and isinstance(other, ast.FunctionDef) and one.name != other.name:
            return float(self.sizes.size(one) + self.sizes.size(other))
        parts = sum(self.between(a, b) for (_, a), (_, b) in zip(fields(one), fields(other), strict=True))
        return min(parts, whole + 1)

    def lists(self, one: Sequence[Part], other: Sequence[Part]) -> tuple[float, list[tuple[int | None, int | None]]]:
        """The cheapest order-keeping alignment: its cost, and pairs of indices, None where one side has no partner."""
        sizes = self.sizes
        start = 0
        while start < min(len(one), len(other)) and sizes.fingerprint(one[start]) == sizes.fingerprint(other[start]):
            start += 1
        end = 0
        while end < min(len(one), len(other)) - start and sizes.fingerprint(one[-1 - end]) == sizes.fingerprint(
            other[-1 - end]
        ):
            end += 1
        mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
        rows, columns = len(mine), len(theirs)
        cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        for i in range(rows - 1, -1, -1):
            cost[i][columns] = cost[i + 1][columns] + sizes.size(mine[i])
        for j in range(columns - 1, -1, -1):
            cost[rows][j] = cost[rows][j + 1] + sizes.size(theirs[j])
        for i in range(rows - 1, -1, -1):
            for j in range(columns - 1, -1, -1):
                cost[i][j] = min(
                    cost[i + 1][j] + sizes.size(mine[i]),
                    cost[i][j + 1] + sizes.size(theirs[j]),
                    cost[i + 1][j + 1] + self.between(mine[i], theirs[j]),
                )
        pairs: list[tuple[int | None, int | None]] = [(k, k) for k in range(start)]
        i = j = 0
        while i < rows or j < columns:
            if i < rows and j < columns and cost[i][j] == cost[i + 1][j + 1] + self.between(mine[i], theirs[j]):
                pairs.append((start + i, start + j))
                i, j = i + 1, j + 1
            elif i < rows and cost[i][j] == cost[i + 1][j] + sizes.size(mine[i]):
                pairs.append((start + i, None))
                i += 1
            else:
                pairs.append((None, start + j))
                j += 1
        pairs += [(len(one) - end + k, len(other) - end + k) for k in range(end)]
        return cost[0][0], pairs
