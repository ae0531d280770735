"""Runtime errors that a learner pasted: what happened, why in this code, and how to find out. `explain_error`."""

import re
from dataclasses import dataclass, replace

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.source import Source
from ai_engine.analysis.syntax import find_faults
from ai_engine.analysis.tracebacks import names, others, typeerrors, valueerrors
from ai_engine.analysis.tracebacks.facts import CodeFacts
from ai_engine.analysis.tracebacks.parse import PastedError, parse_error
from ai_engine.analysis.tracebacks.place import line_of
from ai_engine.analysis.tracebacks.told import Case, Told

__all__ = ["ErrorExplanation", "explain_error"]

_RULES = (*names.RULES, *typeerrors.RULES, *valueerrors.RULES, *others.RULES)
_SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})


@dataclass(frozen=True, slots=True)
class ErrorExplanation:
    """A pasted error, explained.

    Attributes:
        exception, message: as Python wrote them; paths in the message are cut to the file's name.
        line: the line in the learner's code; 0 if it isn't known.
        expression: the part of that line in which it happened; "" if it isn't known.
        explanation: what happened, in a learner's words.
        likely_causes: the likeliest first, with facts of the code where it was given.
        what_to_print: how to find out.
        concept: an id of the knowledge bank.
        finding: the same as a finding of category runtime (or syntax).
    """

    exception: str
    message: str
    line: int
    expression: str
    explanation: str
    likely_causes: tuple[str, ...]
    what_to_print: tuple[str, ...]
    concept: str
    finding: Finding


def explain_error(text: str, code: str = "") -> ErrorExplanation | None:
    """Explain the last Python error in a pasted text, with the facts of the code if it is given.

    The text may be a whole traceback of any tool, some lines of it, or a sentence that names the error.
    None where it holds no error of Python's.
    """
    error = parse_error(text)
    if error is None:
        return None
    facts = CodeFacts(code)
    if error.exception in _SYNTAX:
        return _syntax(error, facts)
    line = line_of(error, facts)
    case = Case(error, facts, line)
    told = _told(case)
    explanation = (
        told.explanation[:1].upper() + told.explanation[1:] if told.explanation.startswith("the ") else told.explanation
    )
    told = replace(told, explanation=explanation)
    expression = _expression(error, case, told)
    return ErrorExplanation(
        error.exception,
        error.message,
        line,
        expression,
        told.explanation,
        told.causes,
        told.prints,
        told.concept,
        _finding(error, line, facts, told, expression),
    )


def _told(case: Case) -> Told:
    for rule in _RULES:
        groups = rule.match(case.error)
        if groups is not None:
            return rule.tell(Case(case.error, case.facts, case.line, groups))
    return others.LAST(case)


def _expression(error: PastedError, case: Case, told: Told) -> str:
    """The part of the line in which it happened: as Python marked it, else the symbol, else the line."""
    frame = error.frame
    if frame is not None and frame.marked:
        return frame.marked
    if told.symbol and told.symbol in case.source:
        return told.symbol
    return case.source[:200]


def _finding(error: PastedError, line: int, facts: CodeFacts, told: Told, expression: str) -> Finding:
    text = facts.lines[line - 1] if 0 < line <= len(facts.lines) else ""
    start = text.find(expression) if expression else -1
    column = start + 1 if start >= 0 else len(text) - len(text.lstrip()) + 1
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", error.exception).lower()
    return Finding(
        rule=f"reported-{name}",
        category="runtime",
        severity="error",
        confidence=0.95 if error.frames or error.message else 0.7,
        line=max(1, line),
        column=column,
        end_line=max(1, line),
        end_column=column + (len(expression) if start >= 0 else 0),
        symbol=told.symbol,
        message=told.explanation,
        why=told.causes[0] if told.causes else "",
        how_to_check=told.prints[0] if told.prints else "",
        how_to_fix=told.fix,
        concept=told.concept,
        evidence={"exception": error.exception, "python_says": error.message, "source_line": text.strip()[:200]},
        hints=(*told.prints[:1], *told.causes[:2]),
        source="python",
    )


def _syntax(error: PastedError, facts: CodeFacts) -> ErrorExplanation:
    """A syntax error: the code itself tells its cause, else the line that the traceback shows."""
    frame = error.frames[-1] if error.frames else None
    faults = find_faults(facts.text) if facts.text.strip() else []
    shown = facts
    if not faults and frame is not None and frame.source:
        shown = CodeFacts(frame.source)
        faults = [one for one in find_faults(shown.text) if one.cause not in _NEEDS_CONTEXT]
    if not faults:
        told = Told(
            "indentation" if error.exception != "SyntaxError" else "syntax-errors",
            f"Python can't read the program{f' at line {error.line}' if error.line else ''}: "
            f"{error.message or 'its grammar is broken there'}.",
            ("The cause is on that line or right before it: a bracket, a quotation mark, a colon or a comma.",),
            ("Look at the line and the one before it; take lines out until the error goes away.",),
            "Compare the line with a similar one that works.",
        )
        finding = _finding(error, error.line, facts, told, "")
        return ErrorExplanation(
            error.exception,
            error.message,
            error.line,
            frame.source if frame else "",
            told.explanation,
            told.causes,
            told.prints,
            told.concept,
            finding,
        )
    near = min(faults, key=lambda fault: abs(fault.line - error.line)) if error.line and shown is facts else faults[0]
    finding = near.finding(shown.source or Source(shown.text))
    line = near.line if shown is facts else error.line
    told_line = shown.line(near.line)
    return ErrorExplanation(
        error.exception, error.message, line, told_line, near.message, (finding.why,), (finding.how_to_check,),
        finding.concept, finding,
    )  # fmt: skip


# Causes that a single line out of its program can't show.
_NEEDS_CONTEXT = frozenset(
    [
        "missing-block",
        "body-not-indented",
        "unexpected-indent",
        "indented-first-line",
        "else-without-if",
        "return-outside-function",
        "break-outside-loop",
        "try-without-except",
        "misplaced-else",
    ]
)
