"""What the learner's program does when it is run: its output, or where and how it stops, with the values there."""

import ast
import difflib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from ai_engine.analysis.findings import Finding
from ai_engine.errors import EngineError
from ai_engine.sandbox import RunResult, Sandbox
from ai_engine.sandbox.results import run_result
from ai_engine.tutor.events import Evidence
from ai_engine.tutor.evidence.program import Program

_WALL_S = 0.4
_PATIENCE_S = 0.3
_SHORT = 40
# Without somebody at the keyboard, or without end, a run tells nothing.
_NOT_RUN = frozenset({"input", "exit", "quit", "open"})
_NO_FAULT = frozenset(
    {"EOFError", "SystemExit", "KeyboardInterrupt", "ModuleNotFoundError", "PermissionError", "OSError"}
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `error` is "" where the program finished; `values` are the short values of the names on the line."""

    output: str
    error: str = ""
    message: str = ""
    line: int = 0
    values: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[str]:
        """What was printed, line by line."""
        return self.output.rstrip("\n").split("\n") if self.output.strip() else []

    def error_text(self, program: Program) -> str:
        """The error as Python's own text would tell it."""
        place = (
            f'  File "main.py", line {self.line}, in <module>\n    {program.line_text(self.line)}\n'
            if self.line
            else ""
        )
        return f"Traceback (most recent call last):\n{place}{self.error}: {self.message}"

    def evidence(self) -> Evidence:
        """The run as a fact of the answer."""
        if self.error:
            seen = ", ".join(f"{name} = {value}" for name, value in self.values)
            title = f"stops at line {self.line} with {self.error}: {self.message}" + (f" ({seen})" if seen else "")
        else:
            title = f"prints {' | '.join(self.lines[:3])}" if self.lines else "finishes and prints nothing"
        return Evidence("run", "run", title[:300], 1.0)


def try_out(sandbox: Sandbox | None, program: Program, findings: Sequence[Finding]) -> Run | None:
    """Run a program for a moment; None where it can't be run, would wait for somebody, or doesn't end in time."""
    if sandbox is None or not program.parses or _NOT_RUN & set(program.calls):
        return None
    if any(item.concept == "infinite-loops" for item in findings) or _only_defines(program):
        return None
    try:
        with sandbox.session(patience_s=_PATIENCE_S) as session:
            job = {"kind": "run", "code": program.text, "stdin": "", "files": {}}
            result = run_result(session.ask(job, _WALL_S))
    except EngineError:
        return None
    return _seen(result, program)


def _only_defines(program: Program) -> bool:
    """Whether running it would show nothing: only functions without default values, decorators or annotations."""
    try:
        body = ast.parse(program.text).body
    except (SyntaxError, ValueError, RecursionError):
        return False
    for node in body:
        if not isinstance(node, ast.FunctionDef) or node.decorator_list or node.args.defaults or node.args.kw_defaults:
            return False
        if node.returns is not None or any(item.annotation is not None for item in node.args.args):
            return False
    return bool(body)


def _misspelt_module(message: str) -> bool:
    """Whether a missing module is a slip for one of Python's own, and not one that only this machine lacks."""
    name = re.search(r"No module named '(\w+)'", message)
    return name is not None and bool(difflib.get_close_matches(name[1], sys.stdlib_module_names, 1, 0.75))


def _seen(result: RunResult, program: Program) -> Run | None:
    raised = result.exception
    if result.end == "finished":
        return Run(result.stdout)
    if result.end != "exception" or raised is None or not raised.line:
        return None
    if raised.type in _NO_FAULT and not _misspelt_module(raised.message):
        return None
    on_line = set(re.findall(r"[A-Za-z_]\w*", program.line_text(raised.line)))
    inner = raised.frames[-1].variables if raised.frames else {}
    values = tuple(
        (name, value) for name, value in inner.items() if name in on_line and len(value) <= _SHORT and "<" not in value
    )
    return Run(result.stdout, raised.type, raised.message, raised.line, values[:3])
