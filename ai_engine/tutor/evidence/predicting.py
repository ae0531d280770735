"""The learner's prediction of what a program prints, compared with what it prints."""

import ast
import re

from ai_engine.tutor.evidence.running import Run

ASKED = "predict"
"""What the tutor's last answer asked: to predict the output."""
_TOKEN = re.compile(r"-?\d+(?:\.\d+)?|\w+")
_WORDS_AROUND = """
it it's prints print printed gives give gave shows show i think guess would will be is the a an and then output outputs so maybe just should
"""
_AROUND = frozenset(_WORDS_AROUND.split())


def printing(code: str) -> str:
    """The program; a bare expression, which shows nothing when it is run, with a `print` around it."""
    try:
        body = ast.parse(code.strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return code
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        return code
    value = body[0].value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print":
        return code
    shown = ast.unparse(value)
    lazy = isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
    lazy = lazy and value.func.id in ("range", "zip", "map", "filter", "enumerate", "reversed")  # type: ignore[attr-defined]
    return f"print(list({shown}))" if lazy else f"print(repr({shown}))"


def agrees(reply: str, run: Run | None) -> bool:
    """Whether the reply names just what was printed, in this order; in doubt, no."""
    if run is None or run.error or not run.lines:
        return False
    wanted = [token.lower() for token in _TOKEN.findall(" ".join(run.lines))]
    said = [token.lower() for token in _TOKEN.findall(reply)]
    kept = [token for token in said if token in wanted or token not in _AROUND]
    return bool(wanted) and kept == wanted
