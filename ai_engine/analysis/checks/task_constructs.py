"""Constructs that a task forbids or asks for."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode

FORBIDDEN = Rule(
    name="forbidden-construct",
    category="specification",
    severity="error",
    concept="problem-decomposition",
    confidence=0.95,
    message="The task doesn't allow {what}, but line {line} uses it.",
    why="The task wants another way, to practise it.",
    check="Read the task's conditions again.",
    fix="Solve this part without {what}.",
    nudge="Which tools does the task allow?",
)
REQUIRED = Rule(
    name="required-construct-missing",
    category="specification",
    severity="error",
    concept="problem-decomposition",
    confidence=0.93,
    message="The task wants {what} to be used, but the program doesn't use it.",
    why="The task is there to practise it.",
    check="Read the task's conditions again.",
    fix="Solve the task with {what}.",
    nudge="Which tool does the task want you to use?",
)
_STATEMENTS: dict[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.comprehension), "while": (ast.While,), "if": (ast.If, ast.IfExp), "lambda": (ast.Lambda,),
    "class": (ast.ClassDef,), "import": (ast.Import, ast.ImportFrom), "try": (ast.Try,), "with": (ast.With,),
    "global": (ast.Global,), "break": (ast.Break,), "continue": (ast.Continue,), "return": (ast.Return,),
    "def": (ast.FunctionDef,), "function": (ast.FunctionDef,), "list comprehension": (ast.ListComp,),
    "comprehension": (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), "slicing": (ast.Slice,),
    "loop": (ast.For, ast.While, ast.comprehension), "loops": (ast.For, ast.While, ast.comprehension),
    "for loop": (ast.For,), "while loop": (ast.While,), "dictionary": (ast.Dict, ast.DictComp), "match": (ast.Match,),
    "f-string": (ast.JoinedStr,), "yield": (ast.Yield, ast.YieldFrom), "set": (ast.Set, ast.SetComp),
}  # fmt: skip


def _uses(program: Program, construct: str, function: FunctionNode | None) -> ast.AST | None:
    """Where the program uses a construct, a builtin, a method or a module; None if it doesn't."""
    key = construct.strip().strip("`").removesuffix("()").lower()
    if key in _STATEMENTS:
        nodes = [node for kind in _STATEMENTS[key] for node in program.all(kind)]
        placed = [node for node in nodes if hasattr(node, "lineno")]
        if placed:
            return min(placed, key=lambda node: getattr(node, "lineno", 0))
        return program.parent(nodes[0]) if nodes else _by_name(program, key)
    if key in ("recursion", "recursive"):
        for candidate in program.functions:
            for node in own(candidate.body):
                if isinstance(node, ast.Call) and candidate.name in (
                    getattr(node.func, "id", ""), getattr(node.func, "attr", "")
                ):  # fmt: skip
                    return node
        return None
    return _by_name(program, construct.strip().strip("`").removesuffix("()"))


def _by_name(program: Program, name: str) -> ast.AST | None:
    last = name.rsplit(".", 1)[-1]
    for node in program.all(ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == name:
            return node
        if isinstance(node.func, ast.Attribute) and node.func.attr == last:
            return node
    for statement in program.either(ast.Import, ast.ImportFrom):
        if any(alias.name == name for alias in statement.names) or getattr(statement, "module", "") == name:
            return statement
    return None


def constructs(program: Program, challenge: ChallengeContext, function: FunctionNode | None) -> Iterator[Finding]:
    """What the task forbids or requires by name."""
    for construct in challenge.forbidden:
        place = _uses(program, construct, function)
        if place is not None:
            yield FORBIDDEN.at(program, place, symbol=construct, what=f"`{construct}`")
    for construct in challenge.required:
        if _uses(program, construct, function) is None:
            yield REQUIRED.at(program, function or program.tree, symbol=construct, what=f"`{construct}`")
