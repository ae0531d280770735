"""The tree edit distance between two pieces of programs: how many nodes are put in, taken out or given another label.

Source: Zhang and Shasha, "Simple fast algorithms for the editing distance between trees and related problems", 1989.
"""

import ast
from collections.abc import Sequence

from ai_engine.challenges.repair.distance import Sizes, fields

MOST_PAIRS = 12_000  # pairs of nodes; above this the distance takes too long to compute


def tree_edit_distance(one: Sequence[ast.stmt], other: Sequence[ast.stmt], most_pairs: int = MOST_PAIRS) -> int | None:
    """Nodes put in, taken out or relabelled to make the statements of `one` into those of `other`; None when both have
    more than `most_pairs` pairs of nodes. Statements that are alike at both ends are left out first, so it may be a
    little above the least."""
    mine, theirs = _without_common_ends(list(one), list(other))
    sizes = Sizes()
    if sizes.size(mine) * sizes.size(theirs) > most_pairs:
        return None
    return _distance(_Postorder(mine), _Postorder(theirs))


def _without_common_ends(one: list[ast.stmt], other: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]]:
    sizes = Sizes()
    while one and other and sizes.fingerprint(one[0]) == sizes.fingerprint(other[0]):
        one, other = one[1:], other[1:]
    while one and other and sizes.fingerprint(one[-1]) == sizes.fingerprint(other[-1]):
        one, other = one[:-1], other[:-1]
    return one, other


class _Postorder:
    """A forest under one root, its nodes numbered children first: labels, leftmost leaves, key roots."""

    def __init__(self, forest: Sequence[ast.stmt]) -> None:
        self.labels: list[str] = []
        self.leftmost: list[int] = []
        first = 0
        for tree in forest:
            self._add(tree)
        self.labels.append("")
        self.leftmost.append(first)
        last = {leaf: number for number, leaf in enumerate(self.leftmost)}
        self.key_roots = sorted(last.values())

    def _add(self, node: ast.AST) -> None:
        first = len(self.labels)
        label = [type(node).__name__]
        for _, value in fields(node):
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST) and not isinstance(part, ast.expr_context):
                    self._add(part)
                elif not isinstance(part, ast.AST):
                    label.append(repr(part))
        self.labels.append(" ".join(label))
        self.leftmost.append(first)


def _distance(one: _Postorder, other: _Postorder) -> int:
    trees = [[0] * len(other.labels) for _ in one.labels]
    for i in one.key_roots:
        for j in other.key_roots:
            _subtrees(one, other, i, j, trees)
    return trees[-1][-1]


def _subtrees(one: _Postorder, other: _Postorder, i: int, j: int, trees: list[list[int]]) -> None:
    """Fill in the distances between the subtrees that end at two key roots."""
    left, right = one.leftmost[i], other.leftmost[j]
    above = list(range(j - right + 2))
    table = [above]
    for a in range(left, i + 1):
        row = [above[0] + 1]
        whole = one.leftmost[a] == left
        skip = table[one.leftmost[a] - left]
        distances, label = trees[a], one.labels[a]
        for b in range(right, j + 1):
            place = b - right
            least = min(above[place + 1], row[place]) + 1
            if whole and other.leftmost[b] == right:
                least = min(least, above[place] + (label != other.labels[b]))
                distances[b] = least
            else:
                least = min(least, skip[other.leftmost[b] - right] + distances[b])
            row.append(least)
        table.append(row)
        above = row
