"""Time and space complexity of a Python program, with the reason: read off its loops, calls and recursion.

The method is an abstract run (walker.py) in which a number's value is its growth with the input, after the way costs
are taught: loops multiply, sequences of statements keep the larger part, calls cost what their functions cost.
"""

import ast
from dataclasses import dataclass, replace

from ai_engine.analysis.complexity.frames import Definitions, Frame, FunctionNode
from ai_engine.analysis.complexity.growth import CONSTANT, FREE, ComplexityClass, Cost, Growth
from ai_engine.analysis.complexity.nodes import of, walk
from ai_engine.analysis.complexity.opportunities import lowering
from ai_engine.analysis.complexity.reading import reads_line
from ai_engine.analysis.complexity.run import MOST_STEPS, TooMuch
from ai_engine.analysis.complexity.walker import Walker

__all__ = ["Complexity", "ProgramComplexity", "program_complexity"]


@dataclass(frozen=True, slots=True)
class Complexity:
    """A class of time and one of space, why the time is what it is, and how sure that is (0 to 1)."""

    time: ComplexityClass
    space: ComplexityClass
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ProgramComplexity:
    """The program's, and each function's by name and line."""

    program: Complexity
    functions: dict[tuple[str, int], Complexity]
    opportunities: tuple[str, ...] = ()


# Programs of some four hundred lines; beyond, trying out what would help takes longer than a reader waits.
_MOST_NODES = 4_000

UNKNOWN = Complexity("unknown", "unknown", "The program is too tangled to be followed.", 0.0)


def program_complexity(tree: ast.Module) -> ProgramComplexity:
    """Complexities of a program that parses, and what would lower its class of time.

    Never raises: what can't be followed is `unknown`.
    """
    definitions = Definitions(tree)
    whole = _complexities(tree, definitions)
    place = _ORDER.index(whole.program.time)
    if place < _ORDER.index("O(n log n)") or len(walk(tree)) > _MOST_NODES:
        return whole

    def lowers(freed: frozenset[int]) -> bool:
        other = _complexities(tree, definitions.without(freed)).program
        return other is not UNKNOWN and _ORDER.index(other.time) < place

    return replace(whole, opportunities=tuple(lowering(tree, lowers)))


def _complexities(tree: ast.Module, definitions: Definitions) -> ProgramComplexity:
    functions = {}
    found: list[tuple[FunctionNode, Complexity]] = []
    nodes = of(tree, ast.FunctionDef, ast.AsyncFunctionDef)
    outside = _globals(tree, definitions) if nodes else None
    left = MOST_STEPS
    for node in nodes:
        one, steps = _function(node, definitions, outside, left)
        left -= steps
        functions[node.name, node.lineno] = one
        if node not in definitions.reading:
            found.append((node, one))
    return ProgramComplexity(_program(tree, definitions, found), functions)


def _function(node: FunctionNode, definitions: Definitions, outside: Frame | None, most: int) -> tuple[Complexity, int]:
    """One function's, and the steps it took to find."""
    if outside is None:
        return UNKNOWN, 0
    walker = Walker(definitions, outside.names)
    walker.most = most
    walker.globals.largest = outside.largest
    try:
        cost, _, frame = walker.function(node, [])
    except (TooMuch, RecursionError):
        return UNKNOWN, walker.steps
    return _named(cost, max(frame.largest, walker.globals.largest)), walker.steps


def _program(
    tree: ast.Module, definitions: Definitions, functions: list[tuple[FunctionNode, Complexity]]
) -> Complexity:
    """The top level with all it calls; where it calls nothing of the program's own, the dearest function."""
    try:
        walker = Walker(definitions)
        cost = walker.block(tree.body, walker.globals)
    except (TooMuch, RecursionError):
        return UNKNOWN
    top = _named(cost, walker.globals.largest)
    uncalled = [one for node, one in functions if node.name not in walker.called and one is not UNKNOWN]
    if cost.growth == CONSTANT and uncalled and not walker.called and not _works(tree):
        return max(uncalled, key=lambda one: _ORDER.index(one.time))
    return top


def _works(tree: ast.Module) -> bool:
    """Whether the top level reads: then it is the program, and functions it doesn't call are left from another."""
    return any(
        not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and reads_line(statement)
        for statement in tree.body
    )


_ORDER = ("unknown", "O(1)", "O(log n)", "O(n)", "O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)")


def _globals(tree: ast.Module, definitions: Definitions) -> Frame | None:
    """What the top level assigns, so that functions know the global names; loops there are not followed."""
    walker = Walker(definitions)
    try:
        walker.block([s for s in tree.body if isinstance(s, (ast.Assign, ast.AnnAssign))], walker.globals)
    except (TooMuch, RecursionError):
        return None
    return walker.globals


def _named(cost: Cost, space: Growth) -> Complexity:
    reasons = list(dict.fromkeys(reason for reason in cost.reasons if reason))
    if cost.growth == FREE.growth:
        reason = "Nothing in it runs more often when the input grows."
    else:
        text = ", and inside it ".join(reasons[:3]) or "its work grows with the input"
        reason = text[0].upper() + text[1:] + "."
    return Complexity(cost.growth.named(), space.named(), reason, round(cost.sure, 2))
