"""The function that a task asks for, read from its calls."""

import ast
import builtins

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks.task_text import named_function
from ai_engine.analysis.tree import walk


def entry_point(challenge: ChallengeContext) -> str:
    """The required function: as given, as the examples call it, or as the task's text names it."""
    if challenge.entry_point.isidentifier():
        return challenge.entry_point
    calls = [call for example in challenge.examples if (call := _call(example.call)) is not None]
    called = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    if len(called) == 1:
        return called.pop()
    return "" if called else named_function(challenge.task)


def _call(text: str) -> ast.Call | None:
    """The call that an example is about: the outermost one of something that isn't Python's own."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    calls = [node for node in walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    own = [call for call in calls if not hasattr(builtins, getattr(call.func, "id", ""))]
    return next(iter(own or calls), None)


def calls_of(challenge: ChallengeContext, name: str) -> list[tuple[ast.Call, str, str]]:
    """The examples' calls of a function, each with what is expected and as it is written.

    Where the example does more than call it, as in `len(f(2))`, what is expected of the function itself is unknown: "".
    """
    found = []
    for example in challenge.examples:
        call = _call(example.call) if example.call else None
        if call is not None and isinstance(call.func, ast.Name) and call.func.id == name:
            whole = example.call.strip().startswith(name) and call.end_col_offset == len(example.call.strip().encode())
            found.append((call, example.expected if whole else "", example.call))
    return found


def may_give_none(challenge: ChallengeContext, name: str) -> bool:
    """Whether an example expects None of the function: then a path without a value is what the task wants."""
    return any(expected.strip() == "None" for _, expected, _ in calls_of(challenge, name))
