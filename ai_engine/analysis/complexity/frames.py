"""What the walk keeps: a function's run, the loops around the present place, the program's definitions."""

import ast
from dataclasses import dataclass, field

from ai_engine.analysis.complexity import recursion
from ai_engine.analysis.complexity.growth import CONSTANT, FREE, Cost, Growth
from ai_engine.analysis.complexity.shapes import called_name, mark_readers
from ai_engine.analysis.complexity.values import Value
from ai_engine.analysis.tree import walk

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


@dataclass
class Loop:
    """A loop that is being followed: the names set in its body, and work that belongs to all of its rounds together."""

    node: ast.stmt
    sets: frozenset[str]
    drains: bool = False  # a queue or stack is worked off: every element is met once in all rounds
    together: Cost = FREE


class Definitions:
    """What all walks over one program share. `functions` are all that it defines, methods by their own name."""

    def __init__(self, tree: ast.Module, freed: frozenset[int] = frozenset()) -> None:
        """`freed` are nodes, by id, whose cost is left out, to see what that would change."""
        self.functions: dict[str, FunctionNode] = {}
        for node in walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.functions.setdefault(node.name, node)
        self.freed = freed
        self.lambdas = named_lambdas(tree)
        mark_readers(tree)
        self.fixed_length = fixed_length_names(tree)


def named_lambdas(tree: ast.Module) -> dict[str, ast.Lambda]:
    """Lambdas that have a name, by it."""
    return {
        node.targets[0].id: node.value
        for node in walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda) and isinstance(node.targets[0], ast.Name)
    }


def fixed_length_names(tree: ast.Module) -> frozenset[str]:
    """Lists that were read but are only ever used by fixed positions: three numbers on one line, say."""
    read: set[str] = set()
    other: set[str] = set()
    for node in walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            calls = [called_name(p) for p in walk(node.value) if isinstance(p, ast.Call)]
            if "split" in calls and "input" in calls:
                read.add(node.targets[0].id)
    if not read:
        return frozenset()
    allowed: set[ast.AST] = set()
    for node in walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
            if isinstance(index, ast.Constant) and isinstance(index.value, int) and index.value <= 4:
                allowed.add(node.value)
        elif (
            isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Name)
        ):
            allowed.add(node.value)
    for node in walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in read and node not in allowed:
            other.add(node.id)
    return frozenset(read - other)
