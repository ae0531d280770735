"""Calls with what they should give, as learners and task texts write them, tried on the learner's program."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ai_engine.errors import EngineError
from ai_engine.sandbox import CallResult, Sandbox
from ai_engine.tutor.events import Evidence
from ai_engine.tutor.program import Program

_CALL_S = 0.15
_WALL_S = 0.5
_PATIENCE_S = 0.3
_MOST = 6
_SHORT = 60
_WANTED = re.compile(
    r"^`?\s*(?:(?:\w+\s+){0,3}?"
    r"(?:should(?: have)?(?: be| return| give| print| output)?(?:ed)?|must (?:be|return|give)"
    r"|expected(?: output| result)?(?: is)?"
    r"|=>|->|→|➞|==|=|returns?|gives?|evaluates to|outputs?|is|yields?|#)\s*:?\s*)`?",
    re.IGNORECASE,
)
_BUT_SHOULD = re.compile(
    r"\b(?:should(?: have)?(?: be(?:en)?| return(?:ed)?| give(?:n)?| print(?:ed)?)?|instead of|rather than|expected"
    r"|I (?:want|wanted|expect|need)(?:ed)?|and not|not)\s*:?\s*`?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A call and the literal that it should give."""

    call: str
    expected: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that the program gets wrong: what it gave, or the error; the last line run, with the values there."""

    call: str
    expected: str
    got: str
    error: str = ""
    line: int = 0
    values: tuple[tuple[str, str], ...] = ()

    def evidence(self) -> Evidence:
        """The failed call as a fact of the answer."""
        seen = ", ".join(f"{name} = {value}" for name, value in self.values)
        outcome = f"stops with {self.error}" if self.error else f"gives {self.got}"
        return Evidence(
            "run", self.call, f"{self.call} {outcome}, not {self.expected}" + (f" ({seen})" if seen else ""), 1.0
        )


def find_examples(texts: Sequence[str], program: Program) -> list[Example]:
    """The calls of the program's own functions in `texts` for which a wanted value is written down."""
    found: dict[str, Example] = {}
    for name in (function.name for function in program.functions):
        for text in texts:
            for start in re.finditer(rf"(?<![\w.]){re.escape(name)}\(", text):
                call = _balanced(text, start.start())
                wanted = _wanted(text[start.start() + len(call) :]) if call and _literal_arguments(call) else ""
                if wanted:
                    found.setdefault(call, Example(call, wanted))
    return list(found.values())[:_MOST]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying the examples: the first that fails, and those before it that came out right."""

    failure: Failure | None = None
    right: tuple[Example, ...] = ()


def try_examples(
    sandbox: Sandbox | None, program: Program, texts: Sequence[str], given: Sequence[tuple[str, str]] = ()
) -> Trial:
    """Try the examples in `texts`, and those given with the task, on the program.

    An empty Trial where there are none or nothing can be run.
    """
    examples = find_examples(texts, program) if sandbox is not None else []
    defined = {function.name for function in program.functions}
    examples += [Example(call, value) for call, value in given[:_MOST] if call.split("(")[0] in defined]
    if sandbox is None or not examples:
        return Trial()
    try:
        with sandbox.session(patience_s=_PATIENCE_S) as session:
            calls = [example.call for example in examples]
            results = session.evaluate(program.text, calls, call_s=_CALL_S, wall_s=_WALL_S, trace=True, trace_lines=3)
    except EngineError:
        return Trial()
    right: list[Example] = []
    for example, result in zip(examples, results, strict=True):
        failure = _failure(example, result, program)
        if failure is not None:
            return Trial(failure, tuple(right))
        if result.end == "finished":
            right.append(example)
    return Trial(None, tuple(right))


def _failure(example: Example, result: CallResult, program: Program) -> Failure | None:
    raised = result.exception
    if result.end == "exception" and raised is not None and raised.type not in ("EOFError", "NameError"):
        values = raised.frames[-1].variables if raised.frames else {}
        line = raised.line or 0
        return Failure(example.call, example.expected, "", raised.type, line, _on_line(program, line, values))
    if result.end != "finished" or result.value is None or _same(result.value, example.expected):
        return None
    if result.value == "None" and _same(repr(result.printed.strip()), example.expected):
        return None
    if len(result.value) > _SHORT:
        return None
    own = [step for step in result.last_lines if step.function != "<module>"]
    line = own[-1].line if own else 0
    values = own[-1].variables if own else {}
    return Failure(example.call, example.expected, result.value, "", line, _on_line(program, line, values))


def _on_line(program: Program, line: int, variables: dict[str, str]) -> tuple[tuple[str, str], ...]:
    names = set(re.findall(r"[A-Za-z_]\w*", program.line_text(line)))
    shown = [(name, value) for name, value in variables.items() if name in names and "<" not in value]
    return tuple((name, value) for name, value in shown if len(value) <= _SHORT)[:3]


def _same(value: str, expected: str) -> bool:
    """Equal as values; a text counts as equal with and without its quotes."""
    if value == expected or value.strip("'\"") == expected.strip("'\""):
        return True
    try:
        one, two = ast.literal_eval(value), ast.literal_eval(expected)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False
    if isinstance(one, float) and isinstance(two, int | float):
        return abs(one - two) < 1e-6 * max(1.0, abs(two)) or round(one, 2) == round(two, 2)
    return bool(one == two)


def _balanced(text: str, start: int) -> str:
    """The call that starts at `start`, up to its closing bracket; "" where it isn't closed on its line."""
    depth, quote = 0, ""
    for index in range(start, min(len(text), start + 200)):
        character = text[index]
        if character == "\n":
            return ""
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return text[start : index + 1]
    return ""


def _literal_arguments(call: str) -> bool:
    try:
        tree = ast.parse(call, mode="eval").body
        if not isinstance(tree, ast.Call):
            return False
        for argument in (*tree.args, *(keyword.value for keyword in tree.keywords)):
            ast.literal_eval(argument)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False
    return True


def _wanted(rest: str) -> str:
    """The literal that the text after a call says it should give."""
    line = rest.split("\n\n")[0][:160]
    first = _WANTED.match(line)
    said = line[: first.end()] if first else ""
    should = _BUT_SHOULD.search(line)
    if should and not ("should" in said or "expect" in said or "must" in said):
        return _literal_at(line[should.end() :])
    if first is None:
        below = re.match(r"\s*\n\s*(?:#\s*)?", line)
        return _literal_at(line[below.end() :]) if below and ">>>" not in line else ""
    return _literal_at(line[first.end() :])


def _literal_at(text: str) -> str:
    """The Python literal at the beginning of a text."""
    found = re.match(r"(True|False|None|-?\d+(?:\.\d+)?(?![\w.]*\w))", text)
    if found:
        return found[1]
    if text[:1] in "([{":
        return _checked(_balanced(text, 0))
    quoted = re.match(r"(\"[^\"\n]*\"|'[^'\n]*')", text)
    return quoted[1] if quoted else ""


def _checked(text: str) -> str:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ""
    return text
