"""Told examples tried on the learner's program: which come out right, which fails, and the line that seems to do it."""

import ast
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ai_engine.errors import EngineError
from ai_engine.sandbox import CallResult, Sandbox, Session, Step
from ai_engine.tutor.events import Evidence
from ai_engine.tutor.evidence.departure import find_departure
from ai_engine.tutor.evidence.examples import Example, find_calls, find_examples
from ai_engine.tutor.evidence.guesses import reported_call, small_call
from ai_engine.tutor.evidence.literals import is_literal
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.suspects import CERTAIN, SURELY, Suspect, find_suspect

_CALL_S = 0.05
_WALL_S = 0.3
_PATIENCE_S = 0.3
_SEARCH_S = 0.12
_MOST = 6
_SHORT = 60
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that the program gets wrong: what it gave, or the error; the last line run, with the values there.

    `expected` is "" where the call only must not stop, or must end. `steps` are the lines that ran, in order.
    """

    call: str
    expected: str
    got: str
    error: str = ""
    line: int = 0
    values: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    message: str = ""

    def evidence(self) -> Evidence:
        """The failed call as a fact of the answer."""
        seen = ", ".join(f"{name} = {value}" for name, value in self.values)
        outcome = f"stops with {self.error}" if self.error else f"gives {self.got}"
        wanted = f", not {self.expected}" if self.expected else ""
        return Evidence("run", self.call, f"{self.call} {outcome}{wanted}" + (f" ({seen})" if seen else ""), 1.0)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying the examples: the first that fails, and those before it that came out right.

    `suspect` is the line where a small change makes all examples come out right. `seen` is a call that was
    watched although nobody said what it should give, with the lines that ran.
    """

    failure: Failure | None = None
    right: tuple[Example, ...] = ()
    suspect: Suspect | None = None
    seen: Failure | None = None
    wrong: tuple[Failure, ...] = ()


def try_examples(
    sandbox: Sandbox | None,
    program: Program,
    texts: Sequence[str],
    given: Sequence[tuple[str, str]] = (),
    complains: bool = False,
    suspect: Suspect | None = None,
) -> Trial:
    """Try the examples in `texts`, and those given with the task, on the program.

    `complains`: the learner says that something is wrong, so a value that they report may be the wrong one.
    `suspect` is the line that was found before in the same program: it isn't looked for again.
    An empty Trial where there are none or nothing can be run.
    """
    if sandbox is None or not program.functions:
        return Trial()
    examples = find_examples(texts, program)
    defined = {function.name for function in program.functions}
    examples += [Example(call, value) for call, value in given[:_MOST] if call.split("(")[0] in defined]
    known = {example.call for example in examples}
    calls = [call for call in find_calls([*texts, program.text], program) if call not in known][:3]
    invented = "" if examples or calls or not complains else reported_call(texts[0], program) or small_call(program)
    if invented:
        calls = [invented]
    if not examples and not calls:
        return Trial()
    source = definitions(program)
    try:
        with sandbox.session(patience_s=_PATIENCE_S) as session:
            asked = [*(example.call for example in examples), *calls]
            results = session.evaluate(source, asked, call_s=_CALL_S, wall_s=_WALL_S, trace=True, trace_lines=_STEPS)
            trial = _judged(examples, results[: len(examples)], program, complains)
            if trial.failure is None and calls:
                seen = _watched(calls, results[len(examples) :], program)
                # An error on values that nobody named may only show that they don't fit.
                trial = replace(trial, seen=None if invented and seen is not None and seen.error else seen)
            if trial.failure is not None and complains:
                trial = replace(trial, suspect=suspect or _suspect(session, program, trial, texts))
            return trial
    except EngineError:
        return Trial()


def definitions(program: Program) -> str:
    """The program without what it does besides defining; every line keeps its place."""
    try:
        tree = ast.parse(program.text)
    except (SyntaxError, ValueError, RecursionError):
        return program.text
    kept: set[int] = set()
    for node in tree.body:
        calls = any(isinstance(part, ast.Call) for part in ast.walk(node))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom) or (
            isinstance(node, ast.Assign | ast.AnnAssign) and not calls
        ):
            first = min([node.lineno, *(item.lineno for item in getattr(node, "decorator_list", []))])
            kept.update(range(first, (node.end_lineno or node.lineno) + 1))
    return "\n".join(line if number in kept else "" for number, line in enumerate(program.lines, 1))


def _judged(examples: Sequence[Example], results: Sequence[CallResult], program: Program, complains: bool) -> Trial:
    right: list[Example] = []
    wrong: list[tuple[Failure, bool]] = []
    for example, result in zip(examples, results, strict=True):
        told = _less_reported(example, result, complains)
        failure = _failure(told, result, program) if told is not None else None
        if failure is not None:
            wrong.append((failure, told is example))
        elif told is not None and result.end == "finished":
            right.append(told)
    # What the task says for certain comes before what only follows from a report.
    wrong.sort(key=lambda item: not item[1])
    return Trial(wrong[0][0] if wrong else None, tuple(right), wrong=tuple(failure for failure, _ in wrong))


