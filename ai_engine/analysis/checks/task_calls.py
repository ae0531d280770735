"""The function that a task asks for, read from its calls."""

import ast
import re

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.tree import walk

_STOP = frozenset(
    {"that", "which", "to", "named", "called", "takes", "with", "and", "returns", "the", "a", "is", "should"}
)


def entry_point(challenge: ChallengeContext) -> str:
    """The required function: as given, as the examples call it, or as the task's text names it."""
    if challenge.entry_point.isidentifier():
        return challenge.entry_point
    calls = [call for example in challenge.examples if (call := _call(example.call)) is not None]
    called = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    if len(called) == 1:
        return called.pop()
    for pattern in (
        r"\bfunction\s+(?:called\s+|named\s+)?[`'\"]?([A-Za-z_]\w*)[`'\"]?\s*\(",
        r"\bfunction\s+(?:called|named)\s+[`'\"]?([A-Za-z_]\w*)",
        r"\bfunction\s+[`'\"]([A-Za-z_]\w*)[`'\"]",
        r"\bdef\s+([A-Za-z_]\w*)\s*\(",
    ):
        names = {str(match) for match in re.findall(pattern, challenge.task) if match not in _STOP}
        if len(names) == 1:
            return names.pop()
    return ""


def _call(text: str) -> ast.Call | None:
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if isinstance(tree.body, ast.Call):
        return tree.body
    return next((node for node in walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)), None)


def calls_of(challenge: ChallengeContext, name: str) -> list[tuple[ast.Call, str, str]]:
    """The examples' calls of a function, each with what is expected and as it is written."""
    found = []
    for example in challenge.examples:
        call = _call(example.call) if example.call else None
        if call is not None and isinstance(call.func, ast.Name) and call.func.id == name:
            found.append((call, example.expected, example.call))
    return found
