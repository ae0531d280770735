"""What the walk keeps: a function's run, the loops around the present place, the program's definitions."""

import ast
from copy import copy
from dataclasses import dataclass, field

from ai_engine.analysis.complexity import recursion
from ai_engine.analysis.complexity.growth import CONSTANT, FREE, LINEAR, Cost, Growth
from ai_engine.analysis.complexity.nodes import of, walk
from ai_engine.analysis.complexity.reading import (
    answer_names,
    fixed_length_names,
    io_methods,
    mark_helpers,
    mark_long_rows,
    token_names,
    token_pointers,
)
from ai_engine.analysis.complexity.shapes import called_name, mark_readers
from ai_engine.analysis.complexity.values import Value

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Frame:
    """One function's run: its variables, the loops around the present place, what it returns."""

    names: dict[str, Value] = field(default_factory=dict)
    loops: list["Loop"] = field(default_factory=list)
    returned: Value | None = None
    function: FunctionNode | None = None
    self_calls: list[recursion.SelfCall] = field(default_factory=list)
    largest: Growth = CONSTANT  # the largest collection made here

    def repeats(self, name: str) -> Growth:
        """How often the present place is reached for one and the same value of a name that loops around it fill."""
        growth = CONSTANT
        for loop in reversed(self.loops):
            if name in loop.fresh:
                break
            growth = growth * loop.rounds
        return growth


@dataclass
class Loop:
    """A loop that is being followed: the names set in its body, and work that belongs to all of its rounds together."""

    node: ast.stmt
    sets: frozenset[str]
    rounds: Growth = LINEAR
    fresh: frozenset[str] = frozenset()  # of the names set, those that each round begins anew
    drains: bool = False  # a queue or stack is worked off: every element is met once in all rounds
    together: Cost = FREE


class Definitions:
    """What all walks over one program share. `functions` are all that it defines, methods by their own name."""

    def __init__(self, tree: ast.Module) -> None:
        self.functions: dict[str, FunctionNode] = {}
        self.reading = io_methods(tree)
        for node in of(tree, ast.FunctionDef, ast.AsyncFunctionDef):
            if node not in self.reading:
                self.functions.setdefault(node.name, node)
        self.makers = {
            node.name: part
            for node in of(tree, ast.ClassDef)
            for part in node.body
            if isinstance(part, ast.FunctionDef) and part.name == "__init__" and part not in self.reading
        }
        self.freed: frozenset[int] = frozenset()
        self.lambdas = named_lambdas(tree)
        mark_readers(tree)
        mark_helpers(self.functions.values(), self.lambdas, tree)
        self.fixed_length = fixed_length_names(tree)
        mark_long_rows(tree)
        self.tokens = token_names(tree)
        self.pointers = token_pointers(tree, self.tokens)
        self.answers = answer_names(tree)
        self._called: dict[ast.AST, frozenset[str]] = {}

    def reached(self, piece: ast.AST) -> dict[str, ast.AST]:
        """All that a piece of code calls, itself or in functions of the program's own, by name."""
        found: dict[str, ast.AST] = {}
        todo = [piece]
        while todo:
            for name in self._calls(todo.pop()):
                if name not in found:
                    inside = self.functions.get(name) or self.lambdas.get(name)
                    found[name] = inside or piece
                    if inside is not None:
                        todo.append(inside)
        return found

    def _calls(self, piece: ast.AST) -> frozenset[str]:
        known = self._called.get(piece)
        if known is None:
            known = frozenset(called_name(part) for part in walk(piece) if isinstance(part, ast.Call))
            self._called[piece] = known
        return known

    def without(self, freed: frozenset[int]) -> "Definitions":
        """The same, but that the cost of these nodes, by id, is left out, to see what that would change."""
        other = copy(self)
        other.freed = freed
        return other


def named_lambdas(tree: ast.Module) -> dict[str, ast.Lambda]:
    """Lambdas that have a name, by it."""
    return {
        node.targets[0].id: node.value
        for node in of(tree, ast.Assign)
        if isinstance(node.value, ast.Lambda) and isinstance(node.targets[0], ast.Name)
    }