def _less_reported(example: Example, result: CallResult, complains: bool) -> Example | None:
    """The example with what is really wanted, where its value may be the one that the learner complains of."""
    value = result.value
    if value is None or not _same(value, example.expected):
        return example
    other = next((text for text in example.others if not _same(value, text)), "")
    if other and (example.reported or complains):
        return replace(example, expected=other)
    if example.reported and complains:
        opposite = {"True": "False", "False": "True"}.get(value, "")  # nobody complains of a right answer
        return replace(example, expected=opposite) if opposite else None
    return example


def _failure(example: Example, result: CallResult, program: Program) -> Failure | None:
    raised = result.exception
    own = tuple(step for step in result.last_lines if step.function != "<module>")
    if result.end == "timeout" and result.started:
        line = own[-1].line if own else 0
        values = _on_line(program, line, own[-1].variables) if own else ()
        return Failure(example.call, example.expected, "", "no end", line, values, own)
    if result.end == "exception" and raised is not None and raised.type not in ("EOFError", "NameError"):
        if not raised.line:
            return None  # the call itself doesn't fit: it was read wrongly
        frame = raised.frames[-1].variables if raised.frames else {}
        line = raised.line or 0
        values = _on_line(program, line, frame)
        return Failure(example.call, example.expected, "", raised.type, line, values, own, raised.message)
    if result.end != "finished" or result.value is None or _same(result.value, example.expected):
        return None
    if result.value == "None" and _same(repr(result.printed.strip()), example.expected):
        return None
    got = repr(result.printed.strip()) if result.value == "None" and result.printed.strip() else result.value
    if len(got) > _SHORT:
        return None
    line = own[-1].line if own else 0
    values = _on_line(program, line, own[-1].variables) if own else ()
    return Failure(example.call, example.expected, got, "", line, values, own)


def _watched(calls: Sequence[str], results: Sequence[CallResult], program: Program) -> Failure | None:
    """The first call that stops or doesn't end; else the first one, watched."""
    found: Failure | None = None
    for call, result in zip(calls, results, strict=False):
        stopped = _failure(Example(call, ""), result, program)
        if stopped is not None and stopped.error:
            return stopped
        found = found or stopped
    return found


def _suspect(session: Session, program: Program, trial: Trial, texts: Sequence[str]) -> Suspect | None:
    failed = trial.failure
    if failed is None:
        return None
    if failed.got == "None" and (ended := _ends_without_result(program, failed)) is not None:
        return ended
    if failed.error == "no end":
        return _goes_round(program, failed)
    if (printing := _prints(program, failed)) is not None:
        return printing
    tests = [(item.call, item.expected) for item in trial.wrong]
    tests += [(item.call, item.expected) for item in trial.right]
    plain = [(call, value if is_literal(value) else repr(value)) for call, value in tests]
    deadline = time.monotonic() + _SEARCH_S
    found = find_suspect(session, definitions(program), plain, " ".join(texts), failed.steps, deadline)
    departed = (
        None
        if found is not None and found.certainty >= CERTAIN
        else find_departure(program, failed.steps, failed.expected)
    )
    return departed if found is None or (departed is not None and departed.certainty >= SURELY) else found


def _ends_without_result(program: Program, failed: Failure) -> Suspect | None:
    """The last line of a call that ended without handing anything back."""
    if not failed.line or re.match(r"return\b", program.line_text(failed.line)):
        return None
    name = failed.steps[-1].function if failed.steps else ""
    function = next((item for item in program.functions if item.name == name), None)
    return Suspect(failed.line, "none", name, 0.9) if function is not None else None


def _prints(program: Program, failed: Failure) -> Suspect | None:
    """The line that prints, where what is printed is the result that the task speaks of."""
    lines = [line for line, _ in program.printed if any(step.line == line for step in failed.steps)]
    ended = failed.steps[-1] if failed.steps else None
    if not lines or ended is None or re.match(r"return\b", program.line_text(ended.line)):
        return None
    return Suspect(lines[-1], "place", program.line_text(lines[-1]), 0.7)


def _goes_round(program: Program, failed: Failure) -> Suspect | None:
    """The loop that a call without an end is in."""
    lines = {step.line for step in failed.steps[-40:]}
    loops = [loop for loop in program.loops if loop.is_while and (loop.line in lines or not lines)]
    if not loops:
        return None
    names = "|".join(re.escape(name) for name in loops[-1].targets)
    sets = re.compile(rf"(?:{names})\s*(?:,[^=]*)?(?:[-+*/%]|//|\*\*)?=(?!=)") if names else None
    changing = [step.line for step in failed.steps[-40:] if sets and sets.match(program.line_text(step.line))]
    line = changing[-1] if changing else loops[-1].line
    return Suspect(line, "endless", loops[-1].over, 0.9)


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
