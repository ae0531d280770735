"""A program without what makes it somebody's: comments, texts that explain, names of variables, spacing."""

import ast
import hashlib

from ai_engine.challenges.repair.variables import local_names, parameters, renamed


def normalised(code: str) -> str:
    """The program rewritten: docstrings and comments gone, local variables numbered. Raises SyntaxError."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and len(body) > 1 and _is_text(body[0]):
            body.pop(0)
    for place, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef):
            # Parameters keep their names: callers may pass them by name.
            kept = set(parameters(node))
            free = [name for name in local_names(node) if name not in kept and not name.startswith("__")]
            tree.body[place] = renamed(node, {name: f"v{number}" for number, name in enumerate(free, 1)})
    return ast.unparse(tree)


def fingerprint(code: str) -> str:
    """Equal for programs that differ only in spacing and comments; of the text itself where it doesn't parse."""
    try:
        text = ast.dump(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        text = "\n".join(line.rstrip() for line in code.splitlines() if line.strip())
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
