"""Where in the learner's code a pasted error happened, also where the pasted text names no line."""

import ast
import re

from ai_engine.analysis.tracebacks.facts import CodeFacts
from ai_engine.analysis.tracebacks.fitting import FITS, called
from ai_engine.analysis.tracebacks.parse import PastedError

_PROMPTS = ("<stdin", "<pyshell", "<console", "<python-input")


def line_of(error: PastedError, facts: CodeFacts) -> int:
    """The line in the code that was given, 0 if unknown.

    It is found by its text where the traceback shows it, else by its number, else by what the message names.
    """
    frame = error.frame
    if frame is not None and facts.text.strip() and frame.file_name.startswith(_PROMPTS):
        # The numbers count what was typed at the prompt, which the program needn't be.
        return facts.find_line(frame.source) or _only_place(error, facts) or error.line
    if frame is not None and facts.text.strip():
        if frame.source and " ".join(facts.line(frame.line).split()) != " ".join(frame.source.split()):
            return facts.find_line(frame.source) or (frame.line if frame.line <= len(facts.lines) else 0)
        return frame.line if frame.line <= len(facts.lines) else 0
    return error.line or _only_place(error, facts)


def _only_place(error: PastedError, facts: CodeFacts) -> int:
    """The one line that can have raised the error, if there is just one; the first for an unknown name."""
    if error.exception == "UnboundLocalError":
        return _read_too_early(error, facts)
    if "closed file" in error.message:
        return _used_when_closed(facts)
    fits = FITS.get(error.exception)
    if fits is None:
        return 0
    quoted = re.findall(r"'(\w+)'", error.message)
    lines = {node.lineno for node in facts.nodes if isinstance(node, ast.expr | ast.stmt) and fits(node, error, quoted)}
    if error.exception == "RecursionError":
        lines = {line for line in lines if _calls_itself(facts, line)}
    if not lines and error.exception == "TypeError":
        lines = _by_kinds(error, facts)
    if error.exception == "NameError" and lines:
        return min(lines)
    return lines.pop() if len(lines) == 1 else 0


def _calls_itself(facts: CodeFacts, line: int) -> bool:
    function = facts.function_at(line)
    return function is not None and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function.name
        for node in facts.at_line(line)
    )


def _read_too_early(error: PastedError, facts: CodeFacts) -> int:
    """The first line that reads a name in the one function that assigns it further on or on that line."""
    name = next(iter(re.findall(r"'(\w+)'", error.message)), "")
    lines = set()
    for function in facts.functions.values():
        parts = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
        added = {node.target for node in ast.walk(function) if isinstance(node, ast.AugAssign)}
        stores = [node for node in parts if isinstance(node.ctx, ast.Store)]
        reads = [node.lineno for node in parts if isinstance(node.ctx, ast.Load) or node in added]
        if stores and reads:
            lines.add(min(reads))
    return lines.pop() if len(lines) == 1 else 0


def _used_when_closed(facts: CodeFacts) -> int:
    """The first line that uses a file below the line that closes it."""
    closed = {
        node.func.value.id: node.lineno
        for node in facts.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "close"
        and isinstance(node.func.value, ast.Name)
    }
    for node in facts.nodes:  # a with statement closes at its end
        if isinstance(node, ast.With):
            for item in node.items:
                if isinstance(item.optional_vars, ast.Name):
                    closed[item.optional_vars.id] = node.end_lineno or node.lineno
    lines = [
        node.lineno
        for node in facts.nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.lineno > closed.get(node.id, 1 << 30)
    ]
    return min(lines, default=0)


def _by_kinds(error: PastedError, facts: CodeFacts) -> set[int]:
    """Calls of names that hold something else than a function; sums over a list of other things than numbers."""
    kind = next(iter(re.findall(r"^'(\w+)' object is not callable", error.message)), "")
    if kind:
        return {
            node.lineno
            for node in facts.nodes
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and any(value.kind == kind and value.line <= node.lineno for value in facts.values.get(node.func.id, []))
        }
    if error.message.startswith("unsupported operand type(s) for +"):
        return {node.lineno for node in facts.nodes if isinstance(node, ast.Call) and called(node) == "sum"}
    return set()
